"""Which words of a text are a quotation, and which entry of the ledger they come from."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache, partial

from .content import Content
from .documents import CITATION, Document, Paragraph
from .models import Page
from .registers import Quotation

# “words”   a quotation, or a word used as somebody else's
QUOTED = re.compile(r"“([^“”]*)”")
# … or ... or [word]   where a quotation leaves the ledger's words
OMISSION = re.compile(r"(…|\.\.\.|\[[^\]]*\])")
# What may stand inside a quotation and is not the speaker's: code, attributes, tags, citations.
NOT_WORDS = re.compile(r"`[^`]*`|\{[^}]*\}|<[/!a-zA-Z][^>]*>|\[\^[^\]]*\]")
# [words](address)
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
# A word as the ledger is searched by it
WORD = re.compile(r"\w+")
# Editorial rule: at most 25 words are quoted; from three words on it is a quotation and not a word or a name.
QUOTED_AT_MOST = 25
QUOTATION_FROM = 3


def plain(markdown: str) -> str:
    """A paragraph without the markup that could stand in or beside a quotation."""
    return LINK.sub(r"\1", NOT_WORDS.sub("", markdown))


def stretches(text: str) -> list[str]:
    """The stretches of three words or more that stand in quotation marks."""
    return [quoted for quoted in QUOTED.findall(text) if len(quoted.split()) >= QUOTATION_FROM]


def normalise(words: str) -> str:
    """Words without what printers change: kinds of apostrophe, dots and spaces, the case and the closing mark."""
    words = words.replace("’", "'").replace("‘", "'").replace("…", "...")
    return " ".join(words.split()).casefold().strip(" .,;:!?")


def pattern_of(quoted: str) -> re.Pattern[str] | None:
    """Matches normalised words that a quotation gives whole and in order; none for a quotation without words.

    An ellipsis stands for at least one word that is left out, and so do brackets, unless the words have them too.
    """
    parts = OMISSION.split(quoted)
    texts, marks = parts[::2], parts[1::2]
    if not any(map(normalise, texts)):
        return None
    pattern = ""
    for number, text in enumerate(texts):
        if words := re.escape(normalise(text)):
            pattern += rf"(?<!\w){words}(?!\w)"
        if number < len(marks):
            omitted = r"(?:.*?\w.*?)"
            if marks[number].startswith("["):
                omitted = rf"(?:\W*{re.escape(normalise(marks[number]))}\W*|{omitted})"
            pattern += omitted
    return re.compile(pattern)


class Ledger:
    """The ledger by its words, so that a quotation is held only against the few entries that have its rarest word."""

    def __init__(self, content: Content) -> None:
        self._entries = [(entry, normalise(entry.words)) for entry in content.quotations.values()]
        self._found: dict[str, list[Quotation]] = {}
        self._having: dict[str, list[int]] = {}
        for number, (_, words) in enumerate(self._entries):
            for word in set(WORD.findall(words)):
                self._having.setdefault(word, []).append(number)

    def entries_for(self, quoted: str) -> list[Quotation]:
        """The entries that have the words, in the order of the ledger."""
        if quoted not in self._found:
            self._found[quoted] = self._search(quoted)
        return self._found[quoted]

    def _search(self, quoted: str) -> list[Quotation]:
        if OMISSION.search(quoted):
            pattern = pattern_of(quoted)
            has: Callable[[str], object] | None = pattern.search if pattern else None
        else:  # a pattern would say the same, but compiling one for each quotation takes longer than all searches
            whole = normalise(quoted)
            has = partial(_stand_in, whole) if whole else None
        if has is None:
            return []
        words = WORD.findall(normalise(OMISSION.sub(" ", quoted)))
        held = min((self._having.get(word, []) for word in words), key=len, default=range(len(self._entries)))
        return [entry for entry, printed in map(self._entries.__getitem__, held) if has(printed)]


def _stand_in(words: str, text: str) -> bool:
    """Whether words stand in a text, and do not begin or end within a word of it."""
    start = text.find(words)
    while start >= 0 and (WORD.match(text, start + len(words)) or WORD.match(text[:start][-1:])):
        start = text.find(words, start + 1)
    return start >= 0


ledger = lru_cache(maxsize=1)(Ledger)


def entries_for(content: Content, quoted: str) -> list[Quotation]:
    """The entries of the ledger that have the words."""
    return ledger(content).entries_for(quoted)


def entry_for(content: Content, quoted: str, cited: Collection[str]) -> Quotation | None:
    """The entry that has the words and whose source is among those cited."""
    return next((entry for entry in entries_for(content, quoted) if entry.source in cited), None)


def quoted_in(content: Content, doc: Document[Page]) -> Iterator[tuple[Paragraph, str, Quotation]]:
    """The quotations of a page: the paragraph, the words and the entry of the ledger."""
    for paragraph in doc.paragraphs():
        if "“" not in paragraph.text:
            continue
        cited = CITATION.findall(paragraph.text)
        for quoted in stretches(plain(paragraph.text)):
            if entry := entry_for(content, quoted, cited):
                yield paragraph, quoted, entry
