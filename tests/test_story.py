"""What is told from registers and from other pages: pictures, readouts, pages that stop at a day, ways of reading."""

from __future__ import annotations

import calendar
import datetime
import re
from pathlib import Path

import pytest
from explainer.content import load
from explainer.documents import CITATION, Document
from explainer.models import AsKnown, Event, Story
from lxml import html
from project import ROOT

CONTENT = load(ROOT)
# “11 March 2025” in a text
DATE = re.compile(
    r"\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})"
)
MONTHS = list(calendar.month_name)[1:]
# How many words a minute readers of English read (Brysbaert 2019, doi 10.1016/j.jml.2019.104047: 238 for non-fiction).
WORDS_A_MINUTE = 238


def built(site: Path, path: str) -> html.HtmlElement:
    """The built page of a document."""
    folder = site / re.sub(r"(^|/)index$", "", path.removesuffix(".md"))
    return html.fromstring((folder / "index.html").read_bytes())


def words(page: html.HtmlElement) -> str:
    """A page's own text, without notes, marks and what the build puts around it."""
    article = page.xpath("//article")[0]
    for hidden in article.xpath(
        ".//sup | ./header | ./div[@class='rail'] | .//a[@class='headerlink']"
        " | .//*[@class='footnote' or contains(@class, 'furniture') or @class='quotations']"
    ):
        hidden.drop_tree()
    return " ".join(article.text_content().split())


@pytest.mark.parametrize("doc", CONTENT.of(AsKnown), ids=lambda doc: doc.slug)
def test_nothing_became_known_after_the_day(site: Path, doc: Document[AsKnown]) -> None:
    page, day = built(site, doc.path), doc.page.as_known
    cited = {href.removeprefix("#fn:") for href in page.xpath("//a[@class='footnote-ref']/@href")}
    assert cited
    for source in cited:
        published = CONTENT.sources[source].published
        assert published is not None
        assert published <= day, source
    told = set(page.xpath("//h3/@id"))
    events = [event for event in CONTENT.of(Event) if event.slug in told]
    assert events
    assert all(event.page.known <= day for event in events)
    for hidden in page.xpath("//article/header | //div[@class='footnote'] | //*[contains(@class, 'furniture')]"):
        hidden.drop_tree()
    for number, month, year in DATE.findall(page.xpath("//article")[0].text_content()):
        date = datetime.date(int(year), MONTHS.index(month) + 1, int(number))
        assert date <= day, f"{date} is named on the page of {day}"


@pytest.mark.parametrize("doc", CONTENT.of(AsKnown), ids=lambda doc: doc.slug)
def test_a_page_that_stops_says_so_and_is_kept_from_search(site: Path, doc: Document[AsKnown]) -> None:
    page = built(site, doc.path)
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    banner = page.xpath("//p[@class='banner']")[0]
    assert "This page stops at" in banner.text_content()
    assert banner.xpath(".//a/@href") == ["../../"]
    assert "as-known" not in (site / "search" / "index.js").read_text(encoding="utf-8")


def test_the_way_to_a_past_day_leads_to_a_page_that_tells_of_the_event(site: Path) -> None:
    assert len(CONTENT.of(AsKnown)) >= 5
    led = 0
    for event in CONTENT.of(Event):
        for href in [href for href in built(site, event.path).xpath("//a/@href") if "as-known" in href]:
            day = href.rstrip("/").rpartition("/")[2]
            assert event.slug in built(site, f"as-known/{day}.md").xpath("//h3/@id"), event.path
            assert f"{event.page.known}" <= day
            led += 1
    assert led >= len(CONTENT.of(AsKnown))


def test_each_truce_says_what_it_covered_who_accepted_and_how_it_ended(site: Path) -> None:
    page = built(site, "aftermath/truces.md")
    for truce in CONTENT.truces.values():
        items = page.get_element_by_id(truce.anchor).xpath("./following-sibling::ul[1]/li")
        assert [item.xpath("./strong/text()")[0] for item in items] == [
            "What it covered.",
            "Who accepted.",
            "How it ended.",
        ]
        assert all(item.xpath(".//a[@class='footnote-ref']") for item in items)


def test_every_readout_has_each_text_in_each_row(site: Path) -> None:
    page = built(site, "readouts.md")
    tables = page.xpath("//table[contains(@class, 'readouts')]")
    assert len(tables) == len(CONTENT.readouts) >= 7
    for readout, table in zip(CONTENT.readouts.values(), tables, strict=True):
        assert [cell.text for cell in table.xpath(".//thead//th")][1:] == [text.who for text in readout.texts]
        for row, drawn in zip(readout.rows, table.xpath("./tbody/tr"), strict=True):
            cells = drawn.xpath("./td")
            assert [cell.xpath("./b/@class")[0] for cell in cells] == [cell.is_ for cell in row.cells.values()]
            assert all(cell.xpath(".//a[@class='footnote-ref']") for cell in cells)


@pytest.mark.parametrize("doc", CONTENT.of(Story), ids=lambda doc: doc.slug)
def test_a_story_takes_no_longer_than_it_says(site: Path, doc: Document[Story]) -> None:
    page = built(site, doc.path)
    assert page.xpath("//a[@class='footnote-ref']")
    minutes = len(words(page).split()) / WORDS_A_MINUTE
    assert 0.6 * doc.page.minutes <= minutes <= 1.1 * doc.page.minutes, f"{minutes:.1f}"


def test_three_ways_through_the_story_stand_on_the_home_page(site: Path) -> None:
    assert sorted(doc.page.minutes for doc in CONTENT.of(Story)) == [1, 5, 15]
    home = built(site, "index.md")
    for doc in CONTENT.of(Story):
        assert home.xpath(f"//article//a[@href='story/{doc.slug}/']")


def test_every_event_has_a_graded_source_and_a_contested_one_two() -> None:
    assert len(CONTENT.of(Event)) >= 60
    for event in CONTENT.of(Event):
        cited = {CONTENT.sources[key].grade for key, _ in event.citations()}
        assert cited, event.path
        accounts = [p for p in event.paragraphs() if p.anchor == "accounts"]
        if len(accounts) > 1:
            sources = {key for paragraph in accounts for key in CITATION.findall(paragraph.text)}
            assert len(sources) >= 2, event.path
