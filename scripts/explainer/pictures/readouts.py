"""How far the accounts of each encounter agree: a mark for every text on every topic."""

from __future__ import annotations

from ..content import Content
from ..pictured import Cell, Readout, Row
from ..readouts import STANDING
from ..wording import escape
from .marks import key, mark
from .picture import Picture, Way

PAGE = "readouts.md"
MEANINGS = {
    "same": "the same as another account",
    "differs": "differs from the others",
    "only-here": "nobody else speaks of it",
    "silent": "silent",
}


def picture(content: Content, way: Way) -> Picture | None:
    """All encounters in the register, topic by topic; each topic leads to its row."""
    records = list(content.readouts.values())
    if not records:
        return None
    rows = [list(row.cells.values()) for readout in records for row in readout.rows]
    counts = (sum(map(differ, rows)), sum(map(agree, rows)))
    title = f"On {counts[0]} of {len(rows)} topics the accounts differ, and on {counts[1]} all who speak of it agree"
    words = key(MEANINGS)
    for readout in records:
        who = ", ".join(escape(text.who) for text in readout.texts)
        words.append(f"- **[{escape(readout.encounter)}]({way(PAGE, readout.anchor)})** {who}")
        words += [f"    - {_topic(readout, row, way)}" for row in readout.rows]
    caption = (
        "The marks of a topic stand in the order of the accounts named above them. Every topic leads to what each "
        "account says, with its sources."
    )
    return Picture("readouts", title, caption, words=tuple(words))


def differ(cells: list[Cell]) -> bool:
    """Whether the accounts of a topic differ in what they say of it."""
    return any(cell.is_ == "differs" for cell in cells)


def agree(cells: list[Cell]) -> bool:
    """Whether two accounts or more speak of a topic, and say the same."""
    return {cell.is_ for cell in cells if cell.is_ != "silent"} == {"same"}


def _topic(readout: Readout, row: Row, way: Way) -> str:
    marks = "".join(mark(row.cells[text.id].is_) for text in readout.texts)
    heard = "; ".join(f"{text.who}: {STANDING[row.cells[text.id].is_].lower()}" for text in readout.texts)
    words = f'<span class="marks">{marks}</span> {escape(row.topic)} <span class="heard">({escape(heard)})</span>'
    return f"[{words}]({way(PAGE, readout.address_of(row))})"
