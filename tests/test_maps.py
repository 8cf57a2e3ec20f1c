"""The maps: that places lie where they do, borders are those that are recognised, and every place has its map.

What is inside what is judged by counting crossings of a ray, which the code under test never does.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Any

import pytest
import yaml
from explainer.content import load
from explainer.models import Entry
from explainer.pictures.maps import story, talks
from explainer.pictures.maps.drawing import Spot
from explainer.pictures.maps.locator import caption, locator
from explainer.pictures.maps.windows import EUROPE, UKRAINE, WINDOWS, Window
from explainer.pictures.picture import NARROW, WIDE, Format
from lxml import etree
from markdown.serializers import to_xhtml_string
from project import ROOT, faults, write_project

CONTENT = load(ROOT)
BORDERS = ROOT / "scripts/explainer/pictures/maps/borders"
PLACES = {
    path.stem: front
    for path in sorted((ROOT / "docs/glossary").glob("*.md"))
    if (front := yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])).get("kind") == "place"
}
ENTRIES = {doc.slug: doc for doc in CONTENT.of(Entry)}
# Latitude and longitude, as GeoNames has them
CITIES = {
    "donetsk": [(48.02, 37.8), (47.1, 37.54), (48.73, 37.57)],  # Donetsk, Mariupol, Kramatorsk
    "luhansk": [(48.57, 39.31), (48.94, 38.49), (49.28, 38.91)],  # Luhansk, Sievierodonetsk, Starobilsk
    "kherson": [(46.84, 33.43), (46.63, 32.72), (46.76, 33.36)],  # Beryslav, Oleshky, Nova Kakhovka
    "zaporizhzhia": [(47.85, 35.12), (46.85, 35.38), (47.49, 34.66)],  # Zaporizhzhia, Melitopol, Enerhodar
    "crimea": [(44.96, 34.11), (45.03, 35.38), (44.61, 33.52)],  # Simferopol, Feodosia, Sevastopol
    "kursk": [(51.73, 36.19), (51.19, 35.27)],  # Kursk, Sudzha
}
UKRAINIAN = [(50.45, 30.52), (50.92, 34.8), (49.98, 36.26), (49.84, 24.02), (46.49, 30.74)]
ELSEWHERE = [(55.75, 37.62), (53.9, 27.56), (50.11, 22.02), (47.01, 28.86), (45.04, 38.98), (50.6, 36.59)]


def rings(window: str, name: str) -> Iterator[list[list[float]]]:
    """The rings of an outline as its file has them: longitude and latitude."""
    collection = json.loads((BORDERS / f"{window}.geojson").read_text(encoding="utf-8"))
    geometry = next(feature["geometry"] for feature in collection["features"] if feature["id"] == name)
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    yield from (ring for polygon in polygons for ring in polygon)


def inside(latitude: float, longitude: float, window: str, name: str) -> bool:
    """Whether a ray to the east crosses the rings an odd number of times."""
    crossings = 0
    for ring in rings(window, name):
        for (x, y), (to_x, to_y) in pairwise(ring):
            if (y > latitude) != (to_y > latitude):
                crossings += longitude < x + (latitude - y) / (to_y - y) * (to_x - x)
    return crossings % 2 == 1


def test_the_outlines_are_those_that_were_recorded() -> None:
    recorded = re.findall(r"^([0-9a-f]{64})  (\S+)$", (BORDERS / "README.md").read_text(encoding="utf-8"), re.M)
    made = {(hashlib.sha256(file.read_bytes()).hexdigest(), file.name) for file in BORDERS.glob("*.geojson")}
    assert set(recorded) == made
    assert len(made) == len(WINDOWS)


@pytest.mark.parametrize("name", CITIES)
def test_cities_lie_in_their_region_and_in_no_other(name: str) -> None:
    for place in CITIES[name]:
        assert [other for other in CITIES if inside(*place, "ukraine", other)] == [name], place


@pytest.mark.parametrize("window", ["ukraine", "europe"])
def test_ukraine_is_drawn_in_its_recognised_borders(window: str) -> None:
    regions = [place for name in CITIES if name != "kursk" for place in CITIES[name]]
    # Feodosia and Sevastopol lie on the coast, which the wider map draws coarser.
    coast = [(45.03, 35.38), (44.61, 33.52), (47.1, 37.54), (46.49, 30.74)] if window == "europe" else []
    for place in [*UKRAINIAN, *regions]:
        assert place in coast or inside(*place, window, "ukraine"), place
    for place in [*ELSEWHERE, *CITIES["kursk"]]:
        assert not inside(*place, window, "ukraine"), place


@pytest.mark.parametrize("window", [UKRAINE, EUROPE], ids=["ukraine", "europe"])
def test_distances_on_a_map_are_those_on_the_globe(window: Window) -> None:
    """By the haversine formula; a conic map of such a part of the world is off by a tenth at most."""
    places = [(50.45, 30.52), (48.02, 37.8), (46.49, 30.74), (51.19, 35.27)]
    for one, other in combinations(places, 2):
        north, east = radians(other[0] - one[0]), radians(other[1] - one[1])
        root = sin(north / 2) ** 2 + cos(radians(one[0])) * cos(radians(other[0])) * sin(east / 2) ** 2
        degrees = 2 * asin(sqrt(root)) / radians(1)
        (x, y), (to_x, to_y) = (window.place(*place, window.across) for place in (one, other))
        assert sqrt((to_x - x) ** 2 + (to_y - y) ** 2) == pytest.approx(degrees, rel=0.1 if window is EUROPE else 0.01)


def test_nothing_is_drawn_beyond_a_map() -> None:
    for window in WINDOWS:
        for name in window.outlines:
            x = y = 0.0
            for command, numbers in re.findall(r"([Ml])([^Mlz]*)", window.path(name, 240, 1)):
                values = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", numbers)]
                for dx, dy in zip(values[::2], values[1::2], strict=True):
                    x, y = (dx, dy) if command == "M" else (x + dx, y + dy)
                    assert -0.1 <= x <= 240.1, (window.name, name)
                    assert -0.1 <= y <= window.height(240) + 0.1, (window.name, name)


def test_every_place_has_coordinates_and_nothing_else_has() -> None:
    assert len(PLACES) >= 42
    for slug, doc in ENTRIES.items():
        assert (doc.page.coordinates is not None) == (slug in PLACES), slug


@pytest.mark.parametrize("slug", PLACES)
def test_every_place_has_a_map_that_shows_it(slug: str) -> None:
    drawn = locator(ENTRIES[slug])
    assert drawn is not None
    drawing = etree.fromstring(to_xhtml_string(drawn))
    latitude, longitude = PLACES[slug]["coordinates"]
    label = drawing.get("aria-label")
    assert PLACES[slug]["title"] in label
    assert (
        f"{abs(latitude):g}° {'N' if latitude > 0 else 'S'}, {abs(longitude):g}° {'E' if longitude > 0 else 'W'}"
        in label
    )
    spot = drawing.find("circle[@class='spot']")
    if spot is None:
        assert drawing.find("path[@class='here']").get("d").startswith("M")
    else:
        width, height = map(float, drawing.get("viewBox").split()[2:])
        assert 0 < float(spot.get("cx")) < width
        assert 0 < float(spot.get("cy")) < height
        near = -12 < longitude < 60 and 20 < latitude < 60
        assert (drawing.get("data-window") == "world") == (not near), slug


@pytest.mark.parametrize("slug", PLACES)
def test_the_names_on_a_place_s_map_stay_inside_and_apart(slug: str) -> None:
    drawn = locator(ENTRIES[slug])
    assert drawn is not None
    drawing = etree.fromstring(to_xhtml_string(drawn))
    width, height = map(float, drawing.get("viewBox").split()[2:])
    boxes: list[tuple[str, float, float, float, float]] = []
    for words in drawing.iter("text"):
        long = len(words.text) * NARROW.letters * 0.56
        x, y = float(words.get("x")), float(words.get("y"))
        kinds = words.get("class").split()
        left = x - long if "end" in kinds else x - long / 2 if "middle" in kinds else x
        boxes.append((words.text, left, y - NARROW.letters * 0.75, left + long, y + NARROW.letters * 0.2))
    assert len(boxes) >= 2, "countries are named"
    for words, left, top, right, bottom in boxes:
        assert left >= -1, words
        assert right <= width + 1, words
        assert top >= 0, words
        assert bottom <= height, words
    for one, other in combinations(boxes, 2):
        apart = one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2]
        assert apart, (one[0], other[0])


@pytest.mark.parametrize("slug", PLACES)
def test_a_place_s_map_says_what_it_shows(slug: str) -> None:
    filled = slug in {"crimea", "donbas", "four-regions", "kursk-region"}
    mark = "filled" if filled else "the dot"
    assert caption(ENTRIES[slug]).startswith(f"{PLACES[slug]['title']} ({mark}). Tinted: Ukraine")


def spots(name: str, form: Format) -> tuple[Window, list[Spot]]:
    """What a map names, and in which window."""

    def way(path: str, anchor: str = "", /) -> str:
        return path

    if name == "map":
        return UKRAINE, list(story.spots(ENTRIES, way, form))
    return talks.WINDOW, talks.spots(talks.venues(CONTENT), way, form)


@pytest.mark.parametrize("form", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("name", ["map", "talks-map"])
def test_names_stay_inside_and_apart(name: str, form: Format) -> None:
    """Letters are on average less than 0.58 of their height wide in the usual sans faces."""
    window, named = spots(name, form)
    boxes: list[tuple[str, float, float, float, float]] = []
    for spot in named:
        drawn = etree.fromstring(to_xhtml_string(spot.drawn(window, form.width, form.letters)))
        words = drawn.find("text")
        long = len(words.text) * form.letters * 0.58
        x, y = float(words.get("x")), float(words.get("y"))
        kinds = words.get("class").split()
        left = x - long if "end" in kinds else x - long / 2 if "middle" in kinds else x
        boxes.append((words.text, left, y - form.letters * 0.8, left + long, y + form.letters * 0.2))
    for words, left, top, right, bottom in boxes:
        assert left >= 0, words
        assert right <= form.width, words
        assert top >= 0, words
        assert bottom <= window.height(form.width), words
    for one, other in combinations(boxes, 2):
        apart = one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2]
        assert apart, (one[0], other[0])


def test_the_map_of_the_story_names_its_places_and_leads_to_their_pages() -> None:
    _, named = spots("map", WIDE)
    names = {spot.name: spot.href for spot in named}
    cities = ["Kyiv", "Sumy", "Kursk", "Sudzha", "Donetsk", "Luhansk", "Kherson", "Simferopol", "Odesa", "Jasionka"]
    for name in [*cities, "Zaporizhzhia plant", "Kursk region", "Crimea", "Black Sea", "Russia", "Belarus"]:
        assert name in names
    by_title: dict[str, Any] = {front["title"]: slug for slug, front in PLACES.items()}
    for name, href in names.items():
        if name in by_title:
            assert href == f"glossary/{by_title[name]}.md"


def test_the_map_of_the_talks_shows_every_event_of_talks() -> None:
    every = [path for path in CONTENT.documents if path.startswith("timeline/20") and "kind: talks\n" in _head(path)]
    picture = talks.picture(CONTENT, lambda path, anchor="", /: path)
    assert picture
    assert picture.title.endswith(f"at 14 places, most often in Moscow, {len(every)} in all")
    assert set(re.findall(r"\((timeline/[^)]+)\)", "\n".join(picture.words))) == set(every)


def _head(path: str) -> str:
    return (ROOT / "docs" / path).read_text(encoding="utf-8").split("---\n")[1]


PLACE = """---
title: Moscow
kind: place
coordinates: [55.75, 37.62]
summary: The capital of Russia, where the US envoy met its president.
---
A city.[^alpha-2025]
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("[55.75, 37.62]", "[95.75, 37.62]", 4, "latitude, which lies between -90 and 90; 95.75 does not"),
        ("[55.75, 37.62]", "[55.75, 187.62]", 4, "longitude, which lies between -180 and 180; 187.62 does not"),
        ("[55.75, 37.62]", "[55.75, .nan]", 4, "longitude, which lies between"),
        ("[55.75, 37.62]", "[55.75]", 4, "not two numbers"),
        ("[55.75, 37.62]", "55.75 N, 37.62 E", 4, "not two numbers"),
        ("[55.75, 37.62]", "[yes, 37.62]", 4, "not two numbers"),
        ("coordinates: [55.75, 37.62]\n", "", 3, "A place needs coordinates"),
        ("kind: place", "kind: term", 4, "a term has no coordinates"),
    ],
)
def test_bad_coordinates_are_told(tmp_path: Any, old: str, new: str, line: int, says: str) -> None:
    project = write_project(tmp_path)
    (project / "docs/glossary/moscow.md").write_text(PLACE.replace(old, new, 1), encoding="utf-8")
    told = [fault for fault in faults(project) if fault.startswith(f"docs/glossary/moscow.md:{line}: ")]
    assert len(told) == 1
    assert says in told[0]
    assert " Fix: " in told[0]
