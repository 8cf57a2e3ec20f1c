"""The list of all exports, and what they give. `scripts/explainer/publish.py` adds it to the site, and the lock of
addresses keeps every path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from . import bibliography, data, feeds, ical, llms
from .citing import citing
from .downloads import downloads
from .edition import Edition, Made
from .preview_pictures import pictures
from .search import search_index

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
    downloads,
    search_index,
)
# Of these, what others ask of the living site alone. Neither the offline copy nor a version frozen at a date has
# it; what an edition does not hold, its pages do not link (apart.py).
LIVING_ONLY: tuple[Export, ...] = (feeds.feeds, llms.llms, citing, pictures)
CARRIED = tuple(one for one in EXPORTS if one not in LIVING_ONLY)

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
