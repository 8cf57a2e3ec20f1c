"""Nothing on the real site stands without its source: each source, quotation and citation is taken away in turn."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest
from explainer import pages
from explainer.blocks import BlocksExtension
from explainer.checks import page_faults
from explainer.citations import CitationExtension, tallies
from explainer.content import Content, load
from explainer.documents import CITATION, Document, Paragraph
from explainer.models import About, Page, Position
from explainer.quoting import QUOTATION_FROM, QUOTED, entries_for, plain, quoted_in, stretches
from explainer.register_checks import register_faults
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from project import ROOT

CONTENT = load(ROOT)
FACTUAL = [doc for doc in CONTENT.documents.values() if not isinstance(doc.page, About)]


def line_of(file: str, number: int) -> str:
    """A line of the project's content."""
    return (ROOT / file).read_text(encoding="utf-8-sig").splitlines()[number - 1]


def edited(doc: Document[Page], number: int, old: str, new: str) -> Document[Page]:
    """The page with one line of its body changed."""
    lines = doc.body.splitlines()
    assert old in lines[number - doc.body_line]
    lines[number - doc.body_line] = lines[number - doc.body_line].replace(old, new, 1)
    return replace(doc, body="\n".join(lines))


def test_deleting_any_source_is_noticed_wherever_it_is_cited() -> None:
    """The register is emptied: then every citation of every source must be named, by its file and line."""
    empty = replace(CONTENT, sources={})
    problems = [problem for doc in empty.documents.values() for problem in page_faults(empty, doc)]
    problems += register_faults(empty)
    named = {problem.reason: problem for problem in problems if problem.reason.startswith("No source has the id")}
    for source, places in CONTENT._citing.items():
        assert places
        problem = named[f"No source has the id “{source}”."]
        assert "data/sources.yaml" in problem.fix
    found = {(p.file, p.line) for p in problems if p.reason.startswith("No source has the id")}
    for doc in CONTENT.documents.values():
        for line in doc.prose():
            if any(key in line.text for key in CITATION.findall(line.text)):
                assert (line.file, line.number) in found


def quoting() -> Iterator[tuple[Document[Page], Paragraph, str]]:
    """Every quotation in the body of a page."""
    for doc in CONTENT.documents.values():
        for paragraph, quoted, _ in quoted_in(CONTENT, doc):
            if paragraph.file == doc.file and paragraph.number >= doc.body_line:
                yield doc, paragraph, quoted


def test_altering_a_word_of_any_quotation_is_noticed() -> None:
    """On the page: any word of any quotation."""
    tried = 0
    for doc, paragraph, quoted in quoting():
        for word in {word for word in re.findall(r"\w+", quoted) if quoted.count(word) == 1}:
            tried += 1
            written = re.search(r"\s+".join(map(re.escape, quoted.split())), doc.body)
            assert written
            body = doc.body.replace(written[0], written[0].replace(word, word + "x"))
            altered = replace(doc, body=body)
            reasons = [p for p in page_faults(CONTENT, altered) if "is not in the ledger" in p.reason]
            assert reasons, f"{doc.file}:{paragraph.number}: {quoted} with {word}x"
            assert reasons[0].file == doc.file
    assert tried > 500


def test_altering_any_entry_of_the_ledger_is_noticed() -> None:
    """In the ledger: the words of each entry that a page quotes."""
    quoted_from: dict[str, tuple[Document[Page], str]] = {}
    for doc in CONTENT.documents.values():
        for paragraph, quoted, entry in quoted_in(CONTENT, doc):
            cited = CITATION.findall(paragraph.text)
            if [other.source in cited for other in entries_for(CONTENT, quoted)].count(True) == 1:
                quoted_from[entry.id] = (doc, quoted)
    assert len(quoted_from) > 50
    for identity, (doc, quoted) in quoted_from.items():
        entry = CONTENT.quotations[identity]
        first = re.findall(r"\w+", quoted)[0]
        altered = entry.model_copy(update={"words": re.sub(rf"\b{first}\b", first + "x", entry.words, flags=re.I)})
        ledger = {**CONTENT.quotations, identity: altered}
        assert page_faults(replace(CONTENT, quotations=ledger), doc), identity


