"""What the page /data/ shows: every file that is published as data, and every field, from the models that write them.

What is in a file is known only after the page is converted: marks stand for the numbers, and `filled` replaces them.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from .content import Content
from .documents import Document
from .exports import feeds
from .exports.bibliography import BIB, CSL
from .exports.data import FOLDER
from .exports.datasets import DATASETS, Dataset
from .exports.ical import PATH as CALENDAR
from .exports.llms import PATH as LLMS
from .exports.records import Data, DataFile, described
from .exports.tables import inner
from .indexes import furniture
from .models import Page
from .wording import escape

PATH = f"{FOLDER}index.md"
# <!-- size: data/names.json --> or <!-- records: data/names.json -->
MARK = re.compile(r"<!-- (?P<what>size|records): (?P<path>\S+) -->")
# What a format of JSON Schema is called here.
FORMATS = {"date": "day (2025-03-11)", "uri": "address"}


def data_files(content: Content, doc: Document[Page]) -> list[str]:
    """All files, each with its size, and how many records each set of them holds."""
    lines = ["| what | files |", "|---|---|"]
    lines += [_row(doc, f"[{dataset.title}](#{dataset.name})", *_files(dataset)) for dataset in DATASETS]
    lines.append(_row(doc, "Sources, for programs that cite", CSL, BIB))
    lines.append(_row(doc, "The timeline, for calendars", CALENDAR, counted=f"{FOLDER}events.json"))
    for path, title in feeds.titles(content).items():
        lines.append(_row(doc, f"Feed: {escape(title)}", f"{path}.json", f"{path}.atom"))
    lines.append(_row(doc, "A map of the site, for language models", LLMS, counted=None))
    return furniture(*lines)


def _row(doc: Document[Page], what: str, first: str, *others: str, counted: str | None = "") -> str:
    """A row for files with the same records, which are counted in the first unless another is named; none: not at all.

    The links are HTML, which the builder leaves alone: it does not know files that are made while it builds.
    """
    up = "../" * doc.path.count("/")
    names = {path: path.removeprefix(FOLDER).replace("/", "/<wbr>") for path in (first, *others)}
    ways = [f'<a href="{up}{path}">{name}</a> <!-- size: {path} -->' for path, name in names.items()]
    number = "" if counted is None else f"<br><!-- records: {counted or first} -->"
    return f"| {what}{number} | {'<br>'.join(ways)} |"


def _files(dataset: Dataset) -> list[str]:
    name = FOLDER + dataset.name
    return [
        f"{name}.json",
        f"{name}.schema.json",
        f"{name}.csv",
        *(f"{name}.{field}.csv" for field in inner(dataset.model)),
    ]


def data_fields(content: Content, doc: Document[Page]) -> list[str]:
    """A table of the fields of each set of records, and of what stands around the records in a JSON file."""
    lines = []
    for dataset in DATASETS:
        name = dataset.name
        lines += [f"## {dataset.title} {{#{name}}}", "", dataset.about, "", *_fields(dataset.model)]
        for field, part in inner(dataset.model).items():
            owner = f"In `{name}.{field}.csv` the column `{dataset.singular}` holds the `id` of its {dataset.singular}."
            lines += [
                f"### {dataset.title}: {field} {{#{name}-{field}}}",
                "",
                f"{described(part)} {owner}",
                "",
                *_fields(part),
            ]
    around = "What each JSON file of records says about itself."
    return [*lines, "## Around the records {#file}", "", around, "", *_fields(DataFile[Data])]


def _fields(model: type[Data]) -> list[str]:
    schema = model.model_json_schema(mode="serialization")
    lines = ["| field | what it holds | what it says |", "|---|---|---|"]
    for name, field in schema["properties"].items():
        lines.append(f"| `{name}` | {_holds(field)} | {field['description']} |")
    return furniture(*lines)


def _holds(field: Mapping[str, Any]) -> str:
    """What may stand in a field, from its JSON Schema."""
    if "anyOf" in field:
        return ", or ".join(_holds(choice) for choice in field["anyOf"])
    if "enum" in field:
        return " or ".join(f"`{value}`" for value in field["enum"])
    if "const" in field:
        return f"`{field['const']}`"
    if field.get("type") == "array":
        return "list of texts" if field["items"].get("type") == "string" else "list of records"
    if field.get("type") == "null":
        return "nothing"
    return FORMATS.get(field.get("format", ""), "text")


def filled(page: str, files: Mapping[str, str | bytes]) -> str:
    """The page with numbers in the place of its marks; without one for a file that this edition does not hold."""

    def number(mark: re.Match[str]) -> str:
        file = files.get(mark["path"])
        if file is None:
            return ""
        if mark["what"] == "records":
            return f"{_records(json.loads(file))} records"
        return f"({math.ceil(len(file.encode() if isinstance(file, str) else file) / 1000)}\u00a0kB)"

    return MARK.sub(number, page)


def _records(whole: Any) -> int:
    """How many records a JSON file holds: one of ours, a JSON Feed or CSL-JSON."""
    if isinstance(whole, dict):
        whole = whole["records"] if "records" in whole else whole["items"]
    return len(whole)
