"""“Cite this” and “Take it along”: for each thing on the site a page to cite it, and for each short one an embed.

At cite/ and embed/ a page says what lies below.

A name, `c-clause-ceasefire`, gives three permanent addresses: cite/<name>/, embed/<name>/ and oembed/<name>.json.
Where a tombstone leads a thing on, all three stay and show what took its place: a frame cannot be led elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...models import About, Home, Page, Position, PositionsIndex
from ..edition import Edition
from . import embeds
from .formats import FORMATS
from .record import record
from .rendering import render
from .things import ROW, Thing, successors, things


def citing(edition: Edition) -> dict[str, str | bytes]:
    """All files by their paths in the site."""
    named = things(edition)
    files: dict[str, str | bytes] = {}
    for thing in (*named.values(), *successors(edition, named)):
        files[f"cite/{thing.name}/index.html"] = _page(edition, thing, [named[part] for part in thing.parts])
        if embeds.embeddable(thing):
            files |= embeds.files(edition, thing)
    return files | _overviews(edition, named)


def _overviews(edition: Edition, named: dict[str, Thing]) -> dict[str, str | bytes]:
    """The pages at cite/ and embed/. All that lies below would be a thousand links: the main pages lead to the rest."""
    documents = edition.content.documents
    main = [
        named[page.name]
        for path, page in edition.pages.items()
        if type(documents[path].page) in {About, Home, Page, Position, PositionsIndex}
    ]
    rows = [thing for thing in named.values() if thing.kind == ROW]
    return {
        "cite/index.html": _overview(
            edition,
            "cite/index.html",
            title="Cite this site",
            summary="Each page, claim, quotation and row of the matrix has a page here that says how to cite it: "
            "a plain line, BibTeX, RIS, CSL-JSON, wikitext and HTML.",
            found="On any page, “Cite this page” below its title leads here; “#” beside a claim, quotation or row "
            "copies a link and then leads to the page that cites exactly that.",
            listed="Main pages",
            things=main,
        ),
        "embed/index.html": _overview(
            edition,
            "embed/index.html",
            title="Embed from this site",
            summary="Each event, claim, quotation and row of the matrix has a small page here to be shown in a frame "
            "on another site: it runs no script, sets no cookie and asks nobody else.",
            found="The code to copy stands on the page that cites the same thing. “#” beside a claim, quotation or row "
            "leads to it, and so does “Cite this page” on an event’s page.",
            listed="Rows of the matrix, each with its code",
            things=rows,
        ),
    }


def _overview(edition: Edition, here: str, things: Iterable[Thing], **texts: str) -> str:
    return render(
        "overview.html",
        edition=edition,
        things=[(thing, edition.way(here, f"cite/{thing.name}/index.html")) for thing in things],
        root=edition.way(here, "index.html").removesuffix("index.html"),
        home=edition.way(here, "index.html"),
        **texts,
    )


def _page(edition: Edition, thing: Thing, parts: list[Thing]) -> str:
    """The page that says how to cite a thing."""
    here = f"cite/{thing.name}/index.html"
    cited = record(edition, thing)
    blocks = [(form.id, form.label, form.write(cited)) for form in FORMATS]
    embedded = None
    if embeds.embeddable(thing):
        embedded = [
            ("embed-quote", "Quotation, without script", embeds.quote(edition, thing)),
            ("embed-frame", "Frame", embeds.frame(edition, thing)),
        ]
        if thing.drawing:
            embedded.append(("embed-image", "Image", embeds.image(edition, thing)))
    return render(
        "cite.html",
        edition=edition,
        thing=thing,
        blocks=blocks,
        embedded=embedded,
        preview=edition.way(here, f"embed/{thing.name}/index.html"),
        oembed=edition.file(f"oembed/{thing.name}.json"),
        parts=[(part, edition.way(here, f"cite/{part.name}/index.html")) for part in parts],
        root=edition.way(here, "index.html").removesuffix("index.html"),
        home=edition.way(here, "index.html"),
    )
