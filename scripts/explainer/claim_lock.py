"""The promise: a published claim keeps its words, or the change log says what they were and why they changed.

The lock holds each claim's text and the hash of every text before it, so that no old wording can drop out of the log.
That no claim drops out of the lock, the lock of addresses sees to (`locks`): each claim has one.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import ValidationError

from .addresses import address_of, led_on
from .claim_ids import declared
from .claims import Claim, found
from .content import Content
from .lockfile import NOTHING_YET, RUN, entries, listed, merge_marks, restore
from .models import Model
from .problems import ContentError, Problem
from .registers import Change

# Every claim ever published, one JSON object to a line, by id; written by `make addresses` alone.
LOCK = "data/claims.jsonl"
LOG = "data/changes.yaml"


class Locked(Model):
    """A claim as it was published last; `before` are the hashes of what it said earlier, oldest first."""

    id: str
    page: str
    sha256: str
    text: str
    before: tuple[str, ...] = ()

    @property
    def history(self) -> tuple[str, ...]:
        """The hashes of all it has said, oldest first."""
        return (*self.before, self.sha256)

    @property
    def address(self) -> str:
        """Where it was published last."""
        return address_of(self.page, self.id)


@dataclass(frozen=True)
class Line:
    """A claim in the lock, and the line where it stands."""

    number: int
    claim: Locked


def digest(text: str) -> str:
    """The hash of a claim's text; white space makes no difference."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def read(lines: Iterable[tuple[int, str]]) -> dict[str, list[Line]]:
    """The numbered lines of a lock by the id of their claim, without those that another outdates.

    There is one for each claim, but for a merge of two branches that both changed or moved it. Raises `ContentError`
    if the lock was edited.
    """
    claims: defaultdict[str, list[Line]] = defaultdict(list)
    broken, problems = [], []
    for number, line in lines:
        try:
            claim = Locked.model_validate_json(line)
        except ValidationError:
            broken.append(number)
            continue
        if digest(claim.text) != claim.sha256:
            problems.append(Problem(LOCK, number, f"The hash of “{claim.id}” does not fit its text.", restore(LOCK)))
        claims[claim.id].append(Line(number, claim))
    if broken:
        more = f", nor are {len(broken) - 1} others" if len(broken) > 1 else ""
        problems.append(Problem(LOCK, broken[0], f"This line is no record of a claim{more}.", restore(LOCK)))
    if problems:
        raise ContentError(problems)
    return {identity: _latest(claims[identity]) for identity in sorted(claims)}


def _latest(lines: list[Line]) -> list[Line]:
    """A merge of changes to neighbouring lines leaves the old ones beside the new, and may leave one twice."""
    distinct = {line.claim: line for line in lines}
    histories = [claim.history for claim in distinct]
    return [
        line
        for claim, line in distinct.items()
        if not any(len(one) > len(claim.history) and one[: len(claim.history)] == claim.history for one in histories)
    ]


def locked(root: Path) -> dict[str, list[Line]]:
    """The claims in the lock, as `read` gives them. Raises `ContentError` if the lock is not whole."""
    return read(entries(root, LOCK))


def faults(content: Content) -> list[Problem]:
    """Claims that changed, moved or came back without a word in the registers, and records that fit no claim's history.

    Asked once all pages are converted. That a claim's address is gone, `permalinks` says.
    """
    promised = locked(content.root)
    problems: list[Problem] = []
    for lines in promised.values():
        problems += [problem for line in lines for problem in _moved(content, line.claim)]
        if len({line.claim.history for line in lines}) == 1:
            problems += _history(content, lines[0].claim, lines[0].number)
        else:
            problems += _both_sides(content, lines)
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
    if now and now.path != claim.page and led_on(content, claim.address) != now.address:
        one = declared(content)[claim.id]
        reason = f"The id “{claim.id}” was given out before, on {claim.page}."
        fix = "give the new claim another id, or say in data/tombstones.yaml that the claim moved here."
        yield Problem(one.file, one.line, reason, fix)


def _records(content: Content, identity: str) -> list[tuple[int, Change]]:
    """The records of a claim in the order of their dates, each with its place in the log."""
    numbered = [(place, change) for place, change in enumerate(content.change_log.values()) if change.claim == identity]
    return sorted(numbered, key=lambda one: one[1].date)


def _both_sides(content: Content, lines: list[Line]) -> Iterator[Problem]:
    """Two branches changed the claim, each with its own record: the log must tell of both, one after the other."""
    identity, known = lines[0].claim.id, {text for line in lines for text in line.claim.history}
    told = _told(content, identity)
    now = [digest(found[identity].text)] if identity in found else []
    if set(told) <= known and all(in_order(line.claim.history, [*told, *now]) for line in lines):
        return
    texts = " and ".join(f"“{line.claim.text}”" for line in lines).replace("\n", " ")
    reason = f"“{identity}” was changed on both sides of a merge, to {texts}."
    fix = f"keep one on its page; in {LOG}, let the record with the later date say the other in `was`; {RUN}."
    yield Problem(LOCK, lines[0].number, reason, fix)


def _told(content: Content, identity: str) -> tuple[str, ...]:
    """The hashes of what a claim said earlier, as the log tells it."""
    return tuple(digest(change.was or "") for _, change in _records(content, identity))


def in_order(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether all of a part stand in the whole in their order."""
    rest = iter(whole)
    return all(one in rest for one in part)


def _history(content: Content, claim: Locked, number: int) -> Iterator[Problem]:
    """The records of a claim give its earlier texts in order; one more, the text in the lock, if that has changed."""
    records = _records(content, claim.id)
    if len(records) < len(claim.before):
        reason = f"An earlier wording of “{claim.id}” is no longer in {LOG}."
        yield Problem(LOCK, number, reason, "restore its record.")
        return
    expected = claim.history
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


def _now(content: Content) -> dict[str, list[Locked]]:
    """Every claim as the lock should hold it, once a build has let it pass."""
    promised = locked(content.root)
    after = {identity: [line.claim for line in lines] for identity, lines in promised.items()}
    for claim in found.values():
        now, old = digest(claim.text), after.get(claim.id, [])
        histories = {one.history for one in old}
        if len(histories) > 1:
            earlier = _told(content, claim.id)
        else:
            earlier = next((one.before if one.sha256 == now else one.history for one in old), ())
        after[claim.id] = [Locked(id=claim.id, page=claim.path, sha256=now, text=claim.text, before=earlier)]
    return after


def differences(content: Content) -> tuple[list[str], list[str]]:
    """The ids of the claims that the command would enter, and of those whose record it would change."""
    before = locked(content.root)
    after = _now(content)
    new = [identity for identity in after if identity not in before]
    changed = [one for one, lines in before.items() if [line.claim for line in lines] != after[one]]
    return new, changed


def unlocked(content: Content) -> list[Problem]:
    """What the command would settle, and a site for readers may not be published without.

    New claims are not among it, because their addresses are (`permalinks`).
    """
    _, changed = differences(content)
    problems = merge_marks(content.root, LOCK)
    if changed:
        problems.append(Problem(LOCK, 1, f"The lock does not hold the latest of {listed(changed)}.", f"{RUN}."))
    return problems


def text(content: Content) -> str:
    """The lock with every claim as it stands now, once a build has let them pass."""
    claims = [claim for _, same in sorted(_now(content).items()) for claim in same]
    lines = [json.dumps(claim.model_dump(exclude_defaults=True), ensure_ascii=False) for claim in claims]
    return "".join(f"{line}\n" for line in lines) or f"{NOTHING_YET}\n"
