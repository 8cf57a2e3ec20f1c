"""The site as it is about to be published: its content, its address, and how each page is described to others."""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ..addresses import address_of
from ..content import Content
from ..documents import Document
from ..models import About, AsKnown, Entry, Event, Page, Position, Story
from ..problems import ContentError, Problem

# A file that takes long to make is given as what makes it: while serving, its address is kept and it is not made.
Made = Callable[[], bytes]


def midnight(day: datetime.date) -> datetime.datetime:
    """A day where a format asks for a moment; dates come from the content, so that one commit gives the same bytes."""
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)


@dataclass(frozen=True)
class Described:
    """A page as others need it: for a preview, a citation, a catalogue."""

    path: str  # below docs/
    title: str
    kind: str  # “Event”, “Person”, “Position”: what it is, in a word or two
    summary: str
    url: str  # the lasting one
    event_date: datetime.date | None  # the day that the page is about, if it is about one
    as_of: datetime.date  # up to when the record was read
    published: datetime.date
    modified: datetime.date

    @property
    def name(self) -> str:
        """What the page's files below cite/, embed/ and oembed/ are called, permanently."""
        return address_of(self.path).rstrip("/") or "home"


@dataclass(frozen=True, eq=False)
class Edition:
    """The content, and `url`, the address under which the site is published, with a slash at its end."""

    content: Content
    name: str
    url: str

    def address(self, path: str, anchor: str = "") -> str:
        """The full address of a page, given by its path below docs/, or of a place on it."""
        return self.url + address_of(path, anchor)

    def file(self, path: str) -> str:
        """The full address of a file, given by its path in the site."""
        return self.url + path.removesuffix("index.html")

    @staticmethod
    def way(source: str, target: str) -> str:
        """The relative link from one file of the site to another, both given by their paths in it."""
        return posixpath.relpath(target, posixpath.dirname(source) or ".").removesuffix("index.html") or "./"

    @cached_property
    def published(self) -> datetime.date:
        """The day on which the site first went out."""
        return self._date("published")

    @cached_property
    def as_of(self) -> datetime.date:
        """Up to when the record was read."""
        return self._date("as_of")

    @cached_property
    def modified(self) -> datetime.date:
        """The day of the last change to any page."""
        return max(page.modified for page in self.pages.values())

    def _date(self, field: str) -> datetime.date:
        """A date of the home page. Raises `ContentError` if it is not there."""
        home = self.content.documents.get("index.md")
        date = getattr(home.page, field, None) if home else None
        if not isinstance(date, datetime.date):
            reason, fix = f"The site does not say “{field}”.", "give the date, as CONTRIBUTING.md shows."
            raise ContentError([Problem("docs/index.md", 1, reason, fix)])
        return date

    @cached_property
    def pages(self) -> dict[str, Described]:
        """Every page by its path below docs/."""
        return {path: self._described(doc) for path, doc in self.content.documents.items()}

    def _described(self, doc: Document[Page]) -> Described:
        page, content = doc.page, self.content
        published = page.published or self.published
        changed = [change.date for change in content.changes(doc.path)]
        return Described(
            path=doc.path,
            title=page.title,
            kind=_kind(page),
            summary=page.summary,
            url=self.address(doc.path),
            event_date=page.date if isinstance(page, Event) else None,
            as_of=page.as_known if isinstance(page, AsKnown) else self.as_of,
            published=published,
            modified=max([published, *changed]),
        )


def _kind(page: Page) -> str:
    if isinstance(page, Entry):
        return page.kind.capitalize()
    kinds: dict[type[Page], str] = {
        About: "About this site",
        AsKnown: "As it was known",
        Event: "Event",
        Position: "Position",
        Story: "The story",
    }
    return kinds.get(type(page), "Explainer")


@lru_cache(maxsize=1)
def edition_of(content: Content, name: str, url: str) -> Edition:
    """The edition, made once for a build, as the content is."""
    return Edition(content, name, url)
