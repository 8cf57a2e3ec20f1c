"""The site's feeds: of all changes, of corrections, of events, and one for each position.

A position has a feed because a party is what a reader follows for longer than a day: it lists the events in which the
party took part, and the changes to its page. An event or an entry has none: it changes seldom once it is written, and
each change stands in the feed of all changes.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..content import Content
from ..documents import Document
from ..models import Event, Position
from ..phases import PHASES
from ..registers import Change
from ..wording import format_date
from .edition import Edition
from .syndication import Feed, Item, atom, json_feed

CHANGES = "feeds/changes"
CORRECTIONS = "feeds/corrections"
EVENTS = "feeds/events"
POSITIONS = "feeds/positions/"


def titles(content: Content) -> dict[str, str]:
    """What every feed is called, by its path without the ending."""
    positions = {f"{POSITIONS}{doc.slug}": f"{doc.page.title}: events and changes" for doc in content.of(Position)}
    return {CHANGES: "Changes", CORRECTIONS: "Corrections", EVENTS: "Events"} | positions


def feeds(edition: Edition) -> dict[str, str | bytes]:
    """Each feed as Atom and as JSON Feed, by path."""
    files: dict[str, str | bytes] = {}
    for feed in _all(edition):
        files[f"{feed.path}.atom"] = atom(feed, edition.url, edition.name, edition.published)
        files[f"{feed.path}.json"] = json_feed(feed, edition.url, edition.name)
    return files


def _all(edition: Edition) -> Iterable[Feed]:
    content = edition.content
    changes = content.changes()
    events = content.of(Event)[::-1]
    corrections = [change for change in changes if change.kind == "correction"]
    about = "What was changed on the site after it was published"
    yield _feed(edition, CHANGES, f"{about}.", "corrections.md", _changes(edition, changes))
    yield _feed(
        edition, CORRECTIONS, f"{about} because it was wrong.", "corrections.md", _changes(edition, corrections)
    )
    yield _feed(edition, EVENTS, "The timeline, the latest event first.", "timeline/index.md", _events(edition, events))
    for doc in content.of(Position):
        about = f"Events in which {doc.page.title} took part, and changes to the page on its position."
        own = [event for event in events if doc.slug in event.page.actors]
        items = [*_changes(edition, content.changes(doc.path)), *_events(edition, own)]
        yield _feed(edition, f"{POSITIONS}{doc.slug}", about, doc.path, items)


def _feed(edition: Edition, path: str, about: str, page: str, items: Iterable[Item]) -> Feed:
    """A feed with what is new first; what came on one day stays in its order."""
    ordered = sorted(items, key=lambda item: item.updated, reverse=True)
    title = f"{edition.name}: {titles(edition.content)[path]}"
    return Feed(path, title, about, edition.address(page), tuple(ordered))


def _changes(edition: Edition, changes: Iterable[Change]) -> list[Item]:
    return [
        Item(
            url=edition.address("corrections.md", change.id),
            title=f"{change.kind.capitalize()}: {edition.pages[change.page].title}",
            text=_told(edition, change),
            published=change.date,
            updated=change.date,
            tags=tuple(filter(None, (change.kind, change.severity))),
        )
        for change in changes
    ]


def _told(edition: Edition, change: Change) -> str:
    """What was changed, why, and where."""
    if change.kind == "edition":
        return f"{change.why} {edition.address(change.page)}"
    before = f"Wrong: {change.wrong} Now: {change.stands}" if change.claim is None else f"Was: {change.was}"
    return f"{before} Why: {change.why} {edition.address(change.page, change.claim or '')}"


def _events(edition: Edition, events: Iterable[Document[Event]]) -> list[Item]:
    return [
        Item(
            url=edition.address(doc.path),
            title=doc.page.title,
            text=f"{format_date(doc.page.date)}, {doc.page.place}. {doc.page.summary}",
            published=edition.pages[doc.path].published,
            updated=edition.pages[doc.path].modified,
            tags=(PHASES[doc.page.phase][1],),
        )
        for doc in events
    ]
