"""A Markdown extension that writes what the build knows into a page: lists, its facts, the closing sections.

Everything is written as Markdown before the page is converted, so the builder checks its links like any other.
Blocks that only lead elsewhere or repeat front matter stand in `<div class="furniture">`: they are no statements of
fact, and names in them are not linked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from . import prescan
from .asknown import as_known, shown_on
from .backlinks import PLACEHOLDER
from .balance import balance
from .content import Content
from .datapage import data_fields, data_files
from .documents import Document, cited
from .indexes import answers, below, facts, furniture, glossary, matrix, timeline
from .keeping import copy, versions
from .listings import actor_path, event_kind_path, phase_path
from .models import EVENT_KINDS, AsKnown, Entry, Event, Listing, Named, Page, Position, Term
from .pages import CurrentPage, SiteExtension, link
from .phases import PHASES
from .pictures import PICTURES, contacts, gallery, kursk_area, shown, truces
from .pictures.maps.locator import caption, in_words, locator
from .problems import Problem, report
from .readouts import readouts
from .records import changed, corrections, open_questions, quotations, sources, unknowns
from .sections import stories, story
from .wayfinding import HELD, filters, kinds, onward
from .wording import escape, format_date, role_on
from .words import language

# <!-- matrix -->, <!-- picture: truces -->   where an editor wants a block
MARKER = re.compile(r"^\s*<!--\s*([a-z-]+|picture: [a-z-]+)\s*-->\s*$")
# Where Python-Markdown puts the notes.
NOTES = "///Footnotes Go Here///"


def _entry_facts(content: Content, doc: Document[Entry], put_away: Callable[[Element], str]) -> list[str]:
    entry = doc.page
    roles = []
    for term in entry.terms:
        marks = "".join(f"[^{role.source}]" for role in term.roles)
        roles.append(f"**{escape(term.title)}**, {_period(term)}{marks}")
    drawn = locator(doc)
    return facts(
        ("Roles" if len(roles) > 1 else "Role", roles),
        ("Coordinates", [in_words(entry.coordinates)] if entry.coordinates else []),
        *_spellings(doc),
        *_in_timeline(content, doc),
        above="" if drawn is None else f'{put_away(drawn)}\n\n<p class="shown">{escape(caption(doc))}</p>',
    )


def _spellings(doc: Document[Entry] | Document[Position]) -> Iterator[tuple[str, list[str]]]:
    """How the name is written elsewhere, language by language."""
    for code, words in doc.page.also_written.items():
        spellings = ", ".join(f'<span lang="{code}">{escape(word)}</span>' for word in words)
        yield f"Also written in {language(code)}", [spellings]


def _in_timeline(content: Content, doc: Document[Page]) -> Iterator[tuple[str, list[str]]]:
    """The way to the events that name an actor, if they have a page."""
    path = actor_path(doc.slug)
    if path in content.documents:
        number = sum(doc.slug in event.page.actors for event in content.of(Event))
        yield "In the timeline", [f"[{number} events]({link(doc.path, path)})"]


def _period(term: Term) -> str:
    """When a role was held, as far as sources say: from and to where they do, else in which months or years."""
    starts = next((role.from_ for role in term.roles if role.from_), None)
    ends = next((role.to for role in term.roles if role.to), None)
    if starts or ends:
        parts = [f"from {format_date(starts)}"] if starts else []
        return " ".join([*parts, f"to {format_date(ends)}"] if ends else parts)
    first, last = (day.isoformat()[:7] for day in (term.first, term.last))
    if first == last:
        return f"in {format_date(first)}"
    return f"in {format_date(first)} and in {format_date(last)}"


def _event_facts(content: Content, doc: Document[Event]) -> list[str]:
    event = doc.page
    things = content.by_slug()
    kind = f"[{EVENT_KINDS[event.kind]}]({link(doc.path, event_kind_path(event.kind))})"
    return facts(
        ("Happened", [f"**{format_date(event.date)}**"]),
        ("Became known", [f"{format_date(event.known)}{_stand(content, doc)}"]),
        ("Place", [escape(event.place)]),
        ("Kind", [kind]),
        ("Phase", [f"[{PHASES[event.phase][1]}]({link(doc.path, phase_path(event.phase))})"]),
        ("Who", [_actor(things[slug], doc) for slug in event.actors if slug in things]),
    )


def _stand(content: Content, doc: Document[Event]) -> str:
    """The way to the page of a day that tells of the event as it was known then, if there is one."""
    then = shown_on(content, doc)
    if then is None:
        return ""
    return f" ([as it was known on {format_date(then.page.as_known)}]({link(doc.path, then.path)}))"


def _actor(thing: Document[Named], doc: Document[Event]) -> str:
    """Who took part, in the role that a source shows for the day, or for the day nearest to it."""
    way = f"[{escape(thing.page.title)}]({link(doc.path, thing.path)})"
    role = role_on(thing.page, doc.page.date) if isinstance(thing.page, Entry) else ""
    return f"{way}, {escape(role)}" if role else way


def _position_facts(content: Content, doc: Document[Position]) -> list[str]:
    beside = f"[All positions, question by question]({link(doc.path, 'positions/index.md')})"
    return facts(("Position", [HELD]), ("Side by side", [beside]), *_spellings(doc), *_in_timeline(content, doc))


def _timeline(content: Content, doc: Document[Page]) -> list[str]:
    """The ways to parts of the timeline and to what was known on a day, and the events."""
    days = [f"[{format_date(day.page.as_known)}]({link(doc.path, day.path)})" for day in content.of(AsKnown)]
    known = furniture(f"**As it was known on:** {' · '.join(days)}", style="filters") if days else []
    return [*filters(content, doc), *([] if isinstance(doc.page, Listing) else known), *timeline(content, doc)]


def _glossary(content: Content, doc: Document[Page]) -> list[str]:
    """The ways to the names of a kind, and the names."""
    everything = "" if doc.path == "glossary/index.md" else f"[All names]({link(doc.path, 'glossary/index.md')}) · "
    ways = furniture(f"{everything}{kinds(content, doc)}", style="filters", tag="nav", label="Kinds of names")
    return [*ways, *glossary(content, doc)]


BLOCKS: dict[str, Callable[[Content, Document[Page]], list[str]]] = {
    "answers": answers,
    "as-known": as_known,
    "balance": balance,
    "below": below,
    "contacts": contacts.told,
    "copy": copy,
    "corrections": corrections,
    "data-fields": data_fields,
    "data-files": data_files,
    "glossary": _glossary,
    "kursk-area": kursk_area.told,
    "matrix": matrix,
    "quotations": quotations,
    "readouts": readouts,
    "sources": sources,
    "stories": stories,
    "story": story,
    "timeline": _timeline,
    "truces": truces.told,
    "unknowns": unknowns,
    "versions": versions,
}


class BlocksPreprocessor(Preprocessor):
    """Adds the facts and the closing sections, and puts blocks where the page asks for them."""

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
            block, _, name = marker[1].partition(": ") if marker else ("", "", "")
            if not block:
                written.append(line)
            elif block in BLOCKS:
                written += BLOCKS[block](content, doc)
            elif name in PICTURES:
                written += shown(content, doc, name, self.md.htmlStash.store)
            elif block == "pictures":
                written += gallery(content, doc, self.md.htmlStash.store)
            else:
                number = next((n.number for n in doc.lines() if n.text.strip() == line.strip()), doc.body_line)
                pictures = (f"picture: {name}" for name in PICTURES)
                known = ", ".join(sorted([*BLOCKS, "pictures", *pictures]))
                fix = f"use one of these: {known}."
                report(Problem(doc.file, number, f"There is no block “{line.strip(' <!->')}”.", fix))
        written = [*written, "", *_facts(content, doc, self.md.htmlStash.store)]
        return [*written, *_end(content, doc, written), *self._mentioned_in(content, doc)]

    def _mentioned_in(self, content: Content, doc: Document[Page]) -> list[str]:
        """Room for who names this page, which only a builder with hooks fills once all pages are converted."""
        if not isinstance(doc.page, Named):
            return []
        block = prescan.backlinks(content, cast("Document[Named]", doc)) if self.page.without_hooks else PLACEHOLDER
        return ["## Mentioned in {#mentioned-in}", "", block, ""]


def _facts(content: Content, doc: Document[Page], put_away: Callable[[Element], str]) -> list[str]:
    """A page’s facts at a glance: after its text, which readers come for, and beside it where there is room."""
    if isinstance(doc.page, Entry):
        return _entry_facts(content, cast("Document[Entry]", doc), put_away)
    if isinstance(doc.page, Event):
        return _event_facts(content, cast("Document[Event]", doc))
    if isinstance(doc.page, Position):
        return _position_facts(content, cast("Document[Position]", doc))
    return []


def _end(content: Content, doc: Document[Page], written: list[str]) -> list[str]:
    """The closing sections of a page of which so much is written."""
    lines = [""]
    lines += onward(content, doc)
    lines += open_questions(content, doc)
    lines += changed(content, doc)
    if any(key in content.sources for key in cited("\n".join(written))):
        lines += ["## Sources {#sources}", "", NOTES, ""]
    return lines


class BlocksExtension(SiteExtension):
    """Registers the processor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        # Right after white space is normalised (30), so that what is written is Markdown like the rest.
        md.preprocessors.register(BlocksPreprocessor(md, self.page(md)), "blocks", 29)


def makeExtension(**kwargs: object) -> BlocksExtension:  # noqa: N802  Python-Markdown's name
    return BlocksExtension(**kwargs)
