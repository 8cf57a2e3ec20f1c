"""The site frozen at a date: marked, whole, checkable, and published again with every deployment or not at all."""

from __future__ import annotations

import hashlib
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from explainer.address_lock import promised
from explainer.packing import moment, pack
from lxml import html
from playwright.sync_api import Browser
from project import ROOT, build, faults, rendered, write_project
from searching import open_search

LIVING = "https://example.org/explainer/"
DATE = "2025-06-01"
SUMMARY = "The offline copy, and the site as it stood on a day."
PAGE = f"---\ntitle: Versions\nsummary: {SUMMARY}\n---\n<!-- copy -->\n\n<!-- versions -->\n"
REGISTER = "data/versions.yaml"
RECORD = f'- date: {DATE}\n  commit: "{"a" * 40}"\n  sha256: "{"b" * 64}"\n'
# GitHub's program, as far as `make versions` needs it: releases are folders named like their tags.
GH = """#!/bin/sh
test "$1 $2" = "release download" && test "$4 $6" = "--pattern --dir" || exit 2
test -f "$RELEASES/$3/$5" || { echo "release not found" >&2; exit 1; }
mkdir -p "$7" && cp "$RELEASES/$3/$5" "$7/"
"""


def run(project: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the project as make does."""
    settings = {
        "PYTHONPATH": str(project / "scripts"),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "SITE_URL": LIVING,
    }
    return subprocess.run(
        command, cwd=project, env=os.environ | settings | environment, capture_output=True, text=True, check=False
    )


def freeze(project: Path, date: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return run(project, sys.executable, "-m", "explainer.freeze", DATE=date, **environment)


def commit(project: Path, message: str = "Write", date: str = f"{DATE}T12:00:00Z") -> str:
    """Commit everything; the commit's hash."""
    who = {f"GIT_{role}_{what}": "nobody@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", message], ["rev-parse", "HEAD"]):
        done = run(project, "git", *command, **who, GIT_AUTHOR_DATE=date, GIT_COMMITTER_DATE=date)
        assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def write(project: Path) -> str:
    """The small site with a page of versions, the real one's faces, scripts and styles; its commit's hash."""
    write_project(project)
    for name in ("assets", "javascripts", "stylesheets"):
        shutil.copytree(ROOT / "docs" / name, project / "docs" / name, dirs_exist_ok=True)
    (project / "docs/v").mkdir()
    (project / "docs/v/index.md").write_text(PAGE)
    (project / REGISTER).write_text("[]\n")
    (project / ".gitignore").write_text(".cache/\nversions/\n__pycache__/\n")
    return commit(project)


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with one version, frozen."""
    project = tmp_path_factory.mktemp("project")
    written = write(project)
    done = freeze(project)
    assert done.returncode == 0, done.stderr
    record = (project / f"versions/{DATE}.yaml").read_text()
    assert done.stdout.endswith(record)
    assert yaml.safe_load(record)[0]["commit"] == written
    return project


@pytest.fixture(scope="module")
def version(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The version, unpacked."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(frozen / f"versions/{DATE}.zip") as archive:
        archive.extractall(folder)
    assert [file.name for file in folder.iterdir()] == [DATE]
    return folder / DATE


def trees(folder: Path) -> dict[str, html.HtmlElement]:
    """Every page by its address from the folder's."""
    files = folder.rglob("*.html")
    return {
        file.relative_to(folder).as_posix().removesuffix("index.html"): html.fromstring(file.read_bytes())
        for file in files
    }


@pytest.mark.everything
def test_every_page_says_that_it_is_frozen_and_where_it_lives(frozen: Path, version: Path) -> None:
    written = yaml.safe_load((frozen / f"versions/{DATE}.yaml").read_text())[0]["commit"]
    found = trees(version)
    assert set(found) >= {"", "timeline/2025-03-11-talks/", "glossary/steve-witkoff/", "v/"}
    for address, tree in found.items():
        (banner,) = tree.xpath("//*[@class='frozen']")
        told = " ".join(banner.text_content().split())
        assert told.startswith(
            f"This is the site as it stood on 1 June 2025 (commit {written[:12]}). The living page: "
        )
        assert banner.xpath(".//a/@href") == tree.xpath("//link[@rel='canonical']/@href") == [LIVING + address]
        assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]


