"""A picture for every page, /previews/<page address>.png, by which other sites show a link to it.

Made only when the site is built to be published. Each is kept under .cache/previews/ by all that goes into it, so that
an editor's next build draws only what has changed.
"""

from __future__ import annotations

import hashlib
from functools import cache, partial
from pathlib import Path

import PIL
from PIL import features

from ..addresses import address_of, path_of
from ..wording import format_date
from ..writing import write_whole
from . import drawing
from .edition import Described, Edition, Made

CACHE = ".cache/previews"


def picture_of(path: str) -> str:
    """Where a page's picture stands in the site, by the page's path below docs/."""
    return _at(address_of(path))


def _at(address: str) -> str:
    return f"previews/{address.rstrip('/') or 'home'}.png"


def caption(page: Described) -> str:
    """What the picture shows, in words, for those who do not see it."""
    words = words_on(page, "")
    return f"{words.kind}: {words.title}. {words.date}."


def words_on(page: Described, site: str) -> drawing.Words:
    """What a page's picture says."""
    date = format_date(page.event_date) if page.event_date else f"As of {format_date(page.as_of)}"
    return drawing.Words(page.title, page.kind, date, site)


def pictures(edition: Edition) -> dict[str, Made]:
    """Each page's picture by its path, made when asked for; that of a page which moved stays at its old path too."""
    folder = edition.content.root / CACHE
    of = {path: partial(_kept, folder, words_on(page, edition.name)) for path, page in edition.pages.items()}
    files: dict[str, Made] = {picture_of(path): made for path, made in of.items()}
    for tombstone in edition.content.tombstones.values():
        target = path_of(tombstone.to, set(of))
        if target and tombstone.address.endswith("/"):
            files.setdefault(_at(tombstone.address), of[target])
    return files


def _kept(folder: Path, words: drawing.Words) -> bytes:
    return kept(folder, (_tools(), words), partial(drawing.draw, words))


def kept(folder: Path, made_of: object, make: Made) -> bytes:
    """A PNG file from the cache, or made and put there: if there is none, or if a crash has damaged it.

    `made_of` is all that goes into it, with a `repr` that says so.
    """
    file = folder / f"{hashlib.sha256(repr(made_of).encode()).hexdigest()}.png"
    found = file.read_bytes() if file.exists() else b""
    if not drawing.is_whole(found):
        found = make()
        write_whole(file, found)
    return found


@cache
def _tools() -> tuple[str, ...]:
    """What draws: the versions of Pillow and FreeType, and our own code and faces, by their hashes."""
    own = [Path(drawing.__file__), *sorted(drawing.FONTS.glob("*.ttf"))]
    hashes = (hashlib.sha256(file.read_bytes()).hexdigest() for file in own)
    return (PIL.__version__, str(features.version("freetype2")), *hashes)
