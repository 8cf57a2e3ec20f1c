"""What each truce was to cover: air, energy sites, land, sea. A table with a mark in each cell."""

from __future__ import annotations

from html import escape as attribute_text

from ..content import Content
from ..pictured import Covered, Truce
from ..wording import counted, escape
from .picture import Picture, Way, as_of
from .truces import HOME

COLUMNS = {"land": "Land", "sea": "Sea", "air": "Air", "energy": "Energy"}
SAID: dict[Covered, str] = {"all": "Yes", "part": "In part", "none": "No", "not-said": "Not said"}
# A disc, half a disc, a ring, and a ring that is not closed
MARKS: dict[Covered, str] = {
    "all": '<circle class="full" cx="8" cy="8" r="6"/>',
    "part": '<circle cx="8" cy="8" r="6"/><path class="full" d="M8 2a6 6 0 0 0 0 12z"/>',
    "none": '<circle cx="8" cy="8" r="6"/>',
    "not-said": '<circle class="dotted" cx="8" cy="8" r="6"/>',
}


def picture(content: Content, way: Way) -> Picture | None:
    """The picture; none without records."""
    truces = list(content.truces.values())
    if not truces:
        return None
    everything = sum(set(_scope(truce).values()) == {"all"} for truce in truces)
    title = f"{counted(everything).capitalize()} of {len(truces)} truces were to stop all fighting"
    caption = (
        "“Energy” is strikes on energy sites, which a truce of all fighting covers too. Sources: with each truce in"
        f" [what is told of it]({way(HOME, 'truce-by-truce')}). As of {as_of(content)}."
    )
    heads = "".join(f'<th scope="col">{title}</th>' for title in ("Truce", *COLUMNS.values()))
    words = ['<table class="marks" markdown>', f"<thead><tr>{heads}</tr></thead>", "<tbody markdown>"]
    words += [_row(truce, way) for truce in truces]
    return Picture("truces-covered", title, caption, words=(*words, "</tbody>", "</table>"))


def _scope(truce: Truce) -> dict[str, Covered]:
    return {"land": truce.scope.land, "sea": truce.scope.sea, "air": truce.scope.air, "energy": truce.scope.energy}


def _row(truce: Truce, way: Way) -> str:
    name = f"[{escape(truce.short)}]({way(HOME, truce.anchor)}), {truce.proposed.year}"
    cells = "".join(_cell(field, covered) for field, covered in _scope(truce).items())
    return f'<tr data-truce="{truce.id}" markdown><th scope="row" markdown>{name}</th>{cells}</tr>'


def _cell(field: str, covered: Covered) -> str:
    mark = f'<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">{MARKS[covered]}</svg>'
    words = attribute_text(SAID[covered])
    return f'<td class="{covered}" data-field="{field}">{mark}<span class="said">{words}</span></td>'
