"""Every page, on a phone in light colours and on a desktop in dark: sound for everyone, light, private, valid."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from figures import validity
from figures.__main__ import first_view
from figures.served import ONE_OF_EACH, pages, size
from figures.validity import Message
from figures.visits import GENERATED, SETTINGS, Visit, visit_all, visited

# Bytes that travel for a first view (README, “What a page costs”): GOV.UK-like lightness on a slow telephone.
FIRST_VIEW = 100 * 1024
SCRIPT = 60 * 1024
# Both schemes and both widths in two of the four settings, for the sake of time: `make figures` takes all four.
PHONE_BY_DAY, DESKTOP_BY_NIGHT = SETTINGS[0], SETTINGS[-1]
# A shift that no reader sees: a pixel here or there where a busy machine is late with a face.
SEEN = 0.005


EMBEDDED = "embed/c-clause-ceasefire/"
EACH_KIND = "one of each kind"
ALL = pytest.param("all", marks=pytest.mark.everything)


@pytest.fixture(scope="module", params=[EACH_KIND, ALL])
def visits(request: pytest.FixtureRequest, site: Path, address: str) -> list[Visit]:
    """Pages visited in two settings; all are those that people wrote or list, and a sample of those made for citing."""
    paths = ONE_OF_EACH.values() if request.param == EACH_KIND else visited(pages(site))
    return visit_all(address, paths, os.environ["CHROMIUM"], [PHONE_BY_DAY, DESKTOP_BY_NIGHT])


FAULTS: dict[str, Callable[[Visit], object]] = {
    "axe finds nothing": lambda visit: visit.violations,
    "the Content-Security-Policy blocks nothing": lambda visit: visit.blocked,
    "the console is silent": lambda visit: visit.complaints,
    "no other origin is asked": lambda visit: visit.foreign,
    "nothing is stored": lambda visit: visit.stored,
    "no page is wider than the window": lambda visit: visit.overflow > 0,
    "nothing jumps": lambda visit: visit.shift > SEEN and visit.shift,
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_every_page(visits: list[Visit], fault: Callable[[Visit], object]) -> None:
    assert [f"{visit}: {fault(visit)}" for visit in visits if fault(visit)] == []


@pytest.mark.parametrize(("suffix", "budget"), [("", FIRST_VIEW), (".js", SCRIPT)], ids=["first view", "script"])
def test_every_page_is_light(site: Path, visits: list[Visit], suffix: str, budget: int) -> None:
    heavy = {str(visit): first_view(site, visit, suffix) for visit in visits}
    assert {page: bytes for page, bytes in heavy.items() if bytes > budget} == {}


def test_every_generated_page_is_light(site: Path) -> None:
    """Those below embed/ ask for nothing else; those below cite/ for one style sheet and one script."""
    shared = {"cite/": ["stylesheets/cite.css", "javascripts/cite.js"], "embed/": []}
    heavy = {
        page: weight
        for page in pages(site)
        if page.startswith(GENERATED)
        and (
            weight := size(site / page / "index.html")
            + sum(size(site / file) for file in shared[page.split("/")[0] + "/"])
        )
        > FIRST_VIEW
    }
    assert heavy == {}


def test_no_address_is_folded_away(site: Path) -> None:
    """A link to a place within `<details>` would lead into what some browsers leave closed; copy.js opens ours."""
    folded = [
        page
        for page in pages(site)
        if _at(site, page).xpath("//details[not(contains(concat(' ', @class, ' '), ' fold '))]//*[@id]")
    ]
    assert folded == []


def _at(site: Path, page: str) -> html.HtmlElement:
    return html.fromstring((site / (page if page.endswith(".html") else f"{page}index.html")).read_bytes())


@pytest.fixture(scope="module", params=[EACH_KIND, ALL])
def said(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Message]:
    """What the Nu HTML checker says of pages."""
    if request.param != EACH_KIND:
        return validity.html(site)
    some = tmp_path_factory.mktemp("some")
    for path in [*ONE_OF_EACH.values(), EMBEDDED]:
        file = path if path.endswith(".html") else f"{path}index.html"
        (some / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(site / file, some / file)
    return validity.html(some)


def test_html_is_valid(said: list[Message]) -> None:
    assert [str(message) for message in said if not validity.excepted(message)] == []


def test_every_exception_is_needed(said: list[Message]) -> None:
    assert validity.unneeded(said) == []


def test_css_is_valid(site: Path) -> None:
    assert [str(message) for message in validity.css(site / "stylesheets")] == []


def test_a_planted_fault_is_found(site: Path, tmp_path: Path) -> None:
    """The checkers do look: a page with one fault of each kind."""
    planted = tmp_path / "site"
    planted.mkdir()
    (planted / "index.html").write_text('<!doctype html><title>T</title><img src="x.png">', encoding="utf-8")
    (planted / "site.css").write_text("a { colour: red; }", encoding="utf-8")
    assert any("alt" in message.text for message in validity.html(planted))
    assert any("colour" in message.text for message in validity.css(planted))
