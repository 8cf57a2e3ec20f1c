"""Build the site with each builder and print what they make of it: make builders.

Ends with a fault if a gate builds nothing or ProperDocs makes another site than MkDocs; Zensical is only reported.
"""

from __future__ import annotations

import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from .building import CANARY, GATES, BuildError, build
from .reading import Found, differences, read

ROW = "{:<18} {:>6} {:>6} {:>10} {:>10} {:>12} {:>8}"
SHOWN = 20


def main() -> int:
    """Print the table, then the first differences; the exit code."""
    print(ROW.format("builder", "pages", "links", "backlinks", "citations", "differences", "seconds"), flush=True)
    reference: dict[str, Found] = {}
    notes: list[str] = []
    failed = False
    for builder in (*GATES, CANARY):
        name = f"{builder} {version(builder)}"
        began = time.monotonic()
        try:
            pages = _built(builder)
        except BuildError as error:
            notes += [f"{name} built nothing:", str(error)]
            if builder in GATES:
                failed = True
                break
            continue
        seconds = f"{time.monotonic() - began:.0f}"
        reference = reference or pages
        changes = list(differences(reference, pages))
        failed |= builder in GATES and bool(changes)
        print(ROW.format(name, len(pages), *_totals(pages), len(changes), seconds), flush=True)
        notes += [f"{name}: {change}" for change in changes[:SHOWN]]
        if len(changes) > SHOWN:
            notes.append(f"{name}: and {len(changes) - SHOWN} more")
    print("\n".join(notes), end="\n" if notes else "")
    return int(failed)


def _built(builder: str) -> dict[str, Found]:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build(builder, Path.cwd(), site)
        return read(site, Path.cwd())


def _totals(pages: dict[str, Found]) -> tuple[int, int, int]:
    found = pages.values()
    return sum(len(p.links) for p in found), sum(len(p.backlinks) for p in found), sum(len(p.citations) for p in found)


if __name__ == "__main__":
    sys.exit(main())
