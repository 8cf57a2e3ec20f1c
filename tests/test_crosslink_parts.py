"""What the linker's parts do by themselves, where a page shows it only in rare texts."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

import linking
import pytest
from explainer import crosslink, policy
from explainer.documents import read_document
from explainer.names import Match, build_matcher
from explainer.policy import Policy
from explainer.problems import Problem
from explainer.putaway import filled, visible
from explainer.sentences import sentence_around, sentences_of

BORIS, LARRY, KREMLIN = (f"glossary/{name}.md" for name in ("boris-johnson", "larry-johnson", "kremlin"))

# A text, and the words that are linked in it.
LINKED = [
    # what begins or ends in an element that is skipped
    ("[“We](quiet.md) saw Putin”, said Trump", ["Trump"]),
    ("“We saw [them”](quiet.md), said Trump", ["Trump"]),
    ("[a *“b* c](quiet.md) Putin” Trump", ["Trump"]),
    ("[Putin`“`](quiet.md) Trump", ["Trump"]),
    ("`“` Putin", ["Putin"]),
    ("“`”` Putin” Trump", ["Trump"]),
    ("- “Putin\n    > ”\n\n    Trump", ["Trump"]),
    ("- a\n\n    ## “\n\n    Trump", ["Trump"]),
    ("> <a>\n\nPutin", []),
    ("> *x* <q>\n\nPutin", []),
    ("<a>\n\n## x </a>\n\nPutin", ["Putin"]),
    ("<div><b><a></b></div>\n\nPutin", []),
    ("<q><q>Putin</q>Putin</q>Putin", ["Putin"]),
    ("<Q>Putin</q>Putin", ["Putin"]),
    ("</q>Putin", ["Putin"]),
    ("a” Putin", ["Putin"]),
    ("a» Putin", ["Putin"]),
    # entities
    ("&ldquo;Putin&rdquo;, said Trump", ["Trump"]),
    ("&#X22;Putin&quot;, said Trump", ["Trump"]),
    ("Putin&eacute;, &eacute;Putin, Putin&shy;s, Putin\\_s, Putin&nbsp;s", ["Putin"]),
    ("G7&sup2;, G7&#x301;, G7", ["G7"]),
    # classes, sections, places
    ("*Putin*{.garble} Trump{.x}\n\n*Putin*{.x .furniture}", ["Trump"]),
    ("Respite.\n\nRespite.\n\n- Respite", ["Respite"]),
    ("## A\n\nRespite\n\n### B\n\nRespite *Respite*", ["Respite", "Respite"]),
    ("[x](glossary/kremlin.md#y) Kremlin", []),
    ("<span>[x](glossary/kremlin.md)</span> <a>Kremlin</a> Kremlin", []),
    ("*a* [Kremlin]() Kremlin", ["Kremlin"]),
]


@pytest.mark.parametrize(("text", "words"), LINKED)
def test_links(text: str, words: list[str]) -> None:
    assert [link.words for link in linking.check(text)] == words


def test_a_link_shows_what_it_leads_to() -> None:
    link = '<a class="xref" data-kind="body" href="glossary/kremlin.md" title="A page.">Kremlin</a>'
    assert link in linking.convert("Kremlin", 1)


def test_mentions_stand_under_the_nearest_address() -> None:
    text = "Putin\n{: #p }\n\n<b id='x'>Trump</b> *Kyiv*{#k} and G7\n\n## H {#h}\n\n- US\n{: #list }\n\nMoscow"
    linking.convert(text, 1)
    found = [(mention.target.split("/")[1], mention.anchor) for mention in crosslink.mentions[linking.PAGE]]
    assert found == [
        ("vladimir-putin.md", "p"),
        ("donald-trump.md", ""),
        ("kyiv.md", ""),
        ("g7.md", ""),
        ("united-states.md", "list"),
        ("moscow.md", "h"),
    ]


def test_a_written_link_is_a_mention_with_its_sentence() -> None:
    linking.convert("One. [It](glossary/kremlin.md) fell. Two.", 1)
    assert [mention.sentence for mention in crosslink.mentions[linking.PAGE]] == ["It fell."]


def test_written_links_on_a_page_in_a_folder() -> None:
    found = linking.convert(
        "[it](kremlin.md#x), Kremlin. [them](../glossary/g7.md), G7. Putin", 1, page="glossary/kyiv.md"
    )
    assert [link.words for link in linking.links(found)] == ["Putin"]


def _matches(text: str) -> list[Match]:
    return list(build_matcher(linking.small()).find(text))


def _policy(path: str, text: str) -> tuple[Policy, list[str | None]]:
    matcher = build_matcher(linking.small())
    asked = Policy(linking.small(), linking.small().documents[path], matcher)
    return asked, [asked.meant(match, text) for match in matcher.find(text)]


def test_a_full_name_decides_who_is_meant() -> None:
    assert _policy("page.md", "Larry Johnson, Johnson")[1] == [LARRY, LARRY]
    assert _policy(BORIS, "Johnson")[1] == [BORIS]
    asked, _ = _policy("page.md", "")
    assert asked.written(LARRY)
    assert not asked.written(LARRY)
    assert [asked.meant(match, "Johnson") for match in _matches("Johnson")] == [LARRY]
    assert not _policy(BORIS, "")[0].written(BORIS), "a page does not mention itself"


def test_what_is_said_of_two_of_one_surname(monkeypatch: pytest.MonkeyPatch) -> None:
    problems: list[Problem] = []
    monkeypatch.setattr(policy, "report", problems.append)
    doc = read_document("page.md", "---\ntitle: A\nsummary: B.\n---\nNo.\n\nNo, Johnson.\n")
    asked = Policy(linking.small(), doc, build_matcher(linking.small()))
    assert [asked.meant(match, "Johnson") for match in _matches("Johnson")] == [None]
    (problem,) = problems
    assert (problem.file, problem.line) == ("docs/page.md", 7)
    assert problem.reason == f"“Johnson” may lead to docs/{BORIS} and docs/{LARRY}."
    assert problem.fix == "write the full name before it, and of the other only the full name, or link by hand."


# Text in which Markdown has put things away, the HTML it put away, what a reader sees, and what the matcher is given.
PUT_AWAY = [
    ("a & b", [], "a & b", "a & b"),
    ("a\x0242\x03b", [], "a*b", "a*\x02\x02\x02b"),
    ("a\x0295\x03b", [], "a_b", "a____b"),
    ("\x02wzxhzdk:0\x03x", ["&eacute;"], "éx", "é" * 11 + "x"),
    ("\x02wzxhzdk:0\x03x", ["&shy;"], "\u00adx", "\u00ad" * 11 + "x"),
    ("\x02wzxhzdk:0\x03x", ["&#x301;"], "\u0301x", "\u0301" * 11 + "x"),
    ("\x02wzxhzdk:0\x03x", ["&sup2;"], "²x", "²" * 11 + "x"),
    ("\x02wzxhzdk:0\x03x", ["&ldquo;"], "“x", "“" + "\x02" * 10 + "x"),
    ("\x02wzxhzdk:0\x03x", ["&nbsp;"], "\u00a0x", "\u00a0" * 11 + "x"),
    ("\x02wzxhzdk:0\x03x", ["&bogus;"], "&bogus;x", "\x02" * 11 + "x"),
    ("\x02wzxhzdk:0\x03x", ["<b>"], "x", "\x02wzxhzdk:0\x03x"),
    ("a\x02wzxhzdk:0\x03x", ["<br>"], "a x", "a\x02wzxhzdk:0\x03x"),
    ("a&#X22;b", [], 'a"b', 'a"\x02\x02\x02\x02\x02b'),
    ("a\x02amp\x03b", [], "a&b", "a\x02amp\x03b"),
]


@pytest.mark.parametrize(("text", "stash", "seen", "given"), PUT_AWAY)
def test_what_is_put_away(text: str, stash: list[str], seen: str, given: str) -> None:
    assert visible(text, stash) == seen
    assert filled(text, stash) == given
    assert len(given) == len(text)


def test_nothing_is_seen_of_nothing() -> None:
    assert visible(None, []) == ""


# What stands before some words, the words, what comes after them, and their sentence.
AROUND = [
    ("", "He", "", "He"),
    ("One. ", "He", ". Two", "He."),
    ("One. ", "He left. Two", " came. Three", "He left. Two came."),
    ("One. He saw (J. ", "Fox", ") 2. Three", "He saw (J. Fox) 2."),
    ("He saw “Mr. ", "Fox", "”. 3 left", "He saw “Mr. Fox”."),
    ("He saw X. ", "Fox", ". Two", "He saw X. Fox."),
    ("One.\n", "He.", " Two", "He."),
]


@pytest.mark.parametrize(("before", "words", "after", "sentence"), AROUND)
def test_sentences(before: str, words: str, after: str, sentence: str) -> None:
    assert sentence_around(before, words, after) == sentence


def test_what_of_a_block_is_its_sentence() -> None:
    block = Element("td")
    block.text = "One"
    for tag, text, tail, kind in (
        ("br", None, "two\x02wzxhzdk:0\x03", ""),
        ("sup", "[3]", " ", ""),
        ("a", "link to a cell", "", "cell-link"),
        ("em", "thr\x02wzxhzdk:0\x03e", " ", ""),
        ("ul", "four", "", ""),
    ):
        child = SubElement(block, tag, {"class": kind})
        child.text, child.tail = text, tail
    within = SubElement(block, "b")
    link = SubElement(within, "a")
    link.text = "fi\x02wzxhzdk:0\x03"
    SubElement(link, "i").text = "ve"
    block[-1].tail = ". Six "
    last = SubElement(block, "a")
    last.text, last.tail = "seven", ". Eight"
    assert sentences_of(block, [link, last], ["&eacute;"]) == ["One twoé thrée fiéve.", "Six seven."]
    assert sentences_of(block, [block[1]], ["&eacute;"]) == [
        "Eight"
    ]  # a note's mark is in no sentence: the last one before it
