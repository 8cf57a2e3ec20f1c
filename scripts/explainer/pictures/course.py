"""The whole course, from June 2024 to June 2026: the phases of the timeline and the truces, on one axis."""

from __future__ import annotations

import datetime
import re
from functools import partial
from xml.etree.ElementTree import Element

from ..content import Content
from ..models import Event
from ..phases import PHASES
from ..pictured import Truce
from ..wording import counted, format_date
from .axis import Axis, whole_months
from .picture import Format, Picture, Way, as_of
from .svg import diamond, hatched, linked, rect, svg, text
from .truces import HOME as TOLD
from .truces import KINDS

HOME = "timeline/index.md"
# “, 12 to 18 March 2025” at the end of a phase’s title: the axis says it
DATES = re.compile(r", (\d.*)$")
# The months after the proposal in which most of the truces were put forward
MONTHS = 3
BAR, THINNEST, TARGET = 10, 3, 24
AXIS = 40
# Of a letter, on average, in the height of letters: to keep names within the drawing
LETTER = 0.56


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
        "The phases are this site’s. Each leads to its events, and each row of truces to what is told of them."
        f" Sources: on the pages of events and in [what is told of each truce]({way(TOLD, 'truce-by-truce')})."
        f" As of {as_of(content)}."
    )
    first, last = events[0].page.date, events[-1].page.date
    return Picture("course", title, caption, partial(_draw, first, last, truces, way))


def _draw(first: datetime.date, last: datetime.date, truces: list[Truce], way: Way, form: Format) -> Element:
    axis = Axis(*whole_months(first, last), 4, form.width - 4)
    hatch = f"__course-{form.name}"
    parts: list[Element] = []
    y: float = AXIS
    row = form.letters + BAR + 14
    starts = [max(start, axis.first) for start, _ in PHASES.values()]
    ends = [start - datetime.timedelta(days=1) for start in starts[1:]]
    for (phase, (_, title)), start, until in zip(PHASES.items(), starts, [*ends, last], strict=True):
        parts.append(_phase(phase, title, start, until, axis, form, y, way))
        y += row
    for kind, title in KINDS.items():
        of_kind = [truce for truce in truces if truce.kind == kind]
        parts.append(_lane(f"{title}: {len(of_kind)}", of_kind, axis, form, y, hatch, way))
        y += form.letters + 10 + TARGET
    label = f"The phases and the truces on an axis from {format_date(first)} to {format_date(last)}"
    lines = axis.drawn(form, y, 6)
    return svg(form.width, y + 4, hatched(hatch), lines, *parts, label=label, class_=form.name)


def _phase(
    phase: str, title: str, start: datetime.date, until: datetime.date, axis: Axis, form: Format, top: float, way: Way
) -> Element:
    name = DATES.sub("", title)
    x = axis.place(start)
    width = max(axis.after(until) - x, THINNEST)
    length = len(name) * form.letters * LETTER
    ends = x + length > form.width
    at, class_ = (max(x + width, length), "end") if ends else (x, None)
    return linked(
        way(HOME, phase),
        title if DATES.search(title) else f"{title}, to {format_date(until)}",
        rect(0, top, form.width, form.letters + BAR + 12, class_="hit"),
        text(at, top + form.letters + 2, name, class_=class_),
        rect(x, top + form.letters + 6, width, BAR, class_="phase"),
        data_phase=phase,
    )


def _lane(title: str, truces: list[Truce], axis: Axis, form: Format, top: float, hatch: str, way: Way) -> Element:
    """The truces of one kind: one link, as the marks stand too close for fingers."""
    middle = top + form.letters + 10 + TARGET / 2
    return linked(
        way(TOLD, "truce-by-truce"),
        title,
        rect(0, top, form.width, form.letters + 8 + TARGET, class_="hit"),
        text(0, top + form.letters + 4, title, class_="lane"),
        *(_truce(truce, axis, middle, hatch) for truce in truces),
    )


def _truce(truce: Truce, axis: Axis, middle: float, hatch: str) -> Element:
    if truce.kind == "proposed" or truce.start is None:
        return diamond(axis.place(truce.proposed) + axis.day / 2, middle, 5, class_="proposed", data_truce=truce.id)
    x = axis.place(truce.start)
    width = max(axis.after(truce.end or truce.start) - x, THINNEST)
    fill = f"url(#{hatch})" if truce.kind == "declared" else None
    return rect(x, middle - 8, width, 16, class_=truce.kind, fill=fill, data_truce=truce.id)
