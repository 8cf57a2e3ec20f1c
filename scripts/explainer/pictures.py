"""Pictures that the build draws from registers: tables that say the same in words, with a bar or a line in each row.

The drawings are SVG, one to a row, so that the words beside them stay text: they wrap on a phone, print, follow both
colour schemes, and need no script.
"""

from __future__ import annotations

import calendar
import datetime
import html
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import get_args

from .content import Content
from .documents import Document
from .indexes import furniture
from .models import Page, Position
from .pages import link
from .pictured import Area, Contact, Lane, Truce
from .wording import escape, format_date

# The units of a drawing's width; its height is as many pixels.
WIDTH = 1000
HEIGHT = 24
# A truce of a day must still be seen on an axis of fifteen months: this many units are about two pixels on a phone.
THINNEST = 8
KINDS = {"proposed": "proposed, did not begin", "declared": "declared by one side", "agreed": "agreed by both sides"}
BOUNDS = {"about": "", "below": "less than ", "above": "more than "}


def _table(name: str, head: Iterable[str], rows: Iterable[str]) -> list[str]:
    """A table whose first column is the picture's label and whose second holds the drawing."""
    titles = "".join(f'<th scope="col" role="columnheader">{title}</th>' for title in head)
    return [
        f'<table class="picture {name}" role="table" markdown>',
        f'<thead role="rowgroup"><tr role="row">{titles}</tr></thead>',
        '<tbody role="rowgroup" markdown>',
        *rows,
        "</tbody>",
        "</table>",
        "",
    ]


def _row(label: str, drawing: str, anchor: str = "", cells: Iterable[tuple[str, str]] = ()) -> str:
    """A row; with an anchor it has an address and a link to itself."""
    texts = "".join(
        f'<td role="cell" data-label="{title}" markdown>{" ".join(text.split())}</td>' for title, text in cells
    )
    here = f' [#](#{anchor}){{ .cell-link title="Link to this row" }}' if anchor else ""
    identity = f' id="{anchor}"' if anchor else ""
    return (
        f'<tr role="row"{identity} markdown><th scope="row" role="rowheader" markdown>{label}{here}</th>'
        f'<td role="cell" class="drawing">{drawing}</td>{texts}</tr>'
    )


def _svg(shapes: str) -> str:
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none"'
    return f'<svg {box} aria-hidden="true" focusable="false">{shapes}</svg>'


