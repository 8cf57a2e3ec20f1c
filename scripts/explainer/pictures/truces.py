"""Every truce that was asked for, declared or agreed: on one axis of time, and told one by one."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from xml.etree.ElementTree import Element

from ..content import Content
from ..documents import Document
from ..indexes import furniture
from ..models import Page
from ..pages import link
from ..pictured import Truce, TruceKind
from ..wording import counted, escape, format_date
from .axis import Axis, whole_months
from .key import height, key
from .picture import NARROW, Format, Picture, Way, as_of
from .svg import diamond, hatched, line, linked, path, rect, svg, text

HOME = "aftermath/truces.md"
KINDS: dict[TruceKind, str] = {
    "agreed": "Agreed by both sides",
    "declared": "Declared by one side",
    "proposed": "Asked for, did not begin",
}
# A mark is at least so wide and high that a finger can press it (WCAG 2.5.8), whatever it shows.
TARGET = 24
BAR = 12
THINNEST = 3
AXIS = 40
# How wide a letter is beside its height, on average and at most, in the sans faces of readers’ machines
LETTER = 0.58


def picture(content: Content, way: Way) -> Picture | None:
    """The picture; none without records."""
    truces = list(content.truces.values())
    if not truces:
        return None
    number = {kind: sum(truce.kind == kind for truce in truces) for kind in KINDS}
    title = (
        f"Of {len(truces)} truces, {counted(number['proposed'])} were only asked for; one side declared"
        f" {counted(number['declared'])}, and both agreed to {counted(number['agreed'])}"
    )
    caption = (
        "Each truce with who asked for it or declared it. A bar runs from a truce’s first to its last day; one of a day"
        " or two is drawn a little longer, to be seen. A diamond stands on the day on which a truce was asked for."
        f" Sources: with each truce in [what is told of it]({way(HOME, 'truce-by-truce')}). As of {as_of(content)}."
    )
    return Picture("truces", title, caption, partial(_draw, truces, way))


@dataclass(frozen=True)
class _Mark:
    """A truce in the drawing: from where to where it can be pressed, its lines of words, where they begin or, if they
    stand before it, end, and which row of its kind it stands in.
    """

    truce: Truce
    left: float
    right: float
    words: tuple[str, ...]
    x: float
    before: bool
    row: int


def axis_of(truces: list[Truce], left: float, right: float) -> Axis:
    """The whole months in which the days of the truces lie."""
    days = [day for truce in truces for day in (truce.proposed, *_span(truce))]
    return Axis(*whole_months(min(days), max(days)), left, right)


def _span(truce: Truce) -> tuple[datetime.date, datetime.date]:
    """The first and the last day on which anybody says that it held or was to; the day it was asked for if none."""
    first = truce.start or truce.proposed
    last = truce.end or first
    other = [dispute.day for dispute in truce.disputed if dispute.day]
    return min([first, *other]), max([last, *other])


def _rows(truces: list[Truce], axis: Axis, form: Format) -> list[_Mark]:
    """The marks of one kind, in rows in which none touches another or its words."""
    rows: list[list[tuple[float, float]]] = []
    marks = []
    for truce in sorted(truces, key=lambda truce: _span(truce)[0]):
        first, last = _span(truce)
        middle, half = (axis.place(first) + axis.after(last)) / 2, (axis.after(last) - axis.place(first)) / 2
        left, right = middle - max(half, TARGET / 2), middle + max(half, TARGET / 2)
        # Where there is little room, who it was stands below what it was.
        words = (truce.short, truce.by) if form == NARROW else (f"{truce.short}: {truce.by}",)
        long = max(map(len, words)) * form.letters * LETTER
        x = right + _beyond(truce)
        before = x + long > form.width
        x = left - 2 if before else x
        room = (x - long, right + 12) if before else (left, x + long)
        row = next((n for n, taken in enumerate(rows) if all(_apart(room, other) for other in taken)), len(rows))
        rows[row : row + 1] = [[*(rows[row] if row < len(rows) else []), room]]
        marks.append(_Mark(truce, left, right, words, x, before, row))
    return marks


def _beyond(truce: Truce) -> float:
    """How far from its mark the words of a truce begin: beyond the sign that no last day was set, if it has one."""
    if truce.kind == "proposed":
        return TARGET + 4 if any(dispute.day for dispute in truce.disputed) else 2
    return 18 if _is_open(truce) else 4


def _apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[1] + 6 <= other[0] or other[1] + 6 <= one[0]


def _draw(truces: list[Truce], way: Way, form: Format) -> Element:
    axis = axis_of(truces, 4, form.width - 4)
    hatch = f"__truces-{form.name}"
    parts: list[Element] = []
    y: float = AXIS
    high = 2 * form.letters + 8 if form == NARROW else TARGET
    shapes: dict[TruceKind, Callable[[float, float], Element]] = {
        "agreed": lambda x, y: rect(x - 10, y - BAR / 2, 20, BAR, class_="agreed"),
        "declared": lambda x, y: _hatched(x - 10, y - BAR / 2, 20, hatch),
        "proposed": lambda x, y: diamond(x, y, 6, class_="proposed"),
    }
    for kind, title in KINDS.items():
        marks = _rows([truce for truce in truces if truce.kind == kind], axis, form)
        parts.append(shapes[kind](12, y + form.letters * 0.64))
        parts.append(text(28, y + form.letters, f"{title}: {len(marks)}", class_="lane"))
        y += form.letters + 10
        parts += [_linked(mark, axis, form, y + mark.row * high, high, hatch, way) for mark in marks]
        y += (max((mark.row for mark in marks), default=-1) + 1) * high + 12
    entries = (
        (lambda x, y: rect(x - 12, y - BAR / 2, 24, BAR, class_="disputed"), "Days on which the sides differ"),
        (_arrow, "No last day, or none agreed"),
    )
    label = f"Bars and diamonds on an axis from {format_date(axis.first)} to {format_date(axis.last)}"
    lines = axis.drawn(form, y, 3)
    drawn = key(form, y + 8, entries)
    bottom = y + 8 + height(form, len(entries))
    return svg(form.width, bottom, hatched(hatch), lines, *parts, drawn, label=label, class_=form.name)


def _hatched(x: float, y: float, width: float, hatch: str) -> Element:
    return rect(x, y, width, BAR, class_="declared", fill=f"url(#{hatch})")


def _arrow(x: float, y: float) -> Element:
    return path(f"M{x - 4:.1f} {y - 5:.1f}l8 5l-8 5", class_="open")


def _linked(mark: _Mark, axis: Axis, form: Format, top: float, high: float, hatch: str, way: Way) -> Element:
    truce, middle = mark.truce, top + high / 2
    parts = [rect(mark.left, top, mark.right - mark.left, high, class_="hit"), *_shape(truce, axis, middle, hatch)]
    foot = middle + form.letters * (0.36 - (len(mark.words) - 1) * 0.54)
    for row, words in enumerate(mark.words):
        class_ = " ".join(name for name, so in (("axis", row), ("end", mark.before)) if so)
        parts.append(text(mark.x, foot + row * form.letters * 1.08, words, class_=class_ or None))
    told = f"{truce.name}, {days_of(truce)}: {KINDS[truce.kind].lower()}"
    return linked(
        way(HOME, truce.anchor),
        told,
        *parts,
        data_truce=truce.id,
        data_kind=truce.kind,
    )


def _shape(truce: Truce, axis: Axis, middle: float, hatch: str) -> Iterator[Element]:
    """A truce's mark: solid between the days that nobody disputes, dashed on those that one side alone counts."""
    if truce.kind == "proposed" or truce.start is None:
        x = axis.place(truce.proposed) + axis.day / 2
        if truce.start:
            yield line(x, middle, axis.place(truce.start), middle, class_="disputed")
        for dispute in truce.disputed:
            if dispute.day:  # as one side has it, it did begin
                yield rect(axis.place(dispute.day), middle - BAR / 2, TARGET, BAR, class_="disputed")
                yield _arrow(axis.place(dispute.day) + TARGET + 7, middle)
        yield diamond(x, middle, 6, class_="proposed")
        return
    top = middle - BAR / 2
    first, last = _span(truce)
    starts = sorted({truce.start, *(d.day for d in truce.disputed if d.at == "start" and d.day)})
    ends = sorted({truce.end or truce.start, *(d.day for d in truce.disputed if d.at == "end" and d.day)})
    if len(starts) > 1 or len(ends) > 1:
        yield rect(axis.place(first), top, axis.after(last) - axis.place(first), BAR, class_="disputed")
    x = axis.place(starts[-1])
    width = max(axis.after(ends[0]) - x, THINNEST)
    yield _hatched(x, top, width, hatch) if truce.kind == "declared" else rect(x, top, width, BAR, class_="agreed")
    if _is_open(truce):
        yield _arrow(axis.after(last) + 7, middle)


