"""The linker's rules, as text in and HTML out."""

from __future__ import annotations

from collections.abc import Callable
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
    "glossary/kyiv.md": ("Kyiv", "place", "[Київ, Києва, Києві, Киева, Kyiv’s mayor, Rus’ capital]"),
    "glossary/boris-johnson.md": ("Boris Johnson", "person", "[Johnson]"),
    "glossary/larry-johnson.md": ("Larry C. Johnson", "person", "[Larry Johnson, Johnson]"),
    "glossary/respite.md": ("Respite", "term", "[]\nlink: section"),
    "glossary/donbas.md": ("Donbas", "place", "[]\nlink: always"),
    "glossary/army.md": ("Army", "body", "[Ukrainian Army]\nlink: never"),
    "glossary/georgia.md": ("Georgia", "place", "[]\nnot_beside: [Atlanta, Meloni]"),
    "glossary/forum.md": ("Forum", "body", "[]\ncase: exact\nbeside: [Petersburg, economic]"),
    "glossary/front.md": ("Front", "term", "[]\ncase: exact\nnot_in: [Popular Front]"),
    "glossary/v-dem.md": ("V-Dem 2.0", "body", "[]"),
    "glossary/o-brien.md": ("Robert O’Brien", "person", "[O’Brien]"),
    "glossary/al-aiban.md": ("Musaed Al-Aiban", "person", "[Al-Aiban, العيبان]"),
    "glossary/lukasz.md": ("Łukasz Żal", "person", "[Żal]"),
}


def entry(path: str, title: str, kind: str, aliases: str) -> str:
    role = "roles: [{title: Somebody, as_of: 2025-03-11, source: a}]\n" if kind == "person" else ""
    return f"---\ntitle: {title}\nkind: {kind}\nsummary: A page.\naliases: {aliases}\n{role}---\nText.[^a]\n"


