"""A map of the site for language models (https://llmstxt.org): what it is, how to link to it, where things stand."""

from __future__ import annotations

from ..documents import Document
from ..models import Event, Position
from ..wording import escape
from .datasets import DATASETS
from .edition import Edition

PATH = "llms.txt"
# The pages that answer most questions, in the order of the story; those that a smaller site lacks are left out.
MAIN = (
    "index.md",
    "proposal.md",
    "timeline/index.md",
    "aftermath/index.md",
    "aftermath/clauses.md",
    "aftermath/truces.md",
    "readouts.md",
    "unknowns.md",
    "glossary/index.md",
)
EVIDENCE = ("sources.md", "quotations.md", "corrections.md", "method/index.md", "method/supplied-article.md")


def llms(edition: Edition) -> dict[str, str | bytes]:
    """The file by its path."""
    home = edition.content.documents["index.md"].page
    sections = {
        "The story": _pages(edition, MAIN),
        "Positions": _pages(edition, ("positions/index.md", *(doc.path for doc in edition.content.of(Position)))),
        "Evidence": _pages(edition, EVIDENCE),
        "Data": [*_pages(edition, ["data/index.md"]), *_data(edition)],
        "Optional": [_event(edition, doc) for doc in edition.content.of(Event)],
    }
    lines = [
        f"# {edition.name}",
        "",
        f"> {escape(home.summary)}",
        "",
        f"The record of events was read up to {edition.as_of}; the site was last changed on {edition.modified}. "
        "Every fact cites a source; where sources or parties differ, each account stands beside its author. "
        "Link to the page, claim (`#c-…`) or quotation (`#q-…`) that you use: these addresses do not change.",
    ]
    for title, items in sections.items():
        lines += ["", f"## {title}", "", *items]
    return {PATH: "\n".join(lines) + "\n"}


def _pages(edition: Edition, paths: tuple[str, ...] | list[str]) -> list[str]:
    return [
        _item(escape(page.title), page.url, escape(page.summary)) for path in paths if (page := edition.pages.get(path))
    ]


def _event(edition: Edition, doc: Document[Event]) -> str:
    return _item(f"{doc.page.date}: {escape(doc.page.title)}", edition.address(doc.path), escape(doc.page.summary))


def _data(edition: Edition) -> list[str]:
    return [
        _item(f"{dataset.title} (JSON)", edition.file(f"data/{dataset.name}.json"), dataset.about)
        for dataset in DATASETS
    ]


def _item(title: str, url: str, about: str) -> str:
    return f"- [{title}]({url}): {about}"
