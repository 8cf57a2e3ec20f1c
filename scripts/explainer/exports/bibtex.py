"""Writes BibTeX, which BibLaTeX reads too."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping

# What TeX would read as a command. Braces by name: BibTeX counts them even behind a backslash.
TEX = str.maketrans(
    {character: f"\\{character}" for character in "#$%&_"}
    | {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
# Between two hyphens, apostrophes or backticks, of which TeX would make a dash or a quotation mark.
LIGATURE = re.compile(r"(?<=(['`-]))(?=\1)")


def entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """An entry with its fields, whose values the functions below write; those without a value are left out."""
    lines = [f"  {name} = {value}" for name, value in fields.items() if value]
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}"


def text(words: str | None) -> str:
    """Words that TeX sets unchanged."""
    return verbatim(words and _tex(words))


def title(words: str) -> str:
    """A title that keeps its capitals."""
    return f"{{{{{_tex(words)}}}}}"


def bodies(*names: str) -> str:
    """Authors none of whose names is taken apart like a person's."""
    return verbatim(" and ".join(f"{{{_tex(name)}}}" for name in names))


def verbatim(value: str | None) -> str:
    """What BibTeX reads to the letter: an address, a date."""
    return f"{{{value}}}" if value else ""


def month(number: int) -> str:
    """A month by the macro that every style has for it."""
    return calendar.month_abbr[number].lower()


def _tex(words: str) -> str:
    return LIGATURE.sub("{}", words.translate(TEX))
