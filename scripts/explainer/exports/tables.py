"""Records as tables (RFC 4180): what a model's fields are in CSV.

A list stands in one cell, its items parted by `BETWEEN`. A list of records within a record has a table of its own,
whose first column says to which record each row belongs. What is not known is an empty cell.

A spreadsheet takes a cell that begins with certain characters for a formula. As OWASP advises, every cell is quoted,
and one that begins so has ' before it (https://owasp.org/www-community/attacks/CSV_Injection); so has one that begins
with ' itself, so that a reader who takes a ' away has the very text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import get_args

from pydantic import JsonValue

from .records import Data

BETWEEN = "; "
# What a cell may not begin with, the full-width forms included.
FORMULA = tuple("=+-@\t\r\n'＝＋－＠")


def name_of(model: type[Data], field: str) -> str:
    """What a field is called in JSON and CSV."""
    return model.model_fields[field].alias or field


def inner(model: type[Data]) -> dict[str, type[Data]]:
    """The fields that hold lists of records, by name, with the model of these."""
    found = {}
    for field, info in model.model_fields.items():
        for argument in get_args(info.annotation):
            if isinstance(argument, type) and issubclass(argument, Data):
                found[name_of(model, field)] = argument
    return found


def columns(model: type[Data]) -> list[str]:
    """The columns of a model's own table."""
    return [name for field in model.model_fields if (name := name_of(model, field)) not in inner(model)]


def tables(name: str, belongs_to: str, model: type[Data], records: Iterable[Data]) -> dict[str, str]:
    """The CSV files for records, by file name: “names.csv”, and “names.roles.csv” for what they hold lists of.

    `belongs_to` is the heading of the column that gives the record's id in the latter.
    """
    rows = [record.model_dump(mode="json") for record in records]
    files = {f"{name}.csv": _table(columns(model), rows)}
    for field, part in inner(model).items():
        parts = [{belongs_to: row["id"]} | item for row in rows for item in row[field]]
        files[f"{name}.{field}.csv"] = _table([belongs_to, *columns(part)], parts)
    return files


def _table(heads: list[str], rows: Iterable[dict[str, JsonValue]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(heads)
    writer.writerows([_cell(row[head]) for head in heads] for row in rows)
    return text.getvalue()


def _cell(value: JsonValue) -> str:
    text = BETWEEN.join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    text = text.lower() if isinstance(value, bool) else text  # true and false, as in JSON
    return f"'{text}" if text.startswith(FORMULA) else text
