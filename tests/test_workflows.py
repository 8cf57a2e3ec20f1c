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


def test_every_version_is_laid_in_before_the_site_is_handed_over() -> None:
    steps = yaml.safe_load((ROOT / ".github/workflows/deploy.yml").read_text())["jobs"]["build"]["steps"]
    done = [step.get("run") or step["uses"].partition("@")[0] for step in steps]
    order = ["make test", "./.github/actions/site-address", "make build", "make versions"]
    places = [done.index(step) for step in [*order, "actions/upload-pages-artifact"]]
    assert places == sorted(places)
    assert not [step for step in steps if "continue-on-error" in step or "if" in step]
