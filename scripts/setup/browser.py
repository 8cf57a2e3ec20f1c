"""Find a Chromium for the browser tests, or get one, and write its path to a file: browser.py .venv/chromium

In this order: one that is there; Debian's package, when running as root on Debian; Playwright's own; else a message.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import debian

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MACOS = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
# Said when there is no browser that starts.
NEEDED = """The tests that look at the site in a browser need Chromium. One of these gives it to them:
  - install it with what it needs: on Debian and Ubuntu, sudo apt install chromium
  - let Playwright add the libraries that its own lacks: sudo .venv/bin/python -m playwright install-deps chromium
  - name one that you have: CHROMIUM=/path/to/chromium make test
`make build` and `make serve` need no browser."""
PLAYWRIGHT = [sys.executable, "-m", "playwright"]


def installed() -> str | None:
    """The path of a Chromium on this machine, which the variable CHROMIUM may name."""
    if named := os.environ.get("CHROMIUM"):
        return named
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or (str(MACOS) if MACOS.exists() else None)


def from_debian() -> str | None:
    """Debian's package; None where that is not for us to install."""
    return installed() if debian.install("chromium") else None


def from_playwright() -> str | None:
    """Playwright's own build, fetched by Playwright."""
    print("Fetching Playwright's Chromium for the browser tests (once) …", flush=True)
    if subprocess.run([*PLAYWRIGHT, "install", "chromium"]).returncode:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def driver_runs() -> bool:
    """Whether the program with which Playwright drives a browser starts; it needs a library a bare Debian lacks."""
    return subprocess.run([*PLAYWRIGHT, "--version"], capture_output=True).returncode == 0


def fault(path: str) -> str:
    """Why a browser does not start, in its own words; empty if it does."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, text=True)
    except OSError as error:
        return str(error)
    return done.stderr if done.returncode else ""


def main(record: str) -> None:
    """Write the path of a Chromium to `record`; exit with a message if there is none to be had."""
    if not driver_runs() and not (debian.install("libatomic1") and driver_runs()):
        sys.exit("Playwright's driver does not start. On Debian and Ubuntu, install libatomic1.")
    path = installed() or from_debian() or from_playwright()
    if path is None:
        sys.exit(f"No Chromium was found, and none could be fetched.\n{NEEDED}")
    if said := fault(path):
        sys.exit(f"{path} does not start: {said.strip()}\n{NEEDED}")
    Path(record).write_text(path + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
