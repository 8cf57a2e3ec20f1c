"""The built site, read as files: links, addresses, and what each kind of page must have."""

from __future__ import annotations

import os
import posixpath
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from conftest import built
from explainer.content import load
from explainer.keeping import kept
from explainer.listings import period_of
from explainer.models import About, Entry, Event, Named, Page, Position
from explainer.quotations import renderings, shortened, tongue
from explainer.quoting import normalise, quoted_in
from explainer.sections import LINK
from explainer.wording import format_date
from lxml import html
from project import ROOT, contents
from spellings import damaged

CONTENT = load(ROOT)
# Made after the pages; tested in test_folder.py and test_versions.py.
MADE_LATER = tuple(kept(CONTENT))
# What a browser fetches by itself when it opens a page.
FETCHED = (
    "//script/@src | //link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href | //img/@src | //iframe/@src"
)


def pages(site: Path) -> dict[Path, html.HtmlElement]:
    """Every built page with its tree."""
    return {file: html.fromstring(file.read_bytes()) for file in sorted(site.rglob("*.html"))}


@pytest.fixture(scope="module", params=["site", "flat_site"])
def tree(request: pytest.FixtureRequest) -> tuple[Path, dict[Path, html.HtmlElement]]:
    """The site in either form, deployed or read from a folder."""
    folder: Path = request.getfixturevalue(request.param)
    return folder, pages(folder)


def test_every_link_leads_somewhere(tree: tuple[Path, dict[Path, html.HtmlElement]]) -> None:
    folder, found = tree
    anchors = {file: set(page.xpath("//@id")) | {""} for file, page in found.items()}
    broken = []
    for file, page in found.items():
        if file.name == "404.html":  # its links are absolute, because it is shown under any address
            continue
        for href in page.xpath("//a/@href"):
            parts = urlsplit(href)
            if parts.scheme or parts.netloc:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            target = target / "index.html" if target.is_dir() else target
            later = f"{os.path.relpath(target, folder)}/".startswith(MADE_LATER)
            download = target.suffix != ".html" and target.is_file() and not parts.fragment
            if later or download:
                continue
            if target not in anchors or unquote(parts.fragment) not in anchors[target] | {"__top"}:
                broken.append(f"{file.relative_to(folder)}: {href}")
    assert not broken


def test_links_without_a_server_name_files(flat_site: Path) -> None:
    """A folder has no server to turn “glossary/” into “glossary/index.html”."""
    names = [
        f"{file.name}: {href}"
        for file, page in pages(flat_site).items()
        if file.name != "404.html"
        for href in page.xpath("//a/@href")
        if not urlsplit(href).scheme and urlsplit(href).path and not Path(urlsplit(href).path).suffix
    ]
    assert not names


def test_nothing_is_fetched_from_elsewhere(tree: tuple[Path, dict[Path, html.HtmlElement]]) -> None:
    _, found = tree
    elsewhere = {url for page in found.values() for url in page.xpath(FETCHED) if urlsplit(url).netloc}
    assert elsewhere <= {"example.org"}  # the address the test gave the site, which 404.html uses
    for sheet in (ROOT / "docs/stylesheets").glob("*.css"):
        styles = "".join(sheet.read_text().split())
        assert "@import" not in styles
        assert not re.search(r"url\([\"']?(http|//)", styles)


def test_no_address_is_given_twice_on_a_page(tree: tuple[Path, dict[Path, html.HtmlElement]]) -> None:
    folder, found = tree
    twice = {
        (str(file.relative_to(folder)), identity)
        for file, page in found.items()
        for identity, number in Counter(page.xpath("//@id")).items()
        if number > 1
    }
    assert not twice


def page_file(site: Path, path: str) -> Path:
    """The file of a document's page."""
    return site / re.sub(r"(^|/)index$", "", path.removesuffix(".md")) / "index.html"


def page_of(site: Path, path: str) -> html.HtmlElement:
    """The built page of a document."""
    return html.fromstring((site / path.removesuffix(".md") / "index.html").read_bytes())


