"""Who mentions a page, with the sentence: found once for all pages, from what crosslink left behind."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from .content import Content
from .crosslink import Mention, mentions
from .documents import Document
from .models import Entry, Event, Page, Position

# Where the list will be put when all pages are known.
PLACEHOLDER = '<div class="backlinks" data-search-exclude></div>'
# Longer lists fold away after this many, so that a page about Putin stays readable.
SHOWN = 12
# Longest stretch of a sentence shown; beyond it the reader needs the page.
SENTENCE_LENGTH = 240


def by_target(content: Content) -> dict[str, list[tuple[Document[Page], Mention]]]:
    """For each page that is mentioned: the pages that do so, main pages first, then positions, events and entries."""
    order: dict[type[Page], int] = {Position: 1, Event: 2, Entry: 3}
    docs = sorted(content.documents.values(), key=lambda doc: (order.get(type(doc.page), 0), doc.path))
    found: dict[str, list[tuple[Document[Page], Mention]]] = {}
    for doc in docs:
        for mention in mentions.get(doc.path, ()):
            found.setdefault(mention.target, []).append((doc, mention))
    return found


def render(links: list[tuple[Document[Page], Mention]], address: Callable[[Document[Page], str], str]) -> str:
    """What stands instead of the placeholder; `address` gives the link to a page and an anchor on it."""
    return PLACEHOLDER.replace("></div>", f">{_list(links, address)}</div>")


def _list(links: list[tuple[Document[Page], Mention]], address: Callable[[Document[Page], str], str]) -> str:
    if not links:
        return "<p>No other page names this yet.</p>"
    items = [
        f'<li><a href="{escape(address(doc, mention.anchor))}">{escape(doc.page.title)}</a>: '
        f"{escape(_shortened(mention.sentence))}</li>"
        for doc, mention in links
    ]
    shown, folded = items[:SHOWN], items[SHOWN:]
    html = f"<ul>{''.join(shown)}</ul>"
    if folded:
        html += f"<details><summary>{len(folded)} more pages</summary><ul>{''.join(folded)}</ul></details>"
    return html


def _shortened(sentence: str) -> str:
    if len(sentence) <= SENTENCE_LENGTH:
        return sentence
    return sentence[:SENTENCE_LENGTH].rsplit(" ", 1)[0] + " …"
