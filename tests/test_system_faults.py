"""Faults that a machine, a file system or a setting makes: one message for each, and the last site stays whole."""

from __future__ import annotations

import csv
import fcntl
import hashlib
import io
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from explainer import building, commands, content, freeze, hooks, templates, writing
from explainer.exports import drawing, preview_pictures, tables
from explainer.problems import ContentError, Problem, grouped
from explainer.settings import wrong_address
from mkdocs.config import load_config
from project import ROOT, write_project

WITKOFF = "docs/glossary/steve-witkoff.md"
SOURCES = "data/sources.yaml"
SETTINGS = "mkdocs.yml"
PAGE = b"---\ntitle: A\nsummary: What the weather was on the days of the talks in Jeddah.\n---\n"
LATIN_1 = "a\nb\nJeddah, à 9 h".encode("latin-1")


# What is put in the place of a file or a folder.
def folder(path: Path) -> None:
    path.mkdir()


def link_to_nowhere(path: Path) -> None:
    path.symlink_to("nowhere")


def link_out(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def gone(path: Path) -> None:
    """Nothing is put there."""


Put = bytes | Callable[[Path], None] | tuple[str, str]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site; each test breaks something and restores it."""
    return write_project(tmp_path_factory.mktemp("system faults"))


@contextmanager
def broken(project: Path, name: str, put: Put) -> Iterator[None]:
    """The project with something else in the place of a file: bytes, what a function makes, or an edit (old, new)."""
    path, aside = project / name, project.parent / f"aside-{hashlib.sha256(name.encode()).hexdigest()}"
    made = [parent for parent in path.parents if not parent.exists()]
    if there := os.path.lexists(path):
        path.rename(aside)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        if isinstance(put, tuple):
            text = aside.read_text(encoding="utf-8")
            assert put[0] in text, f"{name} does not hold: {put[0]}"
            path.write_text(text.replace(*put, 1), encoding="utf-8")
        elif isinstance(put, bytes):
            path.write_bytes(put)
        else:
            put(path)
        yield
    finally:
        building.remove(path)
        if there:
            aside.rename(path)
        for parent in made:
            parent.rmdir()


def faults(project: Path) -> list[str]:
    """What a build says before it converts a page; in this process."""
    content.load.cache_clear()
    return grouped(hooks.faults(load_config(str(project / SETTINGS))))


def test_the_small_site_has_none(project: Path) -> None:
    assert faults(project) == []


# Where something is put, and what; the file and line named; words of the reason; words of the fix.
# fmt: off
CASES: list[tuple[str, Put, str, str, str]] = [
    # Files that cannot be read
    (WITKOFF, LATIN_1, f"{WITKOFF}:3", "the byte 0xe0 is not UTF-8", "UTF-8"),
    (WITKOFF, folder, f"{WITKOFF}:1", "cannot be read", "the file itself"),
    (WITKOFF, pipe, f"{WITKOFF}:1", "cannot be read", "the file itself"),
    (WITKOFF, "---\ntitle: A\n---\n".encode("utf-16"), f"{WITKOFF}:1", "is not UTF-8", "UTF-8"),
    (SOURCES, LATIN_1, f"{SOURCES}:3", "is not UTF-8", "UTF-8"),
    (SOURCES, link_to_nowhere, f"{SOURCES}:1", "No such file", "restore it"),
    ("data/tombstones.yaml", link_to_nowhere, "data/tombstones.yaml:1", "No such file", "restore it"),
    ("data/tombstones.yaml", folder, "data/tombstones.yaml:1", "cannot be read", "the file itself"),
    ("data/addresses.txt", LATIN_1, "data/addresses.txt:3", "is not UTF-8", "UTF-8"),
    ("data/claims.jsonl", folder, "data/claims.jsonl:1", "cannot be read", "the file itself"),
    ("data/claims.jsonl", link_to_nowhere, "data/claims.jsonl:1", "No such file", "restore it"),
    ("docs/stylesheets/text.css", LATIN_1, "docs/stylesheets/text.css:3", "is not UTF-8", "UTF-8"),
    ("docs/javascripts/cards.js", LATIN_1, "docs/javascripts/cards.js:3", "is not UTF-8", "UTF-8"),
    ("docs/assets/images/a.svg", LATIN_1, "docs/assets/images/a.svg:3", "is not UTF-8", "UTF-8"),
    ("docs/assets/images/a.png", b"", "docs/assets/images/a.png:1", "damaged", "restore it"),
    ("docs/assets/fonts/a.woff2", b"OTTO", "docs/assets/fonts/a.woff2:1", "damaged", "restore it"),
    ("overrides/main.html", LATIN_1, "overrides/main.html:3", "is not UTF-8", "UTF-8"),
    ("overrides/main.html", folder, "overrides/main.html:1", "cannot be read", "the file itself"),
    ("overrides/main.html", b"a\n{% if %}", "overrides/main.html:2", "Expected an expression", "correct it"),
    ("overrides/main.html", b'a\n{% include "partials/rai.html" %}', "overrides/main.html:2", "no template", "restore"),
    ("overrides/partials/rail.html", gone, "overrides/partials/rail.html:1", "No such file", "restore it"),
    ("overrides/partials/javascripts/base.html", gone, "overrides/partials/javascripts/base.html:1", "No such", "rest"),
    # Files that would be published unread
    ("docs/glossary/zara.MD", PAGE, "docs/glossary/zara.MD:1", "bypass the checks", "name it"),
    ("docs/glossary/zara.mkd", PAGE, "docs/glossary/zara.mkd:1", "bypass the checks", "name it"),
    ("docs/glossary/x.md~", PAGE, "docs/glossary/x.md~:1", "Nothing reads this file", "remove it"),
    ("docs/glossary/x.md.orig", PAGE, "docs/glossary/x.md.orig:1", "Nothing reads", "remove it"),
    ("docs/glossary/#x.md#", PAGE, "docs/glossary/#x.md#:1", "Nothing reads", "remove it"),
    ("docs/glossary/x.swp", PAGE, "docs/glossary/x.swp:1", "Nothing reads", "remove it"),
    ("docs/Copy of x.md", PAGE, "docs/Copy of x.md:", "cannot be an address", "hyphens"),
    ("docs/javascripts/Copy of x.js", b"", "docs/javascripts/Copy of x.js:1", "Nothing reads", "remove it"),
    ("docs/evil.html", b"<script>", "docs/evil.html:1", "Nothing reads", "remove it"),
    ("docs/javascripts/evil.html", b"<script>", "docs/javascripts/evil.html:1", "Nothing reads", "remove it"),
    ("docs/CNAME", b"example.org", "docs/CNAME:1", "Nothing reads", "remove it"),
    ("docs/Ünder Sub/x.md", PAGE, "docs/Ünder Sub:1", "cannot be part of an address", "lower case"),
    ("docs/javascripts/x.js", link_out, "docs/javascripts/x.js:1", "A link stands in for a file", "the file itself"),
    ("docs/javascripts/x.js", pipe, "docs/javascripts/x.js:1", "This is no file", "remove it"),
    (f"docs/glossary/{'a' * 247}.md", PAGE, "aaa.md:1", "has 250 characters", "shorter"),
    ("data/outlet.yaml", b"[]", "data/outlet.yaml:1", "Nothing reads this file", "correct its name"),
    ("data/outlets.yaml.orig", b"[]", "data/outlets.yaml.orig:1", "Nothing reads this file", "correct its name"),
    # Pages over one another
    ("docs/timeline/kind/talks.md", PAGE.replace(b"---\n", b"---\nonly: {kind: talks}\ncrosslink: false\n", 1) +
        b"<!-- timeline -->\n", "docs/timeline/kind/talks.md:1", "The build itself writes", "move"),
    ("docs/timeline.md", PAGE, "docs/timeline.md:1", "has the same address", "rename"),
    # YAML
    (SOURCES, ("title: A report", 'title: "A\\0report"'), f"{SOURCES}:3", "U+0000 NULL", "delete it"),
    (SOURCES, ("title: A report", 'title: "A\\ereport"'), f"{SOURCES}:3", "U+001B ESCAPE", "delete it"),
    (SOURCES, ("title: A report", 'title: "A\\ud800"'), f"{SOURCES}:3", "Unicode character escape", "fix the YAML"),
    (SOURCES, ("title: A report", "title: A\x1breport"), f"{SOURCES}:3", "U+001B ESCAPE", "delete it"),
    (WITKOFF, ("title: Steve", "title: Steve\x00"), f"{WITKOFF}:2", "U+0000 NULL", "delete it"),
    (SOURCES, b"- a: " + b"[" * 1000 + b"]" * 1000, f"{SOURCES}:1", "more than 30 deep", "nest as"),
    (SOURCES, b"- " * 100_000 + b"x", f"{SOURCES}:1", "more than 30 deep", "nest as"),
    (SOURCES, b"- a: &a [x,x]\n- b: &b [*a,*a]\n- c: [*b,*b]\n", f"{SOURCES}:1", "anchors (&)", "write the value out"),
    (WITKOFF, ("aliases: [Witkoff]", "aliases: &x [Witkoff]"), f"{WITKOFF}:5", "anchors (&)", "write the value out"),
    # What is gone as a whole, and everything rests on it
    ("docs/index.md", ("as_of: 2026-06-15\n", ""), "docs/index.md:2", "does not say “as_of”", "add “as_of:”"),
    ("docs/index.md", ("published: 2025-03-15\n", ""), "docs/index.md:2", "does not say “published”", "add"),
    (SOURCES, gone, "docs/", f"The register {SOURCES} is not there", f"restore {SOURCES}"),
    (SOURCES, b"[]", f"{SOURCES}:1", "holds no records", "restore them"),
    ("data/outlets.yaml", gone, f"{SOURCES}:1", "data/outlets.yaml is not there", "restore data/outlets.yaml"),
    ("data/outlets.yaml", b"[]", "data/outlets.yaml:1", "holds no records", "restore them"),
    ("data/quotations.yaml", gone, "docs/", "data/quotations.yaml is not there", "restore data/quotations.yaml"),
    ("data/quotations.yaml", b"[]", "data/quotations.yaml:1", "holds no records", "restore them"),
    ("data/unknowns.yaml", gone, "docs/", "data/unknowns.yaml is not there", "restore data/unknowns.yaml"),
    *((f"docs/{page}", gone, f"docs/{page}:1", "The page is not there", "restore it")
      for page in ("index.md", "sources.md", "unknowns.md", "corrections.md", "quotations.md", "glossary/index.md",
                   "positions/index.md", "timeline/index.md")),
    # Settings
    *((SETTINGS, (f"  - {name}\n", ""), f"{SETTINGS}:", f"extension {name} is not named", f"restore “- {name}”")
      for name in ("attr_list", "md_in_html", "explainer.blocks", "explainer.citations", "explainer.markup")),
    *((SETTINGS, (f"  - scripts/explainer/{name}.py\n", ""), f"{SETTINGS}:", f"{name}.py is not named", "restore")
      for name in ("hooks", "publish", "present")),
    (SETTINGS, ("\nplugins: []", "\ndocs_dir: data\nplugins: []"), f"{SETTINGS}:", "from docs/ alone", "docs_dir out"),
    (SETTINGS, ("  custom_dir: overrides", ""), f"{SETTINGS}:", "templates are used instead", "custom_dir: overrides"),
    (SETTINGS, ("plugins: []", "plugins: [search]"), f"{SETTINGS}:", "search” would run", "plugins: []"),
    (SETTINGS, ("plugins: []", ""), f"{SETTINGS}:1", "search” would run", "plugins: []"),
    (SETTINGS, ("  font: false", "  #"), f"{SETTINGS}:1", "fetch its faces from elsewhere", "font: false"),
    (SETTINGS, ("path: javascripts/copy.js", "path: https://example.org/x.js"), f"{SETTINGS}:", "elsewhere", "docs/"),
    (SETTINGS, ("path: javascripts/copy.js", "path: //[::1/x.js"), f"{SETTINGS}:", "elsewhere", "docs/"),
    (SETTINGS, ("path: javascripts/copy.js", "path: javascripts/nope.js"), f"{SETTINGS}:", "no file docs/", "restore"),
    (SETTINGS, ("- stylesheets/text.css", "- stylesheets/nope.css"), f"{SETTINGS}:", "no file docs/", "restore"),
    (SETTINGS, ("page: sources.md", "page: nope.md"), "docs/nope.md:1", "in mkdocs.yml names it", "restore"),
    (SETTINGS, ("{title: Sources, page", "{page"), f"{SETTINGS}:", "no list of pages", "a title and a page"),
    (SETTINGS, ("\nnot_in_nav", "\nnav: [nope.md]\nnot_in_nav"), "docs/nope.md:1", "in mkdocs.yml names it", "restore"),
    (SETTINGS, ("  generator: false", "  analytics: {provider: google}"), f"{SETTINGS}:", "“analytics”", "take it out"),
    # Style sheets
    *(("docs/stylesheets/text.css", sheet, f"docs/stylesheets/text.css:{line}", reason, fix)
      for sheet, line, reason, fix in (
          (b"a {\n  color: red;\n\nb { color: red }\n", 1, "“{” is not closed", "close it"),
          (b"a { color: red }\n}\n", 2, "“}” closes what is not open", "balance"),
          (b"a { color: red }\n/* never closed", 2, "“/*” is not closed", "close it"),
          (b"a { content: 'x\n}\n", 1, "“'” is not closed", "close it"),
          (b"a { b: c }\n\na { color red; }\n", 3, "cannot be read", "correct the rule"),
          (b"@media print {\n a { color red; } }\n", 2, "cannot be read", "correct the rule"),
          (b"@import 'x.css';", 1, "@import has no effect", "extra_css"),
          (b"a { b: url(https://example.org/a) }", 1, "fetched from elsewhere", "docs/assets/"),
          (b'a { b: url("../assets/fonts/gone.woff2") }', 1, "There is no file", "restore it"))),
]
# fmt: on


@pytest.mark.parametrize(("name", "put", "where", "reason", "fix"), CASES)
def test_a_fault_is_one_message(project: Path, name: str, put: Put, where: str, reason: str, fix: str) -> None:
    with broken(project, name, put):
        said = faults(project)
    assert len(said) == 1, said
    assert where in said[0]
    assert reason in said[0]
    assert fix in said[0].partition("Fix: ")[2]


@pytest.mark.parametrize("name", [".#steve-witkoff.md", ".steve-witkoff.md.swp", ".DS_Store"])
def test_what_editors_hide_is_left_out(project: Path, name: str) -> None:
    """An editor keeps such files there while a page is being written, so they stop nothing."""
    with broken(project, f"docs/glossary/{name}", link_to_nowhere):
        assert faults(project) == []


def test_faults_of_every_kind_are_told_together(project: Path) -> None:
    with (
        broken(project, "docs/evil.html", b"<script>"),
        broken(project, "docs/stylesheets/text.css", b"a {"),
        broken(project, SETTINGS, ("page: sources.md", "page: nope.md")),
        broken(project, "overrides/partials/rail.html", gone),
        broken(project, WITKOFF, ("kind: person", "kind: persn")),
    ):
        said = faults(project)
    assert [message.partition(":")[0] for message in said] == sorted(
        ["docs/evil.html", "docs/stylesheets/text.css", "docs/nope.md", "overrides/partials/rail.html", WITKOFF]
    )


# Gives up what root may do beyond others (capset(2)), so that modes of files hold for root too.
ORDINARY = """
import ctypes, sys
from pathlib import Path
assert ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()) == 0
from test_system_faults import faults
print("\\n".join(faults(Path(sys.argv[1]))))
"""


def test_what_may_not_be_read_is_named(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project")
    locked = [
        "data/outlets.yaml",
        "docs/javascripts/cards.js",
        "docs/quotations.md",
        "docs/positions",
        "overrides/main.html",
    ]
    for name in locked:
        (project / name).chmod(0)
    done = python(project, "-c", ORDINARY, str(project))
    for name in locked:
        (project / name).chmod(0o755)
    said = done.stdout.splitlines()
    assert sorted(line.partition(":")[0] for line in said) == sorted(locked), done.stderr
    assert all("Permission denied" in line and "the right to read" in line for line in said)


# What an address may be, and what is said of others.
# fmt: off
ADDRESSES = [
    ("http://127.0.0.1:8000/", ""),
    ("https://example.org", ""),
    ("https://example.org/", ""),
    ("https://EXAMPLE.org:8443/a/b-c_d.e~f/", ""),
    ("https://example.org/a%20b", ""),
    ("http://[::1]:8000/sub/", ""),
    ("http://localhost/", ""),
    ("https://xn--e1afmkfd.xn--p1ai/", ""),
    ("", "is empty"),
    ("example.org/a/", "does not begin with http"),
    ("//example.org/a/", "does not begin with http"),
    ("ftp://example.org/", "does not begin with http"),
    ("javascript:alert(1)", "does not begin with http"),
    ("https:///a/", "has no host"),
    ("https://example.org/?a=b", "has a query"),
    ("https://example.org/?", "has a query"),
    ("https://example.org/#a", "has a fragment"),
    ("https://me:secret@example.org/", "holds a name or a password"),
    ("https://me@example.org/", "holds a name or a password"),
    ("https://example.org:99999/", "a port that is none"),
    ("https://example.org:port/", "a port that is none"),
    ("https://example.org:/", "a port that is none"),
    ("https://[::g]/", "a port that is none"),
    ("https://-example.org/", "a host that is none"),
    ("https://exa mple.org/", "a host that is none"),
    ("https://пример.рф/", "a host that is none"),
    ('https://example.org/"><script>', "what no address can"),
    ("https://example.org/a b/", "what no address can"),
    ("https://example.org//a/", "what no address can"),
    ("https://example.org/\n", "what no address can"),
]
# fmt: on


@pytest.mark.parametrize(("address", "wrong"), ADDRESSES)
def test_the_address_of_the_site(address: str, wrong: str) -> None:
    said = wrong_address(address)
    assert wrong in said
    assert bool(said) == bool(wrong)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("SITE_URL", "", "The site's address is empty"),
        ("SITE_URL", "https://me:secret@example.org/", "password"),
        ("SOURCE_DATE_EPOCH", "yesterday", "SOURCE_DATE_EPOCH is no number"),
    ],
)
def test_the_environment_is_checked(
    project: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, reason: str
) -> None:
    monkeypatch.setenv(name, value)
    said = faults(project)
    assert len(said) == 1
    assert reason in said[0]
    assert "secret" not in said[0]


def test_our_templates_are_listed() -> None:
    there = {file.relative_to(ROOT / "overrides").as_posix() for file in (ROOT / "overrides").rglob("*.html")}
    assert there == set(templates.OURS)


def test_one_cause_is_told_once_with_its_places() -> None:
    few, many = (
        [Problem(f"docs/{n}.md", n, reason, "fix it.") for n in range(10, 10 + number)]
        for reason, number in (("Two.", 2), ("Forty.", 40))
    )
    said = grouped([*many, *few, few[0]])
    assert said[1:] == ["docs/10.md:10: Two. Fix: fix it.", "docs/11.md:11: Two. Fix: fix it."]
    assert said[0].startswith("docs/10.md:10: Forty. Fix: fix it. The same at docs/11.md:11, docs/12.md:12, ")
    assert said[0].endswith(", docs/40.md:40 and 9 more places.")


def test_a_cell_is_no_formula_and_can_be_taken_back() -> None:
    words = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "'tis", "＝1", "words", 'a "b", =c', ""]
    text = tables._table(["=head"], [{"=head": word} for word in words])
    rows = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert not [cell for (cell,) in rows if cell[:1] in set("=+-@\t\r＝")]
    assert [cell.removeprefix("'") for (cell,) in rows] == words
    assert all(line.startswith('"') for line in text.replace("\r=", "").split("\r\n") if line)


@pytest.mark.parametrize(
    "damage", [lambda whole: b"", lambda whole: whole[:-20], lambda whole: whole[:99] + b"x" + whole[100:]]
)
def test_a_damaged_picture_in_the_cache_is_drawn_again(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    words = drawing.Words("Talks", "Event", "11 March 2025", "Thirty Days")
    whole = preview_pictures._kept(tmp_path, words)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(damage(whole))
    assert preview_pictures._kept(tmp_path, words) == whole == kept.read_bytes()


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "addresses.txt"
    file.write_text("kept\n")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))  # as a disk that is full
    try:
        with pytest.raises(OSError, match="File too large"):
            writing.write_whole(file, "x" * 2000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [path.name for path in tmp_path.iterdir()] == ["addresses.txt"]
    assert file.read_text() == "kept\n"


@pytest.mark.parametrize(
    "text",
    ["x;id", "2026-11-22;id", "$(id)", "2026-11-22\n", "20261122", "2026-W01-1", "２０２６-11-22", "2026-02-30", "-"],
)
def test_a_day_is_a_day_and_nothing_else(text: str) -> None:
    with pytest.raises(ContentError, match="DATE is no day"):
        freeze.day(text)


def python(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python as make does, with the project's own scripts."""
    settings = {
        "PYTHONPATH": f"{project / 'scripts'}{os.pathsep}{ROOT / 'tests'}",
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "SOURCE_DATE_EPOCH": "1763769600",
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=project,
        env=os.environ | settings | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("date", ["x;touch pwned", "$(touch pwned)", "$(shell touch pwned)", "`touch pwned`"])
@pytest.mark.parametrize("by", ["environment", "argument"])
def test_make_runs_nothing_that_a_tag_says(tmp_path: Path, date: str, by: str) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    ready = tmp_path / ".venv/site.ready"
    ready.parent.mkdir()
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/site.txt").touch()
    ready.touch()
    (tmp_path / ".venv/bin").mkdir()
    (tmp_path / ".venv/bin/python").write_text('#!/bin/sh\nprintf %s "$DATE" > seen\n')
    (tmp_path / ".venv/bin/python").chmod(0o755)
    given = [f"DATE={date}"] if by == "argument" else []
    environment = os.environ | ({"DATE": date} if by == "environment" else {})
    done = subprocess.run(["make", "freeze", *given], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "seen").read_text() == date
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize("command", ["balance", "coverage", "counts", "freeze", "permalinks", "versions", "building"])
def test_our_commands_end_with_a_message(project: Path, command: str) -> None:
    with broken(project, WITKOFF, ("kind: person", "kind: persn")):
        done = python(project, "-m", f"explainer.{command}", *(["site"] if command == "versions" else []))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    said = "Not frozen: git says: not a git repository" if command == "freeze" else f"{WITKOFF}:3: “kind”"
    assert said in done.stderr


def test_a_mistake_of_ours_keeps_its_traceback() -> None:
    def mistaken() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        commands.run(mistaken)


# What a build says of itself that only a whole one shows.


def fault(project: Path, program: str = "", **environment: str) -> list[str]:
    """The errors of `make build`, run after a program in the same process; it fails, and without a traceback."""
    run = "from explainer import building, commands; commands.run(building.main)"
    done = python(project, "-c", f"{program}\n{run}", **environment)
    assert done.returncode in {1, commands.INTERRUPTED}
    assert "Traceback" not in done.stderr
    assert not (project / building.PART).exists()
    return done.stderr.splitlines()


# Gives up root's privileges; a disk that is full after so many bytes of any file; an interrupt in the second build.
AS_ORDINARY = ORDINARY.partition("from test_system_faults")[0]
FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))"
IN_SECOND = """
from explainer import folder
def carry(*arguments):
    {}
    return real(*arguments)
real, folder.carry = folder.carry, carry
"""
# A shell has what it runs in the background ignore interrupts; Python's own handler undoes that.
INTERRUPT = IN_SECOND.format(
    "import os, signal; signal.signal(signal.SIGINT, signal.default_int_handler); os.kill(os.getpid(), signal.SIGINT)"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, built as `make build` builds it: while it waits for another build it says so, and it removes what
    one that was killed has left.
    """
    project = write_project(tmp_path_factory.mktemp("built") / "project")
    (project / building.PART).mkdir()
    (project / building.PART / "left").touch()
    lock = project / building.LOCK
    lock.parent.mkdir()
    with lock.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        environment = os.environ | {"PYTHONPATH": str(project / "scripts"), "SOURCE_DATE_EPOCH": "1763769600"}
        waiting = subprocess.Popen(
            [sys.executable, "-m", "explainer.building"],
            cwd=project,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert waiting.stderr
        assert waiting.stderr.readline() == "Another build runs in this folder: waiting for its end.\n"
        assert not (project / building.SITE).exists()
    assert waiting.wait() == 0, waiting.stderr.read()  # whole build
    waiting.stderr.close()
    assert not (project / building.PART).exists()
    return project


def tree(site: Path) -> dict[str, tuple[int, str]]:
    """The mode and the hash of every file and folder."""
    return {
        path.relative_to(site).as_posix(): (
            path.stat().st_mode & 0o777,
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
        )
        for path in [site, *site.rglob("*")]
    }


def test_any_machine_gives_the_same_bytes_and_asks_nobody(built: Path, tmp_path: Path) -> None:
    """Another path, time zone, locale, hash seed, umask, age of files, pictures from the cache, no git; a try to
    open a connection would be noted.
    """
    project = write_project(tmp_path / "Ünder a path with spaces")
    for file in project.rglob("*"):
        os.utime(file, (86400, 86400))
    shutil.copytree(built / preview_pictures.CACHE, project / preview_pictures.CACHE)
    asked = tmp_path / "asked"
    (tmp_path / "noting").mkdir()
    (tmp_path / "noting/sitecustomize.py").write_text(
        "import sys\n"
        "NETWORK = {'socket.connect', 'socket.getaddrinfo', 'socket.gethostbyname', 'socket.sendto', 'socket.bind'}\n"
        "def note(event, arguments):\n"
        "    if event in NETWORK:\n"
        f"        open({str(asked)!r}, 'a').write(event + '\\n')\n"
        "sys.addaudithook(note)\n"
    )
    empty = tmp_path / "bin"
    empty.mkdir()
    settings = {
        "PYTHONPATH": f"{tmp_path / 'noting'}{os.pathsep}{project / 'scripts'}",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "12345",
        "PATH": str(empty),
    }
    control = "import socket\ntry: socket.create_connection(('127.0.0.1', 9), 1)\nexcept OSError: pass"
    python(project, "-c", control, **settings)
    assert asked.read_text(), "the note of connections does not work"
    asked.unlink()
    umask = os.umask(0o077)
    try:
        done = python(project, "-m", "explainer.building", **settings)  # whole build
    finally:
        os.umask(umask)
    assert done.returncode == 0, done.stderr
    assert not asked.exists()
    assert tree(project / building.SITE) == tree(built / building.SITE)


def test_everybody_may_read_what_is_published(built: Path) -> None:
    for name, (mode, _) in tree(built / building.SITE).items():
        assert mode == (0o755 if (built / building.SITE / name).is_dir() else 0o644), name


# What happens to a build, and words of what it says.
# fmt: off
STOPPED = [
    ("interrupt in the second build", INTERRUPT, None, "Interrupted: nothing was replaced."),  # whole build
    ("disk full", FULL.format(20_000), None, "File too large."),
    ("disk full in the second build", IN_SECOND.format(FULL.format(20_000)), None, "File too large."),  # whole build
    ("checkout not writable", AS_ORDINARY, None, "Permission denied. Fix: give the user who builds the right"),
    ("cache in the way", "", (".cache", b""), ".cache:1: The file cannot be read or written: File exists."),
    ("hook gone", "", ("scripts/explainer/hooks.py", gone), "scripts/explainer/hooks.py' isn't an existing file"),
    ("face gone", "", ("scripts/explainer/exports/fonts/title.ttf", gone), "fonts/title.ttf:1:"),
    ("layout gone", "", ("scripts/explainer/exports/citing/layout/embed.css", gone), "embed.css:1:"),
    ("page over an export", "", ("docs/cite/unknowns.md", PAGE),
        "docs/cite/unknowns.md:1: An export is published at “cite/unknowns/index.html” too."),
    ("page left out by the builder", "", ("docs/templates/x.md", PAGE), "docs/templates/x.md:1: The builder leaves"),
    ("template that asks for what is not there", "", ("overrides/partials/rail.html", b"a\n{{ nothing.at.all }}\n"),
        "overrides/partials/rail.html:2: 'nothing' is undefined."),
    ("address without its scheme", "import os; os.environ['SITE_URL'] = 'example.org'", None, "scheme"),
]
# fmt: on


@pytest.mark.parametrize(("program", "put", "words"), [case[1:] for case in STOPPED], ids=[case[0] for case in STOPPED])
def test_a_build_that_stops_says_why_and_leaves_the_last_site(
    built: Path, program: str, put: tuple[str, Put] | None, words: str
) -> None:
    before = tree(built / building.SITE)
    if program == AS_ORDINARY:
        building.remove(built / ".cache")
        built.chmod(0o555)
    try:
        if put:
            with broken(built, *put):
                said = fault(built, program)
        else:
            said = fault(built, program)
    finally:
        built.chmod(0o755)
    assert [line for line in said if words in line], said
    assert tree(built / building.SITE) == before


@pytest.mark.parametrize("exchanged", [True, False])
def test_a_folder_takes_the_place_of_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchanged: bool) -> None:
    if not exchanged:
        monkeypatch.setattr(building, "_exchanged", lambda one, other: False)
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    building.replace(tmp_path / "new", tmp_path / "old")
    assert [file.name for file in (tmp_path / "old").iterdir()] == ["new"]
    if not exchanged:
        assert [path.name for path in tmp_path.iterdir()] == ["old"]
        with pytest.raises(FileNotFoundError):
            building.replace(tmp_path / "gone", tmp_path / "old")
        assert [file.name for file in (tmp_path / "old").iterdir()] == ["new"]
