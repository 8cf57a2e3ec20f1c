"""What pages are in the terms of schema.org: read by a JSON-LD processor and held against the vocabulary."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from explainer import content
from explainer.exports.edition import Edition
from explainer.exports.structured import structured
from explainer.models import Entry, Event, Named
from explainer.quoting import normalise
from lxml import html
from project import ROOT, write_project
from vocabulary import expanded, faults

CONTENT = content.load(ROOT)
EDITION = Edition(CONTENT, "Thirty Days", "https://example.org/explainer/")
PATHS = sorted(CONTENT.documents)
REGISTER = frozenset(EDITION.address("sources.md", source) for source in CONTENT.sources)


def page(site: Path, path: str) -> html.HtmlElement:
    """The built page of a document."""
    return html.fromstring((site / EDITION.pages[path].url.removeprefix(EDITION.url) / "index.html").read_bytes())


def text(site: Path, path: str) -> str:
    """The one block of JSON-LD in its head."""
    (block,) = page(site, path).xpath("/html/head/script[@type='application/ld+json']")
    return str(block.text)


def article(site: Path, path: str) -> dict[str, Any]:
    """The page as a work."""
    (found,) = [node for node in json.loads(text(site, path))["@graph"] if node["@type"] == "Article"]
    assert isinstance(found, dict)
    return found


def test_each_page_keeps_to_the_vocabulary(site: Path, subtests: pytest.Subtests) -> None:
    for path in PATHS:
        with subtests.test(path):
            nodes = expanded(text(site, path))
            assert nodes
            assert not list(faults(nodes, REGISTER))


BROKEN = [
    ({"@type": "Artikel", "headline": "A"}, "there is no type Artikel"),
    ({"@type": "Article", "headlin": "A"}, "there is no property headlin"),
    ({"@type": "Person", "headline": "A"}, "headline is no property of Person"),
    ({"@type": "Article", "author": "A"}, "author of Article cannot be"),
    ({"@type": "Article", "author": {"@type": "Place", "name": "A"}}, "author of Article cannot be"),
    ({"@type": "Article", "license": "CC BY"}, "license of Article cannot be"),
    ({"@type": "Article", "datePublished": "11 March 2025"}, "datePublished of Article cannot be"),
    ({"@type": "Article", "citation": {"@id": "https://example.org/nowhere"}}, "citation of Article cannot be"),
    ({"@type": "Article", "hasPart": {"@type": "Quotation", "startDate": "2025"}}, "startDate is no property of"),
    ({"@type": "Event", "location": {"@type": "Person", "name": "A"}}, "location of Event cannot be"),
]


@pytest.mark.parametrize(("node", "fault"), BROKEN, ids=[fault for _, fault in BROKEN])
def test_the_vocabulary_refuses(node: dict[str, Any], fault: str) -> None:
    found = list(faults(expanded(json.dumps({"@context": "https://schema.org", "@graph": [node]}))))
    assert [one for one in found if one.startswith(fault)], found


def test_each_page_says_what_it_is_and_what_it_rests_on(site: Path, subtests: pytest.Subtests) -> None:
    for path in PATHS:
        with subtests.test(path):
            told, described, doc = article(site, path), EDITION.pages[path], CONTENT.documents[path]
            assert (told["headline"], told["description"], told["url"]) == (
                described.title,
                described.summary,
                described.url,
            )
            assert told["datePublished"] == f"{described.published}"
            assert told["dateModified"] == f"{described.modified}"
            assert told["publisher"]["name"] == "Thirty Days"
            assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"
            cited = [work["@id"] for work in told.get("citation", [])]
            assert set(cited) == {EDITION.address("sources.md", source) for source, _ in doc.citations()}
            corrected = [change for change in CONTENT.changes(path) if change.kind == "correction"]
            assert [note["url"].partition("#")[2] for note in told.get("correction", [])] == [
                entry.id for entry in corrected
            ]
            for note, entry in zip(told.get("correction", []), corrected, strict=True):
                assert (entry.was or entry.wrong or "") in note["text"]
                assert entry.why in note["text"]


def test_sources_are_named_as_in_the_register(site: Path) -> None:
    for path in PATHS:
        for work in article(site, path).get("citation", []):
            source = CONTENT.sources[work["@id"].partition("#")[2]]
            if len(work) > 1:
                assert (work["name"], work.get("url")) == (source.title, source.url)
                assert work["publisher"]["name"] in source.publisher()


def test_quotations_are_the_words_at_their_address(site: Path, subtests: pytest.Subtests) -> None:
    for path in PATHS:
        with subtests.test(path):
            tree = page(site, path)
            for quotation in article(site, path).get("hasPart", []):
                address, _, anchor = quotation["url"].partition("#")
                assert address == EDITION.pages[path].url
                assert normalise(quotation["text"]) == normalise(
                    tree.get_element_by_id(anchor).text_content().strip("“”")
                )
                entry = CONTENT.quotations[anchor.removeprefix("q-")]
                assert quotation["dateCreated"] == f"{entry.date}"
                assert quotation["citation"]["@id"].endswith(f"/sources/#{entry.source}")
                assert entry.speaker in (quotation.get("creditText"), quotation.get("creator", {}).get("name"))


def test_named_pages_say_what_they_are_about_and_its_other_names(site: Path) -> None:
    kinds = {"person": "Person", "body": "Organization", "place": "Place", "term": "DefinedTerm"}
    for doc in CONTENT.of(Named):
        told = article(site, doc.path)["mainEntity"]
        names = told.get("alternateName", [])
        assert told["name"] == doc.page.title
        assert {name for name in names if isinstance(name, str)} == {*doc.page.aliases} - {doc.page.title}
        foreign = [(name["@language"], name["@value"]) for name in names if isinstance(name, dict)]
        assert foreign == [(code, word) for code, words in doc.page.also_written.items() for word in words]
        if isinstance(doc.page, Entry):
            assert told["@type"] == kinds[doc.page.kind]
            assert ("inDefinedTermSet" in told) == (doc.page.kind == "term")
        if isinstance(doc.page, Event):
            assert told["startDate"] == f"{doc.page.date}"
            place = told["location"]
            assert (place if isinstance(place, str) else place["name"]) == doc.page.place
            assert len(told["about"]) == len(doc.page.actors)


def test_damaged_spellings_and_foreign_identifiers_are_in_no_block(site: Path) -> None:
    for doc in CONTENT.of(Named):
        told = json.loads(text(site, doc.path))["@graph"][0]["mainEntity"]
        assert not set(doc.page.search_only) & {name for name in told.get("alternateName", []) if isinstance(name, str)}
        assert "sameAs" not in told


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("index.md", []),
        ("proposal.md", ["", "proposal/"]),
        ("glossary/index.md", ["", "glossary/"]),
        ("glossary/steve-witkoff.md", ["", "glossary/", "glossary/steve-witkoff/"]),
        ("story/one-minute.md", ["", "story/", "story/one-minute/"]),
        ("as-known/2025-03-12.md", ["", "as-known/", "as-known/2025-03-12/"]),
    ],
)
def test_breadcrumbs_lead_here_from_the_first_page(site: Path, path: str, way: list[str]) -> None:
    graph = json.loads(text(site, path))["@graph"]
    steps = [step for node in graph if node["@type"] == "BreadcrumbList" for step in node["itemListElement"]]
    assert [step["item"]["@id"] for step in steps] == [EDITION.url + step for step in way]
    assert [step["position"] for step in steps] == list(range(1, len(way) + 1))


def test_no_text_ends_the_block(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    index = root / "docs/index.md"
    index.write_text(index.read_text().replace("title: Home", "title: A </script><!-- title"))
    small = Edition(content.load(root), "Thirty Days", "https://example.org/")
    block = structured(small, small.pages["index.md"])
    assert "<" not in block
    assert json.loads(block)["@graph"][0]["headline"] == "A </script><!-- title"


def test_the_blocks_are_small(site: Path) -> None:
    """The register's own page, with its hundreds of sources, lists none of them again."""
    sizes = {path: len(text(site, path).encode()) for path in PATHS}
    assert sizes["sources.md"] < 2000
    assert max(sizes.values()) < 50_000
    assert sorted(sizes.values())[len(sizes) // 2] < 5000
