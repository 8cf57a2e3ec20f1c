"""Whatever is wrong with the content stops the build, names file and line, and says what fixes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from project import FILES, ROOT, build, faults, rendered, told, write_project

CASES = yaml.safe_load((ROOT / "tests/data/bad_input.yaml").read_text(encoding="utf-8"))
TALKS = "docs/timeline/2025-03-11-talks.md"
FOUND_BY = {"checks": faults, "rendering": rendered}
EDITS = [
    pytest.param(FOUND_BY[name], file, case, id=case["fault"])
    for name, files in CASES.items()
    for file, cases in files.items()
    for case in cases
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site; each test breaks one file and restores it."""
    return write_project(tmp_path_factory.mktemp("a folder with spaces"))


def test_the_small_site_is_sound(project: Path) -> None:
    assert faults(project) == []
    assert rendered(project) == []


@pytest.mark.parametrize(("find", "file", "case"), EDITS)
def test_bad_input_is_named(project: Path, find: Callable[[Path], list[str]], file: str, case: dict[str, Any]) -> None:
    said = told(project, file, case.get("old", FILES[file]), case["new"], find)
    where = case.get("at") or f"{file}:{case['line']}"
    named = [message for message in said if where in message and case["says"].casefold() in message.casefold()]
    assert named, said
    assert case["fix"] in named[0]


@pytest.mark.parametrize("name", ["sources", "quotations", "unknowns", "changes"])
def test_a_register_that_is_gone_is_named(project: Path, name: str) -> None:
    file = f"data/{name}.yaml"
    (project / file).unlink()
    try:
        said = faults(project)
    finally:
        (project / file).write_text(FILES[file], encoding="utf-8")
    assert [message for message in said if f"The register {file} is not there. Fix: restore {file}" in message]


ENTRY = "---\ntitle: Another\nkind: term\nsummary: Another.\n---\nAnother.[^alpha-2025]\n"
WEATHER = "---\ntitle: A\nsummary: What the weather was on the days of the talks in Jeddah.\n---\nIt rained.\n"

# fmt: off
# What finds a file that is added; its name and contents; the line named; words of the reason; words of the fix.
ADDED = [
    (rendered, "docs/notes/index.md", WEATHER.encode(), ":5", "uncited", "cite a"),
    (rendered, "docs/notes.markdown", b"It rained.\n", ":1", "bypass the checks", "name it"),
    (faults, "docs/glossary/odd.md", b"---\ntitle: \xff\xfe\n---\n", ":2", "cannot be read", "UTF-8"),
    (faults, "docs/glossary/Bad Name.md", ENTRY.encode(), ":1", "cannot be an address", "hyphens"),
    (faults, "docs/glossary/russia.md", ENTRY.encode(), ":1", "has the same name", "another name"),
]
# fmt: on


@pytest.mark.parametrize(("find", "file", "data", "line", "reason", "fix"), ADDED, ids=[case[1] for case in ADDED])
def test_a_bad_file_is_named(
    project: Path, find: Callable[[Path], list[str]], file: str, data: bytes, line: str, reason: str, fix: str
) -> None:
    added = project / file
    added.parent.mkdir(exist_ok=True)
    added.write_bytes(data)
    try:
        said = find(project)
    finally:
        added.unlink()
    message = next(text for text in said if reason in text)
    # Of two files with one name, either may be the one that is named first.
    assert file + line in message or f"{file} has the same name" in message
    assert fix in message


def test_the_small_site_builds(project: Path, tmp_path: Path) -> None:
    result = build(project, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [("date: 2025-03-11\n", "", "“date” is missing"), ("held.[^alpha-2025]", "held.", "uncited")],
    ids=["by the checks", "by rendering"],
)
def test_what_is_named_stops_the_build(project: Path, tmp_path: Path, old: str, new: str, reason: str) -> None:
    """The command says what the functions above say, fails, and shows no traceback."""
    result = told(project, TALKS, old, new, lambda broken: built(broken, tmp_path / "site", reason))
    assert len(result) == 1, result


def built(project: Path, site: Path, reason: str) -> list[str]:
    """The lines of a failing build that hold the words of a reason."""
    result = build(project, site)
    assert result.returncode != 0
    assert "Traceback" not in result.stderr
    return [line for line in result.stderr.splitlines() if reason in line]
