"""A page as it is written: front matter, text, and the lines on which both stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from .located import Located, read_yaml
from .models import About, AsKnown, Entry, Event, Home, Listing, Page, Position, PositionsIndex, Story
from .problems import ContentError, Problem
from .validation import validated

# ---            the front matter, between two lines of three hyphens
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*\n", re.S)
# `code`, fenced code and <!-- comments -->, in which nothing is cited
NOT_PROSE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`|<!--.*?-->", re.S | re.M)
# ## Title {#address}
HEADING = re.compile(r"^#{1,6} (?P<title>.*?)\s*(?:\{[^}#]*#(?P<address>[a-z0-9][a-z0-9-]*)[^}]*\})?\s*$")
# { #c-jeddah-statement }   the id of a claim, on a line of its own below its paragraph or list item
CLAIM = re.compile(r"^\s*\{:?\s*#(?P<id>c-[^\s}]*)\s*\}\s*$")
# [^source-id]   a citation
CITATION = re.compile(r"\[\^([^\]\s]+)\]")
# Which model a page follows: the first pattern that its path under docs/ matches.
KINDS: list[tuple[str, type[Page]]] = [
    (r"index\.md", Home),
    (r"positions/index\.md", PositionsIndex),
    (r"(glossary|timeline)/index\.md", Page),
    (r"(sources|quotations|corrections|data/index|pictures/index|method/.+|v/index)\.md", About),
    (r"(glossary/kind|sources/phase|timeline/(actor|phase|kind))/.+\.md", Listing),
    (r"(as-known|story)/index\.md", Listing),
    (r"as-known/.+\.md", AsKnown),
    (r"story/.+\.md", Story),
    (r"glossary/[^/]+\.md", Entry),
    (r"timeline/[^/]+\.md", Event),
    (r"positions/[^/]+\.md", Position),
    (r".*\.md", Page),
]

PageT_co = TypeVar("PageT_co", bound=Page, covariant=True)


class Line(NamedTuple):
    """A line of prose, where it stands in its file, and the address on the page under which readers find it."""

    file: str
    number: int
    text: str
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, list item or table row as it is written, where it begins, and the address above it."""

    file: str
    number: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Document(Generic[PageT_co]):
    """A Markdown file: its typed front matter, its text and where both stand.

    `registered` are the lines that the page shows from a register in data/.
    """

    path: str  # relative to docs/, with forward slashes, as MkDocs names it
    page: PageT_co
    body: str
    body_line: int
    front: Located
    registered: tuple[Line, ...] = ()

    @property
    def file(self) -> str:
        return f"docs/{self.path}"

    @cached_property
    def slug(self) -> str:
        return Path(self.path).stem

    def lines(self) -> list[Line]:
        """The lines of prose: a register's, a position's answers (each a paragraph), and the body's."""
        return self._lines

    @cached_property
    def _lines(self) -> list[Line]:
        return list(self._read_lines())

    def _read_lines(self) -> Iterator[Line]:
        yield from self.registered
        if isinstance(self.page, Position):
            for question, answer in self.page.answers.items():
                number = self.front.line_of(("answers", question, "text"))
                yield from (Line(self.file, number, answer.text or "", question), Line(self.file, number, "", question))
        anchor = ""
        for number, text in enumerate(self.body.splitlines(), self.body_line):
            if heading := HEADING.match(text):
                anchor = heading["address"] or anchor
            yield Line(self.file, number, text, anchor)

    def prose(self) -> list[Line]:
        """The lines outside fenced code, without those that only give a claim its id."""
        return self._prose

    @cached_property
    def _prose(self) -> list[Line]:
        prose, fenced = [], False
        for line in self.lines():
            if line.text.lstrip().startswith(("```", "~~~")):
                fenced = not fenced
            elif not fenced and not CLAIM.match(line.text):
                prose.append(line)
        return prose

    def paragraphs(self) -> list[Paragraph]:
        """The lines of prose joined to paragraphs, list items and table rows."""
        return self._paragraphs

    @cached_property
    def _paragraphs(self) -> list[Paragraph]:
        found: list[Paragraph] = []
        fresh = True
        for line in self.prose():
            text = line.text.strip().removeprefix("> ")
            if not text:
                fresh = True
            elif fresh or text.startswith(("- ", "* ", "|", "#")):
                found.append(Paragraph(line.file, line.number, text, line.anchor))
                fresh = False
            else:
                found[-1] = replace(found[-1], text=f"{found[-1].text} {text}")
        return found

    def find(self, words: str) -> tuple[str, int]:
        """The file and line on which words stand; the first line of text if Markdown has changed them."""
        for line in self.lines():
            if words and words in line.text:
                return line.file, line.number
        return self.file, self.body_line

    def headings(self) -> dict[str, str]:
        """The titles of the page's sections by their address."""
        return self._headings

    @cached_property
    def _headings(self) -> dict[str, str]:
        matches = (HEADING.match(line.text) for line in self.prose())
        return {match["address"]: match["title"] for match in matches if match and match["address"]}

    def citations(self) -> list[tuple[str, str]]:
        """The sources the page cites, in order, each with the address on the page above it."""
        return self._citations

    @cached_property
    def _citations(self) -> list[tuple[str, str]]:
        roles = [(role.source, "") for role in self.page.roles] if isinstance(self.page, Entry) else []
        return roles + [(source, line.anchor) for line in self.prose() for source in cited(line.text)]


def cited(text: str) -> list[str]:
    """The sources that a text in Markdown cites, in order."""
    if "[^" not in text:  # most lines
        return []
    return list(dict.fromkeys(CITATION.findall(NOT_PROSE.sub("", text))))


def read_document(path: str, text: str) -> Document[Page]:
    """One page from its text. Raises `ContentError` if its front matter is not as its kind of page needs it."""
    file = f"docs/{path}"
    match = FRONT_MATTER.match(text)
    if not match:
        fix = "begin the file with “---”, title: and summary:, “---”."
        raise ContentError([Problem(file, 1, "The page has no front matter.", fix)])
    front = read_yaml(match[1], file, first_line=2)
    if not isinstance(front.value, dict):
        raise ContentError([Problem(file, 2, "The front matter holds no fields.", "write “title: …”, “summary: …”.")])
    model = next(model for pattern, model in KINDS if re.fullmatch(pattern, path))
    page = validated(model, front.value, file, front, ())
    body_line = text[: match.end()].count("\n") + 1
    return Document(path, page, text[match.end() :], body_line, front)
