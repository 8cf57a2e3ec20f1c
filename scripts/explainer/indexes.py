"""The lists that the build writes from all of the content, as Markdown: matrix, answers, timeline, glossary."""

from __future__ import annotations

import html
from itertools import groupby

from .content import Content
from .documents import Document
from .models import Answer, AsKnown, Entry, Event, Page, Position, Question
from .pages import link
from .phases import PHASES
from .wording import escape, format_date

NOT_FOUND = "*None found in the sources read.*{ .unknown }"


def furniture(*lines: str) -> list[str]:
    """Lines of Markdown in a block that is not part of the page's own text."""
    return ['<div class="furniture" markdown>', "", *lines, "", "</div>", ""]


def answers(content: Content, doc: Document[Page]) -> list[str]:
    """A position's answers, question by question."""
    if not isinstance(doc.page, Position):
        return []
    lines = ["## Question by question {#answers}", ""]
    for question in content.questions():
        answer = doc.page.answers.get(question.id)
        lines += [f"### {question.question} {{#{question.id}}}", ""]
        if answer is None or answer.text is None:
            lines += [NOT_FOUND, ""]
        else:
            lines += [f"{answer.text} {dated(answer)}", ""]
    return lines


def dated(answer: Answer) -> str:
    """The day of an answer, and when it became known if that was later."""
    known = f", known on {format_date(answer.known)}" if answer.known else ""
    return f"*({format_date(answer.as_of)}{known})*"


def matrix(content: Content, doc: Document[Page]) -> list[str]:
    """Actors × questions, one address for each cell.

    The roles keep it a table for screen readers where the style sheet shows it as a list of cells.
    """
    positions = columns(content)
    lines = ['<table class="matrix" role="table" markdown>', '<thead role="rowgroup" markdown>']
    lines += ['<tr role="row" markdown>', '<th scope="col" role="columnheader">Question</th>']
    for position in positions:
        head = f"[{escape(position.page.title)}]({link(doc.path, position.path)})"
        lines.append(f'<th scope="col" role="columnheader" markdown>{head}</th>')
    lines += ["</tr>", "</thead>", '<tbody role="rowgroup" markdown>']
    for question in content.questions():
        lines += ['<tr role="row" markdown>']
        lines += [f'<th scope="row" role="rowheader" id="{question.id}">{html.escape(question.short)}</th>']
        lines += [_cell(question, position) for position in positions]
        lines += ["</tr>"]
    return [*lines, "</tbody>", "</table>", ""]


def columns(content: Content) -> list[Document[Position]]:
    """The positions as they stand beside each other: parties in alphabetical order, commentators last."""
    return sorted(content.of(Position), key=lambda doc: (doc.slug == "commentators", doc.slug))


def cell_id(question: Question, doc: Document[Position]) -> str:
    """The address of a cell of the matrix."""
    return f"c-{doc.slug}-{question.id}"


def _cell(question: Question, doc: Document[Position]) -> str:
    answer = doc.page.answers.get(question.id)
    address = cell_id(question, doc)
    here = f'[#](#{address}){{ .cell-link title="Link to this cell" }}'
    text = NOT_FOUND
    if answer is not None and answer.text is not None:
        text = f"{' '.join(answer.text.split())} {dated(answer)}"
    return f'<td role="cell" id="{address}" data-actor="{html.escape(doc.page.title)}" markdown>{text} {here}</td>'


def section(title: str, address: str, lines: list[str]) -> list[str]:
    """A part of a list, under a heading with an address."""
    return [f"## {title} {{#{address}}}", "", *furniture(*lines)]


def _way_to(target: Document[Page], doc: Document[Page]) -> str:
    """A list item's link to the page it is about."""
    return f"**[{escape(target.page.title)}]({link(doc.path, target.path)})**"


def timeline(content: Content, doc: Document[Page]) -> list[str]:
    """All events by phase and date, and the ways to what was known on a day."""
    days = [f"[{format_date(day.page.as_known)}]({link(doc.path, day.path)})" for day in content.of(AsKnown)]
    lines = furniture(f"As it was known on: {' · '.join(days)}") if days else []
    for phase, group in groupby(content.of(Event), key=lambda event: event.page.phase):
        items = [
            f'- <time datetime="{event.page.date}">{format_date(event.page.date)}</time>{_known(event.page)} '
            f"{_way_to(event, doc)} {escape(event.page.summary)}"
            for event in group
        ]
        lines += section(PHASES[phase][1], phase, items)
    return lines


def _known(event: Event) -> str:
    return f" (known on {format_date(event.known)})" if event.known != event.date else ""


def glossary(content: Content, doc: Document[Page]) -> list[str]:
    """All names from A to Z."""
    entries = sorted(content.of(Entry), key=lambda entry: (entry.page.sort_key(), entry.path))
    grouped = groupby(entries, key=lambda entry: entry.page.sort_key()[0].upper())
    letters = [(letter, list(group)) for letter, group in grouped]
    lines = furniture(" ".join(f"[{letter}](#{letter.lower()})" for letter, _ in letters))
    for letter, group in letters:
        items = [f"- {_way_to(entry, doc)} *{entry.page.kind}.* {escape(entry.page.summary)}" for entry in group]
        lines += section(letter, letter.lower(), items)
    return lines
