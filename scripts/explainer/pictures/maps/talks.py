"""The map of the talks: where they were held, by whom and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from xml.etree.ElementTree import Element

from ...content import Content
from ...documents import Document
from ...models import Entry, Event
from ...wording import counted, escape, format_date
from ..picture import Format, Picture, Way, as_of
from ..svg import element, rect, svg, text
from .drawing import Side, Spot, ground
from .windows import EUROPE

HOME = "timeline/index.md"
DOUBTFUL = "timeline/2026-06-07-london-meeting.md"
COARSE = 1.0
# On which side of its dot a name stands where the right one would cross another or the edge, on both maps.
SIDES: dict[str, Side] = {
    "abu-dhabi": "below",
    "geneva": "below",
    "jeddah": "left",
    "london": "above",
    "paris": "left",
    "riyadh": "left",
    "vatican": "below",
}
LINE = 22


@dataclass(frozen=True)
class Venue:
    """A place and the talks held there, in their order."""

    name: str
    entry: Document[Entry] | None
    talks: tuple[Document[Event], ...]


def venues(content: Content) -> list[Venue]:
    """Each place at which an event of the kind “talks” was, by name; `entry` is that of the place, if it has one."""
    entries = {
        name: doc
        for doc in content.of(Entry)
        if doc.page.kind == "place"
        for name in (doc.page.title, *doc.page.aliases)
    }
    by_place: dict[str, list[Document[Event]]] = {}
    for event in content.of(Event):
        if event.page.kind == "talks":
            by_place.setdefault(event.page.place, []).append(event)
    found = []
    for place, talks in sorted(by_place.items()):
        entry = next((entries[part] for part in (place, *place.split(", ")) if part in entries), None)
        found.append(Venue(place, entry, tuple(talks)))
    return found


def picture(content: Content, way: Way) -> Picture | None:
    """The picture; none without talks at a place that the map shows."""
    every = venues(content)
    shown = [venue for venue in every if _shown(venue)]
    if not shown:
        return None
    number = sum(len(venue.talks) for venue in every)
    title = f"The talks and meetings of this story took place in {counted(len(every))} places, {number} in all"
    caption = (
        "Each dot is a place of talks or meetings that this site tells of; telephone calls are not shown. Sources: with"
        f" each event.{_doubtful(content, way)} Outlines: Natural Earth, by way of Visionscarto"
        f" ([how the maps are made]({way('method/index.md', 'maps')})). As of {as_of(content)}."
    )
    return Picture("talks-map", title, caption, partial(_draw, every, way), tuple(_list(every, way)))


def _doubtful(content: Content, way: Way) -> str:
    """What a reader must know of a meeting that is drawn like the others and is less certain."""
    if DOUBTFUL not in content.documents:
        return ""
    return f" Only one small site reported [the meeting in London]({way(DOUBTFUL)}) of June 2026."


def _shown(venue: Venue) -> bool:
    return bool(venue.entry and venue.entry.page.coordinates and EUROPE.shows(*venue.entry.page.coordinates, 0.02))


def _list(every: Sequence[Venue], way: Way) -> Iterable[str]:
    for venue in every:
        told = "; ".join(
            f"[{escape(event.page.title)}]({way(event.path)}), {format_date(event.page.date)}" for event in venue.talks
        )
        yield f"- **{escape(venue.name)}:** {told}"


def spots(every: Sequence[Venue], way: Way) -> list[Spot]:
    """The places on the map: a name leads to its talks if there is one event, else to the place's own page."""
    made = []
    for venue in every:
        if venue.entry and venue.entry.page.coordinates and _shown(venue):
            side = SIDES.get(venue.entry.slug, "right")
            made.append(
                Spot(venue.entry.page.title, venue.entry.page.coordinates, side, _goal(venue, way), _told(venue))
            )
    return made


def _goal(venue: Venue, way: Way) -> str:
    return way(venue.talks[0].path if len(venue.talks) == 1 or venue.entry is None else venue.entry.path)


def _told(venue: Venue) -> str:
    days = ", ".join(format_date(event.page.date) for event in venue.talks)
    return f"{venue.name}: {venue.talks[0].page.title}, {days}" if len(venue.talks) == 1 else f"{venue.name}: {days}"


def _draw(every: Sequence[Venue], way: Way, form: Format) -> Element:
    window, width = EUROPE, form.width
    parts = ground(window, width, COARSE, "land", "ukraine", "borders")
    parts += [spot.drawn(window, width, form.letters) for spot in spots(every, way)]
    bottom = window.height(width)
    away = [venue for venue in every if not _shown(venue)]
    if away:
        bottom += LINE
        parts.append(text(0, bottom, "Outside this map, in the United States:", class_="lane"))
    for venue in away:
        bottom += LINE
        hit = rect(0, bottom - LINE + 6, width, LINE, class_="hit")
        link = element("a", element("title", _told(venue)), hit, text(0, bottom, venue.name), href=_goal(venue, way))
        link.set("data-place", venue.name)
        parts.append(link)
    label = "Map of Europe and the Middle East, with the places of talks as links"
    return svg(width, bottom + 6, *parts, label=label, class_=f"chart {form.name}")