def page_at(file: Path, href: str) -> Path:
    """The file of the page to which a link in a file leads."""
    return (file.parent / href.split("#")[0] / "index.html").resolve()


def answering(site: Path) -> dict[Path, set[Path]]:
    """For each named page the pages that it lists under “Mentioned in”."""
    files = [page_file(site, doc.path) for doc in CONTENT.of(Named)]
    listed = {file: html.fromstring(file.read_bytes()).xpath("//div[@class='backlinks']//a/@href") for file in files}
    return {file: {page_at(file, href) for href in hrefs} for file, hrefs in listed.items()}


def test_named_pages_end_with_who_mentions_them(site: Path, subtests: pytest.Subtests) -> None:
    for path in (doc.path for doc in CONTENT.of(Named)):
        with subtests.test(path):
            page = page_of(site, path)
            assert page.xpath("//article//h2/@id")[-1] == "mentioned-in"
            for item in page.xpath("//div[@class='backlinks']//li"):
                assert item.xpath("./a/@href")
                assert len(item.text_content().split(": ", 1)[1]) > 3, "a mention comes with its sentence"
            assert page.xpath("//meta[@name='description']/@content") == [CONTENT.documents[path].page.summary]


def test_each_link_is_answered_where_it_leads(site: Path) -> None:
    """Whatever page names another, by whichever of its names, is listed there under “Mentioned in”."""
    missing = []
    answers = answering(site)
    for doc in CONTENT.documents.values():
        page = page_file(site, doc.path)
        for link in html.fromstring(page.read_bytes()).xpath("//a[@class='xref']"):
            if page not in answers[page_at(page, link.get("href"))]:
                missing.append(f"{doc.path}: {link.text_content()}")
    assert not missing


def test_each_link_written_by_hand_is_answered_where_it_leads(site: Path) -> None:
    """Pages that opt out of links are lists and copies; what they link to is no mention."""
    missing = []
    answers = answering(site)
    for doc in CONTENT.documents.values():
        for line in doc.prose() if doc.page.crosslink else ():
            for written in LINK.finditer(line.text):
                target = posixpath.normpath(f"{posixpath.dirname(doc.path)}/{written['target'].split('#')[0]}")
                named = CONTENT.documents.get(target.removeprefix("/"))
                if named is None or named == doc or not isinstance(named.page, Named):
                    continue
                if page_file(site, doc.path) not in answers[page_file(site, named.path)]:
                    missing.append(f"{line.file}:{line.number}: {written[0]}")
    assert not missing


def test_who_mentions_a_page_is_grouped_by_kind(site: Path) -> None:
    """Main pages, positions, events, glossary: only the groups that exist, each page in its own group and once."""
    kinds = {"Main pages": Page, "Positions": Position, "Events": Event, "Glossary": Entry}
    by_file = {page_file(site, doc.path): doc for doc in CONTENT.documents.values()}
    for doc in CONTENT.of(Named):
        page = page_file(site, doc.path)
        (box,) = html.fromstring(page.read_bytes()).xpath("//div[@class='backlinks']")
        captions = box.xpath("./h3/text()")
        assert captions == [caption for caption in kinds if caption in captions]
        for number, caption in enumerate(captions, 1):
            group = box.xpath("./*[not(self::h3)][count(preceding-sibling::h3)=$number]//li/a/@href", number=number)
            linked = [by_file[page_at(page, href)] for href in group]
            assert linked, f"{doc.path}: nothing under {caption}"
            assert len(linked) == len({other.path for other in linked})
            for other in linked:
                own = type(other.page) if type(other.page) in kinds.values() else Page
                assert own is kinds[caption], f"{doc.path}: {other.path} under {caption}"


def test_enough_is_told() -> None:
    """The first edition: the events from June 2024 to 18 March 2025, the last on record, and the names."""
    dates = [event.page.date.isoformat() for event in CONTENT.of(Event)]
    assert dates[0] == "2024-06-14"
    assert sum(date <= "2025-03-18" for date in dates) >= 28
    assert "2025-03-18" in dates
    assert "2026-06-15" in dates
    assert len(CONTENT.of(Entry)) >= 70
    assert {doc.slug for doc in CONTENT.of(Position)} == {
        "commentators",
        "europe-and-nato",
        "russia",
        "ukraine",
        "united-states",
    }


