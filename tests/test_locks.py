"""Whatever happens to a lock, no promise ends without a word: locks are damaged in a copy, a case a line."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from explainer import address_lock, claim_lock, lockfile, writing
from explainer.address_lock import promised
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from project import FILES, ROOT, build, faults, lock

ADDRESSES, CLAIMS, TOMBSTONES = address_lock.LOCK, claim_lock.LOCK, "data/tombstones.yaml"
TALKS = "docs/timeline/2025-03-11-talks.md"
Damage = Callable[[bytes], bytes | None]


def changed(project: Path, file: str, damage: Damage) -> None:
    """Damage a file; a damage that gives nothing removes it."""
    before = (project / file).read_bytes()
    after = damage(before)
    assert after != before
    if after is None:
        (project / file).unlink()
    else:
        (project / file).write_bytes(after)


def line(number: int, damage: Damage) -> Damage:
    """The damage done to one line."""

    def one(text: bytes) -> bytes:
        lines = text.splitlines(keepends=True)
        lines[number] = damage(lines[number]) or b""
        return b"".join(lines)

    return one


def older(text: bytes) -> bytes:
    """The lock of a site that was not published yet."""
    return f"{lockfile.NOTHING_YET}\n".encode()


GONE: Damage = lambda text: None  # noqa: E731
EMPTY: Damage = lambda text: b""  # noqa: E731

# What is damaged and how; where the one message points, and words of it. All seen before a page is converted.
BROKEN = [
    ("addresses missing", ADDRESSES, GONE, f"{ADDRESSES}:1", "The lock is missing"),
    ("claims missing", CLAIMS, GONE, f"{CLAIMS}:1", "The lock is missing"),
    ("tombstones missing", TOMBSTONES, GONE, f"{TOMBSTONES}:1", "The register of tombstones is missing"),
    ("addresses empty", ADDRESSES, EMPTY, f"{ADDRESSES}:1", "The lock is empty"),
    ("claims empty", CLAIMS, EMPTY, f"{CLAIMS}:1", "The lock is empty"),
    ("tombstones empty", TOMBSTONES, EMPTY, f"{TOMBSTONES}:1", "holds no records"),
    ("addresses blank", ADDRESSES, lambda text: b"\n \n", f"{ADDRESSES}:1", "The lock is empty"),
    ("addresses cut at a line", ADDRESSES, lambda text: text[: text.index(b"\n") + 1], f"{ADDRESSES}:1", "deleted"),
    ("addresses cut within a line", ADDRESSES, lambda text: text[:-4], f"{ADDRESSES}:1", "was deleted, edited"),
    ("addresses cut within a checksum", ADDRESSES, lambda text: text[:7], f"{ADDRESSES}:1", "no line of the lock"),
    ("claims cut at a line", CLAIMS, line(-1, EMPTY), f"{CLAIMS}:1", "not in the lock: “c-talks-held”"),
    ("claims cut within a line", CLAIMS, lambda text: text[:-9], f"{CLAIMS}:4", "no record of a claim"),
    ("first address deleted", ADDRESSES, line(0, EMPTY), f"{ADDRESSES}:1", "was deleted, edited"),
    ("an address deleted", ADDRESSES, line(30, EMPTY), f"{ADDRESSES}:1", "was deleted, edited"),
    ("last address deleted", ADDRESSES, line(-1, EMPTY), f"{ADDRESSES}:1", "was deleted, edited"),
    ("a claim deleted", CLAIMS, line(1, EMPTY), f"{CLAIMS}:1", "not in the lock: “c-length-gamma”"),
    ("an address edited", ADDRESSES, line(30, lambda one: one[:-2] + b"x\n"), f"{ADDRESSES}:1", "edited"),
    ("an address added", ADDRESSES, lambda text: text + text[:12] + b" new/\n", f"{ADDRESSES}:1", "added by hand"),
    ("an address invented", ADDRESSES, lambda text: text + b"0123456789ab new/\n", "", "added by hand (1 do now)"),
    ("an address without checksum", ADDRESSES, lambda text: text + b"new/\n", "", "no line of the lock: 'new/'"),
    ("a checksum edited", ADDRESSES, line(9, lambda one: b"0" * 12 + one[12:]), "", "that begins with"),
    ("the lock of before this form", ADDRESSES, lambda text: text.replace(text[:12], b""), "", "others"),
    ("claims edited", CLAIMS, lambda text: text.replace(b"were held", b"were not"), f"{CLAIMS}:4", "does not fit"),
    ("a claim renamed", CLAIMS, lambda text: text.replace(b"c-talks-held", b"c-talks"), f"{CLAIMS}:", "c-talks"),
    ("addresses in Latin-1", ADDRESSES, lambda text: text + "é\n".encode("latin-1"), f"{ADDRESSES}:1", "UTF-8"),
    ("claims in Latin-1", CLAIMS, lambda text: text.replace(b"c-length", b"c-l\xe9ngth"), f"{CLAIMS}:", "UTF-8"),
    ("claims in UTF-16", CLAIMS, lambda text: text.decode().encode("utf-16"), f"{CLAIMS}:1", "UTF-8"),
    ("zeros after a crash", ADDRESSES, lambda text: b"\0" * len(text), f"{ADDRESSES}:1", "no line of the lock"),
    ("addresses as before publishing", ADDRESSES, older, f"{ADDRESSES}:1", "says that nothing is published, but"),
    ("claims as before publishing", CLAIMS, older, f"{CLAIMS}:1", "and 1 more"),
]


@pytest.mark.parametrize(("file", "damage", "where", "reason"), [c[1:] for c in BROKEN], ids=[c[0] for c in BROKEN])
def test_a_lock_that_is_not_whole_stops_the_build(
    copy: Path, file: str, damage: Damage, where: str, reason: str
) -> None:
    assert faults(copy) == []
    changed(copy, file, damage)
    told = faults(copy)
    assert told
    assert all(one.startswith(where) for one in told)
    assert any(reason in one for one in told)
    assert len({one.split(": ")[0] for one in told}) <= 2, "no flood"
    assert all("Fix: " in one for one in told)


# What makes no difference to a set of lines, and what `make addresses` makes of it again: what it was.
HARMLESS = [
    ("a line twice", lambda text: text + text.splitlines(keepends=True)[3]),
    ("out of order", lambda text: b"".join(sorted(text.splitlines(keepends=True), reverse=True))),
    ("CRLF", lambda text: text.replace(b"\n", b"\r\n")),
    ("byte order mark", lambda text: codecs.BOM_UTF8 + text),
    ("no end of line at the end", lambda text: text.rstrip(b"\n")),
    ("blank lines", lambda text: text + b"\n\n"),
]


@pytest.mark.parametrize("damage", [case[1] for case in HARMLESS], ids=[case[0] for case in HARMLESS])
def test_what_loses_nothing_stops_nobody(copy: Path, damage: Damage) -> None:
    addresses, claims = promised(copy).keys(), claim_lock.locked(copy).keys()
    before = [claim_lock.locked(copy)[one][0].claim for one in claims]
    for file in (ADDRESSES, CLAIMS):
        changed(copy, file, damage)
    assert faults(copy) == []
    assert promised(copy).keys() == addresses
    assert [claim_lock.locked(copy)[one][0].claim for one in claims] == before
    assert address_lock.text(copy, addresses).encode() == address_lock.text(copy, ()).encode()


def test_the_command_restores_order_and_adds_nothing_to_a_lock_that_is_complete(copy: Path) -> None:
    before = [(copy / file).read_bytes() for file in (ADDRESSES, CLAIMS)]
    for file in (ADDRESSES, CLAIMS):
        changed(copy, file, HARMLESS[1][1])
    result = lock(copy)
    assert result.stdout.splitlines()[0].startswith("0 new addresses")
    assert [(copy / file).read_bytes() for file in (ADDRESSES, CLAIMS)] == before


def test_the_locks_of_the_site_are_whole_and_as_the_command_writes_them() -> None:
    assert len(promised(ROOT)) >= 6873
    assert len(claim_lock.locked(ROOT)) >= 389
    assert address_lock.text(ROOT, ()) == (ROOT / ADDRESSES).read_text(encoding="utf-8")


# The command ------------------------------------------------------------------------------------------------------

REFUSED = [
    ("lock emptied", ADDRESSES, EMPTY, f"{ADDRESSES}:1: The lock is empty"),
    ("lock missing", CLAIMS, GONE, f"{CLAIMS}:1: The lock is missing"),
    ("line lost", ADDRESSES, line(5, EMPTY), f"{ADDRESSES}:1: A line that begins with"),
    ("page gone", TALKS, GONE, "There is no page “timeline/2025-03-11-talks.md”"),
    ("fact uncited", TALKS, lambda text: text.replace(b"held.[^alpha-2025]", b"held."), f"{TALKS}:13: "),
    ("settings broken", "mkdocs.yml", lambda text: text + b"\nno_such_setting: 1\n", "no_such_setting"),
]


@pytest.mark.parametrize(("file", "damage", "told"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_the_command_says_what_is_wrong_and_writes_nothing(copy: Path, file: str, damage: Damage, told: str) -> None:
    changed(copy, file, damage)
    before = {one: (copy / one).read_bytes() for one in (ADDRESSES, CLAIMS) if (copy / one).exists()}
    result = lock(copy)
    assert result.returncode == 1
    assert told in result.stderr
    assert "The locks are as they were." in result.stderr
    assert "Traceback" not in result.stderr
    assert {one: (copy / one).read_bytes() for one in (ADDRESSES, CLAIMS) if (copy / one).exists()} == before


def test_a_write_error_leaves_the_lock_whole(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full half way: what `os.fsync` raises then comes after the bytes that went to the file beside."""

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    before = (copy / ADDRESSES).read_bytes()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        writing.write_whole(copy / ADDRESSES, "half of it")
    assert (copy / ADDRESSES).read_bytes() == before
    assert sorted(file.name for file in (copy / "data").iterdir() if file.name.startswith(".")) == []


