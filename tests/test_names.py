"""Which names are found where, and which may not be claimed twice: the matcher by itself."""

from __future__ import annotations

from pathlib import Path

import linking
import pytest
from explainer.content import Content
from explainer.documents import read_document
from explainer.names import Matcher, Name, build_matcher, collisions, known_names
from explainer.registers import Source
from test_crosslink import SOURCE, entry


def found(names: list[Name], text: str) -> list[str]:
    """The words of a text that are found."""
    return [text[match.start : match.end] for match in Matcher(names).find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kyiv and Kyiv", [(0, 4, ("glossary/kyiv.md",)), (9, 13, ("glossary/kyiv.md",))]),
        ("Boris Johnson", [(0, 13, ("glossary/boris-johnson.md",))]),
        ("Johnson", [(0, 7, ("glossary/boris-johnson.md", "glossary/larry-johnson.md"))]),
        ("Army, The Moscow Times", []),
        ("Ukrainian Army Kyiv", [(15, 19, ("glossary/kyiv.md",))]),
    ],
)
def test_a_match_says_where_it_is_and_whom_it_may_mean(text: str, expected: list[object]) -> None:
    matches = build_matcher(linking.small()).find(text)
    assert [(match.start, match.end, match.paths) for match in matches] == expected


# A word beside a name, in a text, and whether it is the one directly beside it.
BESIDE = [
    ("Atlanta Forum", True),
    ("Atlanta, Forum", False),
    ("Atlanta’s Forum", False),
    ("Atlanta-Forum", True),
    ("Atlanta–Forum", True),
    ("Atlanta “Forum”", True),
    ("Atlanta (Forum)", True),
    ("ATLANTA Forum", True),
    ("Forum Atlanta", True),
    ("Forum’s Atlanta", True),
    ("Forum's Atlanta", True),
    ("Forum-Atlanta", True),
    ("Forum, Atlanta", False),
    ("Forum. Atlanta", False),
    ("Forum of Atlanta", False),
    ("Atlanta" + " " * 40 + "Forum", True),
    ("(Forum) Atlanta", True),
    ("Forum", False),
    ("Atlantas Forum", False),
]


@pytest.mark.parametrize(("text", "beside"), BESIDE)
def test_words_beside_a_name(text: str, beside: bool) -> None:
    word = frozenset({"atlanta"})
    assert found([Name("Forum", ("a",), beside=word)], text) == ["Forum"] * beside
    assert found([Name("Forum", ("a",), not_beside=word)], text) == ["Forum"] * (not beside)


def test_both_kinds_of_words_beside_a_name() -> None:
    name = Name("Forum", ("a",), beside=frozenset({"economic"}), not_beside=frozenset({"atlanta"}))
    texts = ["economic Forum", "economic Forum Atlanta", "Forum", "Forum Atlanta"]
    assert [found([name], text) for text in texts] == [["Forum"], [], [], []]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Kyiv", True),
        ("Kyiv\u0301", False),
        ("Kyiv\u00ad", True),
        ("Kyiv\u00adan", False),
        ("Kyiv\u00ad\u2060an", False),
        ("Kyiv\u2060–an", True),
        ("Kyiv\u200ban", True),
        ("an\u00adKyiv", False),
        ("an\u00ad\u2060Kyiv", False),
        ("\u00adKyiv", True),
        ("an\u200bKyiv", True),
        ("x\u0301Kyiv", False),
        ("1\u00adKyiv\u00ad1", False),
        ("_\u00adKyiv", False),
        ("\u0301Kyiv", False),
        ("…Kyiv…", True),
    ],
)
def test_whole_words_only(text: str, whole: bool) -> None:
    assert found([Name("Kyiv", ("a",))], text) == ["Kyiv"] * whole


def test_a_name_in_any_case_is_found_beside_a_spelt_one_that_begins_alike() -> None:
    names = [Name("Peace Institute", ("a",)), Name("peace plan", ("b",), any_case=True)]
    text = "Peace plan, PEACE plan, peace plan, Peace Institute, peace Institute"
    assert found(names, text) == ["Peace plan", "PEACE plan", "peace plan", "Peace Institute"]


def test_the_longest_name_that_fits_wins() -> None:
    names = [Name("Kyiv", ("a",)), Name("Kyiv city", ("b",), beside=frozenset({"old"})), Name("Kyiv city hall", ("c",))]
    assert found(names, "Kyiv city hall, Kyiv city, old Kyiv city") == ["Kyiv city hall", "Kyiv", "Kyiv city"]


def test_a_name_begins_with_a_letter_or_digit() -> None:
    for text in ("“X”", "-", ""):
        with pytest.raises(ValueError, match="must begin with a letter or digit"):
            Matcher([Name(text, ("a",))])


