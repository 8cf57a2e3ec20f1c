"""Names that would turn ordinary words into links, or that no sentence could hold."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

from .content import Content
from .documents import Document
from .models import Entry, Named
from .problems import Problem

# The longest name on the site has 44 characters; a preview's title has at most 120.
LONGEST = 80
# Words that a sentence cannot do without (articles, pronouns, prepositions, conjunctions, auxiliaries, numerals), and
# those that this site's prose repeats on page after page: reviewed by hand, one a line.
WORDS = Path(__file__).with_name("common_words.txt")
CALENDAR = frozenset(name.casefold() for name in (*calendar.month_name, *calendar.day_name) if name)

ARTICLE = re.compile(r"(?:an?|the|this|that) ", re.I)


@cache
def _common() -> frozenset[str]:
    return CALENDAR.union(WORDS.read_text(encoding="utf-8").split())


def faults(content: Content) -> Iterator[Problem]:
    """Titles and aliases that no page can be called by."""
    prose = {
        word for doc in content.documents.values() if doc.path not in content.generated for word in doc.body.split()
    }
    # An entry's title is a name, and names.collisions tells where two pages claim one.
    titles = {doc.page.title.casefold(): doc for doc in content.documents.values() if not isinstance(doc.page, Entry)}
    for doc in content.of(Named):
        if isinstance(doc.page, Entry) and (fault := _fault(doc, doc.page.title, prose)):
            yield Problem(doc.file, doc.front.line_of(("title",)), *fault)
        for number, alias in enumerate(doc.page.aliases):
            at = partial(Problem, doc.file, doc.front.line_of(("aliases", number)))
            if fault := _fault(doc, alias, prose):
                yield at(*fault)
            elif (other := titles.get(alias.casefold(), doc)) is not doc:
                reason = f"“{alias}” is the title of {other.file}."
                yield at(reason, "take the alias out, or lead there by hand: [words](address).")


def _fault(doc: Document[Named], name: str, prose: set[str]) -> tuple[str, str] | None:
    """Why a name is none, and what to do."""
    if len(name) > LONGEST:
        reason = f"“{name[:30]}…” has {len(name):,} characters, more than the {LONGEST} of a name in a sentence."
        return reason, "give the words by which sentences call it."
    letters = [character for character in name if character.isalpha()]
    if not letters:
        return f"“{name}” is a number, which stands in prose for many things.", "give a name that has words in it."
    if len(name) == 1:
        return f"“{name}” is a single letter, which stands in prose for many things.", "give a longer name."
    if _is_common(doc, name, prose):
        reason = f"“{name}” is a common word, so that ordinary sentences would become links."
        return reason, "give a longer name, or lead there by hand: [words](address)."
    return None


def _is_common(doc: Document[Named], name: str, prose: set[str]) -> bool:
    """Whether a name is one common word: by our list, or, but for terms, because our prose writes it small.

    A term is a word that prose writes small; initials such as “US” and “WHO” are none.
    """
    word = ARTICLE.sub("", name)
    if " " in word or "." in word or (len(word) > 1 and word.isupper()):
        return False
    is_term = isinstance(doc.page, Entry) and doc.page.kind == "term"
    return word.casefold() in _common() or (not is_term and word.casefold() in prose)
