"""Three sans faces of different widths: with them the tests say what a reader's machine has, whatever this one has."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from itertools import product

from playwright.sync_api import Page
from project import ROOT

# As wide as Verdana, as Arial, and a condensed one; fetched with the other tools (tools/package.json).
WIDEST = "dejavu-sans"
FACES = (WIDEST, "arimo", "pt-sans-narrow")
WEIGHTS = (400, 700)
# Where the style sheets name a sans face of the reader's machine: the site's, the pages' below cite/, and search's.
NAMED = ("--sans", "--label-font", "--site-label-font")


def _rule(face: str, weight: int) -> str:
    file = ROOT / f"tools/node_modules/@fontsource/{face}/files/{face}-latin-{weight}-normal.woff2"
    data = base64.b64encode(file.read_bytes()).decode()
    return f"@font-face {{font-family: {face}; font-weight: {weight}; src: url(data:font/woff2;base64,{data})}}"


def bring(page: Page, faces: Iterable[str] = FACES) -> None:
    """Give a page the faces, loaded; it must be in a context that bypasses the Content-Security-Policy."""
    rules = [*product(faces, WEIGHTS)]
    page.add_style_tag(content="".join(_rule(face, weight) for face, weight in rules))
    wanted = [f"{weight} 1rem {face}" for face, weight in rules]
    found = page.evaluate("wanted => Promise.all(wanted.map(face => document.fonts.load(face)))", wanted)
    assert all(found), "a face did not load"


def shown_in(face: str) -> str:
    """A style sheet that shows in a face whatever would be in a sans face of the machine."""
    return f":root {{{' '.join(f'{name}: {face} !important;' for name in NAMED)}}}"
