"""The look of the site and the ways through it: columns, measure, print, filters, and the link to exactly this."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import tinycss2
from explainer import listings, stylesheets, wayfinding
from explainer.content import load
from explainer.models import ENTRY_KINDS, EVENT_KINDS, Entry, Event, Position, Story
from explainer.phases import PHASES
from lxml import html
from playwright.sync_api import Browser, Page, Request
from project import ROOT

from figures.visits import NOTES

CONTENT = load(ROOT)

# One page of each kind, and the widest of its kind.
PAGES = [
    "",
    "proposal/",
    "positions/",
    "positions/russia/",
    "timeline/",
    "timeline/2025-03-11-jeddah-talks/",
    "timeline/actor/russia/",
    "timeline/kind/call/",
    "timeline/phase/proposal/",
    "glossary/",
    "glossary/kind/person/",
    "glossary/volodymyr-zelenskyy/",
    "aftermath/",
    "readouts/",
    "as-known/2025-03-13/",
    "story/five-minutes/",
    "sources/",
    "quotations/",
    "unknowns/",
    "method/supplied-article/",
    "404.html",
]
# Of all that a page needs to show itself, compressed, and of script in it.
FIRST_VIEW_BYTES = 100 * 1024
SCRIPT_BYTES = 60 * 1024
# Every page loads the script that copies links.
COPY_BYTES = 2 * 1024

# How many letters stand on each full line of the page's paragraphs.
LETTERS = """() => {
  const lengths = []
  for (const text of document.querySelectorAll(".text > p:not(:has(strong))")) { // bold words have the machine's face
    const range = document.createRange()
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
    const lines = new Map()
    for (let node; node = walker.nextNode();)
      for (let i = 0; i < node.length && !node.parentElement.closest("sup, .weak"); i++) {
        range.setStart(node, i)
        range.setEnd(node, i + 1)
        const line = Math.round(range.getBoundingClientRect().bottom / 10)
        lines.set(line, (lines.get(line) ?? 0) + 1)
      }
    lengths.push(...[...lines.values()].slice(0, -1))
  }
  return lengths
}"""


# Of every rule of a style sheet, in whatever it is nested: what asks for the window's width
LAYOUT = re.compile(r"@media ([^{]*width[^{]*)\{")
SHEETS = sorted((ROOT / "docs/stylesheets").glob("*.css"))
DECLARED = re.compile(r"(--[\w-]+)\s*:")
USED = re.compile(r"var\(\s*(--[\w-]+)")


@pytest.mark.parametrize("sheet", SHEETS, ids=[sheet.stem for sheet in SHEETS])
def test_layout_is_for_screens(sheet: Path) -> None:
    """WebKit asks the window, not the paper, how wide it is: with margins for a screen it prints a letter to a line."""
    asked = [one for query in LAYOUT.findall(sheet.read_text(encoding="utf-8")) for one in query.split(",")]
    assert [one for one in asked if not one.strip().startswith("screen and ") and one.strip() != "print"] == []


def test_every_colour_by_day_and_night_has_one_for_browsers_that_know_no_such_pair() -> None:
    """That of the day, declared outside of what only newer browsers read."""
    pairs: dict[str, str] = {}
    plain: dict[str, str] = {}
    for sheet in SHEETS:
        for rule in tinycss2.parse_stylesheet(sheet.read_text(encoding="utf-8"), True, True):
            newer = rule.type == "at-rule" and rule.lower_at_keyword == "supports"
            inside = tinycss2.serialize(rule.content or [])
            assert newer or "light-dark(" not in inside, f"{sheet.name}, line {rule.source_line}"
            if newer:
                assert (
                    tinycss2.serialize(rule.prelude)
                    .strip()
                    .startswith(("(color: light-dark", "not (color: light-dark"))
                )
                pairs |= dict(re.findall(r"(--[\w-]+): light-dark\((#\w+),", inside))
            elif rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() == ":root":
                plain |= dict(re.findall(r"(--[\w-]+): (#\w+)", inside))
    assert len(pairs) >= 8
    assert {name: plain.get(name) for name in pairs} == pairs


def test_every_custom_property_that_is_used_is_declared(site: Path) -> None:
    """In the sheet itself or one that is always beside it; the theme's own sheet is not ours to judge."""
    texts = {file.name: file.read_text(encoding="utf-8") for file in (site / "stylesheets").glob("*.css")}
    shared = set(DECLARED.findall(texts["site.css"]))
    unknown = {
        name: used
        for name, text in texts.items()
        if (used := set(USED.findall(text)) - set(DECLARED.findall(text)) - (shared if name == "search.css" else set()))
    }
    assert unknown == {}


