"""Writes BibTeX, which BibLaTeX reads too."""

from __future__ import annotations

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


def tex(text: str) -> str:
    """Text that TeX sets unchanged."""
    return text.translate(TEX)


def whole(text: str) -> str:
    """Text whose capitals are kept, and a body's name that is not taken apart like a person's."""
    return f"{{{tex(text)}}}"


def entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """An entry with its fields, which hold TeX; those without a value are left out."""
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}"
