"""What the site gives to others than its readers' eyes: one module for each format, none of which knows the builder.

An export is a function that takes an `Edition` and gives files: their contents by path in the site, or what makes the
contents where that takes long. `EXPORTS` lists them all; `scripts/explainer/publish.py` adds what they give to the
site, and the lock of addresses keeps every path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from . import bibliography, data, feeds, ical, llms
from .citing import citing
from .edition import Edition, Made
from .preview_pictures import pictures

File = str | bytes | Made
Export = Callable[[Edition], Mapping[str, File]]

EXPORTS: tuple[Export, ...] = (
    data.data,
    bibliography.bibliography,
    feeds.feeds,
    ical.calendar,
    llms.llms,
    citing,
    pictures,
)
# Of these, what is of use where no server is and nobody subscribes: in the copy to carry away, and in a version frozen
# at a date. What these do not hold, their pages do not link (apart.py).
CARRIED: tuple[Export, ...] = (data.data, bibliography.bibliography, ical.calendar)

# The path of every file given in this build.
given: set[str] = set()


def export(edition: Edition, wanted: tuple[Export, ...] = EXPORTS) -> dict[str, File]:
    """The files of the exports wanted, by path. Raises `ValueError` if two exports give one path."""
    given.clear()
    files: dict[str, File] = {}
    for one in wanted:
        for path, file in one(edition).items():
            if path in files:
                raise ValueError(f"two exports give {path}")
            files[path] = file
    given.update(files)
    return files
