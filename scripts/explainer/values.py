"""Every value in front matter and registers as it was typed, with its place: for rules that hold for any field."""

from __future__ import annotations

import datetime
import re
from collections.abc import Container, Iterator
from typing import Any, NamedTuple

from .content import Content
from .located import Keys, Located
from .models import Position

# Words and the punctuation that no rule asks about; most texts are that and no more.
PLAIN = re.compile(r"[\w\s.;:()/–-]*(?:,[\w\s.;:()/–-]+)*")
# The name under which the front matter of pages goes, as that of registers is that of their file
PAGES = "pages"


class Value(NamedTuple):
    """A text or date: the register that holds it, its file, the path to it, and where its line can be asked."""

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
    """The dates and texts of all pages that an editor wrote and of all registers.

    Not the texts that a page shows as its own, which are checked like its paragraphs, nor those of the plainest signs.
    """
    for doc in content.documents.values():
        if doc.path not in content.generated:
            answers = doc.page.answers if isinstance(doc.page, Position) else {}
            stated: set[Keys] = {("answers", question, "text") for question in answers}
            yield from _of(PAGES, doc.file, doc.front, stated)
    shown = dict(content.stated().values())
    for name, located in content.register_lines.items():
        records = enumerate(shown.get(name, []))
        stated = {(number, *place) for number, record in records for place, _ in record.statements()}
        yield from _of(name, f"data/{name}.yaml", located, stated)


def _of(register: str, file: str, located: Located, stated: Container[Keys]) -> Iterator[Value]:
    for path, value in located.scalars.items():
        if isinstance(value, str):
            if not PLAIN.fullmatch(value) and path not in stated:
                yield Value(register, file, path, value, located)
        elif isinstance(value, datetime.date):
            yield Value(register, file, path, value, located)
