"""What a story may tell: each part once, and only what stands on a page of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from .content import Content
from .models import AsKnown, Listing, Story
from .problems import Problem
from .sections import section

SECTION_FIX = "give a page's path under docs/ and the address of a heading on it."


def faults(content: Content) -> Iterator[Problem]:
    """Parts of stories that are not there, that are stories themselves, that say nothing, or that come twice."""
    for doc in content.of(Story):
        seen = set()
        for number, part in enumerate(doc.page.parts):
            at = partial(Problem, doc.file, doc.front.line_of(("parts", number)))
            told = content.documents.get(part.page)
            lines = None if told is None else section(told, part.section)
            if part.page == doc.path:
                yield at("A story cannot be part of itself.", "tell a section of another page.")
            elif told is not None and isinstance(told.page, Story | AsKnown | Listing):
                reason = f"“{part.page}” is made of what stands on other pages, and has no text of its own."
                yield at(reason, "tell the sections that it is made of.")
            elif lines is None:
                yield at(f"There is no section “{part.section}” on “{part.page}”.", SECTION_FIX)
            elif not any(line.strip() for line in lines):
                yield at("This part of the story holds no text.", "give the section that does.")
            elif (part.page, part.section) in seen:
                yield at("The story tells this section twice.", "take one of the two out.")
            seen.add((part.page, part.section))
