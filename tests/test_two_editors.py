"""Two editors work at once, each on a branch; git merges them, and no promise of either is lost."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from explainer import claim_lock, lockfile, witness
from explainer.address_lock import LOCK as ADDRESSES
from explainer.address_lock import promised
from explainer.claim_lock import LOCK as CLAIMS
from project import FILES, ROOT, build, faults, lock

TALKS = "docs/timeline/2025-03-11-talks.md"
LOG = "data/changes.yaml"
CONTACT = """- id: {0}
  date: {1}
  how: call
  between: [russia, united-states]
  short: Two of them
  people: [vladimir-putin]
  what: "They spoke.[^alpha-2025]"
  event: null
"""


def git(repository: Path, *arguments: str, check: bool = True) -> str:
    """Run git; what it prints."""
    author = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
    command = ["git", *author, *arguments]
    return subprocess.run(command, cwd=repository, check=check, capture_output=True, text=True).stdout


def written(project: Path, file: str, text: str) -> None:
    (project / file).parent.mkdir(parents=True, exist_ok=True)
    (project / file).write_text(text, encoding="utf-8")


def replaced(project: Path, file: str, old: str, new: str) -> None:
    text = (project / file).read_text(encoding="utf-8")
    assert old in text
    written(project, file, text.replace(old, new, 1))


@pytest.fixture
def repository(copy: Path) -> Path:
    """The small site, locked and committed, with a contact to put others beside."""
    shutil.copy(ROOT / ".gitattributes", copy)
    written(copy, "data/contacts.yaml", CONTACT.format("first", "2025-03-20"))
    written(copy, ".gitignore", "scripts/\noverrides/\n.cache/\n")
    git(copy, "init", "--quiet", "--initial-branch=main")
    committed(copy)
    return copy


def committed(repository: Path) -> None:
    """Commit all, the locks brought up to date as an editor is told to."""
    result = lock(repository)
    assert result.returncode == 0, result.stderr
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=Change")


def branched(repository: Path, name: str) -> None:
    git(repository, "switch", "--quiet", "--create", name, "main")


def merged(repository: Path, branch: str) -> list[str]:
    """Merge a branch into the one that is checked out; the files in conflict."""
    git(repository, "merge", "--quiet", "--no-edit", branch, check=False)
    return git(repository, "diff", "--name-only", "--diff-filter=U").split()


def lines(repository: Path, branch: str) -> set[str]:
    """The raw lines of both locks on a branch."""
    return set(git(repository, "show", f"{branch}:{ADDRESSES}", f"{branch}:{CLAIMS}").splitlines())


def add_one_of_each(project: Path, name: str, day: str, before: bool) -> None:
    """An event, a source, a quotation, an unknown, a change, an entry and a contact, each beside what is there."""
    event = FILES[TALKS].replace("Talks\n", f"{name.title()} visit\n").replace("2025-03-11", day)
    event = (
        event.replace("2025-03-12", day).replace("Talks were", f"{name.title()} was").replace("c-talks", f"c-{name}")
    )
    event = event.replace("phase: proposal", "phase: answer").replace("a ceasefire", f"nothing of {name}")
    written(project, f"docs/timeline/{day}-{name}.md", event)
    entry = FILES["docs/glossary/vladimir-putin.md"].partition("He said")[0] + "A person.[^alpha-2025]\n"
    entry = entry.replace("Vladimir Putin", f"Ann {name.title()}").replace("[Putin]", f"[{name.title()}]")
    written(
        project,
        f"docs/glossary/ann-{name}.md",
        entry.replace("The president of Russia", f"A traveller to {name.title()}"),
    )
    records = {
        "sources": FILES["data/sources.yaml"].partition("- id: gamma")[0].replace("alpha-2025", f"{name}-2025"),
        "quotations": FILES["data/quotations.yaml"]
        .partition("- id: peskov-first-gamma")[0]
        .replace("peskov-first", f"peskov-{name}")
        .replace("First, we must", f"We of {name} must"),
        "unknowns": "- id: place" + FILES["data/unknowns.yaml"].partition("- id: place")[2].replace("room", name),
        "changes": FILES[LOG],
        "contacts": CONTACT.format(name, day),
    }
    records["unknowns"] = records["unknowns"].replace("id: place", f"id: place-{name}")
    records["changes"] = records["changes"].replace("id: talks-place", f"id: place-{name}")
    for register, record in records.items():
        there = (project / f"data/{register}.yaml").read_text(encoding="utf-8")
        written(project, f"data/{register}.yaml", record + there if before else there + record)


@pytest.fixture
def two(repository: Path) -> Path:
    """Two branches that each added one of each kind."""
    for name, day, before in (("anchorage", "2025-03-13", True), ("budapest", "2025-03-14", False)):
        branched(repository, name)
        add_one_of_each(repository, name, day, before)
        committed(repository)
    return repository


def test_two_branches_that_add_merge_either_way_and_one_command_settles_the_rest(two: Path, tmp_path: Path) -> None:
    settled: list[list[bytes]] = []
    for ours, theirs in (("anchorage", "budapest"), ("budapest", "anchorage")):
        git(two, "switch", "--quiet", "--create", f"{ours}-first", ours)
        assert merged(two, theirs) == []
        assert faults(two) == [], "the locks are whole as git merged them"
        assert lines(two, ours) | lines(two, theirs) == lines(two, "HEAD")
        if not settled:  # three events of one actor make a list, which neither branch had
            told = build(two, tmp_path / "site").stderr
            assert f"{ADDRESSES}:1: New addresses are not in the lock: " in told
            assert "timeline/actor/russia" in told
            assert "Fix: run `make addresses`" in told
        committed(two)
        assert lines(two, "HEAD") > lines(two, ours) | lines(two, theirs)
        assert witness.lost(two, ours) == witness.lost(two, theirs) == []
        settled.append([(two / file).read_bytes() for file in (ADDRESSES, CLAIMS)])
    assert settled[0] == settled[1]
    result = build(two, tmp_path / "site")
    assert result.returncode == 0, result.stderr


def test_where_git_leaves_marks_the_command_takes_both_sides(two: Path) -> None:
    """GitHub's own merge heeds no .gitattributes."""
    git(two, "switch", "--quiet", "--create", "union", "anchorage")
    assert merged(two, "budapest") == []
    committed(two)
    git(two, "switch", "--quiet", "--create", "marked", "anchorage")
    git(two, "rm", "--quiet", ".gitattributes")
    git(two, "commit", "--quiet", "--message=Merge as GitHub does")
    assert merged(two, "budapest") == [ADDRESSES, CLAIMS]
    assert "<<<<<<<" in (two / ADDRESSES).read_text(encoding="utf-8")
    for file in (ADDRESSES, CLAIMS):
        told = lockfile.merge_marks(two, file)
        assert [problem.fix.partition(",")[0] for problem in told] == ["run `make addresses`"]
    assert faults(two) == []
    committed(two)
    assert lines(two, "HEAD") == lines(two, "union")


