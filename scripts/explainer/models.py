"""What a page must say. CONTRIBUTING.md explains every field to editors."""

from __future__ import annotations

import datetime
import re
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from .fields import Coordinates, Language, Name, Plain, Slug, Summary, Text
from .phases import phase_of
from .problems import FieldError

# The kinds of names, and of events by their form, each with its plural. They are addresses: /glossary/kind/person/.
ENTRY_KINDS: dict[str, str] = {"person": "People", "body": "Bodies", "place": "Places", "term": "Terms"}
EventKind = Literal["talks", "call", "statement", "decision", "truce", "fighting"]
EVENT_KINDS: dict[EventKind, str] = {
    "talks": "Talks and meetings",  # people met
    "call": "Telephone calls",
    "statement": "Statements",  # something was said or published
    "decision": "Decisions and votes",  # somebody ordered, adopted or elected
    "truce": "Truces and pauses",  # one was declared, agreed, begun or over
    "fighting": "Fighting",
}


# What a name is not filed under: “(Co)” stands under C.
NO_LETTER = re.compile(r"^[\W_]+")


class Model(BaseModel):
    """Strict on purpose: an unknown field is a misspelt one."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Page(Model):
    """Any page."""

    factual: ClassVar[bool] = True

    title: Plain
    summary: Summary
    crosslink: bool = True
    unlinked: list[Text] = []
    hide: list[str] = []
    published: datetime.date | None = None  # only of a page that came after the site


class Home(Page):
    """The first page; with the two dates of the site as a whole."""

    published: datetime.date | None = None  # the day on which the site first went out
    as_of: datetime.date | None = None  # up to when the record was read


class About(Page):
    """A page about the site itself; what it says needs no source."""

    factual: ClassVar[bool] = False


class Question(Model):
    """One row of the matrix of positions."""

    id: Slug
    question: Text
    short: Text
    yes_or_no: Text | None = None  # the same as one to which each stance is a yes, a no or neither, if there is one


class PositionsIndex(Page):
    """The page that holds the matrix."""

    questions: Annotated[list[Question], Field(min_length=1)]


class AsKnown(Page):
    """What was public by the end of a day."""

    crosslink: Literal[False]
    as_known: datetime.date


class Story(Page):
    """The whole story, told for so many minutes of reading."""

    minutes: Annotated[int, Field(ge=1)]


class Listing(Page):
    """A part of a list, such as the events of one actor, or the list of the pages below its own address.

    scripts/explainer/listings.py writes these pages.
    """

    crosslink: Literal[False]
    only: Annotated[dict[Literal["actor", "phase", "kind"], Slug], Field(max_length=1)] = {}


class Named(Page):
    """A page that names in prose lead to."""

    aliases: list[Name] = []
    also_written: dict[Language, list[Text]] = {}
    search_only: list[Text] = []
    link: Literal["first", "section", "always", "never"] = "first"
    beside: list[Text] = []
    not_beside: list[Text] = []
    not_in: list[Name] = []
    case: Literal["exact", "any"] | None = None

    def spellings(self) -> list[str]:
        """Every spelling by which search must find the page."""
        written = [word for words in self.also_written.values() for word in words]
        return [self.title, *self.aliases, *written, *self.search_only]


class Role(Model):
    """What a person was, and the source that shows it on a date; `from` and `to` only where the source gives them."""

    title: Text
    as_of: datetime.date
    source: Slug
    from_: Annotated[datetime.date | None, Field(alias="from")] = None
    to: datetime.date | None = None

    @model_validator(mode="after")
    def in_order(self) -> Role:
        if (self.from_ or self.as_of) > self.as_of or self.as_of > (self.to or self.as_of):
            raise FieldError("“as_of” does not lie between “from” and “to”", "as_of")
        return self


class Term(Model):
    """How long a role is shown to have been held: from the first to the last day that its sources show."""

    title: str
    roles: list[Role]

    @cached_property
    def first(self) -> datetime.date:
        return min(role.from_ or role.as_of for role in self.roles)

    @cached_property
    def last(self) -> datetime.date:
        return max(role.to or role.as_of for role in self.roles)

    def distance(self, date: datetime.date) -> int:
        """How many days a date lies outside the term; none if within."""
        return max((self.first - date).days, (date - self.last).days, 0)


class Entry(Named):
    """A name in the glossary."""

    title: Name
    kind: Literal["person", "body", "place", "term"]
    coordinates: Coordinates | None = None  # of a place: of a large one its middle
    roles: list[Role] = []
    sort: Name | None = None

    @model_validator(mode="after")
    def places_alone_have_coordinates(self) -> Entry:
        if self.coordinates and self.kind != "place":
            raise FieldError(f"a {self.kind} has no coordinates", "coordinates")
        return self

    @cached_property
    def terms(self) -> list[Term]:
        """The roles by title: one that is shown on two days was held between them."""
        titles = dict.fromkeys(role.title for role in self.roles)
        return [Term(title=title, roles=[r for r in self.roles if r.title == title]) for title in titles]

    def term_on(self, date: datetime.date) -> Term | None:
        """The role held on a day; failing that, the one shown nearest to it."""
        return min(self.terms, key=lambda term: term.distance(date), default=None)

    def sort_key(self) -> str:
        """What the entry is filed under: a person's surname, otherwise the title."""
        surname = self.title.split()[-1] if self.kind == "person" else self.title
        return NO_LETTER.sub("", self.sort or surname.removeprefix("The ")).casefold() or self.title.casefold()


