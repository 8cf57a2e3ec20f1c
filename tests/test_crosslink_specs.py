"""The linker's promises, kept for the examples by which Markdown itself is defined, with names strewn over them."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import linking
import pytest

DATA = Path(__file__).parent / "data"
# What the documentation of Python-Markdown speaks of; the site itself has its own way with fences and emphasis.
DOCUMENTED = ("extra", "admonition", "nl2br", "sane_lists", "smarty", "toc", "wikilinks")
GAP = re.compile(r"(?<=\S)(?=\s)|(?<=\s)(?=\S)")
INSIDE = re.compile(r"(?<=\w)(?=\w)")


def examples(file: str) -> list[object]:
    """The examples in a file, by name."""
    texts: dict[str, str] = json.loads((DATA / file).read_text(encoding="utf-8"))["examples"]
    return [pytest.param(text, id=name) for name, text in texts.items()]


def strewn(text: str, places: re.Pattern[str], form: str, seed: str) -> str:
    """A text with names put into some of the places, the same on each run."""
    chance = random.Random(seed)
    return places.sub(lambda _: form.format(chance.choice(linking.spellings())) if chance.random() < 0.4 else "", text)


def check(text: str, extensions: tuple[str, ...]) -> None:
    """Ask all of a text with names between its words and in them."""
    linking.check(strewn(text, GAP, " {} ", text), extensions)
    linking.check(strewn(text, INSIDE, "{}", text), extensions)


@pytest.mark.parametrize("text", examples("commonmark.json"))
def test_an_example_of_the_specification(text: str) -> None:
    check(text, linking.EXTENSIONS)


@pytest.mark.parametrize("text", examples("python-markdown.json"))
def test_an_example_of_the_documentation(text: str) -> None:
    check(text, DOCUMENTED)
