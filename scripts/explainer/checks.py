"""Editorial rules that can be checked without converting a page: each fault with its file, line and fix."""

from __future__ import annotations

import re

from . import claim_ids, dates, harmless, locks, missing, naming, quotation_checks, source_talk, syntax
from .content import Content
from .describing import described_faults
from .documents import CITATION, HEADING, Document, cited
from .models import AsKnown, Entry, Event, Page, Position, PositionsIndex, Story
from .names import collisions, known_names
from .problems import Problem
from .register_checks import register_faults, unknown_source
from .values import values
from .written import alone

# ===== or -----   below a line of text: a heading without an address
UNDERLINE = re.compile(r"^(=+|-{2,})\s*$")
# [^id]: words   a note written by hand, which would bypass the register
HAND_NOTE = re.compile(r"^\s*\[\^[^\]]+\]:")
# > words, - > words   set off as a quotation
BLOCK_QUOTATION = re.compile(r"\s*(?:(?:[-*+]|\d+[.)])\s+)*>")
# { .unknown }, class="furniture"   what the build writes is exempt from citing, so its classes are the build's own
BUILD_CLASS = re.compile(r"""[{ ]\.(unknown|furniture|footnote)\b|class=["'][^"']*\b(unknown|furniture|footnote)\b""")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# The block that a page cannot do without.
NEEDED_BLOCKS = {
    "timeline/index.md": "timeline",
    "glossary/index.md": "glossary",
    "sources.md": "sources",
    "quotations.md": "quotations",
    "unknowns.md": "unknowns",
    "corrections.md": "corrections",
    "readouts.md": "readouts",
    "aftermath/index.md": "picture: truces",
    "aftermath/truces.md": "truces",
    "data/index.md": "data-fields",
    "v/index.md": "versions",
}


def check(content: Content) -> list[Problem]:
    """Every fault in the content as loaded; if something is gone as a whole, that alone."""
    if gone := missing.faults(content):
        return gone
    typed = list(values(content))
    problems = [
        *collisions(content),
        *_addresses(content),
        *claim_ids.faults(content),
        *locks.faults(content),
        *register_faults(content),
        *described_faults(content),
        *naming.faults(content),
        *dates.faults(content, typed),
        *syntax.field_faults(typed),
        *quotation_checks.ledger_faults(content),
    ]
    for doc in content.documents.values():
        problems += page_faults(content, doc)
    said = {(problem.file, problem.line) for problem in problems}
    marks = quotation_checks.in_fields(content, typed)  # a wrong name may have them, and is told as such
    problems += [problem for problem in marks if (problem.file, problem.line) not in said]
    return sorted(alone(content.miswritten, problems))


def page_faults(content: Content, doc: Document[Page]) -> list[Problem]:
    """Every fault of one page."""
    harm = harmless.faults(doc)
    said = {(problem.file, problem.line) for problem in harm}
    others = [
        *_references(content, doc),
        *_blocks(content, doc),
        *_lines(doc),
        *syntax.faults(doc),
        *quotation_checks.in_prose(content, doc),
        *source_talk.faults(content, doc),
    ]
    return [*harm, *(other for other in others if (other.file, other.line) not in said)]  # these may follow from it


def _addresses(content: Content) -> list[Problem]:
    """A file's name is its permanent address, so it is plain; events and actors are found by it, so it is unique."""
    problems = []
    actors: dict[str, str] = {}
    for doc in content.documents.values():
        if not SLUG.fullmatch(doc.slug):
            reason = f"“{doc.slug}” cannot be an address."
            problems.append(Problem(doc.file, 1, reason, "name the file in ASCII, lower case, with hyphens."))
        if isinstance(doc.page, Event) and not doc.slug.startswith(f"{doc.page.date}-"):
            line = doc.front.line_of(("date",))
            fix = f"name the file {doc.page.date}-….md, or correct the date."
            problems.append(Problem(doc.file, line, "The event's file is named for another day.", fix))
        if isinstance(doc.page, Entry | Position):
            if doc.slug in actors:
                reason = f"{actors[doc.slug]} has the same name, and events name their actors by it."
                problems.append(Problem(doc.file, 1, reason, "give one of the two files another name."))
            actors[doc.slug] = doc.file
    return problems


