"""Cards: what a mark or a name leads to, shown where it stands, by mouse, key and touch; and what they may weigh."""

from __future__ import annotations

import datetime
import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from explainer.content import load
from explainer.models import Entry
from explainer.wording import role_on
from lxml import html
from playwright.sync_api import Browser, Locator, Page, ViewportSize
from project import ROOT

CONTENT = load(ROOT)

# Compressed: every page loads the script, also where a reader opens no card. 2,428 bytes did when this was set.
SCRIPT_BYTES = 2560
# The heaviest page, the way through in fifteen minutes with its 93 names, carried 4,050 bytes when this was measured
# (summaries, which stood there before the cards as titles: another 10,475). It may grow to three times that.
NAMES_BYTES = 12 * 1024

# A mark, and what its card tells.
CARDS = [
    ("a.footnote-ref", ["UNN", "12 March 2025", "Grade B", "In the register"]),
    ("a.quote-mark", ["Dmitry Peskov", "12 March 2025", "daily briefing", "Said in Russian; English by UNN"]),
]
SCREENS: list[ViewportSize] = [{"width": 320, "height": 700}, {"width": 1280, "height": 800}]
# Milliseconds that the mouse rests on a name before its card opens
RESTED = 240
# Leaves in `waited` how long it took; timed in the page, since a busy machine may be slow to ask.
TIME_CARDS = """() => {
  let start
  addEventListener("pointerover", event => { if (event.target.matches(".xref")) start = performance.now() })
  const watch = new MutationObserver(() => {
    if (document.querySelector(".card")) {
      window.waited = performance.now() - start
      watch.disconnect()
    }
  })
  watch.observe(document.body, {childList: true, subtree: true})
}"""
# As long as a card takes to open or to close, and a little more
SETTLED = 400


def summary_of(path: str) -> str:
    return CONTENT.documents[path].page.summary


# A page that names Dmitry Peskov, on whom most of these tests try the cards.
PESKOV = "timeline/2025-03-12-kremlin-studies-proposal/"
# A page that names Jeddah.
JEDDAH = "timeline/2025-03-11-jeddah-talks/"

# Page, words that are a name there, and the lines of its card above the summary; one of each kind.
PREVIEWS = [
    (
        PESKOV,
        "Dmitry Peskov",
        "glossary/dmitry-peskov.md",
        ["Dmitry Peskov, person", "Spokesman of the Kremlin"],
    ),
    (PESKOV, "White House", "glossary/white-house.md", ["White House, body"]),
    (JEDDAH, "Jeddah", "glossary/jeddah.md", ["Jeddah, place"]),
    ("", "ceasefire", "glossary/ceasefire.md", ["Ceasefire, term"]),
]
# A person's roles, a day, and what the card says for that day.
ROLES = [
    ([("Minister", "2025-03-01", "2025-03-20")], "2025-03-11", "Minister"),
    ([("Minister", "2025-03-01", "2025-03-20")], "2025-03-20", "Minister"),
    ([("Minister", "2025-03-01", "2025-03-20")], "2025-04-02", "Minister"),
    ([("Minister", "2025-03-12", "2025-03-20")], "2025-03-11", "Minister"),
    ([("Minister", "2025-03-01", "2025-03-20"), ("Envoy", "2025-04-01", "2025-04-01")], "2025-04-01", "Envoy"),
    (
        [("Minister", "2025-03-01", "2025-03-20"), ("Envoy", "2025-04-01", "2025-04-01")],
        "2025-03-22",
        "Minister",
    ),
]


@pytest.mark.parametrize(("roles", "day", "told"), ROLES)
def test_a_role_is_the_one_held_on_the_day(roles: list[tuple[str, str, str]], day: str, told: str) -> None:
    written = [{"title": title, "from": start, "as_of": end, "source": "a"} for title, start, end in roles]
    person = Entry.model_validate({"title": "N", "kind": "person", "summary": "N.", "roles": written})
    assert role_on(person, datetime.date.fromisoformat(day)) == told


# Built page, a person it names, and the role shown there: an event shows that of its day, others that of 11 March 2025.
DAYS = [
    ("timeline/2025-02-11-witkoff-meets-putin", "steve-witkoff", "US special envoy for the Middle East"),
    ("timeline/2025-08-06-witkoff-in-moscow", "steve-witkoff", "US envoy"),
    (
        "timeline/2025-03-05-us-pauses-intelligence-sharing",
        "rustem-umerov",
        "Defence minister of Ukraine",
    ),
    (".", "volodymyr-zelenskyy", "President of Ukraine"),
    ("glossary/poland", "radoslaw-sikorski", "Foreign minister of Poland"),
]


