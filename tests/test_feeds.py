"""The feeds, how a feed reader finds them, and the map for language models."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import feedparser
import markdown
import pytest
from explainer.content import load
from explainer.exports.syndication import Feed, Item, atom, json_feed
from explainer.models import Event, Position
from lxml import etree, html
from project import ROOT

CONTENT = load(ROOT)
BASE = "https://example.org/explainer/"
POSITIONS = [doc.slug for doc in CONTENT.of(Position)]
FEEDS = ["changes", "corrections", "events", *(f"positions/{slug}" for slug in POSITIONS)]
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
DAY = datetime.date(2026, 1, 2)


def json_of(site: Path, name: str) -> Any:
    """A feed as JSON."""
    return json.loads((site / f"feeds/{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FEEDS)
def test_an_atom_feed_is_one(site: Path, name: str) -> None:
    data = (site / f"feeds/{name}.atom").read_bytes()
    GRAMMAR.assertValid(etree.fromstring(data))
    feed = feedparser.parse(data)
    assert feed.bozo == 0
    assert feed.version == "atom10"
    links = {link.rel: link.href for link in feed.feed.links}
    assert links["self"] == feed.feed.id == f"{BASE}feeds/{name}.atom"
    ids = [entry.id for entry in feed.entries]
    assert len(ids) == len(set(ids))
    updated = [entry.updated_parsed for entry in feed.entries]
    assert updated == sorted(updated, reverse=True)
    assert feed.feed.updated_parsed == max(updated, default=feed.feed.updated_parsed)


@pytest.mark.parametrize("name", FEEDS)
def test_a_json_feed_is_one(site: Path, name: str) -> None:
    """The fields that https://www.jsonfeed.org/version/1.1/ asks for, and the same items as the Atom feed has."""
    feed = json_of(site, name)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{BASE}feeds/{name}.json"
    assert feed["title"].startswith("Thirty Days: ")
    assert feed["authors"] == [{"name": "Thirty Days", "url": BASE}]
    parsed = feedparser.parse((site / f"feeds/{name}.atom").read_bytes())
    assert parsed.feed.link == feed["home_page_url"]
    assert [(item["id"], item["title"], item["content_text"]) for item in feed["items"]] == [
        (entry.id, entry.title, entry.summary) for entry in parsed.entries
    ]
    for item in feed["items"]:
        moments = [datetime.datetime.fromisoformat(item[field]) for field in ("date_published", "date_modified")]
        assert moments == sorted(moments)
        assert all(moment.utcoffset() is not None for moment in moments)


@pytest.mark.parametrize("name", FEEDS)
def test_items_lead_to_places_on_the_site(site: Path, name: str) -> None:
    feed = json_of(site, name)
    for address in [feed["home_page_url"], *(item["url"] for item in feed["items"])]:
        page, anchor = urldefrag(address)
        built = html.fromstring((site / page.removeprefix(BASE) / "index.html").read_bytes())
        assert not anchor or built.xpath(f"//*[@id='{anchor}']"), address


def test_feeds_hold_what_they_say(site: Path) -> None:
    items = {name: {item["url"] for item in json_of(site, name)["items"]} for name in FEEDS}
    log = CONTENT.change_log.values()
    assert items["changes"] == {f"{BASE}corrections/#{change.id}" for change in log}
    assert items["corrections"] == {f"{BASE}corrections/#{one.id}" for one in log if one.kind == "correction"}
    assert items["events"] == {f"{BASE}timeline/{doc.slug}/" for doc in CONTENT.of(Event)}
    for slug in POSITIONS:
        events = {f"{BASE}timeline/{doc.slug}/" for doc in CONTENT.of(Event) if slug in doc.page.actors}
        changes = {f"{BASE}corrections/#{one.id}" for one in log if one.page == f"positions/{slug}.md"}
        assert items[f"positions/{slug}"] == events | changes
    assert items["positions/russia"] & items["events"]


