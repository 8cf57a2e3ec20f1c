"""`make serve` as an editor lives with it: a server of the small site, while files are saved, broken and fixed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape, unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from project import write_project

HOME, GLOSSARY, WITKOFF = "docs/index.md", "docs/glossary/index.md", "docs/glossary/steve-witkoff.md"
MOSCOW = """---
title: Moscow
kind: place
coordinates: [55.75, 37.62]
summary: The capital of Russia, where the US envoy met its president.
---
A city.[^alpha-2025]
"""
# No test waits for this long unless something never comes.
DEADLINE = 120


class Served:
    """A server that runs, and the project it serves."""

    def __init__(self, process: subprocess.Popen[str], address: str, project: Path, said: Path) -> None:
        self.process, self.address, self.project, self._said = process, address, project, said

    def said(self) -> str:
        """What the terminal shows."""
        return self._said.read_text(encoding="utf-8")

    def page(self, path: str = "") -> tuple[int, str]:
        """The status of an address, and what stands there."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def until(self, path: str, right: Callable[[str], bool]) -> tuple[int, str]:
        """The address as soon as it is right."""
        end = time.monotonic() + DEADLINE
        while time.monotonic() < end:
            status, text = self.page(path)
            if right(text):
                return status, text
            time.sleep(0.02)
        raise AssertionError(f"/{path} stays as it is: {text}\n{self.said()}")

    def settled(self) -> None:
        """Wait until everything is built and nothing is wrong."""
        count = self.said().count("is up to date")
        (self.project / "data/unknowns.yaml").touch()
        end = time.monotonic() + DEADLINE
        while self.said().count("is up to date") == count:
            assert time.monotonic() < end, self.said()
            time.sleep(0.02)


@contextmanager
def serving(project: Path) -> Iterator[Served]:
    """A server of the project on a free port; at its end it is interrupted as from the keyboard, and must heed that."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    said = project.parent / "said"
    with said.open("w", encoding="utf-8") as terminal:
        process = subprocess.Popen(
            [sys.executable, "-m", "explainer.serving", "--port", str(port)],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(project / "scripts"), "NO_MKDOCS_2_WARNING": "1"},
            stdout=terminal,
            stderr=terminal,
            text=True,
        )
    try:
        end = time.monotonic() + DEADLINE
        while "Serving" not in said.read_text(encoding="utf-8"):
            assert process.poll() is None, said.read_text(encoding="utf-8")
            assert time.monotonic() < end, "it does not start"
            time.sleep(0.02)
        yield Served(process, f"http://127.0.0.1:{port}/", project, said)
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(DEADLINE) == 0, said.read_text(encoding="utf-8")
    assert "Interrupt" not in said.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def served(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server whose first build is done."""
    project = Path(shutil.copytree(published, tmp_path_factory.mktemp("served") / "project"))
    with serving(project) as server:
        status, text = server.page()
        assert status == 503
        assert "being built" in text
        server.until("", lambda text: "Witkoff" in text)
        yield server


@contextmanager
def saved(project: Path, name: str, before: str, after: str) -> Iterator[None]:
    """A file in which something stands instead of something else, for a while."""
    file = project / name
    old = file.read_text(encoding="utf-8")
    assert before in old
    file.write_text(old.replace(before, after, 1), encoding="utf-8")
    try:
        yield
    finally:
        file.write_text(old, encoding="utf-8")


# what is wrong | file | what stands there | what is saved instead | what every page says then | with a traceback?
FAULTS = """
content | docs/glossary/index.md | crosslink: false | unlinked: [<i>no</i>] | index.md:4: No page has the name “<i> | no
a page's own link | docs/index.md | Moscow. | [Moscow](moscow.md). | 'moscow.md' | no
the words of a claim | docs/timeline/2025-03-11-talks.md | Talks were held. | Talks were long. | “c-talks-held” | no
settings that are no YAML | mkdocs.yml | site_name: | site_name: [ | mkdocs.yml:5: This is not YAML | no
a wrong setting | mkdocs.yml | custom_dir: overrides | custom_dir: nowhere | mkdocs.yml:1: Config value 'theme' | no
a template's syntax | overrides/main.html | {% block htmltitle | {% blok htmltitle | overrides/main.html:7: | no
a template as it runs | overrides/main.html | htmltitle %} | htmltitle %}{{ no.thing.here }} | main.html:7: | no
code | scripts/explainer/present.py | _waiting: | <b>: | scripts/explainer/present.py: | yes
"""