CLAIMS = [
    ("one alias of two pages", ("Alpha", "body", "[X]"), ("Beta", "body", "[X]"), "“X”", 5, 5),
    ("an alias and a title", ("Alpha", "body", "[]"), ("Beta", "body", "[Y, Alpha]"), "“Alpha”", 5, 2),
    ("either apostrophe", ("Alpha", "body", "[O’X]"), ("Beta", "body", "['O''X']"), "“O'X”", 5, 5),
    ("typographic apostrophes", ("Alpha", "body", "[O’X]"), ("Beta", "body", "[O’X]"), "“O’X”", 5, 5),
    ("a term in any case", ("Alpha", "term", "[truce]"), ("Beta", "body", "[Truce]"), "“Truce”", 5, 5),
    ("in any case, the other way", ("Alpha", "body", "[Truce]"), ("Beta", "term", "[truce]"), "“truce”", 5, 5),
    ("another case", ("Alpha", "body", "[Us]"), ("Beta", "body", "[US]"), None, 0, 0),
    ("two people of one surname", ("A Fox", "person", "[Fox]"), ("B Fox", "person", "[Fox]"), None, 0, 0),
    ("the surname of one only", ("A Fox", "person", "[Fox]"), ("B Foxx", "person", "[Fox]"), "“Fox”", 5, 5),
    ("a body of a person’s name", ("A Fox", "person", "[Fox]"), ("B Fox", "body", "[Fox]"), "“Fox”", 5, 5),
    ("a part of a surname", ("A Redfox", "person", "[fox]"), ("B Redfox", "person", "[fox]"), "“fox”", 5, 5),
    ("other words beside", ("Alpha", "body", "[X]\nbeside: [a]"), ("Beta", "body", "[X]\nbeside: [b]"), None, 0, 0),
    ("a word beside both", ("Alpha", "body", "[X]\nbeside: [a, c]"), ("Beta", "body", "[X]\nbeside: [C]"), "“X”", 5, 5),
    ("words beside one only", ("Alpha", "body", "[X]\nbeside: [a]"), ("Beta", "body", "[X]"), "“X”", 5, 5),
    ("words beside the other", ("Alpha", "body", "[X]"), ("Beta", "body", "[X]\nbeside: [b]"), "“X”", 5, 5),
    ("no claim", ("Alpha", "body", "[X]"), ("Beta", "body", "[Y]"), None, 0, 0),
]


@pytest.mark.parametrize(
    ("one", "other", "name", "line", "other_line"), [c[1:] for c in CLAIMS], ids=[c[0] for c in CLAIMS]
)
def test_claims(
    one: tuple[str, str, str], other: tuple[str, str, str], name: str | None, line: int, other_line: int
) -> None:
    pages = {"glossary/one.md": one, "glossary/other.md": other}
    documents = {path: read_document(path, entry(path, *rest)) for path, rest in pages.items()}
    problems = collisions(Content(Path("nowhere"), documents, {}))
    if name is None:
        assert not problems
        return
    (problem,) = problems
    assert (problem.file, problem.line) == ("docs/glossary/other.md", line)
    assert problem.reason == f"The name {name} is also claimed by docs/glossary/one.md:{other_line}."
    assert problem.fix == "keep it on one of the two; give the other a longer one."


def test_a_page_claims_a_name_once() -> None:
    documents = {"glossary/one.md": read_document("glossary/one.md", entry("", "A Fox", "person", "[Fox, Fox]"))}
    (problem,) = collisions(Content(Path("nowhere"), documents, {}))
    assert problem.reason == "The name “Fox” is also claimed by docs/glossary/one.md:5."


def test_each_of_several_claims_is_reported() -> None:
    claims = {"a": ("A Fox", "person"), "b": ("B Fox", "person"), "c": ("Gamma", "body")}
    paths = {f"glossary/{slug}.md": entry("", *claim, "[Fox]") for slug, claim in claims.items()}
    found = collisions(Content(Path("nowhere"), {path: read_document(path, text) for path, text in paths.items()}, {}))
    assert [problem.reason.split()[-1] for problem in found] == ["docs/glossary/a.md:5.", "docs/glossary/b.md:5."]


def test_a_claim_by_a_title_names_its_line() -> None:
    texts = {"a": entry("", "Alpha", "body", "[]"), "b": entry("", "Beta", "body", "[Alpha]")}
    texts["a"] = texts["a"].replace("title: Alpha\nkind: body\n", "kind: body\ntitle: Alpha\n")
    documents = {f"glossary/{slug}.md": read_document(f"glossary/{slug}.md", text) for slug, text in texts.items()}
    (problem,) = collisions(Content(Path("nowhere"), documents, {}))
    assert problem.reason.endswith("docs/glossary/a.md:3.")


def test_an_outlet_is_no_place_whatever_its_name_begins_with() -> None:
    source = Source.model_validate({**SOURCE, "container-title": "A Moscow Paper"})
    matcher = build_matcher(Content(Path("nowhere"), linking.small().documents, {"a": source}))
    assert [match.start for match in matcher.find("A Moscow Paper of Moscow")] == [18]


def test_every_spelling_is_known() -> None:
    assert {"Kyiv", "Києві", "Army", "U.S.", "Jeddah talks"} <= known_names(linking.small())
    assert not {"Talks held", "A page"} & known_names(linking.small())


def test_a_newspaper_is_not_taken_for_the_name_with_an_article_that_it_begins_with() -> None:
    documents = {"glossary/the-hague.md": read_document("glossary/the-hague.md", entry("", "The Hague", "place", "[]"))}
    source = Source.model_validate({**SOURCE, "container-title": "The Hague Times"})
    matcher = build_matcher(Content(Path("nowhere"), documents, {"a": source}))
    assert [match.start for match in matcher.find("The Hague Times in The Hague, says Hague Times")] == [19]
