"""What a page's title and summary must be so that others can show them: in search results, lists and previews."""

from __future__ import annotations

import re

from .content import Content
from .problems import Problem

# Latin and Cyrillic with their marks, figures, and the punctuation of prose: what the faces in exports/fonts/ can draw.
DRAWABLE = re.compile("[ -~\u00a0-\u024f\u0400-\u045f\u0490-\u0493\u2010-\u2015\u2018-\u201f\u2026\u20ac\u2116\u2192\u2212]")
# Longest title that stands on a preview's picture in type that is still read when the picture is small.
TITLE_LENGTH = 120


def described_faults(content: Content) -> list[Problem]:
    """Titles that no picture can show, and summaries that two pages share."""
    problems: list[Problem] = []
    summaries: dict[str, str] = {}
    for doc in content.documents.values():
        title, line = doc.page.title, doc.front.line_of(("title",))
        if foreign := sorted({character for character in title if not DRAWABLE.fullmatch(character)}):
            reason = f"The title’s preview cannot show {' '.join(foreign)}: its fonts hold Latin and Cyrillic."
            problems.append(Problem(doc.file, line, reason, "spell the title in one of them; aliases may hold any script."))
        if len(title) > TITLE_LENGTH:
            reason = f"The title has {len(title)} characters, more than the {TITLE_LENGTH} that a preview can show."
            problems.append(Problem(doc.file, line, reason, "say the rest in the summary."))
        if doc.path == "home.md":
            reason = "The preview at previews/home.png is the first page’s."
            problems.append(Problem(doc.file, 1, reason, "give the file another name."))
        if other := summaries.get(doc.page.summary):
            reason = f"{other} has the same summary."
            mend = "say what this page alone answers: previews and search results tell pages apart by it."
            problems.append(Problem(doc.file, doc.front.line_of(("summary",)), reason, mend))
        summaries[doc.page.summary] = doc.file
    return problems
