"""The lists that the build writes from all of the content, as Markdown: matrix, timeline, glossary, register."""

from __future__ import annotations

import calendar
import datetime
import html
from itertools import groupby

from .content import Content, Document
from .models import Entry, Event, Page, Position, Question, Source, phase_of
from .pages import link
from .wording import describe, escape, format_date

NOT_FOUND = "*None found in the sources read.*{ .unknown }"
PHASES: dict[str, str] = {
    "before": "Before the proposal",
    "proposal": "The proposal, 11 March 2025",
    "answer": "The answer, 12 to 18 March 2025",
    "after": "After",
}


def furniture(*lines: str) -> list[str]:
    """Lines of Markdown in a block that is not part of the page's own text."""
    return ['<div class="furniture" data-search-exclude markdown>', "", *lines, "", "</div>", ""]


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
            lines += [f"{answer.text} *({format_date(answer.as_of)})*", ""]
    return lines


def matrix(content: Content, doc: Document[Page]) -> list[str]:
    """Actors × questions, one address for each cell. Parties stand in alphabetical order, commentators last.

    The roles keep it a table for screen readers where the style sheet shows it as a list of cells.
    """
    positions = sorted(content.of(Position), key=lambda doc: (doc.slug == "commentators", doc.slug))
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


def _cell(question: Question, doc: Document[Position]) -> str:
    answer = doc.page.answers.get(question.id)
    address = f"c-{doc.slug}-{question.id}"
    here = f'[#](#{address}){{ .cell-link title="Link to this cell" }}'
    if answer is None or answer.text is None:
        text = NOT_FOUND
    else:
        text = f"{' '.join(answer.text.split())} *({format_date(answer.as_of)})*"
    return f'<td role="cell" id="{address}" data-actor="{html.escape(doc.page.title)}" markdown>{text} {here}</td>'


def _section(title: str, address: str, lines: list[str]) -> list[str]:
    """A part of a list, under a heading with an address."""
    return [f"## {title} {{#{address}}}", "", *furniture(*lines)]


def _way_to(target: Document[Page], doc: Document[Page]) -> str:
    """A list item's link to the page it is about."""
    return f"**[{escape(target.page.title)}]({link(doc.path, target.path)})**"


def timeline(content: Content, doc: Document[Page]) -> list[str]:
    """All events by phase and date."""
    lines: list[str] = []
    for phase, group in groupby(content.of(Event), key=lambda event: event.page.phase):
        items = [
            f'- <time datetime="{event.page.date}">{format_date(event.page.date)}</time> '
            f"{_way_to(event, doc)} {escape(event.page.summary)}"
            for event in group
        ]
        lines += _section(PHASES[phase], phase, items)
    return lines


def glossary(content: Content, doc: Document[Page]) -> list[str]:
    """All names from A to Z."""
    entries = sorted(content.of(Entry), key=lambda entry: (entry.page.sort_key(), entry.path))
    grouped = groupby(entries, key=lambda entry: entry.page.sort_key()[0].upper())
    letters = [(letter, list(group)) for letter, group in grouped]
    lines = furniture(" ".join(f"[{letter}](#{letter.lower()})" for letter, _ in letters))
    for letter, group in letters:
        items = [f"- {_way_to(entry, doc)} *{entry.page.kind}.* {escape(entry.page.summary)}" for entry in group]
        lines += _section(letter, letter.lower(), items)
    return lines


def sources(content: Content, doc: Document[Page]) -> list[str]:
    """The register: each source with its own address, its worth and the pages that cite it."""
    lines: list[str] = []
    periods = [*PHASES, "undated"]
    ordered = sorted(content.sources.values(), key=lambda s: (periods.index(_period(s)), s.issued or "", s.id))
    for period, group in groupby(ordered, key=_period):
        entries = [line for source in group for line in _register_entry(content, doc, source)]
        lines += _section(PHASES.get(period, "Undated"), period, entries)
    return lines


def _period(source: Source) -> str:
    """The phase in which a source appeared; one dated by its month alone counts from the month's last day."""
    if source.issued is None:
        return "undated"
    year, month, day = ([int(part) for part in source.issued.split("-")] + [12, 31])[:3]
    return phase_of(datetime.date(year, month, min(day, calendar.monthrange(year, month)[1])))


def _register_entry(content: Content, doc: Document[Page], source: Source) -> list[str]:
    notes = [source.note] if source.note else []
    if source.title_from == "address":
        notes.append("The headline is rebuilt from the address.")
    if source.title_from == "ours":
        notes.append("The title is ours.")
    if source.original_url:
        notes.append(f"Original: <{source.original_url}>.")
    cited = ", ".join(
        f"[{escape(citing.page.title)}]({link(doc.path, citing.path)})" for citing in content.citing(source.id)
    )
    here = f'[#](#{source.id}){{ .cell-link title="Link to this source" }}'
    return [
        " ".join([here, describe(source), *notes]),
        f"{{ #{source.id} .source }}",
        "",
        f"Cited in: {cited or 'nothing at present'}.",
        "{ .cited-in }",
        "",
    ]
