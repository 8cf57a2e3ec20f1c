"""YAML that remembers on which line each value stands, so that a fault can be named by its line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from .problems import ContentError, Problem

Keys = tuple[str | int, ...]


@dataclass(frozen=True)
class Located:
    """A YAML document and the lines of its parts.

    `line_of` takes the path of a value, such as `("roles", 0, "source")`, and returns its line; for a value that is
    missing, the line of the nearest part that is there.
    """

    value: Any
    lines: dict[Keys, int]
    first_line: int

    def line_of(self, path: Keys) -> int:
        for length in range(len(path), -1, -1):
            line = self.lines.get(path[:length])
            if line is not None:
                return line
        return self.first_line


def read_yaml(text: str, file: str, first_line: int = 1) -> Located:
    """Read one YAML document.

    `first_line` is the line of `text` in `file`. Raises `ContentError` for text that is not YAML and for a key given
    twice, of which YAML would silently keep only the last.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        value = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        what = str(getattr(error, "problem", None) or error).splitlines()[0]
        mend = "mend the YAML; quote a value that holds a colon or begins with a special character."
        raise ContentError([Problem(file, line, f"This is not valid YAML: {what}.", mend)]) from None
    except ValueError as error:  # a date that is in no calendar
        what = f"A value cannot be read: {error}."
        raise ContentError([Problem(file, first_line, what, "correct the date.")]) from None
    lines: dict[Keys, int] = {}
    twice: list[Problem] = []

    def walk(node: yaml.Node | None, path: Keys) -> None:
        if node is None:
            return
        lines.setdefault(path, first_line + node.start_mark.line)
        if isinstance(node, yaml.MappingNode):
            for key, child in node.value:
                line = first_line + key.start_mark.line
                if (*path, key.value) in lines:
                    mend = "keep one of the two."
                    twice.append(Problem(file, line, f"“{key.value}” is given twice.", mend))
                lines[(*path, key.value)] = line
                walk(child, (*path, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for number, child in enumerate(node.value):
                walk(child, (*path, number))

    walk(node, ())
    if twice:
        raise ContentError(twice)
    return Located(value, lines, first_line)