def test_a_merge_that_lost_a_line_is_not_settled(two: Path) -> None:
    git(two, "switch", "--quiet", "anchorage")
    assert merged(two, "budapest") == []
    whole = (two / ADDRESSES).read_text(encoding="utf-8")
    one = next(line for line in whole.splitlines() if line.endswith("timeline/2025-03-14-budapest/"))
    replaced(two, ADDRESSES, f"{one}\n", "")
    assert [told.partition(":")[0] for told in faults(two)] == [ADDRESSES]
    assert lock(two).returncode == 1
    assert (two / ADDRESSES).read_text(encoding="utf-8") == whole.replace(f"{one}\n", "")


def test_a_side_of_the_lock_that_was_dropped_is_entered_again(two: Path) -> None:
    git(two, "switch", "--quiet", "anchorage")
    ours = set(promised(two))
    assert merged(two, "budapest") == []
    both = set(promised(two))
    assert ours < both
    for file in (ADDRESSES, CLAIMS):
        git(two, "checkout", "anchorage@{1}", "--", file)
    assert set(promised(two)) == ours
    committed(two)
    assert set(promised(two)) >= both
    assert witness.lost(two, "budapest") == []


def test_what_was_removed_with_its_lines_in_both_locks_shows_beside_the_commit_before(two: Path) -> None:
    git(two, "switch", "--quiet", "anchorage")
    git(two, "checkout", "main", "--", ".")
    git(two, "rm", "--quiet", "-r", "docs/timeline/2025-03-13-anchorage.md", "docs/glossary/ann-anchorage.md")
    committed(two)
    assert faults(two) == [], "as whole as main is"
    told = [str(problem) for problem in witness.lost(two, "HEAD~1")]
    assert [one.partition(" Fix")[0].partition(" that this one")[0] for one in told] == [
        f"{ADDRESSES}:1: The lock of HEAD~1 holds addresses",
        f"{CLAIMS}:1: The lock of HEAD~1 knows claims or wordings",
    ]
    assert witness.lost(two, "main") == []


