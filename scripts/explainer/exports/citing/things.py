"""What others can cite: each page, claim, quotation and row of the matrix, with what is said about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from ... import claims
from ...addresses import address_of, found
from ...asknown import paragraphs
from ...documents import Document, cited
from ...indexes import NOT_FOUND, columns, given
from ...models import Event, PositionsIndex, Question
from ...pictures import PICTURES
from ...pictures.picture import Picture
from ...prose import as_read
from ...quotations import LEDGER, shortened, tongue
from ...registers import Quotation
from ...wording import format_date
from ..downloads import Bare, bare, made, url_of
from ..edition import Described, Edition

# The address of the page that holds the matrix.
MATRIX = address_of("positions/index.md")
# What a row of it is called
ROW = "Row of the matrix"


@dataclass(frozen=True)
class Passage:
    """Some text of a thing, with whose it is where that is not plain, and its language."""

    text: str
    label: str = ""
    lang: str = "en"


@dataclass(frozen=True)
class Thing:
    """Something on the site that has an address of its own."""

    name: str  # of its files below cite/, embed/ and oembed/, permanently: “c-clause-ceasefire”
    kind: str  # “Event”, “Claim”, “Quotation”
    title: str
    url: str  # the lasting one
    page: Described  # where it stands
    place: str = ""  # its title where its words follow, if they are in its title
    heading: str = ""  # what stands above its text where that is shown; none where the text says it
    credit: str = ""  # whose words they are, or when and where it was
    passages: tuple[Passage, ...] = ()  # its text; of a page that is no event, none
    sources: tuple[tuple[str, str, str], ...] = ()  # in short, each with its address in the register and its language
    drawing: Bare | None = None  # of a picture that has one
    parts: tuple[str, ...] = ()  # the names of the claims and quotations that stand on it

    @property
    def is_page(self) -> bool:
        return self.url == self.page.url

    @property
    def full_title(self) -> str:
        """Like no other thing’s: quotations may share an occasion, and even the words shown."""
        if self.kind != "Quotation":
            return self.title
        return f"{self.title}: “{self.passages[0].text}” ({self.name})"


def things(edition: Edition) -> dict[str, Thing]:
    """Everything that can be cited, by its name. Raises `ValueError` if two have one name."""
    parts = list(_parts(edition))
    on_page: dict[str, list[str]] = {}
    for path, anchors in found.items():
        on_page[path] = [part.name for part in parts if part.name in anchors]
    named: dict[str, Thing] = {}
    for thing in (*_pages(edition, on_page), *parts):
        if thing.name in named:
            raise ValueError(f"two things to cite are named {thing.name}")
        named[thing.name] = thing
    return named


def successors(edition: Edition, named: dict[str, Thing]) -> Iterator[Thing]:
    """What took the place of each thing that is gone, under the name it had: its code stands on others' pages."""
    for tombstone in edition.content.tombstones.values():
        old, new = _name_at(tombstone.address), _name_at(tombstone.to)
        thing = named.get(new) or named.get(_name_at(tombstone.to.partition("#")[0]))
        if old and old not in named and thing:
            shown = thing.passages or (Passage(thing.page.summary),)
            yield replace(thing, name=old, heading=thing.heading or thing.title, passages=shown)


def _name_at(address: str) -> str:
    """The name of what has an address, “proposal/#c-clause-aid” or “timeline/2025-03-11-talks/”; empty if none."""
    page, _, anchor = address.partition("#")
    if not anchor:
        return page.rstrip("/") or "home"
    if page == MATRIX and not anchor.startswith("c-"):
        return f"row-{anchor}"
    return anchor if anchor.startswith(("c-", "q-")) else ""


def _pages(edition: Edition, on_page: dict[str, list[str]]) -> Iterator[Thing]:
    for path, page in edition.pages.items():
        parts = tuple(on_page.get(path, ()))
        thing = Thing(page.name, page.kind, page.title, page.url, page, parts=parts)
        doc = edition.content.documents[path]
        yield _event(edition, thing, cast("Document[Event]", doc)) if isinstance(doc.page, Event) else thing


