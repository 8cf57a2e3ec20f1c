"""Whether whatever a reader sees as a quotation is one: words from the ledger, beside the source that printed them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial

from .content import Content
from .documents import CITATION, Document
from .models import Page
from .problems import Problem
from .quotemarks import hints, may_quote, shown, strange_mark
from .quoting import LINK, QUOTED, QUOTED_AT_MOST, entries_for, stretches
from .values import PAGES, Value

# An entry of the ledger holds what is quoted and as much around it as shows the sense: two sentences, not a speech.
LEDGER_AT_MOST = 40
# Fields that hold words of others as they are: spellings, a publisher's headline, the ledger, a claim's old text.
WORDS_OF_OTHERS = frozenset(
    {(PAGES, "also_written"), (PAGES, "search_only"), ("sources", "title"), ("quotations", "words"), ("changes", "was")}
)
# A link, and no picture
LINKED = re.compile(rf"(?<!!){LINK.pattern}")

At = Callable[[str, str], Problem]


def in_prose(content: Content, doc: Document[Page]) -> Iterator[Problem]:
    """The faults of a page's paragraphs; on pages about the site itself, code shows how data looks and is left out."""
    for paragraph in doc.paragraphs():
        if may_quote(paragraph.text):
            at = partial(Problem, paragraph.file, paragraph.number)
            cited = CITATION.findall(paragraph.text)
            for text in (shown(paragraph.text, with_code=doc.page.factual), *hints(paragraph.text)):
                yield from _faults(content, at, text, cited)
            for link in LINKED.finditer(paragraph.text):
                for quoted in stretches(link[1]):
                    # Its mark is a link of its own, and a link inside a link leads nowhere that a reader can tell.
                    yield at(f"A quotation stands inside a link: “{quoted}”.", "link words beside it.")


def in_fields(content: Content, values: Iterable[Value]) -> Iterator[Problem]:
    """The faults of fields that state nothing with sources of their own; `in_prose` reads those that do."""
    for value in values:
        if isinstance(value.value, str) and may_quote(value.value) and not _of_others(content, value):
            at = partial(Problem, value.file, value.line)
            # What looks like a tag, in which marks are hidden from `shown`, is shown as it is.
            found = list(_faults(content, at, shown(value.value), None))
            yield from found or _faults(content, at, value.value, None)


def ledger_faults(content: Content) -> Iterator[Problem]:
    """Entries of the ledger that hold more than a quotation and what stands around it."""
    for number, entry in enumerate(content.quotations.values()):
        if (words := len(entry.words.split())) > LEDGER_AT_MOST:
            line = content.register_lines["quotations"].line_of((number, "words"))
            reason = (
                f"The ledger's words are {words}, more than {LEDGER_AT_MOST}; a page quotes {QUOTED_AT_MOST} at most."
            )
            yield Problem(
                "data/quotations.yaml", line, reason, "keep what is quoted, and make two entries of two parts."
            )


def _of_others(content: Content, value: Value) -> bool:
    """Whether a field's words are not the site's own; a source's title may be, and then says so."""
    if value.register == "sources" and value.field == "title":
        return value.located.scalars.get((value.path[0], "title-from")) != "ours"
    return not WORDS_OF_OTHERS.isdisjoint((value.register, key) for key in value.path)


def _faults(content: Content, at: At, text: str, cited: Collection[str] | None) -> Iterator[Problem]:
    """The faults of a text as a reader sees it; `cited` are the sources beside it, None where none can be."""
    if mark := strange_mark(text):
        fix = "use “ and ” around the exact words of a speaker, ’ for an apostrophe, italics for titles."
        yield at(f"Another quotation mark than “ or ” stands in the text: {mark}", fix)
    elif any(mark in QUOTED.sub("", text) for mark in "“”"):
        yield at("A quotation is not closed, or not opened.", "balance “ and ”.")
    for quoted in stretches(text):
        words = len(quoted.split())
        if words > QUOTED_AT_MOST:
            reason = f"A quotation has {words} words, more than {QUOTED_AT_MOST}: “{quoted[:40]}…”."
            yield at(reason, "quote less, or say it in your own words.")
        printed = [entry.source for entry in entries_for(content, quoted)]
        if not printed:
            fix = "quote the ledger's words exactly, enter the quotation in data/quotations.yaml, or reword."
            yield at(f"“{quoted[:200]}” is not in the ledger of quotations.", fix)
        elif cited is not None and not set(printed) & set(cited):
            fix = f"cite [^{printed[0]}] here, or the source of another printing in the ledger."
            yield at(f"“{quoted}” stands here without the source that printed it.", fix)
