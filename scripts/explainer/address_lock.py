"""The lock of addresses: every address ever published, each with the checksum of those it was entered with.

The checksum is what makes a lost, edited or invented line show; and because each run of `make addresses` has its own,
two branches that enter addresses merge into a lock that is right without being written anew, in whatever order its
lines stand.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from .lockfile import NOTHING_YET, entries, restore
from .problems import ContentError, Problem

LOCK = "data/addresses.txt"
# 3f1c0a9be245 timeline/2025-03-11-talks/   the address of the home page is empty
ENTRY = re.compile(r"(?P<checksum>[0-9a-f]{12})(?: (?P<address>\S+))?")


def checksum(addresses: Iterable[str]) -> str:
    """What stands before each of the addresses that are entered together: 48 bits of SHA-256, in any order the same."""
    return hashlib.sha256("\n".join(sorted(addresses)).encode()).hexdigest()[:12]


def batches(lines: Iterable[tuple[int, str]]) -> dict[str, dict[str, int]]:
    """By checksum: the addresses that were entered together, and the line of each.

    Raises `ContentError` if a line is no entry, or if a checksum does not fit.
    """
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    broken = []
    for number, line in lines:
        if match := ENTRY.fullmatch(line.rstrip()):
            found[match["checksum"]][match["address"] or ""] = number
        else:
            broken.append((number, line))
    problems = []
    if broken:
        (number, line), more = broken[0], f", nor are {len(broken) - 1} others" if len(broken) > 1 else ""
        problems.append(Problem(LOCK, number, f"This is no line of the lock: {line[:80]!r}{more}.", restore(LOCK)))
    for told, addresses in found.items():
        if checksum(addresses) != told and not broken:
            reason = f"A line that begins with {told} was deleted, edited or added by hand ({len(addresses)} do now)."
            problems.append(Problem(LOCK, min(addresses.values()), reason, restore(LOCK)))
    if problems:
        raise ContentError(problems)
    return dict(found)


def promised(root: Path) -> dict[str, int]:
    """The addresses in the lock, each with a line where it stands. Raises `ContentError` if the lock is not whole."""
    together: dict[str, int] = {}
    for addresses in batches(entries(root, LOCK)).values():
        together |= addresses
    return together


def text(root: Path, now: Iterable[str]) -> str:
    """The lock with those of the addresses that are new to it, in order of address. Raises `ContentError`, as above."""
    before = batches(entries(root, LOCK))
    new = set(now).difference(*before.values())
    after = before | ({checksum(new): dict.fromkeys(new, 0)} if new else {})
    pairs = sorted((address, told) for told, addresses in after.items() for address in addresses)
    return "".join(f"{told} {address}".rstrip() + "\n" for address, told in pairs) or f"{NOTHING_YET}\n"
