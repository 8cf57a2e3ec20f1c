"""`python -m explainer.serving`: serves the site of the current folder, and builds it anew whenever a file is saved.

A fault never stops it: browsers keep the last good page, with the message on it, and the terminal says the same.
"""

from __future__ import annotations

import argparse
import multiprocessing
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from multiprocessing.connection import wait
from pathlib import Path

from .building import Order, Report, run
from .server import Server
from .shown import Shown
from .watching import Watched

# Each build starts as a copy of a process that has read these, and nothing of the project, which may change.
PACKAGES = ["mkdocs.commands.build", "material", "pydantic", "babel.core", "markdown", "pymdownx", "PIL.Image"]
# How long to wait before the files are looked at again, in seconds.
PAUSE = 0.2

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(PACKAGES)


class Build:
    """A build that has been started; `running` until it has ended by itself."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.began = time.monotonic()
        self.running = True
        self._reports, sender = _context.Pipe(duplex=False)
        self._process = _context.Process(target=run, args=(order, sender))
        self._process.start()
        sender.close()

    def report(self, seconds: float) -> Report | None:
        """What it says within this time, if anything."""
        if not wait([self._reports] if self.running else [], seconds):
            return None
        try:
            report: Report = self._reports.recv()
        except EOFError:
            report = Report(("The build broke off; what the terminal says last may tell why.",), ended=True)
        self.running = not report.ended
        return report

    def stop(self) -> None:
        """End it, at whatever point it is."""
        self._process.kill()
        self._process.join()
        self._reports.close()


class Session:
    """What an editor has been shown and told so far, and the latest build; each has a folder of its own in `folder`."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server = server
        self.folder = folder
        self.waiting: frozenset[str] = frozenset()  # what has changed since the last good build
        self.told: frozenset[str] = frozenset()
        self.numbers = iter(range(1, sys.maxsize))
        self.build = self._build()

    def _build(self) -> Build:
        folder = self.folder / str(next(self.numbers))
        server = self.server
        return Build(Order(server.address, folder, server.shown.folder, server.viewed, self.waiting))

    def step(self, changed: set[str], report: Report | None) -> None:
        """Build anew if anything has changed, which makes what the build before it says idle; else heed that."""
        if changed:
            self.build.stop()
            self.waiting |= changed
            self.build = self._build()
        elif report is not None and report.faults:
            self._tell(report)
        elif report is not None and report.ended:
            self._renew()
        elif report is not None:
            self.server.show(Shown(self.server.shown.folder, report.newer))

    def _tell(self, report: Report) -> None:
        """Say each fault once, as long as it stays."""
        for fault in report.faults:
            if fault not in self.told:
                print(fault, flush=True)
        self.told = frozenset(report.faults) | (frozenset() if report.ended else self.told)
        self.server.show(replace(self.server.shown, faults=report.faults))

    def _renew(self) -> None:
        before, now = self.server.shown.folder, self.build.order.folder
        self.server.show(Shown(now))
        self.waiting = self.told = frozenset()
        print(f"{self.server.address} is up to date ({time.monotonic() - self.build.began:.1f} s)", flush=True)
        kept = {one.stem for one in (before, now) if one}  # a request may still read the one before
        for old in self.folder.iterdir():
            if old.stem not in kept:
                shutil.rmtree(old) if old.is_dir() else old.unlink()


def main() -> None:
    """Serve until interrupted."""
    interrupted = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):  # noted, not raised: nothing is left half started
        signal.signal(number, lambda *_: interrupted.set())
    parser = argparse.ArgumentParser(prog="python -m explainer.serving", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    try:
        server = Server(port)
    except (OSError, OverflowError) as error:
        sys.exit(
            f"Port {port} cannot be used: {error}. Fix: end what uses it, or choose another: make serve PORT=8001."
        )
    print(f"Serving {server.address} until Ctrl-C; the first build takes a while", flush=True)
    watched = Watched(Path.cwd())
    threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
    folder = tempfile.mkdtemp(prefix="serving-")
    try:
        session = Session(server, Path(folder))
        while not interrupted.is_set():
            report = session.build.report(PAUSE)
            session.step(watched.changed(), report)
        session.build.stop()
    finally:
        # By a process of its own, so that nobody waits for the disk.
        subprocess.Popen(["rm", "-rf", folder], start_new_session=True)


if __name__ == "__main__":
    main()
