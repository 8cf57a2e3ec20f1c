"""The site for everyone: by key, with larger letters, without motion, colours or script, and read aloud."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import faces
import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from figures.served import ONE_OF_EACH, pages
from figures.visits import AXE

each_kind = pytest.mark.parametrize("path", ONE_OF_EACH.values(), ids=ONE_OF_EACH)

# What the Tab key is to reach: all that can be pressed or filled in and is not hidden.
STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
  .filter(stop => stop.tabIndex >= 0 && !stop.disabled && stop.checkVisibility({visibilityProperty: true}))"""
# Where the focus is: its number among the stops, whether a line around it shows, and whether some of it is in view.
FOCUS = """() => {
  const focus = document.activeElement
  if (focus === document.body)
    return null
  const style = getComputedStyle(focus)
  const box = focus.getClientRects()[0] ?? focus.getBoundingClientRect()
  const x = box.left + Math.min(box.width, 12) / 2
  const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2 // a table may be taller than the window
  const there = document.elementFromPoint(x, y)
  return {
    number: stops.indexOf(focus),
    told: focus.outerHTML.slice(0, 120),
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: Boolean(there) && (focus.contains(there) || there.contains(focus)),
  }
}"""

# Words that are cut off or lie outside the window; not those that are only for the ear.
LOST = """() => {
  const wide = document.documentElement.clientWidth
  const lost = new Set()
  const seen = new Map() // an element's style and place are asked once, not for each text in it
  const look = element => {
    if (!seen.has(element)) {
      const {clipPath, display, overflowX, overflowY} = getComputedStyle(element)
      seen.set(element, {clipPath, display, overflowX, overflowY, box: element.getBoundingClientRect()})
    }
    return seen.get(element)
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node; node = walker.nextNode();) {
    const parent = node.parentElement
    if (!node.data.trim() || !parent.checkVisibility() || parent.closest("script, style, svg, .heard, .md-skip"))
      continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const boxes = [...range.getClientRects()].filter(box => box.width > 1)
    let scrolls = false // a wide table of figures may, by itself
    for (let around = parent; around && boxes.length; around = around.parentElement) {
      const style = look(around)
      if (style.clipPath !== "none")
        break
      if (style.display === "inline" || around === document.body || around === document.documentElement)
        continue
      const {left, right, top, bottom} = style.box
      const cut = boxes.some(box => style.overflowX !== "visible" && style.overflowX !== "auto"
        && (box.left < left - 2 || box.right > right + 2 || box.top < top - 3 || box.bottom > bottom + 3))
      if (cut)
        lost.add(`cut by <${around.localName} class="${around.className}">: ${node.data.trim().slice(0, 60)}`)
      if (scrolls = style.overflowX === "auto" || style.overflowY === "auto")
        break
    }
    if (!scrolls && boxes.some(box => box.left < -1 || box.right > wide + 1) && !parent.closest("thead"))
      lost.add(`outside: ${node.data.trim().slice(0, 60)}`)
  }
  return [...lost].slice(0, 5)
}"""
# In the masthead and the sections nothing grows out of its place over something else. Each is looked at where a reader
# has scrolled to it: how many lines of them a window holds depends on the face, and those below it are not lost.
COVERED = """() => [...document.querySelectorAll(".masthead a:not(.md-skip), .masthead button, .sections a")]
  .filter(control => control.checkVisibility({visibilityProperty: true})).filter(control => {
    control.scrollIntoView({block: "center", behavior: "instant"})
    const box = control.getBoundingClientRect()
    const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
    return !there || !control.contains(there) && !there.contains(control)
  }).map(control => control.outerHTML.slice(0, 80))"""

# Puts a reader's own style sheet in the place of the one before.
RESTYLE = """css => {
  window.own ??= document.head.appendChild(document.createElement("style"))
  window.own.textContent = css
  scrollTo(0, 0)
}"""

