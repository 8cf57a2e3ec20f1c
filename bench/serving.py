"""`make benchserve`: how long an editor waits from saving a page to seeing it, and how much memory that takes.

For our own server and for that of MkDocs. The figures come from /proc, which Linux has.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
PARTS = ("docs", "data", "overrides", "scripts", "mkdocs.yml")
COMMANDS = {
    "explainer.serving": ("explainer.serving", "--port", "{port}"),
    "mkdocs serve": ("mkdocs", "serve", "--strict", "--quiet", "--dev-addr", "127.0.0.1:{port}"),
}
# The page that is edited, and a file that is made after all pages and holds the page's summary.
PAGE, LAST = "glossary/steve-witkoff", "data/names.json"
EDITS = 40
# How often a file is asked for, in seconds; no figure is finer.
PAUSE = 0.05
# A longer wait is a fault and no figure.
AT_MOST = 600
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Used:
    """What a server and its processes have used: seconds of the processor so far, and MB of memory now."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Edit:
    """Seconds until the edited page is seen, on the clock and of the processor, and until everything is built."""

    seen: float
    processor: float
    built: float
    megabytes: float


@contextmanager
def served(command: tuple[str, ...], project: Path) -> Iterator[tuple[int, str]]:
    """A server of the project, as its process and its address; prints how long it takes to end."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    arguments = [sys.executable, "-m", *(part.format(port=port) for part in command)]
    server = subprocess.Popen(
        arguments,
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project / "scripts"), "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.DEVNULL,
    )
    try:
        yield server.pid, f"http://127.0.0.1:{port}/"
    finally:
        asked = time.monotonic()
        server.send_signal(signal.SIGINT)
        server.wait(AT_MOST)
        print(f"  ended {time.monotonic() - asked:.1f} s after an interrupt", flush=True)


def edits(command: tuple[str, ...], project: Path) -> list[Edit]:
    """Edit the summary of a page again and again, each time when everything is built."""
    file = project / "docs" / f"{PAGE}.md"
    text, found = file.read_text(encoding="utf-8"), []
    with served(command, project) as (process, address):
        until(f"{address}{LAST}", "")
        for number in range(EDITS):
            words = f"Edit number {number:02} of the envoy, who also carried messages to Putin."
            before, saved = used(process), time.monotonic()
            file.write_text(re.sub("^summary: .*", f"summary: {words}", text, flags=re.M), encoding="utf-8")
            until(f"{address}{PAGE}/", words)
            seen, after = time.monotonic() - saved, used(process)
            until(f"{address}{LAST}", words)
            built, now = time.monotonic() - saved, used(process)
            found.append(Edit(seen, after.seconds - before.seconds, built, now.megabytes))
            print(f"  {number + 1}: {found[-1]}", flush=True)
    return found


def until(address: str, words: str) -> None:
    """Ask for an address until it is there and holds the words. Raises `TimeoutError`."""
    end = time.monotonic() + AT_MOST
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=AT_MOST) as answer:
                if words in answer.read().decode():
                    return
        except urllib.error.URLError:  # nobody listens yet, or the file is not there yet
            pass
        time.sleep(PAUSE)
    raise TimeoutError(f"{address} never said: {words}")


def used(process: int) -> Used:
    """What a process and those that it has started have used."""
    ticks, kilobytes = 0, 0
    for one in family(process):
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            memory = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{one}/status").read_text())
        except (FileNotFoundError, ProcessLookupError):  # it has just ended; the process that started it has its time
            continue
        ticks += sum(map(int, fields[11:15]))
        kilobytes += int(memory[1]) if memory else 0
    return Used(ticks / TICKS, kilobytes / 1024)


def family(process: int) -> list[int]:
    """A process and all below it."""
    children = Path(f"/proc/{process}/task").glob("*/children")
    try:
        below = [int(child) for file in children for child in file.read_text().split()]
    except FileNotFoundError:
        below = []
    return [process, *(one for child in below for one in family(child))]


def main() -> None:
    """Print each edit, and the medians."""
    for name, command in COMMANDS.items():
        print(name, flush=True)
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            for part in PARTS:
                copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
                copy(ROOT / part, Path(folder) / part)
            found = edits(command, Path(folder))
        seen, processor, built = (
            median(getattr(edit, what) for edit in found) for what in ("seen", "processor", "built")
        )
        memory = f"{found[0].megabytes:.0f} MB after the first edit, {found[-1].megabytes:.0f} after {EDITS}"
        print(f"  seen after {seen:.1f} s ({processor:.1f} s of the processor), all after {built:.1f} s; {memory}")


if __name__ == "__main__":
    main()
