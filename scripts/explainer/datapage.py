"""What the page /data/ shows: every file that is published as data, and every field, from the models that write them.

A file's size is known only when it is written, after the page is converted: a mark stands for it, which `filled` replaces.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from typing import Any

from .content import Content
from .documents import Document
from .exports.data import FOLDER, SOURCES_BIB, SOURCES_CSL
from .exports.datasets import DATASETS, Dataset
from .exports.feeds import paths as feeds
from .exports.ical import PATH as CALENDAR
from .exports.llms import PATH as LLMS
from .exports.records import Data, DataFile
from .exports.tables import columns, inner
from .indexes import furniture
from .models import Page
from .wording import escape as markdown

# <!-- size: data/names.json -->
SIZE = re.compile(r"<!-- size: (\S+) -->")
# What a format of JSON Schema is called here.
FORMATS = {"date": "day (2025-03-11)", "uri": "address"}


def data_files(content: Content, doc: Document[Page]) -> list[str]:
    """All files, each with its size and how many records it holds."""
    lines = ["| what | files |", "|---|---|"]
    lines += [f"| [{dataset.title}](#{dataset.name}) | {_links(doc, *_files(dataset))} |" for dataset in DATASETS]
    lines.append(f"| Sources for citation programs | {_links(doc, SOURCES_CSL, SOURCES_BIB)} |")
    lines.append(f"| The timeline as a calendar | {_links(doc, CALENDAR)} |")
    for path, title in feeds(content):
        lines.append(f"| Feed: {markdown(title)} | {_links(doc, f'{path}.atom', f'{path}.json')} |")
    lines.append(f"| A map of the site for language models | {_links(doc, LLMS)} |")
    return furniture(*lines)


def _files(dataset: Dataset) -> list[str]:
    name = FOLDER + dataset.name
    return [
        f"{name}.json",
        f"{name}.schema.json",
        f"{name}.csv",
        *(f"{name}.{field}.csv" for field in inner(dataset.model)),
    ]


def _links(doc: Document[Page], *paths: str) -> str:
    """Links in HTML, which the builder leaves alone: it does not know files that are made while it builds."""
    up = "../" * doc.path.count("/")
    return "<br>".join(
        f'<a href="{up}{path}">{path.removeprefix(FOLDER)}</a> <!-- size: {path} -->' for path in paths
    )


def data_fields(content: Content, doc: Document[Page]) -> list[str]:
    """A table of the fields of each set of records, and of what stands around the records in a JSON file."""
    lines = []
    for dataset in DATASETS:
        lines += [f"## {dataset.title} {{#{dataset.name}}}", "", dataset.about, "", *_fields(dataset.model)]
        for field, part in inner(dataset.model).items():
            lines += [f"### {dataset.title}: {field} {{#{dataset.name}-{field}}}", ""]
            lines += [f"{_about(part)} In `{dataset.name}.{field}.csv` a column `{dataset.singular}` stands before these: the", ""]
            lines[-2] += f" `id` of the record in `{dataset.name}.csv` to which the row belongs."
            lines += _fields(part)
    return [*lines, "## Around the records {#file}", "", "Each JSON file of records says this of itself.", "", *_fields(DataFile[Data])]


def _about(model: type[Data]) -> str:
    return " ".join((model.__doc__ or "").split())


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


def filled(html: str, files: Mapping[str, str | bytes]) -> str:
    """The page with each file's size in the place of its mark. Raises `KeyError` if a file is not there."""

    def size(mark: re.Match[str]) -> str:
        file = files[mark[1]]
        data = file.encode() if isinstance(file, str) else file
        held = _held(mark[1], data)
        return f"<small>{escape(held)}{_readable(len(data))}</small>"

    return SIZE.sub(size, html)
