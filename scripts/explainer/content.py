"""Everything the site knows, read once from `docs/` and `data/`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from pydantic import BaseModel, ValidationError

from .located import Located, read_yaml
from .models import Entry, Event, Named, Page, Position, PositionsIndex, Question, Quotation, Source
from .problems import ContentError, Problem

# ---            the front matter, between two lines of three hyphens
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*\n", re.S)
# `code`, fenced code and <!-- comments -->, in which nothing is cited
NOT_PROSE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`|<!--.*?-->", re.S | re.M)
# [^source-id]   a citation
CITATION = re.compile(r"\[\^([^\]\s]+)\]")
# Which model a page follows: the first pattern that its path under docs/ matches.
KINDS: list[tuple[str, type[Page]]] = [
    (r"positions/index\.md", PositionsIndex),
    (r"(glossary|timeline)/index\.md", Page),
    (r"glossary/[^/]+\.md", Entry),
    (r"timeline/[^/]+\.md", Event),
    (r"positions/[^/]+\.md", Position),
    (r".*\.md", Page),
]


Record = TypeVar("Record", bound=BaseModel)
Registered = TypeVar("Registered", Source, Quotation)
PageT_co = TypeVar("PageT_co", bound=Page, covariant=True)
P = TypeVar("P", bound=Page)


@dataclass(frozen=True)
class Document(Generic[PageT_co]):
    """A Markdown file: its typed front matter, its text and where both stand."""

    path: str  # relative to docs/, with forward slashes, as MkDocs names it
    page: PageT_co
    body: str
    body_line: int
    front: Located

    @property
    def file(self) -> str:
        return f"docs/{self.path}"

    @property
    def slug(self) -> str:
        return Path(self.path).stem

    def source_lines(self) -> Iterator[tuple[int, str]]:
        """The lines of prose: the answers in a position's front matter, a paragraph each, and then the body's."""
        if isinstance(self.page, Position):
            for question, answer in self.page.answers.items():
                line = self.front.line_of(("answers", question, "text"))
                yield from ((line, answer.text or ""), (line, ""))
        yield from enumerate(self.body.splitlines(), self.body_line)

    def citations(self) -> list[str]:
        """The sources the page cites, in the order in which they first occur."""
        text = "\n".join(line for _, line in self.source_lines())
        roles = [role.source for role in self.page.roles] if isinstance(self.page, Entry) else []
        return list(dict.fromkeys([*roles, *cited(text)]))


def cited(text: str) -> list[str]:
    """The sources that a text in Markdown cites, in order."""
    return list(dict.fromkeys(CITATION.findall(NOT_PROSE.sub("", text))))


@dataclass(frozen=True, eq=False)
class Content:
    """The documents by path, and the registers."""

    root: Path
    documents: dict[str, Document[Page]]
    sources: dict[str, Source]
    quotations: dict[str, Quotation]
    register_lines: dict[str, Located] = field(default_factory=dict)

    def of(self, model: type[P]) -> list[Document[P]]:
        """The documents that follow a model, by path; events in the order in which they happened."""
        found = sorted((doc for doc in self.documents.values() if isinstance(doc.page, model)), key=_place)
        return cast(list[Document[P]], found)

    def by_slug(self) -> dict[str, Document[Named]]:
        """Glossary entries and positions by file name, which is how events name their actors."""
        return {doc.slug: doc for doc in self.of(Named) if not isinstance(doc.page, Event)}

    def questions(self) -> list[Question]:
        """The questions of the matrix, in its order."""
        return [question for doc in self.of(PositionsIndex) for question in doc.page.questions]

    def citing(self, source: str) -> list[Document[Page]]:
        """The documents that cite a source."""
        return self._citing.get(source, [])

    @cached_property
    def _citing(self) -> dict[str, list[Document[Page]]]:
        found: dict[str, list[Document[Page]]] = {}
        for _, doc in sorted(self.documents.items()):
            for source in doc.citations():
                found.setdefault(source, []).append(doc)
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
    for file in sorted((root / "docs").rglob("*.md")):
        path = file.relative_to(root / "docs").as_posix()
        if any(part.startswith(".") for part in path.split("/")):  # MkDocs leaves these out too
            continue
        try:
            documents[path] = read_document(path, _read(file, f"docs/{path}"))
        except ContentError as error:
            problems += error.problems
    registers: dict[str, Located] = {}
    sources = _register(root, "sources", Source, registers, problems)
    quotations = _register(root, "quotations", Quotation, registers, problems)
    if problems:
        raise ContentError(problems)
    return Content(root, documents, sources, quotations, registers)


def _read(file: Path, name: str) -> str:
    """The text of a file; a byte order mark, which some editors write, is no part of it."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        mend = "save the file as UTF-8 text."
        raise ContentError([Problem(name, 1, f"The file cannot be read: {error}.", mend)]) from None


def read_document(path: str, text: str) -> Document[Page]:
    """One page from its text. Raises `ContentError` if its front matter is not as its kind of page needs it."""
    file = f"docs/{path}"
    match = FRONT_MATTER.match(text)
    if not match:
        mend = "begin the file with “---”, title: and summary:, “---”."
        raise ContentError([Problem(file, 1, "The page has no front matter.", mend)])
    front = read_yaml(match[1], file, first_line=2)
    if not isinstance(front.value, dict):
        raise ContentError([Problem(file, 2, "The front matter holds no fields.", "write “title: …”, “summary: …”.")])
    model = next(model for pattern, model in KINDS if re.fullmatch(pattern, path))
    page = _validated(model, front.value, file, front, ())
    body_line = text[: match.end()].count("\n") + 1
    return Document(path, page, text[match.end() :], body_line, front)


def _register(
    root: Path, name: str, model: type[Registered], registers: dict[str, Located], problems: list[Problem]
) -> dict[str, Registered]:
    file = f"data/{name}.yaml"
    records: dict[str, Registered] = {}
    try:
        located = registers[name] = read_yaml(_read(root / file, file), file)
        if not isinstance(located.value, list):
            raise ContentError([Problem(file, 1, "The register holds no records.", "begin each with “- id: …”.")])
    except ContentError as error:
        problems += error.problems
        return records
    for number, value in enumerate(located.value):
        try:
            record = _validated(model, value, file, located, (number,))
        except ContentError as error:
            problems += error.problems
            continue
        if record.id in records:
            line = located.line_of((number, "id"))
            problems.append(
                Problem(file, line, f"The id “{record.id}” is taken.", "give this record an id of its own.")
            )
        records[record.id] = record
    return records


def _validated(model: type[Record], value: Any, file: str, located: Located, prefix: tuple[str | int, ...]) -> Record:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise ContentError(_problem(fault, file, located, prefix) for fault in error.errors()) from None


def _problem(fault: Any, file: str, located: Located, prefix: tuple[str | int, ...]) -> Problem:
    """A pydantic error in an editor's words."""
    path = tuple(part for part in fault["loc"] if part != "[key]")
    line = located.line_of((*prefix, *path))
    name = ".".join(str(part) for part in path)
    if fault["type"] == "missing":
        return Problem(file, line, f"The field “{name}” is missing.", f"add “{path[-1]}:” as CONTRIBUTING.md shows.")
    if fault["type"] == "extra_forbidden":
        return Problem(file, line, f"There is no field “{name}”.", "correct its spelling or remove it.")
    what = fault["msg"].removeprefix("Value error, ")
    return Problem(file, line, f"“{name}”: {what}." if name else f"{what}.", "see CONTRIBUTING.md for this field.")
