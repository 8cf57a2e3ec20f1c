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
# Where a name stands beside its dot: to the right, to the left, above or below; or above, beginning or ending at it
Side = Literal["right", "left", "above", "below", "above-right", "above-left"]


@dataclass(frozen=True)
class Spot:
    """A place on a map: its dot, unless it is an area, and its name, which leads to `href`."""

    name: str
    coordinates: tuple[float, float]
    side: Side = "right"
    href: str | None = None
    label: str = ""  # what the link is called where the name alone would not do
    area: bool = False
    number: int = 1  # shown behind the name where it is more than one
    chief: bool = False  # whether it stands out

    def drawn(self, window: Window, width: float, letters: int) -> Element:
        """The dot and the name, as a link if it leads anywhere."""
        x, y = window.place(*self.coordinates, width)
        parts = [text(*self._foot(x, y, letters), self._words, class_=self._class())]
        if not self.area:
            parts.insert(0, circle(x, y, RADIUS, class_="spot"))
        if self.chief:
            parts.insert(0, circle(x, y, 2 * RADIUS, class_="around"))
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
        long = len(self._words) * letters * LETTER
        before = {"left": long, "above-left": long, "right": 0.0, "above-right": 0.0}
        left = x - before.get("" if self.area else self.side, long / 2)
        middle = y - letters * 0.36
        return left, middle - TARGET / 2, left + long, middle + TARGET / 2

    def _foot(self, x: float, y: float, letters: int) -> tuple[float, float]:
        """Where the name's line begins, has its middle or ends."""
        middle = y + letters * 0.36
        if self.area:
            return x, middle
        gap = GAP + RADIUS if self.chief else GAP
        across = {"right": gap, "left": -gap, "above-right": -GAP, "above-left": GAP}.get(self.side, 0)
        down = 0 if self.side in ("right", "left") else letters if self.side == "below" else -letters
        return x + across, middle + down

    @property
    def _words(self) -> str:
        return self.name if self.number == 1 else f"{self.name} ({self.number})"

    def _class(self) -> str:
        if self.area:
            return "place area middle"
        anchors = {"left": " end", "above-left": " end", "right": "", "above-right": ""}
        return f"place{' lane' if self.chief else ''}{anchors.get(self.side, ' middle')}"


def ground(window: Window, width: float, coarse: float, *outlines: str) -> list[Element]:
    """The sea, on it outlines of the window by name, those first that lie below the others, and a frame."""
    sea, frame = (rect(0, 0, width, window.height(width), class_=kind) for kind in ("sea", "frame"))
    drawn = [path(window.path(name, width, coarse), class_=name, data_outline=name) for name in outlines]
    return [sea, *drawn, frame]
