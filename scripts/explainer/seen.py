"""A second look for quotations, at a page as it was rendered.

quotation_checks.py reads what was typed, and stops a build before any page is rendered. This reads what came of it, by
Unicode's own account of what a quotation mark is: it shares nothing with the first look but the ledger's words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from xml.etree.ElementTree import Element

from .citations import NEVER_FACTS, where
from .content import Content
from .documents import Document
from .models import Page
from .problems import Problem
from .putaway import visible
from .quoting import QUOTATION_FROM, entries_for
from .support import BLOCK_TAGS

# Blocks whose text is one run of words to a reader
TEXT_TAGS = frozenset({"p", "li", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6"})
QUOTING = frozenset({"q", "blockquote"})
RAW_QUOTING = re.compile(r"<(q|blockquote)\b", re.I)
OPEN, CLOSE, APOSTROPHE = "“", "”", "’"


def faults(content: Content, doc: Document[Page], root: Element, stash: Sequence[str | Element]) -> Iterator[Problem]:
    """The quotations of a page that are not marked by “ and ”, or not in the ledger; `stash` is Markdown's raw HTML."""
    raw = [html for html in stash if isinstance(html, str) and RAW_QUOTING.match(html)]
    if raw or any(element.tag in QUOTING for element in root.iter()):
        yield Problem(doc.file, doc.body_line, "The page shows a quotation by HTML.", "write “ and ”.")
    for element in _texts(root):
        text = visible("".join(_own(element)), stash)
        for mark in sorted(set(filter(_is_quotation_mark, text)) - {OPEN, CLOSE, APOSTROPHE}):
            yield Problem(
                *where(doc, element), f"The page shows another quotation mark than “ or ”: {mark}", "write “ and ”."
            )
        for part in text.split(OPEN)[1:]:
            quoted = part.partition(CLOSE)[0]
            if len(quoted.split()) >= QUOTATION_FROM and not entries_for(content, quoted):
                reason = f"The page shows “{quoted[:200]}”, which is not in the ledger of quotations."
                yield Problem(*where(doc, element), reason, "quote the ledger's words exactly, or reword.")


def _texts(element: Element) -> Iterator[Element]:
    """The blocks that hold words of the page itself."""
    if NEVER_FACTS.isdisjoint(element.get("class", "").split()):
        if element.tag in TEXT_TAGS:
            yield element
        for child in element:
            yield from _texts(child)


def _own(element: Element) -> Iterator[str]:
    """A block's text without the marks of notes and the blocks inside it."""
    yield element.text or ""
    for child in element:
        if child.tag != "sup" and child.tag not in BLOCK_TAGS:
            yield from _own(child)
        yield child.tail or ""


@cache
def _is_quotation_mark(character: str) -> bool:
    if unicodedata.category(character) in {"Pi", "Pf"}:
        return True
    return any(words in unicodedata.name(character, "") for words in ("QUOTATION MARK", "CORNER BRACKET"))