def _references(content: Content, doc: Document[Page]) -> list[Problem]:
    """What a page points to must be there: sources, actors of events, questions of positions."""
    page, problems = doc.page, []
    for number, words in enumerate(page.unlinked):
        if words not in known_names(content):
            line = doc.front.line_of(("unlinked", number))
            fix = "give a title or an alias as its own page spells it."
            problems.append(Problem(doc.file, line, f"No page has the name “{words}”.", fix))
    for prose in doc.prose():
        unknown = [key for key in cited(prose.text) if key not in content.sources]
        problems += [unknown_source(prose.file, prose.number, key) for key in unknown]
    actors = content.by_slug() if isinstance(page, Event) else {}
    if isinstance(page, Entry):
        if page.kind == "person" and not page.roles:
            fix = "say what the person was, and which source shows it: roles:, title:, as_of:, source:."
            problems.append(Problem(doc.file, doc.front.line_of(("kind",)), "A person needs at least one role.", fix))
        if page.kind == "place" and page.coordinates is None:
            fix = "add “coordinates: [latitude, longitude]”, in degrees; CONTRIBUTING.md says from where."
            problems.append(Problem(doc.file, doc.front.line_of(("kind",)), "A place needs coordinates.", fix))
        for number, role in enumerate(page.roles):
            if role.source not in content.sources:
                line = doc.front.line_of(("roles", number, "source"))
                problems.append(unknown_source(doc.file, line, role.source))
    if isinstance(page, Event):
        for number, actor in enumerate(page.actors):
            if actor not in actors:
                line = doc.front.line_of(("actors", number))
                fix = "use the file name of a glossary entry or a position, or add the entry."
                problems.append(Problem(doc.file, line, f"There is no entry or position “{actor}”.", fix))
            elif getattr(actors[actor].page, "kind", None) == "term":
                line = doc.front.line_of(("actors", number))
                fix = "name who took part: people, bodies, states, positions."
                problems.append(Problem(doc.file, line, f"“{actor}” is a term and takes part in nothing.", fix))
    if isinstance(page, Position):
        for question, answer in page.answers.items():
            if answer.text is not None and not CITATION.search(answer.text):
                line = doc.front.line_of(("answers", question, "text"))
                fix = "cite a source after the full stop, [^source-id], or say text: null."
                problems.append(Problem(doc.file, line, f"The answer “{question}” cites nothing.", fix))
        asked, answered = [question.id for question in content.questions()], list(page.answers)
        if asked != answered:
            line = doc.front.line_of(("answers",))
            fix = f"answer, in this order: {', '.join(asked)} (text: null where no source does)."
            problems.append(Problem(doc.file, line, "The answers do not follow the questions of the matrix.", fix))
    return problems


def _blocks(content: Content, doc: Document[Page]) -> list[Problem]:
    """Without its block a page would lack what it is for, such as a position its answers."""
    problems = []
    needed = NEEDED_BLOCKS.get(doc.path)
    if isinstance(doc.page, Position | PositionsIndex):
        needed = "answers" if isinstance(doc.page, Position) else "matrix"
    if isinstance(doc.page, AsKnown | Story):
        needed = "as-known" if isinstance(doc.page, AsKnown) else "story"
    if needed is not None and not any(f"<!-- {needed} -->" in line.text for line in doc.lines()):
        fix = f"put <!-- {needed} --> on a line of its own where it belongs."
        reason = f"The page does not say where its block “{needed}” goes."
        problems.append(Problem(doc.file, doc.body_line, reason, fix))
    return problems


def _lines(doc: Document[Page]) -> list[Problem]:
    """What can be wrong with a line by itself: headings, notes written by hand, the build's own classes."""
    problems, seen, before = [], set(), ""
    for number, line in ((line.number, line.text) for line in doc.prose() if line.file == doc.file):
        if match := HEADING.match(line):
            if match["address"] is None:
                fix = "add one in ASCII, such as {#what-happened}, and never change it afterwards."
                problems.append(Problem(doc.file, number, "The heading has no address of its own.", fix))
            elif match["address"] in seen:
                reason = f"The address “{match['address']}” is taken on this page."
                problems.append(Problem(doc.file, number, reason, "give this heading another."))
            seen.add(match["address"])
        if UNDERLINE.match(line) and before.strip() and "|" not in before:
            problems.append(Problem(doc.file, number, "A heading is underlined.", "write “## Title {#address}”."))
        if HAND_NOTE.match(line):
            fix = "enter the source in data/sources.yaml; the build writes its note."
            problems.append(Problem(doc.file, number, "A note is written by hand.", fix))
        if BLOCK_QUOTATION.match(line):
            fix = "quote within a sentence, “…”, with its source."
            problems.append(Problem(doc.file, number, "A block quotation has no ledger entry of its own.", fix))
        if BUILD_CLASS.search(line):
            fix = "take the class out; the build sets it where it writes itself."
            problems.append(Problem(doc.file, number, "This class would hide a statement from the checks.", fix))
        before = line
    return problems