@pytest.mark.parametrize("path", ["proposal/"])
def test_a_picture_says_on_a_telephone_what_its_lines_are(page: Page, address: str, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address + path)
    for axis in page.locator("table.picture thead th:nth-child(2)").all():
        box = axis.bounding_box()
        assert box is not None
        assert box["width"] > 200
        assert axis.evaluate("axis => getComputedStyle(axis.closest('thead')).clipPath") == "none"


def test_texts_stand_side_by_side_where_there_is_room(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 760, "height": 800})
    page.goto(address + "readouts/")
    lines = page.locator("table.readouts tbody tr").evaluate_all(
        "rows => rows.map(row => new Set([...row.cells].map(cell => Math.round(cell.offsetTop))).size)"
    )
    assert set(lines) == {1}


@pytest.mark.parametrize("width", [320, 1280])
def test_before_and_next_leave_no_line_to_a_date(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + "timeline/2025-03-05-us-pauses-intelligence-sharing/")
    for item in page.locator(".onward li").all():
        lines = item.inner_text().splitlines()
        assert re.fullmatch(r"(Before|Next), \d+ \w+ \d{4}:", lines[0])
        assert not lines[-1].startswith(",")


def test_what_opens_says_so(page: Page, address: str) -> None:
    page.goto(address + "timeline/")
    mark = "summary => getComputedStyle(summary, '::before').content[1]"
    summary = page.locator(".filters summary")
    assert summary.evaluate(mark) == "▸"
    summary.click()
    assert summary.evaluate(mark) == "▾"


@pytest.mark.parametrize(
    "folder",
    [
        "story",
        "as-known",
        "cite",
        "embed",
        "timeline/kind",
        "timeline/actor",
        "timeline/phase",
        "glossary/kind",
        "sources/phase",
    ],
)
def test_a_shortened_address_leads_to_what_lies_below(site: Path, folder: str) -> None:
    page = tree(site, folder)
    below = [file.parent.name for file in (site / folder).glob("*/index.html")]
    listed = {href.rstrip("/").rpartition("/")[2] for href in page.xpath("//main//a/@href")}
    if folder in {"cite", "embed"}:  # of a thousand and more, the main ones
        assert len(listed & {file.parent.name for file in (site / "cite").rglob("index.html")}) >= 8
    else:
        assert set(below) <= listed


def test_a_source_that_no_page_cites_says_why_it_is_there(site: Path) -> None:
    text = tree(site, "sources").text_content()
    assert "cited on 0 pages" not in text
    assert any(not CONTENT.citing(source) and not CONTENT.printed_by(source) for source in CONTENT.sources)
    assert "kept in the register, not cited on a page now" in text


def test_no_page_asks_a_browser_to_fetch_another_early(site: Path) -> None:
    """Firefox does so for what is `next`, and the Content-Security-Policy blocks it."""
    for path in PAGES:
        assert not {"next", "prev", "prefetch", "prerender"} & set(tree(site, path).xpath("//link/@rel")), path


def tree(site: Path, address: str) -> html.HtmlElement:
    """A built page."""
    file = site / address
    return html.fromstring((file if file.suffix else file / "index.html").read_bytes())


@pytest.fixture
def still(browser: Browser) -> Iterator[Page]:
    """A page without script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [1280, 1920])
@pytest.mark.parametrize("path", ["proposal/", "positions/russia/", "glossary/steve-witkoff/", "aftermath/"])
def test_lines_of_text_hold_as_many_letters_as_read_well(page: Page, address: str, path: str, width: int) -> None:
    """60 to 75 letters to a line, as books have; few lines are shorter, since words are not broken."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + path)
    page.evaluate("document.fonts.ready")
    lengths = page.evaluate(LETTERS)
    assert len(lengths) >= 5
    assert max(lengths) <= 75
    assert sum(lengths) / len(lengths) >= 60