@pytest.mark.parametrize(("path", "slug", "role"), DAYS)
def test_a_name_carries_the_role_of_the_page_s_day(site: Path, path: str, slug: str, role: str) -> None:
    page = html.fromstring((site / path / "index.html").read_bytes())
    [link] = page.xpath(f"//a[@class='xref'][contains(@href, 'glossary/{slug}/') or contains(@href, '../{slug}/')]")
    assert link.get("data-role") == role


def test_every_name_carries_its_kind_and_none_weighs_the_page_down(site: Path) -> None:
    for file in site.rglob("*.html"):
        names = html.fromstring(file.read_bytes()).xpath("//a[@class='xref']")
        kinds = {name.get("data-kind") for name in names}
        assert kinds <= {"person", "body", "place", "term", "event", "position"}, file
        assert all(name.get("data-role") for name in names if name.get("data-kind") == "person"), file
        data = [f' {key}="{value}"' for name in names for key, value in name.items() if key.startswith("data-")]
        assert len("".join(data).encode()) <= NAMES_BYTES, file


def test_the_script_stays_small() -> None:
    assert len(gzip.compress((ROOT / "docs/javascripts/cards.js").read_bytes())) <= SCRIPT_BYTES


def name_on(page: Page, words: str) -> Locator:
    """The link that the build put around a name on the page."""
    return page.locator("article a.xref", has_text=words).first


@pytest.mark.parametrize(("path", "words", "target", "told"), PREVIEWS, ids=[case[1] for case in PREVIEWS])
def test_a_name_shows_by_mouse_who_or_what_it_is_and_fetches_nothing(
    page: Page, address: str, path: str, words: str, target: str, told: list[str]
) -> None:
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    name, card = name_on(page, words), page.get_by_role("tooltip")
    page.evaluate(TIME_CARDS)
    name.hover()
    card.wait_for()
    assert page.evaluate("waited") >= RESTED, "reading past a name opens nothing"
    assert card.locator("p").all_inner_texts() == [*told, summary_of(target)]
    assert name.get_attribute("title") is None, "the browser would show it a second time"
    card.hover()  # the mouse may go into the card
    page.wait_for_timeout(SETTLED)
    assert card.is_visible()
    page.mouse.move(5, 5)
    card.wait_for(state="detached")
    assert name.get_attribute("title") == summary_of(target)
    assert asked == []


def test_an_event_named_in_prose_shows_its_kind(site: Path, page: Page, address: str) -> None:
    for file in sorted(site.rglob("index.html")):
        events = html.fromstring(file.read_bytes()).xpath("//article//a[@class='xref'][@data-kind='event']")
        if events:
            break
    page.goto(address + file.relative_to(site).as_posix())
    page.locator("a.xref[data-kind=event]").first.hover()
    told = page.get_by_role("tooltip").inner_text()
    assert f"{events[0].get('data-name')}, event" in told
    assert events[0].get("title") in told


def tab_to(page: Page, name: Locator) -> None:
    """Bring the keyboard to a link as a reader does, with the Tab key."""
    name.evaluate("""link => {
      const all = [...document.querySelectorAll("a[href], button, input")]
      all[all.indexOf(link) - 1].focus()
    }""")
    page.keyboard.press("Tab")
    assert name.evaluate("link => link === document.activeElement")


def test_a_name_says_by_key_who_it_is_and_enter_follows_it(page: Page, address: str) -> None:
    page.goto(address + PESKOV)
    name, card = name_on(page, "Dmitry Peskov"), page.get_by_role("tooltip")
    tab_to(page, name)
    card.wait_for()
    assert name.get_attribute("aria-describedby") == card.get_attribute("id"), "it is read out"
    assert name.get_attribute("title") is None
    page.keyboard.press("Escape")
    card.wait_for(state="detached")
    assert name.evaluate("link => link === document.activeElement"), "the keyboard stays where it was"
    assert name.get_attribute("aria-describedby") is None
    assert name.get_attribute("title") == summary_of("glossary/dmitry-peskov.md")
    page.wait_for_timeout(SETTLED)
    assert card.count() == 0, "what was closed stays closed"
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/dmitry-peskov/")


