"""Which words in prose lead to which page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations

from .content import Content
from .documents import Document
from .models import Entry, Named
from .problems import Problem

# A word as the matcher looks it up: “Trump” in “pro-Trump's”, “U” in “U.S.”
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Name:
    """One spelling and the page it leads to; none for words that hold a name but mean something else."""

    text: str
    path: str | None
    any_case: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches the name where a word ends after it; a space in it is any run of white space, also a line break."""
        words = r"\s+".join(re.escape(word).replace("'", "['’]") for word in self.text.replace("’", "'").split())
        return re.compile(words + r"(?!\w)", re.I if self.any_case else 0)


@dataclass(frozen=True)
class Match:
    """A name found at `start` to `end` of a text."""

    start: int
    end: int
    path: str


class Matcher:
    """Finds names in text, the longest first, in one pass that does not slow down as names are added.

    A dictionary from first words to the few names that begin so is as fast as a compiled automaton at this size, and
    needs no library (measured in the project's research).
    """

    def __init__(self, names: list[Name]) -> None:
        self._by_first_word: dict[str, list[Name]] = {}
        for name in sorted(names, key=lambda name: -len(name.text)):
            first = WORD.search(name.text)
            if first is None or first.start() != 0:
                raise ValueError(f"a name must begin with a letter or digit: {name.text!r}")
            self._by_first_word.setdefault(first[0].casefold(), []).append(name)

    def find(self, text: str) -> Iterator[Match]:
        """The names in `text`, from left to right; they do not overlap."""
        position = 0
        for word in WORD.finditer(text):
            if word.start() < position:
                continue
            for name in self._by_first_word.get(word[0].casefold(), ()):
                if found := name.pattern.match(text, word.start()):
                    if name.path is not None:
                        yield Match(found.start(), found.end(), name.path)
                    position = found.end()
                    break


def names_of(doc: Document[Named]) -> list[Name]:
    """The spellings that lead to a page: an entry's title and aliases, but only the aliases of events and positions.

    An event's title is a headline, which no sentence repeats; a position's title is listed among its aliases where it
    is a name.
    """
    page = doc.page
    any_case = (page.case or ("any" if isinstance(page, Entry) and page.kind == "term" else "exact")) == "any"
    spellings = [page.title, *page.aliases] if isinstance(page, Entry) else page.aliases
    return [Name(text, doc.path, any_case) for text in spellings]


@lru_cache(maxsize=1)
def build_matcher(content: Content) -> Matcher:
    """All names of the site, and what must not be taken for one: “Moscow” in “The Moscow Times” is no place."""
    names = [name for doc in content.of(Named) for name in names_of(doc)]
    titles = [source.container_title or "" for source in content.sources.values()]
    outlets = {title for title in titles if title[:1].isalnum()}
    phrases = {text for doc in content.of(Named) for text in doc.page.not_in}
    taken = {name.text for name in names}
    shields = {name.removeprefix("The ") for name in outlets} | outlets | phrases
    return Matcher([*names, *(Name(text, None) for text in sorted(shields - taken))])


def collisions(content: Content) -> list[Problem]:
    """Names that two pages claim, or one page twice."""
    problems: list[Problem] = []
    owners: dict[str, list[tuple[Name, Document[Named]]]] = {}
    for doc in content.of(Named):
        for name in names_of(doc):
            owners.setdefault(name.text.casefold().replace("’", "'"), []).append((name, doc))
    for claims in owners.values():
        for (first, owner), (second, claimant) in combinations(claims, 2):
            same = first.text.replace("’", "'") == second.text.replace("’", "'")
            if not (same or first.any_case or second.any_case):
                continue
            line = _line(claimant, second.text)
            other = f"{owner.file}:{_line(owner, first.text)}"
            reason = f"The name “{second.text}” is also claimed by {other}."
            problems.append(
                Problem(claimant.file, line, reason, "keep it on one of the two; give the other a longer one.")
            )
    return problems


def _line(doc: Document[Named], text: str) -> int:
    if text in doc.page.aliases:
        return doc.front.line_of(("aliases", doc.page.aliases.index(text)))
    return doc.front.line_of(("title",))
