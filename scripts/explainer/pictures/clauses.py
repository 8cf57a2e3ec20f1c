"""What became of each clause of the joint statement."""

from __future__ import annotations

from collections import Counter

from ..content import Content
from ..pictured import Clause, Outcome
from ..register_checks import FATES, PROPOSAL
from ..wording import counted, escape
from .marks import key, mark
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
        f"Of {counted(len(records))} clauses, {met} were met, {partly} in part and {never} never; "
        f"on {disputed} the sides differ"
    )
    heads = ("Clause", "It said", "What happened", "Outcome")
    words = [
        *key(OUTCOMES),
        '<table class="marked" role="table" markdown>',
        '<thead role="rowgroup"><tr role="row">',
        *(f'<th scope="col" role="columnheader">{head}</th>' for head in heads),
        "</tr></thead>",
        '<tbody role="rowgroup" markdown>',
        *(_row(clause, way) for clause in records),
        "</tbody>",
        "</table>",
    ]
    caption = (
        f"What the joint statement of 11 March 2025 said, and what happened up to {as_of(content)}. “Met” means as "
        "stated, with no side saying otherwise. The opening paragraphs promised nothing and are left out."
    )
    return Picture("clauses", title, caption, words=tuple(words))


def _row(clause: Clause, way: Way) -> str:
    name = f"[{escape(clause.name)}]({way(FATES, clause.anchor)})"
    said = f"{' '.join(clause.said.split())} [The clause]({way(PROPOSAL, clause.clause)})"
    happened = " ".join(clause.happened.split())
    outcome = f"{mark(clause.outcome)} {OUTCOMES[clause.outcome].capitalize()}"
    return (
        f'<tr role="row" data-clause="{clause.id}" markdown><th scope="row" role="rowheader" markdown>{name}</th>'
        f'<td role="cell" data-label="It said" markdown>{said}</td>'
        f'<td role="cell" data-label="What happened" markdown>{happened}</td>'
        f'<td role="cell" class="outcome" markdown>{outcome}</td></tr>'
    )
