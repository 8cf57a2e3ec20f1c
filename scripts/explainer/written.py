"""What is wrong with a text as it was typed, before anything is read from it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from . import characters, lookalikes, merges
from .problems import ContentError, Problem
from .reading import read_text

# Files that are published as they stand, besides pages and registers: in which folder, with which endings. What a merge
# has left in the locks, `lockfile` says.
AS_THEY_STAND = {
    "docs": {".css", ".html", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml"},
    "overrides": {".css", ".html", ".js", ".svg", ".xml"},
}


def faults(texts: Mapping[str, str]) -> list[Problem]:
    """The faults of pages and registers, given as texts by file."""
    found = list(lookalikes.faults(texts))
    for file, text in texts.items():
        found += merges.marks(file, text, merges.IN_TEXT)
        found += characters.faults(file, text)
    return found


def faults_beside(root: Path) -> list[Problem]:
    """Marks of a merge in style sheets, scripts and templates."""
    found: list[Problem] = []
    for folder, endings in AS_THEY_STAND.items():
        for within, _, names in os.walk(root / folder):
            for file in (Path(within, name) for name in names if Path(name).suffix in endings):
                name = file.relative_to(root).as_posix()
                try:
                    found += merges.marks(name, read_text(file, name), merges.IN_CODE)
                except ContentError as error:
                    found += error.problems
    return found


def alone(miswritten: list[Problem], others: list[Problem]) -> list[Problem]:
    """All problems, but of a file that is wrong as it was typed no others: these follow from it."""
    files = {problem.file for problem in miswritten}
    return [*miswritten, *(problem for problem in others if problem.file not in files)]
