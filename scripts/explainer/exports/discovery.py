"""By which links a page tells programs of the feeds and files that go with it (`<link rel="alternate">`)."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Event, Position
from . import ical
from .edition import Edition

ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"
CALENDAR = "text/calendar"


@dataclass(frozen=True)
class Alternate:
    """A link to a file: its path in the site, its media type and what it is called in a list of feeds."""

    path: str
    type: str
    title: str


def alternates(edition: Edition, path: str) -> list[Alternate]:
    """What the page at a path below docs/ leads to: its own feed before that of all changes, which every page has."""
    doc = edition.content.documents[path]
    feeds = []
    if isinstance(doc.page, Position):
        feeds.append((f"feeds/positions/{doc.slug}", f"{doc.page.title}: events and changes"))
    if isinstance(doc.page, Event) or path == "timeline/index.md":
        feeds.append(("feeds/events", "Events"))
    if path == "corrections.md":
        feeds.append(("feeds/corrections", "Corrections"))
    feeds.append(("feeds/changes", "Changes"))
    links = [
        Alternate(f"{feed}.{ending}", kind, f"{edition.name}: {title}")
        for feed, title in feeds
        for ending, kind in (("atom", ATOM), ("json", JSON_FEED))
    ]
    if path == "timeline/index.md":
        links.append(Alternate(ical.PATH, CALENDAR, f"{edition.name}: timeline"))
    return links
