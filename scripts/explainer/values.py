"""Every value in front matter and registers as it was typed, with its place: for rules that hold for any field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from .content import Content
from .located import Keys, Located

# The name under which the front matter of pages goes, as that of registers is that of their file
PAGES = "pages"


class Value(NamedTuple):
    """A text, date or number: the register that holds it, its file, the path to it, and where its line can be asked."""

    register: str
    file: str
    path: Keys
    value: Any
    located: Located

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.located.line_of(self.path)

    @property
    def field(self) -> str:
        """The name of the field that holds it, or holds the list it is in."""
        return next((key for key in reversed(self.path) if isinstance(key, str)), "")


def values(content: Content) -> Iterator[Value]:
    """The values of all pages that an editor wrote and of all registers."""
    for doc in content.documents.values():
        if doc.path not in content.generated:
            yield from _within(PAGES, doc.file, (), doc.front.value, doc.front)
    for name, located in content.register_lines.items():
        yield from _within(name, f"data/{name}.yaml", (), located.value, located)


def _within(register: str, file: str, path: Keys, value: Any, located: Located) -> Iterator[Value]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _within(register, file, (*path, key), inner, located)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _within(register, file, (*path, number), inner, located)
    else:
        yield Value(register, file, path, value, located)
