"""A straight axis of time, shared by the pictures that have one."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .picture import Format
from .svg import group, line, text


@dataclass(frozen=True)
class Axis:
    """Days from `first` to `last`, both whole, laid out between two places in units of a drawing."""

    first: datetime.date
    last: datetime.date
    left: float
    right: float

    def place(self, day: datetime.date) -> float:
        """Where a day begins."""
        return self.left + (day - self.first).days * self.day

    def after(self, day: datetime.date) -> float:
        """Where a day ends."""
        return self.place(day) + self.day

    @property
    def day(self) -> float:
        """How wide a day is."""
        return (self.right - self.left) / ((self.last - self.first).days + 1)

    def months(self, step: int) -> Iterator[datetime.date]:
        """The first days of every so many months, counted from the axis’s first."""
        first = self.first.year * 12 + self.first.month - 1
        last = self.last.year * 12 + self.last.month - 1
        for year, month in (divmod(number, 12) for number in range(first, last + 1, step)):
            yield datetime.date(year, month + 1, 1)

    def drawn(self, form: Format, bottom: float, step: int) -> Element:
        """A line down to `bottom` and a name for every so many months, where there is room for it.

        The year stands below the first of each, and below every name of those that lie half a year apart.
        """
        parts: list[Element] = []
        year = 0
        for day in self.months(step):
            x = self.place(day)
            parts.append(line(x, 2 * form.letters + 6, x, bottom, class_="grid"))
            if x + 2.4 * form.letters > form.width:
                continue
            parts.append(text(x, form.letters, calendar.month_abbr[day.month], class_="axis"))
            if day.year != year or step >= 6:
                year = day.year
                parts.append(text(x, 2 * form.letters + 2, str(year), class_="axis year"))
        return group(*parts, aria_hidden="true")


def whole_months(first: datetime.date, last: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first day of the month of one day, and the last of that of another."""
    return first.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1])