def test_moving_on_closes_a_name_s_card_and_opens_the_next(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 1400})  # both in sight: scrolling closes a card
    page.goto(address + PESKOV)
    cards = page.locator(".card")
    tab_to(page, name_on(page, "Dmitry Peskov"))
    cards.wait_for()
    page.locator("a.footnote-ref").last.hover()  # the card of the name covers the first
    page.get_by_role("dialog", name="Source").wait_for()
    assert cards.count() == 1
    page.mouse.move(5, 5)
    cards.wait_for(state="detached")
    tab_to(page, name_on(page, "Dmitry Peskov"))
    cards.wait_for()
    page.keyboard.press("Tab")
    cards.filter(has_text="Dmitry Peskov").wait_for(state="detached")
    tab_to(page, name_on(page, "Dmitry Peskov"))
    page.keyboard.press("Shift+Tab")
    page.wait_for_timeout(SETTLED)
    assert cards.filter(has_text="Dmitry Peskov").count() == 0, "passing a name by key opens nothing"


# How a reader leaves for somewhere outside the page: for the browser's own bar, and for another page.
@pytest.mark.parametrize("leave", ["document.activeElement.blur()", "dispatchEvent(new Event('pagehide'))"])
def test_leaving_the_page_closes_a_name_s_card(page: Page, address: str, leave: str) -> None:
    page.goto(address + PESKOV)
    tab_to(page, name_on(page, "Dmitry Peskov"))
    page.locator(".card").wait_for()
    page.evaluate(leave)
    page.locator(".card").wait_for(state="detached")