def record(was: str, number: int, claim: str = "c-talks-held", page: str = TALKS.removeprefix("docs/")) -> str:
    """A change of wording, as an editor enters it."""
    fields = f"date: 2025-04-0{number}, page: {page}, claim: {claim}, kind: wording"
    return f'- {{id: change-{number}, {fields}, was: "{was}", why: Clearer.}}\n'


def test_a_claim_that_both_changed_is_told_as_two_changes(repository: Path) -> None:
    texts = {"anchorage": "The talks took place.", "budapest": "The talks were held."}
    for number, (name, text) in enumerate(texts.items(), 1):
        branched(repository, name)
        replaced(repository, TALKS, "Talks were held.[", f"{text}[")
        written(repository, LOG, FILES[LOG] + record("Talks were held.", number))
        committed(repository)
    assert merged(repository, "anchorage") == [LOG, TALKS], "what is written is for the editors to decide"
    git(repository, "checkout", "budapest", "--", TALKS)
    written(repository, LOG, FILES[LOG] + record("Talks were held.", 1) + record("Talks were held.", 2))
    told = lock(repository)
    assert told.returncode == 1
    assert "“c-talks-held” was changed on both sides of a merge, to “The talks " in told.stderr
    assert "let the record with the later date say the other in `was`" in told.stderr
    written(repository, LOG, FILES[LOG] + record("Talks were held.", 1) + record(texts["anchorage"], 2))
    committed(repository)
    (held,) = claim_lock.locked(repository)["c-talks-held"]
    assert held.claim.text == texts["budapest"]
    assert held.claim.before == tuple(map(claim_lock.digest, ("Talks were held.", texts["anchorage"])))
    assert witness.lost(repository, "anchorage") == witness.lost(repository, "budapest") == []


def test_claims_on_neighbouring_lines_that_each_changed_one_merge(repository: Path) -> None:
    """Git takes neighbouring changes for one, and a union brings the old lines back beside the new."""
    changes = {
        "alpha": ("Eight hours.", "Ten hours."),
        "gamma": ("Nine hours.", "Eleven hours."),
    }
    for number, (name, (old, new)) in enumerate(changes.items(), 1):
        branched(repository, name)
        replaced(repository, "data/unknowns.yaml", old, new)
        was = claim_lock.locked(repository)[f"c-length-{name}"][0].claim.text
        log, change = FILES[LOG], record(was, number, f"c-length-{name}", "unknowns.md")
        written(repository, LOG, change + log if name == "alpha" else log + change)
        committed(repository)
    assert CLAIMS not in merged(repository, "alpha")
    held = claim_lock.locked(repository)
    assert [len(held[f"c-length-{name}"]) for name in ("alpha", "gamma")] == [1, 1]
    assert [len(held[f"c-length-{name}"][0].claim.before) for name in ("alpha", "gamma")] == [1, 1]
    assert len((repository / CLAIMS).read_text(encoding="utf-8").splitlines()) > len(held)


def test_an_address_that_one_side_leads_on_and_the_other_uses_stops_the_build(repository: Path) -> None:
    branched(repository, "anchorage")
    page, address = "docs/glossary/steve-witkoff.md", "glossary/steve-witkoff/#in-this-story"
    replaced(repository, page, "## In this story {#in-this-story}", "## Here {#here}")
    to = "glossary/steve-witkoff/#here"
    tombstone = f'- {{address: "{address}", to: "{to}", date: 2026-11-01, why: Renamed.}}\n'
    written(repository, "data/tombstones.yaml", tombstone)
    committed(repository)
    branched(repository, "budapest")
    replaced(repository, page, "## In this story {", "## Within this story {")
    committed(repository)
    assert merged(repository, "anchorage") == [page]
    git(repository, "checkout", "budapest", "--", page)
    told = lock(repository)
    assert told.returncode == 1
    assert f"data/tombstones.yaml:1: “{address}” lives, and has a tombstone." in told.stderr
    assert f"“{address}” leads on to “{to}”, which is not there." in told.stderr
