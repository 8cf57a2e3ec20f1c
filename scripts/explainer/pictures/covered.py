"""What each truce was to cover: air, energy sites, land, sea. A table with a mark in each cell."""

from __future__ import annotations

from collections import Counter
from html import escape as attribute_text

from ..content import Content
from ..pictured import Covered, Truce, TruceKind
from ..wording import counted, escape, format_date
from .picture import Picture, Way, as_of
from .truces import HOME, KINDS

COLUMNS = {"land": "Land", "sea": "Sea", "air": "Air", "energy": "Energy"}
SAID: dict[Covered, str] = {"all": "Yes", "part": "In part", "none": "No", "not-said": "Not said"}
# A disc, half a disc, a ring, and a question mark
MARKS: dict[Covered, str] = {
    "all": '<circle class="full" cx="8" cy="8" r="6"/>',
    "part": '<circle cx="8" cy="8" r="6"/><path class="full" d="M8 2a6 6 0 0 0 0 12z"/>',
    "none": '<circle cx="8" cy="8" r="6"/>',
    "not-said": '<path class="query" d="M5.2 5.6a2.8 2.8 0 1 1 4.2 2.4c-1 .6-1.4 1-1.4 2.2M8 12.4v1.6"/>',
}
# What is said of the truces of each kind that were to stop all fighting, after their number
OF_KIND: dict[TruceKind, str] = {
    "agreed": "agreed by both sides",
    "declared": "declared by one",
    "proposed": "only asked for",
}


def picture(content: Content, way: Way) -> Picture | None:
    """The picture; none without records."""
    truces = list(content.truces.values())
    if not truces:
        return None
    everything = [truce for truce in truces if _everything(truce)]
    counts = Counter(truce.kind for truce in everything)
    told = ", ".join(f"{counted(counts[kind])} {words}" for kind, words in OF_KIND.items())
    title = f"{counted(len(everything)).capitalize()} of {len(truces)} truces were to stop all fighting: {told}"
    caption = (
        "“Energy” is strikes on energy sites, which a truce of all fighting covers too; “in part” of the air is strikes"
        " on some places or sites. Of each kind, truces of all fighting stand first. Sources: with each truce in"
        f" [what is told of it]({way(HOME, 'truce-by-truce')}). As of {as_of(content)}."
    )
    heads = "".join(f'<th scope="col" role="columnheader">{head}</th>' for head in ("Truce", *COLUMNS.values()))
    words = ['<table class="marks" role="table" markdown>']
    words.append(f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>')
    for kind, title_of in KINDS.items():
        of_kind = sorted((truce for truce in truces if truce.kind == kind), key=_everything, reverse=True)
        group = f'<th colspan="{len(COLUMNS) + 1}" scope="rowgroup" role="rowheader">{title_of}: {len(of_kind)}</th>'
        words += ['<tbody role="rowgroup" markdown>', f'<tr class="group" role="row">{group}</tr>']
        words += [*(_row(truce, way) for truce in of_kind), "</tbody>"]
    return Picture("truces-covered", title, caption, words=(*words, "</table>"))


def _everything(truce: Truce) -> bool:
    """Whether it was to stop all fighting."""
    return set(_scope(truce).values()) == {"all"}


def _scope(truce: Truce) -> dict[str, Covered]:
    return {"land": truce.scope.land, "sea": truce.scope.sea, "air": truce.scope.air, "energy": truce.scope.energy}


def _row(truce: Truce, way: Way) -> str:
    asked = f"{escape(truce.by[0].upper() + truce.by[1:])}, {format_date(truce.proposed)}"
    name = f"[{escape(truce.short)}]({way(HOME, truce.anchor)}) <small>{asked}</small>"
    cells = "".join(_cell(field, covered) for field, covered in _scope(truce).items())
    head = f'<th scope="row" role="rowheader" markdown>{name}</th>'
    return f'<tr data-truce="{truce.id}" role="row" markdown>{head}{cells}</tr>'


def _cell(field: str, covered: Covered) -> str:
    mark = f'<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">{MARKS[covered]}</svg>'
    words = attribute_text(SAID[covered])
    return f'<td class="{covered}" data-field="{field}" role="cell">{mark}<span class="said">{words}</span></td>'
