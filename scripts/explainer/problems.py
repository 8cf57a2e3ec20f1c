"""What is wrong with the content, said so that an editor can fix it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

# Under this name MkDocs counts a warning, so that `--strict` stops the build.
log = logging.getLogger("mkdocs.explainer")


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


class FieldError(ValueError):
    """What is wrong with one field of a record in the light of its others; `path` leads to the field."""

    def __init__(self, reason: str, *path: str | int) -> None:
        super().__init__(reason)
        self.path = path


def report(problem: Problem) -> None:
    """Log a fault found while a page is rendered; under `--strict` it stops the build."""
    log.warning("%s", problem)