def test_what_was_never_locked_stops_the_build_but_not_the_editor(
    copy: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    heading = "\n## Later {#later}\n\nThey left.[^alpha-2025]\n{ #c-talks-left }\n"
    (copy / TALKS).write_text(FILES[TALKS] + heading, encoding="utf-8")
    result = build(copy, tmp_path / "site")
    assert result.returncode == 1
    told = [line for line in result.stderr.splitlines() if "data/" in line]
    assert len(told) == 1
    assert f"{ADDRESSES}:1: New addresses are not in the lock: “cite/c-talks-left/”" in told[0]
    assert "Fix: run `make addresses`, and commit both locks." in told[0]
    assert served(copy, tmp_path / "served", caplog) == told[0].partition(f"{ADDRESSES}:1: ")[2]
    assert "1 new claims, 0 changed" in lock(copy).stdout
    assert build(copy, tmp_path / "site").returncode == 0
    assert served(copy, tmp_path / "served", caplog) == ""


def served(project: Path, site: Path, caplog: pytest.LogCaptureFixture) -> str:
    """Build as `make serve` does; what an editor reads of a lock. Anything that stops the build raises."""
    caplog.clear()
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(site), strict=True)
    config.plugins.on_startup(command="serve", dirty=False)
    with caplog.at_level("INFO", logger="mkdocs"):
        build_site(config)
    config.plugins.on_shutdown()
    assert (site / "index.html").exists()
    return "".join(one.getMessage().partition(f"{ADDRESSES}:1: ")[2] for one in caplog.records)
