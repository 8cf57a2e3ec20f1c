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
# Words in Greek, Cyrillic, Hebrew or Arabic letters, with what stands between them
OTHER_LETTERS = re.compile(r"[Ͱ-߿]+(?:[\s.,’«»–-]+[Ͱ-߿]+)*")
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
    """A person's role on a day, or the nearest that a source shows; empty for what is no person."""
    term = entry.term_on(date)
    return term.title if term else ""


@lru_cache(maxsize=2**12)
def escape(text: str) -> str:
    """Text as Markdown that shows it unchanged."""
    return MARKUP.sub(r"\\\1", text).replace("<", "&lt;").replace(">", "&gt;")


def in_language(text: str, language: str) -> str:
    """Text in which words of other letters say their language, so that they are read aloud rightly."""
    return OTHER_LETTERS.sub(rf'<span lang="{language}">\g<0></span>', text)


def publisher_of(source: Source) -> str:
    """Who a source comes from, in Markdown."""
    return in_language(escape(source.publisher()), source.language)


def title_of(source: Source) -> str:
    """A source's title in Markdown; one that is ours is English and does not stand in italics."""
    if source.title_from == "ours":
        return escape(source.title)
    return f"*{escape(source.title)}*" + (f'{{ lang="{source.language}" }}' if source.language != "en" else "")


def describe(source: Source) -> str:
    """A source in one line of Markdown: who, what, when, and how far to trust it."""
    title = title_of(source)
    if source.url:
        title = f"[{title}](<{source.url}>)"
    date = format_date(source.issued) + (" (date inferred)" if source.date_from else "")
    worth = f"Grade {source.grade}: {source.kind}, {READ_AS[source.read_as]}."
    return f"{publisher_of(source)}, {title}, {date}. {worth}"
