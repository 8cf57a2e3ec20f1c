"""Make the virtual environment and install the pinned packages: environment.py requirements/site.txt

Runs under the system's Python, so it uses the standard library only and works where Debian has left out `venv`.
"""

import subprocess
import sys
from pathlib import Path

import debian

MINIMUM = (3, 11)
VENV = Path(".venv")


def main(requirements: str) -> None:
    """Install `requirements` into `.venv`. Exits with a message that says what to do if that cannot be done."""
    if sys.version_info < MINIMUM:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.exit(f"Python {found} is too old: 3.11 or newer is needed. Try: make PYTHON=python3.12 …")
    python = VENV / "bin" / "python"
    if not python.exists():
        print("Setting up .venv (once; takes about a minute) …", flush=True)
        make_venv()
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "-qq"]
    done = subprocess.run([*pip, "install", "--require-hashes", "--only-binary", ":all:", "-r", requirements])
    if done.returncode:
        sys.exit(f"The packages in {requirements} could not be installed; pip's message stands above.")


def make_venv() -> None:
    """Create `.venv` with pip in it."""
    create = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(create, capture_output=True).returncode == 0:
        return
    # Debian's python3 comes without the part of venv that brings pip.
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    debian.install(package)
    made = subprocess.run(create, capture_output=True, text=True)
    if made.returncode:
        sys.exit(f"{made.stdout}{made.stderr}\nThis Python cannot make a virtual environment. Install {package} first.")


if __name__ == "__main__":
    main(sys.argv[1])
