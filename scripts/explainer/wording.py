"""How dates, titles and sources are put into words of Markdown."""

from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache

from .models import Entry
from .registers import Source

# How we had a source before us, in words.
READ_AS = {
    "original": "the outlet's own page, archived",
    "licensed copy": "a licensed copy, archived",
    "copy": "a copy on another site, archived",
    "translation": "a translation, archived",
    "altered copy": "an altered copy",
}
# Characters that Markdown would read as markup.
MARKUP = re.compile(r"([\\`*_{}\[\]#|])")


@lru_cache(maxsize=2**12)
def format_date(date: str | datetime.date | None) -> str:
    """`2025-03-11` as “11 March 2025”; a month or a year alone where no more is known."""
    if date is None:
        return "undated"
    if isinstance(date, datetime.date):
        date = date.isoformat()
    year, *rest = date.split("-")
    month = f"{calendar.month_name[int(rest[0])]} " if rest else ""
    day = f"{int(rest[1])} " if len(rest) > 1 else ""
    return f"{day}{month}{year}"


def role_on(entry: Entry, date: datetime.date) -> str:
    """A person's role on a day, and the day itself where a source shows it only for another; empty for no person."""
    term = entry.term_on(date)
    if term is None:
        return ""
    nearest = min(max(date, term.first), term.last)
    return term.title if nearest == date else f"{term.title} (as of {format_date(nearest)})"


@lru_cache(maxsize=2**12)
def escape(text: str) -> str:
    """Text as Markdown that shows it unchanged."""
    return MARKUP.sub(r"\\\1", text).replace("<", "&lt;").replace(">", "&gt;")


def title_of(source: Source) -> str:
    """A source's title in Markdown; one that is ours does not stand in italics."""
    return escape(source.title) if source.title_from == "ours" else f"*{escape(source.title)}*"


def describe(source: Source) -> str:
    """A source in one line of Markdown: who, what, when, and how far to trust it."""
    title = title_of(source)
    if source.url:
        title = f"[{title}](<{source.url}>)"
    date = format_date(source.issued) + (" (date inferred)" if source.date_from else "")
    worth = f"Grade {source.grade}: {source.kind}, {READ_AS[source.read_as]}."
    return f"{escape(source.publisher())}, {title}, {date}. {worth}"
