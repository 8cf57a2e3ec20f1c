"""The workflows are what GitHub reads, run only pinned code, and publish nothing before the versions are there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from project import ROOT

FILES = {
    "vendor.github-workflows": sorted((ROOT / ".github/workflows").glob("*.yml")),
    "vendor.github-actions": sorted((ROOT / ".github/actions").glob("*/action.yml")),
}
ALL = [file for files in FILES.values() for file in files]


@pytest.mark.parametrize("schema", FILES)
def test_github_can_read_them(schema: str) -> None:
    files = [str(file) for file in FILES[schema]]
    assert files
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *files]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("file", ALL, ids=lambda file: str(file.relative_to(ROOT)))
def test_whatever_they_use_is_pinned_or_ours(file: Path) -> None:
    for used in re.findall(r"uses: *(\S+)", file.read_text()):
        assert re.search(r"@[0-9a-f]{40}$", used) or (ROOT / used / "action.yml").exists(), used


def commands(workflow: str, job: str) -> list[str]:
    """What a job does, step by step: the commands, and the names of the actions."""
    steps = yaml.safe_load((ROOT / f".github/workflows/{workflow}.yml").read_text())["jobs"][job]["steps"]
    assert not [step for step in steps if "continue-on-error" in step or "if" in step]
    return [step.get("run") or step["uses"].partition("@")[0] for step in steps]


# What must come first, in this order: `make test-all` begins with `make test`.
ORDER = [
    ("checks", "test", ["make test"]),
    (
        "freeze",
        "freeze",
        ["make test-all", "./.github/actions/site-address", 'DATE="${GITHUB_REF_NAME#v-}" make freeze'],
    ),
    (
        "deploy",
        "build",
        [
            "make test-all",
            "./.github/actions/site-address",
            "make build",
            "make versions",
            "actions/upload-pages-artifact",
        ],
    ),
]


@pytest.mark.parametrize(("workflow", "job", "order"), ORDER, ids=[case[0] for case in ORDER])
def test_tests_come_first_and_versions_before_the_site_is_handed_over(
    workflow: str, job: str, order: list[str]
) -> None:
    done = commands(workflow, job)
    places = [done.index(step) for step in order]
    assert places == sorted(places)


def test_the_tests_of_both_commands_are_all_tests() -> None:
    """One leaves out what the other runs, so that none is in neither."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.findall(r"-m pytest(.*)", makefile) == [' -m "not everything"', " -m everything"]
    assert re.search(r"^test-all: test ##", makefile, re.M)
    assert (ROOT / ".ci/run").read_text().endswith("\nmake test test-all\n")
