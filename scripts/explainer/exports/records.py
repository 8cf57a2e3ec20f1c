"""What is published as data: one model for each set of records, made for those who use them elsewhere.

From these models come the JSON files and their schemas, the columns of the CSV files and the tables on the page /data/.
A field once published keeps its name and meaning; new ones may be added. `None` and an empty list: nothing is known.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from ..models import EventKind, Mark
from ..pictured import Bound, Counter, Covered, Lane, Outcome, Party, TruceKind
from ..registers import Side

Url = Annotated[str, Field(json_schema_extra={"format": "uri"})]
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
# A year, a month or a day
PartialDate = Annotated[str, Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]

ID = "Names the record within its file, permanently."
SOURCES = "The sources that carry it: `id` in sources."


class Data(BaseModel):
    """Anything published: nothing besides the fields named."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True, serialize_by_alias=True)


def described(model: type[Data]) -> str:
    """What one record is, in a sentence."""
    return " ".join((model.__doc__ or "").split())


class Spelling(Data):
    """Another way in which a name is written."""

    language: LanguageCode = Field(description="The language in which it is written so, as an ISO 639-1 code.")
    spelling: str = Field(description="The name as it is written there.")


class HeldRole(Data):
    """What a person was, and a source that shows it on a day."""

    title: str = Field(description="The office or function.")
    as_of: datetime.date = Field(description="A day on which the source shows the person in it.")
    from_: datetime.date | None = Field(alias="from", description="Since when, where the source says so.")
    to: datetime.date | None = Field(description="Until when, where the source says so.")
    source: str = Field(description="The source that shows it: `id` in sources.")


class NameRecord(Data):
    """A person, body, place or term with an entry in the glossary, or a party with a page on its position."""

    id: str = Field(description=ID)
    url: Url = Field(description="The lasting address of the entry.")
    title: str = Field(description="The name as this site writes it.")
    kind: Literal["person", "body", "place", "term", "position"] = Field(
        description="What it names; `position` for a party, or group of speakers, whose position has a page."
    )
    summary: str = Field(description="Who or what it is, in a sentence.")
    aliases: list[str] = Field(description="Other words, and forms of words, by which the texts of this site mean it.")
    spellings: list[Spelling] = Field(description="How else it is written, in this and other languages and scripts.")
    roles: list[HeldRole] = Field(description="For a person, what they were.")


class EventRecord(Data):
    """A day’s event in the timeline, in the order in which they happened."""

    id: str = Field(description=ID)
    url: Url = Field(description="The lasting address of the event’s page.")
    title: str = Field(description="What happened, as a headline.")
    summary: str = Field(description="What happened, in a sentence.")
    date: datetime.date = Field(description="The day on which it happened.")
    known: datetime.date = Field(description="The day on which it became public.")
    kind: EventKind = Field(
        description="What took place: people met (`talks`), spoke by telephone (`call`), said or published something "
        "(`statement`), ordered, adopted or elected (`decision`), declared, agreed, began or ended a halt (`truce`), "
        "or fought (`fighting`)."
    )
    place: str = Field(description="Where it happened.")
    phase: str = Field(description="The part of the timeline in which it stands.")
    actors: list[str] = Field(description="Who took part: `id` in names.")
    sources: list[str] = Field(description="The sources that the page cites: `id` in sources.")


class PositionRecord(Data):
    """What a party said to one question: a cell of the matrix of positions."""

    id: str = Field(description=f"{ID} The same as in claims.")
    url: Url = Field(description="The lasting address of the cell.")
    actor: str = Field(description="Whose position it is: `id` in names.")
    question: str = Field(description="A short name of the question, the same for all parties.")
    question_text: str = Field(description="The question in words.")
    stance: str = Field(description="What the answer comes to, in a few words from a fixed list.")
    mark: Mark = Field(
        description="The stance at a glance: yes, yes if Russia did too, with conditions, left open, no, or not said."
    )
    short: str | None = Field(description="The answer in up to four words; none if it was not said.")
    answer: str | None = Field(description="The answer in this site’s words; none if we found none.")
    as_of: datetime.date | None = Field(description="The day on which it was said or done.")
    known: datetime.date | None = Field(description="The day on which it became public, where that was later.")
    sources: list[str] = Field(description=SOURCES)


