"""Marks that a merge leaves where two versions of a text could not be joined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .problems import Problem

# <<<<<<< mine, ||||||| before, =======, >>>>>>> theirs: seven signs (more where merges nest, git-merge-file(1)) as a
# word of their own. In a text they may have been indented, or wrapped into a line.
IN_TEXT = re.compile(r"(?<!\S)([<|=>])\1{6,}(?!\S)")
# In code, where a row of signs may decorate a comment, they begin a line, and there are exactly seven.
IN_CODE = re.compile(r"^([<|=>])\1{6}(?=[ \n]|\Z)", re.M)


def marks(file: str, text: str, pattern: re.Pattern[str]) -> Iterator[Problem]:
    """Each mark of a merge in a file; `pattern` is `IN_TEXT` or `IN_CODE`."""
    if not any(sign * 7 in text for sign in "<|=>"):
        return
    for mark in pattern.finditer(text):
        reason = f"A merge has left its mark, {mark[0]}."
        fix = "choose between the two versions, and take out all the marks."
        yield Problem(file, text.count("\n", 0, mark.start()) + 1, reason, fix)
