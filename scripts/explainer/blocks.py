"""A Markdown extension that writes what the build knows into a page: its head, lists, the closing sections.

Everything is written as Markdown before the page is converted, so the builder checks its links like any other.
Blocks that only lead elsewhere or repeat front matter stand in `<div class="furniture">`: they are no statements of
fact, and names in them are not linked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from .content import Content, Document
from .indexes import PHASES, answers, furniture, glossary, matrix, sources, timeline
from .models import Entry, Event, Named, Page, Position, PositionsIndex
from .pages import CurrentPage, SiteExtension, link
from .problems import Problem, report
from .wording import escape, format_date

# <!-- matrix -->   where an editor wants a block
MARKER = re.compile(r"^\s*<!--\s*([a-z-]+)\s*-->\s*$")
# Where backlinks will be put when all pages are known.
BACKLINKS = '<div class="backlinks" data-search-exclude></div>'
# Where Python-Markdown puts the notes.
NOTES = "///Footnotes Go Here///"
LANGUAGES = {"en": "in English", "uk": "in Ukrainian", "ru": "in Russian", "ar": "in Arabic", "pl": "in Polish"}


def _entry_head(doc: Document[Entry]) -> list[str]:
    entry = doc.page
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


def _event_head(content: Content, doc: Document[Event]) -> list[str]:
    event = doc.page
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


def _event_neighbours(content: Content, doc: Document[Event]) -> list[str]:
    events = content.of(Event)
    place = events.index(doc)
    lines = []
    for label, neighbour in (
        ("Before", events[place - 1] if place else None),
        ("Next", events[place + 1] if place + 1 < len(events) else None),
    ):
        if neighbour is not None:
            when = format_date(neighbour.page.date)
            lines.append(f"- {label}: [{escape(neighbour.page.title)}]({link(doc.path, neighbour.path)}), {when}")
    return furniture(*lines)


def _position_head() -> list[str]:
    return furniture("[Positions](index.md) · as held on 11 to 13 March 2025")


BLOCKS: dict[str, Callable[[Content, Document[Page]], list[str]]] = {
    "answers": answers,
    "glossary": glossary,
    "matrix": matrix,
    "sources": sources,
    "timeline": timeline,
}


class BlocksPreprocessor(Preprocessor):
    """Adds the head and the closing sections, and puts blocks where the page asks for them."""

    def __init__(self, md: Markdown, page: CurrentPage) -> None:
        super().__init__(md)
        self.page = page

    def run(self, lines: list[str]) -> list[str]:
        content, doc = self.page.content, self.page.document
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
                number = next((n for n, text in doc.source_lines() if text.strip() == line.strip()), doc.body_line)
                known = ", ".join(sorted(BLOCKS))
                mend = f"use one of these: {known}."
                report(Problem(doc.file, number, f"There is no block “{marker[1]}”.", mend))
        return [*_head(content, doc), *written, *_end(content, doc)]


def _head(content: Content, doc: Document[Page]) -> list[str]:
    if isinstance(doc.page, Entry):
        return _entry_head(cast("Document[Entry]", doc))
    if isinstance(doc.page, Event):
        return _event_head(content, cast("Document[Event]", doc))
    return _position_head() if isinstance(doc.page, Position) else []


def _end(content: Content, doc: Document[Page]) -> list[str]:
    lines = [""]
    if isinstance(doc.page, Event):
        lines += _event_neighbours(content, cast("Document[Event]", doc))
    if any(key in content.sources for key in doc.citations()) or isinstance(doc.page, PositionsIndex):
        lines += ["## Sources {#sources data-search-exclude}", "", NOTES, ""]
    if isinstance(doc.page, Named):
        lines += ["## Mentioned in {#mentioned-in data-search-exclude}", "", BACKLINKS, ""]
    return lines


class BlocksExtension(SiteExtension):
    """Registers the processor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        # Right after white space is normalised (30), so that what is written is Markdown like the rest.
        md.preprocessors.register(BlocksPreprocessor(md, self.page(md)), "blocks", 29)


def makeExtension(**kwargs: object) -> BlocksExtension:  # noqa: N802  Python-Markdown's name
    return BlocksExtension(**kwargs)
