"""The records that are published as data: each set with its name, its model, and how it is made from the content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .. import claims as shown
from ..documents import cited
from ..indexes import cell_id
from ..models import STANCES, Entry, Event, Named, Position
from ..pictures.kursk_area import HOME as KURSK
from ..pictures.truces import HOME as TRUCES
from ..prose import as_read
from ..register_checks import FATES, PROPOSAL
from ..registers import Unknown
from .edition import Edition
from .records import (
    AreaRecord,
    ChangeRecord,
    ClaimRecord,
    ClauseRecord,
    ComparedCell,
    ComparedText,
    ContactRecord,
    Data,
    DisputedDay,
    EventRecord,
    GivenAnswer,
    HeldRole,
    NameRecord,
    PositionRecord,
    QuotationRecord,
    ReadoutRecord,
    SourceRecord,
    Spelling,
    TruceRecord,
    UnknownRecord,
    described,
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
        return described(self.model)


def names(edition: Edition) -> list[NameRecord]:
    """The glossary's entries and the parties, by id. Damaged spellings (`search_only`) are nobody's name: left out."""
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
                Spelling(language=code, spelling=word)
                for code, words in doc.page.also_written.items()
                for word in words
            ],
            roles=_roles(doc.page),
        )
        for doc in sorted(named, key=lambda doc: doc.slug)
    ]


def _roles(page: Named) -> list[HeldRole]:
    if not isinstance(page, Entry):
        return []
    return [HeldRole.model_validate(role.model_dump()) for role in page.roles]


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
            kind=doc.page.kind,
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
                id=cell_id(question, doc),
                url=edition.address("positions/index.md", cell_id(question, doc)),
                actor=doc.slug,
                question=question.id,
                question_text=question.question,
                stance=STANCES[answer.stance if answer else "not-said"],
                mark=answer.mark if answer else "silent",
                short=answer.short if answer else None,
                answer=text and as_read(text),
                as_of=answer.as_of if answer else None,
                known=answer.known if answer else None,
                sources=cited(text or ""),
            )
            found.append(record)
    return found


def truces(edition: Edition) -> list[TruceRecord]:
    """The truces in the register's order."""
    return [
        TruceRecord(
            id=truce.id,
            url=edition.address(TRUCES, truce.anchor),
            name=truce.name,
            short=truce.short,
            by=truce.by,
            event=edition.address(truce.event),
            kind=truce.kind,
            proposed=truce.proposed,
            start=truce.start,
            end=truce.end,
            disputed=[
                DisputedDay(at=one.at, recorded=one.drawn, other=one.other, day=one.day) for one in truce.disputed
            ],
            **truce.scope.model_dump(),
            covers=as_read(truce.covers),
            accepted=as_read(truce.accepted),
            ended=as_read(truce.ended),
            sources=cited("\n".join(text for _, text in truce.statements())),
        )
        for truce in edition.content.truces.values()
    ]


def kursk_area(edition: Edition) -> list[AreaRecord]:
    """The counts in the register's order."""
    return [
        AreaRecord(
            id=area.id,
            url=edition.address(KURSK, area.anchor),
            date=area.date,
            report=area.report,
            earliest=area.earliest,
            peak=area.peak,
            km2=area.km2,
            bound=area.bound,
            by=area.by,
            who=area.who,
            says=as_read(area.says),
            sources=cited(area.says),
        )
        for area in edition.content.areas.values()
    ]


def claims(edition: Edition) -> list[ClaimRecord]:
    """The claims on the site's pages, which must all have been converted, by page."""
    return [
        ClaimRecord(
            id=claim.id,
            url=edition.address(claim.path, claim.id),
            kind=claim.kind,
            about=claim.about,
            text=claim.text,
            page=edition.address(claim.path),
            sources=list(claim.sources),
        )
        for claim in sorted(shown.found.values(), key=lambda claim: (claim.path, claim.id))
    ]


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
            GivenAnswer(
                says=as_read(value.says),
                who=value.who,
                claim=value.claim and f"c-{value.claim}",
                said=value.said,
                known=value.known,
                sources=value.sources,
            )
            for value in unknown.values
        ],
        note=unknown.note and as_read(unknown.note),
        note_sources=cited(unknown.note or ""),
        pages=[edition.address(path) for path in unknown.pages],
    )


