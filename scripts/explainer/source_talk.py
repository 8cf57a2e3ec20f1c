"""Prose tells what happened and who said it; who printed it, and how we read it, is for notes and marks.

EDITORIAL rule: no talk of sources in running prose. The phrases below are those that tired the first readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from .content import Content
from .documents import Document
from .models import Page
from .problems import Problem
from .quoting import QUOTED, plain

# What must not stand in prose, and what to do instead.
MARKED = "take it out: the build marks what rests on one weak source."
PHRASES = (
    (re.compile(r"\balone\b", re.I), MARKED),
    (
        re.compile(r"\b(record|source|report|account|text|clause|word|part)s? (that (was|were) |we )?read\b", re.I),
        MARKED,
    ),
    (re.compile(r"\b(re-?post|relay)(s|ed|ing)?\b", re.I), "name who said it; the note names who printed it."),
    (re.compile(r"\b(in|by|of) (that|this|its) (copy|repost|translation|report)\b", re.I), MARKED),
    (re.compile(r"\bcop(y|ies) of (a|an|the|its) (report|article|story|post)\b", re.I), MARKED),
    (
        re.compile(r"(?<!found )\bno (other )?(source|report|text|copy)s?\b(?! that)", re.I),
        "say once and plainly what is not known: “We found no report that …”.",
    ),
    (re.compile(r"\b(was|were|is|are) (not )?found\b(?! (guilty|dead))", re.I), "say “We found no …”, once on a page."),
    (
        re.compile(r"\bwords? (as )?quoted\b|\bas quoted\b", re.I),
        "say what the text says; the note says where it was read.",
    ),
    (re.compile(r"\bsupplied article\b", re.I), "leave it to its own page and to Method."),
)


def faults(content: Content, doc: Document[Page]) -> Iterator[Problem]:
    """Each phrase in a factual page's prose, title or summary that speaks of sources, but for quotations."""
    if not doc.page.factual:
        return
    front = [(doc.file, doc.front.line_of((field,)), getattr(doc.page, field)) for field in ("title", "summary")]
    for file, number, text in [*front, *((line.file, line.number, line.text) for line in doc.prose())]:
        where = partial(Problem, file, number)
        words = QUOTED.sub("“”", plain(text))
        for pattern, fix in PHRASES:
            if match := pattern.search(words):
                yield where(f"“{match[0]}” speaks of sources.", fix)