@pytest.mark.parametrize("case", FAULTS.strip().splitlines(), ids=lambda case: case.split(" | ")[0])
def test_every_page_stays_and_tells_the_fault(served: Served, case: str) -> None:
    """At once, as text and not as markup, until it is fixed; the terminal says it once."""
    _, file, before, after, message, traceback = case.split(" | ")
    said = len(served.said())
    with saved(served.project, file, before, after):
        status, text = served.until("", lambda text: message in unescape(text))
        assert status == 200
        assert "Talks" in served.page("timeline/2025-03-11-talks/")[1]
        assert message in unescape(served.page("timeline/")[1])
        assert message == escape(message, quote=False) or message not in text
    served.until("", lambda text: 'role="alert"' not in text)
    told = served.said()[said:]
    assert told.count(message) == 1
    assert ("Traceback" in told) == (traceback == "yes")


def test_a_new_name_is_linked_and_a_deleted_one_leaves_nothing(served: Served) -> None:
    """Without a restart: the page, links to it, what lists it."""
    served.until("", lambda text: "Moscow" in text)
    file = served.project / "docs/glossary/moscow.md"
    file.write_text(MOSCOW, encoding="utf-8")
    served.until("", lambda text: 'href="glossary/moscow/"' in text)
    served.until("glossary/moscow/", lambda text: "The capital of Russia" in text)
    served.until("data/names.json", lambda text: "moscow" in text)
    file.unlink()
    served.until("glossary/moscow/", lambda text: "The capital of Russia" not in text)
    assert served.page("glossary/moscow/")[0] == 404
    assert "glossary/moscow/" not in served.page()[1] + served.page("glossary/")[1]


def test_a_record_is_seen_where_it_is_cited(served: Served) -> None:
    """A register is no page; what it says stands on the page that is looked at."""
    assert "A report" in served.page()[1]
    with saved(served.project, "data/sources.yaml", "title: A report", "title: A long report"):
        served.until("", lambda text: "A long report" in text)
    served.until("", lambda text: "A long report" not in text)


def test_who_mentions_a_page_stands_on_it_at_once(served: Served) -> None:
    """Also on a page that is built before those that mention it."""
    mentioned = 'href="../../">Home</a>'
    assert mentioned in served.page("glossary/steve-witkoff/")[1]
    with saved(served.project, WITKOFF, "He met Putin.", "He met Putin at last."):
        _, text = served.until("glossary/steve-witkoff/", lambda text: "at last" in text)
        assert mentioned in text


def test_a_page_is_loaded_again_only_if_it_is_another(served: Served) -> None:
    """Not because some page was edited, but for a style sheet or script too."""
    version = served.page(".version?page=/")[1]
    with saved(served.project, WITKOFF, "He met Putin.", "He met Putin twice."):
        served.until("glossary/steve-witkoff/", lambda text: "twice" in text)
        served.settled()
        assert served.page(".version?page=/")[1] == version
    script = served.project / "docs/javascripts/cards.js"
    script.write_text("// new", encoding="utf-8")
    served.until(".version?page=/", lambda now: now != version)
    assert served.page("javascripts/cards.js")[1] == "// new"


def test_a_browser_shows_a_fault_and_its_end_by_itself(served: Served, browser: Browser) -> None:
    """The page reloads itself, stays readable, and shows markup in a message as it was typed."""
    page = browser.new_page()
    page.goto(served.address)
    alert = page.get_by_role("alert")
    expect(alert).to_have_count(0)
    with saved(served.project, GLOSSARY, "crosslink: false", "unlinked: [<i>nobody</i>]"):
        expect(alert).to_contain_text("“<i>nobody</i>”", timeout=DEADLINE * 1000)
        expect(page.get_by_text("Witkoff met Putin in Moscow.")).to_be_in_viewport()
    expect(alert).to_have_count(0, timeout=DEADLINE * 1000)
    page.close()


def test_a_port_in_use_is_said_before_anything_is_built(served: Served) -> None:
    """In one line."""
    port = served.address.rstrip("/").rpartition(":")[2]
    second = subprocess.run(
        [sys.executable, "-m", "explainer.serving", "--port", port],
        cwd=served.project,
        env={**os.environ, "PYTHONPATH": str(served.project / "scripts")},
        capture_output=True,
        text=True,
        check=False,
        timeout=DEADLINE,
    )
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr.startswith(f"Port {port} cannot be used: ")
    assert second.stderr.count("\n") == 1


def test_it_starts_with_a_fault_and_ends_while_it_builds(tmp_path: Path) -> None:
    """Without a page to show, the message alone; the end is that of every test here, in the middle of a build."""
    project = write_project(tmp_path / "project")
    with saved(project, HOME, "[^alpha-2025]", "[^omega-2025]"), serving(project) as served:
        status, _ = served.until("", lambda text: "docs/index.md:7: " in text)
        assert status == 503
        (project / HOME).touch()
