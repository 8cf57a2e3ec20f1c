"""The site's own words in a paragraph of Markdown, every character where it stood."""

from __future__ import annotations

import re

from .documents import CITATION, NOT_PROSE, Document, Paragraph
from .models import Page
from .quoting import QUOTED, plain
from .sections import LINK

# Stands for a character that readers do not see: it parts no words.
HIDDEN = "\x00"
# Stands for a character of words that are not the site's own or are linked already: no name goes across it.
TAKEN = "\x01"
# *words*{ .garble }: the supplied article's
MARKED_OFF = re.compile(r"(\*+)[^*]+\1\{[^}]*\.garble\b[^}]*\}")
# `code`, “quoted”, [linked](words): what stands there is no prose of the site that could be linked
NOT_OWN = (NOT_PROSE, LINK, QUOTED, MARKED_OFF)
# {attributes}, <tags>, **emphasis**, \escapes, and the marks that begin a list item or heading
MARKUP = re.compile(r"\{[^}]*\}|<[/!a-zA-Z][^>]*>|[*\\]|(?<!\w)_|_(?!\w)|^(?:[-#]+|\d+\.) ")


def unmarked(markdown: str) -> str:
    """A paragraph as long as it is, with stand-ins for markup, citations, quotations, code and links."""
    text = CITATION.sub(lambda mark: HIDDEN * len(mark[0]), markdown)
    for pattern in NOT_OWN:
        text = pattern.sub(lambda words: TAKEN * len(words[0]), text)
    return MARKUP.sub(lambda mark: HIDDEN * len(mark[0]), text)


def as_read(markdown: str) -> str:
    """A paragraph as the words that a reader sees, without the marks of notes."""
    return " ".join(MARKUP.sub("", plain(markdown)).split())


def line_at(doc: Document[Page], paragraph: Paragraph, offset: int) -> int:
    """The line of the file on which a character of a paragraph stands; a register's or answer's text is one line."""
    if paragraph.file != doc.file or paragraph.number < doc.body_line:
        return paragraph.number
    for number, line in enumerate(doc.body.splitlines()[paragraph.number - doc.body_line :], paragraph.number):
        offset -= len(line.strip().removeprefix("> ")) + 1
        if offset < 0:
            return number
    return paragraph.number
