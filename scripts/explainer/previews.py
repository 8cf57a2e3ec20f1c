"""What the card of a name shows besides the page's summary: written into the link, so that no card fetches anything."""

from __future__ import annotations

import datetime

from .models import Entry, Event, Named, Page, Position
from .phases import PHASES
from .wording import role_on

# The day whose roles a page shows that is about no day of its own: the day of the proposal.
DAY = PHASES["proposal"][0]
# What a page is that says no kind itself.
KINDS: dict[type[Page], str] = {Event: "event", Position: "position"}


def preview(target: Named, words: str, on: Page) -> dict[str, str]:
    """The attributes for a link with these words to a named page from another page.

    `data-kind` always; `data-name` where the words are not the page's title; `data-role` for people.
    """
    kind = target.kind if isinstance(target, Entry) else KINDS[type(target)]
    attributes = {"data-kind": kind}
    if " ".join(words.split()) != target.title:
        attributes["data-name"] = target.title
    if isinstance(target, Entry) and (role := role_on(target, _day(on))):
        attributes["data-role"] = role
    return attributes


def _day(page: Page) -> datetime.date:
    return page.date if isinstance(page, Event) else DAY