# What moves: an animation or transition that lasts, on an element or what stands before or after it.
MOVES = """() => [...document.querySelectorAll("*")].flatMap(element => ["", "::before", "::after"].filter(part => {
  const style = getComputedStyle(element, part)
  const lasts = text => text.split(",").some(time => parseFloat(time) > 0)
  return style.animationName !== "none" && lasts(style.animationDuration)
    || style.transitionProperty !== "none" && lasts(style.transitionDuration)
    || style.scrollBehavior === "smooth"
}).map(part => element.localName + "." + element.className + part))"""

# Drawn by a mask of a background, which forced colours paint as the page.
MASKED = """() => [...document.querySelectorAll("body *")]
  .flatMap(element => ["", "::before", "::after"].filter(part => {
  const style = getComputedStyle(element, part)
  return element.checkVisibility() && style.display !== "none" && style.maskImage !== "none"
    && (!part || style.content !== "none") && style.backgroundColor === getComputedStyle(document.body).backgroundColor
}).map(part => element.outerHTML.slice(0, 80) + part))"""

# What keeps colours of its own when the reader's are forced
KEPT = """() => [...document.querySelectorAll("body *")]
  .filter(element => getComputedStyle(element).forcedColorAdjust === "none")
  .map(element => element.outerHTML.slice(0, 80))"""

# Words of other scripts, and in which languages the site has them
SCRIPTS = {
    "CYRILLIC": {"ru", "uk"},
    "ARABIC": {"ar"},
    "HEBREW": {"he"},
    "GREEK": {"el"},
}
# Letters that tell the two apart
ONLY_UKRAINIAN = set("іїєґІЇЄҐ")
ONLY_RUSSIAN = set("ыэъёЫЭЪЁ")
# What is read aloud though it is no text
SPOKEN = ("title", "alt", "aria-label", "placeholder")
UNSPOKEN = {"script", "style"}


@pytest.fixture(scope="module")
def opened(browser: Browser, address: str) -> Iterator[Any]:
    """A way to open a page as a reader with settings of their own.

    There is one window for each set of settings: a window costs more than a page. No page here stores anything.
    """
    windows: dict[str, Page] = {}

    def open_page(path: str, **settings: Any) -> Page:
        page = windows.get(repr(settings)) or browser.new_context(**settings).new_page()
        windows[repr(settings)] = page
        page.goto("about:blank")  # so that nothing of the page before is left, not even where the focus was
        page.goto(address + path)
        page.evaluate("document.fonts.ready.then(() => true)") if settings.get("java_script_enabled", True) else None
        return page

    yield open_page
    for page in windows.values():
        page.context.close()


# Of a page with more stops than twice as many, only so many at either end are walked.
@each_kind
@pytest.mark.parametrize("walked", [20, pytest.param(80, marks=pytest.mark.everything)])
def test_the_tab_key_reaches_and_leaves_everything(browser: Browser, address: str, path: str, walked: int) -> None:
    """In the order of reading; wherever the focus is, it shows."""
    # In a window of its own: what the key does after the last stop depends on where the window had the focus before.
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(address + path)
    count = page.evaluate(f"() => (window.stops = ({STOPS})()).length")
    walks = [(0, count)] if count <= 2 * walked else [(0, walked), (count - walked, count)]
    for start, end in walks:
        if start:
            page.evaluate("number => stops[number - 1].focus()", start)
        for number in range(start, end):
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
            assert focus is not None, f"left at {number} of {count}"
            assert focus["number"] == number, focus["told"]
            assert focus["marked"], focus["told"]
            assert focus["seen"], focus["told"]
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) is None  # and out, to the browser
    page.evaluate("number => stops[number].focus()", min(count - 1, 5))
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUS)["number"] == min(count - 1, 5) - 1
    context.close()


@each_kind
def test_the_first_stop_skips_to_the_text(opened: Any, path: str) -> None:
    page = opened(path, viewport={"width": 1280, "height": 800})
    if path.startswith("cite/"):  # one link stands above its text
        assert page.locator("header a").count() == 1
        return
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.locator(":target").count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")
    assert not page.evaluate("Boolean(document.activeElement.closest('nav.sections'))")


