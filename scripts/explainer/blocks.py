"""A Markdown extension that writes what the build knows into a page: heads, lists, the matrix, the closing sections.

Everything is written as Markdown before the page is converted, so the builder checks its links like any other.
Blocks that only lead elsewhere or repeat front matter stand in `<div class="furniture">`: they are no statements of
fact, and names in them are not linked.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from .citations import describe, escape, format_date
from .content import Content, Document, load
from .models import Entry, Event, Named, Phase, Position, Question, Source, phase_of
from .pages import current_path, link
from .problems import Problem, report

# <!-- matrix -->   where an editor wants a block
MARKER = re.compile(r"^<!-- ([a-z-]+) -->$")
# Where backlinks will be put when all pages are known.
BACKLINKS = '<div class="backlinks" data-search-exclude></div>'
# Where Python-Markdown puts the notes.
NOTES = "///Footnotes Go Here///"
NOT_FOUND = "*None found in the sources read.*{ .unknown }"
PHASES: dict[Phase, str] = {
    "before": "Before the proposal",
    "proposal": "The proposal, 11 March 2025",
    "answer": "The answer, 12 to 18 March 2025",
    "after": "After",
}
LANGUAGES = {"en": "in English", "uk": "in Ukrainian", "ru": "in Russian", "ar": "in Arabic", "pl": "in Polish"}


def furniture(*lines: str) -> list[str]:
    """Lines of Markdown in a block that is not part of the page's own text."""
    return ['<div class="furniture" markdown>', "", *lines, "", "</div>", ""]


def _entry_head(content: Content, doc: Document, entry: Entry) -> list[str]:
    lines = [f"[Glossary](index.md) · {entry.kind}", ""]
    for role in entry.roles:
        period = f"on {format_date(role.as_of)}"
        if role.from_ or role.to:
            period = " ".join(
                part
                for part in (
                    role.from_ and f"from {format_date(role.from_)}",
                    role.to and f"to {format_date(role.to)}",
                )
                if part
            )
        lines.append(f"- **{escape(role.title)}**, {period}[^{role.source}]")
    for language, words in entry.also_written.items():
        spellings = ", ".join(f'<span lang="{language}">{escape(word)}</span>' for word in words)
        lines.append(f"- Also written {LANGUAGES.get(language, language)}: {spellings}")
    return furniture(*lines)


def _event_head(content: Content, doc: Document, event: Event) -> list[str]:
    things = content.by_slug()
    actors = [
        f"[{escape(things[slug].page.title)}]({link(doc.path, things[slug].path)})"
        for slug in event.actors
        if slug in things
    ]
    known = f"; made public on {format_date(event.known)}" if event.known and event.known != event.date else ""
    return furniture(
        f"[Timeline](index.md#{event.phase}) · {PHASES[event.phase]}",
        "",
        f"- **{format_date(event.date)}**, {escape(event.place)}{known}",
        f"- Who: {', '.join(actors)}",
    )


def _event_neighbours(content: Content, doc: Document) -> list[str]:
    events = content.of(Event)
    place = events.index(doc)
    lines = []
    for label, neighbour in (
        ("Before", events[place - 1] if place else None),
        ("Next", events[place + 1] if place + 1 < len(events) else None),
    ):
        if neighbour is not None and isinstance(neighbour.page, Event):
            when = format_date(neighbour.page.date)
            lines.append(f"- {label}: [{escape(neighbour.page.title)}]({link(doc.path, neighbour.path)}), {when}")
    return furniture(*lines)


def _position_head(content: Content, doc: Document, position: Position) -> list[str]:
    return furniture("[Positions](index.md) · as held on 11 to 13 March 2025")


def answers(content: Content, doc: Document) -> list[str]:
    """A position's answers, question by question."""
    assert isinstance(doc.page, Position)
    lines = ["## Question by question {#answers}", ""]
    for question in content.questions():
        answer = doc.page.answers.get(question.id)
        lines += [f"### {question.question} {{#{question.id}}}", ""]
        if answer is None or answer.text is None:
            lines += [f"{NOT_FOUND}", ""]
        else:
            lines += [f"{answer.text} *({format_date(answer.as_of)})*", ""]
    return lines


def matrix(content: Content, doc: Document) -> list[str]:
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
        lines += [f'<th scope="row" role="rowheader" id="{question.id}">{question.short}</th>']
        lines += [_cell(question, position) for position in positions]
        lines += ["</tr>"]
    return [*lines, "</tbody>", "</table>", ""]


def _cell(question: Question, doc: Document) -> str:
    assert isinstance(doc.page, Position)
    answer = doc.page.answers.get(question.id)
    address = f"c-{doc.slug}-{question.id}"
    here = f'[#](#{address}){{ .cell-link title="Link to this cell" }}'
    if answer is None or answer.text is None:
        text = NOT_FOUND
    else:
        text = f"{' '.join(answer.text.split())} *({format_date(answer.as_of)})*"
    return f'<td role="cell" id="{address}" data-actor="{escape(doc.page.title)}" markdown>{text} {here}</td>'


