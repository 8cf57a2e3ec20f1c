"""The site as a reader meets it in Firefox and in WebKit, and as all three engines print it.

Chromium's share of the rest stands in the other files. Whatever an engine's console says of a page is a fault.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import engines
import pytest
from playwright.sync_api import Browser as Chromium

from figures.served import ONE_OF_EACH, served
from figures.typed import READY

pytestmark = pytest.mark.everything

# Of windows: the narrowest telephone, a usual one, a desktop.
WIDTHS = (320, 390, 1280)
HEIGHT = 800
KINDS = {**ONE_OF_EACH, "embed": "embed/c-clause-ceasefire/"}
FOCUS = "document.activeElement"
EVENT = ONE_OF_EACH["event"]
# A page that has all three
MARKED = "timeline/2025-03-13-putin-answers/"
NAME, NOTE, QUOTATION = ".text a.xref", ".text a.footnote-ref", ".text a.quote-mark"
# Blocks that stick out of the window; the window itself hides what is too wide for it.
WIDE = """[...document.querySelectorAll("body *")].filter(element => {
  const {right, width, height} = element.getBoundingClientRect()
  return width > 1 && height > 1 && right > document.documentElement.clientWidth + 1
    && !element.closest(".md-skip, svg, .heard") && getComputedStyle(element).position !== "absolute"
    && ![...ancestors(element)].some(around => getComputedStyle(around).overflowX === "auto")
}).map(element => element.outerHTML.slice(0, 80))"""
ANCESTORS = "const ancestors = function* (of) { while (of = of.parentElement) yield of }"
# A page whose script fails and whose policy blocks something
FAULTY = """<!doctype html><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'">
<link rel="canonical" href="https://example.org/"><link rel="stylesheet" href="blocked.css">
<script>nothing.at.all</script>"""
# What a page whose paper is dark looks like
DARK = """(() => {
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number)
  return red + green + blue < 3 * 128
})()"""


@pytest.fixture(scope="module", params=engines.ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """An engine; its tests do not run where it cannot be had, which conftest.py says at the end."""
    name: str = request.param
    needs(name)
    return name


def needs(name: str) -> None:
    """Skip a test where what it needs cannot be had."""
    if missing := engines.missing(name):
        pytest.skip(f"NOT RUN: tests in {name}, for want of {', '.join(missing)}")


@pytest.fixture(scope="module")
def started(engine: str) -> Iterator[engines.Browser]:
    with engines.started(engine) as browser:
        yield browser


@pytest.fixture
def reader(started: engines.Browser, address: str) -> Iterator[engines.Browser]:
    """A browser on a desktop that keeps nothing from the test before; the test fails if the console complains."""
    started.resize(1280, HEIGHT)
    yield started
    assert started.complaints() == []
    started.open(address)
    started.run("localStorage.clear()")


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_each_kind_of_page_fits_its_window(reader: engines.Browser, address: str, path: str) -> None:
    reader.open(address + path)
    for width in WIDTHS:
        reader.resize(width, HEIGHT)
        assert reader.run("return document.documentElement.scrollWidth") <= width
        assert reader.run(f"{ANCESTORS}; return {WIDE}") == []
    assert not reader.run(f"return {DARK}")


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """Where a page is printed."""
    needs("paper")
    return tmp_path / "printed.pdf"


def test_the_consoles_are_silent(engine: str, address: str, pdf: Path, request: pytest.FixtureRequest) -> None:
    """From the first moment of each page on; Firefox also fetches what a page leads to."""
    addresses = [address + path for path in KINDS.values()]
    assert console(engine, addresses, pdf, request) == []


def test_a_planted_fault_is_heard(engine: str, tmp_path: Path, pdf: Path, request: pytest.FixtureRequest) -> None:
    (tmp_path / "index.html").write_text(FAULTY, encoding="utf-8")
    with served(tmp_path) as where:
        said = "\n".join(console(engine, [where], pdf, request))
    assert "blocked.css" in said
    assert "nothing" in said


def console(engine: str, addresses: list[str], pdf: Path, request: pytest.FixtureRequest) -> list[str]:
    """What an engine's console says of pages."""
    if engine == "WebKit":
        return engines.load_in_webkit(addresses, pdf)
    firefox: engines.Browser = request.getfixturevalue("started")
    for one in addresses:
        firefox.open(one)
    return firefox.complaints()


def test_pages_are_dark_on_a_dark_system(engine: str, address: str) -> None:
    with engines.started(engine, dark=True) as browser:
        for path in KINDS.values():
            browser.open(address + path)
            assert browser.run(f"return {DARK}"), path
        assert browser.complaints() == []


def test_colours_are_chosen_by_key_and_kept(reader: engines.Browser, address: str) -> None:
    reader.open(address)
    reader.run("document.querySelector('button.scheme').focus()")
    reader.press("Enter")
    reader.until("document.querySelector('button.scheme').getAttribute('aria-pressed') === 'true'")
    assert reader.run(f"return {DARK}")
    for path in ("proposal/", ONE_OF_EACH["citation"]):
        reader.open(address + path)
        assert reader.run(f"return {DARK}"), path


