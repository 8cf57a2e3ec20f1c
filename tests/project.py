"""A small site to break: the pages, the registers and the settings of the real one."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from explainer import checks, content
from explainer.lockfile import NOTHING_YET
from explainer.problems import ContentError
from mkdocs.commands.build import build as build_here
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

ROOT = Path(__file__).parents[1]

FILES = {
    "docs/index.md": """---
title: Home
summary: The answer to what was proposed, and who gave it on which day.
published: 2025-03-15
as_of: 2026-06-15
---
Witkoff met Putin in Moscow.[^alpha-2025]
""",
    "docs/sources.md": """---
title: Sources
summary: The register of all sources, with what each is worth to a reader.
crosslink: false
---
<!-- sources -->
""",
    "docs/glossary/index.md": """---
title: Glossary
summary: All names of people and places on these pages, from A to Z.
crosslink: false
---
<!-- glossary -->
""",
    "docs/glossary/steve-witkoff.md": """---
title: Steve Witkoff
kind: person
summary: A US envoy who met the president of Russia in Moscow in March.
aliases: [Witkoff]
also_written: {ru: [Уиткофф]}
search_only: [Vitkoff]
roles:
  - title: US envoy
    as_of: 2025-03-11
    source: alpha-2025
---
An envoy.[^alpha-2025]

## In this story {#in-this-story}

He met Putin.[^alpha-2025]
""",
    "docs/glossary/vladimir-putin.md": """---
title: Vladimir Putin
kind: person
summary: The president of Russia, who received the US envoy in Moscow.
aliases: [Putin]
roles:
  - {title: President of Russia, as_of: 2025-03-11, source: alpha-2025}
---
He said: “First, we must receive this information”.[^alpha-2025]
""",
    "docs/positions/index.md": """---
title: Positions
summary: Who wants what, in one table with a row for each question.
questions:
  - {id: answer, question: "What did it say?", short: The answer}
---
<!-- matrix -->
""",
    "docs/positions/russia.md": """---
title: Russia
summary: What Russia said to each question on the days of the proposal.
aliases: [Russia]
answers:
  answer:
    as_of: 2025-03-12
    text: Neither yes nor no.[^alpha-2025]
    stance: left-open
    short: Left it open
---
<!-- answers -->
""",
    "docs/timeline/index.md": """---
title: Timeline
summary: All events in the order in which they happened, by phase.
crosslink: false
---
<!-- timeline -->
""",
    "docs/timeline/2025-03-11-talks.md": """---
title: Talks
summary: Talks were held in Jeddah, and a ceasefire was proposed there.
date: 2025-03-11
known: 2025-03-12
place: Jeddah
actors: [steve-witkoff, russia]
phase: proposal
kind: talks
---
## What happened {#what-happened}

