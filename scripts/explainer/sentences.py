"""The sentence in which an element stands, as a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from .putaway import visible

# Blocks inside a block, whose text belongs to another sentence; a line break ends none, but parts words.
INNER_BLOCKS = frozenset({"ul", "ol", "dl", "div", "table", "blockquote"})
# The last word of what may be a sentence, its closing marks, and the first letter of what may be the next
SENTENCE_END = re.compile(r"(?<!\S)(\S*?)[.!?][”’\"')]*(\s+)(?=[“‘\"(]?(\w))")
# A full stop after these ends no sentence; nor does one after an initial.
TITLES = frozenset({"Col", "Dr", "Gen", "Lt", "Mr", "Mrs", "Ms", "No", "Sgt", "St"})
ABBREVIATIONS = TITLES | {"a.m", "e.g", "i.e", "p.m", "vs", "U.S", "U.K", "U.N"}


def sentence_of(block: Element, element: Element, stash: Sequence[str | Element]) -> str:
    """The sentence of `block` in which `element` stands; `stash` is where Markdown has put raw HTML away."""
    before, inside, after = "", "", ""
    for node, piece in _pieces(block, element, stash):
        if node is element:
            inside = piece
        elif inside:
            after += piece
        else:
            before += piece
    return sentence_around(before, inside, after)


def sentence_around(before: str, words: str, after: str) -> str:
    """The sentence in which words stand between what comes before and after them."""
    text = before + words + after
    breaks = [match.end(2) for match in SENTENCE_END.finditer(text) if _ends_sentence(match)]
    start = max((end for end in breaks if end <= len(before)), default=0)
    end = min((end for end in breaks if end >= len(before) + len(words)), default=len(text))
    return " ".join(text[start:end].split())


def _ends_sentence(match: re.Match[str]) -> bool:
    """A new sentence begins with a capital or a figure, and not after “Mr.” or an initial."""
    last, following = match[1].lstrip("(“‘\"'"), match[3]
    initial = len(last) == 1 and last.isupper()
    return (following.isupper() or following.isdigit()) and not (initial or last in ABBREVIATIONS)


def _pieces(element: Element, whole: Element, stash: Sequence[str | Element]) -> Iterator[tuple[Element, str]]:
    """The visible text of an element, piece by piece with the element it stands in; the text of `whole` is one piece.

    Notes' marks, links to a cell and blocks inside the block are left out.
    """
    if element is whole:
        yield element, visible("".join(element.itertext()), stash)
        return
    yield element, " " if element.tag == "br" else visible(element.text, stash)
    for child in element:
        if not (child.tag in INNER_BLOCKS or child.tag == "sup" or child.get("class") == "cell-link"):
            yield from _pieces(child, whole, stash)
        yield element, visible(child.tail, stash)
