"""Search as a reader uses it: from a server and from a folder, in three scripts, by key, on a phone, without script."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from explainer.content import load
from explainer.models import AsKnown, Listing, Named
from playwright.sync_api import Browser, Page, Request, Route, expect
from project import ROOT
from searching import address_in, ask, open_search
from spellings import damaged

from figures.typed import READY

CONTENT = load(ROOT)
# By kind: what is typed, and the page that is meant.
QUERIES: dict[str, dict[str, str]] = yaml.safe_load((ROOT / "tests" / "queries.yaml").read_text(encoding="utf-8"))
# Of all queries, how many must have their page as the first hit.
RIGHT = 0.99
KILOBYTE = 1024
# What a page loads; what is fetched with it once search opens; what that knows.
LOADER = "javascripts/search.js"
CODE = [f"javascripts/search/{name}.js" for name in ("minisearch", "terms", "ranking", "box")]
STYLE = "stylesheets/search.css"
INDEX = "search/index.js"
# A policy that forbids what a strict one will: strings run as code, handlers and styles written into elements.
POLICY = "script-src 'self' 'unsafe-inline'; script-src-attr 'none'; style-src-attr 'none'"


@pytest.fixture
def searching(page: Page, address: str) -> Page:
    """A served page with search open."""
    page.goto(address + "glossary/kyiv/")
    open_search(page)
    return page


@pytest.fixture
def folder_page(browser: Browser, flat_site: Path) -> Iterator[Page]:
    """A page in a folder, which nobody serves."""
    page = browser.new_page()
    page.goto((flat_site / "glossary" / "kyiv.html").as_uri())
    yield page
    page.close()


def wrong(page: Page, root: str) -> dict[str, str]:
    """The queries whose first hit is another page than the one meant, and that page."""
    meant = [(query, path) for queries in QUERIES.values() for query, path in queries.items()]
    answers = ask(page, [query for query, _ in meant])
    firsts = [hits[0]["href"] if hits else "nothing" for hits in answers]
    return {query: first for (query, path), first in zip(meant, firsts, strict=True) if first != address_in(root, path)}


def test_there_are_queries_of_many_kinds_and_all_mean_a_page() -> None:
    assert sum(map(len, QUERIES.values())) >= 250
    assert len(QUERIES) >= 10
    paths = {path.partition("#")[0] + ".md" for queries in QUERIES.values() for path in queries.values()}
    assert paths <= set(CONTENT.documents)


def test_people_find_what_they_type(searching: Page, address: str) -> None:
    missed = wrong(searching, address)
    assert len(missed) <= (1 - RIGHT) * sum(map(len, QUERIES.values())), missed


def test_people_find_it_in_a_folder_too(folder_page: Page, flat_site: Path) -> None:
    open_search(folder_page)
    missed = wrong(folder_page, flat_site.as_uri() + "/")
    assert len(missed) <= (1 - RIGHT) * sum(map(len, QUERIES.values())), missed
    folder_page.get_by_label("A name in any spelling").fill("Зеленському")
    folder_page.keyboard.press("Enter")
    folder_page.locator("h1", has_text="Volodymyr Zelenskyy").wait_for()


def test_every_spelling_leads_to_its_page_and_damaged_ones_are_not_shown(searching: Page, address: str) -> None:
    wanted = [(word, doc) for doc in CONTENT.of(Named) for word in dict.fromkeys(doc.page.spellings())]
    answers = ask(searching, [word for word, _ in wanted])
    assert {
        word: hits[:1]
        for (word, doc), hits in zip(wanted, answers, strict=True)
        if not hits or hits[0]["href"] != address_in(address, doc.path.removesuffix(".md"))
    } == {}
    never = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, damaged(CONTENT)))})(?!\w)")
    shown = {match[0] for hits in answers for hit in hits if (match := never.search(hit["text"]))}
    assert shown == set()


def test_a_result_says_what_it_is_and_leads_to_the_best_place(searching: Page, address: str) -> None:
    event, *_ = ask(searching, ["Jeddah talks"])[0]
    doc = CONTENT.documents["timeline/2025-03-11-jeddah-talks.md"]
    assert event["text"].split("\n")[:2] == [f"{doc.page.title} Event, 11 March 2025", doc.page.summary]
    places = {hit["href"]: hit["place"] for hit in ask(searching, ["who broke the energy ceasefire"])[0]}
    assert places[address + "unknowns/"] == address + "unknowns/#u-energy-pause-breaches"


def test_nothing_of_search_is_fetched_before_it_opens(page: Page, address: str) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        if "search" in request.url:
            asked.append(request.url.removeprefix(address))

    page.on("request", note)
    page.goto(address + "proposal/", wait_until="networkidle")
    assert asked == [LOADER]
    open_search(page)
    assert sorted(asked) == sorted([LOADER, STYLE, *CODE, INDEX])


def test_search_is_light(site: Path) -> None:
    def compressed(path: str) -> int:
        return len(gzip.compress((site / path).read_bytes(), 9))

    assert compressed(LOADER) <= 2 * KILOBYTE
    assert sum(map(compressed, CODE)) <= 15 * KILOBYTE
    assert compressed(INDEX) <= 120 * KILOBYTE


def test_the_index_holds_every_page_once_but_those_that_tell_again(site: Path) -> None:
    index = json.loads((site / INDEX).read_text(encoding="utf-8").partition(" = ")[2])
    indexed = [page[0] + ".md" for page in index["pages"]]
    retold = {doc.path for doc in CONTENT.documents.values() if isinstance(doc.page, AsKnown | Listing)}
    assert sorted(indexed) == sorted(set(CONTENT.documents) - retold)
    records = sum(1 + len(page[-1]) for page in index["pages"])
    for steps in index["held"].split(";"):
        assert sum(map(int, steps.split(","))) < records


def test_the_themes_search_is_gone(site: Path) -> None:
    files = {str(file.relative_to(site)) for file in site.rglob("*") if file.is_file()}
    assert not [file for file in files if "lunr" in file or "workers/" in file or "search_index" in file]


def test_search_works_by_key_alone(page: Page, address: str) -> None:
    page.goto(address + "glossary/kyiv/")
    page.keyboard.press("Control+k")
    page.keyboard.type("Narishkin")  # at once, while search is still being fetched
    hits = page.locator(".search-hits a")
    expect(hits.first).to_contain_text("Sergey Naryshkin")
    page.keyboard.press("ArrowDown")
    expect(hits.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("A name in any spelling")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/sergey-naryshkin/**")


@pytest.mark.parametrize("key", ["Control+k", "Meta+k"])
def test_keys_open_search_and_escape_closes_it(page: Page, address: str, key: str) -> None:
    page.goto(address + "proposal/")
    link = page.locator("article a").first
    link.focus()
    page.keyboard.type("s/k")  # who speaks to the machine may have said so to somebody else: WCAG 2.1.4
    assert page.locator("dialog").count() == 0
    page.keyboard.press(key)
    field = page.get_by_label("A name in any spelling")
    expect(field).to_be_focused()
    page.get_by_role("status").filter(has_text=READY).wait_for()
    page.keyboard.type("us/s")  # letters in the field are letters
    expect(field).to_have_value("us/s")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("s")
    expect(field).to_be_focused()
    expect(field).to_have_value("us/ss")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(link).to_be_focused()


def test_the_number_of_results_is_announced(searching: Page) -> None:
    status = searching.get_by_role("dialog").get_by_role("status")
    field = searching.get_by_label("A name in any spelling")
    field.fill("Zelenskij")
    expect(status).to_have_text("1 result")
    field.fill("ceasefire")
    expect(status).to_have_text(re.compile(r"^\d+ results; the first 12 are shown$"))
    field.fill("qqqqqqq")
    expect(status).to_have_text("Nothing found. All names A–Z")
    searching.keyboard.press("Enter")
    expect(field).to_be_focused()
    status.get_by_role("link").click()
    expect(searching.locator("h1")).to_have_text(re.compile("Glossary"))


def test_a_result_on_the_same_page_is_shown(searching: Page) -> None:
    searching.get_by_label("A name in any spelling").fill("kyiv new sanctions refused")
    searching.locator('.search-place[href$="/kyiv/#in-this-story"]').click()
    expect(searching.get_by_role("dialog")).to_be_hidden()
    assert searching.url.endswith("/kyiv/#in-this-story")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_search_fits_a_phone(page: Page, address: str, scheme: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.goto(address)
    open_search(page)
    assert ask(page, ["ceasefire monitoring"])[0]
    dialog = page.get_by_role("dialog")
    box = dialog.bounding_box()
    assert box
    assert 0 <= box["x"] <= 320 - box["width"]
    assert 0 <= box["y"] <= 640 - box["height"]
    assert dialog.evaluate("box => box.scrollWidth <= box.clientWidth")
    small = "box => [...box.querySelectorAll('a, button, input')].filter(one => one.offsetHeight < 24).length"
    assert dialog.evaluate(small) == 0
    assert page.evaluate("document.getAnimations().length") == 0


def test_without_script_the_list_of_names_is_there_instead(browser: Browser, address: str, flat_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for start in (address + "proposal/", (flat_site / "proposal.html").as_uri()):
        page.goto(start)
        assert page.get_by_role("button", name="Search").count() == 0
        page.get_by_role("link", name="All names A–Z").click()
        page.locator("h1", has_text="Glossary").wait_for()
    context.close()


def test_what_cannot_be_loaded_is_said(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route(f"**/{INDEX}", lambda route: route.abort())
    page.goto(address)
    page.get_by_role("button", name="Search", exact=True).click()
    status = page.get_by_role("status").filter(has_text="could not be loaded")
    status.get_by_role("link", name="All names A–Z").click()
    page.wait_for_url("**/glossary/")
    page.close()


def test_search_needs_no_licence_of_a_strict_policy(browser: Browser, address: str) -> None:
    def under_policy(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers=response.headers | {"content-security-policy": POLICY})

    page = browser.new_page()
    page.route(address + "proposal/", under_policy)
    page.goto(address + "proposal/", wait_until="networkidle")
    violations: list[str] = []
    page.on("console", lambda line: violations.append(line.text))
    open_search(page)
    assert ask(page, ["Zelenskij"])[0]
    assert violations == []
    page.close()
