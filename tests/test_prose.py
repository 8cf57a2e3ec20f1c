"""What `make prose` measures, held against counts made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from explainer import commands
from explainer.content import Content
from explainer.documents import read_document
from explainer.sentences import sentences

from figures.handles import undefined
from figures.prose import Measures, length, main, passives, prose_of

PAGES = {
    "glossary/john-smith.md": (
        "---\ntitle: John Smith\nkind: person\nsummary: Trump’s envoy to the Middle East.\naliases: [Smith]\n"
        "roles: [{title: National security adviser, as_of: 2025-03-11, source: a}]\n---\nJohn Smith is an envoy.[^a]\n"
    ),
    "glossary/geneva.md": "---\ntitle: Geneva\nkind: place\nsummary: The city where they met.\n---\nA city.[^a]\n",
    "glossary/cia.md": "---\ntitle: CIA\nkind: body\nsummary: The US intelligence service.\n---\nA service.[^a]\n",
    "glossary/paris.md": "---\ntitle: Paris\nkind: place\nlink: never\nsummary: A city.\n---\nA city.[^a]\n",
    "glossary/belarus.md": "---\ntitle: Belarus\nkind: place\nsummary: A neighbour.\n---\nA state.[^a]\n",
    "glossary/truce.md": "---\ntitle: Truce\nkind: term\nsummary: A halt.\n---\nA halt.[^a]\n",
}
# Text, and the words of each of its sentences.
LENGTHS = [
    ("He came. She left early.", [2, 3]),
    ("He came.[^a] *She* left [the town](index.md).[^a][^b]", [2, 4]),
    ("Mr. Smith met J. D. Vance at 3 p.m. in the U.S. embassy. Nobody spoke.", [13, 2]),
    ("He said: “We agree. It is over.” Then he left.", [4, 3, 3]),
    ("They met – at last – on 12 March 2025.", [8]),
    ("- Ukraine’s two-day truce\n  went on\n- It ended.", [5, 2]),
    ("1. One item.\n\n> A word more.", [2, 3]),
    ("## Not a sentence {#a}\n\n| no | prose |\n|---|---|\n\n<!-- unknowns -->\n\nHe came.\n{ #c-came }", [2]),
]
# Sentence, and whether a reader would call it passive.
VOICES = [
    ("The talks were held in Jeddah.", True),
    ("The statement was published at 9.30 p.m.", True),
    ("He was not asked about it.", True),
    ("The town has since been retaken by Russia.", True),
    ("The offer was put forward by Kyiv.", True),
    ("He got killed.", True),
    ("Nobody was hurt.", True),
    ("The text was still being written.", True),
    ("He wrote the text.", False),
    ("Trump was tired.", False),
    ("Washington had cut off aid.", False),
    ("Russia is a country that invaded Ukraine.", False),
    ("He has been president since 2000.", False),
    ("The pause was to last 30 days.", False),
]
# A page's prose, and its undefined names with their sections.
HANDLES = [
    ("He met Smith.", ["Smith #"]),
    ("He met Smith. Smith left. Then Smith came.", ["Smith #"]),
    ("He met John Smith, Trump’s envoy.", []),
    ("He met Smith (an envoy).", []),
    ("He met Trump’s envoy Smith.", []),
    ("The security adviser, John Smith, left.", []),
    ("Smith, said Kyiv, had left.", ["Smith #"]),
    ("An envoy left. Smith came.", ["Smith #"]),
    ("They met in Geneva, a city on a lake.", []),
    ("They met in the city of Geneva.", []),
    ("Geneva is a Swiss city.", []),
    ("Smith of the CIA left.", ["CIA #"]),
    ("The CIA’s head left.", []),
    ("In Paris and Belarus the truce ended.", []),
    ("He said: “Smith left.”", []),
    ("Nothing.\n\n## One {#one}\n\nHe met Smith in Geneva.", ["Smith #one", "Geneva #one"]),
    ("Nothing.\n\n## Smith {#one}\n\nSmith left.\n\n## Two {#two}\n\nSmith left.", ["Smith #one", "Smith #two"]),
    ("He met Smith, an envoy.\n\n## One {#one}\n\nSmith left.", []),
    ("Nothing.\n\n## A {#a}\n\nHe met Smith, an envoy.\n\n## B {#b}\n\nSmith left.", ["Smith #b"]),
]


def content(prose: str, title: str = "Home") -> Content:
    """The small glossary, with a first page that says `prose`."""
    pages = PAGES | {"index.md": f"---\ntitle: {title}\nsummary: It.\n---\n{prose}\n"}
    return Content(Path(), {path: read_document(path, text) for path, text in pages.items()}, {})


def names(prose: str, title: str = "Home") -> list[str]:
    """The undefined names of the first page, as “name #section”."""
    small = content(prose, title)
    return [f"{one.name} #{one.section}" for one in undefined(small, small.documents["index.md"])]


@pytest.mark.parametrize(("prose", "words"), LENGTHS)
def test_words_of_each_sentence(prose: str, words: list[int]) -> None:
    assert [length(sentence) for sentence in prose_of(content(prose).documents["index.md"])] == words


def test_nothing_has_no_sentence() -> None:
    assert sentences(" \n") == []


@pytest.mark.parametrize(("prose", "expected"), HANDLES)
def test_names_without_a_handle(prose: str, expected: list[str]) -> None:
    assert names(prose) == expected


def test_a_name_in_the_title_needs_no_handle() -> None:
    assert names("Smith went to Geneva.", "The plan of Smith") == ["Geneva #"]


def test_the_worst_page_comes_first() -> None:
    """Each is worse than the next by the first thing in which they differ, whatever comes after it."""
    pages = [
        Measures("talk", (5,), 0, (), 1),
        Measures("long", (36, 4), 0, (), 0),
        Measures("average", (22, 21), 0, (), 0),
        Measures("names", (5,), 0, tuple(undefined(content("Smith."), content("Smith.").documents["index.md"])), 0),
        Measures("dense", (20, 20), 0, (), 0),
        Measures("light", (5,), 1, (), 0),
    ]
    assert sorted(pages[3:] + pages[:3], key=Measures.rank, reverse=True) == pages
    assert [page.long for page in pages] == [0, 1, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("prose", "fault"),
    [
        (f"{'He met Smith and was told of it ' * 9}.", None),
        ("He came, as the reports read.", "“reports read” speaks of sources."),
    ],
)
def test_it_fails_only_at_talk_of_sources(
    prose: str,
    fault: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for path, text in (PAGES | {"background.md": f"---\ntitle: B\nsummary: It.\n---\n{prose}\n"}).items():
        (tmp_path / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("figures.prose.passives", lambda texts: [False] * len(texts))  # Node is for all tests alone
    if fault:
        with pytest.raises(SystemExit, match=fault):
            commands.run(main)
    else:
        commands.run(main)
    first = capsys.readouterr().out.splitlines()[2]
    assert "docs/background.md" in first


@pytest.mark.everything
def test_the_passive() -> None:
    assert passives([sentence for sentence, _ in VOICES]) == [passive for _, passive in VOICES]
