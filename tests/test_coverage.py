"""What the coverage report finds on a small content: names without an entry, idle entries, idle aliases."""

from __future__ import annotations

from pathlib import Path

import pytest
from explainer.content import Content
from explainer.coverage import Idle, Lacking, idle, lacking, report, unmentioned
from explainer.documents import read_document
from explainer.registers import Outlet, Source

PAGES = {
    "glossary/vladimir-putin.md": """---
title: Vladimir Putin
kind: person
summary: A president.
aliases: [Putin, President Putin]
roles: [{title: President, as_of: 2025-03-11, source: a}]
---
Vladimir Putin is a president, called President Putin.[^a]
""",
    "glossary/geneva.md": (
        "---\ntitle: Geneva\nkind: place\ncoordinates: [46.2, 6.15]\nsummary: A town.\naliases: [Genève]\n---\n"
        "A town.[^a]\n"
    ),
    "glossary/ceasefire.md": (
        "---\ntitle: Ceasefire\nkind: term\nsummary: A halt.\naliases:\n  - truce\n  - armistice\n---\n"
        "A halt, so in what it is.[^a]\n"
    ),
    "positions/russia.md": """---
title: Russia
summary: A party.
aliases: [Russia]
answers:
  answer:
    as_of: 2025-03-11
    text: Sochi was named.[^a]
    stance: left-open
    short: Named
---
Text.[^a]
""",
}
SOURCE = {
    "id": "a",
    "type": "webpage",
    "title": "A",
    "container-title": "The Moscow Times",
    "language": "en",
    "grade": "A",
    "kind": "news report",
    "read-as": "original",
}
# Prose, and the names in it that no entry covers.
NAMES = [
    # one word, and two or more
    ("He met Sikorski.", ["Sikorski"]),
    ("He met John Smith.", ["John Smith"]),
    ("He met Ursula von der Leyen at the Bank of Finland.", ["Bank of Finland", "Ursula von der Leyen"]),
    ("He met Larry C. Johnson.", ["Larry C. Johnson"]),
    ("In St Peter’s Basilica.", ["St Peter’s Basilica"]),
    ("On the Red Square, a red square.", ["Red Square"]),
    ("In Mar-a-Lago and Sikorski’s house.", ["Mar-a-Lago", "Sikorski"]),
    # other alphabets
    ("Він бачив Суджу.", ["Суджу"]),
    ("He met Łukasz Żak.", ["Łukasz Żak"]),
    # the beginning of a sentence
    ("Nobody came. Yesterday it rained.", []),
    ("Sikorski left.", []),
    ("Sikorski left. So Sikorski said.", ["Sikorski", "Sikorski"]),
    ("John Smith left.", ["John Smith"]),
    ("He left. **Sikorski** wrote.", []),
    ("- Sikorski left\n- Nobody came", []),
    ("| Sikorski | Nobody |\n|---|---|\n| Then | came |", []),
    ("In Sochi he met nobody, in rain.", ["Sochi"]),
    ("After Smith came, after rain, Putin left.", ["Smith"]),
    ("He met Mr. Smith.", ["Smith"]),
    # headings: not their first word
    ("## Answers {#answers}", []),
    ("## What Sikorski said {#said}", ["Sikorski"]),
    # what an entry covers, and a longer name that only begins or ends like one
    ("He met Vladimir Putin and Putin.", []),
    ("He sat by Lake Geneva.", ["Lake Geneva"]),
    ("He met Putin’s friend Smith.", ["Smith"]),
    # no names
    ("In March, on Monday and on 6 August Sikorski came.", ["Sikorski"]),
    ("The Russian and the Ukrainians, two Qatari and US-led ones, in English.", ["US-led"]),
    ("He told The Moscow Times and the Times of Ukraine Today.", []),
    ("He asked the Minister, a minister.", []),
    # a country is a name, though an outlet has it too
    ("He flew to Ukraine.", ["Ukraine"]),
    # not the site's own words, or linked by hand
    ("“Ask Sikorski about it”, he said.", []),
    ("See [the Sikorski plan](index.md), `Sikorski`, *Sikorski*{ .garble } and[^Sikorski].", []),
    ("Text with <b title='Sikorski'>bold</b> and {: .Sikorski }", []),
]


