"""The timeline as a calendar (RFC 5545): one all-day event for each page of the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..documents import Document
from ..models import Event
from ..phases import PHASES
from .edition import Edition, midnight

if TYPE_CHECKING:
    from icalendar import Event as Entry

PATH = "data/timeline.ics"
# After the “@” of each UID, by which a calendar knows an event again: the same even if the site moves.
UIDS = "timeline.thirty-days"


def calendar(edition: Edition) -> dict[str, str | bytes]:
    """The file by its path."""
    from icalendar import Calendar  # here, as it loads more than a build needs that makes no calendar

    whole = Calendar()
    whole.add("prodid", f"-//{edition.name}//Timeline//EN")
    whole.add("version", "2.0")
    for name in ("name", "x-wr-calname"):  # RFC 7986, and what calendars read that do not know it yet
        whole.add(name, f"{edition.name}: timeline")
    whole.add("url", edition.address("timeline/index.md"))
    for doc in edition.content.of(Event):
        whole.add_component(_entry(edition, doc))
    return {PATH: whole.to_ical()}


def _entry(edition: Edition, doc: Document[Event]) -> Entry:
    from icalendar import Event as Entry

    event, page = doc.page, edition.pages[doc.path]
    entry = Entry()
    entry.add("uid", f"{doc.slug}@{UIDS}")
    entry.add("dtstamp", midnight(page.modified))
    entry.add("last-modified", midnight(page.modified))
    entry.add("dtstart", event.date)
    entry.add("summary", event.title)
    entry.add("description", event.summary)
    entry.add("location", event.place)
    entry.add("url", page.url)
    entry.add("categories", [PHASES[event.phase][1]])
    entry.add("transp", "TRANSPARENT")  # it takes up nobody's time
    return entry