@pytest.mark.everything
def test_it_is_whole_in_itself(version: Path) -> None:
    """No other link leads to the living site, none out of the version, and none to what it does not hold."""
    astray = []
    for address, tree in trees(version).items():
        here = version / address
        for way in tree.xpath("//a/@href | //script/@src | //link[not(@rel='canonical')]/@href"):
            parts = urlsplit(way)
            target = (here / unquote(parts.path)).resolve()
            if parts.scheme:
                lost = way.startswith(LIVING) and way != LIVING + address
            else:
                lost = not target.exists() or not target.is_relative_to(version)
            if lost:
                astray.append(f"{address}: {way}")
    assert not astray
    assert not [name for name in ("404.html", "sitemap.xml", "thirty-days.zip") if (version / name).exists()]


@pytest.mark.everything
def test_the_living_site_is_not_marked(frozen: Path, tmp_path: Path) -> None:
    assert build(frozen, tmp_path, SITE_URL=LIVING).returncode == 0
    for address, tree in trees(tmp_path).items():
        if not address.startswith(("cite/", "embed/")):  # search engines are sent to the pages themselves
            assert not tree.xpath("//*[@class='frozen'] | //*[@class='md-banner'] | //meta[@name='robots']")


@pytest.mark.everything
def test_its_checksums_are_those_of_its_files(frozen: Path, version: Path) -> None:
    manifest = version / "SHA256SUMS"
    lines = (line.partition("  ") for line in manifest.read_text().splitlines())
    listed = {name: figures for figures, _, name in lines}
    files = {file.relative_to(version).as_posix(): file for file in version.rglob("*") if file.is_file()}
    del files["SHA256SUMS"]
    assert listed == {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in files.items()}
    record = yaml.safe_load((frozen / f"versions/{DATE}.yaml").read_text())[0]
    assert record["sha256"] == hashlib.sha256(manifest.read_bytes()).hexdigest()


@pytest.mark.everything
def test_the_same_commit_gives_the_same_version(frozen: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(frozen, tmp_path / "copy"))
    for end in ("zip", "yaml"):
        (copy / f"versions/{DATE}.{end}").unlink()
    assert freeze(copy, DATE).returncode == 0
    for end in ("zip", "yaml"):
        assert (copy / f"versions/{DATE}.{end}").read_bytes() == (frozen / f"versions/{DATE}.{end}").read_bytes()


def _change(project: Path) -> None:
    with (project / "docs/index.md").open("a") as file:
        file.write("More.[^alpha-2025]\n")


def _add(project: Path) -> None:
    (project / "docs/stray.txt").write_text("Not committed.")


def _register(project: Path) -> None:
    (project / REGISTER).write_text(RECORD)
    shutil.rmtree(project / "versions")
    commit(project)


def _later(project: Path) -> None:
    _change(project)
    commit(project, date="2025-06-03T12:00:00Z")


# What is done to the project; the date asked for; where the site lives; words of the refusal.
REFUSED: list[tuple[str, Callable[[Path], None] | None, str, str, str]] = [
    ("changed", _change, "2025-06-02", LIVING, "There are changes that no commit has."),
    ("untracked", _add, "2025-06-02", LIVING, "There are changes that no commit has."),
    ("there already", None, DATE, LIVING, f"versions/{DATE}.zip is there already."),
    ("registered", _register, DATE, LIVING, f"The version of {DATE} is registered already"),
    ("before the commit", _later, "2025-06-02", LIVING, "The last commit is later than 2025-06-02."),
    ("in the future", None, "2999-01-01", LIVING, "2999-01-01 is yet to come."),
    ("without address", None, "2025-06-02", "http://127.0.0.1:8000/", "SITE_URL does not say"),
    ("no date", None, "June", LIVING, "DATE is no day: 'June'"),
]


