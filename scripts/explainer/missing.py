"""What is gone as a whole: a register, or a page that others need. Everything else would only follow from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .addresses import address_of
from .content import SHOWN, Content
from .documents import Document
from .keeping import kept
from .models import Entry, Event, Home, Listing, Page, Position
from .problems import ContentError, Problem
from .reading import read_text

# The register that a block shows.
REGISTERS = {
    "contacts": "contacts",
    "picture: clauses": "clauses",
    "corrections": "changes",
    "kursk-area": "kursk_area",
    "quotations": "quotations",
    "readouts": "readouts",
    "sources": "sources",
    "truces": "truces",
    "unknowns": "unknowns",
    "versions": "versions",
}
# What on a page rests on the records of a register.
USES: dict[str, Callable[[Document[Page]], object]] = {
    "sources": lambda doc: doc.citations(),
    "quotations": lambda doc: "“" in doc.body,
}
# What else lies in data/, written by `make addresses`.
LOCKS = ("addresses.txt", "claims.jsonl")
# The pages to which others lead, with what it is that leads there.
PAGES: dict[str, Callable[[Content], object]] = {
    "index.md": lambda content: content.documents,
    "corrections.md": lambda content: content.change_log,
    "glossary/index.md": lambda content: content.of(Entry),
    "positions/index.md": lambda content: content.of(Position),
    "quotations.md": lambda content: content.quotations,
    "readouts.md": lambda content: content.readouts,
    "sources.md": lambda content: content.sources,
    "timeline/index.md": lambda content: content.of(Event),
    "unknowns.md": lambda content: content.unknowns,
    "v/index.md": lambda content: content.versions,
}
# What the home page says for the whole site.
DATES = ("published", "as_of")


def faults(content: Content) -> list[Problem]:
    """The registers and pages that are gone or empty though others rest on them, and what stands in their place."""
    return sorted([*_registers(content), *_files(content), *_pages(content), *_twice(content)])


def _registers(content: Content) -> Iterator[Problem]:
    needed: dict[str, tuple[str, int]] = {}
    resting = dict(_resting(content))
    for doc in content.documents.values():
        for marker in (marker for marker in SHOWN.findall(doc.body) if marker in REGISTERS):
            needed.setdefault(REGISTERS[marker], (doc.file, doc.body_line))
    for name, (file, line) in (resting | needed).items():
        if name not in content.register_lines:
            fix = f"restore data/{name}.yaml; a register without records holds []."
            yield Problem(file, line, f"The register data/{name}.yaml is not there.", fix)
        elif name in resting and not getattr(content, name):
            reason = f"The register holds no records, and {file} rests on them."
            yield Problem(f"data/{name}.yaml", 1, reason, "restore them.")


def _resting(content: Content) -> Iterator[tuple[str, tuple[str, int]]]:
    """The registers whose records others rest on, each with the first place that does."""
    for name, uses in USES.items():
        if doc := next((doc for doc in content.documents.values() if uses(doc)), None):
            yield name, (doc.file, doc.body_line)
    if content.sources:
        yield "outlets", ("data/sources.yaml", 1)


def _files(content: Content) -> Iterator[Problem]:
    """Locks that cannot be read; and a file that nobody asks for is a misspelt register, or what an editor has kept."""
    folder = content.root / "data"
    for file in sorted(folder.iterdir()) if folder.is_dir() else []:
        known = file.suffix == ".yaml" and file.stem in content.register_lines
        if file.name in LOCKS:
            try:
                read_text(file, f"data/{file.name}")
            except ContentError as error:
                yield from error.problems
        elif not known and not file.name.startswith("."):
            yield Problem(f"data/{file.name}", 1, "Nothing reads this file.", "correct its name, or remove it.")


def _pages(content: Content) -> Iterator[Problem]:
    for path, leads in PAGES.items():
        if path not in content.documents and leads(content):
            yield Problem(f"docs/{path}", 1, "The page is not there, and others lead to it.", "restore it.")
    home = content.documents.get("index.md")
    for field in DATES if home and isinstance(home.page, Home) else ():
        if home and getattr(home.page, field) is None:
            fix = f"add “{field}:” with a day, as CONTRIBUTING.md shows."
            yield Problem(home.file, home.front.line_of((field,)), f"The home page does not say “{field}”.", fix)


def _twice(content: Content) -> Iterator[Problem]:
    """Pages whose address is that of another page, of a list that the build writes, or of what is kept beside."""
    taken: dict[str, Document[Page]] = {}
    for path, doc in content.documents.items():
        address = address_of(path)
        if isinstance(doc.page, Listing) and path not in content.generated:
            yield Problem(doc.file, 1, "The build itself writes the pages in this folder.", "move or remove it.")
        if address in kept(content):
            yield Problem(doc.file, 1, f"A version is published at “{address}”.", "give the page another name.")
        if address in taken:
            yield Problem(doc.file, 1, f"{taken[address].file} has the same address.", "rename one of the two.")
        taken[address] = doc
