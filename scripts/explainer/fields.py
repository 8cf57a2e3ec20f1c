"""The kinds of text that a field of a page or a record may hold, and what each must not."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from .words import country, language

# Longest summary in words: one line in a list, a search result or a link preview.
SUMMARY_WORDS = 25

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


def _known(find: Callable[[str], object], reason: str) -> AfterValidator:
    """A check that `find` knows a code, which it otherwise answers with KeyError."""

    def check(value: str) -> str:
        try:
            find(value)
        except KeyError:
            raise ValueError(f"“{value}” is {reason}") from None
        return value

    return AfterValidator(check)


Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$"), _known(language, "no ISO 639-1 code of a language")]
CountryCode = Annotated[str, _known(country, "no ISO 3166 code, nor “international” or “unknown”")]


def _summary(value: str) -> str:
    if len(value.split()) > SUMMARY_WORDS:
        raise ValueError(f"has {len(value.split())} words, more than {SUMMARY_WORDS}")
    if not value.endswith("."):
        raise ValueError("does not end with a full stop")
    if re.search(r"[\[\]“”\"]", value):
        raise ValueError("holds a citation, a link or a quotation mark")
    return value


Summary = Annotated[Text, AfterValidator(_summary)]


def _coordinates(value: object) -> tuple[float, float]:
    numbers = value if isinstance(value, list) else []
    if len(numbers) != 2 or any(isinstance(one, bool) or not isinstance(one, (int, float)) for one in numbers):
        raise ValueError("are not two numbers, latitude and longitude in degrees: [51.19, 35.27]")
    latitude, longitude = numbers
    if not -90 <= latitude <= 90:
        raise ValueError(f"begin with the latitude, which lies between -90 and 90; {latitude:g} does not")
    if not -180 <= longitude <= 180:
        raise ValueError(f"end with the longitude, which lies between -180 and 180; {longitude:g} does not")
    return float(latitude), float(longitude)


# Latitude and longitude in decimal degrees, north and east of zero positive.
Coordinates = Annotated[tuple[float, float], BeforeValidator(_coordinates)]


def _unquoted(value: str) -> str:
    if re.search(r"[“”„«»\"]", value):
        raise ValueError("holds a quotation mark; a quotation belongs into the text, with its source")
    return value


Plain = Annotated[Text, AfterValidator(_unquoted)]


def _item(value: str) -> str:
    if ";" in value:
        raise ValueError("holds a semicolon, which parts the items of a list where data is a table (data/*.csv)")
    return value


# One of several that stand in one cell of a table
Item = Annotated[Text, AfterValidator(_item)]


def _name(value: str) -> str:
    if not value[0].isalnum():
        raise ValueError(f"“{value}” does not begin with a letter or figure, so it cannot be found in a sentence")
    return value


Name = Annotated[Plain, AfterValidator(_name), AfterValidator(_item)]
