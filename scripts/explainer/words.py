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


@cache
def _of_countries() -> frozenset[str]:
    """The words of languages' names (“Russian”, “American English”) and of countries' names with a people's ending."""
    tongues = {word for name in _english().languages.values() for word in name.split()}
    lands = {word for name in _english().territories.values() for word in name.split()}
    return frozenset(tongues | {land + ending for land in lands for ending in ("i", "n", "an", "ian", "ese", "ish")})


def is_of_a_country(word: str) -> bool:
    """Whether a word says of what country or language somebody or something is: “Russian”, “Americans”, “Qatari”."""
    return word in _of_countries() or word.removesuffix("s") in _of_countries()


@cache
def _countries() -> frozenset[str]:
    return frozenset(_english().territories.values())


def is_country(name: str) -> bool:
    """Whether a name is a country's in English."""
    return name in _countries()