def _is_open(truce: Truce) -> bool:
    """Whether its end is not set, or not agreed."""
    return truce.end is None or any(dispute.at == "end" and dispute.day is None for dispute in truce.disputed)


def told(content: Content, doc: Document[Page]) -> list[str]:
    """What each truce covered, who accepted it and how it ended, each under an address of its own."""
    lines: list[str] = []
    for truce in content.truces.values():
        days = days_of(truce)
        lines += [f"### {escape(truce.name)} {{#{truce.anchor}}}", ""]
        kind = KINDS[truce.kind]
        lines += furniture(
            f"{days[0].upper()}{days[1:]}; {kind[0].lower()}{kind[1:]}. [What happened]({link(doc.path, truce.event)})"
        )
        texts = (("What it covered", truce.covers), ("Who accepted", truce.accepted), ("How it ended", truce.ended))
        lines += [f"- **{title}.** {' '.join(text.split())}" for title, text in texts]
        lines.append("")
    return lines


def days_of(truce: Truce) -> str:
    """When a truce was to hold or held, in words."""
    if truce.start is None:
        return f"put forward on {format_date(truce.proposed)}"
    if truce.kind == "proposed":
        return f"to begin on {format_date(truce.start)}"
    if truce.end is None:
        return f"from {format_date(truce.start)}, no last day set"
    return f"{format_date(truce.start)} to {format_date(truce.end)}"
