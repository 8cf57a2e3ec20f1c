"""How much of Kursk region Ukraine held, by whose count: over time, and estimate by estimate."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from xml.etree.ElementTree import Element

from ..content import Content
from ..documents import Document
from ..models import Page
from ..pages import link
from ..phases import PHASES
from ..pictured import Area
from ..wording import escape, format_date
from .axis import Axis, whole_months
from .key import height, key
from .picture import NARROW, Format, Picture, Way, as_of
from .svg import circle, group, line, linked, path, rect, svg, text, triangle

HOME = "glossary/kursk-region.md"
BOUNDS = {"about": "", "below": "less than ", "above": "more than "}
SIGNS = {"about": "", "below": "<", "above": ">"}
BY = {"russia": "Russia’s officials", "ukraine": "Ukraine’s officials", "others": "Analysts and media"}
PROPOSED = PHASES["proposal"][0]
# A square mile in square kilometres, by the international mile of 1.609344 km
MILE = 1.609344**2
# The days of which most estimates are, drawn a second time, enlarged, and the most that is drawn of them there
ENLARGED = (datetime.date(2025, 3, 10), datetime.date(2025, 3, 20))
MOST = 250
TARGET = 24
# How far the line of a report reaches back whose first possible day is not known, and half the strokes that close one
TAIL, CAP = 26, 6
BOTTOM = 30


def picture(content: Content, way: Way) -> Picture | None:
    """The picture; none without records."""
    areas = sorted(content.areas.values(), key=lambda area: (area.date, area.id))
    if not areas:
        return None
    caption = (
        f"{len(areas)} published counts, as those who are named gave them: > is more than, < less than. One of an"
        " unnamed day stands in the middle of the days that it may be of. 1,000 km² are"
        f" {1000 / MILE:.0f} square miles. Sources: with each count in [the table of counts]({way(HOME, 'area')})."
        f" As of {as_of(content)}."
    )
    return Picture("kursk-area", _title(areas), caption, partial(_draw, areas, way))


def _title(areas: list[Area]) -> str:
    """The most that anybody counted, at any time and on the first day after the proposal; the last, and Russia’s."""
    title = f"Ukraine’s land in Kursk region: at most {_most(areas)} square kilometres"
    day = next((area.date for area in areas if area.date >= PROPOSED and not area.report), None)
    if day:
        title += f", at most {_most([area for area in areas if area.date == day and not area.report])} on"
        title += f" {format_date(day)}"
    last = areas[-1].date
    counts = sorted(area.km2 for area in areas if area.date == last)
    title += f", {' or '.join(f'{km2:,g}' for km2 in counts)} on {format_date(last)}"
    by_russia = [area for area in areas if area.by == "russia"]
    if by_russia:
        title += f"; by Russia’s last count, of {format_date(by_russia[-1].date)}, {by_russia[-1].km2:,g}"
    return title


def _most(areas: list[Area]) -> str:
    return f"{max(area.km2 for area in areas):,g}"


@dataclass(frozen=True)
class _Panel:
    """A part of the drawing: days across, square kilometres up."""

    axis: Axis
    most: float
    top: float
    bottom: float

    def y(self, km2: float) -> float:
        return self.bottom - km2 / self.most * (self.bottom - self.top)


def _draw(areas: list[Area], way: Way, form: Format) -> Element:
    days = [day for area in areas for day in (area.date, area.earliest) if day]
    left, right = 48, form.width - 44
    # Where a day is narrow, counts of the same weeks are told apart by their heights alone.
    whole = _Panel(Axis(*whole_months(min(days), max(days)), left, right), 1400, 40, 360 if form == NARROW else 310)
    near = _Panel(Axis(*ENLARGED, left, right), MOST, whole.bottom + 100, whole.bottom + 300)
    inside = [area for area in areas if ENLARGED[0] <= area.date <= ENLARGED[1] and not area.earliest]
    parts = [*_scale(whole, form, 500, 200), *_scale(near, form, 100, 50)]
    parts.append(_months(whole, form))
    for day in (10, 13, 16, 19):
        x = near.axis.place(datetime.date(2025, 3, day)) + near.axis.day / 2
        parts.append(text(x, near.bottom + form.letters + 4, f"{day} Mar", class_="axis middle"))
    x = near.axis.place(PROPOSED) + near.axis.day / 2
    parts.append(line(x, near.top, x, near.bottom, class_="lens"))
    parts.append(text(x + 4, near.top + form.letters, "11 March: the proposal", class_="axis"))
    x, end = whole.axis.place(ENLARGED[0]), whole.axis.after(ENLARGED[1])
    parts.append(rect(x, whole.y(MOST), end - x, whole.bottom - whole.y(MOST), class_="lens"))
    for row, words in enumerate(("enlarged", "below")):
        parts.append(text(x - 4, whole.y(MOST) + (row + 1) * form.letters, words, class_="axis end"))
    parts.append(text(0, near.top - 30, "March 2025, enlarged", class_="lane"))
    parts += _linked([area for area in areas if area not in inside], whole, form, way)
    parts += [_by(area.by, whole.axis.place(area.date), whole.y(area.km2), size=2.5) for area in inside]
    parts += _linked(inside, near, form, way)
    entries: list[tuple[Callable[[float, float], Element], str]] = [
        (partial(_by, by, size=_size(form)), words) for by, words in BY.items()
    ]
    entries += [
        (lambda x, y: _span(x - 12, x + 12, y, closed=True), "On a day between"),
        (lambda x, y: _span(x - 12, x + 12, y, closed=False), "On that day or earlier"),
    ]
    end_of_key = near.bottom + BOTTOM
    label = f"Counts of the area on an axis from {format_date(whole.axis.first)} to {format_date(whole.axis.last)}"
    drawn = key(form, end_of_key, entries)
    return svg(form.width, end_of_key + height(form, len(entries)), *parts, drawn, label=label, class_=form.name)


def _size(form: Format) -> float:
    """How far a mark reaches from its middle."""
    return 4.5 if form == NARROW else 5.5


def _scale(panel: _Panel, form: Format, km2: int, miles: int) -> list[Element]:
    """Lines at round numbers of square kilometres, which stand on the left; square miles stand on the right."""
    left, right = panel.axis.left, panel.axis.right
    parts = [text(0, panel.top - 8, "km²", class_="axis"), text(right + 44, panel.top - 8, "sq mi", class_="axis end")]
    for value in range(0, int(panel.most) + 1, km2):
        y = panel.y(value)
        parts.append(line(left, y, right, y, class_="grid"))
        parts.append(text(left - 6, y + 5, f"{value:,}", class_="axis end"))
    for value in range(0, int(panel.most / MILE) + 1, miles):
        y = panel.y(value * MILE)
        parts.append(line(right, y, right + 5, y, class_="grid"))
        parts.append(text(right + 8, y + 5, str(value), class_="axis"))
    return [group(*parts, aria_hidden="true")]


def _months(panel: _Panel, form: Format) -> Element:
    parts: list[Element] = []
    year = 0
    for month in panel.axis.months(3):
        x, y = panel.axis.place(month), panel.bottom + form.letters + 4
        parts += [
            line(x, panel.top, x, panel.bottom + 4, class_="grid"),
            text(x, y, f"{month:%b}", class_="axis middle"),
        ]
        if month.year != year:
            year = month.year
            parts.append(text(x, y + form.letters + 2, str(year), class_="axis middle"))
    return group(*parts, aria_hidden="true")


def _linked(areas: list[Area], panel: _Panel, form: Format, way: Way) -> list[Element]:
    """The marks of a panel, each with its number where that meets no other mark, line or number."""
    size = _size(form)
    spans = {area.id: _days(area, panel) for area in areas}
    at = {area.id: (_middle(area, panel), panel.y(area.km2)) for area in areas}
    taken = [(x - size - 1, y - size - 1, x + size + 1, y + size + 1) for x, y in at.values()]
    taken += [(*span[:1], at[name][1] - 1, *span[1:], at[name][1] + 1) for name, span in spans.items() if span]
    marks = []
    for area in areas:
        x, y = at[area.id]
        parts = [rect(x - TARGET / 2, y - TARGET / 2, TARGET, TARGET, class_="hit")]
        if span := spans[area.id]:
            parts.append(_span(*span, y, closed=area.earliest is not None))
        parts.append(_by(area.by, x, y, size=size))
        words = f"{SIGNS[area.bound]}{area.km2:,g}"
        box = _free(x, y, size, len(words) * form.letters * 0.6, form.letters + 3, taken, panel)
        taken.append(box)
        parts.append(text((box[0] + box[2]) / 2, box[3] - 4, words, class_="middle"))
        label = f"{when(area)}: {figure(area)}, {area.who}"
        marks.append(linked(way(HOME, area.anchor), label, *parts, data_area=area.id, data_km2=f"{area.km2:g}"))
    return marks


def _days(area: Area, panel: _Panel) -> tuple[float, float] | None:
    """From where to where the days reach that a report may be of."""
    if not area.report:
        return None
    if area.earliest:
        return panel.axis.place(area.earliest), panel.axis.after(area.date)
    end = panel.axis.place(area.date) + panel.axis.day / 2
    return max(end - TAIL, panel.axis.left), end


def _middle(area: Area, panel: _Panel) -> float:
    """Where a count stands: on its day, or in the middle of the days that it may be of."""
    if area.earliest:
        return (panel.axis.place(area.earliest) + panel.axis.after(area.date)) / 2
    return panel.axis.place(area.date) + panel.axis.day / 2


_Box = tuple[float, float, float, float]


def _free(x: float, y: float, size: float, width: float, high: float, taken: list[_Box], panel: _Panel) -> _Box:
    """Room for a number about a mark: to its right, above, below or left, wherever it first meets nothing."""
    places = [
        (x + size + 5, y - high / 2),
        (x - width / 2, y - size - high - 2),
        (x - width / 2, y + size + 2),
        (x - size - 5 - width, y - high / 2),
        (x + size + 1, y - high - 2),
        (x + size + 1, y + 0.5),
        (x + size + 9, y + 0.5),
    ]
    boxes = [(left, top, left + width, top + high) for left, top in places]
    free = (box for box in boxes if box[2] <= panel.axis.right + 8 and not any(_meet(box, other) for other in taken))
    return next(free, boxes[0])


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _by(by: str, x: float, y: float, *, size: float) -> Element:
    if by == "ukraine":
        return circle(x, y, size, class_="count")
    if by == "russia":
        return triangle(x, y, size, class_="count")
    return _hexagon(x, y, size * 1.1)


def _hexagon(x: float, y: float, r: float) -> Element:
    """A hollow hexagon that stands on a corner."""
    half, side = r / 2, r * 3**0.5 / 2
    d = f"M{x:.1f} {y - r:.1f}l{side:.1f} {half:.1f}v{r:.1f}l{-side:.1f} {half:.1f}l{-side:.1f} {-half:.1f}v{-r:.1f}z"
    return path(d, class_="count hollow")


def _span(left: float, right: float, y: float, *, closed: bool) -> Element:
    """Days of which a count may be: closed where the first is known."""
    start = f"M{left:.1f} {y - CAP:.1f}v{2 * CAP}M{left:.1f} {y:.1f}" if closed else f"M{left:.1f} {y:.1f}"
    return path(f"{start}H{right:.1f}M{right:.1f} {y - CAP:.1f}v{2 * CAP}", class_="span")


def when(area: Area) -> str:
    """The day that a count is of, or that of the report."""
    if area.peak:
        return f"At the peak (reported on {format_date(area.date)})"
    if area.report:
        return f"Reported by {format_date(area.date)}"
    return format_date(area.date)


def figure(area: Area) -> str:
    """A count as it was given, in both measures."""
    bound = BOUNDS[area.bound]
    return f"{bound}{area.km2:,g} km² ({area.km2 / MILE:,.{0 if area.km2 > 10 or not area.km2 else 1}f} sq mi)"


def told(content: Content, doc: Document[Page]) -> list[str]:
    """Each count with who gave it and its sources, in a table that opens; each row has an address."""
    areas = sorted(content.areas.values(), key=lambda area: (area.date, area.id))
    if not areas:
        return []
    lines = ['<details class="fold same" markdown>', "<summary>Each count, with its sources</summary>", ""]
    lines += ['<table class="counts" role="table" markdown>', '<thead role="rowgroup"><tr role="row">']
    lines += [
        f'<th scope="col" role="columnheader">{head}</th>' for head in ("When and how much", "Who, and how we know")
    ]
    lines += ["</tr></thead>", '<tbody role="rowgroup" markdown>']
    for area in areas:
        here = f'[#]({link(doc.path, doc.path, area.anchor)}){{ .cell-link title="Link to this row" }}'
        who = f"{escape(area.who[0].upper() + area.who[1:])}. {' '.join(area.says.split())}"
        lines.append(
            f'<tr role="row" id="{area.anchor}" markdown>'
            f'<th scope="row" role="rowheader" markdown>{when(area)}: **{figure(area)}** {here}</th>'
            f'<td role="cell" markdown>{who}</td></tr>'
        )
    return [*lines, "</tbody>", "</table>", "", "</details>", ""]
