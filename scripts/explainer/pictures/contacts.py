"""Who spoke with whom: a lane for each side, and for each contact a line between two of them."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import get_args
from xml.etree.ElementTree import Element

from ..content import Content
from ..documents import Document
from ..models import Page, Position
from ..pages import link
from ..pictured import Contact, How, Lane
from ..register_checks import PROPOSAL
from ..wording import counted, escape, format_date
from .key import height, key
from .lanes import ROOM, SHAPES, SMALL, Shape, foot, heads, joined
from .picture import NARROW, Format, Picture, Way, as_of
from .svg import line, linked, rect, svg, text

LANES: tuple[Lane, ...] = get_args(Lane)
WARRING = {"russia", "ukraine"}
# What each way to speak is called and means, in the order of the key.
WAYS: dict[How, str] = {
    "talks": "Talks of delegations or groups",
    "meeting": "Meeting: one received another",
    "call": "Telephone call",
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
        "Every contact that we know of between officials of different sides from 11 to 13 March 2025. Sources: with"
        f" what is told of each. Others are those who are none of the four. As far as known on {as_of(content)}."
    )
    return Picture("contacts", title, caption, draw=lambda form: _drawn(records, names, way, form))


def _names(content: Content) -> dict[str, str]:
    titles = {position.slug: position.page.title for position in content.of(Position)} | {"others": "Others"}
    return {lane: titles.get(lane, lane) for lane in LANES}


def _drawn(records: list[Contact], names: dict[str, str], way: Way, form: Format) -> Element:
    room = form.width / len(LANES) if form == NARROW else 68.0  # beside wide lanes stand words
    lanes: dict[str, float] = {side: (number + 0.5) * room for number, side in enumerate(LANES)}
    parts = heads(lanes, names, form, 0, room)
    y = foot(names, form, 0, room) + 8
    rows: list[Element] = []
    for date, day in groupby(records, key=lambda contact: contact.date):
        rows.append(text(0, y + form.letters, format_date(date), class_="day"))
        y += form.letters + 6
        for contact in day:
            deep = ROOM + (form.letters + 2 if form == NARROW else 0)
            parts += [line(x, y + deep - ROOM, x, y + deep, class_="track") for x in lanes.values()]
            rows.append(_contact(contact, names, lanes, y, deep, way, form))
            y += deep
        y += 8
    if not any(set(contact.between) == WARRING for contact in records):
        y += form.letters
        rows.append(text(0, y, "Russia and Ukraine: none known", class_="lane"))
        y += 12
    entries = [(partial(_sample, SHAPES[how]), words) for how, words in WAYS.items()]
    rows.append(key(form, y, entries))
    bottom = y + height(form, len(entries))
    return svg(form.width, bottom, *parts, *rows, label="Contacts by day and side", class_=form.name)


def _sample(shape: Shape, x: float, y: float) -> Element:
    return shape(x, y, SMALL, class_="party")


def _contact(
    contact: Contact, names: dict[str, str], lanes: dict[str, float], top: float, deep: float, way: Way, form: Format
) -> Element:
    """A row: on a telephone the words stand above the line, elsewhere beside it."""
    y = top + deep - ROOM / 2
    sides = " and ".join(names[side] for side in contact.between)
    x, foot_of_words = (0.0, top + form.letters) if form == NARROW else (max(lanes.values()) + 44, y + 5)
    return linked(
        way(PROPOSAL, contact.anchor),
        f"{format_date(contact.date)}, {sides}: {contact.how}",
        rect(0, top, form.width, deep, class_="hit"),
        joined(lanes, contact.between, y),
        *(SHAPES[contact.how](lanes[side], y, SMALL, class_="party", data_side=side) for side in contact.between),
        text(x, foot_of_words, contact.short),
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


def _told(doc: Document[Page], contact: Contact, names: dict[str, str]) -> str:
    label = f"{escape(' and '.join(names[side] for side in contact.between))}: {contact.how}"
    if contact.event:
        label = f"[{label}]({link(doc.path, contact.event)})"
    here = f'[#](#{contact.anchor}){{ .cell-link title="Link to this row" }}'
    return (
        f'<tr role="row" id="{contact.anchor}" markdown><th scope="row" role="rowheader" markdown>{label} {here}</th>'
        f'<td role="cell" markdown>{" ".join(contact.what.split())}</td></tr>'
    )
