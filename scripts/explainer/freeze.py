"""The site as it stands, frozen permanently under /v/<date>/: `make freeze` runs this command.

It writes `versions/<date>.zip`, which the workflow keeps as a release, and `versions/<date>.yaml`, the record for
data/versions.yaml.
"""

from __future__ import annotations

import datetime
import os
import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from . import building, commands
from .content import load
from .keeping import MANIFEST
from .packing import checksum, checksums, files, pack
from .problems import ContentError, Problem
from .settings import wrong_address
from .versions import VERSIONS
from .wording import format_date
from .writing import write_whole

# 2026-11-22   in ASCII figures; Python itself reads other forms too
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Where the site is while nobody has said where it lives.
NOWHERE = {None, "127.0.0.1", "localhost"}


def freeze(root: Path, date: datetime.date | None) -> str:
    """Freeze the last commit as the version of a day, by default the commit's; the record for the register.

    Raises `ContentError` where the version would not be what it says, or one is there already.
    """
    committed = datetime.datetime.fromtimestamp(int(_git(root, "log", "-1", "--format=%ct")), datetime.UTC)
    date = date or committed.date()
    commit = _git(root, "rev-parse", "HEAD")
    archive = root / VERSIONS / f"{date}.zip"
    config = load_config(str(root / "mkdocs.yml"), strict=True)
    for wrong, reason, fix in (
        (_git(root, "status", "--porcelain"), "There are changes that no commit has.", "commit or remove them."),
        (date < committed.date(), f"The last commit is later than {date}.", "check out one of that day."),
        (date > datetime.datetime.now(datetime.UTC).date(), f"{date} is yet to come.", "name a day that has been."),
        (
            str(date) in load(root).versions,
            f"The version of {date} is registered already, and is not made twice.",
            "freeze another day.",
        ),
        (archive.exists(), f"{archive.relative_to(root)} is there already.", "remove it, if it was a trial."),
        (
            wrong_address(config.site_url or "") or urlsplit(config.site_url or "").hostname in NOWHERE,
            "SITE_URL does not say where the living site is.",
            "set it.",
        ),
    ):
        if wrong:
            raise _not_frozen(reason, fix)
    with building.alone(root) as part:
        manifest = _frozen(config, part / str(date), date, commit)
        pack(part / str(date), part / archive.name, str(date), committed)
        archive.parent.mkdir(exist_ok=True)
        (part / archive.name).replace(archive)
    record = f'- date: {date}\n  commit: "{commit}"\n  sha256: "{manifest}"\n'
    write_whole(archive.with_suffix(".yaml"), record)
    return record


def _not_frozen(reason: str, fix: str) -> ContentError:
    return ContentError([Problem(VERSIONS, 1, f"Not frozen: {reason}", fix)])


def _frozen(config: MkDocsConfig, folder: Path, date: datetime.date, commit: str) -> str:
    """Build the version into a folder; the checksum of its manifest."""
    config.site_dir = str(folder)
    config.extra["frozen"] = {"date": format_date(date), "commit": commit}
    config.plugins.on_startup(command="build", dirty=False)  # as the command does: a version is for readers
    build(config)
    (folder / MANIFEST).write_text(checksums(folder, files(folder)), encoding="utf-8")
    return checksum(folder / MANIFEST)


def _git(root: Path, *arguments: str) -> str:
    """What git answers. Raises `ContentError` where there is no git, no repository or no commit."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True)
    except FileNotFoundError:
        raise _not_frozen("git is not installed.", "install it.") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.strip().removeprefix("fatal: ").rstrip(".")
        raise _not_frozen(f"git says: {said}.", "freeze in a repository that has a commit.") from None
    return done.stdout.strip()


def day(text: str) -> datetime.date | None:
    """The day that somebody asks for, none by an empty text: it may come from a tag, and so from anybody."""
    if not text:
        return None
    try:
        if not DAY.fullmatch(text):
            raise ValueError
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise _not_frozen(f"DATE is no day: {text!r}.", "write it as in 2026-11-22.") from None


def main() -> None:
    """Freeze, and print the record and what to do with it. The day is in the environment, where no shell reads it."""
    record = freeze(Path.cwd(), day(os.environ.get("DATE", "")))
    print(f"Once the release is there, add this to data/versions.yaml and run `make addresses`:\n\n{record}", end="")


if __name__ == "__main__":
    commands.run(main)
