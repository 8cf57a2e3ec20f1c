"""The records that are published as data, made from the content: each set with its name, its model and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..documents import cited
from ..models import Entry, Event, Named, Position
from ..prose import MARKUP
from ..quoting import plain
from ..registers import Unknown
from .edition import Edition
from .records import (
    Data,
    EventRecord,
    GivenAnswer,
    HeldRole,
    NameRecord,
    PositionRecord,
    QuotationRecord,
    SourceRecord,
    Spelling,
    UnknownRecord,
)


@dataclass(frozen=True)
class Dataset:
    """A set of records: `name` is that of its files, `singular` what another table calls the record it belongs to."""

    name: str
    singular: str
    title: str
    model: type[Data]
    records: Callable[[Edition], Sequence[Data]]

    @property
    def about(self) -> str:
        """What one record is, in a sentence."""
        return " ".join((self.model.__doc__ or "").split())


def text_of(markdown: str) -> str:
    """Markdown as the words that a reader sees, without citations."""
    return " ".join(MARKUP.sub("", plain(markdown)).split())


def names(edition: Edition) -> list[NameRecord]:
    """The entries of the glossary and the parties, by id. Damaged spellings (`search_only`) are nobody's name and left out."""
    named = [doc for doc in edition.content.of(Named) if isinstance(doc.page, Entry | Position)]
    return [
        NameRecord(
            id=doc.slug,
            url=edition.address(doc.path),
            title=doc.page.title,
            kind=doc.page.kind if isinstance(doc.page, Entry) else "position",
            summary=doc.page.summary,
            aliases=doc.page.aliases,
            spellings=[
                Spelling(language=code, spelling=word) for code, words in doc.page.also_written.items() for word in words
            ],
            roles=_roles(doc.page),
        )
        for doc in sorted(named, key=lambda doc: doc.slug)
    ]


def _roles(page: Named) -> list[HeldRole]:
    if not isinstance(page, Entry):
        return []
    return [
        HeldRole(title=role.title, as_of=role.as_of, from_=role.from_, to=role.to, source=role.source)
        for role in page.roles
    ]


def events(edition: Edition) -> list[EventRecord]:
    """The events in the order in which they happened."""
    return [
        EventRecord(
            id=doc.slug,
            url=edition.address(doc.path),
            title=doc.page.title,
            summary=doc.page.summary,
            date=doc.page.date,
            known=doc.page.known,
            place=doc.page.place,
            phase=doc.page.phase,
            actors=doc.page.actors,
            sources=list(dict.fromkeys(source for source, _ in doc.citations())),
        )
        for doc in edition.content.of(Event)
    ]


def positions(edition: Edition) -> list[PositionRecord]:
    """The cells of the matrix, party by party."""
    found = []
    for doc in edition.content.of(Position):
        for question in edition.content.questions():
            answer = doc.page.answers.get(question.id)
            text = answer.text if answer else None
            record = PositionRecord(
                id=f"{doc.slug}-{question.id}",
                url=edition.address("positions/index.md", f"c-{doc.slug}-{question.id}"),
                actor=doc.slug,
                question=question.id,
                question_text=question.question,
                answer=text and text_of(text),
                as_of=answer.as_of if answer else None,
                known=answer.known if answer else None,
                sources=cited(text or ""),
            )
            found.append(record)
    return found


def quotations(edition: Edition) -> list[QuotationRecord]:
    """The ledger, in its order."""
    speakers = {doc.page.title: doc.slug for doc in edition.content.of(Entry)}
    return [
        QuotationRecord(
            id=entry.id,
            url=edition.address("quotations.md", f"q-{entry.id}"),
            speaker=entry.speaker,
            speaker_name=speakers.get(entry.speaker),
            side=entry.side,
            date=entry.date,
            occasion=entry.occasion,
            words=entry.words,
            language=entry.language,
            spoken=entry.spoken,
            translated_by=entry.translated,
            variant_of=entry.variant_of,
            source=entry.source,
        )
        for entry in edition.content.quotations.values()
    ]


def sources(edition: Edition) -> list[SourceRecord]:
    """The register, in its order."""
    found = []
    for source in edition.content.sources.values():
        outlet = edition.content.outlet_of(source)
        record = SourceRecord(
            id=source.id,
            url=edition.address("sources.md", source.id),
            type=source.type,
            title=source.title,
            title_from=source.title_from,
            authors=[author.literal for author in source.author],
            container_title=source.container_title,
            issued=source.issued,
            date_from=source.date_from,
            link=source.url,
            original_link=source.original_url,
            language=source.language,
            grade=source.grade,
            kind=source.kind,
            read_as=source.read_as,
            outlet=outlet.name if outlet else None,
            country=outlet.country if outlet else None,
            note=source.note,
        )
        found.append(record)
    return found


def unknowns(edition: Edition) -> list[UnknownRecord]:
    """What is disputed or not known, in the register's order."""
    return [_unknown(edition, unknown) for unknown in edition.content.unknowns.values()]


def _unknown(edition: Edition, unknown: Unknown) -> UnknownRecord:
    return UnknownRecord(
        id=unknown.id,
        url=edition.address("unknowns.md", unknown.anchor),
        kind=unknown.kind,
        question=unknown.question,
        as_of=unknown.as_of,
        answers=[
            GivenAnswer(says=text_of(v.says), who=v.who, said=v.said, known=v.known, sources=v.sources)
            for v in unknown.values
        ],
        note=unknown.note and text_of(unknown.note),
        note_sources=cited(unknown.note or ""),
        pages=[edition.address(path) for path in unknown.pages],
    )


DATASETS = (
    Dataset("names", "name", "Names", NameRecord, names),
    Dataset("events", "event", "Events", EventRecord, events),
    Dataset("positions", "position", "Positions", PositionRecord, positions),
    Dataset("quotations", "quotation", "Quotations", QuotationRecord, quotations),
    Dataset("sources", "source", "Sources", SourceRecord, sources),
    Dataset("unknowns", "unknown", "Disputed and not known", UnknownRecord, unknowns),
)
