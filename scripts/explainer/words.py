"""English names for the codes of languages and countries that registers and front matter use."""

from __future__ import annotations

from functools import cache

from babel import Locale

# What an outlet's seat can be besides a country.
NO_COUNTRY = {"international": "international bodies", "unknown": "seat not stated"}


@cache
def _english() -> Locale:
    return Locale("en")


@cache
def language(code: str) -> str:
    """The English name of a language by its ISO 639-1 code. Raises `KeyError` for a code that is none."""
    return str(_english().languages[code])


def country(code: str) -> str:
    """The English name of a country by its ISO 3166 code. Raises `KeyError` for a code that is none."""
    return NO_COUNTRY.get(code) or str(_english().territories[code])
