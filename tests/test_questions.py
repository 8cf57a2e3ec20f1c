"""What a newcomer asks: fifty questions, each answered within two clicks of the home page, and most by one search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from lxml import html
from playwright.sync_api import Page
from project import ROOT
from searching import address_in, ask, open_search

QUESTIONS = yaml.safe_load((ROOT / "tests" / "questions.yaml").read_text(encoding="utf-8"))
# How many of the fifty one search must answer among its first five hits.
BY_SEARCH = 40


def page_file(site: Path, path: str) -> Path:
    """The file of a document's page."""
    return site / re.sub(r"(^|/)index$", "", path.removesuffix(".md")) / "index.html"


@cache
def within(site: Path, clicks: int) -> set[Path]:
    """The pages that so many clicks on links in the text reach from the home page."""
    reached, fresh = {site / "index.html"}, {site / "index.html"}
    for _ in range(clicks):
        fresh = {target for file in fresh for target in _links(file)} - reached
        reached |= fresh
    return reached


def _links(file: Path) -> Iterator[Path]:
    for href in html.fromstring(file.read_bytes()).xpath("//article//a/@href | //nav//a/@href"):
        parts = urlsplit(href)
        if not parts.scheme and parts.path:
            target = (file.parent / parts.path).resolve()
            yield target / "index.html" if target.is_dir() else target


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked["question"])
def test_a_page_two_clicks_away_answers(site: Path, asked: dict[str, str]) -> None:
    file = page_file(site, asked["page"])
    page = html.fromstring(file.read_bytes())
    for hidden in page.xpath("//div[@class='footnote'] | //article//sup"):
        hidden.drop_tree()
    assert asked["answer"] in " ".join(page.xpath("//article")[0].text_content().split())
    assert file in within(site, 2)


def test_most_are_answered_by_one_search(page: Page, address: str) -> None:
    assert len(QUESTIONS) == 50
    page.goto(address)
    open_search(page)
    found = ask(page, [asked["search"] for asked in QUESTIONS])
    answered = [
        asked["question"]
        for asked, hits in zip(QUESTIONS, found, strict=True)
        if address_in(address, asked["page"].removesuffix(".md")) in [hit["href"] for hit in hits[:5]]
    ]
    assert len(answered) >= BY_SEARCH, len(answered)