def _event(edition: Edition, thing: Thing, doc: Document[Event]) -> Thing:
    """An event with what happened."""
    told = paragraphs(doc)
    return replace(
        thing,
        heading=thing.title,
        credit=f"{format_date(doc.page.date)}, {doc.page.place}",
        passages=tuple(Passage(as_read(text)) for text in told),
        sources=_outlets(edition, cited("\n".join(told))),
    )


def _parts(edition: Edition) -> Iterator[Thing]:
    """The claims, quotations and rows."""
    content = edition.content
    yield from (_claim(edition, claim) for claim in claims.found.values())
    if LEDGER in content.documents:
        for entry in sorted(content.quotations.values(), key=lambda entry: (entry.date, entry.id)):
            yield _quotation(edition, entry)
    for path, doc in content.documents.items():
        if isinstance(doc.page, PositionsIndex):
            yield from (_row(edition, path, question) for question in doc.page.questions)
    yield from (_picture(edition, picture) for picture in made(edition))


def _claim(edition: Edition, claim: claims.Claim) -> Thing:
    lines = claim.text.split("\n")
    if claim.kind == "clause":  # its first line is its heading
        lines = lines[1:]
    page = edition.pages[claim.path]
    heading = "" if claim.kind == "fact" else claim.about
    # Facts of one page, and answers to one question, are told apart by their first words.
    begun = shortened(lines[0]).rstrip(".") if claim.kind in ("fact", "figure") else ""
    place = f"{page.title} – {heading}".removesuffix(" – ")
    return Thing(
        name=claim.id,
        kind="Claim",
        title=f"{page.title} – {heading} {begun}".replace("  ", " ").rstrip(),
        place=place,
        url=edition.url + claim.address,
        page=page,
        heading=heading,
        passages=tuple(map(Passage, lines)),
        sources=_outlets(edition, claim.sources),
    )


def _quotation(edition: Edition, entry: Quotation) -> Thing:
    source = edition.content.sources[entry.source]
    printed = f"{source.publisher()}, {format_date(source.issued)}"
    return Thing(
        name=f"q-{entry.id}",
        kind="Quotation",
        title=f"{entry.speaker}, {format_date(entry.date)}, {entry.occasion}",
        url=edition.address(LEDGER, f"q-{entry.id}"),
        page=edition.pages[LEDGER],
        credit=tongue(entry),
        passages=(Passage(shortened(entry.words), lang=entry.language),),
        sources=((printed, edition.address("sources.md", source.id), source.language),),
    )


def _picture(edition: Edition, picture: Picture) -> Thing:
    return Thing(
        name=picture.anchor,
        kind="Picture",
        title=picture.title,
        url=url_of(edition, picture),
        page=edition.pages[PICTURES[picture.id].home],
        heading=picture.title,
        passages=(Passage(as_read(picture.caption)),),
        sources=_outlets(edition, cited(picture.caption)),
        drawing=bare(edition, picture),
    )


def _row(edition: Edition, path: str, question: Question) -> Thing:
    page = edition.pages[path]
    answers = {doc.page.title: doc.page.answers.get(question.id) for doc in columns(edition.content)}
    told = {actor: given(answer) for actor, answer in answers.items() if answer and answer.text}
    return Thing(
        name=f"row-{question.id}",
        kind=ROW,
        title=f"{page.title} – {question.question}",
        url=edition.address(path, question.id),
        page=page,
        heading=question.question,
        passages=tuple(Passage(as_read(told.get(actor, NOT_FOUND)), label=actor) for actor in answers),
        sources=_outlets(edition, cited("\n".join(told.values()))),
    )


def _outlets(edition: Edition, keys: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    """The outlets of sources, each once, with the address and the language of its first source in the register."""
    first: dict[str, tuple[str, str]] = {}
    for key in keys:
        if source := edition.content.sources.get(key):
            outlet = edition.content.outlet_of(source)
            name = outlet.name if outlet else source.publisher()
            first.setdefault(name, (edition.address("sources.md", key), source.language))
    return tuple((name, *rest) for name, rest in first.items())
