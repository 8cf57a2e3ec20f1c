"""Markdown that would show as signs, hide what follows, or stand where it does not belong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from .documents import CITATION, HEADING, Document, Paragraph
from .models import Page
from .problems import Problem
from .quotemarks import ATTRIBUTES, CODE, COMMENT, ESCAPED, LINK, TAG
from .values import Value
from .webaddresses import web_address

# ```, ~~~~   a line that begins a block of code, or ends the one that began alike
FENCE = re.compile(r"\s*(?:[-*+]\s+|\d+[.)]\s+|>\s?)*(`{3,}|~{3,})")
# ##Title   a heading that lacks its space
UNSPACED = re.compile(r"#{2,6}[^\s#]|#[^\s#].*\{#")
# [words][address]
REFERENCE = re.compile(r"\[([^\[\]]+)\]\[([^\[\]]*)\]")
# [address]: https://…
DEFINITION = re.compile(r"^ {0,3}\[([^\]^][^\]]*)\]:\s", re.M)
# [words](https://…
WEB = re.compile(r"\]\(<?\s*(https?:[^\s<>()]*)")
# *words*, **words**, _words_
STARRED = re.compile(r"(\*{1,3})(?=[^\s*])(.+?)(?<=[^\s*])\1")
UNDERSCORED = re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])(.+?)(?<=[^\s_])\1(?!\w)")
STRAY_STAR = re.compile(r"\*(?=[^\s*])|(?<=[^\s*])\*")
STRAY_UNDERSCORE = re.compile(r"(?<!\w)_+(?=[^\W_])|(?<=[^\W_])_+(?!\w)")
# - [^source]   what should come after the text that it carries
CITED_FIRST = re.compile(r"(?:[-*+]\s+|\d+[.)]\s+|\|\s*|#+\s+)?\[\^[^\]\s]+\](?!:)")
# What is left of a paragraph in which all that Markdown knows has been taken out, and what that means
LEFT_OVER = [
    (re.compile(r"\^\["), "A note is written into the text.", "cite a source of the register, [^source-id]."),
    (re.compile(r"\[\^"), "The mark of a note is broken.", "write [^source-id], closed and without a space."),
    (re.compile(r"\[\s*\]\("), "A link has no words.", "write [words](address)."),
    (re.compile(r"\]\(\s*\)"), "A link has no address.", "write [words](address)."),
    (re.compile(r"\]\("), "A link is left open.", "write [words](address), on one line and closed."),
    (
        re.compile(r"\]\s+\((?:https?:|\.{1,2}/|[\w./-]+\.md)"),
        "A space parts a link's words from its address.",
        "write [words](address).",
    ),
    (re.compile(r"\]\["), "A link is left open.", "write [words](address)."),
    (re.compile(r"`"), "Code is left open.", "end it with as many ` as it begins with."),
    (STRAY_STAR, "An asterisk would show.", "close the emphasis, or write \\*."),
    (STRAY_UNDERSCORE, "An underscore would show.", "close the emphasis, or write \\_."),
]
# A paragraph with no signs but those of citations and plain links, as most are
WORDS = r"[^\[\]`*_^\\<]"
PLAIN = re.compile(
    rf"(?:{WORDS}++|\[\^[^\]\s]+\]|\[(?!\s){WORDS}+\]\([^()\s]+\)|(\*\*?)(?!\s){WORDS}+(?<!\s)\1(?!\*))*+"
)
NOTE_FIX = "cite in the text, after the full stop."


def faults(doc: Document[Page]) -> Iterator[Problem]:
    """The faults of a page's Markdown and of what it shows from registers."""
    yield from _left_open(doc)
    yield from _headings(doc)
    defined = {name.casefold() for name in DEFINITION.findall(doc.body)}
    for paragraph in doc.paragraphs():
        yield from _in_paragraph(paragraph, defined)