class DisputedDay(Data):
    """A first or last day of a truce on which the sides differ."""

    at: Literal["start", "end"] = Field(description="Whether it is the first or the last day.")
    recorded: str = Field(description="Whose day stands in the truce’s `start` or `end`.")
    other: str = Field(description="Who has another.")
    day: datetime.date | None = Field(description="That other day, where it is known.")


class TruceRecord(Data):
    """A truce that was asked for, declared by one side or agreed by both, by the day on which it was put forward."""

    id: str = Field(description=ID)
    url: Url = Field(description="The lasting address of what is told of it.")
    name: str = Field(description="What it is called here.")
    short: str = Field(description="The same in a few words.")
    by: str = Field(description="Who asked for it, declared it or agreed to it.")
    event: Url = Field(description="The event with which it came up.")
    kind: TruceKind = Field(
        description="`proposed`: asked for, and did not begin; `declared` on one side’s word; `agreed` by both sides "
        "and tied to nothing else."
    )
    proposed: datetime.date = Field(description="The day on which it was put forward, announced or first reported.")
    start: datetime.date | None = Field(description="The first day on which it was to hold or held; none if never set.")
    end: datetime.date | None = Field(description="The last day; none if never set.")
    disputed: list[DisputedDay] = Field(description="The first and last days on which the sides differ.")
    land: Covered = Field(description="Whether it was to stop fighting on land: all of it, part, none, or not said.")
    sea: Covered = Field(description="The same of fighting at sea.")
    air: Covered = Field(description="The same of attacks from the air.")
    energy: Covered = Field(description="The same of strikes on energy sites.")
    covers: str = Field(description="What it was to cover, in this site’s words.")
    accepted: str = Field(description="Who accepted it.")
    ended: str = Field(description="How it ended, or what became of it.")
    sources: list[str] = Field(description=SOURCES)


class AreaRecord(Data):
    """A published count of the land in Russia’s Kursk region that Ukraine held."""

    id: str = Field(description=ID)
    url: Url = Field(description="The lasting address of the count.")
    date: datetime.date = Field(description="The day that it is of, or that of the report which gives it.")
    report: bool = Field(description="Whether `date` is that of a report, so that the day counted may be earlier.")
    earliest: datetime.date | None = Field(description="The first day of which such a report can be, where known.")
    peak: bool = Field(description="Whether it is of the most ever held.")
    km2: float = Field(description="Square kilometres.")
    bound: Bound = Field(description="Whether it was given as about or exactly so much, as less, or as more.")
    by: Counter = Field(description="Whose officials counted; `others` for analysts and media.")
    who: str = Field(description="Who gave it.")
    says: str = Field(description="What they said, in this site’s words.")
    sources: list[str] = Field(description=SOURCES)


class ClaimRecord(Data):
    """A statement with an address of its own: a clause, a cell of the matrix, a figure in dispute or a key fact."""

    id: str = Field(description=ID)
    url: Url = Field(description="The lasting address of the claim.")
    kind: Literal["clause", "cell", "figure", "fact"] = Field(description="What sort of claim it is.")
    about: str = Field(description="What it is about, in a few words.")
    text: str = Field(description="The claim as it stands on the page; each paragraph, item and heading is a line.")
    page: Url = Field(description="The page on which it stands.")
    sources: list[str] = Field(description=SOURCES)


