"""What the maps are made of: the ground, areas, and places with their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from ..svg import circle, group, linked, path, rect, text
from .windows import Window

# How wide a letter is beside its height, on average and at most, in the sans faces of readers' machines.
LETTER = 0.56
RADIUS = 3.5
GAP = 7
TARGET = 24
# Where a name stands beside its dot: to the right, to the left, above or below
Side = Literal["right", "left", "above", "below"]


@dataclass(frozen=True)
class Spot:
    """A place on a map: its dot, unless it is an area, and its name, which leads to `href`."""

    name: str
    coordinates: tuple[float, float]
    side: Side = "right"
    href: str | None = None
    label: str = ""  # what the link is called where the name alone would not do
    area: bool = False

    def drawn(self, window: Window, width: float, letters: int) -> Element:
        """The dot and the name, as a link if it leads anywhere."""
        x, y = window.place(*self.coordinates, width)
        parts = [text(*self._foot(x, y, letters), self.name, class_=self._class())]
        if not self.area:
            parts.insert(0, circle(x, y, RADIUS, class_="spot"))
        latitude, longitude = (f"{degrees:g}" for degrees in self.coordinates)
        data = {"data_place": self.name, "data_latitude": latitude, "data_longitude": longitude}
        if self.href is None:
            return group(*parts, **data)
        left, top, right, bottom = self.box(window, width, letters)
        parts.insert(0, rect(left, top, right - left, bottom - top, class_="hit"))
        return linked(self.href, self.label or self.name, *parts, **data)

    def box(self, window: Window, width: float, letters: int) -> tuple[float, float, float, float]:
        """What the name takes up, and a finger can press (WCAG 2.5.8): left, top, right and bottom."""
        x, y = self._foot(*window.place(*self.coordinates, width), letters)
        long = len(self.name) * letters * LETTER
        left = x - {"left": long, "right": 0.0}.get("" if self.area else self.side, long / 2)
        middle = y - letters * 0.36
        return left, middle - TARGET / 2, left + long, middle + TARGET / 2

    def _foot(self, x: float, y: float, letters: int) -> tuple[float, float]:
        """Where the name's line begins, has its middle or ends."""
        middle = y + letters * 0.36
        if self.area:
            return x, middle
        moved = {"right": (GAP, 0), "left": (-GAP, 0), "above": (0, -letters), "below": (0, letters)}[self.side]
        return x + moved[0], middle + moved[1]

    def _class(self) -> str:
        if self.area:
            return "place area middle"
        return {"left": "place end", "right": "place"}.get(self.side, "place middle")


def ground(window: Window, width: float, coarse: float, *outlines: str) -> list[Element]:
    """The sea, on it outlines of the window by name, those first that lie below the others, and a frame."""
    sea, frame = (rect(0, 0, width, window.height(width), class_=kind) for kind in ("sea", "frame"))
    drawn = [path(window.path(name, width, coarse), class_=name, data_outline=name) for name in outlines]
    return [sea, *drawn, frame]
