"""The pages that show a part of a list: the events of an actor, a phase or a kind, the names of a kind, and the sources
of a phase; and for each folder of the site's addresses that has no page of its own, one that lists what lies below.

Nobody writes them: each follows from the front matter of the events and entries, or from the register. As text they are
pages like any other, so that what they say and where they lead is checked like any other.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from .documents import Document
from .models import ENTRY_KINDS, EVENT_KINDS, Entry, Event, Page, Position
from .phases import PHASES, phase_of
from .registers import Source
from .wording import format_date

# An actor of fewer events has no list of them: the actor's own page says as much.
FEWEST = 3
# The folders without a page of their own: a shortened address is a usual way to look around.
FOLDERS = {
    "as-known": (
        "As it was known, day by day",
        "Each page stops at the end of one day and tells only what was public by then.",
    ),
    "glossary/kind": ("Kinds of names", "The glossary in parts: each page lists the names of one kind."),
    "sources/phase": (
        "Sources by phase",
        "The register in full: each page holds the sources that appeared in one phase.",
    ),
    "story": ("The story, short or long", "The whole story in one text, from the shortest to the longest."),
    "timeline/actor": (
        "Events by side or name",
        "The timeline in parts: each page lists the events that name one side, person or body.",
    ),
    "timeline/kind": ("Events by kind", "The timeline in parts: each page lists the events of one kind."),
    "timeline/phase": (
        "Events by phase",
        "The timeline in parts: each page lists the events of one phase of the story.",
    ),
}
# What a part of the register is called, by the phase in which its sources appeared.
PERIODS = {phase: title for phase, (_, title) in PHASES.items()} | {"undated": "Undated"}


def actor_path(slug: str) -> str:
    """Where the events of an actor are listed, below docs/."""
    return f"timeline/actor/{slug}.md"


def phase_path(phase: str) -> str:
    """Where the events of a phase are listed."""
    return f"timeline/phase/{phase}.md"


def event_kind_path(kind: str) -> str:
    """Where the events of a kind are listed."""
    return f"timeline/kind/{kind}.md"


def entry_kind_path(kind: str) -> str:
    """Where the names of a kind are listed."""
    return f"glossary/kind/{kind}.md"


def period_path(period: str) -> str:
    """Where the sources of a phase are told in full."""
    return f"sources/phase/{period}.md"


def period_of(source: Source) -> str:
    """The phase in which a source appeared."""
    return phase_of(source.published) if source.published else "undated"


def texts(documents: dict[str, Document[Page]], sources: Iterable[Source]) -> dict[str, str]:
    """The pages to be added to the documents that are there: their Markdown, by path."""
    found: dict[str, str] = {}
    if "timeline/index.md" in documents:
        found |= dict(_of_events(documents))
    if "glossary/index.md" in documents:
        kinds: Counter[str] = Counter(doc.page.kind for doc in documents.values() if isinstance(doc.page, Entry))
        for kind in (kind for kind in ENTRY_KINDS if kinds[kind]):
            title = f"{ENTRY_KINDS[kind]} in this story"
            summary = (
                f"The {kinds[kind]} {ENTRY_KINDS[kind].lower()} on this site, from A to Z, each with its own page."
            )
            found[entry_kind_path(kind)] = _text(title, summary, "kind", kind, "glossary")
    if "sources.md" in documents:
        numbers = Counter(map(period_of, sources))
        for period in (period for period in PERIODS if numbers[period]):
            part = f"{PERIODS[period][0].lower()}{PERIODS[period][1:]}"
            title, number = f"Sources: {part}", _counted(numbers[period], "source")
            summary = f"{part[0].upper()}{part[1:]}: {number}, where each is, what was read of it, what cites it."
            found[period_path(period)] = _text(title, summary, "phase", period, "sources")
    for folder, (title, summary) in FOLDERS.items():
        if any(path.startswith(f"{folder}/") for path in (*documents, *found)):
            found[f"{folder}/index.md"] = _front(title, summary) + "<!-- below -->\n"
    return found


def _of_events(documents: dict[str, Document[Page]]) -> Iterator[tuple[str, str]]:
    events = [doc.page for doc in documents.values() if isinstance(doc.page, Event)]
    actors = Counter(slug for event in events for slug in event.actors)
    titles = {doc.slug: doc.page.title for doc in documents.values() if isinstance(doc.page, Entry | Position)}
    for slug in sorted(slug for slug in actors if actors[slug] >= FEWEST and slug in titles):
        chosen = [event for event in events if slug in event.actors]
        yield (
            actor_path(slug),
            _listed(f"{titles[slug]} in the timeline", f"that name {titles[slug]}", "actor", slug, chosen),
        )
    for phase, (_, title) in PHASES.items():
        chosen = [event for event in events if event.phase == phase]
        if chosen:
            told = f"of one part of the story, {title.split(',')[0].lower()}"
            yield phase_path(phase), _listed(title, told, "phase", phase, chosen)
    for kind, title in EVENT_KINDS.items():
        chosen = [event for event in events if event.kind == kind]
        if chosen:
            yield (
                event_kind_path(kind),
                _listed(f"{title} in the timeline", f"of this kind, {title.lower()}", "kind", kind, chosen),
            )


def _listed(title: str, told: str, by: str, value: str, events: list[Event]) -> str:
    first, last = min(event.date for event in events), max(event.date for event in events)
    number = _counted(len(events), "event")
    when = f"on {format_date(first)}" if first == last else f"from {format_date(first)} to {format_date(last)}"
    return _text(title, f"The {number} {told}, {when}, in order.", by, value, "timeline")


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' * (number > 1)}"


def _text(title: str, summary: str, by: str, value: str, block: str) -> str:
    only = f"only: {{{by}: {value}}}\n" + "hide: [toc]\n" * (block == "glossary")
    return _front(title, summary, only) + f"<!-- {block} -->\n"


def _front(title: str, summary: str, more: str = "") -> str:
    return f"---\ntitle: {_quoted(title)}\nsummary: {_quoted(summary)}\ncrosslink: false\n{more}---\n"


def _quoted(text: str) -> str:
    """Text as YAML reads it unchanged: YAML’s double quotation marks are JSON’s."""
    return json.dumps(text, ensure_ascii=False)
