"""What pages are about, and what they cite, in the terms of schema.org."""

from __future__ import annotations

import re
from typing import Any

from ..documents import Document
from ..models import Entry, Event, Named, Page
from ..registers import Quotation, Source
from .edition import Edition

Node = dict[str, Any]

# By the kind of an entry.
KINDS = {"person": "Person", "body": "Organization", "place": "Place", "term": "DefinedTerm"}
# By the CSL type of a source; any other is a work of some kind.
WORKS = {
    "article-newspaper": "NewsArticle",
    "article-magazine": "Article",
    "post-weblog": "BlogPosting",
    "report": "Report",
    "webpage": "WebPage",
}
# By telephone; Kyiv and Moscow   where an event was, but not the name of one place
NO_ONE_PLACE = re.compile(r"^By | and ")


def thing(edition: Edition, doc: Document[Page]) -> Node | None:
    """What a named page is about, with every name it has; nothing for other pages."""
    if not isinstance(doc.page, Named):
        return None
    page = doc.page
    node = _named(edition, doc.path, page)
    names: list[Any] = [alias for alias in page.aliases if alias != page.title]
    names += [{"@value": word, "@language": code} for code, words in page.also_written.items() for word in words]
    if names:
        node["alternateName"] = names
    node["description"] = page.summary
    if isinstance(page, Entry) and page.kind == "term":
        glossary = edition.pages["glossary/index.md"]
        node["inDefinedTermSet"] = {"@type": "DefinedTermSet", "name": glossary.title, "url": glossary.url}
    if isinstance(page, Event):
        actors = (edition.content.by_slug()[slug] for slug in page.actors)
        node["startDate"] = page.date.isoformat()
        node["location"] = page.place if NO_ONE_PLACE.search(page.place) else {"@type": "Place", "name": page.place}
        node["about"] = [_named(edition, actor.path, actor.page) for actor in actors]
    return node


def _named(edition: Edition, path: str, page: Named) -> Node:
    """The least that is said of something: its type, its name and its page. A side of the matrix is a thing."""
    kind = KINDS[page.kind] if isinstance(page, Entry) else "Event" if isinstance(page, Event) else "Thing"
    return {"@type": kind, "name": page.title, "url": edition.address(path)}


def speaker(edition: Edition, quotation: Quotation) -> Node:
    """Whose words a quotation gives: a person or a body with an entry, else as the ledger names them."""
    for doc in edition.content.of(Entry):
        if doc.page.title == quotation.speaker and doc.page.kind in {"person", "body"}:
            return {"creator": _named(edition, doc.path, doc.page)}
    return {"creditText": quotation.speaker}


def source(edition: Edition, cited: Source, in_full: bool) -> Node:
    """A source as the register has it, or no more than its address there."""
    address = {"@id": edition.address("sources.md", cited.id)}
    if not in_full:
        return address
    outlet = edition.content.outlet_of(cited)
    node = address | {
        "@type": WORKS.get(cited.type, "CreativeWork"),
        "name": cited.title,
        "url": cited.url,
        "datePublished": cited.issued,
        "publisher": {"@type": "Organization", "name": outlet.name} if outlet else None,
    }
    return {name: value for name, value in node.items() if value}
