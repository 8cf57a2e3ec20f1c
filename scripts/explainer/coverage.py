"""What the glossary lacks, and what in it is idle: python -m explainer.coverage.

It reads the sources as `balance` does, not a build, so it takes seconds and works on content that does not build yet.
Its mentions differ from the build's links: it takes every occurrence, where the build links the first on a page; it
does not see what the build writes into a page by itself (lists, neighbours, sections told again); and it knows
quotations by “ ” alone and no raw HTML. So a page that it calls unmentioned may still stand in a list of actors.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import commands
from .content import Content, load
from .documents import Document, Paragraph
from .models import Event, Named, Page
from .names import Matcher, build_matcher, names_of
from .propernames import Vocabulary, proper_names
from .prose import line_at, unmarked
from .sections import LINK

# How many places are told for each name.
PLACES = 3


@dataclass(frozen=True)
class Lacking:
    """A name that no entry covers: how often it stands in prose, and where, as file:line."""

    name: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Idle:
    """An alias that matches nothing, and where it is written."""

    alias: str
    file: str
    line: int


def _linked(content: Content) -> list[Document[Page]]:
    """The pages whose names are linked; the others are lists, copies and pages about the site."""
    return [doc for _, doc in sorted(content.documents.items()) if doc.page.crosslink]


def _paragraphs(doc: Document[Page]) -> Iterator[tuple[Paragraph, str]]:
    """A page's paragraphs, each with its prose; headings are not linked."""
    return ((p, unmarked(p.text)) for p in doc.paragraphs() if not p.text.startswith("#"))


def lacking(content: Content) -> list[Lacking]:
    """The names in prose that no entry covers, the most frequent first."""
    matcher, vocabulary = build_matcher(content), Vocabulary(content)
    found: dict[str, list[str]] = {}
    alone: dict[str, list[str]] = {}
    inside: set[str] = set()
    for doc in _linked(content):
        for paragraph in doc.paragraphs():
            for name in proper_names(unmarked(paragraph.text), matcher, vocabulary):
                where = f"{paragraph.file}:{line_at(doc, paragraph, name.start)}"
                (alone if name.begins and " " not in name.text else found).setdefault(name.text, []).append(where)
                if not name.begins:
                    inside.add(name.text)
    # A single word that begins a sentence has its capital from that, unless it keeps it elsewhere.
    for text in inside & alone.keys():
        found[text] += alone[text]
    return sorted((Lacking(n, tuple(p)) for n, p in found.items()), key=lambda one: (-len(one.places), one.name))


def unmentioned(content: Content) -> list[Document[Named]]:
    """The entries, positions and events that no other page names or links to."""
    matcher = build_matcher(content)
    mentioned = {
        target
        for doc in _linked(content)
        for paragraph, text in _paragraphs(doc)
        for target in (*(path for match in matcher.find(text) for path in match.paths), *_links(doc, paragraph.text))
        if target != doc.path
    }
    return [doc for doc in content.of(Named) if doc.path not in mentioned]


def _links(doc: Document[Page], text: str) -> Iterator[str]:
    """The pages to which an editor's links lead."""
    for link in LINK.finditer(text):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(doc.path), link["target"].partition("#")[0]))


def idle(content: Content) -> list[Idle]:
    """The aliases that match nothing, or only what is part of a longer name."""
    used = _used(content, build_matcher(content))
    return [
        Idle(alias, doc.file, doc.front.line_of(("aliases", number)))
        for doc in content.of(Named)
        for number, alias in enumerate(doc.page.aliases)
        for name in names_of(doc)
        if name.text == alias and not any(name.pattern.fullmatch(words) for words in used.get(doc.path, ()))
    ]


def _used(content: Content, matcher: Matcher) -> dict[str, set[str]]:
    """For each page the words by which prose names it, on other pages."""
    used: dict[str, set[str]] = {}
    for doc in _linked(content):
        for _, text in _paragraphs(doc):
            for match in matcher.find(text):
                for path in set(match.paths) - {doc.path}:
                    used.setdefault(path, set()).add(text[match.start : match.end])
    return used


def report(content: Content) -> list[str]:
    """The three lists, one finding to a line."""
    names = lacking(content)
    lines = [f"Names in prose that no entry covers: {len(names)}"]
    for one in names:
        more = len(dict.fromkeys(one.places)) - PLACES
        places = ", ".join(list(dict.fromkeys(one.places))[:PLACES]) + (f" and {more} more" if more > 0 else "")
        lines.append(f"{len(one.places):>5}  {one.name}: {places}")
    pages = unmentioned(content)
    named = [doc for doc in pages if not isinstance(doc.page, Event)]
    lines += ["", f"Entries and positions that no other page mentions: {len(named)}"]
    lines += [f"  {doc.file}: {doc.page.title}" for doc in named]
    aliases = idle(content)
    lines += ["", f"Aliases that never match anything: {len(aliases)}"]
    return [*lines, *(f"  {one.file}:{one.line}: {one.alias}" for one in aliases)]


def main() -> None:
    """Print the report."""
    print("\n".join(report(load(Path.cwd()))))


if __name__ == "__main__":
    commands.run(main)
