"""Letters of another alphabet that look like the right ones: “Wіtkoff” with a Cyrillic і is found by nobody.

The alphabet of a letter is the first word of its Unicode name. Whole words in another alphabet are what they are: only
a word that mixes two is a fault, and one whose letters all look Latin while it reads as a word that the site writes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from .problems import Problem

# Alphabets with letters that look alike.
ALPHABETS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"})
GREEK = "\u0370-\u0373\u0376\u0377\u037f\u0386\u0388-\u03ff\u1f00-\u1fff"
CYRILLIC = "\u0400-\u0481\u048a-\u052f\ua640-\ua69f"
FURTHER = "\u0531-\u0587\u13a0-\u13fd\u2c80-\u2cff\ua4d0-\ua4ff\uab70-\uabbf"  # Armenian, Cherokee, Coptic, Lisu
COSTUMES = "\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff"  # full-width letters, letters for mathematics
# Letters of one of these, as many as stand together
FOREIGN = re.compile(f"[{GREEK}{CYRILLIC}{FURTHER}{COSTUMES}]+")
PURE = re.compile(f"[{GREEK}]+|[{CYRILLIC}]+")
WORD_END = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])*")
WORD_START = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])*\Z")
# Written into Cyrillic words on purpose since 2022 (“Zа”, “КуZбасс”); no Cyrillic letter looks like them.
WAR_LETTERS = frozenset("ZV")
# Cyrillic and Greek letters that look Latin, and what they look like: the pairs of one letter in Unicode's
# confusables.txt (UTS 39) that are alike in common typefaces.
LOOK_LATIN = "АВЕЅІЈКМНОРСТУХҺԚԜаеѕіјорсухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ"
LIKE_LATIN = str.maketrans(LOOK_LATIN, "ABESIJKMHOPCTYXHQWaesijopcyxhdqwABEZHIKMNOPTYXovp")
TWINS = re.compile(f"[{LOOK_LATIN}]+")
# The words beside a word of a phrase
BEFORE = re.compile(r"(\w+)[ .,'’-]{1,3}\Z")
AFTER = re.compile(r"[ .,'’-]{1,3}(\w+)")
NEAR = 40


def mixed(word: str) -> bool:
    """Whether a word has letters of two alphabets that look alike, or letters in costume such as “𝐖” or “Ｗ”."""
    letters = [letter for letter in word if letter.isalpha()]
    if any(map(_in_costume, letters)):
        return True
    alphabets = {_alphabet(letter) for letter in letters} & ALPHABETS
    latin = {letter for letter in letters if _alphabet(letter) == "LATIN"}
    return len(alphabets) > 1 and not (latin and latin <= WAR_LETTERS)


@cache
def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def disguised(word: str) -> str | None:
    """What a word in another alphabet reads like, if each of its letters looks Latin."""
    latin = word.translate(LIKE_LATIN)
    return latin if latin.isascii() and not word.isascii() else None


def faults(texts: Mapping[str, str]) -> Iterator[Problem]:
    """The words of the files that only look right; `texts` are the files' texts by name."""
    for file, text in texts.items():
        end = 0
        for found in FOREIGN.finditer(text):
            if found.start() < end:
                continue
            start, end = _word_around(text, found)
            word = text[start:end]
            if word == found[0] and PURE.fullmatch(word) and not TWINS.fullmatch(word):
                continue  # a word of another language, as nearly all
            if mixed(word):
                yield _fault(file, text, start, word, "mixes letters of two alphabets that look alike")
            elif (latin := disguised(word)) and not _in_phrase(text, start, end) and _is_written(latin, texts):
                yield _fault(file, text, start, word, "is written in letters that only look Latin")


def _word_around(text: str, found: re.Match[str]) -> tuple[int, int]:
    """Where the word begins and ends in which letters were found."""
    start, end = found.span()
    if text[start - 1 : start].isalpha() or "\u0300" <= text[start - 1 : start] <= "\u036f":
        before = WORD_START.search(text, max(0, start - NEAR), start)
        start = before.start() if before else start
    after = WORD_END.match(text, end)
    return start, after.end() if after else end


def _in_phrase(text: str, start: int, end: int) -> bool:
    """Whether a word stands beside one that shows its alphabet, as “а” does in “Война, а не мир”."""
    before, after = BEFORE.search(text, max(0, start - NEAR), start), AFTER.match(text, end)
    return any(found and FOREIGN.search(found[1]) and not disguised(found[1]) for found in (before, after))


def _is_written(latin: str, texts: Mapping[str, str]) -> bool:
    """Whether a word stands anywhere in Latin letters."""
    pattern = re.compile(rf"(?<!\w){latin}(?!\w)")
    return any(latin in text and pattern.search(text) for text in texts.values())


def _fault(file: str, text: str, start: int, word: str, what: str) -> Problem:
    strange = next(letter for letter in word if _alphabet(letter) != "LATIN" or _in_costume(letter))
    reason = f"“{word}” {what}: “{strange}” is U+{ord(strange):04X} {unicodedata.name(strange)}."
    return Problem(file, text.count("\n", 0, start) + 1, reason, "type the word again in one alphabet.")


@cache
def _in_costume(letter: str) -> bool:
    return unicodedata.decomposition(letter).startswith(("<font>", "<wide>"))
