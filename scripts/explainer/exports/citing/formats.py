"""A record in each format in which others cite: one function and one line of `FORMATS` for each."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from ...wording import format_date
from .. import bibtex as tex
from .record import Record

# How the Associated Press shortens the months beside a day; the others are written out.
AP_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
# What MediaWiki would read as a template, link, tag, signature or entity; {{!}} is its own word for the pipe.
WIKI = str.maketrans({"|": "{{!}}"} | {character: f"&#{ord(character)};" for character in "[]{}<>~&"} | {"\n": " "})


def plain(record: Record) -> str:
    """One line for anywhere; British, as the site is."""
    date = f"{format_date(record.issued)} (as of {format_date(record.as_of)})"
    said = f": “{inner(record.abstract)}”" if record.quoted else ""
    title = record.title if record.quoted else f"“{inner(record.title)}”"
    return f"{title}{said}. {record.container_title}, {date}. {record.url}"


def ap(record: Record) -> str:
    """One line as American newsrooms write: their dates, and the comma inside the quotation marks."""
    words = inner(record.abstract if record.quoted else record.title)
    quoted = f"“{words}”" if words.endswith(("?", "!")) else f"“{words.rstrip('.')},”"
    by = f" {record.title}," if record.quoted else ""
    return f"{quoted}{by} {record.container_title}, {_ap(record.issued)}, as of {_ap(record.as_of)}, {record.url}"


def _ap(date: datetime.date) -> str:
    return f"{AP_MONTHS[date.month - 1]} {date.day}, {date.year}"


def inner(text: str) -> str:
    """Text for use within double quotation marks: its own become single."""
    return text.translate(str.maketrans("“”", "‘’"))


def bibtex(record: Record) -> str:
    """An entry for BibTeX."""
    fields = {
        "title": tex.title(record.title),
        "author": tex.bodies(record.author),
        "year": str(record.issued.year),
        "month": tex.month(record.issued.month),
        "howpublished": tex.text(record.container_title),
        "url": tex.verbatim(record.url),
        "note": tex.text(record.note),
        "abstract": tex.text(record.abstract),
    }
    return tex.entry("misc", record.id, fields)


def ris(record: Record) -> str:
    """A record of RIS: two letters, two spaces, a hyphen, a space; each value on one line."""
    fields = [
        ("TY", "ELEC"),
        ("ID", record.id),
        ("TI", record.title),
        ("AU", record.author),
        ("T2", record.container_title),
        ("PY", str(record.issued.year)),
        ("DA", f"{record.issued:%Y/%m/%d}"),
        ("UR", record.url),
        ("LA", "en"),
        ("AB", record.abstract),
        ("N1", record.note),
        ("ER", ""),
    ]
    return "\n".join(f"{tag}  - {' '.join(value.split())}" for tag, value in fields)


def csl_json(record: Record) -> str:
    """An array of one item, which Zotero and pandoc read."""
    item = {
        "id": record.id,
        "type": "webpage",
        "title": record.title,
        "author": [{"literal": record.author}],
        "container-title": record.container_title,
        "issued": {"date-parts": [[record.issued.year, record.issued.month, record.issued.day]]},
        "URL": record.url,
        "language": "en",
        "genre": record.genre,
        "abstract": record.abstract,
        "note": record.note,
    }
    lines = [f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in item.items()]
    return "[{\n" + ",\n".join(lines) + "\n}]"


def wikitext(record: Record) -> str:
    """A template of Wikipedia's. The site stands as the website only: as author, it would be named twice."""
    fields = {
        "url": record.url,
        "title": _wiki(record.title),
        "website": _wiki(record.container_title),
        "date": format_date(record.issued),
    }
    if record.quoted:
        fields["quote"] = _wiki(record.abstract)
    return "{{cite web " + " ".join(f"|{name}={value}" for name, value in fields.items()) + "}}"


def _wiki(text: str) -> str:
    """Text that MediaWiki shows unchanged; two apostrophes in a row would slant it."""
    return text.translate(WIKI).replace("''", "&#39;&#39;")


def html(record: Record) -> str:
    """A line of HTML."""
    words = f"<q>{escape(record.abstract)}</q> " if record.quoted else ""
    title = f'<cite><a href="{escape(record.url)}">{escape(record.title)}</a></cite>'
    return f"{words}{title}, {escape(record.container_title)}, {_time(record.issued)} (as of {_time(record.as_of)})"


def _time(date: datetime.date) -> str:
    return f'<time datetime="{date}">{format_date(date)}</time>'


@dataclass(frozen=True)
class Format:
    """A format by the id of its block on a page, what readers call it, and what writes it."""

    id: str
    label: str
    write: Callable[[Record], str]


FORMATS = (
    Format("plain", "Plain line", plain),
    Format("ap", "News style, like AP", ap),
    Format("bibtex", "BibTeX", bibtex),
    Format("ris", "RIS", ris),
    Format("csl-json", "CSL-JSON", csl_json),
    Format("wikitext", "Wikitext", wikitext),
    Format("html", "HTML", html),
)
