"""The small map on a place's own page that shows where it lies."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from ...documents import Document
from ...models import Entry
from ..svg import circle, path, svg
from .drawing import ground
from .windows import UKRAINE, WINDOWS, Window

WIDTH = 240
# Two points nearer to each other are seen as one.
COARSE = 1.2
# Places whose outlines the close map has; any other is a dot.
AREAS = {
    "crimea": ("crimea",),
    "donbas": ("donetsk", "luhansk"),
    "four-regions": ("donetsk", "kherson", "luhansk", "zaporizhzhia"),
    "kursk-region": ("kursk",),
}


def locator(doc: Document[Entry]) -> Element | None:
    """The map for an entry; none without coordinates."""
    if doc.page.coordinates is None:
        return None
    window = window_of(doc.page.coordinates)
    below = ("land", "ukraine") if "borders" not in window.outlines else ("land", "ukraine", "borders")
    mark: list[Element]
    if window is UKRAINE and doc.slug in AREAS:
        mark = [path(window.path(name, WIDTH, COARSE), class_="here") for name in AREAS[doc.slug]]
    else:
        x, y = window.place(*doc.page.coordinates, WIDTH)
        mark = [circle(x, y, 11, class_="around"), circle(x, y, 4.5, class_="spot")]
    label = f"{doc.page.title} on a map of {window.about}: {in_words(doc.page.coordinates)}"
    drawn = svg(WIDTH, window.height(WIDTH), *ground(window, WIDTH, COARSE, *below), *mark, label=label, class_="chart")
    drawn.set("data-window", window.name)
    return drawn


def window_of(coordinates: tuple[float, float]) -> Window:
    """The closest window that shows a place; the widest if none does."""
    return next((window for window in WINDOWS if window.shows(*coordinates)), WINDOWS[-1])


def in_words(coordinates: tuple[float, float]) -> str:
    """Coordinates for readers: 51.19° N, 35.27° E."""
    latitude, longitude = coordinates
    return f"{abs(latitude):g}° {'N' if latitude >= 0 else 'S'}, {abs(longitude):g}° {'E' if longitude >= 0 else 'W'}"
