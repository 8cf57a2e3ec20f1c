"""The templates of the pages for citing and embedding, read once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ...wording import format_date, in_language

LAYOUT = Path(__file__).parent / "layout"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(LAYOUT),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = format_date
    environment.filters["in_language"] = lambda text, language: Markup(in_language(str(escape(text)), language))
    return environment


def render(name: str, **values: object) -> str:
    """A template with values, all of which are escaped."""
    return _environment().get_template(name).render(values)
