"""What the site's style sheets weigh: ours joined into one, the theme's without the rules that no page needs.

The theme brings the styles of everything it can do. A page waits for them before it shows anything, so a rule stays
only if its classes, and what it asks of the attributes that the theme sets by its settings, stand on some page of the
site, or in a script, which may put them there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import tinycss2

from .problems import Problem

# class="md-grid masthead"   the classes of an element
CLASSES = re.compile(r'\bclass="?([^">]*)')
# dir="ltr", [data-md-color-scheme=slate]   what the theme's settings put on an element, on a page or in a selector
SETTING = re.compile(r'\b(dir|data-md-color-[a-z]+)="?([\w-]+)"?')
# md-search-result__item   in a script, anything that may be a class
WORD = re.compile(r"[A-Za-z_][\w-]*")
# --md-hue, var(--md-hue   a custom property, and its use
PROPERTY = re.compile(r"--[\w-]+")
USED = re.compile(r"var\(\s*(--[\w-]+)")
# What may be left open: a comment, a text, brackets. Whole comments and texts are matched so that none in them counts.
MARKS = re.compile(r"""/\*.*?\*/|/\*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|["'(){}\[\]]""", re.S)
CLOSING = {")": "(", "]": "[", "}": "{"}
# url("../assets/fonts/a.woff2")   a file that a style sheet asks for, and @import, which asks for another sheet
ASKED = re.compile(r"""url\(\s*["']?(?P<way>[^"')]+)|(?P<import>@import\b)""", re.I)
# https://example.org/a, //example.org/a   but not data:image/png;…
ELSEWHERE = re.compile(r"(?!data:)[a-z][a-z0-9+.-]*:|//", re.I)


def faults(sheet: str, name: str, folder: Path) -> Iterator[Problem]:
    """What a browser would pass over in silence in a style sheet of ours, and files it asks for that `folder` lacks."""
    if unbalanced := _unbalanced(sheet, name):  # whatever follows from it is not worth telling
        yield unbalanced
        return
    for fault in _errors(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)):
        reason = f"The style sheet cannot be read: {fault.message.rstrip('.')}."
        yield Problem(name, fault.source_line, reason, "correct the rule.")
    for match in ASKED.finditer(sheet):
        line = sheet.count("\n", 0, match.start()) + 1
        way = match["way"] or ""
        if match["import"]:
            fix = "name the sheet in extra_css in mkdocs.yml."
            yield Problem(name, line, "@import has no effect once the sheets are joined.", fix)
        elif ELSEWHERE.match(way):
            fix = "put the file below docs/assets/."
            yield Problem(name, line, f"“{way}” would be fetched from elsewhere.", fix)
        elif not way.startswith("data:") and not (folder / re.split("[?#]", way)[0]).exists():
            yield Problem(name, line, f"There is no file “{way}”.", "restore it, or correct the path.")


def _unbalanced(sheet: str, name: str) -> Problem | None:
    """The first mark that opens or closes without the other."""
    waiting: list[tuple[str, int]] = []
    for match in MARKS.finditer(sheet):
        mark, line = match[0], sheet.count("\n", 0, match.start()) + 1
        if mark in {"/*", '"', "'"}:  # one that is closed is matched with its end
            waiting = [(mark, line)]
            break
        if mark in CLOSING:
            if not waiting or waiting.pop()[0] != CLOSING[mark]:
                return Problem(name, line, f"“{mark}” closes what is not open.", "balance the brackets.")
        elif len(mark) == 1:
            waiting.append((mark, line))
    if not waiting:
        return None
    mark, line = waiting[0]
    return Problem(name, line, f"“{mark}” is not closed.", "close it.")


def _errors(nodes: Iterable[Any]) -> Iterator[Any]:
    """The parts of a sheet that its reader could not make sense of, at any depth."""
    for node in nodes:
        if node.type == "error":
            yield node
        elif node.type == "qualified-rule":
            yield from _errors(tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True))
        elif node.type == "at-rule" and node.content is not None and node.lower_at_keyword in {"media", "supports"}:
            yield from _errors(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))


def joined(sheets: Iterable[str]) -> str:
    """One style sheet from several, without comments."""
    rules = (rule for sheet in sheets for rule in _rules(sheet))
    return "\n".join(" ".join(rule.serialize().split()) for rule in rules) + "\n"


def names(pages: Iterable[str], scripts: Iterable[str]) -> set[str]:
    """Every class and setting that stands on a page, and every word of a script, which may be a class."""
    found: set[str] = set()
    for page in pages:
        found.update(name for value in CLASSES.findall(page) for name in value.split())
        found.update(map("=".join, SETTING.findall(page)))
    return found.union(*map(WORD.findall, scripts))


def pruned(sheet: str, used: set[str], others: Iterable[str]) -> str:
    """A style sheet without the rules whose classes are not used, and without custom properties that neither it nor the
    `others`, style sheets and scripts, use.
    """
    kept = _changed(_rules(sheet), lambda rule: _with(rule, used))
    properties = set(USED.findall(kept)).union(*(PROPERTY.findall(other) for other in others))
    return _changed(_rules(kept), lambda rule: _declaring(rule, properties))


def _rules(sheet: str) -> list[Any]:
    rules: list[Any] = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    for rule in rules:
        if rule.type == "error":
            raise ValueError(f"a style sheet cannot be read, line {rule.source_line}: {rule.message}")
    return rules


def _changed(rules: Iterable[Any], change: Callable[[Any], str]) -> str:
    """The rules as text, each style rule changed, those in `@media` and `@supports` too; empty ones are left out."""
    text = ""
    for rule in rules:
        if rule.type != "at-rule":
            text += change(rule)
        elif rule.lower_at_keyword in {"media", "supports"}:
            within = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            inner = _changed(within, change)
            text += f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}" if inner else ""
        else:
            text += rule.serialize()
    return text


def _with(rule: Any, used: set[str]) -> str:
    """A rule with those of its selectors that may match; nothing if none does."""
    selectors = [tinycss2.serialize(part).strip() for part in _selectors(rule.prelude) if _asked(part) <= used]
    return f"{','.join(selectors)}{{{tinycss2.serialize(rule.content)}}}" if selectors else ""


def _declaring(rule: Any, properties: set[str]) -> str:
    """A rule without the custom properties that are not among those given; nothing if it says no more."""
    declared = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    stay = [d for d in declared if d.type != "declaration" or not d.name.startswith("--") or d.name in properties]
    text = ";".join(declaration.serialize() for declaration in stay)
    return f"{tinycss2.serialize(rule.prelude)}{{{text}}}" if text else ""


def _selectors(prelude: list[Any]) -> list[list[Any]]:
    """The selectors of a rule; a comma inside brackets is no border."""
    parts: list[list[Any]] = [[]]
    for token in prelude:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _asked(selector: list[Any]) -> set[str]:
    """The classes and settings that an element must have; `:not(.x)` and `:is(.x)` leave them open."""
    asked = {after.value for before, after in pairwise(selector) if before == "." and after.type == "ident"}
    for block in selector:
        if block.type == "[] block" and (match := SETTING.fullmatch(tinycss2.serialize(block.content))):
            asked.add("=".join(match.groups()))
    return asked
