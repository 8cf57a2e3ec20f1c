"""The promise: a published claim keeps its words, or the change log says what they were and why they changed.

The lock holds each claim's text and the hash of every text before it, so that no old wording can drop out of the log.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import ValidationError

from .addresses import address_of, led_on
from .claim_ids import declared
from .claims import Claim, found
from .content import Content
from .models import Model
from .problems import ContentError, Problem
from .reading import read_text
from .writing import write_whole

# Every claim ever published, one JSON object to a line, by id; written by `make addresses` alone.
LOCK = "data/claims.jsonl"
LOG = "data/changes.yaml"
BY_HAND = "undo what was written into the file by hand; `make addresses` alone writes it."


class Locked(Model):
    """A claim as it was published last; `before` are the hashes of what it said earlier, oldest first."""

    id: str
    page: str
    sha256: str
    text: str
    before: tuple[str, ...] = ()


def digest(text: str) -> str:
    """The hash of a claim's text; white space makes no difference."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def locked(root: Path) -> dict[str, Locked]:
    """The claims in the lock by id; none before there is one. Raises `ContentError` if the lock was tampered with."""
    file, claims, problems = root / LOCK, dict[str, Locked](), []
    lines = read_text(file, LOCK).splitlines() if os.path.lexists(file) else []
    for number, line in enumerate(lines, 1):
        try:
            claim = Locked.model_validate_json(line)
        except ValidationError:
            problems.append(Problem(LOCK, number, "This line is no record of a claim.", BY_HAND))
            continue
        if claim.id in claims:
            problems.append(Problem(LOCK, number, f"“{claim.id}” stands in the lock twice.", BY_HAND))
        if digest(claim.text) != claim.sha256:
            problems.append(Problem(LOCK, number, f"The hash of “{claim.id}” does not fit its text.", BY_HAND))
        claims[claim.id] = claim
    if problems:
        raise ContentError(problems)
    return claims


def faults(content: Content) -> list[Problem]:
    """Claims that changed, moved or came back without a word in the registers, and records that fit no claim's history.

    Asked once all pages are converted. That a claim's address is gone, `permalinks` says.
    """
    try:
        promised = locked(content.root)
    except ContentError as error:
        return error.problems
    problems: list[Problem] = []
    for number, claim in enumerate(promised.values(), 1):
        problems += _moved(content, claim)
        problems += _history(content, claim, number)
    for place, change in enumerate(content.change_log.values()):
        line = content.register_lines["changes"].line_of((place, "claim"))
        if change.claim and change.claim not in promised:
            fix = "correct the id; what was not published yet is changed without a record."
            problems.append(Problem(LOG, line, f"The claim “{change.claim}” was never published.", fix))
        now = declared(content).get(change.claim or "")
        if now and now.path != change.page:
            problems.append(Problem(LOG, line, f"“{now.id}” stands on another page.", f"give page: {now.path}"))
    return problems


def _moved(content: Content, claim: Locked) -> Iterator[Problem]:
    """A claim moves to another page only by a tombstone; else its id would have been given out twice."""
    now = found.get(claim.id)
    if now and now.path != claim.page and led_on(content, address_of(claim.page, claim.id)) != now.address:
        one = declared(content)[claim.id]
        reason = f"The id “{claim.id}” was given out before, on {claim.page}."
        fix = "give the new claim another id, or say in data/tombstones.yaml that the claim moved here."
        yield Problem(one.file, one.line, reason, fix)


def _history(content: Content, claim: Locked, number: int) -> Iterator[Problem]:
    """The records of a claim give its earlier texts in order; one more, the text in the lock, if that has changed."""
    numbered = [(place, change) for place, change in enumerate(content.change_log.values()) if change.claim == claim.id]
    records = sorted(numbered, key=lambda one: one[1].date)
    if len(records) < len(claim.before):
        reason = f"An earlier wording of “{claim.id}” is no longer in {LOG}."
        yield Problem(LOCK, number, reason, "restore its record.")
        return
    expected = [*claim.before, claim.sha256]
    for order, (place, change) in enumerate(records):
        line = content.register_lines["changes"].line_of((place, "was"))
        if order > len(claim.before):
            fix = "make one record of both changes, or run `make addresses` after the first."
            yield Problem(LOG, line, f"Two changes of “{claim.id}” were not locked in between.", fix)
        elif digest(change.was or "") != expected[order]:
            known = f": {claim.text}" if order == len(claim.before) else "; restore the record."
            fix = f"give the old text to the letter{known}".replace("\n", " ")
            yield Problem(LOG, line, f"This is not what “{claim.id}” said before.", fix)
    now, told = found.get(claim.id), len(records) > len(claim.before)
    if now and told and digest(now.text) == claim.sha256:
        line = content.register_lines["changes"].line_of((records[-1][0], "claim"))
        yield Problem(LOG, line, f"“{claim.id}” still says what it said.", "change the claim, or take the record out.")
    if now and not told and digest(now.text) != claim.sha256:
        one = declared(content)[claim.id]
        reason = f"The published claim “{claim.id}” has changed."
        fix = f"restore its words, or say why in {LOG} (an update or a change of wording has no severity):\n"
        yield Problem(one.file, one.line, reason, fix + _record(now, claim))


def _record(now: Claim, claim: Locked) -> str:
    """The record to paste for a changed claim."""
    today = datetime.date.today()
    record = {
        "id": f"{claim.id.removeprefix('c-')}-{today}",
        "date": today,
        "page": now.path,
        "claim": claim.id,
        "kind": "correction",
        "severity": "minor",
        "was": " ".join(claim.text.split()),
        "why": "…",
    }
    return yaml.safe_dump([record], allow_unicode=True, sort_keys=False, width=2**16)


def write(content: Content) -> tuple[int, int]:
    """Enter every claim as it stands now, once a build has let them pass; how many are new, and how many changed."""
    before = locked(content.root)
    claims = dict(before)
    new = changed = 0
    for claim in found.values():
        now = digest(claim.text)
        old = before.get(claim.id)
        earlier = old.before if old else ()
        if old is None:
            new += 1
        elif old.sha256 != now:
            changed += 1
            earlier = (*earlier, old.sha256)
        claims[claim.id] = Locked(id=claim.id, page=claim.path, sha256=now, text=claim.text, before=earlier)
    lines = [json.dumps(claims[key].model_dump(exclude_defaults=True), ensure_ascii=False) for key in sorted(claims)]
    write_whole(content.root / LOCK, "".join(f"{line}\n" for line in lines))
    return new, changed
