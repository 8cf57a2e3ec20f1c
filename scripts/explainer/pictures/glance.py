"""Who wanted what, at a glance: a mark and a few words for each answer of each side."""

from __future__ import annotations

from collections import Counter

from ..content import Content
from ..documents import Document
from ..indexes import cell_id, columns
from ..models import MARKS, Mark, Position, Question
from ..wording import attribute, counted, escape
from .marks import key, mark
from .picture import Picture, Way

MATRIX = "positions/index.md"
# What so many sides answered to the first question, in the picture's title.
ANSWERED: dict[Mark, str] = {
    "for": "were for the 30 days",
    "mutual": "if Russia was too",
    "condition": "with conditions",
    "open": "left it open",
    "silent": "did not say",
    "against": "against",
}


def picture(content: Content, way: Way) -> Picture | None:
    """The parties' answers to the questions of the matrix; commentators are no party."""
    sides = [doc for doc in columns(content) if doc.slug != "commentators"]
    questions = content.questions()
    if not sides or not questions:
        return None
    counts = Counter(answer.mark for doc in sides if (answer := doc.page.answers.get(questions[0].id)))
    told = [f"{counted(counts[name]) if counts[name] else 'none'} {ANSWERED[name]}" for name in ANSWERED]
    told = [words for words, name in zip(told, ANSWERED, strict=True) if counts[name] or name in ("for", "against")]
    title = f"Of {counted(len(sides))} sides, {', '.join(told[:-1])} and {told[-1]}"
    head = "".join(
        f'<th scope="col" role="columnheader" markdown>[{escape(doc.page.title)}]({way(doc.path)})</th>'
        for doc in sides
    )
    asked = [question.id for question in questions if question.yes_or_no]
    used = {answer.mark for doc in sides for name in asked if (answer := doc.page.answers.get(name))}
    words = [
        *key({name: meaning for name, meaning in MARKS.items() if name in used}),
        '<table class="marked" role="table" markdown>',
        '<thead role="rowgroup" markdown>',
        f'<tr role="row" markdown><th scope="col" role="columnheader">Question</th>{head}</tr>',
        "</thead>",
        '<tbody role="rowgroup" markdown>',
        *(_row(question, sides, way) for question in questions),
        "</tbody>",
        "</table>",
    ]
    caption = (
        "What each side said from 11 to 13 March 2025. Answers to questions that ask for a yes or a no have a mark."
        " Press an answer to read all of it, with its sources."
    )
    return Picture("glance", title, caption, words=tuple(words))


def _row(question: Question, sides: list[Document[Position]], way: Way) -> str:
    cells = "".join(_cell(question, doc, way) for doc in sides)
    head = f"[{escape(question.yes_or_no or question.short)}]({way(MATRIX, question.id)})"
    return f'<tr role="row" markdown><th scope="row" role="rowheader" markdown>{head}</th>{cells}</tr>'


def _cell(question: Question, doc: Document[Position], way: Way) -> str:
    address = cell_id(question, doc)
    words = f"[{_short(question, doc)}]({way(MATRIX, address)})"
    side = attribute(doc.page.title)
    return f'<td role="cell" data-cell="{address}" data-side="{side}" markdown>{words}</td>'


def _short(question: Question, doc: Document[Position]) -> str:
    """An answer in short, with its mark if the question is one for a yes or a no."""
    answer = doc.page.answers.get(question.id)
    short = escape(answer.short) if answer and answer.short else "Not said"
    if question.yes_or_no is None:
        return short
    name: Mark = answer.mark if answer else "silent"
    return f'{mark(name)} <span class="heard">{MARKS[name]}:</span> {short}'