def converted(monkeypatch: pytest.MonkeyPatch, content: Content, doc: Document[Page]) -> str:
    """A page as far as the citation rule needs it."""
    changed = replace(content, documents={**content.documents, doc.path: doc})
    monkeypatch.setattr(pages, "load", lambda root: changed)
    extensions: list[str | Extension] = [
        "attr_list",
        "footnotes",
        "md_in_html",
        "tables",
        BlocksExtension(),
        CitationExtension(),
    ]
    md = Markdown(extensions=extensions)
    where = Treeprocessor(md)
    where.file = SimpleNamespace(src_uri=doc.path)  # type: ignore[attr-defined]
    md.treeprocessors.register(where, "relpath", 0)
    return md.convert(doc.body)


def uncited(doc: Document[Page], first: int) -> tuple[Document[Page], list[range]]:
    """The page with the citations of every second paragraph, item and row taken out, and the lines of each."""
    cited = [p for p in doc.paragraphs() if CITATION.search(p.text) and p.file == doc.file]
    lines = doc.body.splitlines()
    places = []
    for paragraph in [p for p in cited if p.number >= doc.body_line][first::2]:
        start = paragraph.number - doc.body_line
        end = start + 1
        while end < len(lines) and lines[end].strip() and not lines[end].startswith(("- ", "* ", "|", "#")):
            end += 1
        lines[start:end] = [CITATION.sub("", line) for line in lines[start:end]]
        places.append(range(paragraph.number, paragraph.number + end - start))
    return replace(doc, body="\n".join(lines)), places


def test_removing_any_citation_is_noticed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, subtests: pytest.Subtests
) -> None:
    """Each paragraph, item and row is named with its line, while those before and after it keep theirs."""
    caplog.set_level(logging.WARNING)
    tried = 0
    for doc in FACTUAL:
        with subtests.test(doc.path):
            for first in (0, 1):
                altered, places = uncited(doc, first)
                caplog.clear()
                converted(monkeypatch, CONTENT, altered)
                named = [record.message for record in caplog.records if "uncited" in record.message]
                numbers = {int(message.split(":")[1]) for message in named}
                assert [place for place in places if not numbers & set(place)] == [], named
                tried += len(places)
    assert tried > 1000


def test_no_claim_hides_that_it_rests_on_one_weak_source(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, subtests: pytest.Subtests
) -> None:
    """As the page stands nothing is reported; with every outlet of grade C, what rests on one of them is marked."""
    caplog.set_level(logging.WARNING)
    graded_c = {key: source.model_copy(update={"grade": "C"}) for key, source in CONTENT.sources.items()}
    weak = replace(CONTENT, sources=graded_c)
    for doc in FACTUAL:
        with subtests.test(doc.path):
            caplog.clear()
            converted(monkeypatch, CONTENT, doc)
            assert not caplog.records
            assert tallies[doc.path].uncited == 0
            shown = converted(monkeypatch, weak, doc)
            own = [p for p in doc.paragraphs() if p.number >= doc.body_line and p.file == doc.file]
            single = Counter(CITATION.findall(p.text)[0] for p in own if _one_source(p))
            marked = Counter(re.findall(r'href="#fn:([^"]+)"[^>]*>[^<]*</a></sup><span class="weak"', shown))
            assert single <= marked


def _one_source(paragraph: Paragraph) -> bool:
    """Whether a whole paragraph, item or row cites a single source, once, at its end."""
    return len(CITATION.findall(paragraph.text)) == 1 and bool(re.search(r"\w.*\[\^[^\]]+\]$", paragraph.text))


def test_every_quotation_on_the_site_is_in_the_ledger() -> None:
    """Counted apart from the check: what stands in quotation marks, and what the ledger knows of it."""
    for doc in CONTENT.documents.values():
        shown = [quoted for p in doc.paragraphs() for quoted in stretches(plain(p.text))]
        assert len(shown) == len(list(quoted_in(CONTENT, doc))), doc.file
        words = [q for p in doc.paragraphs() for q in QUOTED.findall(plain(p.text)) if len(q.split()) >= QUOTATION_FROM]
        assert words == shown


def test_positions_answer_with_sources() -> None:
    for doc in CONTENT.of(Position):
        for question, answer in doc.page.answers.items():
            assert answer.text is None or CITATION.search(answer.text), f"{doc.file}: {question}"