OTHERS = {
    "positions/united-states.md": (
        "---\ntitle: United States\nsummary: A party.\naliases: [United States, US, U.S.]\n"
        "answers: {answer: {stance: left-open, short: Open, as_of: 2025-03-11, text: 'Yes.[^a]'}}\n---\nText.[^a]\n"
    ),
    "timeline/2025-03-11-talks.md": (
        "---\ntitle: Talks held\nsummary: An event.\ndate: 2025-03-11\nknown: 2025-03-11\nplace: Jeddah\n"
        "actors: [kremlin]\nphase: proposal\nkind: talks\naliases: [Jeddah talks]\n---\nText.[^a]\n"
    ),
    "page.md": "---\ntitle: A page\nsummary: It has names.\n---\nText.[^a]\n",
    "choosy.md": "---\ntitle: A third\nsummary: It leaves one out.\nunlinked: [Putin]\n---\nText.[^a]\n",
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
    ("Moscow Times or Moscow", "Moscow Times or [Moscow]{moscow}"),
    ("The Popular Front, not the Front", "The Popular Front, not the [Front]{front}"),
    # policy: once in a section, always, never
    ("A respite. A respite.", "A [respite]{respite}. A respite."),
    ("Respite.\n\n## A {#a}\n\nRespite, respite.", "[Respite]{respite}.\nA\n[Respite]{respite}, respite."),
    ("Putin.\n\n## A {#a}\n\nPutin.", "[Putin]{vladimir-putin}.\nA\nPutin."),
    ("Donbas, Donbas and Donbas", "[Donbas]{donbas}, [Donbas]{donbas} and [Donbas]{donbas}"),
    ("Donbas.\n\n- Donbas\n- Donbas", "[Donbas]{donbas}.\n[Donbas]{donbas}\n[Donbas]{donbas}"),
    ("The Army and the Ukrainian Army", "The Army and the Ukrainian Army"),
    ("[Respite](glossary/respite.md) and respite", "Respite and respite"),
    ("[It](glossary/respite.md).\n\n## A {#a}\n\nRespite.", "It.\nA\n[Respite]{respite}."),
    ("[Donbas](glossary/donbas.md), Donbas", "Donbas, [Donbas]{donbas}"),
    # words beside the name
    ("Georgia and its capital", "[Georgia]{georgia} and its capital"),
    ("Atlanta, Georgia", "Atlanta, [Georgia]{georgia}"),
    ("Atlanta Georgia", "Atlanta Georgia"),
    ("Georgia Meloni, then Georgia", "Georgia Meloni, then [Georgia]{georgia}"),
    ("Giorgia–Georgia Meloni", "Giorgia–Georgia Meloni"),
    ("georgia MELONI; Georgia MELONI", "georgia MELONI; Georgia MELONI"),
    ("the Petersburg Forum", "the Petersburg [Forum]{forum}"),
    ("the St Petersburg economic Forum", "the St Petersburg economic [Forum]{forum}"),
    ("the Forum in Petersburg", "the Forum in Petersburg"),
    ("the Forum (Petersburg)", "the Forum (Petersburg)"),
    ("the Forum, a Forum. Petersburg Forum", "the Forum, a Forum. Petersburg [Forum]{forum}"),
    ("a forum in Petersburg", "a forum in Petersburg"),
    # two people of one surname: the full name decides
    ("Boris Johnson came. Johnson left.", "[Boris Johnson]{boris-johnson} came. Johnson left."),
    ("Larry C. Johnson came. Johnson left.", "[Larry C. Johnson]{larry-johnson} came. Johnson left."),
    ("Larry Johnson came. Johnson left.", "[Larry Johnson]{larry-johnson} came. Johnson left."),
    ("[He](glossary/boris-johnson.md) came. Johnson left.", "He came. Johnson left."),
    (
        "Boris Johnson met Larry C. Johnson.",
        "[Boris Johnson]{boris-johnson} met [Larry C. Johnson]{larry-johnson}.",
    ),
    # inflected forms and other scripts are aliases like any other
    ("Біля Києва", "Біля [Києва]{kyiv}"),
    ("У Києві та Києва", "У [Києві]{kyiv} та Києва"),
    ("Києвом, Київський", "Києвом, Київський"),
    ("из Киева", "из [Киева]{kyiv}"),
    ("КИЇВ і Київ", "КИЇВ і [Київ]{kyiv}"),
    ("Kyiv's mayor left", "[Kyiv's mayor]{kyiv} left"),
    ("Kyiv’s mayor left", "[Kyiv’s mayor]{kyiv} left"),
    ("Rus’ capital and Rus’ lands", "[Rus’ capital]{kyiv} and Rus’ lands"),
    ("Kyiv’s council", "[Kyiv]{kyiv}’s council"),
    ("قال العيبان اليوم", "قال [العيبان]{al-aiban} اليوم"),
    ("والعيبان", "والعيبان"),
    ("Mr Al-Aiban’s", "Mr [Al-Aiban]{al-aiban}’s"),
    ("Aiban alone", "Aiban alone"),
    ("O'Brien and O’Brien", "[O'Brien]{o-brien} and O’Brien"),
    ("Robert O'Brien's", "[Robert O'Brien]{o-brien}'s"),
    ("Żal, Żale, żal", "[Żal]{lukasz}, Żale, żal"),
    ("Łukasz Żal", "[Łukasz Żal]{lukasz}"),
    # signs in and around names
    ("V-Dem 2.0, V-Dem 2.01", "[V-Dem 2.0]{v-dem}, V-Dem 2.01"),
    ("V-Dem 2x0", "V-Dem 2x0"),
    ("a U.S.-Russian call", "a [U.S.]{united-states}-Russian call"),
    ("U.S.A. and U.S", "U.S.A. and U.S"),
    ("the US’s plan", "the [US]{united-states}’s plan"),
    ("US/Russia", "[US]{united-states}/Russia"),
    ("anti-US, non-US", "anti-[US]{united-states}, non-US"),
    ("USD, US1, us, Us", "USD, US1, us, Us"),
    ("G7-plus", "[G7]{g7}-plus"),
    ("G77, eG7, G7a", "G77, eG7, G7a"),
    ("Putin…", "[Putin]{vladimir-putin}…"),
    ("Putin?!", "[Putin]{vladimir-putin}?!"),
    ("Putin/Trump", "[Putin]{vladimir-putin}/[Trump]{donald-trump}"),
    ("Putin_Trump", "Putin_Trump"),
    ("@Putin #Putin", "@[Putin]{vladimir-putin} #Putin"),
    ("ex-Putin aide", "ex-[Putin]{vladimir-putin} aide"),
    ("Steve  Witkoff", "[Steve  Witkoff]{steve-witkoff}"),
    ("Steve&nbsp;Witkoff", "[Steve\u00a0Witkoff]{steve-witkoff}"),
    ("Steve&#160;Witkoff &thinsp;Trump", "[Steve\u00a0Witkoff]{steve-witkoff} \u2009[Trump]{donald-trump}"),
    ("Steve\u2009Witkoff", "[Steve\u2009Witkoff]{steve-witkoff}"),
    ("Steve\n\nWitkoff", "Steve\n[Witkoff]{steve-witkoff}"),
    ("Steve *Witkoff*", "Steve [Witkoff]{steve-witkoff}"),
    # more of what is never linked
    ("# Putin\n\nPutin", "Putin\n[Putin]{vladimir-putin}"),
    ("![Putin](a.png) Putin", "[Putin]{vladimir-putin}"),
    ("<figure><figcaption>Putin</figcaption></figure>\n\nPutin", "Putin\n[Putin]{vladimir-putin}"),
    ("<sup>Putin</sup> <sub>Putin</sub> Putin", "Putin Putin [Putin]{vladimir-putin}"),
    ("<samp>Putin</samp><var>Putin</var>", "PutinPutin"),
    ("<q>Putin</q>, said Putin", "Putin, said [Putin]{vladimir-putin}"),
    ("<button>Putin</button>", "Putin"),
    ("<https://example.org/Putin> Putin", "https://example.org/Putin [Putin]{vladimir-putin}"),
    ("[Trump’s *Putin* file](quiet.md), Putin", "Trump’s Putin file, [Putin]{vladimir-putin}"),
    ("[a **Putin**][x]\n\n[x]: quiet.md", "a Putin"),
    ("``Putin `Putin` ``", "Putin `Putin`"),
    ("&#80;utin and Putin", "Putin and [Putin]{vladimir-putin}"),
    ("“Putin” «Putin» „Putin“ Putin", "“Putin” «Putin» „Putin“ [Putin]{vladimir-putin}"),
    ("“Putin, “Putin” Putin", "“Putin, “Putin” [Putin]{vladimir-putin}"),
    ("- “Putin\n- Putin", "“Putin\n[Putin]{vladimir-putin}"),
    ("‘Putin must go’, said Putin", "‘Putin must go’, said [Putin]{vladimir-putin}"),
    ("‘Kyiv’s and Putin’s war’, Putin", "‘Kyiv’s and Putin’s war’, [Putin]{vladimir-putin}"),
    ("the allies’ plan, Putin’s answer", "the allies’ plan, [Putin]{vladimir-putin}’s answer"),
    ("Kyiv’s mayor, the allies’ plan", "[Kyiv’s mayor]{kyiv}, the allies’ plan"),
    ("‘Ask *Putin*’ and Putin", "‘Ask Putin’ and [Putin]{vladimir-putin}"),
    ("&lsquo;Russia&rsquo;s Putin&rsquo; and Putin", "‘Russia’s Putin’ and [Putin]{vladimir-putin}"),
    ("“He is ‘Putin’ to Putin”, Putin", "“He is ‘Putin’ to Putin”, [Putin]{vladimir-putin}"),
    ("in Sana‘a Putin", "in Sana‘a [Putin]{vladimir-putin}"),
    ("»Putin muss gehen«, Putin", "»Putin muss gehen«, [Putin]{vladimir-putin}"),
    ("Home » Putin", "Home » [Putin]{vladimir-putin}"),
    ("»Putin ska gå», Putin", "»Putin ska gå», [Putin]{vladimir-putin}"),
    # the title of a box is a heading
    ('!!! note "On Putin"\n    Putin left.', "On Putin\n[Putin]{vladimir-putin} left."),
    ("!!! putin\n    Putin left.", "Putin\n[Putin]{vladimir-putin} left."),
    # tables, definition of order, nesting
    ("| Putin |\n|---|\n| Putin |", "Putin\n[Putin]{vladimir-putin}"),
    ("| a | b |\n|---|---|\n| Putin | Putin |", "a\nb\n[Putin]{vladimir-putin}\nPutin"),
    ("1. Putin\n    - Trump\n2. Trump", "[Putin]{vladimir-putin}\n[Trump]{donald-trump}\nTrump"),
    ("***Putin*** and __Trump__", "[Putin]{vladimir-putin} and [Trump]{donald-trump}"),
    ("Line  \nPutin  \nTrump", "Line\n[Putin]{vladimir-putin}\n[Trump]{donald-trump}"),
    ("A \\*Putin\\* star", "A *[Putin]{vladimir-putin}* star"),
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
    md = Markdown(extensions=["admonition", "attr_list", "tables", "fenced_code", crosslink.CrosslinkExtension()])
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


@pytest.mark.parametrize("text", [text for text, _ in CASES])
def test_linking_twice_changes_nothing(small: Content, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    once = html.tostring(convert(small, monkeypatch, text))
    assert html.tostring(convert(small, monkeypatch, text)) == once
    monkeypatch.setattr(crosslink.CrosslinkExtension, "extendMarkdown", _twice(crosslink.CrosslinkExtension))
    assert html.tostring(convert(small, monkeypatch, text)) == once


def _twice(extension: type[crosslink.CrosslinkExtension]) -> Callable[[crosslink.CrosslinkExtension, Markdown], None]:
    """The extension with its processor registered twice, one after the other."""
    once = extension.extendMarkdown

    def extend(self: crosslink.CrosslinkExtension, md: Markdown) -> None:
        once(self, md)
        md.treeprocessors.register(crosslink.CrosslinkTreeprocessor(md, self.page(md)), "again", 5.5)

    return extend


def test_a_surname_of_two_people_stops_the_build(
    small: Content, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for text in ("Johnson left.", "Boris Johnson met Larry Johnson. Johnson left."):
        caplog.clear()
        convert(small, monkeypatch, text)
        assert "docs/glossary/boris-johnson.md and docs/glossary/larry-johnson.md" in caplog.text
        assert "write the full name before it" in caplog.text
    caplog.clear()
    convert(small, monkeypatch, "Johnson left.", path="glossary/boris-johnson.md")
    assert not caplog.text, "on his own page it is he"


def test_a_page_may_leave_one_name_out(small: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    assert marked(convert(small, monkeypatch, "Putin met Witkoff.", path="choosy.md")) == (
        "Putin met [Witkoff]{steve-witkoff}."
    )


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
