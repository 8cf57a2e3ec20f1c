"""“Cite this” and “Take it along”: for each thing on the site a page to cite it, and for each short one an embed.

A name, `c-clause-ceasefire`, gives three permanent addresses: cite/<name>/, embed/<name>/ and oembed/<name>.json.
Where a tombstone leads a thing on, all three stay and show what took its place: a frame cannot be led elsewhere.
"""

from __future__ import annotations

from ..edition import Edition
from . import embeds
from .formats import FORMATS
from .record import record
from .rendering import render
from .things import Thing, successors, things


def citing(edition: Edition) -> dict[str, str | bytes]:
    """All files by their paths in the site."""
    named = things(edition)
    files: dict[str, str | bytes] = {}
    for thing in (*named.values(), *successors(edition, named)):
        files[f"cite/{thing.name}/index.html"] = _page(edition, thing, [named[part] for part in thing.parts])
        if embeds.embeddable(thing):
            files |= embeds.files(edition, thing)
    return files


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
