"""Folders as archives: the same files give the same bytes, and a checksum tells whether they are the same."""

from __future__ import annotations

import datetime
import hashlib
import os
import time
import zipfile
from pathlib import Path

# What a zip can say: not before 1980 (APPNOTE.TXT 4.4.6, https://pkware.com/appnote).
EARLIEST = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
# A file that its owner may write and all may read.
MODE = 0o100644


def moment() -> datetime.datetime:
    """The time that built files bear: the last commit's, which the Makefile gives, else now.

    See https://reproducible-builds.org/specs/source-date-epoch/.
    """
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


def files(folder: Path) -> list[str]:
    """The paths of all files in a folder, in the order of their letters."""
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def pack(folder: Path, archive: Path, inside: str, when: datetime.datetime) -> None:
    """Write a zip of a folder, in which all files lie in the folder `inside` and bear one time."""
    stamp = max(when, EARLIEST).timetuple()[:6]
    with zipfile.ZipFile(archive, "w") as packed:
        for path in files(folder):
            member = zipfile.ZipInfo(f"{inside}/{path}", stamp)
            member.create_system, member.external_attr = 3, MODE << 16  # as Unix writes them, wherever this runs
            member.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(member, (folder / path).read_bytes(), compresslevel=9)


def checksum(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal figures."""
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def checksums(folder: Path, paths: list[str]) -> str:
    """A line for each file, as `sha256sum` writes and checks them."""
    return "".join(f"{checksum(folder / path)}  {path}\n" for path in paths)