def test_every_actor_named_in_an_event_is_linked_there(site: Path) -> None:
    for event in CONTENT.of(Event):
        page = page_of(site, event.path)
        links = {Path(href).name for href in page.xpath("//div[@class='furniture facts']//a/@href")}
        assert set(event.page.actors) <= links, event.path


def test_each_cell_of_the_matrix_has_an_address_a_date_and_a_source(site: Path) -> None:
    page = html.fromstring((site / "positions" / "index.html").read_bytes())
    cells = page.xpath("//table[@class='matrix']//td")
    assert len(cells) == len(CONTENT.questions()) * len(CONTENT.of(Position))
    for cell in cells:
        assert re.fullmatch(r"c-[a-z-]+", cell.get("id"))
        assert cell.xpath(f".//a[@href='#{cell.get('id')}']")
        unknown = cell.xpath(".//*[@class='unknown']")
        assert unknown or (
            cell.xpath(".//a[@class='footnote-ref']") and re.search(r"\d+ \w+ \d{4}\)", cell.text_content())
        )


def test_the_home_page_answers_at_once() -> None:
    home = CONTENT.documents["index.md"].body
    answer, _, rest = home.partition("\n## ")
    words = re.sub(r"\[\^[^\]]*\]|\*\*|<!--.*?-->|\{[^}]*\}", " ", answer).split()
    assert len(words) <= 60
    assert re.search(r"\d+ \w+ 2026", " ".join(words)), "the answer carries its “as of” date"
    story = re.sub(r"\[\^[^\]]*\]|\{[^}]*\}", " ", rest.partition("\n## ")[0]).split()
    assert len(story) <= 310


def test_damaged_spellings_are_never_shown(site: Path) -> None:
    """Search finds them; no page but the one on the supplied article shows them."""
    words = damaged(CONTENT)
    assert len(words) > 50
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, words))})(?!\w)")
    shown = {}
    for file, page in pages(site).items():
        for hidden in page.xpath("//script | //div[@class='footnote'] | //p[@class='source']"):
            hidden.clear(keep_tail=True)  # a source's own headline keeps its spelling
        if "supplied-article" not in str(file) and (match := pattern.search(page.text_content())):
            shown[str(file)] = match[0]
    assert not shown


def test_the_register_shows_each_source_and_what_cites_it(site: Path) -> None:
    """In short at its lasting address, which leads to it in full on the page of its phase."""
    register = html.fromstring((site / "sources" / "index.html").read_bytes())
    parts = {
        period: html.fromstring((site / "sources" / "phase" / period / "index.html").read_bytes())
        for period in {period_of(source) for source in CONTENT.sources.values()}
    }
    for source in CONTENT.sources.values():
        short, period = register.get_element_by_id(source.id), period_of(source)
        assert short.xpath(".//a/@href") == [f"phase/{period}/#{source.id}"]
        assert f"Grade {source.grade}" in short.text_content()
        entry = parts[period].get_element_by_id(source.id)
        assert entry.xpath("a/@href")[0] == f"../../#{source.id}"  # the address to copy is the lasting one
        assert (source.url or "") in ["", *entry.xpath(".//a/@href")]
        assert f"Grade {source.grade}" in entry.text_content()
        shown = entry.getnext().xpath(".//a/@href")
        places = CONTENT.citing(source.id)
        assert len([href for href in shown if "#" not in href]) == len(places)
        sections = sum(anchor != "" for anchors in places.values() for anchor in anchors)
        printed = sum(entry.source == source.id for entry in CONTENT.quotations.values())
        assert len([href for href in shown if "#" in href]) == sections + printed
        outlet = CONTENT.outlet_of(source)
        assert outlet
        assert not outlet.owner or outlet.owner in entry.text_content()