class QuotationRecord(Data):
    """Words that somebody said, as a source printed them. They are the speaker’s own, under no licence of ours."""

    id: str = Field(description=ID)
    url: Url = Field(description="The lasting address of the quotation.")
    speaker: str = Field(description="Who said it: a person, a body or a document.")
    speaker_name: str | None = Field(description="The speaker’s `id` in names, where there is an entry.")
    side: Side = Field(description="Whose side the speaker is counted on when this site measures its balance.")
    date: datetime.date = Field(description="The day on which it was said.")
    occasion: str = Field(description="Where and on what occasion.")
    words: str = Field(description="The words as the source printed them.")
    language: LanguageCode = Field(description="The language of these words, as an ISO 639-1 code.")
    spoken: LanguageCode | None = Field(description="The language in which they were said, where that is known.")
    translated_by: str | None = Field(description="Whose translation the words are, where they are one.")
    variant_of: str | None = Field(description="The `id` of the first record that gives the same utterance otherwise.")
    source: str = Field(description="The source that printed them: `id` in sources.")


class SourceRecord(Data):
    """A source that this site cites, how it was read, and how far it is trusted."""

    id: str = Field(description=ID)
    url: Url = Field(description="The lasting address of the source’s entry on this site.")
    type: str = Field(description="What sort of publication, in the terms of CSL.")
    title: str = Field(description="Its title.")
    title_from: Literal["address", "ours"] | None = Field(
        description="`address` if the title is rebuilt from the address, `ours` if the words are this site’s."
    )
    authors: list[str] = Field(description="The persons, agencies or institutions it comes from.")
    container_title: str | None = Field(description="The outlet in which it was read.")
    issued: PartialDate | None = Field(description="When it appeared: a day, a month or a year.")
    date_from: Literal["content"] | None = Field(
        description="`content` if no date is printed on it and this one was taken from what it says."
    )
    link: Url | None = Field(description="The source’s own address.")
    original_link: Url | None = Field(description="The address of the original, where a copy was read that shows it.")
    language: LanguageCode = Field(description="Its language, as an ISO 639-1 code.")
    grade: Literal["A", "B", "C"] = Field(
        description="A: primary text or first-rank outlet; B: reliable copy or solid second rank; C: use with care."
    )
    kind: str = Field(description="What sort of text it is.")
    read_as: Literal["original", "licensed copy", "copy", "translation", "altered copy"] = Field(
        description="What was read, nearly always as an archived page and often only in its opening part."
    )
    outlet: str | None = Field(description="Who published it first.")
    country: str | None = Field(
        description="The outlet’s seat as an ISO 3166-1 code, or `international`, or `unknown` if it is not stated."
    )
    note: str | None = Field(description="What a reader should beware of.")


class GivenAnswer(Data):
    """One answer to a disputed question, and who gives it."""

    says: str = Field(description="The answer.")
    who: str = Field(description="Who gives it.")
    claim: str | None = Field(description="Its `id` in claims, where it has an address of its own.")
    said: datetime.date | None = Field(description="The day on which it was said, where that is known.")
    known: datetime.date | None = Field(description="The day on which it became public, where that was later.")
    sources: list[str] = Field(description=SOURCES)


class UnknownRecord(Data):
    """What is disputed, with every answer given and none chosen, or what nobody has published."""

    id: str = Field(description=ID)
    url: Url = Field(description="The lasting address of the question.")
    kind: Literal["disputed", "unknown"] = Field(
        description="`disputed` if there are two answers or more, `unknown` if there is none."
    )
    question: str = Field(description="The question.")
    as_of: datetime.date = Field(description="The day up to which the record was read for it.")
    answers: list[GivenAnswer] = Field(description="The answers to a disputed question.")
    note: str | None = Field(description="What was found around it.")
    note_sources: list[str] = Field(description="The sources of the note: `id` in sources.")
    pages: list[Url] = Field(description="The pages of this site on which it bears.")


class ContactRecord(Data):
    """A contact between officials of two sides from 11 to 13 March 2025."""

    id: str = Field(description=ID)
    url: Url = Field(description="The lasting address of the contact.")
    date: datetime.date = Field(description="The day, by the clock of the place.")
    how: Literal["talks", "call", "meeting"] = Field(
        description="`talks` of delegations or groups, a telephone `call`, or a `meeting`: one received another."
    )
    between: list[Lane] = Field(description="The two sides; `others` is any party that is none of the four.")
    short: str = Field(description="Who met and where, in a few words.")
    people: list[str] = Field(description="Who is known to have taken part: `id` in names.")
    what: str = Field(description="Who met and about what.")
    event: Url | None = Field(description="The page of the event, where there is one.")
    sources: list[str] = Field(description=SOURCES)


