"""Everything the site knows, read once from `docs/` and `data/`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TypeVar, cast

from . import listings, written
from .documents import Document, Line, read_document
from .located import Located
from .models import Event, Named, Page, Position, PositionsIndex, Question
from .pictured import Area, Clause, Contact, Readout, Truce
from .problems import ContentError, Problem
from .reading import read_register, read_text
from .registers import Change, Outlet, Quotation, Source, Stated, Tombstone, Unknown, Version

# <!-- unknowns -->   where a page shows a register's statements
SHOWN = re.compile(r"^\s*<!-- ([a-z-]+(?:: [a-z-]+)?) -->\s*$", re.M)

P = TypeVar("P", bound=Page)
R = TypeVar("R")


@dataclass(frozen=True, eq=False)
class Content:
    """The documents by path, and the registers."""

    root: Path
    documents: dict[str, Document[Page]]
    sources: dict[str, Source]
    quotations: dict[str, Quotation] = field(default_factory=dict)
    outlets: dict[str, Outlet] = field(default_factory=dict)
    unknowns: dict[str, Unknown] = field(default_factory=dict)
    change_log: dict[str, Change] = field(default_factory=dict)
    truces: dict[str, Truce] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    readouts: dict[str, Readout] = field(default_factory=dict)
    clauses: dict[str, Clause] = field(default_factory=dict)
    tombstones: dict[str, Tombstone] = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)
    register_lines: dict[str, Located] = field(default_factory=dict)
    generated: dict[str, str] = field(default_factory=dict)  # the text of pages that have no file, by path
    miswritten: list[Problem] = field(default_factory=list)  # what is wrong with the files' texts as they were typed

    def of(self, model: type[P]) -> list[Document[P]]:
        """The documents that follow a model, by path; events in the order in which they happened."""
        if model not in self._of:
            found = (doc for doc in self.documents.values() if isinstance(doc.page, model))
            self._of[model] = sorted(found, key=_place)
        return cast(list[Document[P]], list(self._of[model]))

    @cached_property
    def _of(self) -> dict[type[Page], list[Document[Page]]]:
        return {}

    def place_of(self, event: Document[Event]) -> int:
        """Which of the events, in their order, it is."""
        return self._places[event.path]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {doc.path: place for place, doc in enumerate(self.of(Event))}

    def by_slug(self) -> dict[str, Document[Named]]:
        """Glossary entries and positions by file name, which is how events name their actors."""
        return self._by_slug

    @cached_property
    def _by_slug(self) -> dict[str, Document[Named]]:
        return {doc.slug: doc for doc in self.of(Named) if not isinstance(doc.page, Event)}

    def questions(self) -> list[Question]:
        """The questions of the matrix, in its order."""
        return [question for doc in self.of(PositionsIndex) for question in doc.page.questions]

    def stated(self) -> dict[str, tuple[str, list[Stated]]]:
        """The registers whose texts a page shows as its own: by the page's marker, the register's name and records."""
        return {
            "unknowns": ("unknowns", list(self.unknowns.values())),
            "truces": ("truces", list(self.truces.values())),
            "kursk-area": ("kursk_area", list(self.areas.values())),
            "contacts": ("contacts", list(self.contacts.values())),
            "readouts": ("readouts", list(self.readouts.values())),
            "picture: clauses": ("clauses", list(self.clauses.values())),
        }

    def titles(self, doc: Document[Page]) -> dict[str, str]:
        """The titles of a page's sections by their address, those that the build writes included."""
        if doc.path not in self._titles:
            self._titles[doc.path] = self._titles_of(doc)
        return self._titles[doc.path]

    @cached_property
    def _titles(self) -> dict[str, dict[str, str]]:
        return {}

    def _titles_of(self, doc: Document[Page]) -> dict[str, str]:
        titles = (
            {question.id: question.short for question in self.questions()} if isinstance(doc.page, Position) else {}
        )
        for marker in SHOWN.findall(doc.body):
            _, records = self.stated().get(marker, ("", []))
            titles |= {record.anchor: record.title for record in records}
        return titles | doc.headings()

    def changes(self, path: str | None = None) -> list[Change]:
        """What was changed on the site, or on one page, newest first."""
        changes = (change for change in self.change_log.values() if path in (None, change.page))
        return sorted(changes, key=lambda change: (change.date, change.id), reverse=True)

    def outlet_of(self, source: Source) -> Outlet | None:
        """Who published a source first: its author where that is an outlet or institution, else where we read it."""
        names = [author.literal for author in source.author] + [source.container_title or ""]
        return next((self.outlets[name] for name in names if name in self.outlets), None)

    def printed_by(self, source: str) -> list[Quotation]:
        """The quotations that a source printed."""
        return self._printed_by.get(source, [])

    @cached_property
    def _printed_by(self) -> dict[str, list[Quotation]]:
        return _grouped((entry.source, entry) for entry in self.quotations.values())

    def showing_owner(self, source: str) -> list[Outlet]:
        """The outlets whose owner a source shows."""
        return self._showing_owner.get(source, [])

    @cached_property
    def _showing_owner(self) -> dict[str, list[Outlet]]:
        return _grouped((outlet.source, outlet) for outlet in self.outlets.values() if outlet.source)

    def bearing_on(self, path: str) -> list[Unknown]:
        """The disputed and unknown points that bear on a page."""
        return self._bearing_on.get(path, [])

    @cached_property
    def _bearing_on(self) -> dict[str, list[Unknown]]:
        return _grouped((path, one) for one in self.unknowns.values() for path in dict.fromkeys(one.pages))

    def printings(self, first: str) -> list[Quotation]:
        """The first printing of an utterance, by its id, and those that render it."""
        return self._printings.get(first, [])

    @cached_property
    def _printings(self) -> dict[str, list[Quotation]]:
        return _grouped((entry.variant_of or entry.id, entry) for entry in self.quotations.values())

    def citing(self, source: str) -> dict[str, list[str]]:
        """Where a source is cited: for each page, by path, the addresses on it under which that is."""
        return self._citing.get(source, {})

    @cached_property
    def _citing(self) -> dict[str, dict[str, list[str]]]:
        found: dict[str, dict[str, list[str]]] = {}
        for path, doc in sorted(self.documents.items()):
            for source, anchor in doc.citations():
                anchors = found.setdefault(source, {}).setdefault(path, [])
                if anchor not in anchors:
                    anchors.append(anchor)
        return found


