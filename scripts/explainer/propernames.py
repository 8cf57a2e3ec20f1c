"""Which words of a text look like names that no entry covers."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .content import Content
from .names import Matcher
from .prose import HIDDEN, unmarked
from .sentences import TITLES, sentence_around
from .words import is_country, is_of_a_country

# A word in any alphabet, with its hyphens and apostrophes, but without a possessive's ending
TOKEN = re.compile(r"[^\W\d_]\w*(?:[-’'](?!s\b)\w+)*")
# What joins two capitalised words to one name: a space, or a space and one of these words, also after a possessive
LINKING = "of|of the|for|for the|de|da|di|la|von|von der|van|bin|al|el"
JOINED = re.compile(rf"(?:[’']s)? (?:(?:{LINKING}) )?")
# A name that an entry covers is part of a longer one only without a possessive: “Lake Geneva”, not “Trump’s Florida”.
JOINED_TO_COVERED = re.compile(rf" (?:(?:{LINKING}) )?")
CALENDAR = frozenset({*calendar.month_name, *calendar.day_name})


@dataclass(frozen=True)
class ProperName:
    """A capitalised word or run: where it stands, and whether it begins a sentence."""

    text: str
    start: int
    begins: bool


class Vocabulary:
    """What the site's prose and registers tell about words: which are common, which belong to outlets."""

    def __init__(self, content: Content) -> None:
        prose = (unmarked(p.text) for doc in content.documents.values() for p in doc.paragraphs())
        self.common = {word for text in prose for word in TOKEN.findall(text) if word[0].islower()}
        outlets = {*content.outlets, *(source.container_title or "" for source in content.sources.values())}
        self.outlets = {word for name in outlets for word in TOKEN.findall(name)}

    def is_common(self, word: str) -> bool:
        """Whether each part of the word also occurs in lower case, or tells of a country: “Secretary”, “US-led”."""
        return all(part.lower() in self.common or is_of_a_country(part) for part in word.split("-"))

    def is_foreign(self, word: str) -> bool:
        """Whether the word is of another kind: a month, a weekday, “Mr”, a people, a word of an outlet's name."""
        return word in CALENDAR or word in TITLES or is_of_a_country(word) or word in self.outlets

    def is_name(self, words: list[str]) -> bool:
        """Whether capitalised words may be a name; common ones only where two or more stand together (“Red Square”)."""
        if is_country(" ".join(words)):
            return True
        telling = [word for word in words if not self.is_foreign(word)]
        return bool(telling) and (len(words) > 1 or not self.is_common(words[0]))


@dataclass(frozen=True)
class _Word:
    """A capitalised word of a text, and whether it is part of a name that an entry covers."""

    text: str
    start: int
    end: int
    covered: bool


def proper_names(text: str, matcher: Matcher, vocabulary: Vocabulary) -> Iterator[ProperName]:
    """The names in `text`, the prose that `unmarked` gives, that `matcher` does not find.

    One that runs into a name it does find is given whole: “Lake Geneva” is not Geneva.
    """
    covered = {place for match in matcher.find(text) for place in range(match.start, match.end)}
    words = [
        _Word(word[0], word.start(), word.end(), not covered.isdisjoint(range(word.start(), word.end())))
        for word in TOKEN.finditer(text)
        if word[0][0].isupper()
    ]
    for run in _runs(text, words):
        begins = _begins_sentence(text, run[0])
        if begins and not run[0].covered and vocabulary.is_common(run[0].text):
            run, begins = run[1:], False
        while run and run[0].text in CALENDAR:
            run = run[1:]
        if vocabulary.is_name([word.text for word in run if not word.covered]):
            name = text[run[0].start : run[-1].end].replace(HIDDEN, "")
            yield ProperName(name, run[0].start, begins)


def _runs(text: str, words: list[_Word]) -> Iterator[list[_Word]]:
    """The words of a text, those that stand together as one."""
    run: list[_Word] = []
    for word in words:
        if run:
            joined = JOINED_TO_COVERED if word.covered or run[-1].covered else JOINED
            between = text[run[-1].end : word.start].replace(HIDDEN, "")
            initial = len(run[-1].text) == 1
            if not joined.fullmatch(between.removeprefix(".") if initial else between):
                yield run
                run = []
        run.append(word)
    if run:
        yield run


def _begins_sentence(text: str, word: _Word) -> bool:
    """Whether a word is the first of a sentence, a heading, a list item or a table cell."""
    before = text[: word.start].rpartition("|")[2].replace(HIDDEN, "")
    return sentence_around(before, word.text, "").lstrip("(‘'\"") == word.text or before.rstrip().endswith(":")
