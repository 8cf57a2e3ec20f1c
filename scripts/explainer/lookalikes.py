"""Letters of another alphabet that look like the right ones: “Wіtkoff” with a Cyrillic і is found by nobody.

The alphabet of a letter is the first word of its Unicode name. Whole words in another alphabet are what they are: only
a word that mixes two is a fault, and one whose letters all look Latin while it reads as a word that the site writes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from .problems import Problem

# Alphabets with letters that look alike.
ALPHABETS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"})
# A letter outside Latin's everyday blocks and without which no two alphabets meet
FOREIGN = re.compile(
    "[\u0370-\u0377\u037b-\u037d\u037f\u0386\u0388-\u0482\u048a-\u0587\u13a0-\u13fd\u1f00-\u1fff\u2c80-\u2cff\ua4d0-\ua4ff\ua640-\ua69f\uab70-\uabbf\uff21-\uff5a\U0001d400-\U0001d7ff]"
)
WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
# Written into Cyrillic words on purpose since 2022 (“Zа”, “КуZбасс”); no Cyrillic letter looks like them.
WAR_LETTERS = frozenset("ZV")
# Cyrillic and Greek letters that look Latin, and what they look like: the pairs of one letter in Unicode's
# confusables.txt (UTS 39) that are alike in common typefaces.
LIKE_LATIN = str.maketrans(
    "АВЕЅІЈКМНОРСТУХҺԚԜаеѕіјорсухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ",
    "ABESIJKMHOPCTYXHQWaesijopcyxhdqwABEZHIKMNOPTYXovp",
)
# Between words of one phrase
GAP = re.compile(r"[ \t\n.,'’-]{1,3}")


def mixed(word: str) -> bool:
    """Whether a word has letters of two alphabets that look alike, or letters in costume such as “𝐖” or “Ｗ”."""
    if word.isascii():
        return False
    letters = [letter for letter in word if letter.isalpha()]
    if any(unicodedata.decomposition(letter).startswith(("<font>", "<wide>")) for letter in letters):
        return True
    alphabets = {_alphabet(letter) for letter in letters} & ALPHABETS
    latin = {letter for letter in letters if _alphabet(letter) == "LATIN"}
    return len(alphabets) > 1 and not (latin and latin <= WAR_LETTERS)


def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def disguised(word: str) -> str | None:
    """What a word in another alphabet reads like, if each of its letters looks Latin."""
    latin = word.translate(LIKE_LATIN)
    return latin if latin.isascii() and not word.isascii() else None


def faults(texts: Mapping[str, str]) -> Iterator[Problem]:
    """The words of the files that only look right; `texts` are the files' texts by name."""
    suspects = {file: text for file, text in texts.items() if FOREIGN.search(text)}
    known: set[str] | None = None
    for file, text in suspects.items():
        for phrase in _phrases(text):
            for word in phrase:
                if mixed(word[0]):
                    yield _fault(file, text, word, "mixes letters of two alphabets that look alike")
            read = [disguised(word[0]) for word in phrase]
            if all(read):
                known = known or {word for other in texts.values() for word in other.split()}
                for word, latin in zip(phrase, read, strict=True):
                    if latin in known:
                        yield _fault(file, text, word, "is written in letters that only look Latin")


def _phrases(text: str) -> Iterator[list[re.Match[str]]]:
    """The words with letters of another alphabet, those that stand together as one; each may have Latin letters too."""
    phrase: list[re.Match[str]] = []
    end = 0
    for found in FOREIGN.finditer(text):
        if found.start() < end:
            continue
        start = found.start()
        while start and (text[start - 1].isalpha() or "\u0300" <= text[start - 1] <= "\u036f"):
            start -= 1
        word = WORD.match(text, start)
        if word is None:
            continue
        if phrase and not GAP.fullmatch(text, end, word.start()):
            yield phrase
            phrase = []
        phrase.append(word)
        end = word.end()
    if phrase:
        yield phrase


def _fault(file: str, text: str, word: re.Match[str], what: str) -> Problem:
    strange = next(letter for letter in word[0] if _alphabet(letter) != "LATIN" or _costumed(letter))
    reason = f"“{word[0]}” {what}: “{strange}” is U+{ord(strange):04X} {unicodedata.name(strange)}."
    fix = "type the word again in one alphabet."
    return Problem(file, text.count("\n", 0, word.start()) + 1, reason, fix)


def _costumed(letter: str) -> bool:
    return unicodedata.decomposition(letter).startswith(("<font>", "<wide>"))
