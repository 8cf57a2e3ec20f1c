"""Whether all that an earlier commit promised is promised still: `make promised SINCE=<commit>` runs this command.

A commit that takes a page and its lines in both locks away together looks whole in itself; only what was published
before it shows the loss. So the workflows compare, not the build: that needs no history and says the same everywhere.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from . import address_lock, claim_lock
from .lockfile import NOTHING_YET, entries_of, listed, restore
from .problems import ContentError, Problem


def lost(root: Path, commit: str) -> list[Problem]:
    """What the locks of a commit hold and those of the folder do not.

    Raises `ContentError` if a lock is not whole, and `subprocess.CalledProcessError` if git does not know the commit.
    """
    problems = []
    now = address_lock.promised(root)
    before = address_lock.batches(entries_of(_shown(root, commit, address_lock.LOCK), address_lock.LOCK))
    if gone := sorted({address for addresses in before.values() for address in addresses} - now.keys()):
        reason = f"The lock of {commit} holds addresses that this one does not: {listed(gone)}."
        problems.append(Problem(address_lock.LOCK, 1, reason, restore(address_lock.LOCK, commit)))
    claims = claim_lock.locked(root)
    earlier = claim_lock.read(entries_of(_shown(root, commit, claim_lock.LOCK), claim_lock.LOCK))
    forgotten = [
        identity
        for identity, lines in earlier.items()
        for line in lines
        if not any(claim_lock.in_order(line.claim.history, one.claim.history) for one in claims.get(identity, []))
    ]
    if forgotten:
        reason = f"The lock of {commit} knows claims or wordings that this one does not: {listed(forgotten)}."
        problems.append(Problem(claim_lock.LOCK, 1, reason, restore(claim_lock.LOCK, commit)))
    return problems


def _shown(root: Path, commit: str, file: str) -> str:
    """A file as it was; before there was one, nothing was published."""
    if not _git(root, "ls-tree", "--name-only", commit, "--", file):
        return NOTHING_YET
    return _git(root, "show", f"{commit}:{file}")


def _git(root: Path, *arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, encoding="utf-8").stdout


def main() -> None:
    """Compare with the commit that the command names."""
    try:
        problems = lost(Path.cwd(), sys.argv[1])
    except ContentError as error:
        problems = error.problems
    except subprocess.CalledProcessError as error:
        sys.exit(f"git does not know the commit “{sys.argv[1]}”: {error.stderr.strip()} Fix: fetch it first.")
    if problems:
        sys.exit("\n".join(str(problem) for problem in problems))
    print(f"All that {sys.argv[1]} promised is promised still.")


if __name__ == "__main__":
    main()
