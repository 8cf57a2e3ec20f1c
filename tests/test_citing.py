"""How each thing on the site is cited: every format is read by a program that others read it with."""

from __future__ import annotations

import datetime
import json
import re
import warnings
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import mwparserfromhell
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from explainer.addresses import address_of
from explainer.content import load
from explainer.exports.citing.formats import FORMATS
from explainer.exports.citing.record import Record
from explainer.pictures import PICTURES
from explainer.quotations import shortened
from explainer.wording import format_date
from lxml import html
from playwright.sync_api import Browser, Page
from project import ROOT
from pybtex.database import Entry, parse_string
from pylatexenc.latex2text import LatexNodes2Text

CONTENT = load(ROOT)
HOME = "https://example.org/explainer/"  # as the test gives it
PUBLISHED, AS_OF = datetime.date(2026, 11, 22), datetime.date(2026, 6, 15)
WRITE = {form.id: form.write for form in FORMATS}
FAR_FROM_PLAIN = [
    "100 % of $5 & more: #1_a^2 ~ \\end {half } of a brace",
    "|quote=a ]] link [http://a.b c] and {{template}} or '''bold''' ~~~~ &amp; <ref>x</ref>",
    "She said: “No”, \"no\" and 'no'",
    "Ukraine’s Київ, Москва and القاهرة – São Tomé",
    "`one' ``two'' -- three --- four",
    "a\nTY  - JOUR\nER  - ",
]


def record(text: str, quoted: bool = False) -> Record:
    """A record all of whose texts are one text."""
    site = "Thirty Days"
    return Record(
        "thirty-days-x", text, site, site, PUBLISHED, AS_OF, f"{HOME}x/#c-x", "Claim", text, text, quoted=quoted
    )


def bibtex(text: str) -> Entry:
    """The one entry of a text."""
    (entry,) = parse_string(text, "bibtex").entries.values()
    assert isinstance(entry, Entry)
    return entry


def typeset(tex: str) -> str:
    """What LaTeX prints; the reader knows braces by another name, and gives a hat as an accent without a letter."""
    named = tex.replace(r"\textbraceleft{}", r"\{").replace(r"\textbraceright{}", r"\}")
    return str(LatexNodes2Text().latex_to_text(named)).replace("ˆ", "^")


def ris(text: str) -> dict[str, Any]:
    (entry,) = rispy.loads(text)
    return dict(entry)


def csl(text: str) -> CiteProcJSON:
    """The items as citeproc takes them; a term that CSL does not have would be a warning, and so an error."""
    return CiteProcJSON(json.loads(text))


def wikitext(text: str) -> dict[str, str]:
    """The parameters of the one template as MediaWiki shows them."""
    (template,) = mwparserfromhell.parse(text).filter_templates(recursive=False)
    assert str(template) == text, "the template ends where the text ends"
    assert template.name.strip() == "cite web"
    within = [str(node.name) for value in template.params for node in value.value.filter_templates()]
    assert set(within) <= {"!"}
    for parameter in template.params:
        assert not parameter.value.filter_wikilinks() + parameter.value.filter_tags()
    return {
        str(parameter.name): unescape(str(parameter.value).replace("{{!}}", "|").strip())
        for parameter in template.params
    }


@pytest.mark.parametrize("text", FAR_FROM_PLAIN)
def test_what_a_format_reads_as_markup_comes_out_as_text(text: str) -> None:
    line = " ".join(text.split())
    entry = bibtex(WRITE["bibtex"](record(text)))
    for field in ("title", "note", "abstract"):
        assert " ".join(typeset(entry.fields[field]).split()) == line
    read = ris(WRITE["ris"](record(text)))
    assert [read["title"], read["abstract"], *read["notes"]] == [line] * 3
    (item,) = json.loads(WRITE["csl-json"](record(text)))
    assert item["title"] == item["abstract"] == text
    shown = wikitext(WRITE["wikitext"](record(text, quoted=True)))
    assert shown["title"] == shown["quote"] == text.replace("\n", " ").strip()
    tree = html.fragment_fromstring(WRITE["html"](record(text, quoted=True)), create_parent=True)
    assert tree.findtext(".//q") == tree.findtext("./cite/a") == text
    assert {element.tag for element in tree.iter()} == {"div", "q", "cite", "a", "time"}


