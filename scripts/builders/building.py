"""Builds the site from the same sources with each builder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from explainer.content import load

GATES = ("mkdocs", "properdocs")
CANARY = "zensical"
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class BuildError(Exception):
    """A builder made no site; the message is its own."""


def build(builder: str, project: Path, site: Path) -> None:
    """Build the site of `project` into the folder `site`. Raises `BuildError` where the builder gives up."""
    if builder in GATES:
        _run(builder, ["build", "--strict", "--config-file", "mkdocs.yml", "--site-dir", str(site)], project, project)
        return
    # Zensical writes its site and its cache inside the project, and follows no link out of it; so it gets a copy.
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in ("docs", "data", "overrides"):
            shutil.copytree(project / name, copy / name)
        shutil.copy(project / "mkdocs.yml", copy)
        for path, text in load(project).generated.items():  # it runs no hooks, which would add these
            (copy / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
            (copy / "docs" / path).write_text(text, encoding="utf-8")
        # Without --strict: what it finds is reported and stops nobody.
        _run(builder, ["build", "--clean"], copy, project)
        shutil.move(copy / "site", site)


def _run(builder: str, arguments: list[str], folder: Path, project: Path) -> None:
    settings = {"PYTHONPATH": str(project / "scripts"), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", builder, *arguments]
    done = subprocess.run(command, cwd=folder, env=os.environ | settings, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(COLOURS.sub("", done.stdout + done.stderr).strip())