def test_the_latest_event_comes_first(site: Path) -> None:
    last = max(CONTENT.of(Event), key=CONTENT.place_of)
    unchanged = [item for item in json_of(site, "events")["items"] if item["date_published"] == item["date_modified"]]
    assert not CONTENT.changes(last.path)
    assert unchanged[0]["url"] == f"{BASE}timeline/{last.slug}/"


def test_words_that_look_like_markup_are_words() -> None:
    item = Item(f"{BASE}a/", "a < b & c", "Less <b>than</b> & “more”", DAY, DAY, ("tag & tag",))
    feed = Feed("feeds/a", "A & B", "About <it>.", BASE, (item,))
    data = atom(feed, BASE, "Name", DAY)
    GRAMMAR.assertValid(etree.fromstring(data.encode()))
    parsed = feedparser.parse(data)
    summary = html.fromstring(f"<p>{parsed.entries[0].summary}</p>").text_content()
    assert (html.fromstring(parsed.entries[0].title).text_content(), summary) == (item.title, item.text)
    assert parsed.entries[0].tags[0].term == "tag & tag"
    assert json.loads(json_feed(feed, BASE, "Name"))["items"][0]["content_text"] == item.text


def test_a_feed_that_holds_nothing_yet_is_dated_by_the_site() -> None:
    data = atom(Feed("feeds/a", "A", "B.", BASE, ()), BASE, "Name", DAY)
    GRAMMAR.assertValid(etree.fromstring(data.encode()))
    assert feedparser.parse(data).feed.updated == "2026-01-02T00:00:00+00:00"


# The page, and what it leads feed readers to besides the feed of changes.
LEADING = [
    ("", []),
    ("positions/russia/", ["feeds/positions/russia.atom", "feeds/positions/russia.json"]),
    ("timeline/", ["feeds/events.atom", "feeds/events.json", "data/timeline.ics"]),
    ("timeline/2025-03-11-jeddah-talks/", ["feeds/events.atom", "feeds/events.json"]),
    ("corrections/", ["feeds/corrections.atom", "feeds/corrections.json"]),
    ("glossary/steve-witkoff/", []),
]
KINDS = {".atom": "application/atom+xml", ".json": "application/feed+json", ".ics": "text/calendar"}
CHANGES = ["feeds/changes.atom", "feeds/changes.json"]


@pytest.mark.parametrize(("page", "own"), LEADING)
def test_a_page_leads_to_its_feeds(site: Path, page: str, own: list[str]) -> None:
    links = html.fromstring((site / page / "index.html").read_bytes()).xpath("/html/head/link[@rel='alternate']")
    kept = [link for link in links if link.get("type") in KINDS.values()]
    found = {(site / page / link.get("href")).resolve(): link for link in kept}
    assert set(found) == {site / path for path in [*own, *CHANGES]}
    for file, link in found.items():
        assert file.is_file()
        assert link.get("type") == KINDS[file.suffix]
    titles = [(link.get("type"), link.get("title")) for link in kept]
    assert len(titles) == len(set(titles))


def test_the_map_for_language_models_is_one(site: Path) -> None:
    """One title, a quotation, text, then sections that hold a list of links each (https://llmstxt.org)."""
    text = (site / "llms.txt").read_text(encoding="utf-8")
    parts = list(html.fragment_fromstring(markdown.markdown(text), create_parent="div"))
    assert [part.tag for part in parts[:3]] == ["h1", "blockquote", "p"]
    assert [part.tag for part in parts[3:]] == ["h2", "ul"] * (len(parts[3:]) // 2)
    sections = [part.text for part in parts[3::2]]
    assert sections[-1] == "Optional"
    assert len(sections) == len(set(sections)) > 3
    for item in (item for part in parts[4::2] for item in part):
        link = item[0]
        assert link.tag == "a"
        assert re.fullmatch(r": \S.*\.", link.tail), link.tail
        way = link.get("href").removeprefix(BASE)
        assert (site / way / "index.html").is_file() or (site / way).is_file()
