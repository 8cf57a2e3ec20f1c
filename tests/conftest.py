"""The real site, built once in each form, served under a sub-path, and a browser to read it with."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from project import ROOT, build

from figures.served import SUB_PATH, served


def built(folder: Path, **environment: str) -> Path:
    """Build the real site into a folder; fail with the builder's own words."""
    result = build(ROOT, folder, **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is deployed, in a folder named like the sub-path."""
    folder = tmp_path_factory.mktemp("served") / SUB_PATH
    return built(folder, SITE_URL=f"https://example.org/{SUB_PATH}/")


@pytest.fixture(scope="session")
def flat_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is read from a folder, without a server."""
    folder = tmp_path_factory.mktemp("flat") / "site"
    return built(folder, DIRECTORY_URLS="false", SITE_URL=f"https://example.org/{SUB_PATH}/")


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address under which the site is served."""
    with served(site) as where:
        yield where


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, at the path that the set-up found."""
    path = os.environ.get("CHROMIUM")
    assert path, "CHROMIUM is not set: run the tests with `make test`, which finds or installs a browser."
    # As root, Chromium runs only without its sandbox; the second switch keeps it from calling home at each start.
    arguments = ["--no-sandbox", "--disable-background-networking"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page in a fresh profile; the test fails if it asks another origin for anything or complains in the console."""
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    origin = urlsplit(address).netloc

    def note_request(url: str) -> None:
        if urlsplit(url).scheme in {"http", "https"} and urlsplit(url).netloc != origin:
            complaints.append(f"asked another origin: {url}")

    page.on("request", lambda request: note_request(request.url))
    page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
    page.on("console", lambda line: complaints.append(line.text) if line.type in {"error", "warning"} else None)
    yield page
    assert not complaints
    assert context.cookies() == []
    context.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say, last and in red, what could not be run on this machine: a skipped test is easily overlooked."""
    reasons = {str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", []) if report.longrepr}
    for reason in sorted(reason.removeprefix("Skipped: ") for reason in reasons if "NOT RUN" in reason):
        terminalreporter.write_line(f"{reason} (make test-all installs it as root on Debian)", red=True, bold=True)
