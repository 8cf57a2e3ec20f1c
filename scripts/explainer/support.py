"""On how much a claim rests: the sources of each stretch of text that ends with citations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from .content import Content

# Elements that hold text of their own, apart from the block they stand in.
BLOCK_TAGS = frozenset({"p", "li", "td", "dd", "ul", "ol", "dl", "div", "table", "thead", "tbody", "tr", "blockquote"})
# Markdown writes a citation of the source “a” as a link to the note #fn:a.
NOTE = "#fn:"
WORDS = re.compile(r"\w")


def is_mark(element: Element) -> bool:
    """Whether an element is the link of a footnote mark."""
    return "footnote-ref" in element.get("class", "").split()


def inline(element: Element) -> list[Element]:
    """The children that belong to a block's own text, without the blocks inside it."""
    return [child for child in element if child.tag not in BLOCK_TAGS]


class Stretch(NamedTuple):
    """A stretch of a block's own text and the citations after it: the sources' ids, and where the last mark stands."""

    text: str
    sources: list[str]
    parent: Element
    mark: Element


def stretches(block: Element) -> Iterator[Stretch]:
    """The stretches of a block, each with the citations that follow it."""
    text = ""
    sources: list[str] = []
    last: tuple[Element, Element] | None = None
    for piece in _pieces(block):
        if isinstance(piece, str):
            if last and WORDS.search(piece):
                yield Stretch(" ".join(text.split()), sources, *last)
                text, sources, last = piece, [], None
            elif not last:
                text += piece
        else:
            sources.append(piece[0])
            last = piece[1:]
    if last:
        yield Stretch(" ".join(text.split()), sources, *last)


def _pieces(element: Element) -> Iterator[str | tuple[str, Element, Element]]:
    """In reading order, text, and for each footnote mark the source it names, its parent and itself."""
    yield element.text or ""
    for child in element:
        if child.tag == "sup" and (mark := child.find("a")) is not None and is_mark(mark):
            yield mark.get("href", "").removeprefix(NOTE), element, child
        elif child.tag not in BLOCK_TAGS:
            yield from _pieces(child)
        yield child.tail or ""


def weak_outlet(content: Content, stretch: Stretch) -> str | None:
    """The outlet on which a stretch rests, if all its sources are of grade C and come from that one outlet."""
    sources = [content.sources[key] for key in stretch.sources if key in content.sources]
    if {source.grade for source in sources} != {"C"}:
        return None
    outlets = {outlet.name for source in sources if (outlet := content.outlet_of(source))}
    return outlets.pop() if len(outlets) == 1 else None
