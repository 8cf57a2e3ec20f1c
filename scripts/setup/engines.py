"""Get what the tests in Firefox, WebKit and on paper need, and note that it is there: engines.py .venv/engines

As root on Debian the packages are installed, and it is a fault if they cannot be. Elsewhere what is missing is named,
and the tests that need it say that they have not run.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import debian

# Debian's packages, each with the programs that it brings, by the names they go by.
PACKAGES = {
    "firefox-esr": ("firefox-esr", "firefox"),
    "webkit2gtk-driver": ("WebKitWebDriver",),
    "xvfb": ("Xvfb",),
    "poppler-utils": ("pdftotext",),
}
# Those by which Debian's own Python prints from WebKit, and how to see that they are there.
BINDINGS = ("python3-gi", "gir1.2-webkit2-4.1")
BOUND = ["/usr/bin/python3", "-c", "import gi; gi.require_version('WebKit2', '4.1')"]


def missing() -> list[str]:
    """The packages whose programs are not on this machine."""
    found = [package for package, names in PACKAGES.items() if not any(map(shutil.which, names))]
    bound = Path(BOUND[0]).exists() and subprocess.run(BOUND, capture_output=True).returncode == 0
    return found if bound else [*found, *BINDINGS]


def main(record: str) -> None:
    """Install what is missing and touch `record`; on a machine where that is not ours to do, say what is missing."""
    if wanted := missing():
        if not debian.installs():
            print(
                f"Not all tests will run: install {', '.join(wanted)} (Debian’s names) for those in Firefox and WebKit."
            )
            return
        if not debian.install(*wanted):
            sys.exit("Firefox and WebKit could not be installed; apt's message stands above.")
    Path(record).touch()


if __name__ == "__main__":
    main(sys.argv[1])
