"""What the site gives to others than its readers' eyes: one module for each format, none of which knows the builder.

An export is a function that takes an `Edition` and gives files: their contents by path in the site, or what makes the
contents where that takes long. `EXPORTS` lists them all; `scripts/explainer/publish.py` adds what they give to the
site, and the lock of addresses keeps every path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .edition import Edition, Made
from .preview_pictures import pictures

File = str | bytes | Made
Export = Callable[[Edition], Mapping[str, File]]

EXPORTS: tuple[Export, ...] = (pictures,)

# The path of every file given in this build.
given: set[str] = set()


def export(edition: Edition) -> dict[str, File]:
    """All files by path. Raises `ValueError` if two exports give one path."""
    given.clear()
    files: dict[str, File] = {}
    for one in EXPORTS:
        for path, data in one(edition).items():
            if path in files:
                raise ValueError(f"two exports give {path}")
            files[path] = data
    given.update(files)
    return files
