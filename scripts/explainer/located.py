"""YAML that remembers on which line each value stands, so that a fault can be named by its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import yaml

from .characters import FIX, composed, name_of, reason, unseen
from .problems import ContentError, Problem

Keys = tuple[str | int, ...]

# The one written in C is some ten times as fast; a PyYAML that was built without it lacks it.
FAST_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


# Deeper than any record is, and long before a loader runs out of stack.
DEEPEST = 30
# Control characters, surrogates and what is no character: neither XML (1.0, section 2.2) nor UTF-8 can hold them all.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
MAPPING, SEQUENCE, TEXT = (f"tag:yaml.org,2002:{kind}" for kind in ("map", "seq", "str"))


@dataclass(frozen=True)
class Located:
    """A YAML document and the lines of its parts.

    `line_of` takes the path of a value, such as `("roles", 0, "source")`, and returns its line; for a value that is
    missing, the line of the nearest part that is there. `scalars` are its texts, numbers and dates by their path.
    """

    value: Any
    lines: dict[Keys, int]
    first_line: int
    scalars: dict[Keys, Any] = field(default_factory=dict)

    def line_of(self, path: Keys) -> int:
        for length in range(len(path), -1, -1):
            line = self.lines.get(path[:length])
            if line is not None:
                return line
        return self.first_line


def read_yaml(text: str, file: str, first_line: int = 1) -> Located:
    """Read one YAML document.

    `first_line` is the line of `text` in `file`. Raises `ContentError` for text that is not YAML, for what could use up
    the machine's memory, for characters that no page can hold, and for a key given twice, of which YAML would silently
    keep only the last.
    """
    if refused := list(_refused(text, file, first_line)):
        raise ContentError(refused)
    try:
        value, lines, scalars, faults = _loaded(text, first_line)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        what = str(getattr(error, "problem", None) or error).splitlines()[0]
        fix = "fix the YAML; quote a value that holds a colon or begins with a special character."
        raise ContentError([Problem(file, line, f"This is not valid YAML: {what}.", fix)]) from None
    if faults:
        raise ContentError(Problem(file, *fault) for fault in faults)
    return Located(value, lines, first_line, scalars)


# A fault: its line, reason and fix
Fault = tuple[int, str, str]


def _refused(text: str, file: str, first_line: int) -> Iterator[Problem]:
    """What must not reach a loader, or a page: each of YAML's events is looked at, and nothing is built from them."""
    for match in UNPRINTABLE.finditer(text):
        yield Problem(file, first_line + text.count("\n", 0, match.start()), reason(name_of(match[0])), FIX)
        return
    depth = 0
    try:
        for event in yaml.parse(text, Loader=FAST_LOADER):
            line = first_line + (event.start_mark.line if event.start_mark else 0)
            if getattr(event, "anchor", None):  # an alias repeats what it names without bound
                fix = "write the value out each time; quote a text that begins with & or *."
                yield Problem(file, line, "YAML anchors (&) and aliases (*) have no use here.", fix)
                return
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                deep = f"Values stand more than {DEEPEST} deep in one another."
                yield Problem(file, line, deep, "nest as CONTRIBUTING.md shows.")
                return
            if isinstance(event, yaml.ScalarEvent) and (odd := UNPRINTABLE.search(event.value)):
                yield Problem(file, line, reason(name_of(odd[0])), FIX)
    except yaml.YAMLError:
        return  # `_loaded` says what is wrong


def _loaded(text: str, first_line: int) -> tuple[Any, dict[Keys, int], dict[Keys, Any], list[Fault]]:
    """The value of a YAML document, the lines of its parts, its scalars, and what is wrong. Raises what YAML raises."""
    try:
        return _read(FAST_LOADER(text), first_line)
    except yaml.YAMLError:
        with suppress(RecursionError):  # said again by the loader whose words for what is wrong editors can follow
            yaml.SafeLoader(text).get_single_node()
        raise


def _read(loader: Any, first_line: int) -> tuple[Any, dict[Keys, int], dict[Keys, Any], list[Fault]]:
    lines: dict[Keys, int] = {}
    scalars: dict[Keys, Any] = {}
    faults: list[Fault] = []

    def walk(node: yaml.Node, path: Keys) -> Any:
        """Note the lines of a node's parts; its value, made on the way where that is plain, else by the constructor."""
        lines.setdefault(path, first_line + node.start_mark.line)
        if isinstance(node, yaml.MappingNode):
            fields = {}
            for key, child in node.value:
                if not isinstance(key, yaml.ScalarNode):  # the constructor refuses it
                    continue
                place, line = (*path, key.value), first_line + key.start_mark.line
                if place in lines:
                    faults.append((line, f"“{key.value}” is given twice.", "keep one of the two."))
                lines[place] = line
                fields[key.value] = walk(child, place)
            if len(fields) == len(node.value) and all(key.tag == TEXT for key, _ in node.value) and node.tag == MAPPING:
                return fields
        elif isinstance(node, yaml.SequenceNode):
            items = [walk(child, (*path, number)) for number, child in enumerate(node.value)]
            if node.tag == SEQUENCE:
                return items
        elif isinstance(node, yaml.ScalarNode) and node.tag == TEXT:
            scalars[path] = _unescaped(node, lines[path], faults) if node.style == '"' else node.value
            return scalars[path]
        try:
            value = loader.construct_object(node, deep=True)
        except ValueError as error:  # a date that is in no calendar
            shown = f" “{node.value}”" if isinstance(node, yaml.ScalarNode) else ""
            faults.append((lines[path], f"The value{shown} cannot be read: {error}.", "correct the date."))
            return None
        if isinstance(node, yaml.ScalarNode):
            scalars[path] = value
        return value

    try:
        node = loader.get_single_node()
        if node is None:
            return None, lines, scalars, faults
        return walk(node, ()), lines, scalars, faults
    finally:
        loader.dispose()


def _unescaped(node: yaml.ScalarNode, line: int, faults: list[Fault]) -> str:
    """The text of a node between double quotes, in which YAML lets any character be written by its number."""
    text = composed(node.value)
    faults += [(line, reason(name), FIX) for name in dict.fromkeys(name for _, name in unseen(text))]
    return text