def contacts(edition: Edition) -> list[ContactRecord]:
    """Who spoke with whom, in the register's order."""
    return [
        ContactRecord(
            id=contact.id,
            url=edition.address(PROPOSAL, contact.anchor),
            date=contact.date,
            how=contact.how,
            between=contact.between,
            short=contact.short,
            people=contact.people,
            what=as_read(contact.what),
            event=contact.event and edition.address(contact.event),
            sources=cited(contact.what),
        )
        for contact in edition.content.contacts.values()
    ]


def readouts(edition: Edition) -> list[ReadoutRecord]:
    """The encounters in the register's order, each topic as every text has it."""
    return [
        ReadoutRecord(
            id=readout.id,
            url=edition.address("readouts.md", readout.anchor),
            encounter=readout.encounter,
            event=edition.address(readout.event),
            note=readout.note and as_read(readout.note),
            texts=[ComparedText.model_validate(text.model_dump()) for text in readout.texts],
            cells=[
                ComparedCell(
                    topic_id=row.id,
                    topic=row.topic,
                    url=edition.address("readouts.md", readout.address_of(row)),
                    text=text,
                    standing=cell.is_,
                    says=cell.text and as_read(cell.text),
                    sources=cited(cell.text or ""),
                )
                for row in readout.rows
                for text, cell in row.cells.items()
            ],
        )
        for readout in edition.content.readouts.values()
    ]


def clauses(edition: Edition) -> list[ClauseRecord]:
    """The clauses of the joint statement, in its order."""
    return [
        ClauseRecord(
            id=clause.id,
            url=edition.address(FATES, clause.anchor),
            name=clause.name,
            said=as_read(clause.said),
            happened=as_read(clause.happened),
            outcome=clause.outcome,
            clause=edition.address(PROPOSAL, clause.clause),
            sources=cited(f"{clause.said}{clause.happened}"),
        )
        for clause in edition.content.clauses.values()
    ]


def changes(edition: Edition) -> list[ChangeRecord]:
    """The change log, newest first."""
    return [
        ChangeRecord(
            id=change.id,
            url=edition.address("corrections.md", change.id),
            date=change.date,
            kind=change.kind,
            severity=change.severity,
            page=edition.address(change.page),
            claim=change.claim,
            was=change.was,
            wrong=change.wrong,
            stands=change.stands,
            why=change.why,
        )
        for change in edition.content.changes()
    ]


DATASETS = (
    Dataset("names", "name", "Names", NameRecord, names),
    Dataset("events", "event", "Events", EventRecord, events),
    Dataset("positions", "position", "Positions", PositionRecord, positions),
    Dataset("truces", "truce", "Truces", TruceRecord, truces),
    Dataset("kursk-area", "count", "Kursk region: land held by Ukraine", AreaRecord, kursk_area),
    Dataset("claims", "claim", "Claims", ClaimRecord, claims),
    Dataset("quotations", "quotation", "Quotations", QuotationRecord, quotations),
    Dataset("sources", "source", "Sources", SourceRecord, sources),
    Dataset("unknowns", "unknown", "Disputed and not known", UnknownRecord, unknowns),
    Dataset("contacts", "contact", "Who spoke with whom", ContactRecord, contacts),
    Dataset("readouts", "readout", "Readouts compared", ReadoutRecord, readouts),
    Dataset("clauses", "clause", "Clauses and what became of them", ClauseRecord, clauses),
    Dataset("changes", "change", "Changes", ChangeRecord, changes),
)