# A title, and how a line of each style puts it.
LINES = [
    ("ap", "What now?", False, "“What now?” Thirty Days, Nov. 22, 2026, as of June 15, 2026, "),
    ("ap", "The proposal", False, "“The proposal,” Thirty Days, Nov. 22, 2026, as of June 15, 2026, "),
    ("ap", "A “pause”", False, "“A ‘pause’,” Thirty Days, "),
    ("plain", "A “pause”", False, "“A ‘pause’”. Thirty Days, 22 November 2026 (as of 15 June 2026). "),
    ("plain", "The proposal", True, "The proposal: “The proposal”. Thirty Days, 22 November 2026 "),
]


@pytest.mark.parametrize(("form", "title", "quoted", "begins"), LINES)
def test_lines_for_readers(form: str, title: str, quoted: bool, begins: str) -> None:
    line = WRITE[form](record(title, quoted))
    assert line.startswith(begins)
    assert line.endswith(f" {HOME}x/#c-x")


@pytest.fixture(scope="module")
def cited(site: Path) -> dict[str, html.HtmlElement]:
    """Every page that says how to cite something, by the name of the thing."""
    folder = site / "cite"
    files = sorted(folder.rglob("*/index.html"))  # the one at cite/ itself says what lies below
    return {file.parent.relative_to(folder).as_posix(): html.fromstring(file.read_bytes()) for file in files}


def block(page: html.HtmlElement, form: str) -> str:
    return str(page.get_element_by_id(form).text)


def living(page: html.HtmlElement) -> str:
    """The address of what is cited."""
    (address,) = page.xpath("//link[@rel='canonical']/@href")
    return str(address)


def test_everything_can_be_cited(site: Path, cited: dict[str, html.HtmlElement]) -> None:
    names = {address_of(path).rstrip("/") or "home" for path in CONTENT.documents}
    names |= {f"picture-{name}" for name in PICTURES}
    names |= {f"q-{key}" for key in CONTENT.quotations} | {f"row-{question.id}" for question in CONTENT.questions()}
    for path in CONTENT.documents:
        if not path.startswith(("as-known/", "story/")):  # they tell again what stands elsewhere
            built = html.fromstring((site / address_of(path) / "index.html").read_bytes())
            names |= set(built.xpath("//@id[starts-with(., 'c-')]"))
    assert set(cited) == names
    assert len(names) > 600


def test_what_is_cited_stands_at_its_lasting_address(site: Path, cited: dict[str, html.HtmlElement]) -> None:
    seen: dict[str, set[str]] = {}
    for name, page in cited.items():
        path, _, anchor = living(page).removeprefix(HOME).partition("#")
        if path not in seen:
            built = html.fromstring((site / path / "index.html").read_bytes())
            seen[path] = {"", *built.xpath("//@id")}
        assert anchor in seen[path], name
        assert living(page) in page.xpath("//dd/a/@href"), "it is shown in full"
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


@pytest.mark.parametrize(
    "one_in", [20, pytest.param(1, marks=pytest.mark.everything)], ids=["of one page in twenty", "of everything"]
)
def test_every_format_is_read_by_a_parser(cited: dict[str, html.HtmlElement], one_in: int) -> None:
    items = []
    for name, page in [*cited.items()][::one_in]:
        url, title = living(page), " ".join(page.findtext(".//title").split())
        title = title.removeprefix("Cite: ").removesuffix(" – Thirty Days")
        title = title if not name.startswith("q-") else " ".join(page.findtext(".//h1").split())
        assert title.startswith(" ".join(page.findtext(".//h1").split()))
        entry = bibtex(block(page, "bibtex"))
        assert (entry.fields["url"], typeset(entry.fields["title"])) == (url, title), name
        assert entry.fields["year"] == "2026"
        assert [str(person) for person in entry.persons["author"]] == ["{Thirty Days}"], "a body, not a Mr Days"
        read = ris(block(page, "ris"))
        assert (read["urls"], read["title"], read["authors"]) == ([url], title, ["Thirty Days"]), name
        (item,) = json.loads(block(page, "csl-json"))
        assert (item["URL"], item["title"], item["author"]) == (url, title, [{"literal": "Thirty Days"}])
        assert not {"accessed"} & set(item)
        assert re.search(r"As of \d+ \w+ \d{4}\.", item["note"])
        assert item["note"] in read["notes"]
        items.append(item)
        wiki = wikitext(block(page, "wikitext"))
        assert (wiki["url"], wiki["title"], wiki["website"]) == (url, title, "Thirty Days")
        assert "access-date" not in wiki
        assert ("quote" in wiki) == name.startswith("q-")
        link = html.fragment_fromstring(block(page, "html"), create_parent=True).find("./cite/a")
        assert (link.get("href"), link.text) == (url, title)
        for form in ("plain", "ap"):
            assert block(page, form).endswith(f" {url}")
    assert len({item["id"] for item in items}) == len(items)
    assert len(csl(json.dumps(items))) == len(items)


