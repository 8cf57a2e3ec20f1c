"""What the site gives to others than its readers' eyes: one module for each format, none of which knows the builder.

An export is a function that takes an `Edition` and gives files: their contents by path in the site. `EXPORTS` lists
them all; `scripts/explainer/publish.py` adds what they give to the site, and the lock of addresses keeps every path.
"""

from __future__ import annotations

from collections.abc import Callable

from .edition import Edition
from .search import search_index

Export = Callable[[Edition], dict[str, str | bytes]]

EXPORTS: tuple[Export, ...] = (search_index,)
# Of these, what others ask of the living site alone. Neither the copy to carry away nor a version frozen at a date has
# it; what an edition does not hold, its pages do not link (apart.py).
LIVING_ONLY: tuple[Export, ...] = ()
CARRIED = tuple(one for one in EXPORTS if one not in LIVING_ONLY)

# The path of every file given in this build.
given: set[str] = set()


def export(edition: Edition, wanted: tuple[Export, ...] = EXPORTS) -> dict[str, str | bytes]:
    """The files of the exports wanted, by path. Raises `ValueError` if two exports give one path."""
    given.clear()
    files: dict[str, str | bytes] = {}
    for one in wanted:
        for path, data in one(edition).items():
            if path in files:
                raise ValueError(f"two exports give {path}")
            files[path] = data
    given.update(files)
    return files
