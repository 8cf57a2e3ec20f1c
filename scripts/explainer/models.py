"""What a page or a register entry must say. CONTRIBUTING.md explains every field to editors."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

# Longest summary in words: one line in a list, a search result or a link preview.
SUMMARY_WORDS = 25

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]


def _summary(value: str) -> str:
    if len(value.split()) > SUMMARY_WORDS:
        raise ValueError(f"has {len(value.split())} words, more than {SUMMARY_WORDS}")
    if not value.endswith("."):
        raise ValueError("does not end with a full stop")
    if re.search(r"[\[\]“”\"]", value):
        raise ValueError("holds a citation, a link or a quotation mark")
    return value


Summary = Annotated[Text, AfterValidator(_summary)]


def _unquoted(value: str) -> str:
    if re.search(r"[“”„«»\"]", value):
        raise ValueError("holds a quotation mark; a quotation belongs into the text, with its source")
    return value


Plain = Annotated[Text, AfterValidator(_unquoted)]


def _name(value: str) -> str:
    if not value[0].isalnum():
        raise ValueError(f"“{value}” does not begin with a letter or figure, so it cannot be found in a sentence")
    return value


Name = Annotated[Plain, AfterValidator(_name)]


class Model(BaseModel):
    """Strict on purpose: an unknown field is a misspelt one."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Page(Model):
    """Any page."""

    title: Plain
    summary: Summary
    factual: bool = True
    crosslink: bool = True
    search: dict[str, bool | float] = {}
    hide: list[str] = []


class Question(Model):
    """One row of the matrix of positions."""

    id: Slug
    question: Text
    short: Text


class PositionsIndex(Page):
    """The page that holds the matrix."""

    questions: Annotated[list[Question], Field(min_length=1)]


class Named(Page):
    """A page that names in prose lead to; what it says is always a matter of fact."""

    factual: Literal[True] = True
    aliases: list[Name] = []
    also_written: dict[Language, list[Text]] = {}
    search_only: list[Text] = []
    not_in: list[Name] = []
    case: Literal["exact", "any"] | None = None

    def spellings(self) -> list[str]:
        """Every spelling by which search must find the page."""
        written = [word for words in self.also_written.values() for word in words]
        return [self.title, *self.aliases, *written, *self.search_only]


class Role(Model):
    """What a person was, and the source that shows it on a date."""

    title: Text
    as_of: datetime.date
    source: str
    from_: Annotated[datetime.date | None, Field(alias="from")] = None
    to: datetime.date | None = None


class Entry(Named):
    """A name in the glossary."""

    title: Name
    kind: Literal["person", "body", "place", "term"]
    roles: list[Role] = []
    sort: str | None = None

    @model_validator(mode="after")
    def a_person_has_a_role(self) -> Entry:
        if self.kind == "person" and not self.roles:
            raise ValueError("a person needs at least one role")
        return self

    def sort_key(self) -> str:
        """What the entry is filed under: a person's surname, otherwise the title."""
        surname = self.title.split()[-1] if self.kind == "person" else self.title
        return (self.sort or surname.removeprefix("The ")).casefold()


Phase = Literal["before", "proposal", "answer", "after"]


class Event(Named):
    """A day's event in the timeline."""

    date: datetime.date
    known: datetime.date | None = None
    place: Plain
    actors: Annotated[list[Slug], Field(min_length=1)]
    phase: Phase
    order: int = 0  # within its day

    @model_validator(mode="after")
    def phase_fits_date(self) -> Event:
        if self.phase != phase_of(self.date):
            raise ValueError(f"the phase of {self.date} is “{phase_of(self.date)}”, not “{self.phase}”")
        return self


def phase_of(date: datetime.date) -> Phase:
    """The phase a day falls in: talks in Jeddah on 11 March 2025, partial answer in the call of 18 March 2025."""
    if date < datetime.date(2025, 3, 11):
        return "before"
    if date == datetime.date(2025, 3, 11):
        return "proposal"
    return "answer" if date <= datetime.date(2025, 3, 18) else "after"


class Answer(Model):
    """What an actor said to one question of the matrix; `text` is null where no source gives an answer."""

    text: Text | None
    as_of: datetime.date | None = None

    @model_validator(mode="after")
    def dated(self) -> Answer:
        if (self.text is None) != (self.as_of is None):
            raise ValueError("an answer has both text and “as_of”; an unknown one has neither (text: null)")
        return self


class Position(Named):
    """What an actor wanted, as held on 11 to 13 March 2025."""

    answers: dict[Slug, Answer]


class Author(Model):
    """A CSL name."""

    literal: Text


class Source(Model):
    """A source in CSL terms (https://docs.citationstyles.org), with what we know of its worth."""

    id: Slug
    type: Text
    title: Text
    title_from: Annotated[Literal["address", "ours"] | None, Field(alias="title-from")] = None
    author: list[Author] = []
    container_title: Annotated[Text | None, Field(alias="container-title")] = None
    issued: Annotated[str | None, StringConstraints(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")] = None
    date_from: Annotated[Literal["content"] | None, Field(alias="date-from")] = None
    url: Annotated[str | None, Field(alias="URL", pattern=r"^https?://\S+$")] = None
    original_url: Annotated[str | None, Field(alias="original-URL", pattern=r"^https?://\S+$")] = None
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
    words: Text
    language: Language
    translated: Text | None = None
    spoken: Language | None = None
    side: Slug | None = None
    variant_of: Slug | None = None
    source: str

    @field_validator("words")
    @classmethod
    def one_line(cls, value: str) -> str:
        return " ".join(value.split())
