"""The lists that the build writes from all of the content, as Markdown: matrix, answers, timeline, glossary."""

from __future__ import annotations

import html
from itertools import groupby

from .content import Content
from .documents import Document
from .models import STANCES, Answer, Entry, Event, Listing, Page, Position, Question, Story
from .pages import link
from .phases import PHASES
from .wording import attribute, escape, format_date

NOT_FOUND = "*Not said: we found no answer to this.*{ .unknown }"


def furniture(*lines: str, style: str = "", tag: str = "div", label: str = "") -> list[str]:
    """Lines of Markdown in a block that is not part of the page's own text.

    `style` is a further class; `label` names the block where its `tag` is one that readers may jump to.
    """
    classes = f"furniture {style}".strip()
    named = f' aria-label="{label}"' if label else ""
    return [f'<{tag} class="{classes}"{named} markdown>', "", *lines, "", f"</{tag}>", ""]


def folded(summary: str, lines: list[str], address: str = "") -> list[str]:
    """What waits behind a line of its own until a reader opens it; with an address of its own, if it has one.

    A link to it, or to a place within, opens it: current browsers by themselves, others by docs/javascripts/copy.js.
    """
    identity = f' id="{address}"' if address else ""
    head = [f'<details class="fold"{identity} markdown>', f"<summary>{escape(summary)}</summary>", ""]
    return [*head, *lines, "", "</details>", ""]


def facts(*pairs: tuple[str, list[str]], above: str = "") -> list[str]:
    """What front matter says of a page, term by term, as Markdown; a term without values is left out.

    `above` is a block that stands before the first.
    """
    lines = [above, "", "<dl markdown>"] if above else ["<dl markdown>"]
    for term, values in pairs:
        if values:
            lines.append(f"<dt>{term}</dt>")
            lines += [f"<dd markdown>{value}</dd>" for value in values]
    return furniture(*lines, "</dl>", style="facts")


def answers(content: Content, doc: Document[Page]) -> list[str]:
    """A position's answers, question by question."""
    if not isinstance(doc.page, Position):
        return []
    lines = ["## Question by question {#answers}", ""]
    for question in content.questions():
        answer = doc.page.answers.get(question.id)
        lines += [f"### {escape(question.question)} {{#{question.id}}}", ""]
        if answer is None or answer.text is None:
            lines += [NOT_FOUND, ""]
        else:
            lines += [given(answer), ""]
    return lines


def given(answer: Answer) -> str:
    """An answer as its page and the matrix show it, in Markdown: the stance, the text, and the day."""
    return f"**{STANCES[answer.stance]}.** {' '.join((answer.text or '').split())} {dated(answer)}"


def dated(answer: Answer) -> str:
    """The day of an answer, and when it became known if that was later."""
    known = f", known on {format_date(answer.known)}" if answer.known else ""
    return f"*({format_date(answer.as_of)}{known})*"


def matrix(content: Content, doc: Document[Page]) -> list[str]:
    """Actors × questions, one address for each cell.

    The roles keep it a table for screen readers where the style sheet shows it as a list of cells.
    """
    positions = columns(content)
    lines = ['<table class="matrix" role="table" markdown>', '<thead role="rowgroup" markdown>']
    lines += ['<tr role="row" markdown>', '<th scope="col" role="columnheader">Question</th>']
    for position in positions:
        head = f"[{escape(position.page.title)}]({link(doc.path, position.path)})"
        lines.append(f'<th scope="col" role="columnheader" markdown>{head}</th>')
    lines += ["</tr>", "</thead>", '<tbody role="rowgroup" markdown>']
    for question in content.questions():
        lines += ['<tr role="row" markdown>']
        here = f'<a class="cell-link" href="#{question.id}" title="Link to this row">#</a>'
        words = html.escape(question.short)
        lines += [f'<th scope="row" role="rowheader" id="{question.id}" aria-label="{words}">{words} {here}</th>']
        lines += [_cell(question, position) for position in positions]
        lines += ["</tr>"]
    return [*lines, "</tbody>", "</table>", ""]


