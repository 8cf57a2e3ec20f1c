"""How far the accounts of each encounter agree: a mark for every text on every topic."""

from __future__ import annotations

from ..content import Content
from ..pictured import Cell, Party, Readout, Row
from ..readouts import STANDING
from ..wording import attribute, counted, escape
from .marks import key, mark
from .picture import Picture, Way

PAGE = "readouts.md"
MEANINGS = {
    "same": "says the same",
    "differs": "says otherwise",
    "only-here": "alone speaks of it",
    "silent": "silent",
}
HEADS: dict[Party, str] = {
    "joint": "Joint",
    "europe-and-nato": "Europe",
    "russia": "Russia",
    "ukraine": "Ukraine",
    "united-states": "US",
}


def picture(content: Content, way: Way) -> Picture | None:
    """All encounters in the register, topic by topic; each topic leads to its row."""
    records = list(content.readouts.values())
    if not records:
        return None
    rows = [list(row.cells.values()) for readout in records for row in readout.rows]
    one = sum(any(cell.is_ == "only-here" for cell in cells) for cells in rows)
    title = (
        f"On {sum(map(differ, rows))} of {len(rows)} topics the accounts differ, on {sum(map(agree, rows))} all who"
        f" speak of it agree, and of {counted(one)} one side alone speaks"
    )
    words = [*key(MEANINGS), '<div class="encounters" markdown>', ""]
    for readout in records:
        words += [*_encounter(readout, way), ""]
    caption = (
        "Sides stand in alphabetical order, a joint statement before them. With each encounter stands one difference in"
        " short. Every topic leads to what each account says, with its sources."
    )
    return Picture("readouts", title, caption, words=(*words, "</div>"))


def differ(cells: list[Cell]) -> bool:
    """Whether the accounts of a topic differ in what they say of it."""
    return any(cell.is_ == "differs" for cell in cells)


def agree(cells: list[Cell]) -> bool:
    """Whether two accounts or more speak of a topic, and say the same."""
    return {cell.is_ for cell in cells if cell.is_ != "silent"} == {"same"}


def _encounter(readout: Readout, way: Way) -> list[str]:
    who = {text.id: text.who for text in readout.texts}
    apart = "; ".join(f"{who[text]}: {words}" for text, words in readout.apart.in_short.items())
    topic = readout.apart.topic if readout.apart.topic.endswith("?") else f"{readout.apart.topic}:"
    heads = "".join(f'<th scope="col" role="columnheader">{HEADS[text.party]}</th>' for text in readout.texts)
    return [
        '<div class="encounter" markdown>',
        "",
        f"**[{escape(readout.encounter)}]({way(PAGE, readout.anchor)})** {escape(topic)} {escape(apart)}.",
        "",
        f'<table class="compared" role="table" aria-label="{attribute(readout.encounter)}" markdown>',
        f'<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Topic</th>{heads}</tr></thead>',
        '<tbody role="rowgroup" markdown>',
        *(_topic(readout, row, way) for row in readout.rows),
        "</tbody>",
        "</table>",
        "",
        "</div>",
    ]


def _topic(readout: Readout, row: Row, way: Way) -> str:
    head = f"[{escape(row.topic)}]({way(PAGE, readout.address_of(row))})"
    cells = "".join(
        f'<td role="cell">{mark(cell.is_)}<span class="heard">{STANDING[cell.is_]}</span></td>'
        for cell in row.cells.values()
    )
    return f'<tr role="row" markdown><th scope="row" role="rowheader" markdown>{head}</th>{cells}</tr>'
