"""Values from YAML as typed records; what is wrong with one, in an editor's words."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from .located import Located
from .problems import ContentError, FieldError, Problem

Record = TypeVar("Record", bound=BaseModel)


def validated(model: type[Record], value: Any, file: str, located: Located, prefix: tuple[str | int, ...]) -> Record:
    """The value found at `prefix` of a file as a record. Raises `ContentError` with every fault, each with its line."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise ContentError(_problem(fault, file, located, prefix) for fault in error.errors()) from None


def _problem(fault: Any, file: str, located: Located, prefix: tuple[str | int, ...]) -> Problem:
    """A pydantic error in an editor's words."""
    path = tuple(part for part in fault["loc"] if part != "[key]")
    error = fault.get("ctx", {}).get("error")
    if isinstance(error, FieldError):
        path += error.path
    line = located.line_of((*prefix, *path))
    name = ".".join(str(part) for part in path)
    if fault["type"] == "missing":
        return Problem(file, line, f"The field “{name}” is missing.", f"add “{path[-1]}:” as CONTRIBUTING.md shows.")
    if fault["type"] == "extra_forbidden":
        return Problem(file, line, f"There is no field “{name}”.", "correct its spelling or remove it.")
    what = fault["msg"].removeprefix("Value error, ")
    return Problem(file, line, f"“{name}”: {what}." if name else f"{what}.", "see CONTRIBUTING.md for this field.")
