"""Install Debian packages, where that is ours to do: as root on Debian."""

import os
import subprocess
from pathlib import Path


def installs() -> bool:
    """Whether packages are ours to install."""
    return os.geteuid() == 0 and Path("/etc/debian_version").exists()


def install(*packages: str) -> bool:
    """Install packages; False if this is not root on Debian, or apt could not."""
    if not installs():
        return False
    print(f"Installing Debian's {', '.join(packages)} (once) …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", "-qq", *command], env=environment, capture_output=True, text=True)
        if done.returncode:
            print(f"{done.stdout}{done.stderr}Debian's packages could not be installed; apt's message stands above.")
            return False
    return True
