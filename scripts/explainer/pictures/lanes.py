"""A lane for each side, and marks in them that a line joins: shared by the pictures of events and of contacts."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Literal
from xml.etree.ElementTree import Element

from ..models import EventKind
from .picture import Format
from .svg import circle, diamond, group, path, rect, text, triangle

# How far a mark reaches from its middle.
SMALL = 6
# A row's height, or a column's width: enough for a finger (WCAG 2.5.8).
ROOM = 24
# How far a line keeps off the lane of a side that has no part in what it joins.
BRIDGE = 5
Shape = Callable[..., Element]


def _ring(x: float, y: float, r: float, **attributes: str) -> Element:
    return circle(x, y, r * 0.8, **{**attributes, "class_": "ring"})


def _target(x: float, y: float, r: float, **attributes: str) -> Element:
    inner = {name: value for name, value in attributes.items() if name == "class_"}
    return group(circle(x, y, r, class_="ring"), circle(x, y, r * 0.45, **inner), **attributes)


def _square(x: float, y: float, r: float, **attributes: str) -> Element:
    return rect(x - r * 0.85, y - r * 0.85, 1.7 * r, 1.7 * r, **attributes)


def _burst(x: float, y: float, r: float, **attributes: str) -> Element:
    side = r * 0.7
    d = f"M{x - r:.1f} {y:.1f}h{2 * r:g}m-{r:g}-{r:g}v{2 * r:g}"
    d += f"M{x - side:.1f} {y - side:.1f}l{2 * side:g} {2 * side:g}m0-{2 * side:g}l-{2 * side:g} {2 * side:g}"
    return path(d, **{**attributes, "class_": "cross"})


# The shape of each kind of event, and of a meeting, which contacts tell apart from talks. One shape has one meaning.
SHAPES: dict[EventKind | Literal["meeting"], Shape] = {
    "talks": circle,
    "meeting": _target,
    "call": _ring,
    "statement": _square,
    "decision": triangle,
    "truce": diamond,
    "fighting": _burst,
}


def joined(lanes: Mapping[str, float], sides: Sequence[str], at: float, *, upright: bool = False) -> Element:
    """The line through a row, or an upright one, from the first of its sides to the last.

    It bends around the lanes of sides that have no part in what it joins. `lanes` are in order, from left or top.
    """
    first, last = sorted(lanes[side] for side in (sides[0], sides[-1]))
    between = [place for side, place in lanes.items() if first < place < last and side not in sides]
    step, beyond = ("V", f"0 {2 * BRIDGE}") if upright else ("H", f"{2 * BRIDGE} 0")
    bend = f"a{BRIDGE} {BRIDGE} 0 0 1 {beyond}"
    bends = "".join(f"{step}{place - BRIDGE:.1f}{bend}" for place in between)
    start = f"{at:.1f} {first:.1f}" if upright else f"{first:.1f} {at:.1f}"
    return path(f"M{start}{bends}{step}{last:.1f}", class_="between")


def heads(lanes: Mapping[str, float], names: Mapping[str, str], form: Format, top: float, room: float) -> list[Element]:
    """The names of lanes that stand beside each other, each in its room and as many lines as it takes.

    All end on the same line, whose foot `foot` tells.
    """
    parts = []
    wrapped = _wrapped(names, form, room)
    deep = max(map(len, wrapped.values()))
    for side, lines in wrapped.items():
        for number, words in enumerate(lines, deep - len(lines) + 1):
            parts.append(text(lanes[side], top + number * (form.letters + 2), words, class_="middle lane"))
    return parts


def foot(names: Mapping[str, str], form: Format, top: float, room: float) -> float:
    """How far down the names reach."""
    return top + max(map(len, _wrapped(names, form, room).values())) * (form.letters + 2)


def _wrapped(names: Mapping[str, str], form: Format, room: float) -> dict[str, list[str]]:
    return {side: textwrap.wrap(name, int(room / form.letters / 0.62)) for side, name in names.items()}