@pytest.fixture(params=SCREENS, ids=["phone", "desktop"])
def touch_page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page under a finger."""
    context = browser.new_context(has_touch=True, viewport=request.param)
    page = context.new_page()
    page.goto(address + PESKOV)
    yield page
    context.close()


def test_a_name_s_card_closes_when_it_is_scrolled_away(page: Page, address: str) -> None:
    page.goto(address + JEDDAH)
    tab_to(page, name_on(page, "Jeddah"))
    page.locator(".card").wait_for()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.locator(".card").wait_for(state="detached")


def test_a_tapped_card_that_is_scrolled_away_does_not_scroll_back(touch_page: Page) -> None:
    name_on(touch_page, "Dmitry Peskov").tap()
    touch_page.evaluate("scrollTo(0, document.body.scrollHeight)")
    bottom = touch_page.evaluate("scrollY")
    touch_page.locator(".card").wait_for(state="detached")
    assert touch_page.evaluate("scrollY") == bottom


def test_a_first_tap_on_a_name_opens_its_card_with_the_way_on(touch_page: Page) -> None:
    page = touch_page
    here = page.url
    name_on(page, "Dmitry Peskov").tap()
    card = page.get_by_role("dialog", name="Name")
    assert card.is_visible(), "a finger does not wait"
    assert "Spokesman of the Kremlin" in card.inner_text()
    assert page.evaluate("document.activeElement.closest('.card') !== null"), "it is read out"
    page.locator("h1").tap()
    card.wait_for(state="detached")
    name_on(page, "Dmitry Peskov").tap()
    way = card.get_by_role("link", name="Go to the page")
    box = way.bounding_box()
    assert box
    assert box["height"] >= 24, "a finger can hit it"
    assert page.url == here
    way.tap()
    page.wait_for_url("**/glossary/dmitry-peskov/")


def test_a_second_tap_on_a_name_follows_it(touch_page: Page) -> None:
    name_on(touch_page, "Dmitry Peskov").tap()
    touch_page.locator(".card").wait_for()
    name_on(touch_page, "Dmitry Peskov").tap()
    touch_page.wait_for_url("**/glossary/dmitry-peskov/")


def test_escape_in_a_tapped_card_goes_back_to_its_name(touch_page: Page) -> None:
    page = touch_page
    name = name_on(page, "Dmitry Peskov")
    name.tap()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Go to the page"
    page.keyboard.press("Escape")
    assert name.evaluate("link => link === document.activeElement")
    assert name.get_attribute("title") == summary_of("glossary/dmitry-peskov.md")
    page.wait_for_timeout(SETTLED)
    assert page.locator(".card").count() == 0, "what was closed stays closed"
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/dmitry-peskov/")


def test_a_slow_tap_is_a_tap(touch_page: Page) -> None:
    name = name_on(touch_page, "Dmitry Peskov")
    name.scroll_into_view_if_needed()
    x, y = name.evaluate("link => { const {x, y} = link.getClientRects()[0]; return [x + 9, y + 9] }")
    finger = touch_page.context.new_cdp_session(touch_page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    touch_page.wait_for_timeout(SETTLED)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    touch_page.get_by_role("link", name="Go to the page").wait_for()


@pytest.mark.parametrize("mark", ["a.xref", *(mark for mark, _ in CARDS)])
def test_a_card_opens_by_touch_and_stays_on_the_screen(touch_page: Page, mark: str) -> None:
    page = touch_page
    width = page.evaluate("innerWidth")
    for number in range(page.locator(f"article {mark}").count()):
        page.locator(f"article {mark}").nth(number).tap()
        box = page.locator(".card").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator("h1").tap()
        page.locator(".card").wait_for(state="detached")


@pytest.mark.parametrize(("mark", "told"), CARDS)
def test_a_card_opens_by_mouse_where_its_mark_stands(page: Page, address: str, mark: str, told: list[str]) -> None:
    page.goto(address + PESKOV)
    page.locator(mark).first.hover()
    card = page.locator(".card")
    card.wait_for()
    assert all(words in card.inner_text() for words in told)
    box, place = card.bounding_box(), page.locator(mark).first.bounding_box()
    assert box
    assert place
    assert abs(box["y"] - place["y"]) < 60 + box["height"]
    card.locator("a").first.hover()  # the mouse may go into the card
    page.wait_for_timeout(SETTLED)
    assert card.is_visible()
    page.mouse.move(5, 5)
    card.wait_for(state="detached")


@pytest.mark.parametrize(("mark", "told"), CARDS)
def test_a_card_opens_and_closes_by_key(page: Page, address: str, mark: str, told: list[str]) -> None:
    page.goto(address + PESKOV)
    page.locator(mark).first.focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog").filter(has_text=told[0])
    card.wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.card') !== null"), "its links are next"
    page.keyboard.press("Escape")
    card.wait_for(state="detached")
    assert page.evaluate("mark => document.activeElement === document.querySelector(mark)", mark)


@pytest.mark.parametrize("mark", [mark for mark, _ in CARDS])
@pytest.mark.parametrize(("key", "step"), [("Tab", 1), ("Shift+Tab", -1)])
def test_the_tab_key_goes_on_from_a_card_s_mark(page: Page, address: str, mark: str, key: str, step: int) -> None:
    """And not from the page's end, where the card stands in the document."""
    page.goto(address + PESKOV)
    page.locator(mark).first.focus()
    page.keyboard.press("Enter")
    card = page.locator(".card[role=dialog]")
    card.wait_for()
    for _ in range(card.locator("a").count() + 1 if step > 0 else 1):
        page.keyboard.press(key)
    card.wait_for(state="detached")
    moved = """([mark, step]) => {
      const stops = [...document.querySelectorAll("a[href], button, summary")].filter(stop => stop.checkVisibility())
      return stops.indexOf(document.activeElement) - stops.indexOf(document.querySelector(mark)) === step
    }"""
    assert page.evaluate(moved, [mark, step])


def test_a_quotation_has_a_link_to_copy(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + PESKOV)
    page.locator("a.quote-mark").first.click()
    page.get_by_role("link", name="Copy a link to this quotation").click()
    page.locator(".card .copied", has_text="Link copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    page.goto(copied)
    assert copied.startswith(f"{address}{PESKOV}#q-")
    target = page.locator(":target")
    assert target.inner_text().startswith("“")
    context.close()


def test_marks_and_names_are_plain_links_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PESKOV)
    for mark, told in CARDS:
        page.locator(mark).first.click()
        assert told[0] in page.locator(":target").inner_text()
    name = name_on(page, "Dmitry Peskov")
    assert name.get_attribute("title") == summary_of("glossary/dmitry-peskov.md")
    name.click()
    page.wait_for_url("**/glossary/dmitry-peskov/")
    context.close()


def test_print_shows_notes_and_who_said_what_but_no_marks_to_click_and_no_card(page: Page, address: str) -> None:
    page.goto(address + PESKOV)
    tab_to(page, name_on(page, "Dmitry Peskov"))
    card = page.locator(".card")
    card.wait_for()
    page.emulate_media(media="print")
    assert not card.is_visible()
    assert page.locator("a.quote-mark:visible").count() == 0
    assert page.locator(".quotations li:visible").count() > 0
    assert page.locator(".footnote li:visible").count() > 0
