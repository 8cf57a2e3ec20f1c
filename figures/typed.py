"""How long search takes from a key to its results, for everything that the tests of search type."""

from __future__ import annotations

from pathlib import Path

import yaml
from playwright.sync_api import sync_playwright

QUERIES = Path(__file__).parents[1] / "tests/queries.yaml"
# What a reader sees who has typed nothing, once search is ready
READY = "Names may be typed"
# Types each query letter by letter, and measures each letter until its results stand where they will be painted.
TYPE = """queries => {
  const input = document.querySelector(".search input")
  return queries.flatMap(query => [...query].map((_, at) => {
    const start = performance.now()
    input.value = query.slice(0, at + 1)
    input.dispatchEvent(new InputEvent("input"))
    document.querySelector(".search-hits").getBoundingClientRect()
    return [performance.now() - start, input.value]
  }))
}"""


def milliseconds(address: str, chromium: str) -> list[tuple[float, str]]:
    """For each letter typed: how long its results took, and what then stood in the field."""
    kinds: dict[str, dict[str, str]] = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    queries = [query for kind in kinds.values() for query in kind]
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        page = browser.new_page()
        page.goto(address)
        page.get_by_role("button", name="Search", exact=True).click()
        page.get_by_role("status").filter(has_text=READY).wait_for()
        return [(taken, typed) for taken, typed in page.evaluate(TYPE, queries)]