def timeline(content: Content, doc: Document) -> list[str]:
    """All events by phase and date."""
    lines: list[str] = []
    events = [event for event in content.of(Event) if isinstance(event.page, Event)]
    for phase, group in groupby(events, key=lambda event: event.page.phase):  # type: ignore[attr-defined]
        lines += [f"## {PHASES[phase]} {{#{phase}}}", ""]
        lines += furniture(
            *(
                f"- <time datetime=\"{event.page.date}\">{format_date(event.page.date)}</time> "  # type: ignore[attr-defined]
                f"**[{escape(event.page.title)}]({link(doc.path, event.path)})** {escape(event.page.summary)}"
                for event in group
            )
        )
    return lines


def glossary(content: Content, doc: Document) -> list[str]:
    """All names from A to Z."""
    entries = sorted(
        ((entry.page.sort_key(), entry) for entry in content.of(Entry) if isinstance(entry.page, Entry)),
        key=lambda pair: (pair[0], pair[1].path),
    )
    letters = [(letter, list(group)) for letter, group in groupby(entries, key=lambda pair: pair[0][0].upper())]
    lines = furniture(" ".join(f"[{letter}](#{letter.lower()})" for letter, _ in letters))
    for letter, group in letters:
        lines += [f"## {letter} {{#{letter.lower()}}}", ""]
        lines += furniture(
            *(
                f"- **[{escape(entry.page.title)}]({link(doc.path, entry.path)})** "
                f"*{entry.page.kind}.* {escape(entry.page.summary)}"  # type: ignore[attr-defined]
                for _, entry in group
            )
        )
    return lines


def sources(content: Content, doc: Document) -> list[str]:
    """The register: each source with its own address, its worth and the pages that cite it."""
    lines: list[str] = []
    ordered = sorted(content.sources.values(), key=lambda source: (source.issued or "9999", source.id))
    for title, group in groupby(ordered, key=_period):
        lines += [f"## {title[1]} {{#{title[0]}}}", ""]
        lines += furniture(*(line for source in group for line in _register_entry(content, doc, source)))
    return lines


def _period(source: Source) -> tuple[str, str]:
    if source.issued is None:
        return ("undated", "Undated")
    year, *rest = (int(part) for part in source.issued.split("-"))
    month, day = [*rest, 1, 1][:2] if len(rest) < 2 else rest
    if len(rest) < 2 and (year, month) == (2025, 3):
        return ("answer", PHASES["answer"])
    phase = phase_of(datetime.date(year, month, day))
    return (phase, PHASES[phase])


def _register_entry(content: Content, doc: Document, source: Source) -> list[str]:
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


BLOCKS: dict[str, Callable[[Content, Document], list[str]]] = {
    "answers": answers,
    "glossary": glossary,
    "matrix": matrix,
    "sources": sources,
    "timeline": timeline,
}


class BlocksPreprocessor(Preprocessor):
    """Adds the head and the closing sections, and puts blocks where the page asks for them."""

    def __init__(self, md: Markdown, root: Path) -> None:
        super().__init__(md)
        self.root = root

    def run(self, lines: list[str]) -> list[str]:
        path = current_path(self.md)
        content = load(self.root)
        doc = content.documents.get(path) if path else None
        if doc is None:
            return lines
        written: list[str] = []
        for line in lines:
            marker = MARKER.match(line)
            if marker is None:
                written.append(line)
            elif marker[1] in BLOCKS:
                written += BLOCKS[marker[1]](content, doc)
            else:
                number = next((n for n, text in doc.source_lines() if text == line), doc.body_line)
                known = ", ".join(sorted(BLOCKS))
                mend = f"use one of these: {known}."
                report(Problem(doc.file, number, f"There is no block “{marker[1]}”.", mend))
        return [*_head(content, doc), *written, *_end(content, doc)]


def _head(content: Content, doc: Document) -> list[str]:
    page = doc.page
    if isinstance(page, Entry):
        return _entry_head(content, doc, page)
    if isinstance(page, Event):
        return _event_head(content, doc, page)
    if isinstance(page, Position):
        return _position_head(content, doc, page)
    return []


def _end(content: Content, doc: Document) -> list[str]:
    lines = [""]
    if isinstance(doc.page, Event):
        lines += _event_neighbours(content, doc)
    if doc.citations() or any("<!-- matrix -->" in line for _, line in doc.source_lines()):
        lines += ["## Sources {#sources data-search-exclude}", "", NOTES, ""]
    if isinstance(doc.page, Named):
        lines += ["## Mentioned in {#mentioned-in data-search-exclude}", "", BACKLINKS, ""]
    return lines


class BlocksExtension(Extension):
    """Options: `root`, the folder that holds docs/ and data/ (default: the current folder)."""

    def __init__(self, **kwargs: object) -> None:
        self.config = {"root": [".", "The folder that holds docs/ and data/"]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        # Right after white space is normalised (30), so that what is written is Markdown like the rest.
        md.preprocessors.register(BlocksPreprocessor(md, Path(self.getConfig("root"))), "blocks", 29)


def makeExtension(**kwargs: object) -> BlocksExtension:  # noqa: N802  Python-Markdown's name
    return BlocksExtension(**kwargs)
