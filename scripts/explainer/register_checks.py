"""What can be wrong with a record in data/ only in the light of the others, or of the pages."""

from __future__ import annotations

from collections.abc import Iterator

from .content import Content
from .problems import Problem


def register_faults(content: Content) -> list[Problem]:
    """Every reference between the registers, and from them to pages, that leads nowhere."""
    return [*_sources(content), *_outlets(content), *_quotations(content), *_unknowns(content), *_corrections(content)]


def unknown_source(file: str, line: int, source: str) -> Problem:
    """The fault of naming a source that the register does not hold."""
    mend = "correct the id, or enter the source in data/sources.yaml."
    return Problem(file, line, f"No source has the id “{source}”.", mend)


def _sources(content: Content) -> Iterator[Problem]:
    """Balance is counted by the country of outlets, so each source's outlet is known."""
    lines = content.register_lines["sources"]
    for number, source in enumerate(content.sources.values()):
        if content.outlet_of(source) is None:
            reason = f"No outlet is registered as “{source.publisher()}”."
            mend = "enter the author or the container-title of the source in data/outlets.yaml."
            yield Problem("data/sources.yaml", lines.line_of((number, "id")), reason, mend)


def _outlets(content: Content) -> Iterator[Problem]:
    lines = content.register_lines["outlets"]
    for number, outlet in enumerate(content.outlets.values()):
        if outlet.source and outlet.source not in content.sources:
            yield unknown_source("data/outlets.yaml", lines.line_of((number, "source")), outlet.source)


def _quotations(content: Content) -> Iterator[Problem]:
    file, lines = "data/quotations.yaml", content.register_lines["quotations"]
    for number, entry in enumerate(content.quotations.values()):
        if entry.source not in content.sources:
            yield unknown_source(file, lines.line_of((number, "source")), entry.source)
        if entry.variant_of is None:
            continue
        first = content.quotations.get(entry.variant_of)
        line = lines.line_of((number, "variant_of"))
        if first is None or first.variant_of is not None:
            mend = "name the id of the first printing of these words."
            yield Problem(file, line, f"“{entry.variant_of}” is no first printing in the ledger.", mend)
        elif (first.speaker, first.date) != (entry.speaker, entry.date):
            reason = f"Speaker or date differs from that of “{first.id}”, which it is said to render."
            yield Problem(file, line, reason, "correct one of the two, or take variant_of out.")


def _unknowns(content: Content) -> Iterator[Problem]:
    file, lines = "data/unknowns.yaml", content.register_lines["unknowns"]
    for number, unknown in enumerate(content.unknowns.values()):
        for place, page in enumerate(unknown.pages):
            if page not in content.documents:
                line = lines.line_of((number, "pages", place))
                yield Problem(file, line, f"There is no page “{page}”.", "give its path under docs/.")


def _corrections(content: Content) -> Iterator[Problem]:
    file, lines = "data/corrections.yaml", content.register_lines["corrections"]
    for number, correction in enumerate(content.corrections.values()):
        if correction.page not in content.documents:
            line = lines.line_of((number, "page"))
            yield Problem(file, line, f"There is no page “{correction.page}”.", "give its path under docs/.")