class ComparedText(Data):
    """One party’s text on an encounter."""

    id: str = Field(description="Names the text within its encounter.")
    party: Party = Field(description="Whose text it is; `joint` for one of both governments.")
    who: str = Field(description="Whose text it is.")
    what: str = Field(description="What sort of text it is.")
    sources: list[str] = Field(description="What was read of it: `id` in sources.")


class ComparedCell(Data):
    """What one text says on one topic, and how that stands to the others."""

    topic_id: str = Field(description="Names the topic within its encounter.")
    topic: str = Field(description="The topic.")
    url: Url = Field(description="The lasting address of the topic’s row.")
    text: str = Field(description="Which text it is: `id` in the texts of the encounter.")
    standing: Literal["same", "differs", "only-here", "silent"] = Field(
        description="`same` as the others, `differs` from them, `only-here`: no other speaks of it, or `silent`."
    )
    says: str | None = Field(description="What the text says on it; none if it is silent.")
    sources: list[str] = Field(description=SOURCES)


class ReadoutRecord(Data):
    """A call or meeting as each party told it, topic by topic."""

    id: str = Field(description=ID)
    url: Url = Field(description="The lasting address of the comparison.")
    encounter: str = Field(description="The call or meeting, and its day.")
    event: Url = Field(description="The page of the event.")
    note: str | None = Field(description="What must be known to read the comparison.")
    texts: list[ComparedText] = Field(description="The texts that are compared.")
    cells: list[ComparedCell] = Field(description="What each text says on each topic.")


class ClauseRecord(Data):
    """A clause of the joint statement of 11 March 2025, and what became of it by June 2026."""

    id: str = Field(description=ID)
    url: Url = Field(description="The lasting address of the section that tells in full what became of it.")
    name: str = Field(description="What the clause is about.")
    said: str = Field(description="What it says, in this site’s words.")
    happened: str = Field(description="What happened.")
    outcome: Outcome = Field(
        description="`met` as stated, and no side says otherwise; `partly`; `never`; or `disputed` between the sides."
    )
    clause: Url = Field(description="Where the clause is explained.")
    sources: list[str] = Field(description=SOURCES)


class ChangeRecord(Data):
    """What was changed on a page after it was published, the newest first."""

    id: str = Field(description=ID)
    url: Url = Field(description="The lasting address of the record of the change.")
    date: datetime.date = Field(description="The day of the change.")
    kind: Literal["correction", "update", "wording", "edition"] = Field(
        description="`correction`: something was wrong; `update`: something has happened or become known since; "
        "`wording`: the sense is as it was; `edition`: the whole site was reworded."
    )
    severity: Literal["major", "minor"] | None = Field(
        description="Of a correction: `major` if a fact, name, number, date or speaker was wrong, else `minor`."
    )
    page: Url = Field(description="The page that was changed.")
    claim: str | None = Field(description="The claim that was changed, where it was one: `id` in claims.")
    was: str | None = Field(description="The old text of that claim.")
    wrong: str | None = Field(description="What the page had wrong.")
    stands: str | None = Field(description="What stands there now.")
    why: str = Field(description="Why it was changed.")


RecordT = TypeVar("RecordT", bound=Data)


class DataFile(Data, Generic[RecordT]):
    """A file of records, and what must be known to use it."""

    title: str = Field(description="What the file holds.")
    url: Url = Field(description="The lasting address of the file.")
    documentation: Url = Field(description="Where every field is explained.")
    schema_: Url = Field(alias="schema", description="The JSON Schema that the file follows.")
    licence: Url = Field(description="The licence of the data: CC0 1.0, no rights reserved.")
    rights: str = Field(description="The licence in words, and what it does not cover.")
    generated: datetime.date = Field(
        description="The day of the last change to the edition from which the file was made."
    )
    as_of: datetime.date = Field(description="The day up to which the record of events was read.")
    records: list[RecordT] = Field(description="The records.")
