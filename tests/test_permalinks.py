"""Every address once published stays, or leads on: pages and places are renamed, moved and removed in a copy."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from pathlib import Path

import pytest
from explainer.address_lock import LOCK, promised
from explainer.content import load
from explainer.keeping import kept
from playwright.sync_api import Browser, Page
from project import FILES, ROOT, build, lock, rendered

TALKS = "docs/timeline/2025-03-11-talks.md"
MOVED = "docs/timeline/2025-03-11-jeddah.md"
# What is made after the pages is visited elsewhere: test_folder.py, test_versions.py.
PROMISED = [address for address in promised(ROOT) if address not in kept(load(ROOT))]


def rename(project: Path) -> None:
    """Give the page of the talks another name, everywhere."""
    (project / TALKS).rename(project / MOVED)
    for name in ("unknowns", "changes"):
        file = project / f"data/{name}.yaml"
        file.write_text(file.read_text().replace(Path(TALKS).name, Path(MOVED).name))


def tombstone(project: Path, address: str, to: str) -> None:
    """Say where an address went."""
    record = f'- address: "{address}"\n  to: "{to}"\n  date: 2026-11-01\n  why: It was renamed.\n'
    file = project / "data/tombstones.yaml"
    file.write_text(file.read_text(encoding="utf-8").removeprefix("[]\n") + record, encoding="utf-8")


def test_a_page_that_is_renamed_stops_the_build(copy: Path, tmp_path: Path) -> None:
    rename(copy)
    result = build(copy, tmp_path / "site")
    assert result.returncode != 0
    number = promised(copy)["timeline/2025-03-11-talks/"]
    told = f"{LOCK}:{number}: The published address “timeline/2025-03-11-talks/” is gone. Fix: restore it, or say in"
    assert told in result.stderr
    assert result.stderr.count("is gone.") == 1, "what went with the page is not told again"


@pytest.mark.parametrize(
    ("old", "new"),
    [("{#what-happened}", "{#what-came}"), ("## What happened {#what-happened}\n\n", "")],
    ids=["renamed", "removed"],
)
def test_a_heading_that_is_gone_stops_the_build(copy: Path, old: str, new: str) -> None:
    (copy / TALKS).write_text(FILES[TALKS].replace(old, new))
    assert [message for message in rendered(copy) if "“timeline/2025-03-11-talks/#what-happened” is gone" in message]


def test_a_claim_that_is_gone_stops_the_build(copy: Path) -> None:
    for name, old, new in (("index", "{id: answer,", "{id: reply,"), ("russia", "  answer:\n", "  reply:\n")):
        file = copy / f"docs/positions/{name}.md"
        file.write_text(file.read_text().replace(old, new))
    assert [message for message in rendered(copy) if "“positions/#c-russia-answer” is gone" in message]


# What a tombstone says, and what is wrong with it.
WRONG = [
    ("timeline/2025-03-11-talks/#what-happened", "timeline/nowhere/", "which is not there"),
    ("timeline/2025-03-11-talks/#sources", "timeline/", "lives, and has a tombstone"),
    ("timeline/never/", "timeline/", "was never published"),
]


@pytest.mark.parametrize(("address", "to", "reason"), WRONG)
def test_a_wrong_tombstone_stops_the_build(copy: Path, address: str, to: str, reason: str) -> None:
    (copy / TALKS).write_text(FILES[TALKS].replace("{#what-happened}", "{#what-came}"))
    tombstone(copy, address, to)
    assert [message for message in rendered(copy) if "data/tombstones.yaml:" in message and reason in message]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder, and the address under which it is served."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            """Keep the test's output clean."""

    folder = tmp_path / "site"
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_old_addresses_lead_on(copy: Path, served: tuple[Path, str], browser: Browser, script: bool) -> None:
    rename(copy)
    body = FILES[TALKS].replace("{#what-happened}", "{#what-came}")
    (copy / MOVED).write_text(body + "\n## Later {#later}\n\nThey left.[^alpha-2025]\n")
    tombstone(copy, "timeline/2025-03-11-talks/", "timeline/2025-03-11-jeddah/")
    tombstone(copy, "timeline/2025-03-11-talks/#what-happened", "timeline/2025-03-11-jeddah/#what-came")
    witkoff = copy / "docs/glossary/steve-witkoff.md"
    witkoff.write_text(witkoff.read_text().replace("## In this story {#in-this-story}", "## Here {#here}"))
    tombstone(copy, "glossary/steve-witkoff/#in-this-story", "glossary/steve-witkoff/#here")
    putin = "glossary/vladimir-putin/#mentioned-in"
    assert putin in promised(copy)
    assert lock(copy).returncode == 0
    folder, address = served
    result = build(copy, folder)
    assert result.returncode == 0, result.stderr
    for file in ("cite/{}/index.html", "embed/{}/index.html", "oembed/{}.json"):
        shown = (folder / file.format("timeline/2025-03-11-talks")).read_text(encoding="utf-8")
        assert "timeline/2025-03-11-jeddah/" in shown, "on others' pages, the code is the old one"
    assert not (folder / "cite/row-in-this-story").exists()
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(address + "timeline/2025-03-11-talks/#sources")
    page.wait_for_url("**/2025-03-11-jeddah/" + ("#sources" if script else ""))
    page.goto(address + "glossary/steve-witkoff/#in-this-story")
    assert "Here" in page.locator(":target").locator("xpath=..").inner_text()
    context.close()


@pytest.mark.everything
def test_every_locked_address_lands_on_its_target(page: Page, address: str) -> None:
    """Each page with places is opened, each of them asked for by its fragment, and all else fetched.

    The page is hidden meanwhile: to lay out the register nine hundred times would take minutes. That a place is seen
    where it lands is tested in test_browser.py.
    """
    assert len(PROMISED) == len(set(PROMISED)) > 3000
    landed = """ids => (document.body.hidden = true, ids).filter(id => {
      location.hash = "#" + id
      return document.querySelector(":target")?.id !== id
    })"""
    lost: list[str] = []
    for path, places in groupby(PROMISED, key=lambda promised: promised.partition("#")[0]):
        ids = [promised.partition("#")[2] for promised in places if "#" in promised]
        if not ids or "." in path:  # nothing to land on; and a file of data a browser would save
            assert page.request.get(address + path).ok, path
            continue
        response = page.goto(address + path, wait_until="domcontentloaded")
        assert response
        assert response.ok, path
        lost += [f"{path}#{identity}" for identity in page.evaluate(landed, ids)]
    assert not lost
