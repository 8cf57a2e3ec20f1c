"""The site as a reader meets it, in Chromium: on a phone and a desktop, in both schemes, by search and by key."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from explainer.content import load
from explainer.models import Named
from playwright.sync_api import Browser, Page
from project import ROOT
from spellings import damaged

CONTENT = load(ROOT)

# One page of each kind, and the widest of its kind.
PAGES = [
    "",
    "proposal/",
    "positions/",
    "positions/russia/",
    "timeline/",
    "timeline/2025-03-11-jeddah-talks/",
    "glossary/",
    "glossary/vladimir-putin/",
    "glossary/kursk-region/",
    "glossary/ceasefire/",
    "aftermath/",
    "aftermath/truces/",
    "readouts/",
    "as-known/2025-03-13/",
    "story/one-minute/",
    "sources/",
    "quotations/",
    "unknowns/",
    "corrections/",
    "method/",
    "method/supplied-article/",
    "404.html",
]

# What people type, and the page they mean: romanisations, damaged forms, Ukrainian, Russian, Arabic, other habits.
QUERIES = [
    ("Zelenskyy", "glossary/volodymyr-zelenskyy"),
    ("zelensky", "glossary/volodymyr-zelenskyy"),
    ("Zelenskiy", "glossary/volodymyr-zelenskyy"),
    ("Zelenskyi", "glossary/volodymyr-zelenskyy"),
    ("Volodimia Zelensky", "glossary/volodymyr-zelenskyy"),
    ("Зеленський", "glossary/volodymyr-zelenskyy"),
    ("Зеленский", "glossary/volodymyr-zelenskyy"),
    ("володимир зеленський", "glossary/volodymyr-zelenskyy"),
    ("Putin", "glossary/vladimir-putin"),
    ("Vladimir V. Putin", "glossary/vladimir-putin"),
    ("Путін", "glossary/vladimir-putin"),
    ("Путин", "glossary/vladimir-putin"),
    ("Trump", "glossary/donald-trump"),
    ("Трамп", "glossary/donald-trump"),
    ("Witkoff", "glossary/steve-witkoff"),
    ("Steve Witkov", "glossary/steve-witkoff"),
    ("Vitkoff", "glossary/steve-witkoff"),
    ("Уиткофф", "glossary/steve-witkoff"),
    ("Віткофф", "glossary/steve-witkoff"),
    ("Rubio", "glossary/marco-rubio"),
    ("Рубио", "glossary/marco-rubio"),
    ("Waltz", "glossary/mike-waltz"),
    ("Ratcliffe", "glossary/john-ratcliffe"),
    ("Peskov", "glossary/dmitry-peskov"),
    ("Dmitri Peskov", "glossary/dmitry-peskov"),
    ("Песков", "glossary/dmitry-peskov"),
    ("Lavrov", "glossary/sergey-lavrov"),
    ("Sergei Lavrov", "glossary/sergey-lavrov"),
    ("Лавров", "glossary/sergey-lavrov"),
    ("Ushakov", "glossary/yuri-ushakov"),
    ("Naryshkin", "glossary/sergey-naryshkin"),
    ("Sergei Narishkin", "glossary/sergey-naryshkin"),
    ("Нарышкин", "glossary/sergey-naryshkin"),
    ("Gerasimov", "glossary/valery-gerasimov"),
    ("Герасимов", "glossary/valery-gerasimov"),
    ("Yermak", "glossary/andriy-yermak"),
    ("Єрмак", "glossary/andriy-yermak"),
    ("Ермак", "glossary/andriy-yermak"),
    ("Sybiha", "glossary/andrii-sybiha"),
    ("Sybiga", "glossary/andrii-sybiha"),
    ("Сибіга", "glossary/andrii-sybiha"),
    ("Umerov", "glossary/rustem-umerov"),
    ("Умєров", "glossary/rustem-umerov"),
    ("Syrskyi", "glossary/oleksandr-syrskyi"),
    ("Сирський", "glossary/oleksandr-syrskyi"),
    ("Micheál Martin", "glossary/micheal-martin"),
    ("micheal martin", "glossary/micheal-martin"),
    ("Grashchenkov", "glossary/ilya-grashchenkov"),
    ("Гращенков", "glossary/ilya-grashchenkov"),
    ("Charap", "glossary/samuel-charap"),
    ("Alex Parker returning", "glossary/alex-parker-returns"),
    ("Lukashenka", "glossary/alexander-lukashenko"),
    ("Лукашенко", "glossary/alexander-lukashenko"),
    ("Macron", "glossary/emmanuel-macron"),
    ("Starmer", "glossary/keir-starmer"),
    ("Sikorski", "glossary/radoslaw-sikorski"),
    ("Radoslaw Sikorski", "glossary/radoslaw-sikorski"),
    ("Costa", "glossary/antonio-costa"),
    ("Antonio Costa", "glossary/antonio-costa"),
    ("Jeddah", "glossary/jeddah"),
    ("Jidda", "glossary/jeddah"),
    ("Джидда", "glossary/jeddah"),
    ("جدة", "glossary/jeddah"),
    ("Riyadh", "glossary/riyadh"),
    ("الرياض", "glossary/riyadh"),
    ("Kyiv", "glossary/kyiv"),
    ("Kiev", "glossary/kyiv"),
    ("Київ", "glossary/kyiv"),
    ("Киев", "glossary/kyiv"),
    ("Kursk", "glossary/kursk-region"),
    ("Курская область", "glossary/kursk-region"),
    ("Sudzha", "glossary/sudzha"),
    ("Суджа", "glossary/sudzha"),
    ("SVR", "glossary/svr"),
    ("СВР", "glossary/svr"),
    ("CIA", "glossary/cia"),
    ("NATO", "glossary/nato"),
    ("truce", "glossary/ceasefire"),
    ("перемирие", "glossary/ceasefire"),
    ("root causes", "glossary/root-causes"),
    ("US", "positions/united-states"),
    ("Russia", "positions/russia"),
    ("Україна", "positions/ukraine"),
    ("Jeddah talks", "timeline/2025-03-11-jeddah-talks"),
    ("Кремль", "glossary/kremlin"),
    ("محمد بن سلمان", "glossary/mohammed-bin-salman"),
]

# Types each query into the search box; for each returns the first hit’s address and text, and the text of all hits.
TYPE_QUERIES = """async queries => {
  const input = document.querySelector("[data-md-component=search-query]")
  const list = document.querySelector(".md-search-result__list")
  const meta = document.querySelector(".md-search-result__meta")
  const answers = []
  for (const query of queries) {
    const answered = new Promise(resolve => {
      const watch = new MutationObserver(() => {
        if (list.querySelector("a") || meta.textContent.startsWith("No ")) {
          watch.disconnect()
          setTimeout(resolve)
        }
      })
      watch.observe(meta, {childList: true, characterData: true, subtree: true})
      watch.observe(list, {childList: true})
      setTimeout(() => { watch.disconnect(); resolve() }, 2000)
    })
    input.value = query
    input.dispatchEvent(new KeyboardEvent("keyup"))
    await answered
    const first = list.querySelector("a")
    answers.push([first ? new URL(first.href).pathname : "", first ? first.innerText : "", list.innerText])
  }
  return answers
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_pages_fit_their_window(page: Page, address: str, path: str, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").count() == 1
    assert page.locator("body").get_attribute("data-md-color-scheme") == ("slate" if scheme == "dark" else "default")


@pytest.mark.parametrize("path", PAGES[:-1])
def test_pages_read_without_script(browser: Browser, address: str, path: str) -> None:
    """The text, its links and its notes are all there."""
    with_script, without = browser.new_context(), browser.new_context(java_script_enabled=False)
    texts = []
    for context in (with_script, without):
        page = context.new_page()
        page.goto(address + path)
        texts.append(" ".join(page.locator("article").text_content().split()))  # type: ignore[union-attr]
        context.close()
    assert texts[0] == texts[1]
    assert len(texts[0]) > 250


def test_people_find_what_they_type(page: Page, address: str) -> None:
    page.goto(address)
    page.click(".md-header .md-search__form")
    page.wait_for_function("document.querySelector('.md-search-result__meta').textContent.includes('Type to')")
    answers = page.evaluate(TYPE_QUERIES, [query for query, _ in QUERIES])
    base = urlsplit(address).path
    found = {
        query: answer[0].removeprefix(base).strip("/") for (query, _), answer in zip(QUERIES, answers, strict=True)
    }
    assert {query: found[query] for query, path in QUERIES if found[query] != path} == {}


def test_every_spelling_leads_to_its_page_and_damaged_ones_are_not_shown(page: Page, address: str) -> None:
    page.goto(address)
    page.click(".md-header .md-search__form")
    page.wait_for_function("document.querySelector('.md-search-result__meta').textContent.includes('Type to')")
    wanted = [(word, doc) for doc in CONTENT.of(Named) for word in dict.fromkeys(doc.page.spellings())]
    answers = page.evaluate(TYPE_QUERIES, [word for word, _ in wanted])
    base = urlsplit(address).path
    wrong = {
        word: where
        for (word, doc), (where, _, _) in zip(wanted, answers, strict=True)
        if where.removeprefix(base).strip("/") != doc.path.removesuffix(".md")
    }
    assert wrong == {}
    assert not any("§" in text for _, _, text in answers), "a key of the index is shown to the reader"
    never = damaged(CONTENT)
    assert not {
        word for (word, _), (_, first, _) in zip(wanted, answers, strict=True) if word in never and word in first
    }


def test_search_works_by_key_alone(page: Page, address: str) -> None:
    page.goto(address + "glossary/kyiv/")
    page.keyboard.press("/")
    page.keyboard.type("Narishkin")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/sergey-naryshkin/**")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "target",
    [
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
    ],
)
def test_a_link_to_a_place_shows_it_below_the_header(page: Page, address: str, target: str, width: int) -> None:
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
        ("readouts/", ".readouts td"),
        ("aftermath/", ".picture td"),
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
    page.locator("article a.xref", has_text="Dmitry Peskov").first.click()
    page.locator("h1", has_text="Dmitry Peskov").wait_for()
    page.locator(".backlinks a").first.click()
    page.locator("article p").first.wait_for()
    assert page.url.startswith("file:")
    page.locator("nav.sections a", has_text="Timeline").first.click()
    page.locator("h1", has_text="Timeline").wait_for()
    page.close()
