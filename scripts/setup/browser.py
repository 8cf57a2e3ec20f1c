"""Find a Chromium for the browser tests, or get one, and write its path to a file: browser.py .venv/chromium

In this order: one that is there; Debian's package, when running as root on Debian; Playwright's own; else a message.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MACOS = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def installed() -> str | None:
    """The path of a Chromium on this machine, which the variable CHROMIUM may name."""
    if named := os.environ.get("CHROMIUM"):
        return named
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or (str(MACOS) if MACOS.exists() else None)


def from_debian() -> str | None:
    """Install Debian's package; None where that is not for us to do."""
    if os.geteuid() != 0 or not Path("/etc/debian_version").exists():
        return None
    print("Installing Debian's chromium for the browser tests (once) …", flush=True)
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        if subprocess.run(command, stdout=subprocess.DEVNULL).returncode:
            return None
    return installed()


def from_playwright() -> str | None:
    """Have Playwright fetch its own build."""
    print("Fetching Playwright's Chromium for the browser tests (once) …", flush=True)
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"]).returncode:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main(record: str) -> None:
    """Write the path of a Chromium to `record`; exit with a message if there is none to be had."""
    path = installed() or from_debian() or from_playwright()
    if path is None:
        sys.exit(
            "The browser tests need Chromium and none could be installed. Install it, or set CHROMIUM=/path/to/it."
        )
    Path(record).write_text(path + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
