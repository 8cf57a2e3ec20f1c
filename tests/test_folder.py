"""The offline copy: packed as `make build` packs it, unpacked, and read without server or connection."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from conftest import LIVING, built
from explainer.apart import settle
from explainer.keeping import CHECKSUM, COPY
from explainer.packing import moment, pack
from lxml import html
from playwright.sync_api import Browser, Page
from project import contents
from searching import ask, open_search

# One page of each sort.
READ = [
    "index.html",
    "proposal.html",
    "positions/index.html",
    "timeline/index.html",
    "timeline/2025-03-11-jeddah-talks.html",
    "glossary/dmitry-peskov.html",
    "as-known/2025-03-12.html",
    "sources.html",
    "v/index.html",
]


def test_its_checksum_is_published(packed: Path) -> None:
    assert (packed / CHECKSUM).read_text() == f"{hashlib.sha256((packed / COPY).read_bytes()).hexdigest()}  {COPY}\n"


def test_it_says_what_it_is(flat_site: Path) -> None:
    told = (flat_site / "README.txt").read_text(encoding="utf-8")
    for words in ("open index.html", "15 June 2026", "22 November 2025", LIVING, "CC BY 4.0"):
        assert words in told


def test_it_holds_nothing_for_servers(flat_site: Path) -> None:
    names = [file.relative_to(flat_site).as_posix() for file in flat_site.rglob("*")]
    assert not [name for name in names if re.search(r"sitemap|404\.html|\.map$", name)]


@pytest.mark.everything
def test_it_holds_the_site(flat_site: Path, tmp_path: Path) -> None:
    """Also: built twice, each file is the same."""
    copy, again = contents(flat_site), contents(built(tmp_path / "site", DIRECTORY_URLS="false"))
    assert copy.pop("README.txt")
    assert copy.keys() == again.keys()
    assert [name for name in copy if copy[name] != again[name]] == []


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    archives = []
    for names, time in ((("b/x.html", "a.html"), 10**9), (("a.html", "b/x.html"), 2 * 10**9)):
        folder = tmp_path / str(time)
        for name in names:
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(name)
            file.chmod(0o600 if time > 10**9 else 0o644)
            os.utime(file, (time, time))
        archives.append(folder.with_suffix(".zip"))
        pack(folder, archives[-1], "inside", moment().replace(year=2025))
    assert archives[0].read_bytes() == archives[1].read_bytes()


def test_everything_in_it_leads_somewhere(flat_site: Path) -> None:
    """Every address on every page is a file of the copy with the place named, or lies in full on the web."""
    trees = {file: html.fromstring(file.read_bytes()) for file in flat_site.rglob("*.html")}
    anchors = {file.resolve(): set(tree.xpath("//@id")) | {"", "__top"} for file, tree in trees.items()}
    broken, back = [], []
    for file, tree in trees.items():
        for way in tree.xpath("//a/@href | //link/@href | //script/@src | //img/@src | //iframe/@src"):
            parts = urlsplit(way)
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file.resolve()
            if not parts.scheme and not (target.is_file() and unquote(parts.fragment) in anchors.get(target, {""})):
                broken.append(f"{file.relative_to(flat_site)}: {way}")
        for way in tree.xpath("//a/@href"):
            rest = way.partition("#")[0].removeprefix(LIVING)
            if way.startswith(LIVING) and any(
                (flat_site / f"{rest.rstrip('/')}{end}").is_file() for end in ("", ".html")
            ):
                back.append(f"{file.relative_to(flat_site)}: {way}")
    assert not broken
    assert not back, "a page of the copy leads to the living site for what the copy holds itself"


def test_each_page_names_the_living_one(flat_site: Path) -> None:
    for name, address in (("index.html", ""), ("proposal.html", "proposal/"), ("v/index.html", "v/")):
        tree = html.fromstring((flat_site / name).read_bytes())
        assert tree.xpath("//link[@rel='canonical']/@href") == [LIVING + address]


@pytest.fixture(params=[(375, 800), (1280, 800)], ids=["phone", "desktop"])
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A browser without a connection; the test fails if it asks for anything but a file, or complains."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("request", lambda asked: None if asked.url.startswith("file:") else complaints.append(asked.url))
    page.on("requestfailed", lambda asked: complaints.append(f"not there: {asked.url}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type in {"error", "warning"} else None)
    yield page
    assert not complaints
    context.close()


def test_it_reads(reader: Page, flat_site: Path) -> None:
    for name in READ:
        reader.goto((flat_site / name).as_uri(), wait_until="load")
        assert reader.locator("h1").first.is_visible()
        assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    reader.goto((flat_site / "index.html").as_uri())
    reader.locator("article a.xref", has_text="Yuri Ushakov").first.click()
    reader.locator("h1", has_text="Yuri Ushakov").wait_for()
    assert reader.url.endswith("/glossary/yuri-ushakov.html")


def test_its_scripts_run(reader: Page, flat_site: Path) -> None:
    """The colours change and stay changed on the next page."""
    reader.goto((flat_site / "index.html").as_uri())
    reader.locator("button.scheme").click()
    assert reader.locator("html").get_attribute("data-scheme") == "dark"
    reader.goto((flat_site / "proposal.html").as_uri())
    assert reader.locator("html").get_attribute("data-scheme") == "dark"


def test_it_searches(reader: Page, flat_site: Path) -> None:
    reader.goto((flat_site / "proposal.html").as_uri())
    open_search(reader)
    ((first, *_),) = ask(reader, ["Уиткофф"])
    assert first["href"] == (flat_site / "glossary/steve-witkoff.html").as_uri()


def test_it_prints(reader: Page, flat_site: Path) -> None:
    reader.goto((flat_site / "proposal.html").as_uri())
    printed = reader.pdf(format="A4")
    assert printed.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) > 3


# A link on the page glossary/a.html; what becomes of it in a folder, and in a version frozen at a date.
LINKS = [
    ('<a href="b.html#x">B</a>', None, None),
    ('<a href="https://example.com/">E</a>', None, None),
    ('<a href="#x">X</a>', None, None),
    ('<a title="a > b" href="b.html">B</a>', None, None),
    ('<a class="c" href="../cite/a.bib">C</a>', f'<a class="c" href="{LIVING}cite/a.bib">C</a>', '<a class="c">C</a>'),
    ('<a href="../v/2025-06-01/#x">V</a>', f'<a href="{LIVING}v/2025-06-01/#x">V</a>', "<a>V</a>"),
    ('<link rel="alternate" href="../feed.xml">', "", ""),
    ('<link rel="stylesheet" href="../s.css">', None, None),
]


@pytest.mark.parametrize(("link", "carried", "frozen"), LINKS)
@pytest.mark.parametrize("living", [LIVING, None])
def test_links_to_what_is_left_out(
    tmp_path: Path, link: str, carried: str | None, frozen: str | None, living: str | None
) -> None:
    page = tmp_path / "glossary/a.html"
    page.parent.mkdir()
    page.write_text(link)
    for name in ("glossary/b.html", "s.css"):
        (tmp_path / name).touch()
    settle(tmp_path, living)
    expected = carried if living else frozen
    assert page.read_text() == (link if expected is None else expected)
