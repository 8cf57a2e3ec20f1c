"""What was public by the end of a day: events that had become known, told from sources that had appeared."""

from __future__ import annotations

import datetime
import re

from .content import Content
from .documents import CITATION, Document
from .indexes import furniture
from .models import STANCES, AsKnown, Event, Page, Position
from .pages import link
from .sections import section, without_links
from .wording import escape, format_date

# Events that became known so long before the day are told; of older ones only the title is listed.
LATELY = datetime.timedelta(days=30)
# Where an event tells what happened.
TOLD = "what-happened"


def as_known(content: Content, doc: Document[Page]) -> list[str]:
    """The banner, the events known by the day, newest first, and who had answered what."""
    if not isinstance(doc.page, AsKnown):
        return []
    day = doc.page.as_known
    lines = [*_banner(content, doc, day), "## What had happened {#events}", ""]
    earlier = []
    for event in reversed(content.of(Event)):
        if day - LATELY <= event.page.known <= day:
            lines += _event(content, event, day)
        elif event.page.known < day:
            earlier.append(f"- {format_date(event.page.date)}: {escape(event.page.title)}")
    if earlier:
        lines += ["## Earlier {#earlier}", "", *furniture(*earlier)]
    return [*lines, *_answers(content, day)]


def _banner(content: Content, doc: Document[Page], day: datetime.date) -> list[str]:
    others = [other for other in content.of(AsKnown) if other.path != doc.path]
    ways = ", ".join(f"[{format_date(other.page.as_known)}]({link(doc.path, other.path)})" for other in others)
    return furniture(
        f"**This page stops at {format_date(day)}.** It tells only what was public by the end of that day, from "
        "sources that had appeared by then; the titles are ours, and were written later. "
        f"[The story as it stands now]({link(doc.path, 'index.md')})",
        "{ .banner }",
        "",
        f"Other days: {ways}",
    )


def _event(content: Content, event: Document[Event], day: datetime.date) -> list[str]:
    told = [text for text in paragraphs(event) if public_by(content, text, day)]
    if not told:
        return []
    return [f"### {format_date(event.page.date)}: {escape(event.page.title)} {{#{event.slug}}}", "", *_spaced(told)]


def paragraphs(event: Document[Event]) -> list[str]:
    """The paragraphs and list items in which an event tells what happened, without links."""
    text = "\n".join(without_links(section(event, TOLD)))
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n|\n(?=- )", text) if part.strip()]


def _spaced(paragraphs: list[str]) -> list[str]:
    return [line for text in paragraphs for line in (text, "")]


def public_by(content: Content, text: str, day: datetime.date) -> bool:
    """Whether everything that a text cites had appeared by the end of a day; what is undated counts as later."""
    dates = [content.sources[key].published for key in CITATION.findall(text)]
    return bool(dates) and all(date is not None and date <= day for date in dates)


def _answers(content: Content, day: datetime.date) -> list[str]:
    lines: list[str] = []
    for question in content.questions():
        items = []
        for position in content.of(Position):
            answer = position.page.answers[question.id]
            known = answer.known or answer.as_of
            if answer.text and known and known <= day and public_by(content, answer.text, day):
                items.append(
                    f"- **{escape(position.page.title)}:** {STANCES[answer.stance]}. {' '.join(answer.text.split())}"
                )
        if items:
            lines += [f"### {escape(question.question)} {{#{question.id}}}", "", *items, ""]
    return ["## Who had said what {#answers}", "", *lines] if lines else []


def shown_on(content: Content, event: Document[Event]) -> Document[AsKnown] | None:
    """The first page that stops at a day and tells of an event."""
    days = [doc for doc in content.of(AsKnown) if _event(content, event, doc.page.as_known)]
    return min(
        (doc for doc in days if event.page.known <= doc.page.as_known <= event.page.known + LATELY),
        key=lambda doc: doc.page.as_known,
        default=None,
    )
