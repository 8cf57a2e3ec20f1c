"""The files that keep a promise: their lines as they are read, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from .problems import ContentError, Problem
from .reading import read_text

# The one line of both locks before the first `make addresses`. What is left of a lock that was cut never reads so.
NOTHING_YET = "# Nothing is published yet."
# <<<<<<< HEAD   what git leaves where it could not merge; a lock is a set of lines, so both sides are kept
MERGE_MARK = re.compile(r"(<{7}|\|{7}|={7}|>{7})( .*)?")
RUN = "run `make addresses`, and commit both locks"


def restore(file: str, commit: str = "HEAD") -> str:
    """How to get a damaged lock back; `make addresses` cannot know what is missing."""
    how = f"`git checkout {commit} -- {file}`; after a merge, keep the lines of both sides"
    return f"restore it from the last commit that has it whole ({how})."


def listed(names: Sequence[str]) -> str:
    """The first few names and how many more there are: one cause may concern thousands."""
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(f"“{name}”" for name in names[:3]) + more


def entries(root: Path, file: str) -> list[tuple[int, str]]:
    """The numbered lines of a lock, without blank ones and marks of a merge.

    Raises `ContentError` if it is missing, empty or no UTF-8 text: then what was promised is not known.
    """
    if not (root / file).exists():
        raise ContentError([Problem(file, 1, "The lock is missing, and with it every promise.", restore(file))])
    return entries_of(read_text(root / file, file), file)


def entries_of(text: str, file: str) -> list[tuple[int, str]]:
    """The same of a lock's text. Raises `ContentError` if that is empty."""
    lines = [(number, line) for number, line in _numbered(text) if line and not MERGE_MARK.fullmatch(line)]
    if not lines:
        raise ContentError([Problem(file, 1, "The lock is empty, and with it every promise.", restore(file))])
    return [(number, line) for number, line in lines if line != NOTHING_YET]


def _numbered(text: str) -> list[tuple[int, str]]:
    return [(number, line.rstrip()) for number, line in enumerate(text.split("\n"), 1)]


def merge_marks(root: Path, file: str) -> list[Problem]:
    """One fault for the marks of a merge, which the command takes out."""
    marks = [number for number, line in _numbered(read_text(root / file, file)) if MERGE_MARK.fullmatch(line)]
    fix = f"{RUN}: it keeps the lines of both sides."
    return [Problem(file, marks[0], "Marks of a merge are left in the lock.", fix)] if marks else []