class Event(Named):
    """A day's event in the timeline."""

    date: datetime.date
    known: datetime.date  # when it became public
    place: Plain
    actors: Annotated[list[Slug], Field(min_length=1)]
    phase: str
    kind: EventKind
    order: int = 0  # within its day

    @model_validator(mode="after")
    def phase_fits_date(self) -> Event:
        if self.phase != phase_of(self.date):
            raise FieldError(f"the phase of {self.date} is “{phase_of(self.date)}”, not “{self.phase}”", "phase")
        return self

    @model_validator(mode="after")
    def known_when_it_happened_or_later(self) -> Event:
        if self.known < self.date:
            raise FieldError(f"known on {self.known}, before it happened on {self.date}", "known")
        return self


# What an answer comes to, in the few words with which it begins: one short list for all actors, to be compared at a
# glance.
STANCES = {
    "welcomed": "Welcomed it",
    "yes-if-russia": "Yes, if Russia does too",
    "yes-conditions": "Yes in principle, with conditions",
    "proposed": "Proposed it",
    "in-favour": "In favour",
    "against": "Against",
    "ruled-out": "Ruled it out",
    "divided": "Divided",
    "raised-questions": "Raised questions",
    "set-conditions": "Conditions of its own",
    "expected-conditions": "Expected conditions",
    "russia-first": "Russia must accept",
    "all-fighting": "All fighting, 30 days",
    "lasting-peace": "A lasting peace",
    "lasting-settlement": "A lasting settlement",
    "keep-land": "Against giving up land",
    "more-land": "Wanted more land",
    "land-open": "Land to be discussed",
    "guarantees": "Wanted guarantees",
    "monitoring": "Wanted monitoring",
    "offered": "Offered help",
    "resumed": "Resumed it",
    "left-open": "Left it open",
    "not-said": "Not said",
}

# What a stance is at a glance: the mark before an answer's short words, and the mark's meaning for readers.
Mark = Literal["for", "mutual", "condition", "open", "against", "silent"]
MARKS: dict[Mark, str] = {
    "for": "yes",
    "mutual": "yes, if Russia did too",
    "condition": "with conditions",
    "open": "asked, or left open",
    "against": "no",
    "silent": "not said",
}
STANCE_MARKS: dict[str, Mark] = {
    "welcomed": "for",
    "yes-if-russia": "mutual",
    "yes-conditions": "condition",
    "proposed": "for",
    "in-favour": "for",
    "against": "against",
    "ruled-out": "against",
    "divided": "open",
    "raised-questions": "open",
    "set-conditions": "condition",
    "expected-conditions": "condition",
    "russia-first": "condition",
    "all-fighting": "for",
    "lasting-peace": "for",
    "lasting-settlement": "for",
    "keep-land": "against",
    "more-land": "for",
    "land-open": "open",
    "guarantees": "for",
    "monitoring": "for",
    "offered": "for",
    "resumed": "for",
    "left-open": "open",
    "not-said": "silent",
}
# The marks that an answer in short may have if it begins with one of these words.
OPENINGS: dict[str, set[Mark]] = {
    "yes": {"for", "mutual", "condition"},
    "no": {"against"},
    "against": {"against"},
    "not": {"against"},
}
SHORT_WORDS = 4  # words in an answer in short: more do not fit a quarter of a telephone's width


def _stance(value: str) -> str:
    if value not in STANCES:
        raise ValueError(f"“{value}” is no stance; take one of {', '.join(STANCES)}")
    return value


Stance = Annotated[str, AfterValidator(_stance)]


class Answer(Model):
    """What an actor said to one question of the matrix; `text` is null where no source gives an answer."""

    stance: Stance
    short: Plain | None = None  # the answer in four words or fewer, shown with the stance's mark
    text: Text | None
    as_of: datetime.date | None = None  # the day on which it was said or done
    known: datetime.date | None = None  # when it became public, where that is later

    @model_validator(mode="after")
    def dated(self) -> Answer:
        if (self.text is None) != (self.as_of is None):
            raise FieldError("an answer has both text and “as_of”; an unknown one has neither (text: null)", "text")
        if self.text is None and self.stance != "not-said":
            raise FieldError("an answer without text has the stance “not-said”", "stance")
        if self.known and (self.as_of is None or self.known <= self.as_of):
            raise FieldError("“known” is given only where it is later than “as_of”", "known")
        return self

    @model_validator(mode="after")
    def in_short(self) -> Answer:
        if (self.short is None) != (self.stance == "not-said"):
            raise FieldError("an answer has its “short” words, and one with the stance “not-said” has none", "short")
        if self.short is None:
            return self
        if len(self.short.split()) > SHORT_WORDS:
            raise FieldError(f"“{self.short}” has more than {SHORT_WORDS} words", "short")
        first = self.short.split()[0].strip(",.;:").lower()
        if self.mark not in OPENINGS.get(first, set(MARKS)):
            raise FieldError(f"“{self.short}” does not say what its stance “{self.stance}” says", "short")
        return self

    @property
    def mark(self) -> Mark:
        """What it is at a glance: one of `MARKS`."""
        return STANCE_MARKS[self.stance]


class Position(Named):
    """What an actor wanted, as held on 11 to 13 March 2025."""

    answers: dict[Slug, Answer]
