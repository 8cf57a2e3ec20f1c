"""Each page in the terms of schema.org, for machines that catalogue and cite it: a block of JSON-LD in its head.

An `@id` is given only where the address is that of the thing itself: a quotation's, a source's. There is no `sameAs`:
no source in the register gives an identifier of anything kept elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..documents import Document
from ..models import Page
from ..quoting import quoted_in
from ..registers import Quotation
from .edition import Described, Edition
from .preview_pictures import picture_of
from .structured_things import source, speaker, thing

Node = dict[str, Any]

LANGUAGE = "en-GB"
# A page that cites more sources than this leads to each in the register, and does not say again there what it is:
# in full, the 228 of unknowns.md would be a quarter of the bytes of that page.
CITED_IN_FULL = 80
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def structured(edition: Edition, page: Described) -> str:
    """The block's text: JSON in which nothing can end the element that holds it."""
    doc = edition.content.documents[page.path]
    block = {"@context": "https://schema.org", "@graph": [_article(edition, page, doc), *_breadcrumbs(edition, page)]}
    return json.dumps(block, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _article(edition: Edition, page: Described, doc: Document[Page]) -> Node:
    """The page as a work, with what it is about, what it cites and quotes, and what was corrected on it."""
    content = edition.content
    us = {"@type": "Organization", "name": edition.name, "url": edition.url}
    keys = dict.fromkeys(key for key, _ in doc.citations() if key in content.sources)
    article: Node = {
        "@type": "Article",
        "headline": page.title,
        "description": page.summary,
        "url": page.url,
        "image": edition.file(picture_of(page.path)),
        "inLanguage": LANGUAGE,
        "datePublished": page.published.isoformat(),
        "dateModified": page.modified.isoformat(),
        "author": us,
        "publisher": us,
        "license": LICENCE,
        "isPartOf": {"@type": "WebSite", "name": edition.name, "url": edition.url},
        "mainEntity": thing(edition, doc),
        "citation": [source(edition, content.sources[key], len(keys) <= CITED_IN_FULL) for key in keys],
        "hasPart": list(_quotations(edition, doc)),
        "correction": list(_corrections(edition, page)),
    }
    return {name: value for name, value in article.items() if value}


def _breadcrumbs(edition: Edition, page: Described) -> Iterator[Node]:
    """The way from the first page to this one; none to the first page itself."""
    folders = page.path.removesuffix("index.md").split("/")[:-1]
    above = ["/".join([*folders[:depth], "index.md"]) for depth in range(len(folders) + 1)]
    way = [edition.pages[path] for path in dict.fromkeys([*above, page.path]) if path in edition.pages]
    if len(way) < 2:
        return
    steps = [
        {
            "@type": "ListItem",
            "position": position,
            "item": {"@type": "WebPage", "@id": step.url, "name": edition.name if position == 1 else step.title},
        }
        for position, step in enumerate(way, 1)
    ]
    yield {"@type": "BreadcrumbList", "itemListElement": steps}


def _quotations(edition: Edition, doc: Document[Page]) -> Iterator[Node]:
    """The quotations that stand on the page, each once, at the address it has there."""
    content = edition.content
    found: dict[str, tuple[str, Quotation]] = {}
    for _, words, entry in quoted_in(content, doc):
        found.setdefault(entry.id, (words, entry))
    for words, entry in found.values():
        address = edition.address(doc.path, f"q-{entry.id}")
        printed = content.sources[entry.source]
        quotation: Node = {
            "@type": "Quotation",
            "@id": address,
            "url": address,
            "text": words,
            "inLanguage": entry.language,
            "dateCreated": entry.date.isoformat(),
            "datePublished": printed.issued,
            "citation": {"@id": edition.address("sources.md", printed.id)},
        } | speaker(edition, entry)
        yield {name: value for name, value in quotation.items() if value}


def _corrections(edition: Edition, page: Described) -> Iterator[Node]:
    """What was wrong on the page, as the log tells it."""
    for change in edition.content.changes(page.path):
        if change.kind == "correction":
            told = (change.was, change.wrong, change.stands, change.why)
            yield {
                "@type": "CorrectionComment",
                "url": edition.address("corrections.md", change.id),
                "datePublished": change.date.isoformat(),
                "text": " ".join(sentence for sentence in told if sentence),
            }
