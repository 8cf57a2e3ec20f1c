"""The data files below /data/: each set of records as JSON with its schema and as CSV, and the sources as CSL-JSON."""

from __future__ import annotations

import json

from pydantic import JsonValue

from .datasets import DATASETS, Dataset
from .edition import Edition
from .records import DataFile
from .tables import tables

FOLDER = "data/"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
RIGHTS = "The data is dedicated to the public domain (CC0 1.0). Words quoted in it are their speakers’ own."


def data(edition: Edition) -> dict[str, str | bytes]:
    """The files by path."""
    files: dict[str, str | bytes] = {}
    for dataset in DATASETS:
        files |= _files(edition, dataset)
    return files


def _files(edition: Edition, dataset: Dataset) -> dict[str, str]:
    path = FOLDER + dataset.name
    records = dataset.records(edition)
    model = DataFile[dataset.model]  # type: ignore[name-defined]
    around = {
        "title": f"{edition.name}: {dataset.title}",
        "url": edition.file(f"{path}.json"),
        "documentation": edition.address("data/index.md", dataset.name),
        "schema": edition.file(f"{path}.schema.json"),
        "licence": LICENCE,
        "rights": RIGHTS,
        "generated": edition.modified,
        "as_of": edition.as_of,
    }
    schema = model.model_json_schema(mode="serialization")
    schema |= {"$schema": DIALECT, "$id": around["schema"], "title": around["title"]}
    return {
        f"{path}.json": written(model.model_validate(around | {"records": records}).model_dump(mode="json")),
        f"{path}.schema.json": written(schema),
        **{
            FOLDER + name: table
            for name, table in tables(dataset.name, dataset.singular, dataset.model, records).items()
        },
    }


def written(value: JsonValue) -> str:
    """A value as JSON, one item to a line, so that two editions can be compared."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
