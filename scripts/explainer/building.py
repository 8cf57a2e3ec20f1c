"""The site in site/, whole at every moment: `make build` runs this command.

Everything is built beside it, in `PART`, and takes its place at the end in one step. What one build leaves when it is
killed, the next one removes.
"""

from __future__ import annotations

import ctypes
import fcntl
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from . import commands, folder

SITE = "site"
PART = ".site-part"
# Held while one of our commands writes below the project; the system lets go of it however the command ends.
LOCK = ".cache/build.lock"
# Of Linux (renameat2(2), linux/fcntl.h): paths from the current folder, and two names that change places at once.
AT_FDCWD, RENAME_EXCHANGE = -100, 2


@contextmanager
def alone(root: Path) -> Iterator[Path]:
    """Wait until no other of our commands writes below `root`; an empty folder to work in, removed at the end."""
    lock, part = root / LOCK, root / PART
    lock.parent.mkdir(exist_ok=True)
    with lock.open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another build runs in this folder: waiting for its end.", file=sys.stderr, flush=True)
            fcntl.flock(held, fcntl.LOCK_EX)
        remove(part)
        part.mkdir()
        try:
            yield part
        finally:
            remove(part)


def replace(new: Path, old: Path) -> None:
    """Put a folder in the place of another, which is removed. Where the system can exchange two names, no moment is
    without either; elsewhere the place is empty between two renamings.
    """
    if not old.exists():
        new.rename(old)
    elif not _exchanged(new, old):
        away = new.with_name(f"{new.name}-old")
        old.rename(away)
        try:
            new.rename(old)
        except OSError:
            away.rename(old)
            raise
        remove(away)


def _exchanged(one: Path, other: Path) -> bool:
    """Let two names change places, if the system can."""
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None)
    names = os.fsencode(one), os.fsencode(other)
    return renameat2 is not None and renameat2(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0


def remove(path: Path) -> None:
    """Remove a file, a link or a folder with all in it, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def main() -> None:
    """Build the site and its offline copy; only when both are there do they replace the last ones."""
    root = Path.cwd()
    with alone(root) as part:
        config = load_config(str(root / "mkdocs.yml"), strict=True, site_dir=str(part / SITE))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        folder.carry(root, part / SITE, part / "copy")
        replace(part / SITE, root / SITE)


if __name__ == "__main__":
    commands.run(main, logging.INFO)
