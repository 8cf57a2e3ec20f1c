"""Every version once published is published again: `make versions` runs this command after `make build`.

Each version in data/versions.yaml is an archive that a release keeps. It is fetched, checked and laid under
/v/<date>/; if one is missing or is not what was registered, nothing is published.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from . import building, commands
from .content import load
from .keeping import MANIFEST, place
from .packing import checksum, checksums, files
from .problems import ContentError, Problem
from .registers import Version

# Where archives lie, below the project's folder; git does not keep them.
VERSIONS = "versions"


class VersionError(Exception):
    """A version is missing, or not what was registered; the message says in what."""


def publish(root: Path, site: Path, part: Path) -> int:
    """Lay every registered version into the built site, each unpacked and checked in `part` first; how many there are.

    Raises `ContentError` with each one that is missing or damaged.
    """
    content = load(root)
    problems = []
    for number, version in enumerate(content.versions.values()):
        try:
            _lay(root, site, part, version)
        except VersionError as error:
            line = content.register_lines["versions"].line_of((number, "date"))
            fix = "restore the archive to its release: a version once published stays."
            problems.append(Problem("data/versions.yaml", line, f"The version of {version.date} {error}.", fix))
    if problems:
        raise ContentError(problems)
    return len(content.versions)


def _lay(root: Path, site: Path, part: Path, version: Version) -> None:
    archive = root / VERSIONS / f"{version.date}.zip"
    if not archive.exists():
        _fetch(root, version)
    try:
        with zipfile.ZipFile(archive) as packed:
            if any(not name.startswith(f"{version.date}/") for name in packed.namelist()):
                raise VersionError("holds files outside its own folder")
            packed.extractall(part / "v")
    except (OSError, zipfile.BadZipFile) as error:
        raise VersionError(f"cannot be unpacked: {error}") from error
    _check(part / place(version), version)
    (site / "v").mkdir(exist_ok=True)
    building.replace(part / place(version), site / place(version))


def _fetch(root: Path, version: Version) -> None:
    """Ask GitHub for the archive; `gh` knows the repository and who asks."""
    what = [f"v-{version.date}", "--pattern", f"{version.date}.zip", "--dir", VERSIONS]
    try:
        subprocess.run(["gh", "release", "download", *what], cwd=root, check=True, stderr=subprocess.PIPE, text=True)
    except subprocess.CalledProcessError as error:
        raise VersionError(f"could not be fetched: {error.stderr.strip()}") from error
    except FileNotFoundError:
        raise VersionError("could not be fetched: GitHub’s program gh is not installed") from None


def _check(folder: Path, version: Version) -> None:
    """Its manifest is the registered one, and the files are those in the manifest, no fewer and no more."""
    manifest = folder / MANIFEST
    if not manifest.exists() or checksum(manifest) != version.sha256:
        raise VersionError(f"has not the {MANIFEST} that was registered")
    paths = [path for path in files(folder) if path != MANIFEST]
    if checksums(folder, paths) != manifest.read_text(encoding="utf-8"):
        raise VersionError(f"has not the files that its {MANIFEST} lists")


def main() -> None:
    """Lay the versions into the folder that the command names."""
    root = Path.cwd()
    with building.alone(root) as part:
        number = publish(root, Path(sys.argv[1]), part)
    print(f"{number} versions kept")


if __name__ == "__main__":
    commands.run(main)
