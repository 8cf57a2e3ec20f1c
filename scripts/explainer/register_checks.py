"""What can be wrong with a record in data/ only in the light of the others, or of the pages."""

from __future__ import annotations

from collections.abc import Iterator

from .content import Content
from .located import Keys, Located
from .problems import Problem

# The pages that explain the clauses of the joint statement, and tell what became of each.
PROPOSAL = "proposal.md"
FATES = "aftermath/clauses.md"


def register_faults(content: Content) -> list[Problem]:
    """Every reference between the registers, and from them to pages, that leads nowhere."""
    return [
        *_sources(content),
        *_outlets(content),
        *_quotations(content),
        *_pages(content),
        *_people(content),
        *_accounts(content),
        *_clauses(content),
    ]


def unknown_source(file: str, line: int, source: str) -> Problem:
    """The fault of naming a source that the register does not hold."""
    fix = "correct the id, or enter the source in data/sources.yaml."
    return Problem(file, line, f"No source has the id “{source}”.", fix)


def _lines(content: Content, name: str) -> Located:
    """The lines of a register; of one that is not there, its first."""
    return content.register_lines.get(name, Located([], {}, 1))


def _sources(content: Content) -> Iterator[Problem]:
    """Balance is counted by the country of outlets, so each source's outlet is known."""
    lines = _lines(content, "sources")
    for number, source in enumerate(content.sources.values()):
        if content.outlet_of(source) is None:
            reason = f"No outlet is registered as “{source.publisher()}”."
            fix = "enter the author or the container-title of the source in data/outlets.yaml."
            yield Problem("data/sources.yaml", lines.line_of((number, "id")), reason, fix)


def _outlets(content: Content) -> Iterator[Problem]:
    lines = _lines(content, "outlets")
    for number, outlet in enumerate(content.outlets.values()):
        if outlet.source and outlet.source not in content.sources:
            yield unknown_source("data/outlets.yaml", lines.line_of((number, "source")), outlet.source)


def _quotations(content: Content) -> Iterator[Problem]:
    file, lines = "data/quotations.yaml", _lines(content, "quotations")
    for number, entry in enumerate(content.quotations.values()):
        if entry.source not in content.sources:
            yield unknown_source(file, lines.line_of((number, "source")), entry.source)
        if entry.variant_of is None:
            continue
        first = content.quotations.get(entry.variant_of)
        line = lines.line_of((number, "variant_of"))
        if first is None or first.variant_of is not None:
            fix = "name the id of the first printing of these words."
            yield Problem(file, line, f"“{entry.variant_of}” is no first printing in the ledger.", fix)
        elif (first.speaker, first.date) != (entry.speaker, entry.date):
            reason = f"Speaker or date differs from that of “{first.id}”, which it is said to render."
            yield Problem(file, line, reason, "correct one of the two, or take variant_of out.")


def _pages(content: Content) -> Iterator[Problem]:
    """The pages that a record bears on, concerns, or is told on."""
    named: list[tuple[str, Keys, str | None]] = []
    for number, unknown in enumerate(content.unknowns.values()):
        named += [("unknowns", (number, "pages", place), page) for place, page in enumerate(unknown.pages)]
    named += [("changes", (n, "page"), change.page) for n, change in enumerate(content.change_log.values())]
    named += [("truces", (n, "event"), truce.event) for n, truce in enumerate(content.truces.values())]
    named += [("contacts", (n, "event"), contact.event) for n, contact in enumerate(content.contacts.values())]
    named += [("readouts", (n, "event"), readout.event) for n, readout in enumerate(content.readouts.values())]
    for name, keys, page in named:
        if page is not None and page not in content.documents:
            line = _lines(content, name).line_of(keys)
            yield Problem(f"data/{name}.yaml", line, f"There is no page “{page}”.", "give its path under docs/.")


def _people(content: Content) -> Iterator[Problem]:
    lines, known = _lines(content, "contacts"), content.by_slug()
    for number, contact in enumerate(content.contacts.values()):
        for place, slug in enumerate(contact.people):
            if slug not in known:
                line = lines.line_of((number, "people", place))
                fix = "use the file name of a glossary entry, or add the entry."
                yield Problem("data/contacts.yaml", line, f"There is no entry “{slug}”.", fix)


def _accounts(content: Content) -> Iterator[Problem]:
    lines = _lines(content, "readouts")
    for number, readout in enumerate(content.readouts.values()):
        for place, text in enumerate(readout.texts):
            for key in text.sources:
                if key not in content.sources:
                    yield unknown_source("data/readouts.yaml", lines.line_of((number, "texts", place)), key)


def _clauses(content: Content) -> Iterator[Problem]:
    """Each clause is explained on one page and told in full on another."""
    lines = _lines(content, "clauses")
    for number, clause in enumerate(content.clauses.values()):
        for field, path, anchor in (("clause", PROPOSAL, clause.clause), ("id", FATES, clause.anchor)):
            page = content.documents.get(path)
            if page is None or anchor not in page.headings():
                line = lines.line_of((number, field))
                fix = "correct the id, or add the section."
                yield Problem("data/clauses.yaml", line, f"docs/{path} has no section “{anchor}”.", fix)
