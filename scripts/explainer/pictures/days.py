"""The days that matter: the events of ten days in March 2025, in a lane for each side."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from xml.etree.ElementTree import Element

from ..content import Content
from ..documents import Document
from ..models import EVENT_KINDS, Event, Position
from ..wording import counted, format_date
from .key import height, key
from .lanes import ROOM, SHAPES, SMALL, Shape, foot, heads, joined
from .picture import NARROW, Format, Picture, Way, as_of
from .svg import circle, line, linked, rect, svg, text

HOME = "timeline/index.md"
FIRST, LAST = datetime.date(2025, 3, 10), datetime.date(2025, 3, 19)
# The three events on which the story turned, with the words that name each in the drawing.
TURNS = {
    "2025-03-11-jeddah-talks": "Talks in Jeddah",
    "2025-03-13-putin-answers": "Putin answers",
    "2025-03-18-trump-putin-call": "The call",
}
# How far the mark of a turn reaches from its middle
LARGE = 10
# Room for the names of the sides to the left, and how high a lane is, on a screen
SIDES, LANE = 90, 34


def events_of(content: Content) -> dict[str, list[Document[Event]]]:
    """The events of the days by the side that took part or was named, sides in alphabetical order."""
    events = [event for event in content.of(Event) if FIRST <= event.page.date <= LAST]
    sides = sorted(doc.slug for doc in content.of(Position) if doc.slug != "commentators")
    return {side: [event for event in events if side in event.page.actors] for side in sides}


def picture(content: Content, way: Way) -> Picture | None:
    """The picture; none without its events."""
    lanes = events_of(content)
    drawn = {event.slug for events in lanes.values() for event in events}
    if not drawn >= TURNS.keys():
        return None
    days = (LAST - FIRST).days + 1
    title = (
        f"{counted(len(drawn)).capitalize()} events in {counted(days)} days of March 2025,"
        f" and the {counted(len(TURNS))} on which the story turned"
    )
    caption = (
        "Each line of marks is one of the events that this site tells of, in the lane of each side that took part in"
        f" it or that it is about. Sources: on each event’s page and in [the list of them]({way(HOME)})."
        f" As of {as_of(content)}."
    )
    return Picture("days", title, caption, partial(_draw, content, lanes, way))


@dataclass(frozen=True)
class _Stretch:
    """A day with events, or days without any."""

    first: datetime.date
    last: datetime.date
    events: list[Document[Event]]

    @property
    def days(self) -> str:
        """Its days within their month, as 11 or 15–17."""
        return f"{self.first.day}" if self.first == self.last else f"{self.first.day}–{self.last.day}"


def _stretches(lanes: dict[str, list[Document[Event]]]) -> list[_Stretch]:
    """The days from first to last, those without events that follow each other as one."""
    drawn = {event.slug: event for of_side in lanes.values() for event in of_side}.values()
    ordered = sorted(drawn, key=lambda event: (event.page.date, event.page.order, event.slug))
    events = {date: list(of_day) for date, of_day in groupby(ordered, key=lambda event: event.page.date)}
    days = [FIRST + datetime.timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    runs = [list(run) for _, run in groupby(days, key=lambda day: day if day in events else None)]
    return [_Stretch(run[0], run[-1], events.get(run[0], [])) for run in runs]


def _draw(content: Content, events: dict[str, list[Document[Event]]], way: Way, form: Format) -> Element:
    """Days from left to right and lanes below each other; on a telephone days below, and lanes beside each other."""
    titles = {doc.slug: doc.page.title for doc in content.of(Position)}
    names = {side: titles[side] for side in events}
    parts, bottom = (_beside if form == NARROW else _below)(names, _stretches(events), way, form)
    used = {event.page.kind for of_side in events.values() for event in of_side}
    entries = [(partial(_sample, SHAPES[kind]), words) for kind, words in EVENT_KINDS.items() if kind in used]
    entries.append((partial(circle, r=LARGE, class_="event"), "Large: a turning point"))
    parts.append(key(form, bottom + 8, entries))
    label = f"A lane for each side and a mark for each event, {format_date(FIRST)} to {format_date(LAST)}"
    return svg(form.width, bottom + 8 + height(form, len(entries)), *parts, label=label, class_=form.name)


def _below(names: dict[str, str], stretches: list[_Stretch], way: Way, form: Format) -> tuple[list[Element], float]:
    """The lanes below each other, a column for each event; and how far down they reach."""
    top = 3.2 * form.letters + 14
    lanes = {side: top + (number + 0.5) * LANE for number, side in enumerate(names)}
    bottom = top + len(lanes) * LANE
    parts = [line(SIDES, y, form.width, y, class_="track") for y in lanes.values()]
    for side, name in names.items():
        words = _two_lines(name)
        first = lanes[side] + form.letters * (0.36 - (len(words) - 1) * 0.55)
        parts += [text(0, first + row * form.letters * 1.1, said, class_="lane") for row, said in enumerate(words)]
    parts.append(text(0, top - 6, f"{FIRST:%B %Y}", class_="axis"))
    columns = sum(len(stretch.events) for stretch in stretches)
    # What days without events leave of the width, they share by how long their names are.
    letter = (form.width - SIDES - columns * ROOM) / sum(
        len(stretch.days) for stretch in stretches if not stretch.events
    )
    x = float(SIDES)
    for stretch in stretches:
        wide = len(stretch.events) * ROOM or len(stretch.days) * letter
        middle = x + wide / 2
        parts.append(line(x, top - 18, x, bottom, class_="grid"))
        parts.append(text(middle, top - 6, stretch.days, class_="axis middle"))
        for row, words_of_turn in enumerate(reversed(_two_lines(_turn(stretch)))):
            y = top - 8 - (row + 1) * form.letters * 1.1
            parts.append(text(middle, y, words_of_turn, class_="lane middle"))
        for number, event in enumerate(stretch.events):
            hit = rect(x + number * ROOM, top, ROOM, bottom - top, class_="hit")
            parts.append(_event(event, lanes, x + (number + 0.5) * ROOM, hit, way, upright=True))
        x += wide
    return parts, bottom


def _beside(names: dict[str, str], stretches: list[_Stretch], way: Way, form: Format) -> tuple[list[Element], float]:
    """The lanes beside each other, a row for each event; and how far down they reach."""
    room = form.width / len(names)
    lanes = {side: (number + 0.5) * room for number, side in enumerate(names)}
    parts = heads(lanes, names, form, 0, room)
    y = foot(names, form, 0, room) + 8
    for stretch in stretches:
        base = y + form.letters + 2
        number = len(stretch.events)
        said = f"{counted(number) if number else 'no'} event{'' if number == 1 else 's'}"
        parts += [
            line(0, y, form.width, y, class_="grid"),
            text(0, base, f"{stretch.days} {FIRST:%B}", class_="axis"),
            text(72, base, _turn(stretch), class_="lane"),
            text(form.width, base, said, class_="axis end"),
        ]
        y = base + 6
        for event in stretch.events:
            parts += [line(x, y, x, y + ROOM, class_="track") for x in lanes.values()]
            parts.append(_event(event, lanes, y + ROOM / 2, rect(0, y, form.width, ROOM, class_="hit"), way))
            y += ROOM
    return parts, y


def _event(
    event: Document[Event], lanes: dict[str, float], at: float, hit: Element, way: Way, *, upright: bool = False
) -> Element:
    """An event’s marks and the line that joins them."""
    page = event.page
    sides = [side for side in lanes if side in page.actors]
    size = LARGE if event.slug in TURNS else SMALL
    places = [(at, lanes[side]) if upright else (lanes[side], at) for side in sides]
    return linked(
        way(event.path),
        f"{format_date(page.date)}: {page.title} ({EVENT_KINDS[page.kind].lower()})",
        hit,
        joined(lanes, sides, at, upright=upright),
        *(
            SHAPES[page.kind](*place, size, class_="event", data_side=side)
            for side, place in zip(sides, places, strict=True)
        ),
        data_event=event.slug,
        data_kind=page.kind,
    )


def _turn(stretch: _Stretch) -> str:
    return next((TURNS[event.slug] for event in stretch.events if event.slug in TURNS), "")


def _sample(shape: Shape, x: float, y: float) -> Element:
    return shape(x, y, SMALL, class_="event")


def _two_lines(title: str) -> list[str]:
    """A name of several words, in two lines as even as may be."""
    words = title.split()
    if len(words) < 2:
        return words
    cut = min(range(1, len(words)), key=lambda n: abs(len(" ".join(words[:n])) - len(" ".join(words[n:]))))
    return [" ".join(words[:cut]), " ".join(words[cut:])]