@pytest.mark.everything
@pytest.mark.parametrize(
    ("change", "date", "living", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_is_not_frozen(
    frozen: Path, tmp_path: Path, change: Callable[[Path], None] | None, date: str, living: str, words: str
) -> None:
    copy = Path(shutil.copytree(frozen, tmp_path / "copy"))
    if change:
        change(copy)
    before = sorted(copy.glob("versions/*"))
    done = freeze(copy, date, SITE_URL=living)
    assert done.returncode == 1
    assert f"Not frozen: {words}" in done.stderr
    assert sorted(copy.glob("versions/*")) == before


@pytest.fixture
def registered(frozen: Path, tmp_path: Path) -> Path:
    """The project with its version in the register, and the archive in a release and nowhere else."""
    project = Path(shutil.copytree(frozen, tmp_path / "project"))
    shutil.copy(project / f"versions/{DATE}.yaml", project / REGISTER)
    release = tmp_path / f"releases/v-{DATE}"
    release.mkdir(parents=True)
    shutil.move(project / f"versions/{DATE}.zip", release)
    shutil.rmtree(project / "versions")
    program = tmp_path / "bin/gh"
    program.parent.mkdir()
    program.write_text(GH)
    program.chmod(0o755)
    return project


def lay(project: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """`make versions`, with releases beside the project."""
    beside = project.parent
    path = f"{beside / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return run(
        project, sys.executable, "-m", "explainer.versions", str(site), PATH=path, RELEASES=str(beside / "releases")
    )


@pytest.mark.everything
def test_a_registered_version_is_published_and_listed(registered: Path, version: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert build(registered, site, SITE_URL=LIVING).returncode == 0
    done = lay(registered, site)
    assert done.returncode == 0, done.stderr
    assert {address: html.tostring(tree) for address, tree in trees(site / "v" / DATE).items()} == {
        address: html.tostring(tree) for address, tree in trees(version).items()
    }
    (page,) = html.fromstring((site / "v/index.html").read_bytes()).xpath("//article")
    record = yaml.safe_load((registered / REGISTER).read_text())[0]
    assert {record["commit"], record["sha256"]} <= set(page.xpath(".//code/text()"))
    (link,) = page.xpath(".//a[text()='1 June 2025']/@href")
    assert (site / "v" / link / "index.html").resolve() == (site / "v" / DATE / "index.html").resolve()


@pytest.mark.everything
def test_no_version_yet_is_said(frozen: Path, tmp_path: Path) -> None:
    assert build(frozen, tmp_path, SITE_URL=LIVING).returncode == 0
    assert "No version has been kept yet." in (tmp_path / "v/index.html").read_text()
    done = run(frozen, sys.executable, "-m", "explainer.versions", str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "0 versions kept\n")


def repacked(release: Path, change: Callable[[Path], None], inside: str = DATE) -> None:
    """Change the files in a release's archive."""
    folder = release.parent / "changed"
    with zipfile.ZipFile(release / f"{DATE}.zip") as archive:
        archive.extractall(folder)
    change(folder / DATE)
    pack(folder / DATE, release / f"{DATE}.zip", inside, moment())


def _change_page(folder: Path) -> None:
    (folder / "index.html").write_text("changed")


def _add_file(folder: Path) -> None:
    (folder / "added.html").write_text("new")


def _list_anew(folder: Path) -> None:
    page, manifest = folder / "index.html", folder / "SHA256SUMS"
    old = hashlib.sha256(page.read_bytes()).hexdigest()
    page.write_bytes(b"changed")
    manifest.write_text(manifest.read_text().replace(old, hashlib.sha256(b"changed").hexdigest()))


# What happens to a release, and what is said of it.
DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "the release is gone": (shutil.rmtree, "could not be fetched: release not found"),
    "the archive is cut off": (lambda r: (r / f"{DATE}.zip").write_bytes(b"PK\3\4"), "cannot be unpacked"),
    "a page is changed": (lambda r: repacked(r, _change_page), "has not the files that its SHA256SUMS lists"),
    "a page is removed": (
        lambda release: repacked(release, lambda folder: (folder / "index.html").unlink()),
        "has not the files that its SHA256SUMS lists",
    ),
    "a file is added": (lambda r: repacked(r, _add_file), "has not the files that its SHA256SUMS lists"),
    "page and list are changed": (lambda r: repacked(r, _list_anew), "has not the SHA256SUMS that was registered"),
    "it lies elsewhere": (
        lambda release: repacked(release, lambda folder: None, inside="2024-01-01"),
        "holds files outside its own folder",
    ),
}


@pytest.mark.everything
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_missing_or_damaged_version_stops_the_deployment(registered: Path, tmp_path: Path, damage: str) -> None:
    harm, words = DAMAGE[damage]
    harm(tmp_path / f"releases/v-{DATE}")
    done = lay(registered, tmp_path / "site")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{REGISTER}:1: The version of {DATE} {words}")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (r'commit: "\w', 'commit: "', f"{REGISTER}:2: “commit”"),
        (r'sha256: "\w', 'sha256: "Z', f"{REGISTER}:3: “sha256”"),
        (r"date: \S+", "date: June", f"{REGISTER}:1: “date”"),
        (r"(?s)\A(.*)\Z", r"\1\1", f"{REGISTER}:4: The date “{DATE}” is taken."),
    ],
    ids=["commit", "checksum", "date", "twice"],
)
def test_a_wrong_record_stops_the_build(tmp_path: Path, old: str, new: str, words: str) -> None:
    project = write_project(tmp_path)
    (project / REGISTER).write_text(re.sub(old, new, RECORD, count=1))
    assert [message for message in faults(project) if words in message]


