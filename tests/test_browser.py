"""The site as a reader meets it, in Chromium: on a phone and a desktop, and in both schemes."""

from __future__ import annotations

from itertools import cycle, product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from searching import open_search

# One page of each kind, and the widest of its kind.
PAGES = [
    "",
    "aftermath/",
    "aftermath/truces/",
    "as-known/2025-03-13/",
    "corrections/",
    "glossary/",
    "glossary/ceasefire/",
    "glossary/kind/person/",
    "glossary/kursk-region/",
    "glossary/vladimir-putin/",
    "glossary/volodymyr-zelenskyy/",
    "method/",
    "method/supplied-article/",
    "positions/",
    "positions/russia/",
    "proposal/",
    "quotations/",
    "readouts/",
    "sources/",
    "story/five-minutes/",
    "story/one-minute/",
    "timeline/",
    "timeline/2025-03-11-jeddah-talks/",
    "timeline/actor/russia/",
    "timeline/kind/call/",
    "timeline/phase/proposal/",
    "unknowns/",
    "404.html",
]


WIDTHS = [320, 1280]
MORE_WIDTHS = [640, 768, 1920]  # 640 is what a page zoomed to twice its size has
# What is wider than the window, which hides it: each block is asked. A wide table of figures may scroll by itself.
WIDER = """() => {
  const scrolls = element => element && element !== document.body
    && (getComputedStyle(element).overflowX === "auto" || scrolls(element.parentElement))
  return [...document.querySelectorAll("body *")].filter(element => {
    const {right, width, height} = element.getBoundingClientRect()
    return width > 1 && height > 1 && right > document.documentElement.clientWidth + 1
      && !element.closest(".md-search, .md-skip, svg, .heard") && !scrolls(element.parentElement)
  }).slice(0, 3).map(element => element.className || element.tagName)
}"""


@pytest.mark.parametrize("widths", [WIDTHS, pytest.param(MORE_WIDTHS, marks=pytest.mark.everything)])
def test_pages_fit_their_window(page: Page, address: str, widths: list[int], subtests: pytest.Subtests) -> None:
    """Light and dark by turns, since colours take no room."""
    for path in PAGES:
        page.goto(address + path)
        for width, scheme in zip(widths, cycle(["light", "dark"]), strict=False):
            with subtests.test(path, width=width, scheme=scheme):
                page.set_viewport_size({"width": width, "height": 800})
                page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                assert page.evaluate(WIDER) == []
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                assert page.locator("h1").count() == 1
                assert (lightness(page) < 128) == (scheme == "dark")


def lightness(page: Page) -> float:
    """Of the paper, from 0 to 255."""
    numbers: list[int] = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    return sum(numbers) / len(numbers)


def test_colours_follow_the_system_until_a_reader_chooses(page: Page, address: str) -> None:
    """By key, said to those who do not see it, kept for the next page before it is shown, and nothing else is kept."""
    button = page.get_by_role("button", name="Dark colours")
    page.goto(address)
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        page.reload()
        assert (lightness(page) < 128) == (scheme == "dark")
        assert button.get_attribute("aria-pressed") == ("true" if scheme == "dark" else "false")
    assert page.evaluate("localStorage.length") == 0
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-pressed") == "true"
    assert page.evaluate("Object.entries(localStorage)") == [["thirty-days-scheme", "dark"]]
    page.route("**/scheme.js", lambda route: route.fulfill(body=""))  # set before it
    page.goto(address + "proposal/")
    assert lightness(page) < 128


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_system_without_script(browser: Browser, address: str, scheme: str) -> None:
    """And nothing stands there that would do nothing."""
    context = browser.new_context(java_script_enabled=False, color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(address)
    assert (lightness(page) < 128) == (scheme == "dark")
    assert not page.locator("button.scheme").is_visible()
    context.close()


@pytest.mark.everything  # test_everyone.py asks it of one page of each kind
def test_pages_read_without_script(browser: Browser, address: str, subtests: pytest.Subtests) -> None:
    """The text, its links and its notes are all there."""
    contexts = [browser.new_context(), browser.new_context(java_script_enabled=False)]
    windows = [context.new_page() for context in contexts]
    for path in PAGES[:-1]:
        with subtests.test(path):
            texts = []
            for window in windows:
                window.goto(address + path)
                texts.append(" ".join((window.locator("article").text_content() or "").split()))
            assert texts[0] == texts[1]
            assert len(texts[0]) > 250
    for context in contexts:
        context.close()


TARGETS = [
    "positions/#c-russia-conditions",
    "positions/russia/#conditions",
    "proposal/#c-clause-minerals",
    "sources/#us-ua-joint-statement-2025-03-11",
    "method/supplied-article/#line-21a",
    "timeline/2025-03-13-putin-answers/#q-putin-idea-correct",
    "quotations/#q-putin-idea-correct",
    "unknowns/#u-jeddah-length",
    "aftermath/truces/#truce-easter-2025",
    "readouts/#r-trump-putin-call-2025-03-18-foreign-arms-and-intelligence-for",
    "glossary/kursk-region/#area-reuters-2025-03-16",
]


def test_a_link_to_a_place_shows_it_below_the_header(page: Page, address: str, subtests: pytest.Subtests) -> None:
    for target, width in product(TARGETS, [320, 1280]):
        with subtests.test(target, width=width):
            page.goto("about:blank")  # else a second visit to the place would not scroll to it
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(address + target)
            top = page.evaluate("document.querySelector(':target').getBoundingClientRect().top")
            header = page.evaluate("document.querySelector('.md-header').getBoundingClientRect().bottom")
            assert header <= top < 700


@pytest.mark.parametrize(
    ("path", "cell"),
    [
        ("positions/", ".matrix td"),
        ("method/supplied-article/", ".distortions td"),
        ("readouts/", "table.readouts td"),
    ],
)
def test_tables_read_on_a_phone(page: Page, address: str, path: str, cell: str) -> None:
    """Each cell has a line to itself: a column of a dozen letters is not reading."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(address + path)
    narrowest = page.evaluate(
        "cells => Math.min(...[...document.querySelectorAll(cells)].map(c => c.clientWidth))", cell
    )
    assert narrowest >= 240


def test_the_folder_reads_without_a_server(browser: Browser, flat_site: Path) -> None:
    page = browser.new_page()
    page.goto((flat_site / "index.html").as_uri())
    page.locator("article a.xref", has_text="Yuri Ushakov").first.click()
    page.locator("h1", has_text="Yuri Ushakov").wait_for()
    page.locator(".backlinks a").first.click()
    page.locator("article p").first.wait_for()
    assert page.url.startswith("file:")
    page.locator("nav.sections a", has_text="Timeline").first.click()
    page.locator("h1", has_text="Timeline").wait_for()
    page.close()


# What a page can name that an empty one cannot.
NAMES = """() => {
  const empty = document.body.appendChild(document.createElement("iframe"))
  const known = Object.getOwnPropertyNames(empty.contentWindow)
  return Object.getOwnPropertyNames(window).filter(name => !known.includes(name) && !/^\\d+$/.test(name))
}"""


def test_scripts_share_no_name_by_accident(page: Page, address: str) -> None:
    """Scripts of one page would overwrite each other's functions; a name's card once opened search."""
    page.goto(address)
    open_search(page)
    assert set(page.evaluate(NAMES)) == {"siteSearch", "MiniSearch"}
    devtools = page.context.new_cdp_session(page)
    devtools.send("Runtime.enable")
    assert devtools.send("Runtime.globalLexicalScopeNames")["names"] == []
