"""A visit to every page in a real browser, in each setting: what axe finds, what the page asks for and leaves."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from itertools import product
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (320, 1280)
SETTINGS: tuple[tuple[Scheme, int], ...] = tuple(product(SCHEMES, WIDTHS))
HEIGHT = 800
# Pages that exports make from a template, and how many of them are visited.
GENERATED = ("cite/", "embed/")
ONE_IN = 20
# Pages that one worker takes at a time: enough to make a browser's start worth it.
BATCH = 20

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# All of axe's rules but the experimental; the size of targets, new in WCAG 2.2, is off by default. In dark colours only
# the rules that look at colours: page and layout are the same, and axe takes nearly all the time that a visit takes.
AXE_RUN: dict[Scheme, str] = {
    "light": "() => axe.run({rules: {'target-size': {enabled: true}}, resultTypes: ['violations']})",
    "dark": "() => axe.run({runOnly: ['color-contrast', 'link-in-text-block'], resultTypes: ['violations']})",
}
# Noted from the page's first moment: what the Content-Security-Policy blocks, and how far things jump.
NOTES = """
window.noted = {blocked: [], shift: 0};
document.addEventListener("securitypolicyviolation",
  event => noted.blocked.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
new PerformanceObserver(list => list.getEntries().forEach(entry => { noted.shift += entry.value; }))
  .observe({type: "layout-shift", buffered: true});
"""
LEFT = """() => ({...noted,
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  stored: [...Object.keys(localStorage), ...Object.keys(sessionStorage)]})"""


@dataclass(frozen=True)
class Visit:
    """One page as one reader met it."""

    page: str
    scheme: Scheme
    width: int
    violations: tuple[str, ...]  # by axe: the rule, and where
    blocked: tuple[str, ...]  # by the Content-Security-Policy
    complaints: tuple[str, ...]  # in the console
    requested: tuple[str, ...]  # of this site: paths from the site's own address
    foreign: tuple[str, ...]  # of any other origin
    stored: tuple[str, ...]  # in the browser's storage and as cookies
    overflow: int  # by how many pixels it is wider than the window
    shift: float  # the sum of all layout shifts

    def __str__(self) -> str:
        return f"/{self.page} ({self.scheme}, {self.width} px)"


def visited(pages: Iterable[str]) -> list[str]:
    """Of the pages, those that are worth a visit in every setting: all but most of the generated for citing.

    Those, 1,700, come from two templates, so one in twenty of each speaks for all; with the others that is what two
    idle cores can do in some minutes. That all of them are valid and light is tested without a browser.
    """
    every = list(pages)
    made = [[page for page in every if page.startswith(kind)] for kind in GENERATED]
    return [page for page in every if not page.startswith(GENERATED)] + [
        page for kind in made for page in kind[::ONE_IN]
    ]


def visit_all(address: str, pages: Iterable[str], chromium: str, settings: Iterable[tuple[Scheme, int]]) -> list[Visit]:
    """Visit the pages of the site at an address in each setting, on all cores."""
    every = tuple(pages)
    batches = [every[start : start + BATCH] for start in range(0, len(every), BATCH)]
    work = [(scheme, width, batch) for scheme, width in settings for batch in batches]
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        done = [workers.submit(_visit_batch, address, batch, chromium, scheme, width) for scheme, width, batch in work]
        return [visit for future in done for visit in future.result()]


def _visit_batch(address: str, pages: tuple[str, ...], chromium: str, scheme: Scheme, width: int) -> list[Visit]:
    with sync_playwright() as playwright:
        # As root, Chromium runs only without its sandbox; the second switch keeps it from calling home at each start.
        arguments = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        context = browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce"
        )
        context.add_init_script(NOTES)
        page = context.new_page()  # one window for all: each that opens costs as much as a visit
        context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
        return [_visit(page, address, path, scheme, width) for path in pages]


def _visit(page: Page, address: str, path: str, scheme: Scheme, width: int) -> Visit:
    """As somebody who comes for the first time: with an empty cache and nothing stored."""
    asked: list[str] = []
    complaints: list[str] = []
    heard: dict[Any, Callable[[Any], None]] = {
        "request": lambda request: asked.append(request.url),
        "pageerror": lambda error: complaints.append(f"script error: {error}"),
        "console": lambda line: complaints.append(line.text) if line.type in {"error", "warning"} else None,
    }
    for event, note in heard.items():
        page.on(event, note)
    page.goto(address + path, wait_until="load")
    page.evaluate("() => document.fonts.ready.then(() => true)")
    before = tuple(dict.fromkeys(asked))
    found = _left(page)
    page.evaluate(AXE)
    violations = page.evaluate(AXE_RUN[scheme])["violations"]
    for event, note in heard.items():
        page.remove_listener(event, note)
    return Visit(
        page=path,
        scheme=scheme,
        width=width,
        violations=tuple(_told(rule, node) for rule in violations for node in rule["nodes"]),
        blocked=tuple(found["blocked"]),
        complaints=tuple(complaints),
        requested=tuple(url.removeprefix(address).partition("?")[0] for url in before if url.startswith(address)),
        foreign=tuple(url for url in before if _foreign(url, address)),
        stored=tuple(found["stored"]),
        overflow=found["overflow"],
        shift=found["shift"],
    )


def _left(page: Page) -> dict[str, Any]:
    """What a visit left; what it stored is taken away, so that the next page answers for itself."""
    found: dict[str, Any] = page.evaluate(LEFT)
    found["stored"] += [f"cookie {cookie.get('name')}" for cookie in page.context.cookies()]
    if found["stored"]:
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        page.context.clear_cookies()
    return found


def _told(rule: dict[str, Any], node: dict[str, Any]) -> str:
    return f"{rule['id']}: {' '.join(map(str, node['target']))}"


def _foreign(url: str, address: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in {"data", "blob", "about"} and parts.netloc != urlsplit(address).netloc
