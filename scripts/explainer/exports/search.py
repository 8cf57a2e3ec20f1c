"""What the site's own search knows: `search/index.js`, which a page fetches when a reader opens search.

It is a script and no JSON, as a page that is read from a folder may run scripts and fetch nothing. It holds the pages
with their names and sections, the words of each section, and the sources' ids. Words are those of the text in lower
case: what counts as one word (accents, endings, script) is decided in one place, docs/javascripts/search/terms.js.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict

from ..content import SHOWN, Content
from ..documents import CITATION, HEADING, Document
from ..models import AsKnown, Entry, Event, Listing, Named, Page
from ..sections import LINK
from ..wording import format_date
from .edition import Described, Edition

PATH = "search/index.js"
# {attributes}, <tags>: readers do not see them
MARKUP = re.compile(r"\{[^}]*\}|<[/!a-zA-Z][^>]*>")
# Putin’s, U.S., 28
WORD = re.compile(r"[^\W_]+(?:[’'.][^\W_]+)*")
# Words of questions and of grammar: half of all words, and no page is about them. “May” and “US” are not among them.
_STOP = """
    a about after all also an and any are as at be been before being but by can could did do does during each for
    from had has have he her his how if in into is it its me more most no nor not of off on or other our out over own
    say said says she should so some such than that the their them then there these they this those to too up was we
    were what when where which while who whom whose why will with would you your
"""
STOP_WORDS = frozenset(_STOP.split())


def search_index(edition: Edition) -> dict[str, str | bytes]:
    """The index: every page but those that stop at a day, which tell again what stands elsewhere."""
    pages: list[list[object]] = []
    held: dict[str, list[int]] = defaultdict(list)
    record = 0
    for path, doc in edition.content.documents.items():
        if isinstance(doc.page, AsKnown | Listing):
            continue
        titles = edition.content.titles(doc)
        sections = words_by_section(edition.content, doc)
        places = [[anchor, titles[anchor]] for anchor in sections if anchor]
        pages.append([*_about(edition.pages[path], doc.page), places])
        for words in sections.values():
            for word in words - STOP_WORDS:
                held[word].append(record)
            record += 1
    index = {
        "pages": pages,
        "words": " ".join(sorted(held)),
        "held": ";".join(_steps(held[word]) for word in sorted(held)),
        "stop": " ".join(sorted(STOP_WORDS)),
        "sources": _sources(edition.content),
    }
    data = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return {PATH: f"siteSearch.index = {data}\n"}


def _about(described: Described, page: Page) -> list[object]:
    """What a result shows of a page, after its path, and the names by which it is found besides its title."""
    date = described.event_date.isoformat() if described.event_date else ""
    names = page.spellings()[1:] if isinstance(page, Named) else []
    return [described.path.removesuffix(".md"), described.title, described.kind, date, described.summary, names]


def words_by_section(content: Content, doc: Document[Page]) -> dict[str, set[str]]:
    """The words of a page by the address of the section they stand in; those above the first one under no address.

    An event's day and place and a person's roles count as text above the first section, as readers see them there.
    """
    titles = content.titles(doc)
    found: dict[str, set[str]] = {"": set(_words(_head(doc.page)))}
    for line in doc.prose():
        if SHOWN.match(line.text):
            continue
        words = found.setdefault(line.anchor if line.anchor in titles else "", set())
        if not HEADING.match(line.text):
            words.update(_words(line.text))
    return found


def _head(page: Page) -> str:
    if isinstance(page, Event):
        return f"{format_date(page.date)}, {page.place}"
    return ", ".join(role.title for role in page.roles) if isinstance(page, Entry) else ""


def _words(markdown: str) -> list[str]:
    text = LINK.sub(lambda link: link["words"], CITATION.sub(" ", markdown))
    return WORD.findall(MARKUP.sub(" ", text).lower())


def _steps(records: list[int]) -> str:
    """Ascending numbers as the steps from each to the next, which are small and compress well."""
    return ",".join(str(after - before) for before, after in zip([0, *records], records, strict=False))


def _sources(content: Content) -> list[list[object]]:
    """Outlets with their sources' ids: a source is found by its id, which names outlet, matter and day."""
    by_outlet: dict[str, list[str]] = defaultdict(list)
    for key, source in content.sources.items():
        by_outlet[source.container_title or source.title].append(key)
    return [[outlet, *ids] for outlet, ids in by_outlet.items()]
