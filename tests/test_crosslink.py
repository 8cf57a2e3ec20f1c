"""The linker's rules, as text in and HTML out."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from explainer import crosslink, pages
from explainer.content import Content
from explainer.documents import read_document
from explainer.registers import Source
from lxml import html
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

NAMES = {
    "glossary/steve-witkoff.md": ("Steve Witkoff", "person", "[Witkoff]"),
    "glossary/vladimir-putin.md": ("Vladimir Putin", "person", "[Putin]"),
    "glossary/donald-trump.md": ("Donald Trump", "person", "[Trump, Trump's team]"),
    "glossary/kremlin.md": ("Kremlin", "body", "[]"),
    "glossary/kursk-region.md": ("Kursk region", "place", "[Kursk]"),
    "glossary/moscow.md": ("Moscow", "place", "[]"),
    "glossary/ceasefire.md": ("Ceasefire", "term", "[truce]"),
    "glossary/sudzha.md": ("Суджа", "place", "[]"),
    "glossary/sybiha.md": ("Andrii Sybiha", "person", "[Sybiha]"),
    "glossary/general-staff.md": ("General Staff", "body", "[Ukraine's General Staff]"),
    "glossary/g7.md": ("G7", "body", "[]"),
}


def entry(path: str, title: str, kind: str, aliases: str) -> str:
    role = "roles: [{title: Somebody, as_of: 2025-03-11, source: a}]\n" if kind == "person" else ""
    return f"---\ntitle: {title}\nkind: {kind}\nsummary: A page.\naliases: {aliases}\n{role}---\nText.[^a]\n"


OTHERS = {
    "positions/united-states.md": (
        "---\ntitle: United States\nsummary: A party.\naliases: [United States, US, U.S.]\n"
        "answers: {answer: {as_of: 2025-03-11, text: 'Yes.[^a]'}}\n---\nText.[^a]\n"
    ),
    "timeline/2025-03-11-talks.md": (
        "---\ntitle: Talks held\nsummary: An event.\ndate: 2025-03-11\nknown: 2025-03-11\nplace: Jeddah\n"
        "actors: [kremlin]\nphase: proposal\naliases: [Jeddah talks]\n---\nText.[^a]\n"
    ),
    "page.md": "---\ntitle: A page\nsummary: It has names.\n---\nText.[^a]\n",
    "quiet.md": "---\ntitle: Another\nsummary: It has none.\ncrosslink: false\n---\nText.[^a]\n",
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

# Text; what stands between square brackets in the expected text is linked, with what follows in braces as its target.
CASES = [
    # the first mention of each name, whatever its form, and only that
    ("Witkoff left.", "[Witkoff]{steve-witkoff} left."),
    ("Witkoff came. Witkoff left.", "[Witkoff]{steve-witkoff} came. Witkoff left."),
    ("Steve Witkoff came. Witkoff left.", "[Steve Witkoff]{steve-witkoff} came. Witkoff left."),
    ("Witkoff came. Steve Witkoff left.", "[Witkoff]{steve-witkoff} came. Steve Witkoff left."),
    ("Witkoff met Putin.", "[Witkoff]{steve-witkoff} met [Putin]{vladimir-putin}."),
    ("Witkoff came.\n\nWitkoff left.", "[Witkoff]{steve-witkoff} came.\nWitkoff left."),
    # the longest name wins
    ("In Kursk region.", "In [Kursk region]{kursk-region}."),
    ("In the Kursk oblast.", "In the [Kursk]{kursk-region} oblast."),
    ("Trump's team left.", "[Trump's team]{donald-trump} left."),
    # possessives, hyphens, dashes, full stops
    ("Putin's answer", "[Putin]{vladimir-putin}'s answer"),
    ("Putin’s answer", "[Putin]{vladimir-putin}’s answer"),
    ("pro-Kremlin voices", "pro-[Kremlin]{kremlin} voices"),
    ("a Trump–Putin call", "a [Trump]{donald-trump}–[Putin]{vladimir-putin} call"),
    ("a Trump-Putin call", "a [Trump]{donald-trump}-[Putin]{vladimir-putin} call"),
    ("the U.S. plan", "the [U.S.]{united-states} plan"),
    ("from the U.S.", "from the [U.S.]{united-states}"),
    ("(Putin)", "([Putin]{vladimir-putin})"),
    ("Ukraine’s General Staff said", "[Ukraine’s General Staff]{general-staff} said"),
    ("the G7, then", "the [G7]{g7}, then"),
    # whole words only, in the right case
    ("They told us.", "They told us."),
    ("The US told us.", "The [US]{united-states} told us."),
    ("USA, Putinism, Kurskaya", "USA, Putinism, Kurskaya"),
    ("KREMLIN and kremlin", "KREMLIN and kremlin"),
    ("A ceasefire. CEASEFIRE.", "A [ceasefire]{ceasefire}. CEASEFIRE."),
    ("Truce now", "[Truce]{ceasefire} now"),
    ("truces and ceasefires", "truces and ceasefires"),
    # other alphabets, line breaks, hard spaces
    ("Суджа стоїть, Суджанський ні", "[Суджа]{sudzha} стоїть, Суджанський ні"),
    ("Steve\nWitkoff left.", "[Steve\nWitkoff]{steve-witkoff} left."),
    ("Steve\u00a0Witkoff left.", "[Steve\u00a0Witkoff]{steve-witkoff} left."),
    # events and positions by their aliases, not by their headlines
    ("the Jeddah talks", "the [Jeddah talks]{2025-03-11-talks}"),
    ("Talks held again", "Talks held again"),
    # never in headings, links, code, quotations, notes
    ("## Putin {#a}", "Putin"),
    ("[about Putin](quiet.md)", "about Putin"),
    ("[Putin](glossary/vladimir-putin.md) and Putin", "Putin and Putin"),
    ("<a href='x.html'>Putin</a> left", "Putin left"),
    ("<kbd>Putin</kbd>", "Putin"),
    ("`Putin`", "Putin"),
    ("    Putin", "Putin"),
    ("```\nPutin\n```", "Putin"),
    ("> Putin said.", "Putin said."),
    ("“Putin must go”, he said of Putin.", "“Putin must go”, he said of [Putin]{vladimir-putin}."),
    ("“Ask *Putin* about it”", "“Ask Putin about it”"),
    ('"Putin" and Putin', '"Putin" and [Putin]{vladimir-putin}'),
    ("«Putin» and Putin", "«Putin» and [Putin]{vladimir-putin}"),
    ("„Putin muss gehen“, said Putin", "„Putin muss gehen“, said [Putin]{vladimir-putin}"),
    ("<!-- see <a href> -->Putin left.", "[Putin]{vladimir-putin} left."),
    ("“Never closed, Putin\n\nPutin left.", "“Never closed, Putin\n[Putin]{vladimir-putin} left."),
    # inside other markup
    ("*Putin* left.", "[Putin]{vladimir-putin} left."),
    ("**Vladimir Putin** left.", "[Vladimir Putin]{vladimir-putin} left."),
    ("- Putin\n- Trump", "[Putin]{vladimir-putin}\n[Trump]{donald-trump}"),
    ("| a |\n|---|\n| Putin |", "a\n[Putin]{vladimir-putin}"),
    ("A < B & Putin", "A < B & [Putin]{vladimir-putin}"),
    # an outlet's name is not a place
    ("The Moscow Times wrote of Moscow.", "The Moscow Times wrote of [Moscow]{moscow}."),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The names above, as the linker will load them."""
    texts = {path: entry(path, *rest) for path, rest in NAMES.items()} | OTHERS
    documents = {path: read_document(path, text) for path, text in texts.items()}
    source = Source.model_validate(SOURCE)
    return Content(tmp_path_factory.mktemp("root"), documents, {"a": source})