Talks were held.[^alpha-2025]
{ #c-talks-held }
""",
    "docs/quotations.md": """---
title: Quotations
summary: The ledger of quotations, with who said each and who printed it.
---
<!-- quotations -->
""",
    "docs/unknowns.md": """---
title: Not known
summary: The list of what is disputed and of what nobody has published.
---
<!-- unknowns -->
""",
    "docs/corrections.md": """---
title: Corrections
summary: The log of what was wrong on these pages and what stands now.
---
<!-- corrections -->
""",
    "docs/method/index.md": """---
title: Method
summary: How these pages are made and checked, and whose words they quote.
---
<!-- balance -->

## Grades {#grades}
""",
    "docs/javascripts/cards.js": "",
    "docs/javascripts/search.js": "",
    "data/sources.yaml": """- id: alpha-2025
  type: article-newspaper
  title: A report
  container-title: Alpha
  issued: '2025-03-11'
  URL: https://example.org/a
  language: en
  grade: A
  kind: news report
  read-as: original
- id: gamma-2025
  type: article-newspaper
  title: Another report
  container-title: Gamma
  issued: '2025-03-12'
  URL: https://example.org/b
  language: en
  grade: C
  kind: news report
  read-as: copy
""",
    "data/quotations.yaml": """- id: peskov-first
  speaker: Dmitry Peskov
  date: 2025-03-12
  occasion: briefing
  side: russia
  words: First, we must receive this information from Washington
  language: en
  source: alpha-2025
- id: peskov-first-gamma
  speaker: Dmitry Peskov
  date: 2025-03-12
  occasion: briefing
  side: russia
  words: We need to have this information first
  language: en
  spoken: ru
  translated: Gamma
  variant_of: peskov-first
  source: gamma-2025
""",
    "data/outlets.yaml": """- name: Alpha
  country: US
- name: Gamma
  country: RU
  owner: the Russian state
  source: alpha-2025
""",
    "data/unknowns.yaml": """- id: length
  kind: disputed
  question: How long did they last?
  as_of: 2026-06-15
  values:
    - {claim: length-alpha, says: Eight hours., who: Alpha, said: 2025-03-11, sources: [alpha-2025]}
    - {claim: length-gamma, says: Nine hours., who: Gamma, sources: [gamma-2025]}
  note: Nobody says why they differ.[^alpha-2025]
  pages: [timeline/2025-03-11-talks.md]
  about: jeddah
  first: true
- id: place
  kind: unknown
  question: In which room?
  as_of: 2026-06-15
  note: Nobody says in which room they met.[^alpha-2025]
  pages: [index.md]
  about: jeddah
""",
    "data/truces.yaml": "[]\n",
    "data/tombstones.yaml": "[]\n",
    "data/addresses.txt": f"{NOTHING_YET}\n",
    "data/claims.jsonl": f"{NOTHING_YET}\n",
    "data/kursk_area.yaml": "[]\n",
    "data/contacts.yaml": "[]\n",
    "data/readouts.yaml": "[]\n",
    "data/clauses.yaml": "[]\n",
    "data/changes.yaml": """- id: talks-place
  date: 2025-03-20
  page: timeline/2025-03-11-talks.md
  severity: major
  wrong: The page put the talks in Riyadh.
  stands: They were held in Jeddah.
  why: The source says so.
""",
}


def write_project(folder: Path) -> Path:
    """Write the small site into a folder, with the real site's settings, templates and scripts."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for name in ("overrides", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    before, _, rest = settings.partition("\nnav:\n")
    _, _, after = rest.partition("\nnot_in_nav:")
    not_in_nav = "\nnot_in_nav:" + after.replace("/glossary/*", "*", 1)
    lines = (before + not_in_nav).splitlines(keepends=True)
    footer = [(line, re.search(r"page: ([^ ,}]+)", line)) for line in lines]  # only pages that the small site has
    settings = "".join(line for line, page in footer if page is None or f"docs/{page[1]}" in FILES)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for asset in re.findall(r"(?:stylesheets|javascripts)/[\w/-]+\.(?:css|js)", settings):
        file = folder / "docs" / asset
        file.parent.mkdir(exist_ok=True)
        file.touch()
    return folder


def faults(project: Path) -> list[str]:
    """What a build of the project would say is wrong before it converts a page; in this process, so in milliseconds."""
    content.load.cache_clear()
    try:
        found = checks.check(content.load(project))
    except ContentError as error:
        found = error.problems
    return [str(problem) for problem in found]


class _Heard(logging.Handler):
    """Keeps every warning and error of a build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def rendered(project: Path) -> list[str]:
    """What a whole build of the project says is wrong; in this process, in about a second.

    For faults that are found only while pages are converted or once they all are; empty if the build succeeds.
    """
    heard, log = _Heard(), logging.getLogger("mkdocs")
    log.addHandler(heard)
    try:
        with TemporaryDirectory() as site:
            build_here(load_config(str(project / "mkdocs.yml"), strict=True, site_dir=site))
    except Abort:
        assert heard.messages, "the build stopped without a word"
    finally:
        log.removeHandler(heard)
    return heard.messages


def told(project: Path, file: str, old: str, new: str, find: Callable[[Path], list[str]] = faults) -> list[str]:
    """What `faults` or `rendered` says of the small site with one edit, which is undone afterwards."""
    assert old in FILES[file], f"{file} does not hold: {old}"
    (project / file).write_text(FILES[file].replace(old, new, 1), encoding="utf-8")
    try:
        return find(project)
    finally:
        (project / file).write_text(FILES[file], encoding="utf-8")


def build(project: Path, site: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build a site as `make build` does."""
    settings = {"PYTHONPATH": str(project / "scripts"), "NO_MKDOCS_2_WARNING": "1", **environment}
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=project,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a built site by its path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def lock(project: Path) -> subprocess.CompletedProcess[str]:
    """Enter what is new into the locks as `make addresses` does."""
    settings = {"PYTHONPATH": str(project / "scripts"), "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [sys.executable, "-m", "explainer.permalinks"],
        cwd=project,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