def test_each_quotation_has_an_address_where_it_stands_and_says_who_when_where(site: Path) -> None:
    for doc in CONTENT.documents.values():
        page = html.fromstring(page_file(site, doc.path).read_bytes())
        for _, quoted, entry in quoted_in(CONTENT, doc):
            span = page.get_element_by_id(f"q-{entry.id}")
            about = page.get_element_by_id(f"about-q-{entry.id}").text_content()
            assert (
                normalise(span.text_content().strip("“”")) in normalise(entry.words) or "…" in quoted or "[" in quoted
            )
            for told in (entry.speaker, format_date(entry.date), entry.occasion, tongue(entry)):
                assert told in about, (doc.path, entry.id)
            for other in renderings(CONTENT, entry):
                assert shortened(other.words) in about


def test_the_ledger_shows_every_quotation_once(site: Path) -> None:
    page = html.fromstring((site / "quotations" / "index.html").read_bytes())
    for entry in CONTENT.quotations.values():
        assert shortened(entry.words) in page.get_element_by_id(f"q-{entry.id}").text_content()


def test_open_questions_show_every_answer_and_are_linked_from_their_pages(site: Path) -> None:
    page = html.fromstring((site / "unknowns" / "index.html").read_bytes())
    text = " ".join(page.text_content().split())
    assert len(CONTENT.unknowns) >= 35
    for unknown in CONTENT.unknowns.values():
        assert page.get_element_by_id(f"u-{unknown.id}") is not None
        assert all(value.says in text for value in unknown.values)
        for path in unknown.pages:
            bearing = html.fromstring(page_file(site, path).read_bytes())
            assert [href for href in bearing.xpath("//a/@href") if href.endswith(f"unknowns/#u-{unknown.id}")], path


def test_changes_stand_in_the_log_and_on_their_page(site: Path) -> None:
    page = html.fromstring((site / "corrections" / "index.html").read_bytes())
    assert CONTENT.change_log
    for change in CONTENT.change_log.values():
        told = page.get_element_by_id(change.id).text_content()
        own = html.fromstring(page_file(site, change.page).read_bytes()).get_element_by_id("corrected")
        shown = own.getnext().text_content()
        for words in (change.wrong, change.stands, change.was and " ".join(change.was.split()), change.why):
            assert (words or "") in told
            assert (words or "") in shown


def test_events_say_when_they_happened_when_they_became_known_and_who_people_were(site: Path) -> None:
    things = CONTENT.by_slug()
    for event in CONTENT.of(Event):
        [facts] = page_of(site, event.path).xpath("//div[@class='furniture facts']")
        head = facts.text_content()
        assert facts.xpath("string(.//dt[.='Happened']/following-sibling::dd[1])") == format_date(event.page.date)
        known = facts.xpath("string(.//dt[.='Became known']/following-sibling::dd[1])")
        assert known.startswith(format_date(event.page.known))
        for slug in event.page.actors:
            person = things[slug].page
            if isinstance(person, Entry) and person.roles:
                shown = {role.title for role in person.roles if f"{person.title}, {role.title}" in head}
                day = event.page.date
                held = {r.title for r in person.roles if (r.from_ or r.as_of) <= day <= (r.to or r.as_of)}
                assert shown & held or (shown and not held), event.path


def test_the_method_page_counts_the_balance(site: Path) -> None:
    page = html.fromstring((site / "method" / "index.html").read_bytes())
    quotes, seats = page.xpath("//article//table")[-2:]
    rows = {row[0].text_content(): [cell.text_content() for cell in row] for row in quotes.xpath("./tbody/tr")}
    assert seats.xpath("./tbody/tr[last()]/td")[-1].text_content() == str(len(CONTENT.sources))
    quoted = sum(
        len(quoted.split())
        for doc in CONTENT.documents.values()
        if not isinstance(doc.page, About)
        for _, quoted, entry in quoted_in(CONTENT, doc)
        if entry.side == "russia"
    )
    assert rows["Russia"][2] == str(quoted)


@pytest.mark.everything
def test_two_builds_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """Whatever order Python's sets have."""
    first, second = contents(site), contents(built(tmp_path / "site", PYTHONHASHSEED="1"))
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
