"""What Markdown puts away while it works on a page, leaving a mark, and what a reader sees in the mark's place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from html import unescape
from xml.etree.ElementTree import Element

from markdown.util import HTML_PLACEHOLDER_RE

# &nbsp; &#8211;   put away with raw HTML; Markdown overlooks &#X2013; and leaves it in the text
ENTITY = re.compile(r"&#?\w+;")
# \x0242\x03   a character that Markdown has put away, such as the * of \*
CHARACTER = re.compile(r"\x02(\d+)\x03")
# What ends or begins no word and no quotation, and matches no name
NOTHING = "\x02"


def visible(text: str | None, stash: Sequence[str | Element]) -> str:
    """Text as a reader sees it: entities and escaped characters put back, raw HTML left out."""

    def stashed(mark: re.Match[str]) -> str:
        html = str(stash[int(mark[1])])
        return unescape(html) if ENTITY.fullmatch(html) else " " * html.startswith("<br")

    if not text or (NOTHING not in text and "&" not in text):
        return text or ""
    text = ENTITY.sub(lambda entity: unescape(entity[0]), text)
    text = HTML_PLACEHOLDER_RE.sub(stashed, text).replace("\x02amp\x03", "&")
    return CHARACTER.sub(lambda mark: chr(int(mark[1])), text)


def filled(text: str, stash: Sequence[str | Element]) -> str:
    """Text as long as `text`, in which words and quotations end where a reader sees them end.

    In place of the mark of an entity or an escaped character stands that character, as often as needed if it is a space
    or part of a word, else once; the marks of raw HTML stay.
    """
    if NOTHING not in text and "&" not in text:
        return text

    def stashed(mark: re.Match[str]) -> str:
        html = str(stash[int(mark[1])])
        return _fill(unescape(html), len(mark[0])) if ENTITY.fullmatch(html) else mark[0]

    text = ENTITY.sub(lambda entity: _fill(unescape(entity[0]), len(entity[0])), text)
    text = CHARACTER.sub(lambda mark: _fill(chr(int(mark[1])), len(mark[0])), text)
    return HTML_PLACEHOLDER_RE.sub(stashed, text)


def _fill(character: str, length: int) -> str:
    if len(character) != 1:
        return NOTHING * length
    if (
        character.isspace()
        or character == "_"
        or unicodedata.category(character)[0] in "LMN"
        or unicodedata.category(character) == "Cf"
    ):
        return character * length
    return character.ljust(length, NOTHING)
