"""The parties' own texts on one encounter, side by side: rows are topics, columns are texts."""

from __future__ import annotations

import html

from .content import Content
from .documents import Document
from .models import Page
from .pages import link
from .pictured import Cell, Readout
from .wording import attribute, escape

# How a cell stands to the others of its row, in words.
STANDING = {"same": "Same", "differs": "Differs", "only-here": "Only here", "silent": "Silent"}


def readouts(content: Content, doc: Document[Page]) -> list[str]:
    """Every encounter in the register, each with an address of its own."""
    return [line for readout in content.readouts.values() for line in _encounter(doc, readout)]


def _encounter(doc: Document[Page], readout: Readout) -> list[str]:
    lines = [f"## {escape(readout.encounter)} {{#{readout.anchor}}}", ""]
    lines += [f"{readout.note or ''} [What happened]({link(doc.path, readout.event)})", ""]
    heads = "".join(
        f'<th scope="col" role="columnheader">{html.escape(text.who)}<br><small>{html.escape(text.what)}</small></th>'
        for text in readout.texts
    )
    lines += [
        '<table class="readouts" role="table" markdown>',
        f'<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Topic</th>{heads}</tr></thead>',
        '<tbody role="rowgroup" markdown>',
    ]
    for row in readout.rows:
        address = readout.address_of(row)
        here = f'[#](#{address}){{ .cell-link title="Link to this row" }}'
        topic = f'<th scope="row" role="rowheader" markdown>{escape(row.topic)} {here}</th>'
        cells = "".join(_cell(row.cells[text.id], text.who, text.sources) for text in readout.texts)
        lines.append(f'<tr role="row" id="{address}" markdown>{topic}{cells}</tr>')
    return [*lines, "</tbody>", "</table>", ""]


def _cell(cell: Cell, who: str, sources: list[str]) -> str:
    """A cell; one that is silent cites the text that was read."""
    read = "".join(f"[^{source}]" for source in sources)
    text = " ".join(cell.text.split()) if cell.text else f"Does not mention it.{read}"
    standing = f'<b class="{cell.is_}">{STANDING[cell.is_]}.</b>'
    return f'<td role="cell" data-label="{attribute(who)}" markdown>{standing} {text}</td>'
