"""Builds of a project, each in a process of its own: how long, how much memory, in turn with the others.

Where valgrind is installed, also how many instructions: that number does not depend on what else a machine does.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Build:
    """What one build took: seconds of the processor, and the most memory it held, in MB."""

    seconds: float
    megabytes: float


# Counts instructions and nothing else, and says the sum.
COUNTER = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")
COUNTED = re.compile(r"I\s+refs:\s+([\d,]+)")


def _command(site: Path) -> list[str]:
    return [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)]


def _environment(project: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(project / "scripts"), "PYTHONHASHSEED": "0"}


def instructions(project: Path) -> int:
    """How many instructions a build takes. Raises `RuntimeError` if valgrind does not count them."""
    site = project / ".bench-site"
    shutil.rmtree(site, ignore_errors=True)
    done = subprocess.run(
        [*COUNTER, *_command(site)],
        cwd=project,
        env=_environment(project),
        capture_output=True,
        text=True,
        check=False,
    )
    counted = COUNTED.search(done.stderr)
    if done.returncode or counted is None:
        raise RuntimeError(f"the instructions of {project} are not counted: {done.stderr}")
    return int(counted[1].replace(",", ""))


def build(project: Path, site: Path) -> Build:
    """Build a project into a new folder. Raises `RuntimeError` with the builder's words if it fails."""
    with tempfile.TemporaryFile("w+") as said:
        child = subprocess.Popen(_command(site), cwd=project, env=_environment(project), stdout=said, stderr=said)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            raise RuntimeError(f"{project} does not build: {said.read()}")
    return Build(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


@dataclass(frozen=True)
class Compared:
    """The builds of several projects of the same text, round by round, and the instructions of one, where counted."""

    rounds: dict[str, list[Build]]
    instructions: dict[str, int]

    def seconds(self, name: str) -> float:
        """The median."""
        return median(build.seconds for build in self.rounds[name])

    def megabytes(self, name: str) -> float:
        """The median."""
        return median(build.megabytes for build in self.rounds[name])

    def ratios(self, name: str, base: str, less: str | None = None) -> list[float]:
        """How one build compares with another of the same round; `less`: both after taking a third one's time away."""
        taken = [build.seconds for build in self.rounds[less]] if less else [0.0] * len(self.rounds[name])
        return [
            (ours.seconds - off) / (theirs.seconds - off)
            for ours, theirs, off in zip(self.rounds[name], self.rounds[base], taken, strict=True)
        ]


def compare(projects: dict[str, Path], rounds: int, *, counting: bool = False) -> Compared:
    """Build each project once in each round, in turn; `counting`: then count the instructions, if valgrind is there."""
    found: dict[str, list[Build]] = {name: [] for name in projects}
    for number in range(1, rounds + 1):
        for name, project in projects.items():
            site = project / ".bench-site"
            shutil.rmtree(site, ignore_errors=True)
            found[name].append(build(project, site))
        print(f"  round {number}: " + ", ".join(f"{n} {b[-1].seconds:.1f} s" for n, b in found.items()), flush=True)
    counted = counting and shutil.which(COUNTER[0]) is not None
    return Compared(found, {name: instructions(project) for name, project in projects.items()} if counted else {})
