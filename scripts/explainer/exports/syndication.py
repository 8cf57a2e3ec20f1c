"""A feed in two formats: Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import datetime
import html
import json
from dataclasses import dataclass

from feedgenerator import Atom1Feed

from .data import RIGHTS
from .edition import midnight


@dataclass(frozen=True)
class Item:
    """What a reader of the feed is told; `url` is also what it is known by permanently."""

    url: str
    title: str
    text: str
    published: datetime.date
    updated: datetime.date
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feed:
    """Items, the newest first; `path` is the feed's without its ending, `page` the address of what it follows."""

    path: str
    title: str
    about: str
    page: str
    items: tuple[Item, ...]


class _Atom(Atom1Feed):  # type: ignore[misc]
    """Dated by what it holds: the library would date a feed that holds nothing yet by the clock."""

    def __init__(self, updated: datetime.date, **fields: object) -> None:
        super().__init__(**fields)
        self._updated = updated

    def latest_post_date(self) -> datetime.datetime:
        return midnight(self._updated)


def atom(feed: Feed, base: str, author: str, begun: datetime.date) -> str:
    """A feed as Atom; `base` is the site's address, `begun` the day on which it first went out."""
    address = f"{base}{feed.path}.atom"
    written = _Atom(
        max((item.updated for item in feed.items), default=begun),
        title=feed.title,
        link=feed.page,
        description=feed.about,
        language="en",
        author_name=author,
        author_link=base,
        feed_url=address,
        feed_guid=address,
        feed_copyright=RIGHTS,
    )
    for item in feed.items:
        written.add_item(
            title=item.title,
            link=item.url,
            description=html.escape(item.text),  # the library declares a summary to be HTML
            unique_id=item.url,
            pubdate=midnight(item.published),
            updateddate=midnight(item.updated),
            categories=item.tags,
        )
    return str(written.writeString("utf-8"))


def json_feed(feed: Feed, base: str, author: str) -> str:
    """A feed as JSON Feed; `_rights` is an extension, which the format marks by the underscore."""
    address = f"{base}{feed.path}.json"
    items = [
        {
            "id": item.url,
            "url": item.url,
            "title": item.title,
            "content_text": item.text,
            "date_published": midnight(item.published).isoformat(),
            "date_modified": midnight(item.updated).isoformat(),
            "tags": list(item.tags),
        }
        for item in feed.items
    ]
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": address,
        "description": feed.about,
        "language": "en",
        "authors": [{"name": author, "url": base}],
        "_rights": RIGHTS,
        "items": items,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