def content(prose: str = "Text.[^a]", **more: str) -> Content:
    """The small content, with a page that says `prose`."""
    pages = PAGES | {"index.md": f"---\ntitle: Home\nsummary: It.\n---\n{prose}\n"} | more
    documents = {path: read_document(path, text) for path, text in pages.items()}
    outlets = {name: Outlet(name=name, country="UA") for name in ("The Moscow Times", "Times of Ukraine Today")}
    return Content(Path(), documents, {"a": Source.model_validate(SOURCE)}, outlets=outlets)


def on_home(found: list[Lacking]) -> list[str]:
    """The names reported for the page, as often as they stand there."""
    return sorted(one.name for one in found for place in one.places if place.startswith("docs/index.md"))


@pytest.mark.parametrize(("prose", "names"), NAMES)
def test_names_that_no_entry_covers(prose: str, names: list[str]) -> None:
    assert on_home(lacking(content(prose))) == names


def test_a_name_is_told_with_its_lines_the_most_frequent_first() -> None:
    found = lacking(content("He met Smith.\n\nHe met\nSikorski, as *did*\nSikorski’s friend.[^a]"))
    assert found == [
        Lacking("Sikorski", ("docs/index.md:8", "docs/index.md:9")),
        Lacking("Smith", ("docs/index.md:5",)),
    ]


def test_a_name_in_front_matter_prose_has_the_line_of_its_field() -> None:
    found = lacking(content("He went to Sochi."))
    assert found == [Lacking("Sochi", ("docs/index.md:5", "docs/positions/russia.md:8"))]


def test_pages_that_opt_out_of_links_are_left_out() -> None:
    assert lacking(content(**{"list.md": "---\ntitle: L\nsummary: A.\ncrosslink: false\n---\nHe met Smith.\n"})) == []


@pytest.mark.parametrize(
    ("prose", "slugs"),
    [
        ("Nothing.", {"ceasefire", "geneva", "russia", "vladimir-putin"}),
        ("Putin spoke of a truce.", {"geneva", "russia"}),
        ("In [that town](glossary/geneva.md#lake) a [party](positions/russia.md).", {"ceasefire", "vladimir-putin"}),
        ("## Putin {#putin}\n\n“Putin of Russia” and `Geneva`", {"ceasefire", "geneva", "russia", "vladimir-putin"}),
    ],
)
def test_pages_that_no_other_mentions(prose: str, slugs: set[str]) -> None:
    """A page's own text, headings, quotations and code are no mention; a link by hand is one."""
    assert {doc.slug for doc in unmentioned(content(prose))} == slugs


@pytest.mark.parametrize(
    ("prose", "aliases"),
    [
        ("Nothing.", ["armistice", "truce", "Genève", "Russia", "Putin", "President Putin"]),
        ("Truce! In Genève, Russia’s.", ["armistice", "Putin", "President Putin"]),
        ("President Putin left.", ["armistice", "truce", "Genève", "Russia", "Putin"]),
        ("President\nPutin and Putin left.", ["armistice", "truce", "Genève", "Russia"]),
    ],
)
def test_aliases_that_match_nothing(prose: str, aliases: list[str]) -> None:
    """Neither on their own page nor inside a longer name."""
    assert sorted(one.alias for one in idle(content(prose))) == sorted(aliases)


def test_an_idle_alias_is_told_with_its_line() -> None:
    assert Idle("armistice", "docs/glossary/ceasefire.md", 7) in idle(content())


def test_the_report_tells_the_first_places_and_how_many_more() -> None:
    lines = report(content("\n\n".join(["He met Smith."] * 5)))
    assert lines[1] == "    5  Smith: docs/index.md:5, docs/index.md:7, docs/index.md:9 and 2 more"
    assert "  docs/glossary/geneva.md: Geneva" in lines
    assert "  docs/glossary/ceasefire.md:7: armistice" in lines
