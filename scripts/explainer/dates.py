"""Dates that cannot be: later than the record was read, or than today.

That a build asks the clock makes no difference to what it writes: as days pass, a date can only cease to be a fault.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from .content import Content
from .models import Home
from .problems import Problem
from .values import PAGES, Value
from .wording import format_date

# Until when something holds may well lie ahead.
MAY_LIE_AHEAD = frozenset({"to", "start", "end"})
# What we did ourselves, and when; every other date is one of the record.
OUR_OWN = frozenset(
    {(PAGES, "published"), ("unknowns", "as_of"), ("changes", "date"), ("tombstones", "date"), ("versions", "date")}
)
HOME = "docs/index.md"


def faults(content: Content, values: Iterable[Value]) -> Iterator[Problem]:
    """Every date that lies ahead, and quotations older than what was said."""
    # Somewhere on earth the next day has begun.
    today = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)
    home = content.documents.get("index.md")
    as_of = home.page.as_of if home and isinstance(home.page, Home) else None
    for value in values:
        if not isinstance(value.value, datetime.date) or value.field in MAY_LIE_AHEAD or value.field == "issued":
            continue
        date = value.value
        ours = (value.register, value.field) in OUR_OWN or (value.file, value.path) == (HOME, ("as_of",))
        last = today if ours else min(as_of or today, today)
        if date > last:
            yield _ahead(value.file, value.line, value.field, str(date), last, last == today)
    yield from _issued_later(content, min(as_of or today, today))
    yield from _said_later(content)


def _ahead(file: str, line: int, field: str, date: str, last: datetime.date, future: bool) -> Problem:
    if future:
        return Problem(file, line, f"“{field}”: {date} lies in the future.", "correct the date.")
    reason = f"“{field}”: {date} is later than {format_date(last)}, up to when the record was read."
    return Problem(file, line, reason, f"correct the date, or as_of: in {HOME} if more was read since.")


def _issued_later(content: Content, last: datetime.date) -> Iterator[Problem]:
    """A source of which only the year or month is known is later only if all of that is."""
    for number, source in enumerate(content.sources.values()):
        if source.issued and source.issued > last.isoformat()[: len(source.issued)]:
            line = content.register_lines["sources"].line_of((number, "issued"))
            yield _ahead("data/sources.yaml", line, "issued", source.issued, last, False)


def _said_later(content: Content) -> Iterator[Problem]:
    """Nobody prints what has not been said yet; a source dated by its month may be of any day in it.

    In another time zone it may bear the day before.
    """
    for number, entry in enumerate(content.quotations.values()):
        source = content.sources.get(entry.source)
        issued = source.issued if source else None
        if issued and (entry.date - datetime.timedelta(days=1)).isoformat()[: len(issued)] > issued:
            line = content.register_lines["quotations"].line_of((number, "date"))
            reason = f"These words were said on {entry.date}, after {entry.source} printed them ({issued})."
            yield Problem("data/quotations.yaml", line, reason, "correct the date here or in data/sources.yaml.")
