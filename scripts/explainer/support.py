"""On how much a claim rests: the sources of each stretch of text that ends with citations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .content import Content

# Elements that hold text of their own, apart from the block they stand in.
BLOCK_TAGS = frozenset({"p", "li", "td", "dd", "ul", "ol", "dl", "div", "table", "thead", "tbody", "tr", "blockquote"})
# Markdown writes a citation of the source “a” as a link to the note #fn:a.
NOTE = "#fn:"
# The word by which a sentence says that nobody else carries a claim (editorial rule on sources of grade C).
SAYS_SO = re.compile(r"\balone\b", re.I)
WORDS_SHOWN = 8
WORDS = re.compile(r"\w")


def is_mark(element: Element) -> bool:
    """Whether an element is the link of a footnote mark."""
    return "footnote-ref" in element.get("class", "").split()


def inline(element: Element) -> list[Element]:
    """The children that belong to a block's own text, without the blocks inside it."""
    return [child for child in element if child.tag not in BLOCK_TAGS]


def claims(block: Element) -> Iterator[tuple[str, list[str]]]:
    """The claims of a block: each stretch of its own text with the ids of the sources that follow it."""
    text, sources = "", []
    for piece in _pieces(block):
        if isinstance(piece, Element):
            sources.append(piece.get("href", "").removeprefix(NOTE))
        elif sources and WORDS.search(piece):
            yield " ".join(text.split()), sources
            text, sources = piece, []
        else:
            text += piece
    if sources:
        yield " ".join(text.split()), sources


def _pieces(element: Element) -> Iterator[str | Element]:
    """Text and footnote marks, in reading order."""
    yield element.text or ""
    for child in element:
        if child.tag == "sup" and (mark := child.find("a")) is not None and is_mark(mark):
            yield mark
        elif child.tag not in BLOCK_TAGS:
            yield from _pieces(child)
        yield child.tail or ""


def lone_claims(content: Content, block: Element) -> Iterator[tuple[str, str]]:
    """The claims that rest on one outlet of grade C and do not say so: their first words, and the outlet."""
    for text, keys in claims(block):
        sources = [content.sources[key] for key in keys if key in content.sources]
        if {source.grade for source in sources} != {"C"} or SAYS_SO.search(text):
            continue
        outlets = {outlet.name for source in sources if (outlet := content.outlet_of(source))}
        if len(outlets) == 1:
            yield " ".join(text.lstrip(" .,;:)”").split()[:WORDS_SHOWN]), outlets.pop()