@each_kind
def test_nothing_moves_for_who_wants_no_motion(opened: Any, path: str) -> None:
    page = opened(path, reduced_motion="reduce")
    assert page.evaluate(MOVES) == []
    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("open_it", ["a.xref", "sup a.footnote-ref", "a.quote-mark", "search"])
def test_cards_and_search_open_without_motion(opened: Any, open_it: str) -> None:
    page = opened(ONE_OF_EACH["event"], reduced_motion="reduce")
    if open_it == "search":
        page.keyboard.press("Control+k")
        page.locator("dialog.search input").wait_for()
    else:
        page.locator(f".text {open_it}").first.hover()
        page.locator(".card").wait_for()
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate(MOVES) == []


@pytest.mark.everything
@each_kind
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_their_contrast(opened: Any, path: str, scheme: str) -> None:
    page = opened(path, forced_colors="active", color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run({runOnly: ['color-contrast']})")
    assert [node["html"][:100] for rule in found["violations"] for node in rule["nodes"]] == []


@each_kind
@pytest.mark.parametrize("scheme", ["dark", pytest.param("light", marks=pytest.mark.everything)])
def test_forced_colours_hide_nothing(opened: Any, path: str, scheme: str) -> None:
    page = opened(path, forced_colors="active", color_scheme=scheme, reduced_motion="reduce")
    assert page.evaluate(MASKED) == []
    assert page.evaluate(KEPT) == []
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    shapes = ".picture :is(rect, line, circle, path):not(.hit)"
    drawn = f"() => [...document.querySelectorAll('{shapes}')].map(e => getComputedStyle(e).stroke)"
    assert paper not in page.evaluate(drawn)
    for _ in range(5):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineColor] }"
        )
        assert outline[0] != "none"
        assert outline[1] != paper


# In the browser's own settings, and with letters of twice that size.
LETTERS, LARGE = {"standard": 16, "fixed": 13}, {"standard": 32, "fixed": 26}
# Lines, letters and words apart as WCAG 1.4.12 has them.
SPACED = """* {line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important}
p {margin-bottom: 2em !important}"""
# How wide the window is, how large letters are, and what else a reader's own style sheet says.
GROWN = {
    "letters twice as large": (1280, LARGE, ""),
    "zoomed to 200 %": (640, LETTERS, ""),
    "zoomed to 400 %": (320, LETTERS, ""),
    "spaced on a phone": (320, LETTERS, SPACED),
    "spaced": (1280, LETTERS, SPACED),
}


# The widest face shows most of what can go wrong, and the least room is where letters are large, and on a phone.
TRIED = [
    ("letters twice as large", faces.WIDEST),
    ("zoomed to 400 %", faces.WIDEST),
    *product(["spaced on a phone"], faces.FACES),
]
REST = [tried for tried in product(GROWN, faces.FACES) if tried not in TRIED]


