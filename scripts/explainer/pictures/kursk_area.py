"""How much of Kursk region Ukraine held, by whose count."""

from __future__ import annotations

import datetime

from ..content import Content
from ..documents import Document
from ..models import Page
from ..pictured import Area
from ..wording import escape, format_date
from .rows import HEIGHT, WIDTH, lines_at, row, small, table

BOUNDS = {"about": "", "below": "less than ", "above": "more than "}


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
        rows.append(row(label, small(lines_at(grid) + bar), area.anchor, (("Source", area.says),)))
    return table("areas", ("Estimate", f"0 to {top:,g} square kilometres; a line every 200", "Source"), rows)
