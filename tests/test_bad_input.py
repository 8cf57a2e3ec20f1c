"""Whatever is wrong with the content stops the build, names file and line, and says what mends it."""

from __future__ import annotations

from pathlib import Path

import pytest
from project import FILES, build, write_project

WITKOFF = "docs/glossary/steve-witkoff.md"
PUTIN = "docs/glossary/vladimir-putin.md"
TALKS = "docs/timeline/2025-03-11-talks.md"
RUSSIA = "docs/positions/russia.md"

# What is done to which file (old text, new text); the file and line named; words of the reason; words of the mend.
CASES = [
    ("no front matter", "docs/index.md", "---\ntitle", "title", "docs/index.md:1", "no front matter", "begin the file"),
    ("no title", WITKOFF, "title: Steve Witkoff\n", "", f"{WITKOFF}:2", "“title” is missing", "add “title:”"),
    ("no kind", WITKOFF, "kind: person\n", "", f"{WITKOFF}:2", "“kind” is missing", "add “kind:”"),
    ("no summary", WITKOFF, "summary: A US envoy.\n", "", f"{WITKOFF}:2", "“summary” is missing", "add “summary:”"),
    (
        "unknown kind",
        WITKOFF,
        "kind: person",
        "kind: persn",
        f"{WITKOFF}:3",
        "“kind”: Input should be",
        "see CONTRIBUTING",
    ),
    ("misspelt field", WITKOFF, "aliases:", "alias:", f"{WITKOFF}:5", "no field “alias”", "correct its spelling"),
    (
        "field given twice",
        WITKOFF,
        "aliases:",
        "kind: body\naliases:",
        f"{WITKOFF}:5",
        "“kind” is given twice",
        "keep one",
    ),
    ("broken YAML", WITKOFF, "[Witkoff]", "[Witkoff", f"{WITKOFF}:6", "not valid YAML", "mend the YAML"),
    ("person without role", PUTIN, "roles:\n  - {", "# {", f"{PUTIN}:2", "needs at least one role", "see CONTRIBUTING"),
    (
        "long summary",
        WITKOFF,
        "A US envoy.",
        "A US envoy" + " and so on" * 9 + ".",
        f"{WITKOFF}:4",
        "30 words",
        "see CONTRIBUTING",
    ),
    (
        "role of unknown source",
        WITKOFF,
        "source: alpha",
        "source: beta",
        f"{WITKOFF}:11",
        "no source",
        "data/sources.yaml",
    ),
    (
        "two claim one alias",
        PUTIN,
        "[Putin]",
        "[Putin, Witkoff]",
        f"{PUTIN}:5",
        f"also claimed by {WITKOFF}:5",
        "keep it on one",
    ),
    (
        "alias is a title",
        PUTIN,
        "[Putin]",
        "[Steve Witkoff]",
        f"{PUTIN}:5",
        f"also claimed by {WITKOFF}:2",
        "keep it on one",
    ),
    ("event without a date", TALKS, "date: 2025-03-11\n", "", f"{TALKS}:2", "“date” is missing", "add “date:”"),
    (
        "event's actor unknown",
        TALKS,
        "russia]",
        "nobody]",
        f"{TALKS}:6",
        "no entry or position “nobody”",
        "add the entry",
    ),
    (
        "event in wrong phase",
        TALKS,
        "phase: proposal",
        "phase: before",
        f"{TALKS}:2",
        "the phase of",
        "see CONTRIBUTING",
    ),
    (
        "question unanswered",
        RUSSIA,
        "  answer:\n",
        "  reply:\n",
        f"{RUSSIA}:5",
        "do not follow the questions",
        "answer",
    ),
    (
        "answer undated",
        RUSSIA,
        "    as_of: 2025-03-12\n",
        "",
        f"{RUSSIA}:6",
        "both text and “as_of”",
        "see CONTRIBUTING",
    ),
    (
        "unknown source cited",
        "docs/index.md",
        "[^alpha",
        "[^beta",
        "docs/index.md:5",
        "No source has the id “beta-2025”",
        "correct the id",
    ),
    (
        "paragraph uncited",
        WITKOFF,
        "An envoy.[^alpha-2025]",
        "An envoy.",
        f"{WITKOFF}:13",
        "uncited: “An envoy.",
        "cite a source",
    ),
    (
        "list item uncited",
        TALKS,
        "held.[^alpha-2025]",
        "held.[^alpha-2025]\n\n- One fact.",
        f"{TALKS}:13",
        "uncited: “One fact",
        "cite a source",
    ),
    (
        "matrix cell uncited",
        RUSSIA,
        "no.[^alpha-2025]",
        "no.",
        f"{RUSSIA}:8",
        "cites nothing",
        "cite a source",
    ),
    (
        "quotation altered",
        PUTIN,
        "must receive",
        "have to receive",
        f"{PUTIN}:9",
        "not in the ledger",
        "quote the ledger's words",
    ),
    (
        "straight quotation mark",
        PUTIN,
        "“First, we",
        '"First, we',
        f"{PUTIN}:9",
        "straight quotation mark",
        "use “ and ”",
    ),
    (
        "quotation's source unknown",
        "data/quotations.yaml",
        "source: alpha",
        "source: beta",
        "data/quotations.yaml:7",
        "no source",
        "enter the source",
    ),
    ("heading without address", TALKS, " {#what-happened}", "", f"{TALKS}:9", "no address", "add one in ASCII"),
    (
        "source without grade",
        "data/sources.yaml",
        "  grade: A\n",
        "",
        "data/sources.yaml:1",
        "“grade” is missing",
        "add “grade:”",
    ),
    (
        "unknown block",
        RUSSIA,
        "<!-- answers -->",
        "<!-- replies -->",
        f"{RUSSIA}:10",
        "no block “replies”",
        "use one of these",
    ),
    (
        "link to nowhere",
        WITKOFF,
        "He met",
        "[He](nowhere.md) met",
        "glossary/steve-witkoff.md",
        "nowhere.md",
        "not found",
    ),
    (
        "link to no such place",
        WITKOFF,
        "He met",
        "[He](vladimir-putin.md#x) met",
        "glossary/steve-witkoff.md",
        "anchor '#x'",
        "does not contain",
    ),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site; each test breaks one file and mends it again."""
    return write_project(tmp_path_factory.mktemp("a folder with spaces"))


def test_the_small_site_builds(project: Path, tmp_path: Path) -> None:
    result = build(project, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "reason", "mend"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_bad_input_stops_the_build(
    project: Path, tmp_path: Path, file: str, old: str, new: str, where: str, reason: str, mend: str
) -> None:
    assert FILES[file].count(old) >= 1
    (project / file).write_text(FILES[file].replace(old, new, 1), encoding="utf-8")
    try:
        result = build(project, tmp_path / "site")
    finally:
        (project / file).write_text(FILES[file], encoding="utf-8")
    assert result.returncode != 0
    message = next((line for line in result.stderr.splitlines() if where in line), result.stderr)
    assert where in message
    assert reason.casefold() in message.casefold()
    assert mend in message
    assert "Traceback" not in result.stderr
