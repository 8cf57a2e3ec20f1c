"""Nothing that content carries ever runs: payloads in every field of every model, and in Markdown, in a browser.

A project is filled with as many records of each model as there are payloads, so that each field has each payload in one
of them. What the checks refuse is put back; the rest is built once and opened, with the security policy and without.
"""

from __future__ import annotations

import datetime
import json
import re
import shutil
import types
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import feedparser
import payloads
import pytest
import yaml
from explainer import models, pictured, registers
from explainer.address_lock import checksum
from explainer.addresses import address_of
from explainer.claim_lock import digest
from explainer.documents import KINDS
from explainer.models import Model
from explainer.phases import PHASES
from icalendar import Calendar
from playwright.sync_api import Browser, BrowserContext, Page
from project import FILES, ROOT, build, faults, lock, write_project
from pydantic import ValidationError
from searching import ask, open_search

from figures.served import served

TALKS = "timeline/2025-03-11-talks.md"
CITED = "[^alpha-2025]"
Keys = tuple[str | int, ...]

# A page of each kind: where it lies, its front matter and its text. “@” stands for a number of its own.
PAGES: list[tuple[type[Model], str, dict[str, Any], str]] = [
    (models.Home, "index.md", {"published": "2025-03-15", "as_of": "2026-06-15", "hide": ["x"]}, f"They met.{CITED}"),
    (models.PositionsIndex, "positions/index.md", {"questions": []}, "<!-- picture: glance -->\n\n<!-- matrix -->"),
    (models.Page, "page/page-@.md", {"hide": ["x"], "published": "2025-03-15"}, f"They met.{CITED}"),
    (models.About, "method/about-@.md", {"hide": ["x"], "published": "2025-03-15"}, "They met."),
    (
        models.AsKnown,
        "as-known/day-@.md",
        {"hide": ["x"], "published": "2025-03-15", "crosslink": False, "as_known": "2025-03-12"},
        "<!-- as-known -->",
    ),
    (
        models.Story,
        "story/way-@.md",
        {"minutes": 1},
        f"<!-- story -->\n\nThey met.{CITED}",
    ),
    (
        models.Entry,
        "glossary/entry-@.md",
        {
            "title": "Entry @",
            "kind": "person",
            "aliases": ["Alias @"],
            "also_written": {"ru": ["Имя @"]},
            "search_only": ["Other @"],
            "beside": ["Beside"],
            "not_beside": ["Beyond"],
            "not_in": ["Phrase @"],
            "link": "first",
            "case": "exact",
            "roles": [
                {"title": "Envoy", "as_of": "2025-03-11", "source": "alpha-2025", "from": "2025-03-10", "to": None}
            ],
            "sort": "Sorted",
        },
        f"An envoy.{CITED}",
    ),
    (
        models.Event,
        "timeline/2025-03-11-event-@.md",
        {
            "title": "Event @",
            "date": "2025-03-11",
            "known": "2025-03-12",
            "place": "Jeddah",
            "actors": ["russia"],
            "phase": "proposal",
            "kind": "talks",
            "order": 1,
            "aliases": ["Meeting @"],
            "also_written": {"ru": ["Встреча @"]},
            "search_only": ["Round @"],
            "beside": ["Beside"],
            "not_beside": ["Beyond"],
            "not_in": ["Saying @"],
        },
        f"## What happened {{#what-happened}}\n\nEntry @ and Alias @ met.{CITED}\n{{ #c-event-@ }}",
    ),
    (
        models.Position,
        "positions/position-@.md",
        {
            "title": "Position @",
            "aliases": ["Side @"],
            "also_written": {"ru": ["Сторона @"]},
            "search_only": ["Party @"],
            "beside": ["Beside"],
            "not_beside": ["Beyond"],
            "not_in": ["Word @"],
            "answers": {},
        },
        "<!-- answers -->",
    ),
]
# No editor writes such a page, and one that is there is refused.
WRITTEN_BY_THE_BUILD = models.Listing
ANSWER = {"stance": "left-open", "text": f"Neither yes nor no.{CITED}", "as_of": "2025-03-11", "known": "2025-03-12"}
QUESTION = {"id": "question-@", "question": "What did they say?", "short": "The answer"}
# A record of each register, or two where its fields exclude each other.
RECORDS: list[tuple[type[Model], str, dict[str, Any]]] = [
    (
        registers.Source,
        "sources",
        {
            "id": "source-@",
            "type": "article-newspaper",
            "title": "A report",
            "title-from": "address",
            "author": [{"literal": "Alpha"}],
            "container-title": "Gamma",
            "issued": "2025-03-11",
            "date-from": "content",
            "URL": "https://example.org/@",
            "original-URL": "https://example.org/original/@",
            "language": "en",
            "grade": "A",
            "kind": "news report",
            "read-as": "original",
            "note": "A note",
        },
    ),
    (registers.Outlet, "outlets", {"name": "Outlet @", "country": "US", "owner": "An owner", "source": "alpha-2025"}),
    (
        registers.Quotation,
        "quotations",
        {
            "id": "quotation-@",
            "speaker": "A speaker",
            "date": "2025-03-12",
            "occasion": "a briefing",
            "side": "russia",
            "words": "We said this @",
            "language": "en",
            "spoken": "ru",
            "translated": "Gamma",
            "variant_of": None,
            "source": "alpha-2025",
        },
    ),
    (
        registers.Unknown,
        "unknowns",
        {
            "id": "unknown-@",
            "kind": "disputed",
            "question": "How long?",
            "as_of": "2026-06-15",
            "values": [
                {
                    "claim": f"value-{letter}-@",
                    "says": "Eight hours.",
                    "who": "Alpha",
                    "said": "2025-03-11",
                    "known": "2025-03-12",
                    "sources": ["alpha-2025"],
                }
                for letter in "ab"
            ],
            "note": f"Nobody knows.{CITED}",
            "pages": [TALKS],
        },
    ),
    (
        registers.Change,
        "changes",
        {
            "id": "change-@",
            "date": "2025-03-20",
            "page": TALKS,
            "kind": "correction",
            "severity": "minor",
            "wrong": "It was wrong.",
            "stands": "It is right.",
            "why": "A source says so.",
        },
    ),
    (
        registers.Change,
        "changes",
        {
            "id": "wording-@",
            "date": "2025-03-20",
            "page": "timeline/2025-03-11-event-@.md",
            "kind": "wording",
            "claim": "c-event-@",
            "was": "It read otherwise",
            "why": "It reads better.",
        },
    ),
    (
        registers.Tombstone,
        "tombstones",
        {"address": "gone-@/", "to": "timeline/2025-03-11-talks/", "date": "2025-03-20", "why": "It moved."},
    ),
    (registers.Version, "versions", {"date": "2025-03-@", "commit": "a" * 40, "sha256": "b" * 64}),
    (
        pictured.Truce,
        "truces",
        {
            "id": "truce-@",
            "name": "A truce",
            "short": "Truce",
            "by": "Both",
            "event": TALKS,
            "proposed": "2025-03-11",
            "start": "2025-03-12",
            "end": "2025-03-13",
            "kind": "agreed",
            "disputed": [{"at": "start", "drawn": "One", "other": "Another", "day": "2025-03-12"}],
            "scope": {"air": "all", "energy": "part", "land": "none", "sea": "not-said"},
            "covers": f"Everything.{CITED}",
            "accepted": f"Both.{CITED}",
            "ended": f"It ended.{CITED}",
        },
    ),
    (
        pictured.Area,
        "kursk_area",
        {
            "id": "area-@",
            "date": "2025-03-11",
            "km2": 100,
            "bound": "about",
            "peak": False,
            "report": True,
            "earliest": "2025-03-10",
            "by": "others",
            "who": "A group",
            "says": f"A map.{CITED}",
        },
    ),
    (
        pictured.Contact,
        "contacts",
        {
            "id": "contact-@",
            "date": "2025-03-11",
            "how": "talks",
            "between": ["russia", "ukraine"],
            "short": "They met",
            "people": ["steve-witkoff"],
            "what": f"About it.{CITED}",
            "event": TALKS,
        },
    ),
    (
        pictured.Clause,
        "clauses",
        {
            "id": "clause-@",
            "name": "A clause",
            "clause": "c-clause-@",
            "said": f"It said so.{CITED}",
            "happened": f"It happened.{CITED}",
            "outcome": "met",
        },
    ),
    (
        pictured.Readout,
        "readouts",
        {
            "id": "readout-@",
            "encounter": "A call",
            "event": TALKS,
            "texts": [
                {"id": "one", "party": "russia", "who": "One", "what": "a text", "sources": ["alpha-2025"]},
                {"id": "two", "party": "ukraine", "who": "Two", "what": "a text", "sources": ["alpha-2025"]},
            ],
            "note": f"Two texts.{CITED}",
            "rows": [
                {
                    "id": "row",
                    "topic": "A topic",
                    "cells": {
                        "one": {"is": "differs", "short": "so", "text": f"One says so.{CITED}"},
                        "two": {"is": "differs", "short": "so", "text": f"Two says so.{CITED}"},
                    },
                }
            ],
        },
    ),
]
AREA = "## Area {#area}\n\n<!-- picture: kursk-area -->\n\n<!-- kursk-area -->"
# Pages on which registers are shown that the small site does not show.
SHOWING = {
    "docs/aftermath/index.md": "<!-- picture: truces -->",
    "docs/aftermath/truces.md": (
        "<!-- picture: truces -->\n\n<!-- picture: truces-covered -->\n\n## Each {#truce-by-truce}\n\n<!-- truces -->"
    ),
    "docs/readouts.md": "<!-- picture: readouts -->\n\n<!-- readouts -->",
    "docs/data/index.md": "<!-- data-files -->\n\n<!-- data-fields -->",
    "docs/v/index.md": "<!-- versions -->",
    "docs/pictures/index.md": "<!-- pictures -->",
    "docs/timeline/index.md": "\n\n".join(
        ["<!-- picture: days -->", "<!-- picture: course -->", "<!-- timeline -->"]
        # No event of the small site lies in these.
        + [f"## Phase {phase} {{#{phase}}}" for phase in PHASES if phase != "proposal"]
    ),
}
# Fields that hold Markdown: what is no HTML there may be markup.
MARKDOWN = {
    "Answer.text", "Unknown.note", "Value.says", "Truce.covers", "Truce.accepted", "Truce.ended", "Area.says",
    "Contact.what", "Clause.said", "Clause.happened", "Readout.note", "Cell.text",
}  # fmt: skip
# The fields of which one record or another gives an example; the rest find theirs by their type.
GIVEN: dict[type[Model], set[str]] = {models.Entry: {"coordinates"}}  # two numbers, and a place's alone
for _model, _, _record in RECORDS:
    GIVEN.setdefault(_model, set()).update(_record)
