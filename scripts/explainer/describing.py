"""What titles and summaries must be so that others can show them: in search results, lists and previews."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from .content import Content
from .documents import Document
from .models import Page
from .problems import Problem

# In characters: what search results and previews elsewhere show of a description uncut, and what fills their lines.
SUMMARY_LENGTH = range(50, 161)
# Longest title that a preview's picture shows in type that is still read when the picture is small.
TITLE_LENGTH = 120
# And its longest word: of the widest letters, so many fill a line.
WORD_LENGTH = 24
# Latin and Cyrillic with their marks, figures, and the punctuation of prose: what the faces in exports/fonts/ can draw.
DRAWABLE = re.compile(
    "[ -~\u00a0-\u012b\u012e-\u0131\u0134-\u0165\u0168-\u017f\u0218-\u021b\u0400-\u045f\u0490-\u0493"
    "\u2010-\u2015\u2018-\u201a\u201c-\u201e\u2026\u20ac\u2116\u2192\u2212]"
)


def described_faults(content: Content) -> list[Problem]:
    """Titles and summaries that cannot be shown, and summaries that two pages share."""
    problems: list[Problem] = []
    first: dict[str, str] = {}
    for doc in content.documents.values():
        problems += [*_title_faults(doc), *_summary_faults(doc, first.setdefault(doc.page.summary, doc.file))]
    return problems


def _title_faults(doc: Document[Page]) -> Iterator[Problem]:
    title, at = doc.page.title, partial(Problem, doc.file, doc.front.line_of(("title",)))
    if len(title) > TITLE_LENGTH:
        reason = f"The title has {len(title)} characters, more than the {TITLE_LENGTH} that a preview can show."
        yield at(reason, "say the rest in the summary.")
    if long := [word for word in title.split() if len(word) > WORD_LENGTH]:
        reason = (
            f"The title has a word of {len(long[0])} characters, more than the {WORD_LENGTH} that a preview can show."
        )
        yield at(reason, "use shorter words, or put a space or a dash between them.")
    elif strange := sorted({character for character in title if not DRAWABLE.fullmatch(character)}):
        reason = f"The picture of the page’s preview cannot show “{''.join(strange)}”."
        yield at(reason, "write the title in Latin or Cyrillic letters; also_written: takes any others.")
    if doc.path == "home.md":
        yield at("The address previews/home.png is that of the first page’s picture.", "give the file another name.")


def _summary_faults(doc: Document[Page], first: str) -> Iterator[Problem]:
    at = partial(Problem, doc.file, doc.front.line_of(("summary",)))
    length, least, most = len(doc.page.summary), SUMMARY_LENGTH[0], SUMMARY_LENGTH[-1]
    if length not in SUMMARY_LENGTH:
        reason = f"The summary has {length} characters, not {least} to {most}."
        yield at(reason, "say in one sentence what this page answers: previews and search results show it whole.")
    if first != doc.file:
        reason = f"The summary is that of {first} too."
        yield at(reason, "say what this page alone answers: previews and search results tell pages apart by it.")
