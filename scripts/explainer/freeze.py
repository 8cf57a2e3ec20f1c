"""The site as it stands, frozen permanently under /v/<date>/: `make freeze` runs this command.

It writes `versions/<date>.zip`, which the workflow keeps as a release, and `versions/<date>.yaml`, the record for
data/versions.yaml.
"""

from __future__ import annotations

import datetime
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from .content import load
from .keeping import MANIFEST
from .packing import checksum, checksums, files, pack
from .versions import VERSIONS
from .wording import format_date

# Where the site is while nobody has said where it lives.
NOWHERE = {None, "127.0.0.1", "localhost"}


class FreezeError(Exception):
    """The site cannot be frozen as asked; the message says why, and what fixes it."""


def freeze(root: Path, date: datetime.date | None) -> str:
    """Freeze the last commit as the version of a day, by default the commit's; the record for the register.

    Raises `FreezeError` where the version would not be what it says, or one is there already.
    """
    committed = datetime.datetime.fromtimestamp(int(_git(root, "log", "-1", "--format=%ct")), datetime.UTC)
    date = date or committed.date()
    commit = _git(root, "rev-parse", "HEAD")
    archive = root / VERSIONS / f"{date}.zip"
    config = load_config(str(root / "mkdocs.yml"), strict=True)
    for wrong, why in (
        (_git(root, "status", "--porcelain"), "There are changes that no commit has. Fix: commit or remove them."),
        (date < committed.date(), f"The last commit is later than {date}. Fix: check out one of that day."),
        (date > datetime.datetime.now(datetime.UTC).date(), f"{date} is yet to come. Fix: name a day that has been."),
        (str(date) in load(root).versions, f"The version of {date} is registered already, and is not made twice."),
        (archive.exists(), f"{archive.relative_to(root)} is there already. Fix: remove it, if it was a trial."),
        (
            urlsplit(config.site_url or "").hostname in NOWHERE,
            "SITE_URL does not say where the living site is. Fix: set it.",
        ),
    ):
        if wrong:
            raise FreezeError(why)
    archive.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        manifest = _frozen(config, Path(temporary), date, commit)
        pack(Path(temporary), archive, str(date), committed)
    record = f'- date: {date}\n  commit: "{commit}"\n  sha256: "{manifest}"\n'
    archive.with_suffix(".yaml").write_text(record, encoding="utf-8")
    return record


def _frozen(config: MkDocsConfig, folder: Path, date: datetime.date, commit: str) -> str:
    """Build the version into a folder; the checksum of its manifest."""
    config.site_dir = str(folder)
    config.extra["frozen"] = {"date": format_date(date), "commit": commit}
    config.plugins.on_startup(command="build", dirty=False)  # as the command does: a version is for readers
    build(config)
    (folder / MANIFEST).write_text(checksums(folder, files(folder)), encoding="utf-8")
    return checksum(folder / MANIFEST)


def _git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True).stdout.strip()


def main(arguments: list[str]) -> None:
    """Freeze, and print the record and what to do with it."""
    try:
        date = datetime.date.fromisoformat(arguments[0]) if arguments else None
        record = freeze(Path.cwd(), date)
    except (FreezeError, ValueError) as error:
        sys.exit(f"Not frozen: {error}")
    print(f"Once the release is there, add this to data/versions.yaml and run `make addresses`:\n\n{record}", end="")


if __name__ == "__main__":
    main(sys.argv[1:])
