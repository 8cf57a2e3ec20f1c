"""Typing into the site's search, and reading what it shows."""

from __future__ import annotations

from typing import TypedDict

from playwright.sync_api import Page

from figures.typed import READY


class Hit(TypedDict):
    """A result: where it leads, the place on that page that matched best, if there is one, and all that it says."""

    href: str
    place: str
    text: str


ASK = """queries => queries.map(query => {
  const input = document.querySelector(".search input")
  input.value = query
  input.dispatchEvent(new InputEvent("input"))
  return [...document.querySelectorAll(".search-hits li")].map(hit => ({
    href: hit.querySelector(".search-hit").href,
    place: hit.querySelector(".search-place")?.href ?? "",
    text: hit.innerText,
  }))
})"""


def open_search(page: Page) -> None:
    """Open search on the page that is shown, and wait until it answers."""
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_role("status").filter(has_text=READY).wait_for()


def ask(page: Page, queries: list[str]) -> list[list[Hit]]:
    """The results shown for each query, best first, where search is open."""
    answers: list[list[Hit]] = page.evaluate(ASK, queries)
    return answers


def address_in(root: str, path: str) -> str:
    """The address of a document below a site's root, given without “.md”, perhaps with a place on it.

    A root in a folder has a file for each page, a served one a folder.
    """
    page, _, place = path.partition("#")
    if root.startswith("file:"):
        page += ".html"
    else:
        page = (page.removesuffix("index") + "/").replace("//", "/").removeprefix("/")
    return f"{root}{page}#{place}" if place else root + page
