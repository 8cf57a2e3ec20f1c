"""What a record of the registers behind pictures and comparisons must say. CONTRIBUTING.md explains every field."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from .fields import Plain, Slug, Text
from .located import Keys
from .models import Model
from .problems import FieldError

Covered = Literal["all", "part", "none", "not-said"]
TruceKind = Literal["agreed", "declared", "proposed"]


class Dispute(Model):
    """A first or last day on which the sides differ: whose day the truce's own field holds, and whose stands here.

    `day` is none where the other side is not known to have named one.
    """

    at: Literal["start", "end"]
    drawn: Text
    other: Text
    day: datetime.date | None


class Scope(Model):
    """Whether a truce was to spare the air, the land, the sea, and energy sites."""

    air: Covered
    energy: Covered
    land: Covered
    sea: Covered


class Truce(Model):
    """A truce that was proposed, declared by one side, or agreed; `start` is none where it never got a day."""

    id: Slug
    name: Text
    short: Annotated[Text, Field(max_length=28)]
    by: Annotated[Text, Field(max_length=18)]  # who asked for it, declared it or agreed
    event: str
    proposed: datetime.date
    start: datetime.date | None
    end: datetime.date | None
    kind: TruceKind
    disputed: Annotated[list[Dispute], Field(default_factory=list)]
    scope: Scope
    covers: Text
    accepted: Text
    ended: Text

    @model_validator(mode="after")
    def in_order(self) -> Truce:
        if self.end and (self.start is None or self.end < self.start):
            raise FieldError("it ends before it starts", "end")
        if self.kind == "declared" and self.start is None:
            raise FieldError("a truce that one side declared has a first day", "start")
        if self.kind == "agreed" and self.start is None:
            raise FieldError("a truce that both sides agreed to has a first day", "start")
        return self

    @property
    def anchor(self) -> str:
        """The address on the page that shows it."""
        return f"truce-{self.id}"

    @property
    def title(self) -> str:
        """What readers know it by."""
        return self.name

    def statements(self) -> Iterator[tuple[Keys, str]]:
        """What it states, in Markdown, with the place of each text in the record."""
        yield from ((("covers",), self.covers), (("accepted",), self.accepted), (("ended",), self.ended))


Bound = Literal["about", "below", "above"]
Counter = Literal["russia", "ukraine", "others"]


class Area(Model):
    """An estimate of the area of Kursk region that Ukraine held."""

    id: Slug
    date: datetime.date
    km2: Annotated[float, Field(ge=0)]
    bound: Bound
    peak: bool = False  # the most it ever was; `date` is then the day on which it was given
    report: bool = False  # `date` is that of a report; the day counted may be earlier
    earliest: datetime.date | None = None  # the first day that such a report can be of, where that is known
    by: Counter
    who: Text
    says: Text

    @model_validator(mode="after")
    def of_a_day_or_a_report(self) -> Area:
        if self.peak and not self.report:
            raise FieldError("the day of the peak is not known: say report: true", "peak")
        if self.earliest and not (self.report and self.earliest < self.date):
            raise FieldError("only a report has an earliest day, before its own", "earliest")
        return self

    @property
    def anchor(self) -> str:
        """The address on the page that shows it."""
        return f"area-{self.id}"

    @property
    def title(self) -> str:
        """What readers know it by."""
        return self.who

    def statements(self) -> Iterator[tuple[Keys, str]]:
        """What it states, in Markdown, with the place of each text in the record."""
        yield ("says",), self.says


# The parties between whom contacts run, in the order of their lanes.
Lane = Literal["europe-and-nato", "russia", "ukraine", "united-states", "others"]
How = Literal["talks", "call", "meeting"]


class Contact(Model):
    """Who spoke with whom."""

    id: Slug
    date: datetime.date
    how: How
    between: Annotated[list[Lane], Field(min_length=2, max_length=2)]
    short: Annotated[Plain, Field(max_length=28)]
    people: list[Slug]
    what: Text
    event: str | None

    @property
    def anchor(self) -> str:
        """The address on the page that shows it."""
        return f"contact-{self.id}"

    @property
    def title(self) -> str:
        """What readers know it by."""
        return " and ".join(self.between)

    def statements(self) -> Iterator[tuple[Keys, str]]:
        """What it states, in Markdown, with the place of each text in the record."""
        yield ("what",), self.what


Outcome = Literal["met", "partly", "never", "disputed"]


class Clause(Model):
    """What became of a clause of the joint statement; `id` is that of the section that tells it in full."""

    id: Slug
    name: Plain
    clause: Slug  # the section of the proposal's page that explains it
    said: Text
    happened: Text
    outcome: Outcome

    @property
    def anchor(self) -> str:
        """The address of the section that tells it in full."""
        return f"c-fate-{self.id}"

    @property
    def title(self) -> str:
        """What readers know it by."""
        return self.name

    def statements(self) -> Iterator[tuple[Keys, str]]:
        """What it states, in Markdown, with the place of each text in the record."""
        yield from ((("said",), self.said), (("happened",), self.happened))


# Whose texts are compared, in the order of their columns; `joint` is one of both governments.
Party = Literal["joint", "europe-and-nato", "russia", "ukraine", "united-states"]
PARTIES: tuple[Party, ...] = get_args(Party)


class Account(Model):
    """One party's text on an encounter."""

    id: Slug
    party: Party
    who: Text
    what: Text
    sources: Annotated[list[Slug], Field(min_length=1)]