def columns(content: Content) -> list[Document[Position]]:
    """The positions as they stand beside each other: parties in alphabetical order, commentators last."""
    return sorted(content.of(Position), key=lambda doc: (doc.slug == "commentators", doc.slug))


def cell_id(question: Question, doc: Document[Position]) -> str:
    """The address of a cell of the matrix."""
    return f"c-{doc.slug}-{question.id}"


def _cell(question: Question, doc: Document[Position]) -> str:
    answer = doc.page.answers.get(question.id)
    address = cell_id(question, doc)
    here = f'[#](#{address}){{ .cell-link title="Link to this cell" }}'
    text = NOT_FOUND
    if answer is not None and answer.text is not None:
        text = given(answer)
    return f'<td role="cell" id="{address}" data-actor="{attribute(doc.page.title)}" markdown>{text} {here}</td>'


def section(title: str, address: str, lines: list[str], style: str = "") -> list[str]:
    """A part of a list, under a heading with an address."""
    return [f"## {title} {{#{address}}}", "", *furniture(*lines, style=style)]


def _way_to(target: Document[Page], doc: Document[Page]) -> str:
    """A list item's link to the page it is about."""
    return f"**[{escape(target.page.title)}]({link(doc.path, target.path)})**"


def timeline(content: Content, doc: Document[Page]) -> list[str]:
    """The events by phase and date: all of them, or those that the page is for."""
    events = [event for event in content.of(Event) if _listed(event.page, doc.page)]
    lines: list[str] = []
    for phase, group in groupby(events, key=lambda event: event.page.phase):
        items = [
            f'- <time datetime="{event.page.date}">{format_date(event.page.date)}</time> '
            f"{_way_to(event, doc)} {escape(event.page.summary)}{_known(event.page)}"
            for event in group
        ]
        lines += section(PHASES[phase][1], phase, items, style="events")
    return lines


def below(content: Content, doc: Document[Page]) -> list[str]:
    """The pages below the page's own address, stories from the shortest on."""
    folder = doc.path.removesuffix("index.md")
    pages = [other for path, other in content.documents.items() if path.startswith(folder) and path != doc.path]
    pages.sort(key=lambda other: other.page.minutes if isinstance(other.page, Story) else 0)
    return furniture(*(f"- {_way_to(other, doc)} {escape(other.page.summary)}" for other in pages), style="names")


def _listed(event: Event, page: Page) -> bool:
    """Whether a page that lists a part of the events lists this one."""
    only = page.only if isinstance(page, Listing) else {}
    has: dict[str, list[str]] = {"actor": event.actors, "phase": [event.phase], "kind": [event.kind]}
    return all(value in has[by] for by, value in only.items())


def _known(event: Event) -> str:
    return f" Known on {format_date(event.known)}." if event.known != event.date else ""


def glossary(content: Content, doc: Document[Page]) -> list[str]:
    """The names from A to Z: all of them, or those of the kind that the page is for."""
    only = doc.page.only["kind"] if isinstance(doc.page, Listing) else None
    entries = [entry for entry in content.of(Entry) if only in (None, entry.page.kind)]
    entries.sort(key=lambda entry: (entry.page.sort_key(), entry.path))
    grouped = groupby(entries, key=lambda entry: entry.page.sort_key()[0].upper())
    letters = [(letter, list(group)) for letter, group in grouped]
    ways = " ".join(f"[{letter}](#{letter.lower()})" for letter, _ in letters)
    lines = furniture(ways, style="letters", tag="nav", label="Letters")
    if any(entry.page.kind == "person" for entry in entries):
        lines += furniture("People stand under their surnames.")
    for letter, group in letters:
        items = [f"- {_way_to(entry, doc)} *{entry.page.kind}.* {escape(entry.page.summary)}" for entry in group]
        lines += section(letter, letter.lower(), items, style="names")
    return lines