def search(reader: engines.Browser, words: str) -> None:
    """Open search by key and type words."""
    reader.press("Control+", "k")
    reader.until("document.querySelector('.search-status')?.textContent.startsWith(arguments[0])", READY)
    reader.type(words)
    reader.until("document.querySelector('.search-hits a')")


@pytest.mark.parametrize("words", ["Peskov", "Песков", "Пєсков"])
def test_search_finds_and_leads_on(reader: engines.Browser, address: str, words: str) -> None:
    reader.open(address)
    search(reader, words)
    for key, focused in (("Down", ".search-hit"), ("Up", "input"), ("Down", ".search-hit")):
        reader.press(key)
        assert reader.run(f"return {FOCUS}.matches(arguments[0])", focused)
    reader.press("Enter")
    reader.until("location.pathname.endsWith('glossary/dmitry-peskov/')")


def test_search_is_left_by_escape(reader: engines.Browser, address: str) -> None:
    reader.open(address)
    reader.run("document.querySelector('button.search-names').focus()")
    reader.press("Enter")
    reader.until("document.querySelector('dialog.search').open")
    reader.press("Escape")
    reader.until("!document.querySelector('dialog.search').open")
    assert reader.run(f"return {FOCUS}.matches('button.search-names')")


def test_search_finds_in_a_folder(reader: engines.Browser, flat_site: Path) -> None:
    reader.open((flat_site / "index.html").as_uri())
    search(reader, "Peskov")
    reader.press("Enter")
    reader.until("location.pathname.endsWith('glossary/dmitry-peskov.html')")
    assert reader.run("return location.protocol") == "file:"
    reader.hover(NAME)
    reader.until("document.querySelector('.card')")


@pytest.mark.parametrize(("mark", "role"), [(NAME, "tooltip"), (NOTE, "dialog"), (QUOTATION, "dialog")])
def test_a_card_opens_under_the_mouse(reader: engines.Browser, address: str, mark: str, role: str) -> None:
    reader.open(address + MARKED)
    reader.hover(mark)
    reader.until("document.querySelector('.card')?.role === arguments[0]", role)
    reader.hover(".masthead__name")
    reader.until("!document.querySelector('.card')")


def tab_to(reader: engines.Browser, selector: str) -> None:
    """Bring the keyboard to an element with the Tab key, from the stop before it."""
    reader.run(
        """const stops = [...document.querySelectorAll("a[href], button")]
        stops[stops.indexOf(document.querySelector(arguments[0])) - 1].focus()""",
        selector,
    )
    reader.press("Tab")
    assert reader.run(f"return {FOCUS} === document.querySelector(arguments[0])", selector)


def test_a_name_s_card_opens_at_the_keyboard(reader: engines.Browser, address: str) -> None:
    reader.open(address)
    tab_to(reader, NAME)
    reader.until("document.querySelector('.card')?.role === 'tooltip'")
    assert reader.run(f"return {FOCUS}.getAttribute('aria-describedby') === document.querySelector('.card').id")
    reader.press("Escape")
    reader.until("!document.querySelector('.card')")
    assert reader.run(f"return {FOCUS} === document.querySelector(arguments[0])", NAME)


@pytest.mark.parametrize("mark", [NOTE, QUOTATION])
def test_a_mark_s_card_is_entered_and_left_by_key(reader: engines.Browser, address: str, mark: str) -> None:
    """By Escape to its mark; by the Tab key to what comes after the mark, not to the page's end."""
    reader.open(address + MARKED)
    reader.run("document.querySelector(arguments[0]).focus()", mark)
    reader.press("Enter")
    reader.until(f"{FOCUS}.matches('.card')")
    reader.press("Tab")
    assert reader.run(f"return Boolean({FOCUS}.closest('.card'))")
    reader.press("Escape")
    assert reader.run(f"return {FOCUS} === document.querySelector(arguments[0])", mark)
    reader.press("Enter")
    reader.until(f"{FOCUS}.matches('.card')")
    for _ in range(reader.run("return document.querySelectorAll('.card a').length") + 1):
        reader.press("Tab")
    after = reader.run(
        f"""const stops = [...document.querySelectorAll("a[href], button, summary, [tabindex='0']")]
        return stops.indexOf({FOCUS}) - stops.indexOf(document.querySelector(arguments[0]))""",
        mark,
    )
    assert after == 1
    assert not reader.run("return document.querySelector('.card[role=dialog]')")


@pytest.mark.parametrize("mark", [NOTE, QUOTATION])
def test_a_mark_s_card_opens_by_click(reader: engines.Browser, address: str, mark: str) -> None:
    reader.open(address + MARKED)
    reader.click(mark)
    reader.until(f"{FOCUS}.matches('.card')")
    reader.click("h1")
    reader.until("!document.querySelector('.card')")


