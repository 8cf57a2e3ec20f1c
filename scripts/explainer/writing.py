"""Writes a file whole or not at all: beside its place first, then under its name."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(file: Path, data: str | bytes) -> None:
    """Put a file in its place, with the folders above it; what was there stays if writing fails. Raises `OSError`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with part.open("wb") as out:
            out.write(data.encode() if isinstance(data, str) else data)
            out.flush()
            os.fsync(out.fileno())  # the name must not be seen on a disk before the bytes
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
