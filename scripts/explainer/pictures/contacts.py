"""Who spoke with whom: a lane for each side, and in each row a line between two of them."""

from __future__ import annotations

import html
from itertools import groupby
from typing import get_args

from ..content import Content
from ..documents import Document
from ..models import Page, Position
from ..pages import link
from ..pictured import Contact, Lane
from ..wording import escape, format_date
from .rows import HEIGHT, WIDTH, lines_at, row, small, table


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
        lines += table("contacts", ("Between", drawing, "Who and about what"), rows)
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
    drawing = small(lines_at(places.values()) + line + ends)
    return row(label, drawing, contact.anchor, (("Who and about what", contact.what),))