def _grouped(entries: Iterable[tuple[str, R]]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = {}
    for key, entry in entries:
        found.setdefault(key, []).append(entry)
    return found


def _place(doc: Document[Page]) -> tuple[str, int, str]:
    if isinstance(doc.page, Event):
        return (f"timeline/{doc.page.date}", doc.page.order, doc.path)
    return (doc.path, 0, doc.path)


@cache
def load(root: Path) -> Content:
    """Read and check `root`/docs and `root`/data; remembered until `load.cache_clear()`.

    Raises `ContentError` with every fault found, if there is one.
    """
    problems: list[Problem] = []
    documents: dict[str, Document[Page]] = {}
    texts: dict[str, str] = {}  # of pages and registers, by file
    for file in sorted((root / "docs").rglob("*.md")):
        path = file.relative_to(root / "docs").as_posix()
        if any(part.startswith(".") for part in path.split("/")):  # MkDocs leaves these out too
            continue
        try:
            texts[f"docs/{path}"] = read_text(file, f"docs/{path}")
            documents[path] = read_document(path, texts[f"docs/{path}"])
        except ContentError as error:
            problems += error.problems
    lines: dict[str, Located] = {}
    read = partial(read_register, root, lines, texts, problems)
    sources = read("sources", Source)
    listed = listings.texts(documents, sources.values())
    generated = {path: text for path, text in listed.items() if path not in documents}
    documents |= {path: read_document(path, text) for path, text in generated.items()}
    content = Content(
        root,
        documents,
        sources=sources,
        quotations=read("quotations", Quotation),
        outlets=read("outlets", Outlet, key="name"),
        unknowns=read("unknowns", Unknown),
        change_log=read("changes", Change),
        truces=read("truces", Truce),
        areas=read("kursk_area", Area),
        contacts=read("contacts", Contact),
        readouts=read("readouts", Readout),
        clauses=read("clauses", Clause),
        tombstones=read("tombstones", Tombstone, key="address"),
        versions=read("versions", Version, key="date"),
        register_lines=lines,
        generated=generated,
    )
    content.miswritten.extend([*written.faults(texts), *written.faults_beside(root)])
    if problems:
        raise ContentError(written.alone(content.miswritten, problems))
    for path, doc in documents.items():
        shown = [line for marker in SHOWN.findall(doc.body) for line in _stated(content, marker)]
        documents[path] = replace(doc, registered=tuple(shown))
    return content


def _stated(content: Content, marker: str) -> Iterator[Line]:
    """What the register that a marker shows states, line by line, each a paragraph."""
    name, records = content.stated().get(marker, ("", []))
    for number, record in enumerate(records):
        for place, text in record.statements():
            line = content.register_lines[name].line_of((number, *place))
            yield from (Line(f"data/{name}.yaml", line, words, record.anchor) for words in (text, ""))
