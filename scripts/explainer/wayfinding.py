"""Where a page stands: the way to it, what kind of page it is, and what comes before and after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from . import listings
from .content import Content
from .documents import Document
from .indexes import furniture
from .models import (
    ENTRY_KINDS,
    EVENT_KINDS,
    About,
    AsKnown,
    Entry,
    Event,
    Listing,
    Page,
    Position,
    Story,
)
from .pages import link
from .phases import PHASES
from .wording import escape, format_date

HOME = "index.md"
# The shortest way through, for readers who come from elsewhere.
NEWCOMERS = "story/one-minute.md"
# What a page belongs to, by its folder or its own path, where its section's main page is another than the folder's own.
SECTIONS = {
    "as-known": "timeline/index.md",
    "corrections.md": "method/index.md",
    "quotations.md": "sources.md",
    "readouts.md": "aftermath/index.md",
    "sources": "sources.md",
    "story": HOME,
}
# Main pages in the order in which they tell the story; each leads to the next.
ORDER = [HOME, "proposal.md", "positions/index.md", "timeline/index.md", "aftermath/index.md", "unknowns.md"]
# The days for which the positions are told.
HELD = "as held on 11 to 13 March 2025"


@dataclass(frozen=True)
class Step:
    """A page on the way: its title, and its path below docs/."""

    title: str
    path: str


def trail(content: Content, doc: Document[Page]) -> list[Step]:
    """The pages above a page, from the first page down."""
    page = doc.page
    section = section_of(content, doc.path)
    steps = {HOME: "Home", section: content.documents[section].page.title} if section != HOME else {HOME: "Home"}
    folder = doc.path.rpartition("/")[0]
    if folder in listings.FOLDERS:
        steps[f"{folder}/index.md"] = listings.FOLDERS[folder][0]
    if isinstance(page, Event):
        steps[listings.phase_path(page.phase)] = short(page.phase)
    if isinstance(page, Entry):
        steps[listings.entry_kind_path(page.kind)] = ENTRY_KINDS[page.kind]
    return [Step(title, path) for path, title in steps.items() if path in content.documents and path != doc.path]


def section_of(content: Content, path: str) -> str:
    """The main page of the section to which a page belongs; itself, if it is one."""
    first = path.split("/", maxsplit=1)[0]
    main = SECTIONS.get(first, f"{first}/index.md")
    return main if main in content.documents else path


def short(phase: str) -> str:
    """A phase's title without its dates."""
    return re.split(r", (?=\d)", PHASES[phase][1])[0]


def kind(page: Page) -> str:
    """What a page is, and for when or how long, in a line above its title; nothing for a main page."""
    if isinstance(page, Event):
        return f"Event · {format_date(page.date)} · {page.place}"
    if isinstance(page, Entry):
        return page.kind.capitalize()
    if isinstance(page, Position):
        return f"Position · {HELD}"
    if isinstance(page, Story):
        return f"The story · about {page.minutes} minute{'s' * (page.minutes > 1)} to read"
    if isinstance(page, AsKnown):
        return f"As it was known · {format_date(page.as_known)}"
    return "About this site" if isinstance(page, About) else ""


def onward(content: Content, doc: Document[Page]) -> list[str]:
    """The ways to what comes before and after a page in the story, as Markdown."""
    before, after = neighbours(content, doc)
    items = [
        f"- {label}{_when(page.page)}: [{escape(page.page.title)}]({link(doc.path, page.path)})"
        for label, page in (("Before", before), ("Next", after))
        if page is not None
    ]
    return furniture(*items, style="onward", tag="nav", label="Before and next") if items else []


def neighbours(content: Content, doc: Document[Page]) -> tuple[Document[Page] | None, Document[Page] | None]:
    """What comes before a page in the order in which its kind is read, and what after it."""
    return _beside(content).get(doc.path, (None, None))


@lru_cache(maxsize=1)
def _beside(content: Content) -> dict[str, tuple[Document[Page] | None, Document[Page] | None]]:
    """What comes before and after each page of a row, by its path; a page of two rows is read in the first."""
    stories = sorted(content.of(Story), key=lambda story: story.page.minutes)
    rows: list[list[Document[Page]]] = [
        [*content.of(Event)],
        positions(content),
        [*stories],
        [*content.of(AsKnown)],
        [content.documents[path] for path in ORDER if path in content.documents],
    ]
    found: dict[str, tuple[Document[Page] | None, Document[Page] | None]] = {}
    for row in rows:
        for before, doc, after in zip([None, *row], row, [*row[1:], None], strict=False):
            found.setdefault(doc.path, (before, after))
    return found


def positions(content: Content) -> list[Document[Page]]:
    """The positions in alphabetical order, commentators last: they are no party."""
    return [*sorted(content.of(Position), key=lambda doc: (doc.slug == "commentators", doc.slug))]


def _when(page: Page) -> str:
    return f", {format_date(page.date)}" if isinstance(page, Event) else ""


def filters(content: Content, doc: Document[Page]) -> list[str]:
    """The ways to a part of the timeline, by phase, kind and actor, as Markdown; the one that is shown is marked."""
    names = content.by_slug()
    actors = [listing.path for listing in content.of(Listing) if "actor" in listing.page.only]
    sides = {listings.actor_path(doc.slug) for doc in content.of(Position)}
    groups = {
        "By phase": {listings.phase_path(phase): short(phase) for phase in PHASES},
        "By kind": {listings.event_kind_path(kind): title for kind, title in EVENT_KINDS.items()},
        "By side": {path: names[content.documents[path].slug].page.title for path in actors if path in sides},
        "By name": {path: names[content.documents[path].slug].page.title for path in actors if path not in sides},
    }
    lines = [] if doc.path == "timeline/index.md" else [f"[All events]({link(doc.path, 'timeline/index.md')})", ""]
    for name, ways in groups.items():
        listed = _ways(content, doc, ways)
        if name == "By name" and listed:  # many: folded away
            summary = f"<summary>By name: {len(ways)} people and bodies</summary>"
            lines += ["<details markdown>", summary, "", listed, "", "</details>", ""]
        elif listed:
            lines += [f"**{name}:** {listed}", ""]
    return furniture(*lines, style="filters", tag="nav", label="Parts of the timeline")


def kinds(content: Content, doc: Document[Page]) -> str:
    """The ways to the names of a kind, as Markdown."""
    return _ways(content, doc, {listings.entry_kind_path(kind): title for kind, title in ENTRY_KINDS.items()})


def _ways(content: Content, doc: Document[Page], ways: dict[str, str]) -> str:
    there = {path: title for path, title in ways.items() if path in content.documents}
    return " · ".join(
        f"[{escape(title)}]({link(doc.path, path)})" + ('{ aria-current="page" }' if path == doc.path else "")
        for path, title in there.items()
    )
