"""What can be wrong with the templates in overrides/ before a page is written with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, meta

from .problems import ContentError, Problem
from .reading import read_text

FOLDER = "overrides"
# Ours, in the place of the theme's: where one is gone the theme's own would be used, with scripts we do not publish.
OURS = (
    "404.html",
    "main.html",
    "partials/content.html",
    "partials/feeds.html",
    "partials/footer.html",
    "partials/frozen.html",
    "partials/header.html",
    "partials/highwire.html",
    "partials/javascripts/base.html",
    "partials/javascripts/content.html",
    "partials/preview.html",
    "partials/rail.html",
    "partials/search.html",
    "partials/sections.html",
)


def faults(root: Path, env: Environment) -> list[Problem]:
    """Templates that are gone, cannot be read, are no templates, or ask for others that nobody has."""
    return [problem for name in OURS for problem in _template(root, env, name)]


def _template(root: Path, env: Environment, name: str) -> Iterator[Problem]:
    file = f"{FOLDER}/{name}"
    try:
        text = read_text(root / file, file)
        asked = {other for other in meta.find_referenced_templates(env.parse(text)) if other}
    except ContentError as error:
        yield from error.problems
        return
    except TemplateSyntaxError as error:
        yield Problem(file, error.lineno, f"The template cannot be read: {error.message}.", "correct it.")
        return
    for other in sorted(asked - set(OURS)):
        try:
            env.get_template(other)
        except TemplateNotFound:
            line = text[: text.index(other)].count("\n") + 1
            yield Problem(file, line, f"There is no template “{other}”.", "restore it, or correct its name.")
