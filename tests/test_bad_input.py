"""Whatever is wrong with the content stops the build, names file and line, and says what fixes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from project import FILES, build, write_project

WITKOFF = "docs/glossary/steve-witkoff.md"
PUTIN = "docs/glossary/vladimir-putin.md"
TALKS = "docs/timeline/2025-03-11-talks.md"
RUSSIA = "docs/positions/russia.md"
SOURCES = "data/sources.yaml"
QUOTATIONS = "data/quotations.yaml"
OUTLETS = "data/outlets.yaml"
UNKNOWNS = "data/unknowns.yaml"
CHANGES = "data/changes.yaml"
HOME = "\n".join(FILES["docs/index.md"].splitlines()[1:5])
EVENT = (
    "date: 2025-03-11\nknown: 2025-03-12\nplace: Jeddah\nactors: [steve-witkoff, russia]\nphase: proposal\n"
    "kind: talks\n"
)

# What is done to which file (old text, new text); the file and line named; words of the reason; words of the fix.
CASES = [
    ("no front matter", "docs/index.md", "---\ntitle", "title", "docs/index.md:1", "no front matter", "begin the file"),
    ("no title", WITKOFF, "title: Steve Witkoff\n", "", f"{WITKOFF}:2", "“title” is missing", "add “title:”"),
    ("no kind", WITKOFF, "kind: person\n", "", f"{WITKOFF}:2", "“kind” is missing", "add “kind:”"),
    (
        "no summary",
        WITKOFF,
        "summary: A US envoy who met the president of Russia in Moscow in March.\n",
        "",
        f"{WITKOFF}:2",
        "“summary” is missing",
        "add “summary:”",
    ),
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
    ("broken YAML", WITKOFF, "[Witkoff]", "[Witkoff", f"{WITKOFF}:6", "not valid YAML", "fix the YAML"),
    (
        "person without role",
        PUTIN,
        "roles:\n  - {",
        "# {",
        f"{PUTIN}:3",
        "needs at least one role",
        "say what the person",
    ),
    (
        "long summary",
        WITKOFF,
        "A US envoy who",
        "A US envoy" + " and so on" * 9 + ", who",
        f"{WITKOFF}:4",
        "40 words",
        "see CONTRIBUTING",
    ),
    (
        "short summary",
        WITKOFF,
        " who met the president of Russia in Moscow in March",
        "",
        f"{WITKOFF}:4",
        "11 characters, not 50 to 160",
        "in one sentence",
    ),
    (
        "summary too long to be shown",
        WITKOFF,
        "in March.",
        "in March" + ", uninterruptedly" * 6 + ".",
        f"{WITKOFF}:4",
        "164 characters, not 50 to 160",
        "in one sentence",
    ),
    (
        "two pages with one summary",
        WITKOFF,
        "A US envoy who met the president of Russia in Moscow in March.",
        "All events in the order in which they happened, by phase.",
        "docs/timeline/index.md:3",
        f"that of {WITKOFF} too",
        "this page alone",
    ),
    (
        "title in a script that no picture shows",
        WITKOFF,
        "title: Steve Witkoff",
        "title: ستيف Witkoff",
        f"{WITKOFF}:2",
        "preview cannot show “",
        "Latin or Cyrillic",
    ),
    (
        "title too long for a picture",
        "docs/index.md",
        "title: Home",
        "title: Home" + " and away" * 13,
        "docs/index.md:2",
        "121 characters, more than the 120",
        "in the summary",
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
        f"{TALKS}:7",
        "no entry or position “nobody”",
        "add the entry",
    ),
    (
        "event in wrong phase",
        TALKS,
        "phase: proposal",
        "phase: before",
        f"{TALKS}:8",
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
        "in this order: answer",
    ),
    (
        "answer undated",
        RUSSIA,
        "    as_of: 2025-03-12\n",
        "",
        f"{RUSSIA}:7",
        "both text and “as_of”",
        "see CONTRIBUTING",
    ),
    (
        "unknown source cited",
        "docs/index.md",
        "[^alpha",
        "[^beta",
        "docs/index.md:7",
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
        f"{TALKS}:15",
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
        "straight quotation marks",
        PUTIN,
        "“First, we must receive this information”",
        '"First, we must receive this information"',
        f"{PUTIN}:9",
        "Another quotation mark",
        "use “ and ”",
    ),
    (
        "quotation's source unknown",
        "data/quotations.yaml",
        "source: alpha",
        "source: beta",
        "data/quotations.yaml:8",
        "no source",
        "enter the source",
    ),
    ("heading without address", TALKS, " {#what-happened}", "", f"{TALKS}:11", "no address", "add one in ASCII"),
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
        "docs/index.md",
        "Witkoff met",
        "<!-- replies -->\n\nWitkoff met",
        "docs/index.md:7",
        "no block “replies”",
        "use one of these",
    ),
    (
        "date in no calendar",
        TALKS,
        "date: 2025-03-11",
        "date: 2025-02-30",
        f"{TALKS}:4",
        "cannot be read",
        "correct the date",
    ),
    (
        "file named for another day",
        TALKS,
        EVENT,
        EVENT.replace("11", "12").replace("proposal", "answer"),
        f"{TALKS}:4",
        "named for another day",
        "name the file 2025-03-12-",
    ),
    (
        "alias that no sentence holds",
        WITKOFF,
        "[Witkoff]",
        '["(W)"]',
        f"{WITKOFF}:5",
        "does not begin with a letter",
        "see CONTRIBUTING",
    ),
    (
        "alias with a semicolon",
        WITKOFF,
        "[Witkoff]",
        "[Witkoff; Steve]",
        f"{WITKOFF}:5",
        "holds a semicolon",
        "see CONTRIBUTING",
    ),
    (
        "alias with another apostrophe",
        PUTIN,
        "[Putin]",
        "[Putin, Witkoff’s, Witkoff's]",
        f"{PUTIN}:5",
        "also claimed by",
        "keep it on one",
    ),
    (
        "front matter without fields",
        "docs/index.md",
        HOME,
        "- Home",
        "docs/index.md:2",
        "holds no fields",
        "title: …",
    ),
    (
        "empty register",
        "data/quotations.yaml",
        FILES["data/quotations.yaml"],
        "# nothing\n",
        "data/quotations.yaml:1",
        "no records",
        "begin each with",
    ),
    (
        "source dated in no calendar",
        "data/sources.yaml",
        "'2025-03-11'",
        "'2025-13-11'",
        "data/sources.yaml:5",
        "month must be in",
        "see CONTRIBUTING",
    ),
    (
        "note written by hand",
        "docs/index.md",
        "[^alpha-2025]",
        "[^me]\n\n[^me]: I know.",
        "docs/index.md:9",
        "written by hand",
        "data/sources.yaml",
    ),
    (
        "uncited item above a cited one",
        TALKS,
        "Talks were held.[",
        "- They were short.\n    - Talks were held.[",
        f"{TALKS}:13",
        "uncited: “They were short",
        "cite a source",
    ),
    (
        "raw HTML",
        TALKS,
        "Talks were held.[^alpha-2025]",
        "<p>Talks were held.</p>",
        f"{TALKS}:13",
        "Raw HTML",
        "write Markdown",
    ),
    (
        "quotation in other marks",
        PUTIN,
        "“First, we must receive this information”",
        "«nobody said these words»",
        f"{PUTIN}:9",
        "Another quotation mark",
        "use “ and ”",
    ),
    ("quotation not closed", PUTIN, "information”", "information", f"{PUTIN}:9", "not closed", "balance “ and ”"),
    (
        "quotation that cuts words",
        PUTIN,
        "“First, we must receive this information”",
        "“irst, we must receive this inform”",
        f"{PUTIN}:9",
        "not in the ledger",
        "quote the ledger's words",
    ),
    (
        "quotation in a title",
        TALKS,
        "title: Talks",
        "title: They said “never heard before”",
        f"{TALKS}:2",
        "holds a quotation mark",
        "see CONTRIBUTING",
    ),
    (
        "underlined heading",
        TALKS,
        "Talks were held.[",
        "More\n----\n\nTalks were held.[",
        f"{TALKS}:14",
        "heading is underlined",
        "write “## Title",
    ),
    (
        "address used twice",
        TALKS,
        "Talks were held.[^alpha-2025]\n",
        "Held.[^alpha-2025]\n\n## Again { #what-happened }\n",
        f"{TALKS}:15",
        "is taken on this page",
        "another",
    ),
    (
        "position without its answers",
        RUSSIA,
        "<!-- answers -->",
        "It spoke.[^alpha-2025]",
        f"{RUSSIA}:10",
        "where its block “answers” goes",
        "on a line of its own",
    ),
    (
        "fact marked as unknown",
        TALKS,
        "Talks were held.[^alpha-2025]",
        "*Talks were held.*{ .unknown }",
        f"{TALKS}:13",
        "hide a statement",
        "take the class out",
    ),
    (
        "fact among the build's own",
        TALKS,
        "Talks were held.[",
        '<div class="furniture" markdown>\n\nIt rained.\n\n</div>\n\nTalks were held.[',
        f"{TALKS}:13",
        "hide a statement",
        "take the class out",
    ),
    (
        "fact among the article's words",
        TALKS,
        "Talks were held.[^alpha-2025]",
        "*Talks were held.*{ .garble }",
        f"{TALKS}:13",
        "uncited",
        "cite a source",
    ),
    (
        "entry that denies being factual",
        WITKOFF,
        "kind: person",
        "kind: person\nfactual: false",
        f"{WITKOFF}:4",
        "“factual”",
        "remove it",
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
    (
        "lone source of grade C",
        TALKS,
        "held.[^alpha-2025]",
        "held.[^gamma-2025]",
        f"{TALKS}:13",
        "rests on Gamma alone, a source of grade C, and does not say so: “Talks were held",
        "write “according to Gamma alone”, or cite a second source",
    ),
    (
        "lone source of grade C within a paragraph",
        TALKS,
        "held.[^alpha-2025]",
        "held, by Gamma’s account alone.[^gamma-2025] It rained.[^gamma-2025] It stopped.[^alpha-2025]",
        f"{TALKS}:13",
        "does not say so: “It rained",
        "cite a second source",
    ),
    (
        "lone source of grade C in the matrix",
        RUSSIA,
        "no.[^alpha-2025]",
        "no.[^gamma-2025]",
        f"{RUSSIA}:8",
        "rests on Gamma alone",
        "cite a second source",
    ),
    (
        "lone source of grade C in an open question",
        UNKNOWNS,
        ", by Gamma’s account alone",
        "",
        f"{UNKNOWNS}:7",
        "rests on Gamma alone",
        "cite a second source",
    ),
    (
        "source deleted",
        SOURCES,
        "- id: alpha-2025",
        "- id: other-2025",
        f"{TALKS}:13",
        "No source has the id “alpha-2025”",
        "enter the source",
    ),
    (
        "quotation without the source that printed it",
        PUTIN,
        "information”.[^alpha",
        "information”.[^gamma",
        f"{PUTIN}:9",
        "stands here without the source that printed it",
        "cite [^alpha-2025] here",
    ),
    (
        "ellipsis that leaves nothing out",
        PUTIN,
        "First, we must receive this",
        "First, we must … receive this",
        f"{PUTIN}:9",
        "not in the ledger",
        "quote the ledger's words",
    ),
    (
        "brackets that replace nothing",
        PUTIN,
        "receive this information",
        "receive this information [now] from Washington",
        f"{PUTIN}:9",
        "not in the ledger",
        "quote the ledger's words",
    ),
    (
        "ellipsis after the last word",
        PUTIN,
        "First, we must receive this information",
        "First, we must receive this information from Washington …",
        f"{PUTIN}:9",
        "not in the ledger",
        "quote the ledger's words",
    ),
    (
        "quotation across markup",
        PUTIN,
        "“First, we must receive",
        "[“First, we must](steve-witkoff.md) receive",
        f"{PUTIN}:9",
        "begins inside markup",
        "on the same side",
    ),
    (
        "block quotation",
        TALKS,
        "Talks were held.[^",
        "> We met.\n\nTalks were held.[^",
        f"{TALKS}:13",
        "no ledger entry of its own",
        "quote within a sentence",
    ),
    ("quotation of no side", QUOTATIONS, "  side: russia\n", "", f"{QUOTATIONS}:1", "“side” is missing", "add “side:”"),
    (
        "variant of nothing",
        QUOTATIONS,
        "variant_of: peskov-first",
        "variant_of: nobody",
        f"{QUOTATIONS}:18",
        "“nobody” is no first printing",
        "name the id",
    ),
    (
        "variant by another speaker",
        QUOTATIONS,
        "gamma\n  speaker: Dmitry Peskov",
        "gamma\n  speaker: Sergey Lavrov",
        f"{QUOTATIONS}:18",
        "Speaker or date differs",
        "correct one of the two",
    ),
    (
        "outlet unknown",
        OUTLETS,
        "name: Gamma",
        "name: Delta",
        f"{SOURCES}:11",
        "No outlet is registered",
        "data/outlets.yaml",
    ),
    (
        "outlet of unknown seat",
        OUTLETS,
        "country: US",
        "country: Texas",
        f"{OUTLETS}:2",
        "“country”",
        "see CONTRIBUTING",
    ),
    ("owner without a source", OUTLETS, "  source: alpha-2025\n", "", f"{OUTLETS}:5", "an owner needs a source", "see"),
    (
        "owner by an unknown source",
        OUTLETS,
        "source: alpha-2025",
        "source: beta-2025",
        f"{OUTLETS}:6",
        "No source has the id",
        "enter the source",
    ),
    (
        "dispute with one answer",
        UNKNOWNS,
        "    - {claim: length-alpha, says: Eight hours., who: Alpha, said: 2025-03-11, sources: [alpha-2025]}\n",
        "",
        f"{UNKNOWNS}:5",
        "two answers or more",
        "see CONTRIBUTING",
    ),
    (
        "answer without an id",
        UNKNOWNS,
        "claim: length-alpha, ",
        "",
        f"{UNKNOWNS}:6",
        "claim” is missing",
        "add “claim:”",
    ),
    (
        "one id for two answers",
        UNKNOWNS,
        "claim: length-gamma",
        "claim: length-alpha",
        f"{UNKNOWNS}:7",
        f"“c-length-alpha” is there already, at {UNKNOWNS}:6",
        "another id",
    ),
    ("id that is no slug", TALKS, "#c-talks-held", "#c-Talks_held", f"{TALKS}:14", "no id for a claim", "lower case"),
    ("id behind its claim", TALKS, "]\n{ #c-", "]{ #c-", f"{TALKS}:13", "takes no effect", "on a line of its own"),
    (
        "id apart from its claim",
        TALKS,
        "\n{ #c-",
        "\n\n{ #c-",
        f"{TALKS}:15",
        "takes no effect",
        "on a line of its own",
    ),
    ("id within its claim", TALKS, "held }\n", "held }\nToo.\n", f"{TALKS}:14", "takes no effect", "the last one of"),
    (
        "change of a claim without its old text",
        CHANGES,
        "  why: ",
        "  claim: c-talks-held\n  why: ",
        f"{CHANGES}:5",
        "gives its old text",
        "see CONTRIBUTING",
    ),
    (
        "correction without its weight",
        CHANGES,
        "  severity: major\n",
        "",
        f"{CHANGES}:1",
        "says its severity",
        "see CONTRIBUTING",
    ),
    (
        "unknown without a note",
        UNKNOWNS,
        "  note: Nobody says in which room they met.[^alpha-2025]\n",
        "",
        f"{UNKNOWNS}:11",
        "an unknown needs a note",
        "see CONTRIBUTING",
    ),
    (
        "answer by an unknown source",
        UNKNOWNS,
        "sources: [alpha-2025]",
        "sources: [beta-2025]",
        f"{UNKNOWNS}:6",
        "No source has the id “beta-2025”",
        "enter the source",
    ),
    (
        "note without a source",
        UNKNOWNS,
        "differ.[^alpha-2025]",
        "differ.",
        f"{UNKNOWNS}:8",
        "uncited: “Nobody says",
        "cite a source",
    ),
    (
        "open question about no page",
        UNKNOWNS,
        "2025-03-11-talks.md",
        "2025-03-12-talks.md",
        f"{UNKNOWNS}:9",
        "There is no page",
        "path under docs/",
    ),
    (
        "open question undated",
        UNKNOWNS,
        "  as_of: 2026-06-15\n",
        "",
        f"{UNKNOWNS}:1",
        "“as_of” is missing",
        "add “as_of:”",
    ),
    (
        "correction of no page",
        CHANGES,
        "page: timeline/2025-03-11-talks.md",
        "page: timeline/talks.md",
        f"{CHANGES}:3",
        "There is no page",
        "path under docs/",
    ),
    (
        "correction of unknown weight",
        CHANGES,
        "severity: major",
        "severity: grave",
        f"{CHANGES}:4",
        "“severity”",
        "see CONTRIBUTING",
    ),
    (
        "correction used twice",
        CHANGES,
        "- id: talks-place",
        "- {id: talks-place, date: 2025-03-20, page: index.md, severity: minor, wrong: A., stands: B., why: C.}\n"
        "- id: talks-place",
        f"{CHANGES}:2",
        "The id “talks-place” is taken",
        "give this record another",
    ),
    ("event not yet known", TALKS, "known: 2025-03-12\n", "", f"{TALKS}:2", "“known” is missing", "add “known:”"),
    (
        "event known before it happened",
        TALKS,
        "known: 2025-03-12",
        "known: 2025-03-10",
        f"{TALKS}:5",
        "before it happened",
        "see CONTRIBUTING",
    ),
    (
        "name left out that nobody has",
        "docs/index.md",
        "title: Home\n",
        "unlinked: [Nobody]\ntitle: Home\n",
        "docs/index.md:2",
        "No page has the name “Nobody”",
        "give a title or an alias",
    ),
    (
        "unknown policy",
        WITKOFF,
        "aliases: [Witkoff]",
        "aliases: [Witkoff]\nlink: twice",
        f"{WITKOFF}:6",
        "“link”",
        "see CONTRIBUTING",
    ),
    (
        "role shown outside its term",
        WITKOFF,
        "    as_of: 2025-03-11",
        "    as_of: 2025-03-11\n    from: 2025-04-01",
        f"{WITKOFF}:10",
        "does not lie between",
        "see CONTRIBUTING",
    ),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site; each test breaks one file and fixes it again."""
    return write_project(tmp_path_factory.mktemp("a folder with spaces"))


