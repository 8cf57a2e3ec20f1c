"""The whole course, from June 2024 to June 2026: the phases of the timeline and the truces, on one axis."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import partial
from xml.etree.ElementTree import Element

from ..content import Content
from ..models import Event
from ..phases import PHASES
from ..pictured import Truce
from ..wording import counted, format_date
from .axis import Axis, whole_months
from .picture import Format, Picture, Way, as_of
from .svg import diamond, hatched, line, linked, path, rect, svg, text
from .truces import HOME as TOLD
from .truces import KINDS

HOME = "timeline/index.md"
# “, 12 to 18 March 2025” at the end of a phase’s title: the axis says it
DATES = re.compile(r", (\d.*)$")
# The months after the proposal in which most of the truces were put forward
MONTHS = 3
BAR, THINNEST, PITCH = 10, 3, 13
AXIS = 40
# Of a letter, on average, in the height of letters: to keep names within the drawing
LETTER = 0.6


def picture(content: Content, way: Way) -> Picture | None:
    """The picture; none without events or truces."""
    events, truces = content.of(Event), list(content.truces.values())
    if not events or not truces:
        return None
    start = PHASES["proposal"][0]
    end = start.replace(month=start.month + MONTHS)
    soon = sum(start <= truce.proposed < end for truce in truces)
    title = (
        f"Two years in {counted(len(PHASES))} phases: {counted(soon)} of {len(truces)} truces were put forward"
        f" within {counted(MONTHS)} months of the proposal"
    )
    caption = (
        "The phases are this site’s. Each leads to its events, and each row of truces to the list of all truces."
        f" Sources: on the pages of events and in [that list]({way(TOLD, 'truce-by-truce')}). As of {as_of(content)}."
    )
    first, last = events[0].page.date, events[-1].page.date
    return Picture("course", title, caption, partial(_draw, first, last, truces, _Months(start, end, soon), way))


@dataclass(frozen=True)
class _Months:
    """The months after the proposal, from a day to before another, and how many truces were put forward in them."""

    start: datetime.date
    end: datetime.date
    truces: int


def _draw(
    first: datetime.date, last: datetime.date, truces: list[Truce], months: _Months, way: Way, form: Format
) -> Element:
    axis = Axis(*whole_months(first, last), 4, form.width - 4)
    hatch = f"__course-{form.name}"
    parts: list[Element] = []
    y: float = AXIS
    starts = [max(start, axis.first) for start, _ in PHASES.values()]
    ends = [start - datetime.timedelta(days=1) for start in starts[1:]]
    for (phase, (_, title)), start, until in zip(PHASES.items(), starts, [*ends, last], strict=True):
        parts.append(_phase(phase, title, start, until, axis, form, y, way))
        y += form.letters + BAR + 14
    y += 8
    parts += _bracket(months, len(truces), axis, form, y)
    y += form.letters + 16
    for kind, title in KINDS.items():
        of_kind = [truce for truce in truces if truce.kind == kind]
        lane, y = _lane(f"{title}: {len(of_kind)}", of_kind, axis, form, y, hatch, way)
        parts.append(lane)
    label = f"The phases and the truces on an axis from {format_date(first)} to {format_date(last)}"
    lines = [axis.drawn(form, y, 6), *_days(months.start, last, axis, form, y)]
    return svg(form.width, y + form.letters + 8, hatched(hatch), *lines, *parts, label=label, class_=form.name)


def _days(proposal: datetime.date, last: datetime.date, axis: Axis, form: Format, bottom: float) -> list[Element]:
    """Dated upright lines: at the day of the proposal, and at that of the last event, where the axis ends."""
    x, end = axis.place(proposal), axis.after(last)
    foot = bottom + form.letters + 2
    return [
        line(x, AXIS - 6, x, bottom, class_="moment"),
        text(x, foot, format_date(proposal), class_="axis middle"),
        line(end, AXIS - 6, end, bottom, class_="grid"),
        text(form.width, foot, format_date(last), class_="axis end"),
    ]


def _bracket(months: _Months, number: int, axis: Axis, form: Format, top: float) -> list[Element]:
    """The months that the title counts, above the truces."""
    until = months.end - datetime.timedelta(days=1)
    said = f"{months.start:%-d %B} to {until:%-d %B %Y}: {months.truces} of {number} truces"
    foot = top + form.letters + 14
    d = f"M{axis.place(months.start):.1f} {foot:.1f}v-7H{axis.place(months.end):.1f}v7"
    return [text(0, top + form.letters, said, class_="over"), path(d, class_="open")]


def _phase(
    phase: str, title: str, start: datetime.date, until: datetime.date, axis: Axis, form: Format, top: float, way: Way
) -> Element:
    """A phase: its name, with its days where there is room, and below it the bar of its days."""
    name = title if len(title) * form.letters * LETTER <= form.width else DATES.sub("", title)
    x = axis.place(start)
    width = max(axis.after(until) - x, THINNEST)
    return linked(
        way(HOME, phase),
        title if DATES.search(title) else f"{title}, to {format_date(until)}",
        rect(0, top, form.width, form.letters + BAR + 12, class_="hit"),
        text(0, top + form.letters + 2, name, class_="over"),
        rect(x, top + form.letters + 6, width, BAR, class_="phase"),
        data_phase=phase,
    )


def _lane(
    title: str, truces: list[Truce], axis: Axis, form: Format, top: float, hatch: str, way: Way
) -> tuple[Element, float]:
    """The truces of one kind, and how far down they reach: one link, as the marks stand too close for fingers.

    Those that both sides agreed to are named; the others stand below each other where they would touch.
    """
    y = top + form.letters + 12
    parts: list[Element] = []
    ends: list[float] = []
    for truce in truces:
        left, right = _ends(truce, axis)
        if truce.kind == "agreed":
            y += form.letters + 2
            fits = left + len(truce.short) * form.letters * LETTER <= form.width
            parts.append(text(left if fits else form.width, y - 5, truce.short, class_="over" if fits else "over end"))
            parts.append(_truce(truce, left, right, y + BAR / 2, hatch))
            y += BAR + 8
            continue
        row = next((row for row, end in enumerate(ends) if end < left), len(ends))
        ends[row : row + 1] = [right + 1]
        parts.append(_truce(truce, left, right, y + (row + 0.5) * PITCH, hatch))
    bottom = y + len(ends) * PITCH
    hit = rect(0, top, form.width, bottom - top, class_="hit")
    name = text(0, top + form.letters + 4, title, class_="lane over")
    return linked(way(TOLD, "truce-by-truce"), title, hit, name, *parts), bottom + 8


def _ends(truce: Truce, axis: Axis) -> tuple[float, float]:
    """Where a truce's mark begins and ends."""
    if truce.kind == "proposed" or truce.start is None:
        middle = axis.place(truce.proposed) + axis.day / 2
        return middle - BAR / 2, middle + BAR / 2
    left = axis.place(truce.start)
    return left, max(axis.after(truce.end or truce.start), left + THINNEST)


def _truce(truce: Truce, left: float, right: float, middle: float, hatch: str) -> Element:
    if truce.kind == "proposed" or truce.start is None:
        return diamond((left + right) / 2, middle, BAR / 2, class_="proposed", data_truce=truce.id)
    fill = f"url(#{hatch})" if truce.kind == "declared" else None
    return rect(left, middle - BAR / 2, right - left, BAR, class_=truce.kind, fill=fill, data_truce=truce.id)
