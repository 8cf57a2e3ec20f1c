"""Which files may lie in docs/, which is published as it is: pages and `ASSETS`; anything else is a fault."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from . import stylesheets
from .failures import refused
from .problems import ContentError, Problem
from .reading import read_text

# The kinds of files by the folder below docs/ in which, or below which, they may lie.
ASSETS = {
    "assets/fonts": (".txt", ".woff2"),
    "assets/images": (".jpg", ".png", ".svg", ".webp"),
    "javascripts": (".js",),
    "stylesheets": (".css",),
}
# What those that are no text begin with, so that one emptied or cut off is found.
BEGINNINGS = {".jpg": b"\xff\xd8\xff", ".png": b"\x89PNG\r\n\x1a\n", ".webp": b"RIFF", ".woff2": b"wOF2"}
# What editors and tools take for Markdown, in any case of letters; only “.md” is read and checked.
MARKDOWN = (".md", ".mdown", ".markdown", ".mkd", ".mkdn")
# A page's name is its address, and begins the names of files made from it: file systems end at 255 bytes.
LONGEST = 100
FOLDER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ASSET = re.compile(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*")


def faults(root: Path) -> list[Problem]:
    """Everything in `root`/docs that would be published unread, or that cannot be read.

    Hidden files are left out, as the builder leaves them out: editors keep theirs there while somebody writes.
    """
    return list(_in_folder(root / "docs", "docs"))


def _in_folder(folder: Path, name: str) -> Iterator[Problem]:
    try:
        with os.scandir(folder) as entries:
            inside = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda e: e.name)
    except OSError as error:
        yield refused(error, name)
        return
    for entry in inside:
        path = f"{name}/{entry.name}"
        if len(entry.name) > LONGEST:
            reason = f"The name has {len(entry.name)} characters, more than {LONGEST}."
            yield Problem(path, 1, reason, "give it a shorter one.")
        elif entry.is_symlink():
            yield Problem(path, 1, "A link stands in for a file.", "put the file itself in its place.")
        elif entry.name.endswith(".md"):
            continue  # content.py reads it, whatever it is
        elif entry.is_dir():
            if not FOLDER.fullmatch(entry.name):
                fix = "name the folder in ASCII, lower case, with hyphens."
                yield Problem(path, 1, f"“{entry.name}” cannot be part of an address.", fix)
            yield from _in_folder(folder / entry.name, path)
        elif entry.is_file():
            yield from _file(folder / entry.name, path)
        else:
            yield Problem(path, 1, "This is no file.", "remove it.")


def _file(file: Path, path: str) -> Iterator[Problem]:
    if file.suffix.lower() in MARKDOWN:
        yield Problem(path, 1, "The page would bypass the checks.", "name it ….md.")
        return
    kinds = next((kinds for folder, kinds in ASSETS.items() if path.startswith(f"docs/{folder}/")), ())
    if file.suffix not in kinds or not ASSET.fullmatch(file.name):
        known = ", ".join(f"{'/'.join(kinds)} in {folder}/" for folder, kinds in ASSETS.items())
        reason = "Nothing reads this file, and it would be published as it is."
        yield Problem(path, 1, reason, f"remove it, or move it out of docs/; besides pages (.md) it holds {known}.")
        return
    try:
        if file.suffix in BEGINNINGS:
            with file.open("rb") as data:
                if not data.read(16).startswith(BEGINNINGS[file.suffix]):
                    yield Problem(path, 1, f"This is no {file.suffix} file, or it is damaged.", "restore it.")
        elif file.suffix == ".css":
            yield from stylesheets.faults(read_text(file, path), path, file.parent)
        else:
            read_text(file, path)
    except ContentError as error:
        yield from error.problems
    except OSError as error:
        yield refused(error, path)
