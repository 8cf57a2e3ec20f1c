"""What others put on their pages: a small page for a frame, its oEmbed record, and the code that embeds it."""

from __future__ import annotations

import json
import math
from functools import lru_cache
from html import escape

from ...reading import read_text
from ...security import source_hash
from ...wording import format_date
from ..edition import Edition
from .rendering import LAYOUT, render
from .things import Passage, Thing

# The width for which heights are reckoned, in CSS pixels: a column of text on most sites.
WIDTH = 600
# A row of the matrix would be a page of its own: what is taller scrolls within its frame.
TALLEST = 640
# Taken from embed.css: at 600 pixels a line holds some 66 characters and is 24 pixels high; head, foot and margins
# take what three lines and the title leave. Enough for the widest of the tests’ faces, as fonts differ between systems.
CHARACTERS, LINE, REST, GAP = 66, 24, 204, 12


def embeddable(thing: Thing) -> bool:
    """Whether a thing has a text short enough to be shown elsewhere: an event, a claim, a quotation, a row."""
    return bool(thing.passages)


def files(edition: Edition, thing: Thing) -> dict[str, str | bytes]:
    """The page for a frame and the oEmbed record, by their paths in the site."""
    page = render("embed.html", edition=edition, thing=thing, style=_style(), policy=_policy())
    return {f"embed/{thing.name}/index.html": page, f"oembed/{thing.name}.json": oembed(edition, thing)}


@lru_cache(maxsize=1)
def _style() -> str:
    return read_text(LAYOUT / "embed.css", "embed.css")


@lru_cache(maxsize=1)
def _policy() -> str:
    """Nothing but the style, and an icon that is none."""
    return f"default-src 'none'; img-src data:; style-src {source_hash(_style())}; base-uri 'none'; form-action 'none'"


def height(thing: Thing) -> int:
    """How high a frame of 600 pixels must be, so that it need not scroll."""
    sources = "; ".join(name for name, *_ in thing.sources)
    texts = [thing.heading, thing.credit, sources, *(f"{passage.label} {passage.text}" for passage in thing.passages)]
    lines = sum(math.ceil(len(text) / CHARACTERS) for text in texts)
    return min(REST + lines * LINE + len(thing.passages) * GAP, TALLEST)


def frame(edition: Edition, thing: Thing) -> str:
    """The code of a frame. It may run nothing, and tells us nothing of where it stands."""
    attributes = {
        "src": edition.file(f"embed/{thing.name}/index.html"),
        "title": f"{edition.name}: {thing.title}",
        "width": str(WIDTH),
        "height": str(height(thing)),
        "style": "border:0;max-width:100%",
        "sandbox": "allow-top-navigation-by-user-activation",
        "referrerpolicy": "no-referrer",
        "loading": "lazy",
    }
    written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    return f"<iframe {written}></iframe>"


def quote(edition: Edition, thing: Thing) -> str:
    """The code of a quotation in HTML, whose attribution stands outside it, as the standard wants it."""
    url = escape(thing.url)
    text = "\n".join(f"  <p>{_passage(passage)}</p>" for passage in thing.passages)
    credit = f", {escape(thing.credit.rstrip('.'))}" if thing.is_page else ""
    way = f'<a href="{url}">{escape(thing.title)}</a>{credit}'
    if thing.kind == "Quotation":
        way += f". Printed by {escape(thing.sources[0][0])}"
    return (
        f'<blockquote cite="{url}">\n{text}\n</blockquote>\n'
        f"<p>{way}. {escape(edition.name)}, as of {format_date(thing.page.as_of)}.</p>"
    )


def _passage(passage: Passage) -> str:
    label = f"<b>{escape(passage.label)}:</b> " if passage.label else ""
    return label + escape(passage.text, quote=False)


def oembed(edition: Edition, thing: Thing) -> str:
    """A record of type “rich” (https://oembed.com, 2.3.4.4)."""
    record = {
        "version": "1.0",
        "type": "rich",
        "title": thing.title,
        "author_name": edition.name,
        "author_url": thing.url,
        "provider_name": edition.name,
        "provider_url": edition.url,
        "width": WIDTH,
        "height": height(thing),
        "html": frame(edition, thing),
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"
