"""Tables with a drawing in each row: the words beside it stay text, which wraps on a phone."""

from __future__ import annotations

from collections.abc import Iterable

# The units of a drawing's width; its height is as many pixels.
WIDTH = 1000
HEIGHT = 24


def table(name: str, head: Iterable[str], rows: Iterable[str]) -> list[str]:
    """A table whose first column is the picture's label and whose second holds the drawing."""
    titles = "".join(f'<th scope="col" role="columnheader">{title}</th>' for title in head)
    return [
        f'<table class="picture {name}" role="table" markdown>',
        f'<thead role="rowgroup"><tr role="row">{titles}</tr></thead>',
        '<tbody role="rowgroup" markdown>',
        *rows,
        "</tbody>",
        "</table>",
        "",
    ]


def row(label: str, drawing: str, anchor: str = "", cells: Iterable[tuple[str, str]] = ()) -> str:
    """A row; with an anchor it has an address and a link to itself."""
    texts = "".join(
        f'<td role="cell" data-label="{title}" markdown>{" ".join(text.split())}</td>' for title, text in cells
    )
    here = f' [#](#{anchor}){{ .cell-link title="Link to this row" }}' if anchor else ""
    identity = f' id="{anchor}"' if anchor else ""
    return (
        f'<tr role="row"{identity} markdown><th scope="row" role="rowheader" markdown>{label}{here}</th>'
        f'<td role="cell" class="drawing">{drawing}</td>{texts}</tr>'
    )


def small(shapes: str) -> str:
    """A drawing that fills its cell."""
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none"'
    return f'<svg {box} aria-hidden="true" focusable="false">{shapes}</svg>'


def lines_at(places: Iterable[float]) -> str:
    """Upright lines at some places."""
    return "".join(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{HEIGHT}"/>' for x in places)
