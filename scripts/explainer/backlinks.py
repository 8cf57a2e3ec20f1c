"""Who mentions a page, with the sentence: found once for all pages, from what crosslink left behind."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import groupby

from .content import Content
from .crosslink import Mention, mentions
from .documents import Document
from .models import Entry, Event, Named, Page, Position

# Where the list will be put when all pages are known.
PLACEHOLDER = '<div class="backlinks"></div>'
# A page that mentions another, and how.
Link = tuple[Document[Page], Mention]

# What the groups are called, in their order; a page that is none of the other kinds is a main page.
CAPTIONS: dict[type[Page], str] = {Page: "Main pages", Position: "Positions", Event: "Events", Entry: "Glossary"}
KINDS = list(CAPTIONS)
# A longer group folds away after this many, so that a page about Putin stays readable.
SHOWN = 6
# Longest stretch of a sentence shown; beyond it the reader needs the page.
SENTENCE_LENGTH = 240


def by_target(content: Content) -> dict[str, list[Link]]:
    """For each page that is mentioned: the pages that do so, main pages first, then positions, events and entries."""
    docs = sorted(content.documents.values(), key=lambda doc: (KINDS.index(_kind(doc)), doc.path))
    found: dict[str, list[Link]] = {}
    for doc in docs:
        for mention in mentions.get(doc.path, ()):
            found.setdefault(mention.target, []).append((doc, mention))
    return found


def render(page: Named, links: list[Link], address: Callable[[Document[Page], str], str]) -> str:
    """What stands instead of the placeholder: the links, as `by_target` gives them, in a list for each kind of page.

    `page` is the one mentioned; `address` gives the link to a page and an anchor on it.
    """
    return PLACEHOLDER.replace("></div>", f">{_lists(page, links, address)}</div>")


def _lists(page: Named, links: list[Link], address: Callable[[Document[Page], str], str]) -> str:
    if not links:
        common = "Most pages name this, so it is not linked where it stands. Search finds the pages."
        return f"<p>{common if page.link == 'never' else 'No other page names this yet.'}</p>"
    groups = groupby(links, key=lambda link: _kind(link[0]))
    return "".join(_group(CAPTIONS[kind], [_item(*link, address) for link in group]) for kind, group in groups)


def _kind(doc: Document[Page]) -> type[Page]:
    return type(doc.page) if type(doc.page) in CAPTIONS else Page


def _group(caption: str, items: list[str]) -> str:
    shown, folded = items[:SHOWN], items[SHOWN:]
    # No address: nobody links to a part of a list that the build may cut elsewhere tomorrow.
    html = f"<h3>{caption}</h3><ul>{''.join(shown)}</ul>"
    if folded:
        html += f"<details><summary>{caption}: {len(folded)} more</summary><ul>{''.join(folded)}</ul></details>"
    return html


def _item(doc: Document[Page], mention: Mention, address: Callable[[Document[Page], str], str]) -> str:
    link = f'<a href="{escape(address(doc, mention.anchor))}">{escape(doc.page.title)}</a>'
    return f"<li>{link}: {escape(_shortened(mention.sentence))}</li>"


def _shortened(sentence: str) -> str:
    if len(sentence) <= SENTENCE_LENGTH:
        return sentence
    return sentence[:SENTENCE_LENGTH].rsplit(" ", 1)[0] + " …"
