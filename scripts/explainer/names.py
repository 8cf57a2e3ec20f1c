"""Which words in prose lead to which page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import combinations

from .content import Content
from .documents import Document
from .models import Entry, Named
from .problems import Problem

# A word as the matcher looks it up: “Trump” in “pro-Trump's”, “U” in “U.S.”
WORD = re.compile(r"\w+")
# The word directly before a name, and the one directly after it, in the same sentence
LAST_WORD = re.compile(r"(\w+)[\s'’\-–(“]*\Z")
# Where a text may have something else than a name: other white space, another apostrophe
VARYING = re.compile(r"[\s'’]")
NEAR = 60  # characters within which that word is looked for
FIRST_WORD = re.compile(r"(?:['’]s)?[\s\-–)”]*(\w+)")


@dataclass(frozen=True)
class Name:
    """One spelling and where it leads: to one page, to none (words that hold a name and mean something else), or to
    several people who share a surname, among whom the text must choose.

    `beside` are words of which one must stand directly before or after the name, `not_beside` words that must not.
    """

    text: str
    paths: tuple[str, ...]
    any_case: bool = False
    beside: frozenset[str] = frozenset()
    not_beside: frozenset[str] = frozenset()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches the name where a word ends after it; a space in it is any run of white space, also a line break."""
        words = r"\s+".join(re.escape(word).replace("'", "['’]") for word in self.text.replace("’", "'").split())
        return re.compile(words + r"(?!\w)", re.I if self.any_case else 0)

    @cached_property
    def pieces(self) -> list[str]:
        """What every text has that holds the name."""
        return VARYING.split(self.text)

    def end_in(self, text: str, start: int) -> int | None:
        """Where the name ends in a text that has its first word at `start`; None if the name does not stand there.

        Its pattern is compiled and asked only where the letters themselves do not tell.
        """
        if not self.any_case and text.startswith(self.text, start):
            end = start + len(self.text)
            return None if WORD.match(text, end) else end
        if not self.any_case and (len(self.pieces) == 1 or self.pieces[-1] not in text):
            return None
        found = self.pattern.match(text, start)
        return found and found.end()

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether the words beside a match are such as the name asks for."""
        if not (self.beside or self.not_beside):
            return True
        before, after = LAST_WORD.search(text, max(0, start - NEAR), start), FIRST_WORD.match(text, end)
        neighbours = {match[1].casefold() for match in (before, after) if match}
        return bool(neighbours & self.beside or not self.beside) and not neighbours & self.not_beside


@dataclass(frozen=True)
class Match:
    """A name found at `start` to `end` of a text."""

    start: int
    end: int
    paths: tuple[str, ...]


class _ByFirstWord(dict[str, list[Name] | None]):
    """The names that begin with a word as it stands in a text, the longest first; None if there are none.

    Names in any case are found by their word in lower case, and by how the exact names spell it, so that one look finds
    all: “The” brings the names of newspapers, “the” brings none. What a word brings is remembered.
    """

    def __missing__(self, word: str) -> list[Name] | None:
        names = self[word] = self.get(word.casefold())
        return names


class Matcher:
    """Finds names in text, the longest first, in one pass that does not slow down as names are added.

    A dictionary from first words to the few names that begin so is as fast as a compiled automaton at this size, and
    needs no library (measured in the project's research).
    """

    def __init__(self, names: list[Name]) -> None:
        spelt: dict[str, set[str]] = {}
        for name in names:
            if not name.any_case:
                spelt.setdefault(_first_word(name).casefold(), set()).add(_first_word(name))
        found: dict[str, list[Name]] = {}
        for name in sorted(names, key=lambda name: -len(name.text)):
            first = _first_word(name)
            lower = first.casefold()
            for key in {lower, *spelt.get(lower, ())} if name.any_case else {first}:
                found.setdefault(key, []).append(name)
        self._by_first_word = _ByFirstWord(found)

    def find(self, text: str) -> Iterator[Match]:
        """The names in `text`, from left to right; they do not overlap."""
        position, by_first_word = 0, self._by_first_word
        for word in WORD.finditer(text):
            names = by_first_word[word[0]]
            if names is None or (start := word.start()) < position:
                continue
            for name in names:
                end = name.end_in(text, start)
                if end and _whole(text, start, end) and name.fits(text, start, end):
                    if name.paths:
                        yield Match(start, end, name.paths)
                    position = end
                    break


def _first_word(name: Name) -> str:
    first = WORD.match(name.text)
    if first is None:
        raise ValueError(f"a name must begin with a letter or digit: {name.text!r}")
    return first[0]


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a match that stands between no letters is not part of a word all the same.

    A word goes on with the accents and vowel signs of its letters, and across what is not seen, such as a soft hyphen.
    """
    before, after = start - 1, end
    if text[max(0, before) : start].isascii() and text[end : end + 1].isascii():
        return True  # no letter, and nothing that goes unseen
    while _category(text, before) == "Cf":
        before -= 1
    while _category(text, after) == "Cf":
        after += 1
    return not any(_category(text, place)[0] in "LMN" or _category(text, place) == "Pc" for place in (before, after))


def _category(text: str, place: int) -> str:
    """Unicode’s category of a character; a space’s outside the text and for a zero-width space, which parts words."""
    character = text[place : place + 1]
    return unicodedata.category(character) if character not in {"", "\u200b"} else "Zs"


def names_of(doc: Document[Named]) -> list[Name]:
    """The spellings that lead to a page: an entry's title and aliases, but only the aliases of events and positions.

    An event's title is a headline, which no sentence repeats; a position's title is listed among its aliases where it
    is a name. A page that is never linked still keeps its words from being taken for another's.
    """
    page = doc.page
    any_case = (page.case or ("any" if isinstance(page, Entry) and page.kind == "term" else "exact")) == "any"
    spellings = [page.title, *page.aliases] if isinstance(page, Entry) else page.aliases
    paths = () if page.link == "never" else (doc.path,)
    beside, not_beside = (frozenset(map(str.casefold, words)) for words in (page.beside, page.not_beside))
    return [Name(text, paths, any_case, beside, not_beside) for text in spellings]


def known_names(content: Content) -> set[str]:
    """Every spelling that leads to a page."""
    return {name.text for doc in content.of(Named) for name in names_of(doc)}


@lru_cache(maxsize=1)
def build_matcher(content: Content) -> Matcher:
    """All names of the site, and what must not be taken for one: “Moscow” in “The Moscow Times” is no place."""
    names = [name for doc in content.of(Named) for name in names_of(doc)]
    titles = [source.container_title or "" for source in content.sources.values()]
    outlets = {title for title in titles if title[:1].isalnum()}
    phrases = {text for doc in content.of(Named) for text in doc.page.not_in}
    taken = {name.text for name in names}
    # “The Moscow Times” holds “Moscow Times”, which is enough, and spares each “The” a look at all newspapers;
    # but it is needed where a name begins with the article too.
    articled = tuple(name.text for name in names if name.text.startswith("The "))
    whole = {title for title in outlets if title.startswith(articled)}
    shields = {title.removeprefix("The ") for title in outlets} | whole | phrases
    return Matcher([*_joined(names), *(Name(text, ()) for text in sorted(shields - taken))])


def _joined(names: list[Name]) -> Iterator[Name]:
    """The names, those that several people share as one."""
    by_spelling: dict[tuple[str, bool, frozenset[str], frozenset[str]], list[Name]] = {}
    for name in names:
        key = (name.text.replace("’", "'"), name.any_case, name.beside, name.not_beside)
        by_spelling.setdefault(key, []).append(name)
    for same in by_spelling.values():
        yield replace(same[0], paths=tuple(path for name in same for path in name.paths))


def collisions(content: Content) -> list[Problem]:
    """Names that two pages claim, or one page twice. People may share a surname: the text must tell them apart."""
    problems: list[Problem] = []
    owners: dict[str, list[tuple[Name, Document[Named]]]] = {}
    for doc in content.of(Named):
        for name in names_of(doc):
            owners.setdefault(name.text.casefold().replace("’", "'"), []).append((name, doc))
    for claims in owners.values():
        for (first, owner), (second, claimant) in combinations(claims, 2):
            same = first.text.replace("’", "'") == second.text.replace("’", "'")
            if not (same or first.any_case or second.any_case) or _told_apart(first, owner, second, claimant):
                continue
            line = _line(claimant, second.text)
            other = f"{owner.file}:{_line(owner, first.text)}"
            reason = f"The name “{second.text}” is also claimed by {other}."
            problems.append(
                Problem(claimant.file, line, reason, "keep it on one of the two; give the other a longer one.")
            )
    return problems


def _told_apart(first: Name, owner: Document[Named], second: Name, claimant: Document[Named]) -> bool:
    """Whether a name may be claimed twice: by people whose surname it is, or with different words beside it."""
    if (
        owner is not claimant
        and first.text == second.text
        and all(_surname(doc, first.text) for doc in (owner, claimant))
    ):
        return True
    return bool(first.beside and second.beside) and not first.beside & second.beside


def _surname(doc: Document[Named], text: str) -> bool:
    return isinstance(doc.page, Entry) and doc.page.kind == "person" and doc.page.title.endswith(f" {text}")


def _line(doc: Document[Named], text: str) -> int:
    if text in doc.page.aliases:
        return doc.front.line_of(("aliases", doc.page.aliases.index(text)))
    return doc.front.line_of(("title",))