def test_a_name_s_card_opens_by_tap(reader: engines.Browser, address: str) -> None:
    reader.resize(390, HEIGHT)
    reader.open(address)
    reader.tap(NAME)
    reader.until("document.querySelector('.card')?.role === 'dialog'")
    reader.press("Escape")
    assert reader.run(f"return {FOCUS} === document.querySelector(arguments[0])", NAME)


@pytest.mark.parametrize(("path", "link"), [("proposal/", "h2 a.headerlink"), ("positions/", "td a.cell-link")])
def test_a_link_to_exactly_this_says_that_it_is_copied(
    reader: engines.Browser, address: str, path: str, link: str
) -> None:
    reader.open(address + path)
    reader.click(link)
    reader.until("document.querySelector('.copied')?.textContent.startsWith('Link copied')")
    reader.press("Escape")
    assert not reader.run("return document.querySelector('.copied')")


def test_a_citation_says_that_it_is_copied_or_marked(reader: engines.Browser, address: str) -> None:
    reader.open(address + ONE_OF_EACH["citation"])
    reader.click(".block button")
    said = reader.until("document.querySelector('.block [role=status]').textContent.trim()")
    assert said == "Copied" or said.startswith("Marked")


@pytest.mark.parametrize(
    ("path", "cell"),
    [
        ("positions/", ".matrix td"),
        ("readouts/", "table.readouts td"),
        ("method/supplied-article/", ".distortions td"),
    ],
)
def test_tables_read_on_a_telephone(reader: engines.Browser, address: str, path: str, cell: str) -> None:
    reader.open(address + path)
    reader.resize(390, HEIGHT)
    widths = reader.run("return [...document.querySelectorAll(arguments[0])].map(cell => cell.clientWidth)", cell)
    assert min(widths) >= 300


# Of the lines of a printed page, those that are full of text hold this many letters or more: a page of A4 holds 90.
FULL = 60
# Pages that WebKit printed a letter to a line, 338 pages of them and more; those with tables, and a long one.
PRINTED = ["", "proposal/", "positions/", EVENT, "aftermath/", "readouts/", "story/five-minutes/"]
# How Chromium prints: paper that is wider than a window is, and letters of half the size on A4.
PAPERS: dict[str, dict[str, Any]] = {
    "A4": {"format": "A4"},
    "A3 across": {"format": "A3", "landscape": True},
    "half size": {"format": "A4", "scale": 0.5},
}


def text_of(pdf: Path) -> list[str]:
    """The pages of a PDF, as text that stands as it is printed."""
    command = ["pdftotext", "-layout", str(pdf), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return said.removesuffix("\f").split("\f")


def assert_printed_well(pdf: Path) -> None:
    """Lines are full, pages are full, and nothing stands beside an empty column."""
    pages = text_of(pdf)
    lines = [line for page in pages for line in page.splitlines() if line.strip()]
    letters = [len(line.strip()) for line in lines]
    assert sum(length <= 3 for length in letters) <= 0.1 * len(letters)
    assert sorted(letters)[len(letters) // 2] >= FULL / 2
    assert max(letters) >= FULL
    left = sorted(len(line) - len(line.lstrip()) for line in lines)[len(lines) // 4]
    assert left <= 8, "an empty column stands to the left of the text"


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize("path", PRINTED)
def test_chromium_prints_full_pages(
    browser: Chromium, address: str, path: str, paper: dict[str, Any], pdf: Path
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": HEIGHT})
    page.goto(address + path)
    page.pdf(path=pdf, **paper)
    page.close()
    assert_printed_well(pdf)


def test_the_page_to_hand_out_is_one_sheet_from_chromium(browser: Chromium, address: str, pdf: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": HEIGHT})
    page.goto(address + "handout/")
    page.pdf(path=pdf, format="A4", prefer_css_page_size=True)
    page.close()
    assert len(text_of(pdf)) == 1


def test_the_page_to_hand_out_is_one_sheet_elsewhere(
    engine: str, address: str, pdf: Path, request: pytest.FixtureRequest
) -> None:
    if engine == "WebKit":
        engines.load_in_webkit([address + "handout/"], pdf)
    else:
        reader: engines.Browser = request.getfixturevalue("reader")
        reader.open(address + "handout/")
        pdf.write_bytes(reader.printed(page={"width": 21.0, "height": 29.7}))
    assert len(text_of(pdf)) == 1


@pytest.mark.parametrize("path", PRINTED)
def test_firefox_and_webkit_print_full_pages(
    engine: str, address: str, path: str, pdf: Path, request: pytest.FixtureRequest
) -> None:
    if engine == "WebKit":
        engines.load_in_webkit([address + path], pdf)
    else:
        reader: engines.Browser = request.getfixturevalue("reader")
        reader.open(address + path)
        pdf.write_bytes(reader.printed(page={"width": 21.0, "height": 29.7}))
    assert_printed_well(pdf)
