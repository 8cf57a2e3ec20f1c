"""The days that matter: the events of ten days in March 2025, in a lane for each side."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from xml.etree.ElementTree import Element

from ..content import Content
from ..documents import Document
from ..models import EVENT_KINDS, Event, EventKind, Position
from ..wording import counted, format_date
from .key import height, key
from .picture import NARROW, Format, Picture, Way, as_of
from .svg import circle, diamond, line, linked, path, rect, svg, text, triangle

HOME = "timeline/index.md"
FIRST, LAST = datetime.date(2025, 3, 10), datetime.date(2025, 3, 19)
# The three events on which the story turned, with the words that name each in the drawing.
TURNS = {
    "2025-03-11-jeddah-talks": "Talks in Jeddah",
    "2025-03-13-putin-answers": "Putin answers",
    "2025-03-18-trump-putin-call": "The call",
}
# A mark's room, high and wide enough for a finger (WCAG 2.5.8); how far a mark reaches from its middle, and a turn's.
ROOM = 24
SMALL, LARGE = 6, 10
# How many marks of one side stand beside each other on one day
BESIDE = 2
# Room for the names of the sides, on a screen to the left, on a telephone above; and for those of the days
SIDES, DAYS = 100, 48

Shape = Callable[..., Element]


def _square(x: float, y: float, r: float, **attributes: str) -> Element:
    return rect(x - r * 0.85, y - r * 0.85, 1.7 * r, 1.7 * r, **attributes)


def _ring(x: float, y: float, r: float, **attributes: str) -> Element:
    return circle(x, y, r * 0.8, **{**attributes, "class_": "ring"})


def _cross(x: float, y: float, r: float, **attributes: str) -> Element:
    r *= 0.75
    d = f"M{x - r:.1f} {y - r:.1f}l{2 * r:g} {2 * r:g}m0-{2 * r:g}l-{2 * r:g} {2 * r:g}"
    return path(d, **{**attributes, "class_": "cross"})


SHAPES: dict[EventKind, Shape] = {
    "talks": circle,
    "call": _ring,
    "statement": _square,
    "decision": triangle,
    "truce": diamond,
    "fighting": _cross,
}


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
        "Each mark is an event, in the lane of each side that took part in it or that it is about."
        f" Large: the turning points. Sources: on each event’s page and in [the list of them]({way(HOME)})."
        f" As of {as_of(content)}."
    )
    return Picture("days", title, caption, partial(_draw, content, lanes, way))


def _draw(content: Content, lanes: dict[str, list[Document[Event]]], way: Way, form: Format) -> Element:
    """Days from left to right and lanes below each other; on a telephone days below, and lanes beside each other."""
    days = [FIRST + datetime.timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    most = {
        side: {day: sum(event.page.date == day for event in events) for day in days} for side, events in lanes.items()
    }
    turns = {event.page.date: TURNS[event.slug] for events in lanes.values() for event in events if event.slug in TURNS}
    upright = form == NARROW
    said = [form.letters + 4 if upright and day in turns else 0 for day in days]  # room for a turn’s name
    if upright:
        rows = [max(1, *(-(-most[side][day] // BESIDE) for side in lanes)) for day in days]
        deep = [row * ROOM + 8.0 + name for row, name in zip(rows, said, strict=True)]
        wide = [(form.width - DAYS) / len(lanes)] * len(lanes)
        top, left = 2.0 * form.letters + 8, float(DAYS)
    else:
        deep = [max(1, *(-(-number // BESIDE) for number in most[side].values())) * ROOM + 12.0 for side in lanes]
        wide = [(form.width - SIDES) / len(days)] * len(days)
        top, left = 3.2 * form.letters + 14, float(SIDES)
    ys = [top + sum(deep[:number]) for number in range(len(deep) + 1)]
    xs = [left + sum(wide[:number]) for number in range(len(wide) + 1)]
    parts = [line(0, y, form.width, y, class_="grid") for y in ys]
    parts += _names(content, list(lanes), turns, form, xs, ys)
    for across, side in enumerate(lanes):
        for along, day in enumerate(days):
            column, row = (across, along) if upright else (along, across)
            events = [event for event in lanes[side] if event.page.date == day]
            x = (xs[column] + xs[column + 1]) / 2
            y = (ys[row] + ys[row + 1] + said[along]) / 2
            parts += [
                _mark(event, side, x + dx, y + dy, way)
                for event, (dx, dy) in zip(events, _places(len(events)), strict=True)
            ]
    used = {event.page.kind for events in lanes.values() for event in events}
    entries = [(partial(_sample, SHAPES[kind]), EVENT_KINDS[kind]) for kind in SHAPES if kind in used]
    bottom = ys[-1] + 8
    parts.append(key(form, bottom, entries))
    label = f"A lane for each side and a mark for each event, {format_date(FIRST)} to {format_date(LAST)}"
    return svg(form.width, bottom + height(form, len(entries)), *parts, label=label, class_=form.name)


def _sample(shape: Shape, x: float, y: float) -> Element:
    return shape(x, y, SMALL, class_="event")


def _places(number: int) -> list[tuple[float, float]]:
    """Where so many marks stand about the middle of their room."""
    rows = -(-number // BESIDE)
    places = []
    for place in range(number):
        row, column = divmod(place, BESIDE)
        in_row = min(BESIDE, number - row * BESIDE)
        places.append(((column - (in_row - 1) / 2) * ROOM, (row - (rows - 1) / 2) * ROOM))
    return places


def _mark(event: Document[Event], side: str, x: float, y: float, way: Way) -> Element:
    page = event.page
    size = LARGE if event.slug in TURNS else SMALL
    hit = rect(x - ROOM / 2, y - ROOM / 2, ROOM, ROOM, class_="hit")
    label = f"{format_date(page.date)}: {page.title} ({EVENT_KINDS[page.kind].lower()})"
    shape = SHAPES[page.kind](x, y, size, class_="event")
    return linked(way(event.path), label, hit, shape, data_event=event.slug, data_side=side, data_kind=page.kind)


def _names(
    content: Content,
    sides: list[str],
    turns: dict[datetime.date, str],
    form: Format,
    xs: list[float],
    ys: list[float],
) -> list[Element]:
    """The names of sides, days and turning points."""
    titles = {doc.slug: doc.page.title for doc in content.of(Position)}
    days = [FIRST + datetime.timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    parts: list[Element] = []
    if form == NARROW:
        for side, (x, end) in zip(sides, pairwise(xs), strict=True):
            for row, words in enumerate(reversed(_two_lines(titles[side]))):
                parts.append(text((x + end) / 2, ys[0] - 6 - row * form.letters, words, class_="middle"))
        for day, y in zip(days, ys[:-1], strict=True):
            parts.append(text(0, y + form.letters + 3, f"{day.day} Mar", class_="axis"))
            if day in turns:
                parts.append(text(DAYS, y + form.letters + 3, turns[day], class_="lane"))
        return parts
    for day, (x, end) in zip(days, pairwise(xs), strict=True):
        middle = (x + end) / 2
        parts.append(text(middle, ys[0] - 8, f"{day.day} Mar" if day == FIRST else str(day.day), class_="axis middle"))
        for row, words in enumerate(reversed(_two_lines(turns.get(day, "")))):
            parts.append(text(middle, ys[0] - 12 - (row + 1) * form.letters * 1.1, words, class_="lane middle"))
    for side, (y, end) in zip(sides, pairwise(ys), strict=True):
        lines = _two_lines(titles[side])
        first = (y + end) / 2 + form.letters * (0.36 - (len(lines) - 1) * 0.6)
        parts += [text(0, first + row * form.letters * 1.2, words, class_="lane") for row, words in enumerate(lines)]
    return parts


def _two_lines(title: str) -> list[str]:
    """A name of several words, in two lines as even as may be."""
    words = title.split()
    if len(words) < 2:
        return words
    cut = min(range(1, len(words)), key=lambda n: abs(len(" ".join(words[:n])) - len(" ".join(words[n:]))))
    return [" ".join(words[:cut]), " ".join(words[cut:])]
