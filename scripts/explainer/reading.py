"""Reads the files that hold the content: their text, and the records of a register."""

from __future__ import annotations

from pathlib import Path

from .characters import composed
from .located import Located, read_yaml
from .problems import ContentError, Problem
from .validation import Record, validated


def read_text(file: Path, name: str) -> str:
    """The text of a file in composed characters; a byte order mark, which some editors write, is no part of it."""
    try:
        return composed(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        fix = "save the file as UTF-8 text."
        raise ContentError([Problem(name, 1, f"The file cannot be read: {error}.", fix)]) from None


def read_register(
    root: Path,
    lines: dict[str, Located],
    texts: dict[str, str],
    problems: list[Problem],
    name: str,
    model: type[Record],
    key: str = "id",
) -> dict[str, Record]:
    """The records of data/`name`.yaml by their `key`, none without the file; their lines go into `lines`, the file's
    text into `texts`, faults into `problems`. checks.py sees to it that no register is missing that a page shows.
    """
    file = f"data/{name}.yaml"
    records: dict[str, Record] = {}
    if not (root / file).exists():
        return records
    try:
        texts[file] = read_text(root / file, file)
        located = lines[name] = read_yaml(texts[file], file)
        if not isinstance(located.value, list):
            raise ContentError([Problem(file, 1, "The register holds no records.", f"begin each with “- {key}: …”.")])
    except ContentError as error:
        problems += error.problems
        return records
    for number, value in enumerate(located.value):
        try:
            record = validated(model, value, file, located, (number,))
        except ContentError as error:
            problems += error.problems
            continue
        identity = str(getattr(record, key))
        if identity in records:
            line = located.line_of((number, key))
            reason = f"The {key} “{identity}” is taken."
            problems.append(Problem(file, line, reason, f"give this record another {key}."))
        records[identity] = record
    return records
