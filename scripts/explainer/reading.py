"""Reads the files that hold the content: their text, and the records of a register."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from .characters import composed
from .failures import refused
from .located import Located, read_yaml
from .problems import ContentError, Problem
from .validation import Record, validated


def read_text(file: Path, name: str) -> str:
    """The text of a file, `name` in messages, in composed characters and without a byte order mark.

    Every text that the build reads is read here. Raises `ContentError` for one that cannot be read.
    """
    try:
        if not stat.S_ISREG(file.stat().st_mode):  # a pipe would be waited for
            raise IsADirectoryError(errno.EISDIR, "it is no file")
        return composed(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        reason = f"The file cannot be read: the byte {error.object[error.start]:#04x} is not UTF-8."
        raise ContentError([Problem(name, line, reason, "save the file as UTF-8 text.")]) from None
    except OSError as error:
        raise ContentError([refused(error, name)]) from None


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
    if not os.path.lexists(root / file):
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