def _lines(places: Iterable[float]) -> str:
    return "".join(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{HEIGHT}"/>' for x in places)


def time_scale(truces: list[Truce]) -> tuple[datetime.date, Callable[[datetime.date], float]]:
    """The first day of the axis, and the place of a day on it; the axis runs over whole months."""
    days = [day for truce in truces for day in (truce.proposed, truce.start, truce.end) if day]
    first, last = min(days).replace(day=1), max(days)
    last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    length = (last - first).days + 1
    return first, lambda day: (day - first).days / length * WIDTH


def truces_chart(content: Content, doc: Document[Page]) -> list[str]:
    """Every truce as a bar on one axis of time; each row leads to what is told of it."""
    records = list(content.truces.values())
    if not records:
        return []
    first, place = time_scale(records)
    last = max(day for truce in records for day in (truce.proposed, truce.start, truce.end) if day)
    quarters = [
        datetime.date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in (1, 4, 7, 10)
        if first <= datetime.date(year, month, 1) <= last
    ]
    told = next(path for path, other in content.documents.items() if "<!-- truces -->" in other.body)
    rows = []
    for truce in records:
        label = f"[{escape(truce.name)}]({link(doc.path, told, truce.anchor)}), {_days(truce)} ({KINDS[truce.kind]})"
        drawing = _svg(_lines(map(place, quarters)) + _bar(truce, place))
        rows.append(_row(label, drawing))
    axis = f"{format_date(first)} to {format_date(last)}; a line marks each quarter of a year"
    return _table("truces", ("Truce", axis), rows)


def truces(content: Content, doc: Document[Page]) -> list[str]:
    """What each truce covered, who accepted it and how it ended, each under an address of its own."""
    lines: list[str] = []
    for truce in content.truces.values():
        days = _days(truce)
        lines += [f"### {escape(truce.name)} {{#{truce.anchor}}}", ""]
        lines += furniture(
            f"{days[0].upper()}{days[1:]}; {KINDS[truce.kind]}. [What happened]({link(doc.path, truce.event)})"
        )
        texts = (("What it covered", truce.covers), ("Who accepted", truce.accepted), ("How it ended", truce.ended))
        lines += [f"- **{title}.** {' '.join(text.split())}" for title, text in texts]
        lines.append("")
    return lines


def _days(truce: Truce) -> str:
    if truce.start is None:
        return f"put forward on {format_date(truce.proposed)}"
    if truce.kind == "proposed":
        return f"to begin on {format_date(truce.start)}"
    if truce.end is None:
        return f"from {format_date(truce.start)}, no last day set"
    return f"{format_date(truce.start)} to {format_date(truce.end)}"


def _bar(truce: Truce, place: Callable[[datetime.date], float]) -> str:
    """A bar from the first to the end of the last day; a hollow mark on the day of one that never got a first day."""
    start = truce.start or truce.proposed
    end = truce.end or start
    x = place(start)
    width = max(place(end + datetime.timedelta(days=1)) - x, THINNEST)
    days = f'data-start="{truce.start or ""}" data-end="{truce.end or ""}" data-proposed="{truce.proposed}"'
    kind = truce.kind if truce.start else "proposed"
    return f'<rect class="{kind}" {days} x="{x:.1f}" width="{width:.1f}" y="4" height="{HEIGHT - 8}"/>'


def area_scale(areas: list[Area]) -> float:
    """The square kilometres at the right end of the axis: the next full hundred above the largest estimate."""
    return (max(area.km2 for area in areas) // 100 + 1) * 100


def area_order(area: Area) -> tuple[bool, datetime.date, str]:
    """Estimates of the peak first, then by date."""
    return (not area.peak, area.date, area.id)


def kursk_area(content: Content, doc: Document[Page]) -> list[str]:
    """Each estimate of the area of Kursk region that Ukraine held, as a bar, with its source."""
    records = sorted(content.areas.values(), key=area_order)
    if not records:
        return []
    top = area_scale(records)
    grid = [km2 / top * WIDTH for km2 in range(200, int(top), 200)]
    rows = []
    for area in records:
        when = f"at the peak (given on {format_date(area.date)})" if area.peak else format_date(area.date)
        label = f"{when[0].upper()}{when[1:]}: **{BOUNDS[area.bound]}{area.km2:,g} km²**, {escape(area.who)}"
        width = area.km2 / top * WIDTH
        size = f'x="0" width="{width:.1f}" y="4" height="{HEIGHT - 8}"'
        bar = f'<rect class="{area.bound}" data-km2="{area.km2:g}" {size}/>'
        rows.append(_row(label, _svg(_lines(grid) + bar), area.anchor, (("Source", area.says),)))
    return _table("areas", ("Estimate", f"0 to {top:,g} square kilometres; a line every 200", "Source"), rows)


def contacts(content: Content, doc: Document[Page]) -> list[str]:
    """Who spoke with whom: a lane for each side, and in each row a line between two of them."""
    lanes = get_args(Lane)
    titles = {position.slug: position.page.title for position in content.of(Position)} | {"others": "Others"}
    places = {lane: (number + 0.5) * WIDTH / len(lanes) for number, lane in enumerate(lanes)}
    lines: list[str] = []
    for date, group in groupby(content.contacts.values(), key=lambda contact: contact.date):
        rows = [_contact(content, doc, contact, titles, places) for contact in group]
        drawing = "Lanes from left to right: " + ", ".join(html.escape(titles[lane]) for lane in lanes)
        lines += [f"### {format_date(date)} {{#contacts-{date}}}", ""]
        lines += _table("contacts", ("Between", drawing, "Who and about what"), rows)
    return lines


def _contact(
    content: Content, doc: Document[Page], contact: Contact, titles: dict[str, str], places: dict[str, float]
) -> str:
    one, other = sorted(places[side] for side in contact.between)
    sides = " and ".join(titles[side] for side in contact.between)
    label = f"{escape(sides)}: {contact.how}"
    if contact.event:
        label = f"[{label}]({link(doc.path, contact.event)})"
    ends = "".join(
        f'<rect class="end" data-side="{side}" x="{places[side] - 12:.1f}" width="24" y="6" height="{HEIGHT - 12}"/>'
        for side in contact.between
    )
    line = f'<line class="between" x1="{one:.1f}" x2="{other:.1f}" y1="{HEIGHT / 2:g}" y2="{HEIGHT / 2:g}"/>'
    drawing = _svg(_lines(places.values()) + line + ends)
    return _row(label, drawing, contact.anchor, (("Who and about what", contact.what),))