# What any page may have besides.
COMMON = {
    "title": "Title @",
    "summary": "What a page of its kind says of the talks, MODEL @.",
    "crosslink": True,
    "unlinked": ["Witkoff"],
    "hide": ["nothing"],
    "published": "2025-03-15",
}
MARK = re.compile(r"m\d+z")


@dataclass
class Slot:
    """A place for a payload: the model and field that it is in, where in which record, and what stands there."""

    name: str
    record: dict[str, Any]
    keys: Keys
    seed: Any
    payload: str
    text: str = ""
    refused: list[str] = field(default_factory=list)

    def set(self, value: Any) -> None:
        inner: Any = self.record
        for key in self.keys[:-1]:
            inner = inner[key]
        inner[self.keys[-1]] = value


@dataclass
class Filled:
    """The pages with their front matter and text, the records of the registers, and the slots by their marks."""

    pages: dict[str, tuple[dict[str, Any], str]] = field(default_factory=dict)
    registers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    slots: dict[str, Slot] = field(default_factory=dict)
    models: set[type[Model]] = field(default_factory=set)


def numbered(value: Any, number: int) -> Any:
    """The value with the number for each “@” in its texts and keys."""
    return json.loads(json.dumps(value).replace("@", f"{number:02}"))


def unwrapped(annotation: Any) -> list[Any]:
    """An annotation without what is optional or checked about it."""
    if get_origin(annotation) is Annotated:
        return unwrapped(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return [one for choice in get_args(annotation) for one in unwrapped(choice)]
    return [annotation]


def leaves(name: str, annotation: Any, value: Any, met: set[type[Model]]) -> Iterator[tuple[str, Keys]]:
    """Each single value in a value of a type: the model and field that it is in, and where it stands."""
    for kind in unwrapped(annotation):
        inner: list[tuple[str | int, str, Any]] = []
        if isinstance(value, dict) and isinstance(kind, type) and issubclass(kind, Model):
            met.add(kind)
            fields = {info.alias or one: info.annotation for one, info in kind.model_fields.items()}
            for key in fields.keys() - value.keys() - GIVEN.get(kind, set()):
                value[key] = example(fields[key])
            inner = [(key, f"{kind.__name__}.{key}", one) for key, one in fields.items() if key in value]
        elif isinstance(value, dict) and get_origin(kind) is dict:
            inner = [(key, name, get_args(kind)[1]) for key in value]
        elif isinstance(value, list) and get_origin(kind) is list:
            inner = [(key, name, get_args(kind)[0]) for key in range(len(value))]
        for place, of, one in inner:
            yield from ((found, (place, *keys)) for found, keys in leaves(of, one, value[place], met))
    if not isinstance(value, dict | list):
        yield name, ()


def example(annotation: Any) -> Any:
    """A value for a field that the examples above do not give, so that a new one is tried too."""
    for kind in unwrapped(annotation):
        if kind is str:
            return "Word"
        if kind is bool:
            return True
        if kind is datetime.date:
            return "2025-03-11"
        if get_origin(kind) is Literal:
            return get_args(kind)[0]
        if get_origin(kind) is list:
            return [example(get_args(kind)[0])]
    raise AssertionError(f"give an example of {annotation}")


def fill() -> Filled:
    """Records enough of each model that each field has each payload in one of them."""
    filled = Filled()
    number = len(payloads.PAYLOADS)
    for model, path, front, body in PAGES:
        for one in range(1, number + 1 if "@" in path else 2):
            value = {**COMMON, **front}
            value["summary"] = value["summary"].replace("MODEL", model.__name__)
            if model is models.PositionsIndex:
                value["questions"] = [numbered(QUESTION, other) for other in range(1, number + 1)]
            if model is models.Position:
                value["answers"] = {"question-@": ANSWER}
            value = numbered(value, one)
            put(filled, model, value, one)
            filled.pages[f"docs/{path}".replace("@", f"{one:02}")] = value, body.replace("@", f"{one:02}")
    for model, name, seed in RECORDS:
        for one in range(1, number + 1):
            value = numbered(seed, one)
            put(filled, model, value, one)
            filled.registers.setdefault(name, []).append(value)
    return filled


def put(filled: Filled, model: type[Model], value: dict[str, Any], number: int) -> None:
    """A payload into each slot of a record: into its address if it is one, else before its text, else behind it."""
    slots = []
    for place, (name, keys) in enumerate(list(leaves(model.__name__, model, value, filled.models))):
        mark = f"m{len(filled.slots)}z"
        payload = payloads.PAYLOADS[(number + place) % len(payloads.PAYLOADS)].replace("@", mark)
        seed: Any = value
        for key in keys:
            seed = seed[key]
        slot = filled.slots[mark] = Slot(name, value, keys, seed, payload)
        stop = "." if str(seed).endswith(".") else ""
        texts = f"{payload} {seed}", f"{str(seed).removesuffix('.')} {payload}{stop}"
        for slot.text in (f"{seed}{''.join(payload.split())}",) if "://" in str(seed) else texts:
            slot.set(slot.text)
            if accepts(model, value):
                break
        slot.set(seed)
        slots.append(slot)
    for slot in slots:
        slot.set(slot.text)


def accepts(model: type[Model], value: dict[str, Any]) -> bool:
    try:
        model.model_validate(value)
    except ValidationError:
        return False
    return True


def write(project: Path, filled: Filled) -> None:
    """Write the records, each value on a line of its own, and what they need around them."""
    questions = [f"question-{number:02}" for number in range(1, len(payloads.PAYLOADS) + 1)]
    unanswered = {question: {"stance": "not-said", "text": None} for question in questions}
    answered = [(file, value) for file, (value, _) in filled.pages.items() if "answers" in value]
    for file, value in answered:
        value_with_all = {**value, "answers": {**unanswered, **value["answers"]}}
        put_page(project / file, value_with_all, "<!-- answers -->")
    for file, (value, body) in filled.pages.items():
        if "answers" not in value:
            put_page(project / file, value, body)
    for side in ("Europe and NATO", "Russia", "Ukraine", "United States"):
        front: dict[str, Any] = {
            "title": side,
            "summary": f"What {side} said to each question on the days of the proposal.",
            "answers": unanswered,
        }
        put_page(project / f"docs/positions/{side.lower().replace(' ', '-')}.md", front, "<!-- answers -->")
    for number, (file, body) in enumerate(SHOWING.items()):
        front = {
            "title": f"Shown {number}",
            "summary": f"A page that shows what stands in a register, number {number}.",
        }
        put_page(project / file, {**front, "crosslink": False}, body)
    for file, anchors in (
        ("proposal", [clause["clause"] for clause in filled.registers["clauses"]]),
        ("aftermath/clauses", [f"c-fate-{clause['id']}" for clause in filled.registers["clauses"]]),
    ):
        picture, listed = ("clauses", "") if file == "aftermath/clauses" else ("contacts", "\n\n<!-- contacts -->")
        front = {"title": f"Told {file}", "summary": f"A page that tells of every clause that there is, {file}."}
        told = "\n\n".join(f"## They met {{#{anchor}}}\n\nThey met.{CITED}" for anchor in anchors)
        put_page(project / f"docs/{file}.md", front, f"<!-- picture: {picture} -->\n\n{told}{listed}")
    region = {
        "title": "Kursk region",
        "kind": "place",
        "summary": "A region of Russia on the border, which an army entered in summer.",
        "coordinates": [51.7, 36.1],
    }
    put_page(project / "docs/glossary/kursk-region.md", region, f"A region.{CITED}\n\n{AREA}")
    sources = [source["id"] for source in filled.registers["sources"]]
    quoted = [f"We said this {number + 1:02}" for number in range(len(questions))]
    cited = "\n\n".join(f"They met.[^{source}]" for source in sources)
    said = "\n\n".join(f"They said: “{words}”.{CITED}" for words in quoted)
    front = {"title": "Cited", "summary": "A page that cites every source and quotes every quotation there is."}
    put_page(project / "docs/cited.md", front, f"{cited}\n\n{said}")
    for name, records in filled.registers.items():
        known = yaml.safe_load(FILES.get(f"data/{name}.yaml", "[]"))
        if name == "sources":  # each outlet publishes something, and each source has an outlet
            outlets = filled.registers["outlets"]
            known += [{**known[0], "id": f"of-{n}", "container-title": one["name"]} for n, one in enumerate(outlets)]
        if name == "outlets":
            there = {one["name"] for one in known}
            used = {one["container-title"] for one in filled.registers["sources"]} - there
            known += [{"name": name, "country": "US"} for name in sorted(used)]
        text = json.dumps([*records, *known], indent=1, ensure_ascii=False, default=str)
        (project / f"data/{name}.yaml").write_text(text, encoding="utf-8")
    claims = [locked(number, record) for number, record in enumerate(filled.registers["changes"][len(questions) :])]
    (project / "data/claims.jsonl").write_text("".join(f"{json.dumps(claim)}\n" for claim in claims), encoding="utf-8")
    promised = {record["address"] for record in filled.registers["tombstones"]}
    promised |= {address_of(claim["page"], claim["id"]) for claim in claims}
    seal = checksum(promised)
    lock = "".join(f"{seal} {address}\n" for address in sorted(promised))
    (project / "data/addresses.txt").write_text(lock, encoding="utf-8")


def put_page(file: Path, front: dict[str, Any], body: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    matter = json.dumps(front, indent=1, ensure_ascii=False)
    file.write_text(f"---\n{matter}\n---\n{body}\n", encoding="utf-8")


def locked(number: int, change: dict[str, Any]) -> dict[str, Any]:
    """The line of the lock for the claim that a change is about."""
    text = f"Entry {number + 1:02} and Alias {number + 1:02} met."
    before = [digest(change["was"])]
    return {"id": change["claim"], "page": change["page"], "sha256": digest(text), "text": text, "before": before}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Filled]:
    """The project, and what stands in it once everything that the checks refuse is put back."""
    project, filled = write_project(tmp_path_factory.mktemp("injected") / "project"), fill()
    for part in ("javascripts", "stylesheets", "assets/fonts"):
        shutil.copytree(ROOT / "docs" / part, project / "docs" / part, dirs_exist_ok=True)
    while True:
        write(project, filled)
        problems = faults(project)
        if not problems:
            return project, filled
        for problem in problems:
            file, line, _ = problem.split(":", 2)
            text = (project / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
            marks = MARK.findall(text) or MARK.findall(problem)  # a fault of two fields has the line of their record
            assert marks, f"not the line of the fault: {problem}"
            filled.slots[marks[0]].refused.append(problem)
        for slot in filled.slots.values():
            if slot.refused:
                slot.set(slot.seed)


def test_every_model_is_tried(filled: tuple[Path, Filled]) -> None:
    every = {one for module in (models, registers, pictured) for one in vars(module).values() if isinstance(one, type)}
    own = {one for one in every if issubclass(one, Model)} - {Model, models.Named, models.Term, WRITTEN_BY_THE_BUILD}
    assert own == filled[1].models
    assert {model for model, *_ in PAGES} == {model for _, model in KINDS} - {WRITTEN_BY_THE_BUILD}


def test_what_is_refused_is_refused_once(filled: tuple[Path, Filled]) -> None:
    refused = [slot for slot in filled[1].slots.values() if slot.refused]
    assert refused
    # A name may be too long in two ways, and an outlet's stands in two files.
    twice = [slot for slot in refused if slot.name != "Entry.title"]
    files = [[problem.partition(":")[0] for problem in slot.refused] for slot in twice]
    assert [one for one in files if len(one) > len(set(one))] == []


# Of a page's tree: what may run, load or lead away, all inline scripts, and all that it says, in attributes too.
LOOK = """page => {
  const found = [], said = [(page.body ?? page.documentElement).textContent]
  for (const element of page.querySelectorAll(STRANGE))
    found.push(element.outerHTML.slice(0, 200))
  for (const element of page.querySelectorAll("*"))
    for (const {name, value} of element.attributes) {
      if (/^on|^style$/.test(name) || /^(href|src|action)$/.test(name) && !/^(https?:|data:,$|#|[^:]*$)/.test(value))
        found.push(`${name}=${value}`)
      if (/^(title|alt|content|aria-label|data-.*)$/.test(name))
        said.push(value)
    }
  for (const {text} of page.querySelectorAll("script[type='application/ld+json']"))
    JSON.parse(text, (_, value) => typeof value === "string" ? said.push(value) : 0)
  const scripts = page.querySelectorAll("script:not([src]):not([type='application/ld+json'])")
  return {found, said: said.join("\\n"), inline: [...scripts].map(one => one.textContent)}
}""".replace(
    "STRANGE",
    '"iframe, object, embed, base, form, textarea, style, img, math, body body, head title ~ title,'
    ' input:not(.md-toggle), meta[http-equiv=refresh], svg script, body > svg, details[open]"',
)
# Reads pages as a browser does, without running anything.
READ = f"""paths => {{
  const look = {LOOK}
  const type = path => path.endsWith(".html") ? "text/html" : "application/xml"
  const read = async path => [path, look(new DOMParser().parseFromString(await (await fetch(path)).text(), type(path)))]
  return Promise.all(paths.map(read)).then(Object.fromEntries)
}}"""
# Opens pages in frames of one page, where whatever can run does; says where each ended and what it asked for.
OPEN = f"""paths => {{
  const look = {LOOK}
  const open = path => new Promise((done, fail) => {{
    const frame = document.createElement("iframe")
    frame.style.display = "none"
    frame.onload = () => {{
      try {{
        const {{contentDocument: page, contentWindow: {{location, performance}}}} = frame
        const asked = performance.getEntriesByType("resource").map(one => one.name)
        done([path, {{end: location.href, asked, ...look(page)}}])
      }} catch (error) {{ // another site's page, or what should be JSON and is not
        fail(error)
      }}
      frame.remove()
    }}
    frame.src = path
    document.body.append(frame)
  }})
  return Promise.all(paths.map(open)).then(Object.fromEntries)
}}"""
EVIL = "evil.invalid"
# glossary/, cite/c-, embed/timeline/   what tells the kind of a page
KIND = re.compile(r"(cite|embed)/(timeline/|c-|q-|row-|)|[a-z-]+/")
# Fields that data, feeds and the calendar give whole.
IN_DATA = {
    "Event.title", "Event.summary", "Event.place", "Entry.title", "Entry.summary", "Entry.aliases", "Quotation.speaker",
    "Quotation.occasion", "Source.title", "Outlet.name", "Unknown.question", "Value.who", "Change.why", "Change.was",
}  # fmt: skip
# A page of each kind with a policy of its own, and what is slipped in.
PLANTED = ["timeline/index.html", "404.html", "cite/home/index.html", "embed/c-event-01/index.html"]
PLANT = "<p id=planted>x<script>alert(1)</script><img src=x onerror=alert(2)><style>#planted{font-style:italic}</style>"
# What the script in the head of a page begins with.
SCHEME = "{let chosen"


def collapsed(text: str) -> str:
    return " ".join(text.split()).casefold()


@pytest.fixture(scope="module")
def injected(filled: tuple[Path, Filled], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built from what is accepted, with a page that opens others."""
    site = tmp_path_factory.mktemp("injected") / "site"
    project, _ = filled
    for number, text in enumerate(payloads.SHOWN):
        text = marked(text, number)
        front = {
            "title": f"Markdown {number}",
            "summary": f"A page with Markdown that shows markup as text, number {number}.",
        }
        put_page(project / f"docs/shown-{number}.md", front, f"{text}{CITED}")
    locked_now = lock(project)
    assert locked_now.returncode == 0, locked_now.stdout + locked_now.stderr
    result = build(project, site, SITE_URL="https://example.org/explainer/")
    assert result.returncode == 0, result.stdout + result.stderr
    (site / "host.html").write_text("<!doctype html><body>", encoding="utf-8")
    return site


def marked(text: str, number: int) -> str:
    return text.replace("@", f"n{number}z")


def telling(site: Path, payload: dict[str, str]) -> list[str]:
    """Of each kind of page and feed as many that each payload which stands on any stands on one.

    `payload` says of each mark which payload it counts as.
    """
    paths, met = [], dict[str, set[str]]()
    for file in sorted((*site.rglob("*.html"), *site.rglob("*.atom"))):
        path = file.relative_to(site).as_posix()
        kind = KIND.match(path)
        known = met.setdefault(kind[0] if kind else path, set())
        found = {payload[mark] for mark in MARK.findall(file.read_text(encoding="utf-8"))}
        if found - known:
            paths.append(path)
            known |= found
    return paths


@pytest.fixture(scope="module")
def host(browser: Browser, injected: Path) -> Iterator[Page]:
    """A page of the site that opens others, without a security policy, as what is escaped needs none."""
    with served(injected) as address:
        context = browser.new_context(bypass_csp=True)
        page = watched(context)
        page.goto(f"{address}host.html")
        yield page
        context.close()


def watched(context: BrowserContext) -> Page:
    """A page whose `ran` lists what payloads have said on it and in its frames."""
    context.add_init_script("top.ran ??= []; window.alert = what => top.ran.push(String(what))")
    return context.new_page()


@pytest.fixture(scope="module")
def pages(host: Page, injected: Path, filled: tuple[Path, Filled]) -> dict[str, Any]:
    """What is on pages and feeds, by path: on as many that each payload which stands on any stands on one."""
    alike = kinds_of_payload(filled[1])
    paths = [
        path for path in telling(injected, {mark: mark for mark in alike}) if not path.startswith(("cite/", "embed/"))
    ]
    found: dict[str, Any] = host.evaluate(READ, list(dict.fromkeys((*paths, *telling(injected, alike)))))
    return found


def kinds_of_payload(filled: Filled) -> dict[str, str]:
    """The payload behind each mark."""
    return {mark: slot.payload.replace(mark, "@") for mark, slot in filled.slots.items()}


def test_nothing_runs_and_nothing_leads_away(host: Page, injected: Path, filled: tuple[Path, Filled]) -> None:
    base = host.url.removesuffix("host.html")
    opened = host.evaluate(OPEN, telling(injected, kinds_of_payload(filled[1])))
    assert len(opened) > 100
    for path, page in opened.items():
        assert page["end"] == base + path
        assert [asked for asked in page["asked"] if EVIL in asked] == [], path
        assert strange(path, page) == [], path
    assert host.evaluate("ran") == []


def test_no_element_comes_from_a_payload(pages: dict[str, Any]) -> None:
    for path, page in pages.items():
        assert strange(path, page) == [], path


def strange(path: str, page: dict[str, Any]) -> list[str]:
    """What is on a page besides what may be: the style of an embed, the script that sets the colours."""
    own = {"embed": "<style>:root{color-scheme", "feeds": "style=word-wrap: break-word; white-space: pre-wrap;"}
    styles = own.get(path.split("/")[0], "none")  # Chromium shows a feed as text, in a style of its own
    scripts = [script for script in page["inline"] if not script.startswith(SCHEME)]
    return [one for one in page["found"] if not one.startswith(styles)] + scripts


def test_payloads_are_shown_as_text(pages: dict[str, Any], filled: tuple[Path, Filled]) -> None:
    text = "\n".join(collapsed(page["said"]) for page in pages.values())
    slots = [slot for slot in filled[1].slots.values() if not slot.refused and slot.name not in MARKDOWN]
    plain = [slot for slot in slots if "plain" in slot.payload]
    shown = {slot.name for slot in plain if collapsed(slot.payload) in text}
    assert len(shown) > 30
    assert [
        (slot.name, slot.payload) for slot in slots if slot.name in shown and collapsed(slot.payload) not in text
    ] == []


def test_texts_are_whole_in_data_and_feeds(injected: Path, filled: tuple[Path, Filled]) -> None:
    said: set[str] = set()
    for file in injected.rglob("*.json"):
        said.update(texts_in(json.loads(file.read_bytes())))
    for file in injected.rglob("*.atom"):
        feed = feedparser.parse(file.read_bytes(), sanitize_html=False)
        assert not feed.bozo, file
        said.update(entry[name] for entry in feed.entries for name in ("title", "summary"))
    calendar = Calendar.from_ical((injected / "data/timeline.ics").read_bytes())
    said.update(
        str(event[name]) for event in calendar.walk("VEVENT") for name in ("summary", "description", "location")
    )
    texts = [slot for slot in filled[1].slots.values() if not slot.refused and slot.name in IN_DATA]
    assert {slot.name for slot in texts} == IN_DATA
    assert [slot.text for slot in texts if not any(slot.text in one or slot.text.strip() in one for one in said)] == []


def texts_in(value: Any) -> Iterator[str]:
    """Every text in what JSON holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_in(inner)


def test_search_shows_titles_and_summaries_as_text(
    browser: Browser, injected: Path, filled: tuple[Path, Filled]
) -> None:
    slots = [
        slot for slot in filled[1].slots.values() if not slot.refused and slot.name in ("Event.title", "Entry.summary")
    ]
    marks = [MARK.findall(slot.payload)[0] for slot in slots]
    with served(injected) as address:
        context = browser.new_context(bypass_csp=True)
        page = watched(context)
        page.goto(address)
        open_search(page)
        answers = ask(page, marks)
        for slot, hits in zip(slots, answers, strict=True):
            assert any(collapsed(slot.text) in collapsed(hit["text"]) for hit in hits), slot.text
        assert page.evaluate("ran") == []
        assert not page.query_selector_all(".search-hits :is(script, img, svg, iframe, base, meta, style, form, input)")
        context.close()


def test_the_policy_alone_stops_what_is_planted(browser: Browser, injected: Path) -> None:
    """On a page of each kind with a policy of its own, a script, a handler and a style slipped in after the build."""
    ran = {}
    for bypass in (False, True):
        with served(injected) as address:
            context = browser.new_context(bypass_csp=bypass)
            page = watched(context)
            for path in PLANTED:
                planted = (injected / path).read_text(encoding="utf-8").replace("</body>", f"{PLANT}</body>", 1)
                (injected / path).with_name("planted.html").write_text(planted, encoding="utf-8")
                page.goto(f"{address}{Path(path).with_name('planted.html').as_posix()}")
                shown = page.evaluate("getComputedStyle(document.querySelector('#planted')).fontStyle")
                ran[bypass, path] = (page.evaluate("ran"), shown)
            context.close()
    assert {ran[False, path] == ([], "normal") for path in PLANTED} == {True}, ran
    assert all(ran[True, path][0] and ran[True, path][1] == "italic" for path in PLANTED), ran


def test_a_title_reads_the_same_everywhere(browser: Browser, injected: Path, filled: tuple[Path, Filled]) -> None:
    (slot,) = (one for one in filled[1].slots.values() if one.name == "Event.title" and "'Co'" in one.payload)
    (path,) = (file for file, (value, _) in filled[1].pages.items() if value is slot.record)
    name, title = path.removeprefix("docs/").removesuffix(".md"), slot.text
    with served(injected) as address:
        page = browser.new_page()
        page.goto(f"{address}{name}/")
        assert page.title() == f"{title} - Thirty Days"
        assert page.locator("h1").evaluate("h1 => h1.firstChild.textContent") == title
        meta = "name => document.querySelector(`meta[property='${name}'], meta[name='${name}']`).content"
        assert [page.evaluate(meta, name) for name in ("og:title", "citation_title")] == [title, title]
        structured = json.loads(page.locator("script[type='application/ld+json']").text_content() or "")
        assert structured["@graph"][0]["headline"] == title
        for kind in ("cite", "embed"):
            page.goto(f"{address}{kind}/{name}/")
            assert page.locator("h1").text_content() == title
        page.close()


def test_markdown_that_could_run_is_refused_once(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project")
    files = refused_pages(project)
    found = Counter(problem.split(": ", 1)[0] for problem in faults(project))
    assert found.keys() >= set(files.values())
    assert set(found.values()) == {1}


def test_what_the_checks_overlook_does_not_get_past_the_converted_page(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project")
    files = refused_pages(project)
    checks = project / "scripts/explainer/checks.py"
    code = checks.read_text(encoding="utf-8")
    blind = code.replace("harm = harmless.faults(doc)", "harm = []")
    assert blind != code
    checks.write_text(blind, encoding="utf-8")
    said = build(project, tmp_path / "site").stderr  # what other checks refuse
    refused = [file for file in files if f"{file}:" in said]
    assert len(refused) < 5
    for file in refused:
        (project / file).unlink()
    said += build(project, tmp_path / "site").stderr
    assert [text for file, text in files.items() if f"{file}:" not in said] == []


def refused_pages(project: Path) -> dict[str, str]:
    """Write a page with each Markdown that is refused: each file, and it with the line of the fault."""
    files = {}
    for number, text in enumerate(payloads.REFUSED):
        front = {
            "title": f"Refused {number}",
            "summary": f"A page with Markdown that no page may hold, number {number}.",
        }
        file = f"docs/refused-{number}.md"
        put_page(project / file, front, f"They met.{CITED}\n\n{marked(text, number)}")
        lines = (project / file).read_text(encoding="utf-8").splitlines()
        line = next(n for n, one in enumerate(lines, 1) if n > 5 and re.search(payloads.FAULT, one))
        files[file] = f"{file}:{line}"
    return files
