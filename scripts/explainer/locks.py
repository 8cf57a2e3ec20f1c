"""Whether the locks are whole: what can be said of them, and of the tombstones, before a page is converted.

A lock that was cut short, edited or lost would end a promise without a word. So each line of the addresses is covered
by a checksum (`address_lock`), and each claim by its address: what one lock lacks, the other shows.
"""

from __future__ import annotations

from . import address_lock, claim_lock
from .claim_ids import declared
from .content import Content
from .lockfile import listed, restore
from .problems import ContentError, Problem

TOMBSTONES = "data/tombstones.yaml"


def faults(content: Content) -> list[Problem]:
    """What is missing or damaged, each cause once."""
    problems = []
    if "tombstones" not in content.register_lines:
        problems.append(Problem(TOMBSTONES, 1, "The register of tombstones is missing.", restore(TOMBSTONES)))
    for read in (address_lock.promised, claim_lock.locked):
        try:
            read(content.root)
        except ContentError as error:
            problems += error.problems
    return problems or _unmatched(content)


def _unmatched(content: Content) -> list[Problem]:
    """Claims in one lock and not in the other; one that still stands will be entered again."""
    addresses, claims = address_lock.promised(content.root), claim_lock.locked(content.root)
    if claims and not addresses:
        reason = f"The lock says that nothing is published, but {claim_lock.LOCK} holds claims."
        return [Problem(address_lock.LOCK, 1, reason, restore(address_lock.LOCK))]
    problems = []
    given = {anchor for address in addresses if (anchor := address.partition("#")[2]).startswith("c-")}
    if lost := sorted(given - claims.keys()):
        reason = f"Published claims are not in the lock: {listed(lost)}."
        problems.append(Problem(claim_lock.LOCK, 1, reason, restore(claim_lock.LOCK)))
    lines = [line for same in claims.values() for line in same]
    stray = [line for line in lines if line.claim.address not in addresses and line.claim.id not in declared(content)]
    if stray:
        reason = f"{address_lock.LOCK} does not know these claims: {listed([line.claim.id for line in stray])}."
        problems.append(Problem(claim_lock.LOCK, stray[0].number, reason, restore(claim_lock.LOCK)))
    return problems