def test_the_small_site_builds(project: Path, tmp_path: Path) -> None:
    result = build(project, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "reason", "fix"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_bad_input_stops_the_build(
    project: Path, tmp_path: Path, file: str, old: str, new: str, where: str, reason: str, fix: str
) -> None:
    assert FILES[file].count(old) >= 1
    (project / file).write_text(FILES[file].replace(old, new, 1), encoding="utf-8")
    try:
        result = build(project, tmp_path / "site")
    finally:
        (project / file).write_text(FILES[file], encoding="utf-8")
    assert result.returncode != 0
    named = [line for line in result.stderr.splitlines() if where in line and reason.casefold() in line.casefold()]
    assert named, result.stderr
    assert fix in named[0]
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("name", ["sources", "quotations", "unknowns", "changes"])
def test_a_register_that_is_gone_stops_the_build(project: Path, tmp_path: Path, name: str) -> None:
    file = f"data/{name}.yaml"
    (project / file).unlink()
    try:
        result = build(project, tmp_path / "site")
    finally:
        (project / file).write_text(FILES[file], encoding="utf-8")
    assert result.returncode != 0
    assert f"The register {file} is not there. Fix: restore {file}" in result.stderr


ENTRY = "---\ntitle: Another\nkind: term\nsummary: Another.\n---\nAnother.[^alpha-2025]\n"

# A file that is added; the file and line named; words of the reason; words of the fix.
ADDED = [
    (
        "page in a new folder",
        "docs/notes/index.md",
        b"---\ntitle: A\nsummary: What the weather was on the days of the talks in Jeddah.\n---\nIt rained.\n",
        ":5",
        "uncited",
        "cite a",
    ),
    ("page by another ending", "docs/notes.markdown", b"It rained.\n", ":1", "bypass the checks", "name it"),
    ("file that is no text", "docs/glossary/odd.md", b"---\ntitle: \xff\xfe\n---\n", ":1", "cannot be read", "UTF-8"),
    ("name that is no address", "docs/glossary/Bad Name.md", ENTRY.encode(), ":1", "cannot be an address", "hyphens"),
    ("one name in two folders", "docs/glossary/russia.md", ENTRY.encode(), ":1", "has the same name", "another name"),
]


@pytest.mark.parametrize(
    ("file", "data", "line", "reason", "fix"), [case[1:] for case in ADDED], ids=[c[0] for c in ADDED]
)
def test_bad_files_stop_the_build(
    project: Path, tmp_path: Path, file: str, data: bytes, line: str, reason: str, fix: str
) -> None:
    added = project / file
    added.parent.mkdir(exist_ok=True)
    added.write_bytes(data)
    try:
        result = build(project, tmp_path / "site")
    finally:
        added.unlink()
    assert result.returncode != 0
    message = next(text for text in result.stderr.splitlines() if reason in text)
    # Of two files with one name, either may be the one that is named first.
    assert file + line in message or f"{file} has the same name" in message
    assert fix in message
    assert "Traceback" not in result.stderr
