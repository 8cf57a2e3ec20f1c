"""The record of a thing as a reference manager keeps it: the one from which every format is made."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ...wording import format_date
from ..edition import Edition
from .things import Thing


@dataclass(frozen=True)
class Record:
    """What a citation says, in the terms of CSL (https://docs.citationstyles.org/en/stable/specification.html).

    There is no day of access: nobody but the reader knows it.
    """

    id: str
    title: str
    author: str  # a body, not a person
    container_title: str
    issued: datetime.date
    as_of: datetime.date  # up to when the record of events was read: CSL has no term for it, so `note` says it too
    url: str
    genre: str
    abstract: str  # the exact words of a claim or quotation; else what the thing is about
    note: str
    quoted: bool  # whether `abstract` is somebody's words


def record(edition: Edition, thing: Thing) -> Record:
    """The record of a thing."""
    page = thing.page
    site = edition.name.casefold().replace(" ", "-")
    text = " ".join(f"{passage.label}: {passage.text}" if passage.label else passage.text for passage in thing.passages)
    return Record(
        id=f"{site}-{thing.name.replace('/', '-')}",
        title=thing.title,
        author=edition.name,
        container_title=edition.name,
        issued=page.published,
        as_of=page.as_of,
        url=thing.url,
        genre=thing.kind,
        abstract=page.summary if thing.is_page else text,
        note=" ".join(_notes(thing)),
        quoted=thing.kind == "Quotation",
    )


def _notes(thing: Thing) -> list[str]:
    page, notes = thing.page, []
    if thing.credit:
        notes.append(f"{thing.credit.rstrip('.')}.")
    if not thing.is_page:
        notes.append(f"On the page “{page.title}”.")
    if thing.kind == "Quotation":
        notes.append(f"Printed by {thing.sources[0][0]}.")
    notes.append(f"As of {format_date(page.as_of)}.")
    if page.modified > page.published:
        notes.append(f"Changed on {format_date(page.modified)}.")
    return notes
