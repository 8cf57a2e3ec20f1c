"""The sentences of a text, and the one in which an element stands, as a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from .putaway import visible

# Blocks inside a block, whose text belongs to another sentence; a line break ends none, but parts words.
INNER_BLOCKS = frozenset({"ul", "ol", "dl", "div", "table", "blockquote"})
# The last word of what may be a sentence, its closing marks, and the first letter of what may be the next
SENTENCE_END = re.compile(r"(?<!\S)(\S*?)[.!?][”’\"')]*(\s+)(?=[“‘\"(]?(\w))")
# A full stop after these ends no sentence; nor does one after an initial.
TITLES = frozenset({"Col", "Dr", "Gen", "Lt", "Mr", "Mrs", "Ms", "No", "Sgt", "St"})
ABBREVIATIONS = TITLES | {"a.m", "e.g", "i.e", "p.m", "vs", "U.S", "U.K", "U.N"}


def sentences_of(block: Element, elements: Sequence[Element], stash: Sequence[str | Element]) -> list[str]:
    """The sentences of `block` in which `elements` stand, one in none of the others; `stash` is where Markdown has put
    raw HTML away.
    """
    text, places = "", {}
    for node, piece in _pieces(block, elements, stash):
        if node in elements:
            places[node] = len(text), len(text) + len(piece)
        text += piece
    breaks = _breaks(text)
    return [_between(text, breaks, *places.get(element, (len(text), len(text)))) for element in elements]


def sentence_around(before: str, words: str, after: str) -> str:
    """The sentence in which words stand between what comes before and after them."""
    text = before + words + after
    return _between(text, _breaks(text), len(before), len(before) + len(words))


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order; none of one that is blank."""
    if not text.strip():
        return []
    places = [0, *_breaks(text), len(text)]
    return [" ".join(text[start:end].split()) for start, end in pairwise(places)]


def _breaks(text: str) -> list[int]:
    """Where each sentence but the first begins."""
    return [match.end(2) for match in SENTENCE_END.finditer(text) if _ends_sentence(match)]


def _between(text: str, breaks: list[int], start: int, end: int) -> str:
    """From the last break before what stands from `start` to `end` to the first one after it."""
    first = max((place for place in breaks if place <= start), default=0)
    last = min((place for place in breaks if place >= end), default=len(text))
    return " ".join(text[first:last].split())


def _ends_sentence(match: re.Match[str]) -> bool:
    """A new sentence begins with a capital or a figure, and not after “Mr.” or an initial."""
    last, following = match[1].lstrip("(“‘\"'"), match[3]
    initial = len(last) == 1 and last.isupper()
    return (following.isupper() or following.isdigit()) and not (initial or last in ABBREVIATIONS)


def _pieces(
    element: Element, whole: Sequence[Element], stash: Sequence[str | Element]
) -> Iterator[tuple[Element, str]]:
    """The visible text of an element, piece by piece with the element it stands in; that of each of `whole` is one.

    Notes' marks, links to a cell and blocks inside the block are left out.
    """
    if element in whole:
        yield element, visible("".join(element.itertext()), stash)
        return
    yield element, " " if element.tag == "br" else visible(element.text, stash)
    for child in element:
        if not (child.tag in INNER_BLOCKS or child.tag == "sup" or child.get("class") == "cell-link"):
            yield from _pieces(child, whole, stash)
        yield element, visible(child.tail, stash)
