"""Editorial rules that can be checked without converting a page: each fault with its file, line and mend."""

from __future__ import annotations

import re

from .content import CITATION, Content, Document
from .models import Entry, Event, Page, Position
from .names import collisions
from .problems import Problem

# “words”   a quotation, or a word used as somebody else's
QUOTED = re.compile(r"“([^”]*)”")
# … or ... or [word]   where a quotation leaves the ledger's words
OMISSION = re.compile(r"…|\.\.\.|\[[^\]]*\]")
# ## Title {#address}
HEADING = re.compile(r"^#{1,6} .*?(\{\s*#[a-z0-9][a-z0-9-]*\b[^}]*\})?\s*$")
# Editorial rule: at most 25 words are quoted; from three words on it is a quotation and not a word or a name.
QUOTED_AT_MOST = 25
QUOTATION_FROM = 3


def check(content: Content) -> list[Problem]:
    """Every fault in the content as loaded."""
    problems = collisions(content)
    for doc in content.documents.values():
        problems += [*_references(content, doc), *_headings(doc), *_quotations(content, doc)]
    for number, quotation in enumerate(content.quotations.values()):
        if quotation.source not in content.sources:
            line = content.register_lines["quotations"].line_of((number, "source"))
            problems.append(_unknown_source("data/quotations.yaml", line, quotation.source))
    return sorted(problems)


def _unknown_source(file: str, line: int, source: str) -> Problem:
    mend = "correct the id, or enter the source in data/sources.yaml."
    return Problem(file, line, f"No source has the id “{source}”.", mend)


def _references(content: Content, doc: Document[Page]) -> list[Problem]:
    """What front matter points to must be there: sources of roles, actors of events, questions of positions."""
    page, problems = doc.page, []
    if isinstance(page, Entry):
        for number, role in enumerate(page.roles):
            if role.source not in content.sources:
                line = doc.front.line_of(("roles", number, "source"))
                problems.append(_unknown_source(doc.file, line, role.source))
    if isinstance(page, Event):
        for number, actor in enumerate(page.actors):
            if actor not in content.by_slug():
                line = doc.front.line_of(("actors", number))
                mend = "use the file name of a glossary entry or a position, or add the entry."
                problems.append(Problem(doc.file, line, f"There is no entry or position “{actor}”.", mend))
    if isinstance(page, Position):
        for question, answer in page.answers.items():
            if answer.text is not None and not CITATION.search(answer.text):
                line = doc.front.line_of(("answers", question, "text"))
                mend = "cite a source after the full stop, [^source-id], or say text: null."
                problems.append(Problem(doc.file, line, f"The answer “{question}” cites nothing.", mend))
        asked, answered = [question.id for question in content.questions()], list(page.answers)
        if asked != answered:
            line = doc.front.line_of(("answers",))
            mend = f"answer, in this order: {', '.join(asked)} (text: null where no source does)."
            problems.append(Problem(doc.file, line, "The answers do not follow the questions of the matrix.", mend))
    return problems


def _prose(doc: Document[Page]) -> list[tuple[int, str]]:
    """The lines of a document outside fenced code."""
    prose, fenced = [], False
    for number, line in doc.source_lines():
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        elif not fenced:
            prose.append((number, line))
    return prose


def _headings(doc: Document[Page]) -> list[Problem]:
    """An address made from a title would change with the title, so every heading has one set by hand, once."""
    problems, seen = [], set()
    for number, line in _prose(doc):
        match = HEADING.match(line)
        if match is None:
            continue
        if match[1] is None:
            mend = "add one in ASCII, such as {#what-happened}, and never change it afterwards."
            problems.append(Problem(doc.file, number, "The heading has no address of its own.", mend))
        elif match[1] in seen:
            problems.append(
                Problem(doc.file, number, f"The address {match[1]} is taken.", "give this heading another.")
            )
        seen.add(match[1])
    return problems


def normalise(words: str) -> str:
    """Words without what printers change: kinds of apostrophe, dots and spaces, the case and the closing mark."""
    words = words.replace("’", "'").replace("‘", "'").replace("…", "...")
    return " ".join(words.split()).casefold().strip(" .,;:")


def _quotations(content: Content, doc: Document[Page]) -> list[Problem]:
    """Quoted words stand in the ledger to the letter, in order, apart from marked omissions."""
    ledger = [normalise(quotation.words) for quotation in content.quotations.values()]
    problems = []
    # A quotation may run over a line's end, so paragraphs are read whole; the line is that of the paragraph's part.
    for number, paragraph in _paragraphs(_prose(doc)):
        if '"' in re.sub(r"`[^`]*`|\{[^}]*\}|<[^>]*>", "", paragraph):
            mend = "use “ and ” around the exact words of a speaker, italics for titles."
            problems.append(Problem(doc.file, number, "A straight quotation mark stands in the text.", mend))
        for quoted in QUOTED.findall(paragraph):
            words = len(quoted.split())
            if words > QUOTED_AT_MOST:
                reason = f"A quotation has {words} words, more than {QUOTED_AT_MOST}: “{quoted[:40]}…”."
                problems.append(Problem(doc.file, number, reason, "quote less, or say it in your own words."))
            if words >= QUOTATION_FROM and not any(_is_from(quoted, whole) for whole in ledger):
                mend = "quote the ledger's words exactly, enter the quotation in data/quotations.yaml, or reword."
                problems.append(Problem(doc.file, number, f"“{quoted}” is not in the ledger of quotations.", mend))
    return problems


def _paragraphs(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    fresh = True
    for number, line in lines:
        if not line.strip():
            fresh = True
        elif fresh or line.lstrip().startswith(("- ", "* ", "|", "#")):
            found.append((number, line))
            fresh = False
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line}")
    return found


def _is_from(quoted: str, whole: str) -> bool:
    position = 0
    for part in OMISSION.split(quoted):
        part = normalise(part)
        position = whole.find(part, position)
        if position < 0:
            return False
        position += len(part)
    return True