def convert(small: Content, monkeypatch: pytest.MonkeyPatch, text: str, path: str = "page.md") -> html.HtmlElement:
    """Convert Markdown as the builder does on the page at `path`."""
    monkeypatch.setattr(pages, "load", lambda root: small)
    crosslink.mentions.clear()
    md = Markdown(extensions=["attr_list", "tables", "fenced_code", crosslink.CrosslinkExtension()])
    where = Treeprocessor(md)
    where.file = SimpleNamespace(src_uri=path)  # type: ignore[attr-defined]
    md.treeprocessors.register(where, "relpath", 0)
    return html.fromstring(f"<div>{md.convert(text)}</div>")


def marked(page: html.HtmlElement) -> str:
    """A page's text, with each automatic link marked as in the cases."""
    for link in page.xpath("//a[@class='xref']"):
        target = Path(link.get("href")).stem
        link.text = f"[{link.text}]{{{target}}}"
    lines = (line.strip(" \n") for line in page.text_content().strip().split("\n"))
    return "\n".join(line for line in lines if line)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_names_are_linked(small: Content, monkeypatch: pytest.MonkeyPatch, text: str, expected: str) -> None:
    assert marked(convert(small, monkeypatch, text)) == expected


@pytest.mark.parametrize("text", [text for text, _ in CASES])
def test_linking_changes_no_text(small: Content, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    linked = convert(small, monkeypatch, text)
    plain = convert(small, monkeypatch, text, path="quiet.md")
    assert linked.text_content() == plain.text_content()
    assert not plain.xpath("//a[@class='xref']")
    assert not linked.xpath("//a//a")


def test_a_page_does_not_link_to_itself(small: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    page = convert(small, monkeypatch, "Putin met Witkoff.", path="glossary/vladimir-putin.md")
    assert [link.get("href") for link in page.xpath("//a")] == ["steve-witkoff.md"]


@pytest.mark.parametrize(
    ("path", "href"),
    [
        ("page.md", "glossary/moscow.md"),
        ("timeline/2025-03-11-talks.md", "../glossary/moscow.md"),
        ("glossary/kremlin.md", "moscow.md"),
    ],
)
def test_links_are_relative_to_the_source(
    small: Content, monkeypatch: pytest.MonkeyPatch, path: str, href: str
) -> None:
    assert convert(small, monkeypatch, "In Moscow.", path=path).xpath("//a/@href") == [href]


def test_mentions_carry_their_sentence_and_place(small: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "No.\n\n## Later {#later}\n\nIt rained. Then Mr Putin came (late). He left.\n\n[It](glossary/kremlin.md)"
    convert(small, monkeypatch, text)
    found = [(m.target, m.anchor, m.sentence, m.automatic) for m in crosslink.mentions["page.md"]]
    assert found == [
        ("glossary/vladimir-putin.md", "later", "Then Mr Putin came (late).", True),
        ("glossary/kremlin.md", "later", "It", False),
    ]


# A block of text, and the sentence of it that is shown where Putin is mentioned.
SENTENCES = [
    ("It rained. Putin came. He left.", "Putin came."),
    ("Putin came", "Putin came"),
    ("Larry C. Johnson met Putin and Mr. Smith. He left.", "Larry C. Johnson met Putin and Mr. Smith."),
    ("The U.S. side met Putin in St. Petersburg. He left.", "The U.S. side met Putin in St. Petersburg."),
    ("At 3 p.m. Putin signed decree No. 5. He left.", "At 3 p.m. Putin signed decree No. 5."),
    ("Élysée staff left. Łukasz saw Putin! Überall rain.", "Łukasz saw Putin!"),
    ("He asked: “Why?” Putin left. “No.”", "Putin left."),
    ("On 11&ndash;13 March Putin&nbsp;came &amp; spoke.", "On 11–13 March Putin came & spoke."),
    ("The \\*secret\\* plan of Putin.", "The *secret* plan of Putin."),
    ("Line one.<br>Putin came.", "Putin came."),
    ("- Putin set terms.\n    - No troops", "Putin set terms."),
]


@pytest.mark.parametrize(("text", "sentence"), SENTENCES)
def test_a_mention_shows_its_sentence(
    small: Content, monkeypatch: pytest.MonkeyPatch, text: str, sentence: str
) -> None:
    convert(small, monkeypatch, text)
    mention = next(m for m in crosslink.mentions["page.md"] if m.target == "glossary/vladimir-putin.md")
    assert mention.sentence == sentence
