"""`make figures`: what the built site costs its readers and whether it is sound, worst page first."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from . import typed, validity
from .served import pages, served, size
from .visits import SETTINGS, Visit, visit_all, visited

SHOWN = 10


def main(site: Path) -> None:
    """Print one table for each figure."""
    with served(site) as address:
        visits = visit_all(address, visited(pages(site)), os.environ["CHROMIUM"], SETTINGS)
        taken = typed.milliseconds(address, os.environ["CHROMIUM"])
    messages = [message for message in validity.html(site) if not validity.excepted(message)]
    said: dict[str, int] = {}
    for message in messages:
        said[message.file] = said.get(message.file, 0) + 1
    wide = [visit for visit in visits if (visit.scheme, visit.width) == SETTINGS[-1]]
    print(f"{len(wide)} pages, each visited in {len(SETTINGS)} settings: {_settings()}\n")
    worst("KB that travel for the first view (at most 100)", wide, lambda visit: first_view(site, visit) / 1024)
    worst("of them script (at most 60)", wide, lambda visit: first_view(site, visit, ".js") / 1024)
    worst("layout shift (0)", visits, lambda visit: visit.shift)
    worst("pixels wider than the window (0)", visits, lambda visit: visit.overflow)
    worst("violations found by axe (0)", visits, lambda visit: len(visit.violations))
    worst("blocked by the Content-Security-Policy (0)", visits, lambda visit: len(visit.blocked))
    worst("complaints in the console (0)", visits, lambda visit: len(visit.complaints))
    worst("requests to other origins (0)", visits, lambda visit: len(visit.foreign))
    worst("kept in storage or as cookies (0)", visits, lambda visit: len(visit.stored))
    worst("milliseconds from a key to its results (at most 100)", taken, lambda key: key[0])
    worst("messages of the Nu HTML checker (0)", said.items(), lambda item: item[1])
    css = validity.css(site / "stylesheets")
    print(f"{len(css):8} messages of the CSS linter (0)")


def _settings() -> str:
    return ", ".join(f"{scheme} at {width} px" for scheme, width in SETTINGS)


def first_view(site: Path, visit: Visit, suffix: str = "") -> int:
    """The bytes of all that a first view asks for, or of one kind of it."""
    asked = (path + "index.html" if path.endswith("/") or not path else path for path in visit.requested)
    return sum(size(site / path) for path in asked if path.endswith(suffix))


def worst(title: str, found: Iterable[Any], figure: Callable[..., float]) -> None:
    """Print the pages with the highest figure, or that there is none above zero."""
    ranked = sorted(((figure(one), one) for one in found), key=lambda pair: pair[0], reverse=True)
    print(f"## {title}")
    above = [pair for pair in ranked if pair[0]]
    for value, one in above[:SHOWN]:
        name = one if isinstance(one, Visit) else next(part for part in one if isinstance(part, str))
        print(f"{value:8.4g} {name}")
    print(f"{'none' if not above else f'{len(above)} above zero, median {ranked[len(ranked) // 2][0]:.4g}'}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