@pytest.mark.everything
@pytest.mark.parametrize("path", sorted({*PAGES} - {"404.html"}))
def test_the_first_view_is_light_and_nothing_moves_in_it(page: Page, address: str, path: str) -> None:
    sizes: dict[str, int] = {}

    def weigh(url: str, body: bytes) -> None:
        packed = url.endswith((".woff2", ".png"))
        sizes[url] = len(body) if packed else len(gzip.compress(body))

    def finished(request: Request) -> None:
        response = request.response()
        weigh(request.url, response.body() if response else b"")

    page.on("requestfinished", finished)
    page.set_viewport_size({"width": 412, "height": 823})
    page.goto(address + path, wait_until="networkidle")
    first = {url: size for url, size in sizes.items() if "search" not in url}
    assert sum(first.values()) <= FIRST_VIEW_BYTES, first
    assert sum(size for url, size in first.items() if url.endswith(".js")) <= SCRIPT_BYTES
    shift = page.evaluate(
        """() => new Promise(resolve => {
          let sum = 0
          new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value }))
            .observe({type: "layout-shift", buffered: true})
          setTimeout(() => resolve(sum), 200)
        })"""
    )
    assert shift < 0.01


def test_letters_that_a_page_lacks_are_not_loaded(page: Page, address: str) -> None:
    """English pages load one face; one that has Cyrillic in its text loads that as well."""
    fonts: list[str] = []
    page.on("request", lambda request: fonts.append(request.url) if request.url.endswith(".woff2") else None)
    page.goto(address + "timeline/2025-03-13-putin-answers/", wait_until="networkidle")
    assert [url.rpartition("/")[2] for url in fonts] == ["thirty-days-serif-latin.woff2"]
    page.evaluate("document.querySelector('h1').append('Київ')")
    page.evaluate("document.fonts.ready")
    assert fonts[-1].endswith("thirty-days-serif-cyrillic.woff2")
    licence = (ROOT / "docs/assets/fonts/OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_print_shows_the_text_its_sources_and_nothing_to_press(page: Page, address: str) -> None:
    page.emulate_media(media="print")
    page.goto(address + "timeline/2025-03-13-putin-answers/")
    for hidden in (".masthead", ".sections", ".rail", ".trail", ".onward", "a.headerlink", ".md-search"):
        assert not page.locator(hidden).first.is_visible(), hidden
    for shown in ("h1", ".standfirst", ".dateline", ".facts", ".footnote", ".colophon .address"):
        assert page.locator(shown).first.is_visible(), shown
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("path", [path for path in PAGES if path != "404.html"])
def test_a_reader_sees_where_they_are_what_this_is_and_up_to_when(site: Path, path: str) -> None:
    page = tree(site, path)
    trail = page.xpath("//nav[@aria-label='Breadcrumb']//li/a/text()")
    assert trail[:1] == ([] if path == "" else ["Home"])
    assert re.match(r"As (of|it was known on) \d+ \w+ \d{4}", page.xpath("string(//p[@class='dateline'])"))
    assert page.xpath("//nav[@aria-label='Sections']//a[text()='Timeline']/@href")
    if not path.startswith("story/"):
        assert [href for href in page.xpath("//article//a/@href") if href.endswith("story/one-minute/")]


def test_the_section_of_each_page_is_marked(site: Path) -> None:
    for path, section in (
        ("proposal/", "The proposal"),
        ("positions/russia/", "Positions"),
        ("timeline/2025-03-13-putin-answers/", "Timeline"),
        ("as-known/2025-03-13/", "Timeline"),
        ("readouts/", "What became of it"),
        ("glossary/kyiv/", "Glossary"),
        ("quotations/", "Sources"),
    ):
        assert tree(site, path).xpath("//nav[@class='sections']//a[@aria-current]/text()") == [section], path


def test_before_and_next_follow_the_story(site: Path) -> None:
    """Each event, position, way through and main page leads to the one after it, and back."""
    parties = [
        f"positions/{slug}.md" for slug in ("europe-and-nato", "russia", "ukraine", "united-states", "commentators")
    ]
    stories = [f"story/{name}.md" for name in ("one-minute", "five-minutes", "fifteen-minutes")]
    assert {doc.path for doc in (*CONTENT.of(Position), *CONTENT.of(Story))} == {*parties, *stories}
    rows = [[doc.path for doc in CONTENT.of(Event)], parties, stories, wayfinding.ORDER]
    for row in rows:
        for number, path in enumerate(row):
            address = re.sub(r"(^|/)index\.md$", r"\1", path).replace(".md", "/")
            around = tree(site, address).xpath("//nav[@class='furniture onward']//a")
            titles = [" ".join(link.text_content().split()) for link in around]
            near = row[max(number - 1, 0) : number] + row[number + 1 : number + 2]
            assert titles == [CONTENT.documents[other].page.title for other in near], path


@pytest.mark.parametrize(("by", "values"), [("phase", PHASES), ("kind", EVENT_KINDS)])
def test_phases_and_kinds_share_out_the_timeline(site: Path, by: str, values: dict[str, object]) -> None:
    listed: list[str] = []
    for value in values:
        links = tree(site, f"timeline/{by}/{value}/").xpath("//div[@class='furniture events']//strong/a/@href")
        listed += [href.strip("/").rpartition("/")[2] for href in links]
    assert sorted(listed) == sorted(event.slug for event in CONTENT.of(Event))


def test_actors_have_their_events_listed(site: Path) -> None:
    actors = {slug for event in CONTENT.of(Event) for slug in event.page.actors}
    counted = {slug: [event.slug for event in CONTENT.of(Event) if slug in event.page.actors] for slug in actors}
    for slug, events in counted.items():
        file = site / "timeline" / "actor" / slug / "index.html"
        assert file.exists() == (len(events) >= listings.FEWEST), slug
        if file.exists():
            links = html.fromstring(file.read_bytes()).xpath("//div[@class='furniture events']//strong/a/@href")
            assert [href.strip("/").rpartition("/")[2] for href in links] == events


def test_the_glossary_is_listed_by_kind_and_letter(site: Path) -> None:
    listed: list[str] = []
    for kind in ENTRY_KINDS:
        page = tree(site, f"glossary/kind/{kind}/")
        listed += [
            href.strip("/").rpartition("/")[2] for href in page.xpath("//div[@class='furniture names']//strong/a/@href")
        ]
        letters = page.xpath("//nav[@aria-label='Letters']//a/@href")
        assert [f"#{identity}" for identity in page.xpath("//h2/@id")] == letters
    assert sorted(listed) == sorted(entry.slug for entry in CONTENT.of(Entry))


def test_filters_are_links_that_work_without_script(still: Page, address: str) -> None:
    still.goto(address + "timeline/")
    still.locator(".filters summary").click()
    still.locator(".filters a", has_text="Steve Witkoff").click()
    still.wait_for_url("**/timeline/actor/steve-witkoff/")
    assert still.locator(".filters [aria-current]").text_content() == "Steve Witkoff"
    still.locator(".filters a", has_text="Telephone calls").click()
    still.wait_for_url("**/timeline/kind/call/")
    assert still.locator(".events li").count() == sum(event.page.kind == "call" for event in CONTENT.of(Event))
    still.locator(".filters a", has_text="All events").click()
    still.wait_for_url("**/timeline/")
    assert still.locator(".events li").count() == len(CONTENT.of(Event))


TARGETS = [
    "positions/#c-russia-conditions",
    "positions/#conditions",
    "positions/russia/#conditions",
    "proposal/#c-clause-minerals",
    "timeline/2025-03-13-putin-answers/#q-putin-idea-correct",
    "unknowns/#u-jeddah-length",
    "sources/#us-ua-joint-statement-2025-03-11",
]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("target", TARGETS)
def test_landing_on_a_place_shows_which_page_it_is_on_without_script(
    browser: Browser, address: str, target: str, width: int
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(address + target)
    place = page.locator(".masthead__place")
    assert place.is_visible()
    assert "As of 15 June 2026" in place.inner_text()
    bottom = place.evaluate("line => line.getBoundingClientRect().bottom")
    there = page.locator(":target")
    top = there.evaluate("place => place.getBoundingClientRect().top")
    assert bottom <= top < 600
    style = there.evaluate("place => [getComputedStyle(place).outlineStyle, getComputedStyle(place).backgroundColor]")
    assert style[0] == "solid"
    assert style[1] != "rgba(0, 0, 0, 0)"
    context.close()


def test_a_place_is_marked_in_forced_colours_too(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active", reduced_motion="reduce")
    page = context.new_page()
    page.goto(address + "positions/#c-russia-conditions")
    assert page.locator(":target").evaluate("cell => getComputedStyle(cell).outlineStyle") == "solid"
    context.close()


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("proposal/", "#c-clause-minerals a.headerlink"),
        ("proposal/", "h1 a.headerlink"),
        ("positions/", "#c-russia-conditions a.cell-link"),
        ("positions/", "th#conditions a.cell-link"),
        ("quotations/#q-putin-idea-correct", "#q-putin-idea-correct a.cell-link"),
    ],
)
@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_link_to_exactly_this_is_copied_by_key(
    browser: Browser, address: str, path: str, link: str, key: str
) -> None:
    context = browser.new_context(
        permissions=["clipboard-read", "clipboard-write"], viewport={"width": 320, "height": 700}
    )
    page = context.new_page()
    page.goto(address + path)
    control = page.locator(link).first
    wanted = control.evaluate("link => link.href")
    box = control.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    control.focus()
    assert control.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    page.keyboard.press(key)
    page.locator(".copied", has_text="Link copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == wanted
    assert wanted.startswith("http")
    assert page.get_by_role("status").text_content() == "Link copied"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.keyboard.press("Escape")
    assert page.locator(".copied").count() == 0
    context.close()


def test_what_can_be_cited_leads_to_how(browser: Browser, address: str) -> None:
    """With the pages below cite/, each claim, quotation and row of the matrix leads to its own."""
    context = browser.new_context(permissions=["clipboard-write"])
    page = context.new_page()
    for path, link, cited in (
        ("positions/", "#c-russia-conditions a.cell-link", "cite/c-russia-conditions/"),
        ("positions/", "th#conditions a.cell-link", "cite/row-conditions/"),
        ("positions/", "h1 a.headerlink", "cite/positions/"),
        ("quotations/#q-putin-idea-correct", "#q-putin-idea-correct a.cell-link", "cite/q-putin-idea-correct/"),
    ):
        page.goto(address + path)
        if not page.locator("a.cite-this").count():
            page.locator(".dateline").evaluate(
                "(line, path) => line.insertAdjacentHTML('beforeend',"
                " `<a class='cite-this' href='../cite/${path}'>Cite</a>`)",
                path,
            )
        page.locator(link).click()
        assert page.locator(".copied a").evaluate("link => link.href") == address + cited
    context.close()


@pytest.mark.parametrize("path", ["", "positions/", "timeline/", "timeline/2025-03-11-jeddah-talks/"])
def test_nothing_jumps_while_a_page_arrives_slowly(browser: Browser, address: str, path: str) -> None:
    """What comes late, such as the contents beside the text, finds its room kept; a line cut in two may move."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.add_init_script(NOTES)
    network = context.new_cdp_session(page)
    slow = {"offline": False, "latency": 50, "downloadThroughput": 25_000, "uploadThroughput": -1}  # bytes a second
    network.send("Network.emulateNetworkConditions", slow)
    page.goto(address + path)
    assert page.evaluate("noted.shift") < 0.01
    context.close()


def test_the_script_stays_small() -> None:
    assert len(gzip.compress((ROOT / "docs/javascripts/copy.js").read_bytes())) <= COPY_BYTES


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        (".a{color:red}.b{color:red}", ".a{color:red}"),
        (".a,.b .c{margin:0}", ".a{margin:0}"),
        ("p.a>b,i{margin:0}", "p.a>b,i{margin:0}"),
        (".a:not(.b){margin:0}", ".a:not(.b){margin:0}"),
        ("[dir=ltr] .a{margin:0}[dir=rtl] .a{margin:0}", "[dir=ltr] .a{margin:0}"),
        ("[type=checkbox]{margin:0}", "[type=checkbox]{margin:0}"),
        ("@media print{.b{margin:0}.a{top:0}}", "@media print{.a{top:0}}"),
        ("@media print{.b{margin:0}}", ""),
        ("@font-face{src:url(x)}", "@font-face{src:url(x)}"),
        (":root{--x:1;--y:2}.a{top:var(--x)}", ":root{--x:1}.a{top:var(--x)}"),
        (":root{--y:2}.b{top:var(--y)}", ""),
        (":root{--said:2}", ":root{--said:2}"),
    ],
)
def test_a_rule_that_no_page_needs_is_left_out(sheet: str, kept: str) -> None:
    used = stylesheets.names(['<p class="a x" dir="ltr">'], ["'z'"])
    assert stylesheets.pruned(sheet, used, ["style.get('--said')"]) == kept


def test_no_rule_of_the_theme_that_a_page_uses_is_lost(site: Path) -> None:
    """The theme's own sheet, against the one that is published, on the classes that stand on pages."""
    [sheet] = (site / "assets/stylesheets").glob("main.*.css")
    published = sheet.read_text(encoding="utf-8")
    for name in (
        ".md-grid",
        ".md-header",
        ".footnote",
        ".md-typeset details",
    ):
        assert name in published, name
    assert ".admonition-title" not in published
    assert len(gzip.compress(published.encode())) < 14 * 1024