def field_faults(values: Iterable[Value]) -> Iterator[Problem]:
    """Citations in fields that no note can follow, such as a title."""
    for value in values:
        if isinstance(value.value, str) and re.search(r"\[\^|\^\[", value.value):
            yield Problem(value.file, value.line, f"“{value.field}” holds a citation, and is no text.", NOTE_FIX)


def _left_open(doc: Document[Page]) -> Iterator[Problem]:
    """Blocks of code and comments that do not end, and so hide the rest; and code where facts are stated."""
    opened: tuple[int, str] | None = None
    for number, line in enumerate(doc.body.splitlines(), doc.body_line):
        fence = FENCE.match(line)
        if fence and opened is None:
            opened = number, fence[1]
            if doc.page.factual:
                fix = "take the block out; a page that states facts has no code."
                yield Problem(doc.file, number, "A block of code escapes the checks.", fix)
        elif fence and opened and fence[1].startswith(opened[1]) and not line[fence.end() :].strip():
            opened = None
    if opened and not doc.page.factual:
        fix = f"end it with {opened[1]} on a line of its own."
        yield Problem(doc.file, opened[0], "A block of code is left open and takes in the rest of the page.", fix)
    if "<!--" in doc.body:
        rest = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), doc.body)
        place = rest.find("<!--")
        if place >= 0:
            line_number = doc.body_line + rest.count("\n", 0, place)
            yield Problem(
                doc.file, line_number, "A comment is left open and takes in the rest of the page.", "end it with -->."
            )


def _headings(doc: Document[Page]) -> Iterator[Problem]:
    level = 1  # that of the title
    for line in doc.prose():
        if line.file != doc.file or not line.text.startswith("#"):
            continue
        at = partial(Problem, line.file, line.number)
        if UNSPACED.match(line.text):
            yield at("A heading lacks the space after #.", "write “## Title {#address}”.")
        if not HEADING.match(line.text):
            continue
        depth = len(line.text) - len(line.text.lstrip("#"))
        if depth == 1:
            yield at("The page has a first-level heading already: its title.", "write “## Title {#address}”.")
        elif depth > level + 1:
            yield at(f"A heading of level {depth} stands below one of level {level}.", f"write {'#' * (level + 1)}.")
        level = max(depth, 2)
        if CITATION.search(line.text):
            yield at("A heading cites a source.", NOTE_FIX)


def _in_paragraph(paragraph: Paragraph, defined: set[str]) -> Iterator[Problem]:
    at = partial(Problem, paragraph.file, paragraph.number)
    text = paragraph.text
    if CITED_FIRST.match(text) and not text.startswith("#"):
        yield at("A citation stands before any text.", "cite after the full stop of what the source carries.")
    for address in WEB.findall(text) if "](" in text else ():
        try:
            web_address(address)
        except ValueError as error:
            yield at(f"The address {address[:80]} {error}.", "correct the link.")
    if PLAIN.fullmatch(text):
        return
    rest = CITATION.sub("", text)
    rest = CODE.sub("", ESCAPED.sub("", COMMENT.sub("", rest)))
    rest = ATTRIBUTES.sub("", TAG.sub("", rest))
    if "](" in rest:
        rest = LINK.sub(lambda link: link[0] if not link[1].strip() or link[0].endswith("()") else f" {link[1]} ", rest)
    for reference in REFERENCE.finditer(rest):
        if (reference[2] or reference[1]).casefold() not in defined:
            yield at(f"The link {reference[0]} has no address.", "write [words](address).")
    rest = REFERENCE.sub(" ", rest)
    rest = UNDERSCORED.sub(r"\2", STARRED.sub(r"\2", STARRED.sub(r"\2", rest)))
    for pattern, reason, fix in LEFT_OVER:
        if pattern.search(rest):
            yield at(reason, fix)
            return
    if rest.count("[") != rest.count("]"):
        yield at("A bracket is left open.", "close it, or write \\[.")
