"""The real site, built once in each form for all tests, served under a sub-path, and a browser to read it with."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import chain
from operator import itemgetter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from explainer.keeping import COPY
from playwright.sync_api import Browser, Page, sync_playwright
from project import ROOT, build, lock, write_project

from figures.served import SUB_PATH, served

LIVING = f"https://example.org/{SUB_PATH}/"
# So that the tests' builds differ in nothing but what a test makes different.
SAME_DAY = {"SITE_URL": LIVING, "SOURCE_DATE_EPOCH": "1763769600"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option of README, “Tests”."""
    parser.addoption("--times", action="store_true", help="print how long each file of tests took, the longest first")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say in red what could not be run on this machine, as a skip is easily overlooked; then the times, if asked.

    Those of builds that tests share count for the file whose test asked first.
    """
    reasons = {str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", []) if report.longrepr}
    for reason in sorted(reason.removeprefix("Skipped: ") for reason in reasons if "NOT RUN" in reason):
        terminalreporter.write_line(f"{reason} (make test-all installs it as root on Debian)", red=True, bold=True)
    if not config.option.times:
        return
    took: defaultdict[str, float] = defaultdict(float)
    for report in chain.from_iterable(terminalreporter.stats.values()):
        if isinstance(report, pytest.TestReport) and not isinstance(report, pytest.SubtestReport):
            took[report.nodeid.partition("::")[0]] += report.duration
    terminalreporter.section("seconds by file")
    for file, seconds in sorted(took.items(), key=itemgetter(1), reverse=True):
        terminalreporter.write_line(f"{seconds:7.1f} {file}")


Make = Callable[[Path], object]
Shared = Callable[[str, Make], Path]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """A way to a folder that whichever process of this run asks first makes; the others wait for it.

    As pytest-xdist's documentation has it (“Making session-scoped fixtures execute only once”). The folder belongs to
    this run, so nothing is ever stale.
    """
    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent

    def folder(name: str, make: Make) -> Path:
        made = run / f"{name}.made"
        with (run / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                make(run / name)
                made.touch()
        return run / name

    return folder


def built(folder: Path, **environment: str) -> Path:
    """Build the real site into a folder; fail with the builder's own words."""
    result = build(ROOT, folder, **SAME_DAY, **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


@pytest.fixture(scope="session")
def site(shared: Shared) -> Path:
    """The site as it is deployed, in a folder named like the sub-path."""
    return shared(SUB_PATH, lambda folder: built(folder, PYTHONHASHSEED="0"))


def pack(folder: Path) -> None:
    """Put the offline copy and its checksum into a folder, as `make build` does."""
    folder.mkdir()
    environment = {"PYTHONPATH": str(ROOT / "scripts"), "NO_MKDOCS_2_WARNING": "1", **SAME_DAY}
    work = "from pathlib import Path; from explainer.folder import carry; carry(Path.cwd(), *map(Path, sys.argv[1:]))"
    command = [sys.executable, "-c", f"import sys; {work}", str(folder), str(folder.with_name("packing"))]
    subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=True)


@pytest.fixture(scope="session")
def packed(shared: Shared) -> Path:
    """The folder with the offline copy and its checksum."""
    return shared("packed", pack)


@pytest.fixture(scope="session")
def flat_site(shared: Shared, packed: Path) -> Path:
    """The site as it is read without a server: the copy, unpacked where folders have names as people give them."""

    def unpack(folder: Path) -> None:
        with zipfile.ZipFile(packed / COPY) as archive:
            archive.extractall(folder)

    somewhere = shared("My downloads é", unpack)
    assert [file.name for file in somewhere.iterdir()] == ["thirty-days"]
    return somewhere / "thirty-days"


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with all that it promises in its locks, as the command puts it there."""
    project = write_project(tmp_path_factory.mktemp("published"))
    result = lock(project)
    assert result.returncode == 0, result.stderr
    assert "4 new claims, 0 changed" in result.stdout
    return project


@pytest.fixture
def copy(published: Path, tmp_path: Path) -> Path:
    """A copy of it, to change."""
    return Path(shutil.copytree(published, tmp_path / "copy"))


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