def test_quotations_are_cited_with_whose_words_they_are(cited: dict[str, html.HtmlElement]) -> None:
    for entry in CONTENT.quotations.values():
        page = cited[f"q-{entry.id}"]
        words = shortened(entry.words)
        (item,) = json.loads(block(page, "csl-json"))
        assert item["title"] == f"{entry.speaker}, {format_date(entry.date)}, {entry.occasion}"
        assert item["abstract"] == words
        assert CONTENT.sources[entry.source].publisher() in item["note"]
        assert wikitext(block(page, "wikitext"))["quote"] == words
        assert page.xpath(f"//dd/a[@href='{HOME}sources/#{entry.source}']")


def test_a_style_renders_it(cited: dict[str, html.HtmlElement]) -> None:
    """With the one style that citeproc brings along."""
    source = csl(block(cited["c-clause-ceasefire"], "csl-json"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the style itself
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    (key,) = source
    bibliography.register(Citation([CitationItem(key)]))
    (line,) = map(str, bibliography.bibliography())
    assert line.startswith("Thirty Days (2026) The proposal – A ceasefire of 30 days")
    assert f"{HOME}proposal/#c-clause-ceasefire" in line


def test_a_page_leads_to_how_it_is_cited_and_to_what_stands_on_it(
    site: Path, cited: dict[str, html.HtmlElement]
) -> None:
    for path in CONTENT.documents:
        name = address_of(path).rstrip("/") or "home"
        folder = site / address_of(path)
        (way,) = html.fromstring((folder / "index.html").read_bytes()).xpath("//a[@class='cite-this']/@href")
        assert (folder / way).resolve() == site / "cite" / name
    ways = cited["proposal"].xpath("//main//li/a/@href")
    assert "../c-clause-ceasefire/" in ways
    assert "../q-statement-interim-ceasefire/" in ways
    assert len(cited["quotations"].xpath("//main//li/a")) == len(CONTENT.quotations)


def test_zotero_finds_what_it_reads(site: Path) -> None:
    """The names its “Embedded Metadata” translator asks for; the comma makes the site’s name a body’s."""
    for path, doc in CONTENT.documents.items():
        head = html.fromstring((site / address_of(path) / "index.html").read_bytes()).find("head")
        told = {meta.get("name"): meta.get("content") for meta in head.iter("meta")}
        assert told["citation_title"] == doc.page.title
        assert told["citation_author"] == "Thirty Days,"
        assert datetime.date.fromisoformat(told["citation_publication_date"])
        assert told["citation_public_url"] == HOME + address_of(path)
        assert told["citation_language"] == "en"
        assert told["z:itemType"] == "webpage"


def test_it_reads_without_script_on_a_narrow_screen(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    for name in ("quotations", "row-answer", "timeline/2025-03-11-jeddah-talks", "q-statement-interim-ceasefire"):
        page.goto(f"{address}cite/{name}/")
        assert page.locator("pre").first.is_visible()
        assert page.locator("button").count() == 0
        boxes = [box for at in page.locator("pre, h1, dd, li").all() if (box := at.bounding_box())]
        assert max(box["x"] + box["width"] for box in boxes) <= 320, name
    context.close()


def test_a_button_copies_a_block(page: Page, address: str) -> None:
    parts = urlsplit(address)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=f"{parts.scheme}://{parts.netloc}")
    page.goto(f"{address}cite/c-clause-ceasefire/")
    assert page.locator("button").count() == page.locator("pre").count() == len(FORMATS) + 2
    page.locator("#bibtex + p button").click()
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#bibtex").text_content()


def test_where_the_clipboard_is_closed_a_button_marks_the_block(page: Page, address: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(f"{address}cite/home/")
    page.locator("#ris + p button").click()
    page.get_by_text("Marked").wait_for()
    assert page.evaluate("getSelection().toString()").startswith("TY  - ELEC")
