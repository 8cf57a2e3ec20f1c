"""What became of each clause of the joint statement."""

from __future__ import annotations

from collections import Counter

from ..content import Content
from ..documents import CITATION
from ..pictured import Clause, Outcome
from ..register_checks import FATES, PROPOSAL
from ..wording import counted, escape
from .marks import mark
from .picture import Picture, Way, as_of

OUTCOMES: dict[Outcome, str] = {
    "met": "met",
    "partly": "partly met",
    "never": "never happened",
    "disputed": "the sides differ",
}


def picture(content: Content, way: Way) -> Picture | None:
    """All clauses in the register: what each said, what happened, and what that comes to."""
    records = list(content.clauses.values())
    if not records:
        return None
    counts = Counter(clause.outcome for clause in records)
    met, partly, never, disputed = (counted(counts[name]) if counts[name] else "none" for name in OUTCOMES)
    title = (
        f"Of the {counted(len(records))} clauses of the Jeddah statement, {met} were met, {partly} in part and"
        f" {never} never; on {disputed} the sides differ"
    )
    heads = ("Clause", "It said", "What happened")
    words = [
        '<table class="marked" role="table" markdown>',
        '<thead role="rowgroup"><tr role="row">',
        *(f'<th scope="col" role="columnheader">{head}</th>' for head in heads),
        "</tr></thead>",
    ]
    for outcome, told in OUTCOMES.items():
        of_outcome = [clause for clause in records if clause.outcome == outcome]
        head = f"{mark(outcome)} {told.capitalize()}: {len(of_outcome)}"
        words += [
            f'<tbody role="rowgroup" data-outcome="{outcome}" markdown>',
            f'<tr class="outcome" role="row"><th colspan="3" scope="rowgroup" role="rowheader">{head}</th></tr>',
            *(_row(clause, way) for clause in of_outcome),
            "</tbody>",
        ]
    words.append("</table>")
    caption = (
        f"What the joint statement of 11 March 2025 said, and what happened up to {as_of(content)}. “Met” means as "
        "stated, with no side saying otherwise. What a clause said leads to its words. The opening paragraphs promised "
        "nothing and are left out. † marks one weak source."
    )
    return Picture("clauses", title, caption, words=tuple(words))


def _row(clause: Clause, way: Way) -> str:
    name = f"[{escape(clause.name)}]({way(FATES, clause.anchor)})"
    text = " ".join(clause.said.split())
    words = CITATION.split(text, maxsplit=1)[0]
    said = f"[{words}]({way(PROPOSAL, clause.clause)}){text.removeprefix(words)}"
    happened = " ".join(clause.happened.split())
    return (
        f'<tr role="row" data-clause="{clause.id}" markdown><th scope="row" role="rowheader" markdown>{name}</th>'
        f'<td role="cell" data-label="It said" markdown>{said}</td>'
        f'<td role="cell" data-label="What happened" markdown>{happened}</td></tr>'
    )
