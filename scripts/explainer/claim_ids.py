"""The ids of claims as editors set them: where each stands, of what kind it is, and what is wrong with it.

A claim is a statement that others can link to and rely on: a clause (a heading), a cell of the matrix, a figure in
dispute (an answer in data/unknowns.yaml), or a key fact (a paragraph or list item). Its id is `c-` and a slug.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from .content import Content
from .documents import CLAIM, HEADING, Document, Line
from .indexes import cell_id
from .models import Page, Position, PositionsIndex
from .problems import Problem

Kind = Literal["clause", "cell", "figure", "fact"]

# c-jeddah-statement
CLAIM_ID = re.compile(r"c-[a-z0-9]+(-[a-z0-9]+)*")
# {#c-jeddah-statement   in any place
SET = re.compile(r"\{[^}]*#c-")
# - words   1. words   what begins a new item, and so ends the one before
ITEM = re.compile(r"\s*([-*+]|\d+\.)\s")
# The page that shows the register of what is disputed.
UNKNOWNS = "unknowns.md"


@dataclass(frozen=True)
class Declared:
    """An id as it was set: the page (below docs/) on which readers find the claim, and the line that sets it.

    `about` says in a few words what the claim is about: a clause's heading, a cell's actor and question, the question
    that a figure answers, the title of the page on which a fact stands.
    """

    id: str
    path: str
    file: str
    line: int
    kind: Kind
    about: str


def declared(content: Content) -> dict[str, Declared]:
    """Every claim's id, where it was set first."""
    return _first(content)


@lru_cache(maxsize=1)
def _first(content: Content) -> dict[str, Declared]:
    return {one.id: one for one in reversed(list(_all(content)))}


def _all(content: Content) -> Iterator[Declared]:
    for doc in content.documents.values():
        for written in _body(doc):
            if match := CLAIM.match(written.text):
                yield Declared(match["id"], doc.path, doc.file, written.number, "fact", doc.page.title)
            elif (match := HEADING.match(written.text)) and (match["address"] or "").startswith("c-"):
                yield Declared(match["address"], doc.path, doc.file, written.number, "clause", match["title"])
    for table in content.of(PositionsIndex):
        for number, question in enumerate(table.page.questions):
            line = table.front.line_of(("questions", number))
            for position in content.of(Position):
                about = f"{position.page.title}: {question.short}"
                yield Declared(cell_id(question, position), table.path, table.file, line, "cell", about)
    for number, unknown in enumerate(content.unknowns.values()):
        for place, value in enumerate(unknown.values):
            line = content.register_lines["unknowns"].line_of((number, "values", place, "claim"))
            file = "data/unknowns.yaml"
            yield Declared(f"c-{value.claim}", UNKNOWNS, file, line, "figure", unknown.question)


def _body(doc: Document[Page]) -> list[Line]:
    """The lines of a page's own text."""
    return [line for line in doc.lines() if line.file == doc.file and line.number >= doc.body_line]


def faults(content: Content) -> list[Problem]:
    """Ids that are given twice, that are no plain slug, or that stand where they would take no effect."""
    problems = []
    first = declared(content)
    for one in _all(content):
        if (other := first[one.id]) != one:
            reason = f"The claim “{one.id}” is there already, at {other.file}:{other.line}."
            problems.append(Problem(one.file, one.line, reason, "give one of the two another id."))
        if not CLAIM_ID.fullmatch(one.id):
            fix = "write c- and a few words in ASCII, lower case, with hyphens."
            problems.append(Problem(one.file, one.line, f"“{one.id}” is no id for a claim.", fix))
    for doc in content.documents.values():
        problems += _misplaced(doc)
    return problems


def _misplaced(doc: Document[Page]) -> Iterator[Problem]:
    """An id that Markdown would give to something else, or show as text."""
    lines = _body(doc)
    texts = ["", *(line.text for line in lines), ""]
    for before, line, after in zip(texts, lines, texts[2:], strict=False):
        if not SET.search(line.text) or HEADING.match(line.text):
            continue
        ends = not after.strip() or ITEM.match(after)
        begins = before.strip() and not HEADING.match(before) and not before.lstrip().startswith(("|", "<"))
        if not (CLAIM.match(line.text) and begins and ends):
            reason = "The id of a claim stands where it takes no effect."
            fix = "put { #c-… } on a line of its own, the last one of its paragraph or list item."
            yield Problem(doc.file, line.number, reason, fix)
