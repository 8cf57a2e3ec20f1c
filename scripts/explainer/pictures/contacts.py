"""Who spoke with whom: a lane for each side, and for each contact a line between two of them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from itertools import groupby
from typing import get_args
from xml.etree.ElementTree import Element

from ..content import Content
from ..documents import Document
from ..models import Page, Position
from ..pages import link
from ..pictured import Contact, Lane
from ..register_checks import PROPOSAL
from ..wording import counted, escape, format_date
from .picture import NARROW, Format, Picture, Way, as_of
from .svg import circle, diamond, group, line, linked, rect, svg, text

LANES: tuple[Lane, ...] = get_args(Lane)
ROW = 24
WARRING = {"russia", "ukraine"}
# The shape of each way to speak, at a place in a drawing.
SHAPES: dict[str, Callable[..., Element]] = {
    "call": lambda x, y, **more: circle(x, y, 6, **more),
    "meeting": lambda x, y, **more: rect(x - 5.5, y - 5.5, 11, 11, **more),
    "talks": lambda x, y, **more: diamond(x, y, 8, **more),
}


def picture(content: Content, way: Way) -> Picture | None:
    """All contacts in the register, in its order; each leads to what is told of it below."""
    records = list(content.contacts.values())
    if not records:
        return None
    names = _names(content)
    direct = sum(set(contact.between) == WARRING for contact in records)
    between = (
        "we know of none between Russia and Ukraine" if not direct else f"{counted(direct)} between the two at war"
    )
    number = counted(len(records)).capitalize()
    days = len({contact.date for contact in records})
    title = f"{number} contacts in {counted(days)} days; {between}"
    caption = (
        "Officials of different sides who spoke with each other from 11 to 13 March 2025. Sources: with what is "
        f"told of each, to which its line leads. As far as known on {as_of(content)}."
    )
    return Picture("contacts", title, caption, draw=lambda form: _drawn(records, names, way, form))


def _names(content: Content) -> dict[Lane, str]:
    titles = {position.slug: position.page.title for position in content.of(Position)} | {"others": "Others"}
    return {lane: titles.get(lane, lane) for lane in LANES}


def _drawn(records: list[Contact], names: dict[Lane, str], way: Way, form: Format) -> Element:
    left = 0 if form == NARROW else 120  # where there is room, the days stand beside their rows
    lane = (form.width - left) / len(LANES)
    places = {side: left + (number + 0.5) * lane for number, side in enumerate(LANES)}
    parts, y = _key(form)
    wrapped = {side: textwrap.wrap(name, int(lane / form.letters / 0.62)) for side, name in names.items()}
    for side, lines in wrapped.items():
        for number, words in enumerate(lines):
            parts.append(text(places[side], y + (number + 1) * (form.letters + 2), words, class_="middle lane"))
    y += max(map(len, wrapped.values())) * (form.letters + 2) + 10
    for date, day in groupby(records, key=lambda contact: contact.date):
        if form == NARROW:
            y += form.letters + 6
        parts.append(text(0, y - 6 if form == NARROW else y + ROW / 2 + 5, format_date(date), class_="day"))
        of_day = list(day)
        bottom = y + len(of_day) * ROW
        parts += [line(x, y, x, bottom, class_="grid") for x in places.values()]
        parts += [_contact(c, names, places, y + (n + 0.5) * ROW, way, form) for n, c in enumerate(of_day)]
        y = bottom + 8
    return svg(form.width, y, *parts, label="Contacts by day and side", class_=form.name)


def _key(form: Format) -> tuple[list[Element], float]:
    """The shapes and what they mean, and how much room they take."""
    parts, x, y = [], 8.0, form.letters / 2 + 2
    for how, shape in SHAPES.items():
        parts += [shape(x, y, class_="party"), text(x + 13, y + form.letters / 3, how)]
        x += 13 + (len(how) + 3) * form.letters * 0.6
    return [group(*parts, class_="key")], form.letters + 10


def _contact(
    contact: Contact, names: dict[Lane, str], places: dict[Lane, float], y: float, way: Way, form: Format
) -> Element:
    one, other = sorted(places[side] for side in contact.between)
    sides = " and ".join(names[side] for side in contact.between)
    left = min(places.values())
    return linked(
        way(PROPOSAL, contact.anchor),
        f"{format_date(contact.date)}, {sides}: {contact.how}",
        rect(left - 8, y - ROW / 2, form.width - left, ROW, class_="hit"),
        line(one, y, other, y, class_="between"),
        *(SHAPES[contact.how](places[side], y, class_="party", data_side=side) for side in contact.between),
        data_contact=contact.id,
        data_how=contact.how,
    )


def told(content: Content, doc: Document[Page]) -> list[str]:
    """What is told of each contact, by day, each under an address of its own."""
    names = _names(content)
    lines: list[str] = []
    for date, of_day in groupby(content.contacts.values(), key=lambda contact: contact.date):
        lines += [f"### {format_date(date)} {{#contacts-{date}}}", ""]
        lines += ['<table class="contacts" role="table" markdown>', '<thead role="rowgroup"><tr role="row">']
        lines += [f'<th scope="col" role="columnheader">{head}</th>' for head in ("Between", "Who and about what")]
        lines += ["</tr></thead>", '<tbody role="rowgroup" markdown>']
        lines += [_told(doc, contact, names) for contact in of_day]
        lines += ["</tbody>", "</table>", ""]
    return lines


def _told(doc: Document[Page], contact: Contact, names: dict[Lane, str]) -> str:
    label = f"{escape(' and '.join(names[side] for side in contact.between))}: {contact.how}"
    if contact.event:
        label = f"[{label}]({link(doc.path, contact.event)})"
    here = f'[#](#{contact.anchor}){{ .cell-link title="Link to this row" }}'
    return (
        f'<tr role="row" id="{contact.anchor}" markdown><th scope="row" role="rowheader" markdown>{label} {here}</th>'
        f'<td role="cell" markdown>{" ".join(contact.what.split())}</td></tr>'
    )