def test_a_sound_record_is_no_fault(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    (project / "docs/v").mkdir()
    (project / "docs/v/index.md").write_text(f"---\ntitle: Versions\nsummary: {SUMMARY}\n---\n<!-- versions -->\n")
    (project / REGISTER).write_text(RECORD)
    assert faults(project) == []


@pytest.mark.everything
def test_a_version_once_listed_stays(registered: Path) -> None:
    assert run(registered, sys.executable, "-m", "explainer.permalinks").returncode == 0
    assert f"v/{DATE}/" in promised(registered)
    (registered / REGISTER).write_text("[]\n")
    assert [message for message in rendered(registered) if f"“v/{DATE}/” is gone" in message]


@pytest.mark.everything
def test_search_inside_stays_inside(browser: Browser, version: Path) -> None:
    """Read under its sub-path, with nothing else on the server: links and search lead on within the version."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            """Keep the test's output clean."""

        def translate_path(self, path: str) -> str:
            """/explainer/v/<date>/ is the version; every other address is nothing."""
            inside = path.partition(f"/explainer/v/{DATE}/")
            return super().translate_path("/" + (inside[2] if inside[1] else "nothing"))

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(version))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        lost: list[str] = []
        page.on("response", lambda answer: lost.append(answer.url) if answer.status >= 400 else None)
        page.goto(f"http://127.0.0.1:{server.server_port}/explainer/v/{DATE}/timeline/")
        open_search(page)
        page.keyboard.type("Уиткофф")
        page.locator(".search-hit").first.click()
        page.wait_for_url(f"**/explainer/v/{DATE}/glossary/steve-witkoff/**")
        page.locator(".masthead__name").click()
        page.wait_for_url(f"**/explainer/v/{DATE}/")
        page.close()
        server.shutdown()
    assert not lost
