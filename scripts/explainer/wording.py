"""How dates, titles and sources are put into words of Markdown."""

from __future__ import annotations

import calendar
import datetime
import html
import re
from functools import lru_cache
from urllib.parse import quote

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
# Characters that Markdown would read as markup, and what would begin a list at the beginning of a line.
MARKUP = re.compile(r"([\\`*_{}\[\]#|]|^[-+]|(?<=^\d)\.|(?<=^\d\d)\.)")
# What would begin code or a definition at the beginning of a line, and takes no backslash.
BEGINNING = re.compile(r"^[~=:]")
# What ends an address within (<…>), or is no part of one; https://www.rfc-editor.org/rfc/rfc3986#section-2
NOT_IN_ADDRESS = re.compile(r"[<>\"`\\^{|}\[\]\s]")


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


NUMBERS = ("no", *["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])


def counted(number: int) -> str:
    """A number as running text has it: in words up to twelve."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def role_on(entry: Entry, date: datetime.date) -> str:
    """A person's role on a day, or the nearest that a source shows; empty for what is no person."""
    term = entry.term_on(date)
    return term.title if term else ""


@lru_cache(maxsize=2**12)
def escape(text: str) -> str:
    """Text as Markdown that shows it unchanged, wherever in a line it stands; white space is collapsed as in HTML."""
    written = MARKUP.sub(r"\\\1", as_text(" ".join(text.split()))).replace("<", "&lt;").replace(">", "&gt;")
    return BEGINNING.sub(lambda mark: f"&#{ord(mark[0])};", written)


def as_text(text: str) -> str:
    """Text for an element or attribute of Markdown's tree, which writes what looks like an entity as it stands."""
    return text.replace("&", "&amp;")


def attribute(text: str) -> str:
    """Text for an attribute of HTML that Markdown reads, and so puts into its tree."""
    return html.escape(as_text(" ".join(text.split())))


def address(url: str) -> str:
    """An address for `[words](<address>)` in Markdown: what might end it is percent-encoded."""
    return as_text(NOT_IN_ADDRESS.sub(lambda character: quote(character[0], safe=""), url))


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
        title = f"[{title}](<{address(source.url)}>)"
    date = format_date(source.issued) + (" (date inferred)" if source.date_from else "")
    worth = f"Grade {source.grade}: {escape(source.kind)}, {READ_AS[source.read_as]}."
    return f"{publisher_of(source)}, {title}, {date}. {worth}"
