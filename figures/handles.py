"""Names that a section of a page mentions without saying who or what they are.

A handle is the three to six words beside a name that tell a newcomer: “Yuri Ushakov, Putin’s foreign policy aide”. Each
section needs its own, as nobody reads from the top. What is told here is a guess from the words, to be read by a human.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from explainer.content import Content
from explainer.documents import Document, Paragraph
from explainer.models import Entry, Page
from explainer.names import Match, Matcher, build_matcher
from explainer.prose import MARKED_OFF, TAKEN, as_read
from explainer.quoting import QUOTED
from explainer.sentences import sentence_around
from explainer.words import is_country

# Handles are made of these names themselves (“Putin’s foreign policy aide”), so they are taken as known.
PRESIDENTS = frozenset({"glossary/donald-trump.md", "glossary/vladimir-putin.md", "glossary/volodymyr-zelenskyy.md"})
# How many words before and after a name may hold its handle.
BEFORE, AFTER = 6, 8
# What an entry is, in its summary or a role: the words before the first of these, “The Saudi port | where …”.
DESCRIBED = re.compile(r"[,;.]|\b(?:of|to|for|in|on|at|off|by|with|from|until|since|over|who|which|where|that|when)\b")
# Words of that which could be a noun: not names, not words of two letters
NOUN = re.compile(r"(?<![\w’])[a-z][a-z]{2,}\b")
NO_NOUNS = frozenset({"and", "one", "the", "two"})
# “, a Russian region”, “ (the US think tank)”, “, Trump’s envoy”, “, who had”, “ of the CIA”: what tells of the name
APPOSITION = re.compile(
    r"(?:(?:, | \()(?:(?:an?|the|his|her|its|their|one|then|now|who|which|where|whose)\b|\w+’s?\b)| of (?:the )?[A-Z])"
)
# “the Kremlin’s spokesman”: a name that only says whose
POSSESSIVE = re.compile(r"’s?\b|’ ")


class Undefined(NamedTuple):
    """A name without a handle, and the address of the section that mentions it."""

    name: str
    section: str


class _Mention(NamedTuple):
    path: str
    name: str
    defined: bool


def undefined(content: Content, doc: Document[Page]) -> list[Undefined]:
    """The people, bodies and places of the glossary that a section mentions without a handle, in reading order.

    A name has one if beside its first mention in the section stands an apposition or a noun by which its own entry
    describes it (“minister”, “port”; also in the name itself). It needs none if it is the page's subject, stands in the
    page's title, has a handle in the page's first paragraph, is a country or one of the three presidents, is never
    linked because everybody knows it, or only says whose something is. Names in headings and quotations, and surnames
    that two people share, are not looked at.
    """
    matcher = build_matcher(content)
    paragraphs = [paragraph for paragraph in doc.paragraphs() if not paragraph.text.startswith("#")]
    opening = next((p for p in paragraphs if p.file == doc.file and p.number >= doc.body_line), None)
    known = {doc.path, *PRESIDENTS, *(path for match in matcher.find(doc.page.title) for path in match.paths)}
    if opening:
        known |= {mention.path for mention in _mentions(content, matcher, opening) if mention.defined}
    found: list[Undefined] = []
    seen: set[tuple[str, str]] = set()
    for paragraph in paragraphs:
        for mention in _mentions(content, matcher, paragraph):
            place = paragraph.anchor, mention.path
            if place not in seen and mention.path not in known and not mention.defined:
                found.append(Undefined(mention.name, paragraph.anchor))
            seen.add(place)
    return found


def _mentions(content: Content, matcher: Matcher, paragraph: Paragraph) -> Iterator[_Mention]:
    """The names in a paragraph that could need a handle, and whether they have one there."""
    text = as_read(MARKED_OFF.sub("", paragraph.text))
    text = QUOTED.sub(lambda quoted: TAKEN * len(quoted[0]), text)
    for match in matcher.find(text):
        entry = content.documents[match.paths[0]].page
        name = text[match.start : match.end]
        if len(match.paths) == 1 and isinstance(entry, Entry) and entry.kind != "term" and not is_country(entry.title):
            yield _Mention(match.paths[0], name, _has_handle(text, match, entry))


def _has_handle(text: str, match: Match, entry: Entry) -> bool:
    if POSSESSIVE.match(text, match.end) or APPOSITION.match(text, match.end):
        return True
    sentence = sentence_around(text[: match.start], text[match.start : match.end], text[match.end :])
    before, name, after = sentence.partition(text[match.start : match.end])
    beside = " ".join([*before.split()[-BEFORE:], name, *after.split()[:AFTER]])
    return not _nouns(entry).isdisjoint(re.findall(r"\w+", beside.lower()))


def _nouns(entry: Entry) -> set[str]:
    """The nouns by which an entry says who or what it is: in the beginnings of its summary and of its roles."""
    texts = [entry.summary, *(role.title for role in entry.roles)]
    return {
        word
        for text in texts
        for word in NOUN.findall(DESCRIBED.split(text[:1].lower() + text[1:], maxsplit=1)[0])
        if word not in NO_NOUNS
    }
