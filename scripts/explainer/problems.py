"""What is wrong with the content, said so that an editor can fix it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

# Under this name MkDocs counts a warning, so that `--strict` stops the build.
log = logging.getLogger("mkdocs.explainer")
# How many faults alike are told in one line, and how many places it names besides the first.
MANY, PLACES = 6, 30


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: where it is, why it is one, and what fixes it."""

    file: str
    line: int
    reason: str
    fix: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason} Fix: {self.fix}"


class ContentError(Exception):
    """The content cannot be published as it stands; `problems` holds every fault found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def grouped(problems: Iterable[Problem]) -> list[str]:
    """The faults as lines to print. Many with one reason and one fix have one cause, and are told in one line."""
    causes: dict[tuple[str, str], list[Problem]] = {}
    for problem in sorted(set(problems)):
        causes.setdefault((problem.reason, problem.fix), []).append(problem)
    return [line for alike in causes.values() for line in (map(str, alike) if len(alike) < MANY else [_line(alike)])]


def _line(alike: list[Problem]) -> str:
    first, *others = alike
    shown = ", ".join(f"{problem.file}:{problem.line}" for problem in others[:PLACES])
    more = f" and {len(others) - PLACES} more places" if len(others) > PLACES else ""
    return f"{first} The same at {shown}{more}."


class FieldError(ValueError):
    """What is wrong with one field of a record in the light of its others; `path` leads to the field."""

    def __init__(self, reason: str, *path: str | int) -> None:
        super().__init__(reason)
        self.path = path


def report(problem: Problem) -> None:
    """Log a fault found while a page is rendered; under `--strict` it stops the build."""
    log.warning("%s", problem)
