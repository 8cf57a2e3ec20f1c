"""Reads from a built site what must be the same under every builder, and compares two sites."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from pathlib import Path
from urllib.parse import unquote, urlsplit

from explainer.addresses import address_of
from explainer.content import load
from lxml import html

NOTE = "#fn:"
LINKS = "//a[contains(concat(' ', @class, ' '), ' xref ')]"
BACKLINKS = "//div[@class='backlinks']//li"
CITATIONS = "//a[contains(concat(' ', @class, ' '), ' footnote-ref ')]/@href"


@dataclass(frozen=True)
class Found:
    """What a page holds, in reading order: words and target of each link, sentence and target, ids of sources."""

    links: list[str]
    backlinks: list[str]
    citations: list[str]


def read(site: Path, project: Path) -> dict[str, Found]:
    """Every page that `project` writes in Markdown, where the built site has it, by its path in the site.

    Other pages are exports, which a hook adds: they hold nothing that is compared.
    """
    paths = sorted(f"{address_of(path)}index.html" for path in load(project).documents)
    return {path: _found(path, html.fromstring((site / path).read_bytes())) for path in paths if (site / path).exists()}


def _found(path: str, page: html.HtmlElement) -> Found:
    return Found(
        links=[f"{_words(link)} → {_target(path, link.get('href'))}" for link in page.xpath(LINKS)],
        backlinks=[f"{_words(item)} → {_target(path, item.xpath('a/@href')[0])}" for item in page.xpath(BACKLINKS)],
        citations=[href.removeprefix(NOTE) for href in page.xpath(CITATIONS)],
    )


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _target(path: str, href: str) -> str:
    """The page and the address on it to which a link on the page at `path` leads, however it is written."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return href
    file = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
    file = file if file.endswith(".html") else posixpath.normpath(f"{file}/index.html")
    return f"{file}#{unquote(parts.fragment)}"


def differences(first: dict[str, Found], second: dict[str, Found]) -> Iterator[str]:
    """What the second site lacks (−) and what it has beyond the first (+), page by page, a line for each."""
    for path in sorted(first.keys() | second.keys()):
        if path not in second or path not in first:
            yield f"{'−' if path in first else '+'} {path}: the page"
            continue
        for kind in fields(Found):
            before, after = getattr(first[path], kind.name), getattr(second[path], kind.name)
            for change, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
                if change != "equal":
                    yield from (f"− {path}: {kind.name}: {item}" for item in before[a:b])
                    yield from (f"+ {path}: {kind.name}: {item}" for item in after[c:d])
