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
from ..picture import NARROW, Format, Picture, Way, as_of
from ..svg import linked, rect, svg, text
from .drawing import Side, Spot, ground
from .windows import Point, Window

HOME = "timeline/index.md"
DOUBTFUL = "timeline/2026-06-07-london-meeting.md"
COARSE = 1.0
# Of the outlines of Europe as much as holds the places, so that these stand as far apart as may be
WINDOW = Window("europe", "the places of talks", (39.3, 32.5), (30.0, 52.0), 50.0, 39.4)
# On which side of its dot a name stands where the right one would cross another or the edge, on both maps.
SIDES: dict[str, Side] = {
    "abu-dhabi": "above-left",
    "geneva": "below",
    "jeddah": "left",
    "london": "above-right",
    "riyadh": "left",
    "vatican": "below",
}
# The middle of a country’s name, on a wide map and on a narrow one, where None leaves it out.
COUNTRIES: dict[str, tuple[Point, Point | None]] = {
    "Russia": ((52.6, 47.0), (51.2, 48.5)),
    "Saudi Arabia": ((22.3, 47.0), None),
    "Turkey": ((39.0, 35.0), None),
    "Ukraine": ((48.9, 31.5), (47.6, 33.3)),
}
CHIEF = "jeddah"
# How high a line of what lies beyond the map is, and how wide its box
LINE, BESIDE = 24, 200


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
    most = max(every, key=lambda venue: len(venue.talks))
    title = (
        f"Talks and meetings of this story were held or announced at {counted(len(every))} places, most often in"
        f" {most.name}, {number} in all"
    )
    caption = (
        "Each dot is a place of talks or meetings that this site tells of, with their number if there were more than"
        " one; in Jeddah, ringed, the 30 days were proposed. In the list each is named by what came of it. Telephone"
        f" calls are not shown. Sources: with each event.{_doubtful(content, way)} Outlines: Natural Earth, by way of"
        f" Visionscarto ([how the maps are made]({way('method/index.md', 'maps')})). As of {as_of(content)}."
    )
    return Picture("talks-map", title, caption, partial(_draw, every, way), tuple(_list(every, way)))


def _doubtful(content: Content, way: Way) -> str:
    """What a reader must know of a meeting that is drawn like the others and is less certain."""
    if DOUBTFUL not in content.documents:
        return ""
    return f" Only one small site reported [the meeting in London]({way(DOUBTFUL)}) of June 2026."


def _shown(venue: Venue) -> bool:
    return bool(venue.entry and venue.entry.page.coordinates and WINDOW.shows(*venue.entry.page.coordinates, 0.02))


def _list(every: Sequence[Venue], way: Way) -> Iterable[str]:
    for venue in every:
        told = "; ".join(
            f"[{escape(event.page.title)}]({way(event.path)}), {format_date(event.page.date)}" for event in venue.talks
        )
        yield f"- **{escape(venue.name)}:** {told}"


def spots(every: Sequence[Venue], way: Way, form: Format) -> list[Spot]:
    """The places on the map: a name leads to its talks if there is one event, else to the place's own page; and the
    countries that help to find them.
    """
    made = []
    for venue in every:
        if venue.entry and venue.entry.page.coordinates and _shown(venue):
            made.append(
                Spot(
                    venue.entry.page.title,
                    venue.entry.page.coordinates,
                    SIDES.get(venue.entry.slug, "right"),
                    _goal(venue, way),
                    _told(venue),
                    number=len(venue.talks),
                    chief=venue.entry.slug == CHIEF,
                )
            )
    for name, (wide, narrow) in COUNTRIES.items():
        if middle := narrow if form == NARROW else wide:
            made.append(Spot(name, middle, area=True))
    return made


def _goal(venue: Venue, way: Way) -> str:
    return way(venue.talks[0].path if len(venue.talks) == 1 or venue.entry is None else venue.entry.path)


def _told(venue: Venue) -> str:
    days = ", ".join(format_date(event.page.date) for event in venue.talks)
    return f"{venue.name}: {venue.talks[0].page.title}, {days}" if len(venue.talks) == 1 else f"{venue.name}: {days}"


def _draw(every: Sequence[Venue], way: Way, form: Format) -> Element:
    width = form.width
    parts = ground(WINDOW, width, COARSE, "land", "ukraine", "borders")
    parts += [spot.drawn(WINDOW, width, form.letters) for spot in spots(every, way, form)]
    bottom = WINDOW.height(width)
    away = [venue for venue in every if not _shown(venue)]
    # Below a narrow map; on a wide one over the Sahara, where no talks were
    left, top = (0.0, bottom + 4) if form == NARROW else (8.0, bottom - (len(away) + 1) * LINE - 16)
    if away:
        if form != NARROW:
            parts.append(rect(0, top, BESIDE, bottom - top, class_="land"))
        parts.append(text(left, top + LINE, "In the United States:", class_="lane"))
    for row, venue in enumerate(away, 2):
        y = top + row * LINE
        hit = rect(left, y - LINE + 6, BESIDE - left, LINE, class_="hit")
        words = f"{venue.name} ({len(venue.talks)})" if len(venue.talks) > 1 else venue.name
        link = linked(_goal(venue, way), _told(venue), hit, text(left, y, words), data_place=venue.name)
        parts.append(link)
    if form == NARROW and away:
        bottom = top + (len(away) + 1) * LINE + 6
    label = "Map of Europe and the Middle East, with the places of talks as links"
    return svg(width, bottom, *parts, label=label, class_=f"chart {form.name}")
