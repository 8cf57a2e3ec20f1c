"""By which links a page tells programs of the feeds and files that go with it (`<link rel="alternate">`)."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Event, Position
from . import feeds, ical
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
    doc, titles = edition.content.documents[path], feeds.titles(edition.content)
    own = {"timeline/index.md": [feeds.EVENTS], "corrections.md": [feeds.CORRECTIONS]}.get(path, [])
    if isinstance(doc.page, Event):
        own = [feeds.EVENTS]
    if isinstance(doc.page, Position):
        own = [f"{feeds.POSITIONS}{doc.slug}"]
    links = [
        Alternate(f"{feed}.{ending}", kind, f"{edition.name}: {titles[feed]}")
        for feed in (*own, feeds.CHANGES)
        for ending, kind in (("atom", ATOM), ("json", JSON_FEED))
    ]
    if path == "timeline/index.md":
        links.append(Alternate(ical.PATH, CALENDAR, f"{edition.name}: timeline"))
    return links
