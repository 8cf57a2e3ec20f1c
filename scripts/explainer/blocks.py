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

from . import prescan
from .asknown import as_known, nearest
from .backlinks import PLACEHOLDER
from .balance import balance
from .content import Content
from .documents import Document
from .indexes import answers, furniture, glossary, matrix, timeline
from .models import Entry, Event, Named, Page, Position, PositionsIndex, Term
from .pages import CurrentPage, SiteExtension, link
from .phases import PHASES
from .pictures import contacts, kursk_area, truces, truces_chart
from .problems import Problem, report
from .readouts import readouts
from .records import corrected, corrections, open_questions, quotations, sources, unknowns
from .sections import stories, story
from .wording import escape, format_date, role_on
from .words import language

# <!-- matrix -->   where an editor wants a block
MARKER = re.compile(r"^\s*<!--\s*([a-z-]+)\s*-->\s*$")
# Where Python-Markdown puts the notes.
NOTES = "///Footnotes Go Here///"


def _entry_head(content: Content, doc: Document[Entry]) -> list[str]:
    entry = doc.page
    lines = [f"[Glossary](index.md) · {entry.kind}", ""]
    for term in entry.terms:
        cited = [content.sources[role.source] for role in term.roles]
        alone = (
            f", according to {escape(cited[0].publisher())} alone" if len(cited) == 1 and cited[0].grade == "C" else ""
        )
        marks = "".join(f"[^{role.source}]" for role in term.roles)
        lines.append(f"- **{escape(term.title)}**, {_period(term)}{alone}{marks}")
    for code, words in entry.also_written.items():
        spellings = ", ".join(f'<span lang="{code}">{escape(word)}</span>' for word in words)
        lines.append(f"- Also written in {language(code)}: {spellings}")
    return furniture(*lines)


def _period(term: Term) -> str:
    """From when to when a role was held where a source says so, else the days on which it is shown."""
    starts = next((role.from_ for role in term.roles if role.from_), None)
    ends = next((role.to for role in term.roles if role.to), None)
    parts = [f"from {format_date(starts)}"] if starts else []
    parts += [f"to {format_date(ends)}"] if ends else []
    shown = dict.fromkeys(format_date(role.as_of) for role in term.roles if role.as_of not in (starts, ends))
    if shown and not ends:
        parts.append(f"shown on {', '.join(shown)}")
    return ", ".join(parts)


def _event_head(content: Content, doc: Document[Event]) -> list[str]:
    event = doc.page
    things = content.by_slug()
    actors = [_actor(things[slug], doc) for slug in event.actors if slug in things]
    return furniture(
        f"[Timeline](index.md#{event.phase}) · {PHASES[event.phase][1]}",
        "",
        f"- Happened: **{format_date(event.date)}**, {escape(event.place)}",
        f"- Became known: {format_date(event.known)}{_stand(content, doc)}",
        f"- Who: {'; '.join(actors)}",
    )


def _stand(content: Content, doc: Document[Event]) -> str:
    """The way to what was public on the day, or on the last built day before it."""
    then = nearest(content, doc.page.known)
    if then is None:
        return ""
    return f" · [as it was known on {format_date(then.page.as_known)}]({link(doc.path, then.path)})"


def _actor(thing: Document[Named], doc: Document[Event]) -> str:
    """Who took part, in the role that a source shows for the day; for another day, with that day."""
    way = f"[{escape(thing.page.title)}]({link(doc.path, thing.path)})"
    role = role_on(thing.page, doc.page.date) if isinstance(thing.page, Entry) else ""
    return f"{way}, {escape(role)}" if role else way


def _event_neighbours(content: Content, doc: Document[Event]) -> list[str]:
    events = content.of(Event)
    place = content.place_of(doc)
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
    "as-known": as_known,
    "balance": balance,
    "contacts": contacts,
    "corrections": corrections,
    "glossary": glossary,
    "kursk-area": kursk_area,
    "matrix": matrix,
    "quotations": quotations,
    "readouts": readouts,
    "sources": sources,
    "stories": stories,
    "story": story,
    "timeline": timeline,
    "truces": truces,
    "truces-chart": truces_chart,
    "unknowns": unknowns,
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
                number = next((n.number for n in doc.lines() if n.text.strip() == line.strip()), doc.body_line)
                known = ", ".join(sorted(BLOCKS))
                mend = f"use one of these: {known}."
                report(Problem(doc.file, number, f"There is no block “{marker[1]}”.", mend))
        return [*_head(content, doc), *written, *_end(content, doc), *self._mentioned_in(content, doc)]

    def _mentioned_in(self, content: Content, doc: Document[Page]) -> list[str]:
        """Room for who names this page, which only a builder with hooks fills once all pages are converted."""
        if not isinstance(doc.page, Named):
            return []
        block = prescan.backlinks(content, doc) if self.page.without_hooks else PLACEHOLDER
        return ["## Mentioned in {#mentioned-in data-search-exclude}", "", block, ""]


def _head(content: Content, doc: Document[Page]) -> list[str]:
    if isinstance(doc.page, Entry):
        return _entry_head(content, cast("Document[Entry]", doc))
    if isinstance(doc.page, Event):
        return _event_head(content, cast("Document[Event]", doc))
    return _position_head() if isinstance(doc.page, Position) else []


def _end(content: Content, doc: Document[Page]) -> list[str]:
    lines = [""]
    if isinstance(doc.page, Event):
        lines += _event_neighbours(content, cast("Document[Event]", doc))
    lines += open_questions(content, doc)
    lines += corrected(content, doc)
    if any(key in content.sources for key, _ in doc.citations()) or isinstance(doc.page, PositionsIndex):
        lines += ["## Sources {#sources data-search-exclude}", "", NOTES, ""]
    return lines


class BlocksExtension(SiteExtension):
    """Registers the processor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        # Right after white space is normalised (30), so that what is written is Markdown like the rest.
        md.preprocessors.register(BlocksPreprocessor(md, self.page(md)), "blocks", 29)


def makeExtension(**kwargs: object) -> BlocksExtension:  # noqa: N802  Python-Markdown's name
    return BlocksExtension(**kwargs)
