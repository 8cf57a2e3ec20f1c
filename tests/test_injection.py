"""Nothing that content carries ever runs: payloads in every field of every model, and in Markdown, in a browser.

A project is filled with as many records of each model as there are payloads, so that each field has each payload in one
of them. What the checks refuse is put back; the rest is built once and opened, with the security policy and without.
"""

from __future__ import annotations

import copy
import datetime
import json
import re
import types
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import feedparser
import payloads
import pytest
import yaml
from explainer import models, pictured, registers
from explainer.claim_lock import digest
from explainer.documents import KINDS
from explainer.models import Model
from icalendar import Calendar
from lxml import html
from playwright.sync_api import Browser, BrowserContext
from pydantic import ValidationError
from project import FILES, build, faults, write_project
from searching import ask, open_search

from figures.served import served

TALKS = "timeline/2025-03-11-talks.md"
CITED = "[^alpha-2025]"
Keys = tuple[str | int, ...]

# A page of each kind: where it lies, its front matter and its text. “@” stands for a number of its own.
PAGES: list[tuple[type[Model], str, dict[str, Any], str]] = [
    (models.Home, "index.md", {"published": "2025-03-15", "as_of": "2026-06-15", "hide": ["x"]}, f"They met.{CITED}"),
    (models.PositionsIndex, "positions/index.md", {"questions": []}, "<!-- matrix -->"),
    (models.Page, "page-@.md", {"hide": ["x"], "published": "2025-03-15"}, f"They met.{CITED}"),
    (models.About, "method/about-@.md", {"hide": ["x"], "published": "2025-03-15"}, "They met."),
    (
        models.Listing,
        "timeline/kind/list-@.md",
        {"hide": ["x"], "published": "2025-03-15", "crosslink": False, "only": {"kind": "talks"}},
        "<!-- timeline -->",
    ),
    (
        models.AsKnown,
        "as-known/day-@.md",
        {"hide": ["x"], "published": "2025-03-15", "crosslink": False, "as_known": "2025-03-12"},
        "<!-- as-known -->",
    ),
    (
        models.Story,
        "story/way-@.md",
        {"minutes": 1, "parts": [{"page": TALKS, "section": "what-happened", "title": "A part"}]},
        "<!-- story -->",
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
ANSWER = {"text": f"Neither yes nor no.{CITED}", "as_of": "2025-03-11", "known": "2025-03-12"}
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
            "event": TALKS,
            "proposed": "2025-03-11",
            "start": "2025-03-12",
            "end": "2025-03-13",
            "kind": "agreed",
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
            "people": ["steve-witkoff"],
            "what": f"About it.{CITED}",
            "event": TALKS,
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
                {"id": "one", "who": "One", "what": "a text", "sources": ["alpha-2025"]},
                {"id": "two", "who": "Two", "what": "a text", "sources": ["alpha-2025"]},
            ],
            "note": f"Two texts.{CITED}",
            "rows": [
                {
                    "id": "row",
                    "topic": "A topic",
                    "cells": {
                        "one": {"is": "differs", "text": f"One says so.{CITED}"},
                        "two": {"is": "differs", "text": f"Two says so.{CITED}"},
                    },
                }
            ],
        },
    ),
]
# Pages on which registers are shown that the small site does not show.
SHOWING = {
    "docs/aftermath/index.md": "truces-chart kursk-area contacts",
    "docs/aftermath/truces.md": "truces",
    "docs/readouts.md": "readouts",
    "docs/data/index.md": "data-files data-fields",
    "docs/v/index.md": "versions",
}
# Fields that hold Markdown: what is no HTML there may be markup.
MARKDOWN = {
    "Answer.text", "Unknown.note", "Value.says", "Truce.covers", "Truce.accepted", "Truce.ended", "Area.says", "Contact.what",
    "Readout.note", "Cell.text",
}  # fmt: skip
# The fields of which one record or another gives an example; the rest find theirs by their type.
GIVEN: dict[type[Model], set[str]] = {}
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
MARK = re.compile(r"mark\d+end")


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
        for key, of, one in inner:
            yield from ((found, (key, *keys)) for found, keys in leaves(of, one, value[key], met))
    if not isinstance(value, dict | list):
        yield name, ()


def example(annotation: Any) -> Any:
    """A value for a field that the examples above do not give, so that a new one is tried too."""
    for kind in unwrapped(annotation):
        if kind is str:
            return "Word"
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
        mark = f"mark{len(filled.slots)}end"
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
    unanswered = {question: {"text": None} for question in questions}
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
    for number, (file, blocks) in enumerate(SHOWING.items()):
        front = {"title": f"Shown {number}", "summary": f"A page that shows what stands in a register, number {number}."}
        put_page(project / file, {**front, "crosslink": False}, "\n\n".join(f"<!-- {one} -->" for one in blocks.split()))
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
            known += [{"name": one["container-title"], "country": "US"} for one in filled.registers["sources"]]
        text = json.dumps([*records, *known], indent=1, ensure_ascii=False, default=str)
        (project / f"data/{name}.yaml").write_text(text, encoding="utf-8")
    gone = sorted(record["address"] for record in filled.registers["tombstones"])
    (project / "data/addresses.txt").write_text("".join(f"{address}\n" for address in gone), encoding="utf-8")
    claims = [locked(number, record) for number, record in enumerate(filled.registers["changes"][len(questions) :])]
    (project / "data/claims.jsonl").write_text("".join(f"{json.dumps(claim)}\n" for claim in claims), encoding="utf-8")


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
    own = {one for one in every if issubclass(one, Model)} - {Model, models.Named, models.Term}
    assert own == filled[1].models
    assert {model for model, *_ in PAGES} == {model for _, model in KINDS}


def test_what_is_refused_is_refused_once(filled: tuple[Path, Filled]) -> None:
    refused = [slot for slot in filled[1].slots.values() if slot.refused]
    assert refused
    assert [slot.refused for slot in refused if len(slot.refused) > 1] == []
