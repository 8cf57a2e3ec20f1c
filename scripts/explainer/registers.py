"""What a record in one of the registers in data/ must say. CONTRIBUTING.md explains every field to editors."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal, Protocol, get_args

from pydantic import AfterValidator, Field, StringConstraints, field_validator, model_validator

from .fields import CountryCode, Item, Language, Slug, Text
from .located import Keys
from .models import Model
from .problems import FieldError
from .webaddresses import web_address

# Whose words a quotation gives, in the order in which they are listed: the actors of the matrix, then the rest.
Side = Literal["europe-and-nato", "russia", "ukraine", "united-states", "commentators", "joint", "others"]
SIDES: tuple[Side, ...] = get_args(Side)


# proposal/, proposal/#c-clause-ceasefire or data/names.json, from the site's own address
Address = Annotated[str, StringConstraints(pattern=r"^([a-z0-9-]+/)*(#[a-z0-9-]+|[a-z0-9-]+(\.[a-z0-9]+)+)?$")]


class Outlet(Model):
    """Who publishes: the seat of an outlet, agency or institution, and who owns it where that matters."""

    name: Text
    country: CountryCode
    owner: Text | None = None
    source: Slug | None = None

    @model_validator(mode="after")
    def ownership_has_a_source(self) -> Outlet:
        if self.owner and not self.source:
            raise FieldError("an owner needs a source that names it", "owner")
        return self


def _sentence(value: str) -> str:
    if not value.endswith("."):
        raise ValueError("does not end with a full stop")
    if "[^" in value:
        raise ValueError("holds a citation; list the sources in their own field")
    return value


Sentence = Annotated[Text, AfterValidator(_sentence)]


Url = Annotated[str, AfterValidator(web_address)]


class Author(Model):
    """A CSL name."""

    literal: Item


class Source(Model):
    """A source in CSL terms (https://docs.citationstyles.org), with what we know of its worth."""

    id: Slug
    type: Text
    title: Text
    title_from: Annotated[Literal["address", "ours"] | None, Field(alias="title-from")] = None
    author: Annotated[list[Author], Field(default_factory=list)]
    container_title: Annotated[Text | None, Field(alias="container-title")] = None
    issued: Annotated[str | None, StringConstraints(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")] = None
    date_from: Annotated[Literal["content"] | None, Field(alias="date-from")] = None
    url: Annotated[Url | None, Field(alias="URL")] = None
    original_url: Annotated[Url | None, Field(alias="original-URL")] = None
    language: Language
    grade: Literal["A", "B", "C"]
    kind: Text
    read_as: Annotated[
        Literal["original", "licensed copy", "copy", "translation", "altered copy"], Field(alias="read-as")
    ]
    note: Text | None = None

    @field_validator("issued", mode="before")
    @classmethod
    def whole_date(cls, value: object) -> object:
        """YAML reads an unquoted full date as a date; CSL wants it as text."""
        return value.isoformat() if isinstance(value, datetime.date) else value

    @field_validator("issued")
    @classmethod
    def in_the_calendar(cls, value: str | None) -> str | None:
        """The pattern knows how a date looks; this, that there is such a day."""
        if value is not None:
            datetime.date.fromisoformat((value + "-01-01")[:10] if len(value) == 4 else (value + "-01")[:10])
        return value

    @cached_property
    def published(self) -> datetime.date | None:
        """The day it appeared; one dated by its month or year alone counts from the last day of that."""
        if self.issued is None:
            return None
        year, month, day = ([int(part) for part in self.issued.split("-")] + [12, 31])[:3]
        return datetime.date(year, month, min(day, calendar.monthrange(year, month)[1]))

    def publisher(self) -> str:
        """Who it comes from, and where we read it if that is somebody else."""
        names = [author.literal for author in self.author]
        if self.container_title and self.container_title not in names:
            names.append(("via " if names else "") + self.container_title)
        return ", ".join(names) or "No publisher"


class Quotation(Model):
    """Words somebody said, as a source printed them."""

    id: Slug
    speaker: Text
    date: datetime.date
    occasion: Text
    side: Side
    words: Text
    language: Language
    spoken: Language | None = None
    translated: Text | None = None
    variant_of: Slug | None = None
    source: Slug

    @field_validator("words")
    @classmethod
    def one_line(cls, value: str) -> str:
        return " ".join(value.split())


class Value(Model):
    """One answer to a disputed question, and who gives it; `claim` is its id on the site, without the “c-”."""

    claim: Slug
    says: Sentence
    who: Text
    said: datetime.date | None = None
    known: datetime.date | None = None
    sources: Annotated[list[Slug], Field(min_length=1)]

    def markdown(self) -> str:
        """The answer with its citations."""
        return self.says + "".join(f"[^{source}]" for source in self.sources)


# What an open question is about, in the order of the story: what the register calls it, and its title for readers.
QUESTION_GROUPS = {
    "before": "Before Jeddah",
    "jeddah": "Jeddah and the proposal",
    "answers": "The answers, 12 to 17 March 2025",
    "call": "The call of 18 March 2025 and what came of it",
    "later": "June 2026",
}


class Unknown(Model):
    """What is disputed, with each answer given, or what nobody has published; `as_of`: how far the record was read.

    `first` marks the few that matter most: readers meet them open, before the others, which are grouped and folded.
    """

    id: Slug
    kind: Literal["disputed", "unknown"]
    about: Literal["before", "jeddah", "answers", "call", "later"]
    first: bool = False
    question: Text
    as_of: datetime.date
    values: Annotated[list[Value], Field(default_factory=list)]
    note: Text | None = None
    pages: Annotated[list[str], Field(min_length=1)]

    @model_validator(mode="after")
    def answers_or_note(self) -> Unknown:
        if self.kind == "disputed" and len(self.values) < 2:
            raise FieldError("a disputed question has two answers or more", "values")
        if self.kind == "unknown" and not self.note:
            raise FieldError("an unknown needs a note that says what was found around it", "kind")
        return self

    @property
    def anchor(self) -> str:
        """The address on the page that shows it."""
        return f"u-{self.id}"

    @property
    def title(self) -> str:
        """What readers know it by."""
        return self.question

    def statements(self) -> Iterator[tuple[Keys, str]]:
        """What it states, in Markdown, with the place of each text in the record."""
        for place, value in enumerate(self.values):
            yield ("values", place, "says"), value.markdown()
        if self.note:
            yield ("note",), self.note


class Stated(Protocol):
    """A record whose texts a page shows as its own: they are checked like the page's."""

    @property
    def anchor(self) -> str: ...

    @property
    def title(self) -> str: ...

    def statements(self) -> Iterator[tuple[Keys, str]]: ...


class Change(Model):
    """What was changed on a page after it was published.

    Either the page got something wrong (`wrong`, and what `stands` there now), or one claim of it was changed: `was` is
    its whole old text. A change that corrects says how grave the fault was. A new edition, whose pages were reworded
    throughout, is told once and only says `why`.
    """

    id: Slug
    date: datetime.date
    page: str
    kind: Literal["correction", "update", "wording", "edition"] = "correction"
    severity: Literal["major", "minor"] | None = None
    wrong: Sentence | None = None
    stands: Sentence | None = None
    claim: Slug | None = None
    was: Text | None = None
    why: Sentence

    @model_validator(mode="after")
    def of_a_page_or_of_a_claim(self) -> Change:
        if (self.kind == "correction") != (self.severity is not None):
            what = "a correction says its severity, major or minor; no other kind of change does"
            raise FieldError(what, "severity" if self.severity else "kind")
        if self.kind == "edition":
            given = next((name for name in ("claim", "was", "wrong", "stands") if getattr(self, name)), None)
            if given:
                raise FieldError("a new edition is told by “why” and nothing else", given)
        elif self.claim:
            if not self.was or self.wrong or self.stands:
                what = "a change of a claim gives its old text as “was”, and neither “wrong” nor “stands”"
                raise FieldError(what, "wrong" if self.wrong else "stands" if self.stands else "claim")
        elif self.kind != "correction" or not self.wrong or not self.stands or self.was:
            what = "what is not about a claim is a correction, with “wrong” and “stands” and without “was”"
            raise FieldError(what, "was" if self.was else "kind")
        return self


class Version(Model):
    """The site as it stood on a day; `sha256` is the checksum of its list of checksums."""

    date: datetime.date
    commit: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}$")]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Tombstone(Model):
    """Where an address went that is no more: readers who come by it are led on."""

    address: Address
    to: Address
    date: datetime.date
    why: Sentence
