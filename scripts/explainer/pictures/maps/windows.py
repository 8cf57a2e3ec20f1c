"""The three windows on the world: how each is flattened, and the outlines that are drawn in it.

Ukraine's and Europe's are equidistant conic projections (J. P. Snyder, Map Projections: A Working Manual, 1987,
pages 111 to 113, for the sphere); the world's is equirectangular, which is the same with one parallel on both sides of
the equator (pages 90 and 91). All are true to scale along each meridian and along their standard parallels.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from math import cos, hypot, radians, sin
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "borders"
Point = tuple[float, float]


@dataclass(frozen=True)
class Window:
    """A part of the world. Its middle is a latitude and a longitude; `across` and `down`, in degrees of latitude, say
    how much of the world it shows, and `parallels` along which latitudes a degree is as long as it should be.
    """

    name: str
    about: str  # in words, after “Map of”
    middle: Point
    parallels: Point
    across: float
    down: float

    def height(self, width: float) -> float:
        """How high a drawing of that width is."""
        return width * self.down / self.across

    def place(self, latitude: float, longitude: float, width: float) -> Point:
        """Where a place lies in a drawing of that width, from its upper left corner."""
        x, y = self._flat(latitude, longitude)
        scale = width / self.across
        return (self.across / 2 + x) * scale, (self.down / 2 - y) * scale

    def shows(self, latitude: float, longitude: float, margin: float = 0.04) -> bool:
        """Whether a place lies in the window, and not at its very edge."""
        x, y = self.place(latitude, longitude, 1)
        return margin < x < 1 - margin and margin < y / self.height(1) < 1 - margin

    def _flat(self, latitude: float, longitude: float) -> Point:
        """How far east and north of the middle a place lies, in degrees of latitude."""
        middle_latitude, middle_longitude = self.middle
        one, other = map(radians, self.parallels)
        if one == -other:
            return (longitude - middle_longitude) * cos(one), latitude - middle_latitude
        n = (cos(one) - cos(other)) / (other - one)
        apex = cos(one) / n + one  # from the apex of the cone to the equator
        rho, rho_middle = apex - radians(latitude), apex - radians(middle_latitude)
        theta = n * radians(longitude - middle_longitude)
        return rho * sin(theta) / radians(1), (rho_middle - rho * cos(theta)) / radians(1)

    @cached_property
    def outlines(self) -> dict[str, list[list[Point]]]:
        """The lines and rings of each outline, by its name, as latitudes and longitudes."""
        features = json.loads((FOLDER / f"{self.name}.geojson").read_text(encoding="utf-8"))["features"]
        return {feature["id"]: list(_lines(feature["geometry"]["coordinates"])) for feature in features}

    @cache  # noqa: B019  the windows below are all there are
    def path(self, name: str, width: float, coarse: float) -> str:
        """What a drawing shows of an outline, as the commands of an SVG path; of points nearer to each other than
        `coarse` units, one is left.
        """
        box = (width, self.height(width))
        commands = []
        for line in self.outlines[name]:
            closed = line[0] == line[-1]
            points = [self.place(*point, width) for point in (line[:-1] if closed else line)]
            commands += [_commands(_thinned(run, coarse), closed) for run in _within(box, points, closed)]
        return "".join(commands)


def _within(box: Point, line: list[Point], closed: bool) -> list[list[Point]]:
    """What lies in a box of a width and height: a ring as a ring (Sutherland and Hodgman, Reentrant Polygon Clipping,
    1974), a line in as many runs as it takes.
    """
    runs = [line]
    for axis, bound, sign in ((0, 0.0, 1), (0, box[0], -1), (1, 0.0, 1), (1, box[1], -1)):
        runs = [part for run in runs for part in _beyond(run, closed, axis, bound, sign) if len(part) > 1 + closed]
    return runs


def _beyond(line: list[Point], closed: bool, axis: int, bound: float, sign: int) -> list[list[Point]]:
    """What of a line lies where `sign` times its coordinate on an axis is greater than at a bound."""
    runs: list[list[Point]] = [[]]
    for number, point in enumerate(line):
        before = line[number - 1] if number or closed else point
        inside, was_inside = (sign * (one[axis] - bound) >= 0 for one in (point, before))
        if inside != was_inside:
            share = (bound - before[axis]) / (point[axis] - before[axis])
            runs[-1].append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
            if was_inside and not closed:
                runs.append([])
        if inside:
            runs[-1].append(point)
    return runs


def _thinned(line: Sequence[Point], coarse: float) -> list[Point]:
    """The line without points that are nearly the same as the one before; its ends stay."""
    kept = [line[0]]
    for point in line[1:-1]:
        if hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= coarse:
            kept.append(point)
    return [*kept, line[-1]]


def _commands(line: Sequence[Point], closed: bool) -> str:
    """A line in tenths of a unit, from one rounded point to the next, so that rounding does not add up."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in line]
    steps = [(x - left, y - top) for (left, top), (x, y) in pairwise(tenths) if (x, y) != (left, top)]
    start = f"M{_number(tenths[0][0])} {_number(tenths[0][1])}"
    return f"{start}l{_joined(steps)}{'z' if closed else ''}" if steps else ""


def _lines(coordinates: Any) -> Iterator[list[Point]]:
    """The lines in the coordinates of a GeoJSON geometry, however deep they lie."""
    if isinstance(coordinates[0][0], (int, float)):
        yield [(latitude, longitude) for longitude, latitude in coordinates]
    else:
        for part in coordinates:
            yield from _lines(part)


def _number(tenths: int) -> str:
    return f"{tenths / 10:g}".replace("0.", ".", 1) if abs(tenths) < 10 else f"{tenths / 10:g}"


def _joined(steps: Sequence[tuple[int, int]]) -> str:
    """Numbers in as few characters as SVG allows: no blank before a minus."""
    numbers = " ".join(f"{_number(x)} {_number(y)}" for x, y in steps)
    return numbers.replace(" -", "-")


UKRAINE = Window("ukraine", "Ukraine and its neighbours", (48.35, 31.3), (45.5, 51.5), 13.6, 10.1)
EUROPE = Window("europe", "Europe and the Middle East", (40.5, 31.0), (30.0, 52.0), 57.0, 46.0)
WORLD = Window("world", "the northern half of the world", (37.0, -11.0), (40.0, -40.0), 252.0, 84.0)
# From the closest to the widest
WINDOWS = (UKRAINE, EUROPE, WORLD)