@each_kind
@pytest.mark.parametrize(
    "tried", [TRIED, pytest.param(REST, marks=pytest.mark.everything)], ids=["the hardest", "the rest"]
)
def test_no_word_is_lost_when_text_grows(
    opened: Any, path: str, tried: list[tuple[str, str]], subtests: pytest.Subtests
) -> None:
    """In a wide, a middling and a narrow face, since nobody knows which a reader's machine has."""
    page = opened(path, bypass_csp=True)
    faces.bring(page)
    browser = page.context.new_cdp_session(page)
    for setting, face in tried:
        width, letters, style = GROWN[setting]
        with subtests.test(f"{setting}, in {face}"):
            page.set_viewport_size({"width": width, "height": 800 * width // 1280})
            browser.send("Page.setFontSizes", {"fontSizes": letters})
            page.evaluate(RESTYLE, style + faces.shown_in(face))
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(LOST) == []
            assert page.evaluate(COVERED) == []


@each_kind
def test_without_script_nothing_is_dead(opened: Any, path: str) -> None:
    """What can be pressed leads somewhere; what only a script would answer is not shown."""
    page = opened(path, java_script_enabled=False)
    controls = page.locator("button, input, select, textarea, label[for], [role=button], [contenteditable]")
    shown = [control.evaluate("c => c.outerHTML.slice(0, 100)") for control in controls.all() if control.is_visible()]
    assert shown == []
    aimless = page.locator("a").evaluate_all(
        """links => links.filter(link => link.checkVisibility() && (!link.getAttribute("href")
          || link.hash && link.href.split("#")[0] === location.href.split("#")[0]
             && !document.getElementById(decodeURIComponent(link.hash.slice(1))))).map(link => link.outerHTML)"""
    )
    assert aimless == []
    shown_without = page.locator("main").inner_text()
    page = opened(path)
    missing = words(page.locator("main").inner_text()) - words(shown_without)
    assert missing - {"Copy"} == set()  # the button that cite.js adds


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


@each_kind
def test_it_is_read_aloud_in_order(opened: Any, path: str) -> None:
    """Where a reader is, then the title, the text, its sources, and last what stands at every page's end."""
    page = opened(path)
    lines = page.locator("body").aria_snapshot().splitlines()

    def first(pattern: str) -> int:
        return next((number for number, line in enumerate(lines) if re.search(pattern, line)), -1)

    order = [
        first(r"^- banner"),
        first(r"^- main"),
        first(r"heading .*\[level=1\]"),
        first(r"^- contentinfo"),
    ]
    assert -1 not in order, (order, lines[:20])
    assert order == sorted(order)
    notes = page.locator("main .footnote").count()
    if notes:
        sources = first(r"Back to where note|doc-backlink|↩")
        text = [number for number, line in enumerate(lines) if number > order[2] and re.match(r"\s+- paragraph", line)]
        assert order[2] < text[0] < sources < order[3]


@pytest.fixture(scope="module")
def trees(site: Path) -> dict[str, html.HtmlElement]:
    """Every page of the site."""
    files = {
        path: site / path / "index.html" if path.endswith("/") or not path else site / path for path in pages(site)
    }
    return {path: html.fromstring(file.read_bytes()) for path, file in files.items()}


def test_headings_leave_out_no_level(trees: dict[str, html.HtmlElement]) -> None:
    wrong = {}
    for path, tree in trees.items():
        levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        one_title = levels[:1] == [1] and levels.count(1) == 1
        if levels and not (one_title and all(after <= before + 1 for before, after in pairwise(levels))):
            wrong[path] = levels
    assert wrong == {}


def test_no_two_pages_have_one_title(trees: dict[str, html.HtmlElement]) -> None:
    """Pages at the old address of what has moved are copies of another, which they name."""
    by_address = {
        next(iter(tree.xpath("//link[@rel='canonical']/@href")), path): " ".join(tree.findtext(".//title").split())
        for path, tree in trees.items()
    }
    titles = Counter(by_address.values())
    assert {title: count for title, count in titles.items() if count > 1} == {}


def foreign(text: str) -> Iterator[tuple[str, set[str]]]:
    """The words of other scripts in a text, each with the languages that it may be in."""
    for word in re.findall(r"[^\W\d_]+", text):
        script = unicodedata.name(word[0], "").split()[0]
        if languages := SCRIPTS.get(script):
            letters = set(word)
            if script == "CYRILLIC" and letters & ONLY_UKRAINIAN:
                languages = languages - {"ru"}
            if script == "CYRILLIC" and letters & ONLY_RUSSIAN:
                languages = languages - {"uk"}
            yield word, languages


def spoken(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Each text on a page that is read aloud, with the language it is marked as."""
    for element in tree.iter("*"):
        if element.tag in UNSPOKEN:
            continue
        around = (one.get("lang") for one in (element, *element.iterancestors()))
        language = next((lang for lang in around if lang), "")
        outside = next((one.get("lang") for one in element.iterancestors() if one.get("lang")), "")
        yield element.text or "", language
        yield element.tail or "", outside
        for name in SPOKEN:
            yield element.get(name, ""), language


def test_words_of_other_scripts_say_their_language(trees: dict[str, html.HtmlElement]) -> None:
    wrong = {
        path: (word, language)
        for path, tree in trees.items()
        for text, language in spoken(tree)
        for word, languages in foreign(text)
        if language.split("-")[0] not in languages
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("markup", "unmarked"),
    [
        ('<p lang="en">Киев</p>', ["Киев"]),
        ('<p lang="en"><i lang="uk">Київ</i> Київ</p>', ["Київ"]),
        ('<p lang="en"><i lang="ru">Київ</i></p>', ["Київ"]),
        ('<p lang="en"><i lang="ru">объект</i> <a title="جدة">x</a></p>', ["جدة"]),
        ('<p lang="en"><i lang="uk">Київ</i> Kyiv</p>', []),
    ],
)
def test_an_unmarked_word_is_found(markup: str, unmarked: list[str]) -> None:
    tree = html.fromstring(markup)
    found = [word for text, language in spoken(tree) for word, languages in foreign(text) if language not in languages]
    assert found == unmarked


# Pages with notes, tables and headings of every making
NOTED = [
    "",
    "proposal/",
    "positions/",
    "timeline/2025-03-11-jeddah-talks/",
    "as-known/2025-03-13/",
    "story/one-minute/",
]


@pytest.mark.parametrize("path", NOTED)
def test_notes_say_where_they_lead_and_have_one_way_back(trees: dict[str, html.HtmlElement], path: str) -> None:
    tree = trees[path]
    notes = {note.get("id"): note for note in tree.xpath("//div[@class='footnote']//li")}
    for mark in tree.xpath("//a[@class='footnote-ref']"):
        assert mark.get("role") == "doc-noteref"
        number, _, publisher = mark.get("aria-label").partition(": ")
        assert number == f"Note {mark.text}"
        assert notes[mark.get("href")[1:]].text_content().strip().startswith(publisher)
    for note in notes.values():
        [back] = note.xpath(".//a[contains(@class, 'footnote-backref')]")
        assert back.get("role") == "doc-backlink"
        assert re.fullmatch(r"Back to where note \d+ is cited", back.get("aria-label"))
        [way] = note.xpath(".//a[text()='In the register']")
        assert way.get("aria-label").startswith("In the register: ")
    assert "Sources" in [heading.get("aria-label") for heading in tree.xpath("//h2")]


def test_headings_and_rows_are_named_by_their_words(opened: Any) -> None:
    for path in ("proposal/", "positions/", "aftermath/", "glossary/kursk-region/", "readouts/"):
        page = opened(path)
        for role in ("heading", "rowheader"):
            said = [line for line in page.locator("main").aria_snapshot().splitlines() if f"- {role} " in line]
            assert [line for line in said if " section" in line or "this row" in line or "#" in line] == [], path


def test_every_table_is_called_what_it_is_of(trees: dict[str, html.HtmlElement]) -> None:
    nameless = [path for path, tree in trees.items() if tree.xpath("//table[not(caption[normalize-space()])]")]
    assert nameless == []


def test_the_answer_on_the_home_page_comes_soon_by_key(opened: Any) -> None:
    """After the masthead, the sections and the title's own links; the contents of the page come after it."""
    page = opened("")
    before = page.evaluate(
        f"""() => ({STOPS})().filter(stop => stop.compareDocumentPosition(document.querySelector(".text"))
          & Node.DOCUMENT_POSITION_FOLLOWING).filter(stop => !stop.closest("nav.sections")).length"""
    )
    assert before <= 7
    assert page.locator("nav[aria-label=Breadcrumb]").count() == 0
    assert page.locator(".text + .rail").is_visible() == (page.viewport_size["width"] >= 960)