class Cell(Model):
    """What one text says on a topic, and how that stands to the others."""

    is_: Annotated[Literal["same", "differs", "only-here", "silent"], Field(alias="is")]
    text: Text | None = None
    short: Annotated[Text, Field(max_length=32)] | None = (
        None  # in few words, in the row that tells best how they differ
    )

    @model_validator(mode="after")
    def silent_without_text(self) -> Cell:
        if (self.is_ == "silent") != (self.text is None):
            raise FieldError("a silent cell has no text, any other has one", "is")
        if self.short and self.text is None:
            raise FieldError("a silent cell has no text, in few words neither", "short")
        return self


class Row(Model):
    """A topic and what each text says on it; `id` is the end of the row's address."""

    id: Slug
    topic: Text
    cells: dict[Slug, Cell]

    @model_validator(mode="after")
    def compared(self) -> Row:
        speaking = [cell.is_ for cell in self.cells.values() if cell.is_ != "silent"]
        if len(speaking) == 1 and speaking != ["only-here"]:
            raise ValueError(
                f"“{self.topic}”: the only text that speaks of it is marked “{speaking[0]}”, not “only-here”"
            )
        if len(speaking) > 1 and "only-here" in speaking:
            raise ValueError(f"“{self.topic}”: a cell is marked “only-here”, but {len(speaking)} texts speak of it")
        if self.in_short and ("differs" not in speaking or len(self.in_short) < len(speaking)):
            raise ValueError(f"“{self.topic}”: `short` tells how texts differ, so each that speaks of it has one")
        return self

    @property
    def in_short(self) -> dict[str, str]:
        """What each text says, in few words; empty for most rows."""
        return {text: cell.short for text, cell in self.cells.items() if cell.short}


class Readout(Model):
    """The parties' own texts on one encounter, side by side."""

    id: Slug
    encounter: Text
    event: str
    texts: Annotated[list[Account], Field(min_length=2)]
    note: Text | None = None
    rows: Annotated[list[Row], Field(min_length=1)]

    @model_validator(mode="after")
    def every_text_in_every_row(self) -> Readout:
        texts = [text.id for text in self.texts]
        if len({row.id for row in self.rows}) < len(self.rows):
            raise FieldError("two rows have the same id", "rows")
        for number, row in enumerate(self.rows):
            if list(row.cells) != texts:
                what = f"“{row.topic}”: its cells are not those of the texts, {', '.join(texts)}, in this order"
                raise FieldError(what, "rows", number, "cells")
        if sum(bool(row.in_short) for row in self.rows) != 1:
            raise FieldError("one row, and no other, tells with `short` how the texts differ", "rows")
        if (parties := [text.party for text in self.texts]) != sorted(parties, key=PARTIES.index):
            raise FieldError(f"the texts do not stand in the order of their parties, {', '.join(PARTIES)}", "texts")
        return self

    @property
    def apart(self) -> Row:
        """The row that tells best how the texts differ."""
        return next(row for row in self.rows if row.in_short)

    @property
    def anchor(self) -> str:
        """The address on the page that shows it."""
        return f"r-{self.id}"

    def address_of(self, row: Row) -> str:
        """The address of a row on that page."""
        return f"{self.anchor}-{row.id}"

    @property
    def title(self) -> str:
        """What readers know it by."""
        return self.encounter

    def statements(self) -> Iterator[tuple[Keys, str]]:
        """What it states, in Markdown, with the place of each text in the record."""
        if self.note:
            yield ("note",), self.note
        for number, row in enumerate(self.rows):
            for text, cell in row.cells.items():
                if cell.text:
                    yield ("rows", number, "cells", text, "text"), cell.text
