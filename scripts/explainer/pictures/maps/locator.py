"""The small map on a place's own page that shows where it lies."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from ...documents import Document
from ...models import Entry
from ..picture import NARROW
from ..svg import circle, path, svg
from .drawing import LETTER, Side, Spot, ground
from .windows import EUROPE, UKRAINE, WINDOWS, WORLD, Point, Window

WIDTH = 240
DOT = 5
# Two points nearer to each other are seen as one.
COARSE = 1.2
# Places whose outlines the close map has; any other is a dot.
AREAS = {
    "crimea": ("crimea",),
    "donbas": ("donetsk", "luhansk"),
    "four-regions": ("donetsk", "kherson", "luhansk", "zaporizhzhia"),
    "kursk-region": ("kursk",),
}
# What each map names, and the middle of each name: the first that the place itself leaves free.
NAMED: dict[str, dict[str, list[Point]]] = {
    UKRAINE.name: {
        "Ukraine": [(49.2, 30.2), (48.3, 31.5)],
        "Russia": [(52.5, 39.6), (50.3, 40.0)],
        "Belarus": [(52.6, 28.2)],
        "Poland": [(51.6, 22.3)],
        "Romania": [(45.6, 25.4)],
        "Black Sea": [(44.0, 31.8)],
    },
    EUROPE.name: {
        "Ukraine": [(49.0, 31.5), (47.6, 34.5), (50.6, 32.5)],
        "Russia": [(57.5, 42.0), (61.5, 40.0)],
        "Turkey": [(39.0, 34.5), (38.0, 37.0)],
        "Saudi Arabia": [(27.0, 46.0), (18.9, 47.0)],
    },
    WORLD.name: {"Ukraine": [(49.0, 32.0)], "Russia": [(63.0, 80.0)], "United States": [(39.0, -99.0)]},
}
# A longer name of a place would not fit beside its dot; the caption has it.
LONGEST = 14


def locator(doc: Document[Entry]) -> Element | None:
    """The map for an entry; none without coordinates."""
    if doc.page.coordinates is None:
        return None
    window = window_of(doc.page.coordinates)
    below = [name for name in ("land", "ukraine", "borders", "kursk") if name in window.outlines]
    place: Spot | None = None
    mark: list[Element]
    if area := _area(doc, window):
        mark = [path(window.path(name, WIDTH, COARSE), class_="here") for name in area]
    else:
        x, y = window.place(*doc.page.coordinates, WIDTH)
        mark = [circle(x, y, DOT, class_="spot")]
        place = _place(doc.page.title, doc.page.coordinates, window)
        if place.name:
            words = place.drawn(window, WIDTH, NARROW.letters).find("text")
            assert words is not None
            mark.append(words)
    names: list[Spot] = []
    for name, middles in NAMED[window.name].items():
        spots = [Spot(name, middle, area=True) for middle in middles]
        names += [spot for spot in spots if place is None or not _meet(spot, place, window)][:1]
    label = f"{doc.page.title} on a map of {window.about}: {in_words(doc.page.coordinates)}"
    grounds = ground(window, WIDTH, COARSE, *below)
    drawn = [name.drawn(window, WIDTH, NARROW.letters) for name in names]
    map_ = svg(WIDTH, window.height(WIDTH), *grounds, *drawn, *mark, label=label, class_=f"chart {NARROW.name}")
    map_.set("data-window", window.name)
    return map_


def caption(doc: Document[Entry]) -> str:
    """What the map of an entry with coordinates shows, as text."""
    assert doc.page.coordinates is not None
    window = window_of(doc.page.coordinates)
    what = "filled" if _area(doc, window) else "the dot"
    also = "; dashed: Kursk region, in Russia" if "kursk" in window.outlines else ""
    return f"{doc.page.title} ({what}). Tinted: Ukraine in its recognised borders{also}."


def _area(doc: Document[Entry], window: Window) -> tuple[str, ...]:
    """The outlines that a place has on a map; none if it is a dot."""
    return AREAS.get(doc.slug, ()) if window is UKRAINE else ()


def _place(name: str, coordinates: Point, window: Window) -> Spot:
    """A place with its name on the side that leads away from the middle of Ukraine, or on the other if that has no
    room; without it if neither has.
    """
    x, _ = window.place(*coordinates, WIDTH)
    long = len(name) * NARROW.letters * LETTER + 2 * DOT
    room: dict[Side, float] = {"left": x, "right": WIDTH - x}
    away: Side = "left" if coordinates[1] < UKRAINE.middle[1] else "right"
    side = next((side for side in sorted(room, key=lambda side: side != away) if long <= room[side]), None)
    return Spot(name, coordinates, side) if side and len(name) <= LONGEST else Spot("", coordinates)


def _meet(one: Spot, other: Spot, window: Window) -> bool:
    """Whether two names, or a name and a dot, would touch."""
    left, top, right, bottom = one.box(window, WIDTH, NARROW.letters)
    other_left, other_top, other_right, other_bottom = other.box(window, WIDTH, NARROW.letters)
    x, _ = window.place(*other.coordinates, WIDTH)
    other_left, other_right = min(other_left, x) - DOT, max(other_right, x) + DOT
    return left < other_right and other_left < right and top < other_bottom and other_top < bottom


def window_of(coordinates: tuple[float, float]) -> Window:
    """The closest window that shows a place; the widest if none does."""
    return next((window for window in WINDOWS if window.shows(*coordinates)), WINDOWS[-1])


def in_words(coordinates: tuple[float, float]) -> str:
    """Coordinates for readers: 51.19° N, 35.27° E."""
    latitude, longitude = coordinates
    return f"{abs(latitude):g}° {'N' if latitude >= 0 else 'S'}, {abs(longitude):g}° {'E' if longitude >= 0 else 'W'}"
