"""What the shapes of a drawing mean, below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element

from .picture import NARROW, Format
from .svg import group, text

LINE = 24
# Where the words begin, to the right of the shape
INDENT = 34


def key(form: Format, top: float, entries: Sequence[tuple[Callable[[float, float], Element], str]]) -> Element:
    """Shapes, each drawn about a place of its own, with their words: one below the other, or two to a line."""
    columns = 1 if form == NARROW else 2
    parts: list[Element] = []
    for number, (shape, words) in enumerate(entries):
        x, y = number % columns * form.width / columns, top + number // columns * LINE + LINE / 2
        parts += [shape(x + INDENT / 2 - 4, y), text(x + INDENT, y + form.letters * 0.36, words)]
    return group(*parts, class_="key")


def height(form: Format, entries: int) -> float:
    """How high a key is."""
    return (entries if form == NARROW else -(-entries // 2)) * LINE
