"""The register of sources for citation programs: as CSL-JSON (https://docs.citationstyles.org) and as BibTeX."""

from __future__ import annotations

from pydantic import JsonValue

from ..registers import Source
from ..wording import READ_AS
from . import bibtex as tex
from .data import FOLDER, RIGHTS, written
from .edition import Edition

CSL = f"{FOLDER}sources.csl.json"
BIB = f"{FOLDER}sources.bib"
# What appears in numbers is an article to BibTeX.
PERIODICALS = frozenset({"article-newspaper", "article-magazine"})


def bibliography(edition: Edition) -> dict[str, str | bytes]:
    """The files by path. CSL-JSON is a bare list: it has no room for the licence, which the page /data/ gives."""
    sources = edition.content.sources.values()
    entries = [f"% {edition.name}: sources, {edition.modified}. {RIGHTS}", *map(bibtex, sources)]
    return {CSL: written([csl(source) for source in sources]), BIB: "\n\n".join(entries) + "\n"}


def csl(source: Source) -> dict[str, JsonValue]:
    """A source as CSL has it."""
    item: dict[str, JsonValue] = {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "author": [{"literal": author.literal} for author in source.author],
        "container-title": source.container_title,
        "issued": {"date-parts": [[int(part) for part in source.issued.split("-")]]} if source.issued else None,
        "URL": source.url,
        "language": source.language,
        "genre": source.kind,
        "note": _note(source),
    }
    return {name: value for name, value in item.items() if value}


def bibtex(source: Source) -> str:
    """A source as an entry of BibTeX."""
    year, month = [*(source.issued or "").split("-"), ""][:2]
    periodical = source.type in PERIODICALS
    fields = {
        "title": tex.title(source.title),
        "author": tex.bodies(*(author.literal for author in source.author)),
        "journal" if periodical else "howpublished": tex.text(source.container_title),
        "year": year,
        "month": tex.month(int(month)) if month else "",
        "date": tex.verbatim(source.issued),  # BibLaTeX has the day
        "url": tex.verbatim(source.url),
        "langid": tex.verbatim(source.language),
        "note": tex.text(_note(source)),
    }
    return tex.entry("article" if periodical else "misc", source.id, fields)


def _note(source: Source) -> str:
    """How far to trust it, for which neither format has a field that programs keep."""
    worth = f"Grade {source.grade}: {source.kind}, {READ_AS[source.read_as]}."
    return " ".join(filter(None, (worth, source.note)))
