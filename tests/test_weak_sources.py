"""What rests on one weak source carries a mark to see and to hear, and a page that opens with it says so in words."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from explainer import claims
from explainer.blocks import BlocksExtension
from explainer.citations import CitationExtension
from explainer.claims import ClaimExtension
from explainer.content import load
from explainer.pages import OnPage
from lxml import html
from markdown import Markdown
from project import FILES, write_project

TALKS = "docs/timeline/2025-03-11-talks.md"
HELD = "Talks were held.[^alpha-2025]"
# The sources of the small site: alpha is of grade A; gamma, delta (of the same outlet) and epsilon are of grade C.
MORE_SOURCES = "".join(
    FILES["data/sources.yaml"].split("- id: gamma-2025")[1].join([f"- id: {key}", ""]).replace("Gamma", outlet)
    for key, outlet in (("delta-2025", "Gamma"), ("epsilon-2025", "Alpha"))
)

Convert = Callable[..., html.HtmlElement]


@pytest.fixture
def convert(tmp_path: Path) -> Convert:
    """Converts the small site's event, with another first paragraph and summary."""
    project = write_project(tmp_path / "project")
    (project / "data/sources.yaml").write_text(FILES["data/sources.yaml"] + MORE_SOURCES, encoding="utf-8")

    def converted(paragraph: str, summary: str | None = None) -> html.HtmlElement:
        text = FILES[TALKS].replace(HELD, f"It rained.[^alpha-2025]\n\n{paragraph}" if summary is None else paragraph)
        if summary:
            text = text.replace("Talks were held in Jeddah, and a ceasefire was proposed there.", summary)
        (project / TALKS).write_text(text, encoding="utf-8")
        load.cache_clear()
        root = str(project)
        work = [BlocksExtension(root=root), CitationExtension(root=root), ClaimExtension(root=root)]
        md = Markdown(extensions=["attr_list", "footnotes", "md_in_html", OnPage(TALKS.removeprefix("docs/")), *work])
        return html.fromstring(f"<article>{md.convert(text.split('---', 2)[2])}</article>")

    return converted


# A paragraph, and the words before each mark.
CASES = [
    ("Talks were held.[^gamma-2025]", ["Talks were held."]),
    ("Talks were held.[^alpha-2025]", []),
    ("Talks were held.[^gamma-2025][^alpha-2025]", []),
    ("Talks were held.[^gamma-2025][^delta-2025]", ["Talks were held."]),
    ("Talks were held.[^gamma-2025][^epsilon-2025]", []),
    ("Talks were held.[^alpha-2025] They were long.[^gamma-2025] It rained.[^alpha-2025]", ["They were long."]),
    ("*Talks were held.[^gamma-2025]* They were long.[^gamma-2025]", ["Talks were held.", "They were long."]),
    ("- Talks were held.[^gamma-2025]\n- They were long.[^alpha-2025]", ["Talks were held."]),
]


@pytest.mark.parametrize(("paragraph", "marked"), CASES, ids=[case[0] for case in CASES])
def test_the_mark_stands_after_the_notes_of_what_rests_on_one_weak_source(
    convert: Convert, paragraph: str, marked: list[str]
) -> None:
    page = convert(paragraph)
    marks = page.xpath("//span[@class='weak']")
    before = [mark.xpath("string(preceding::text()[contains(., '.')][1])").strip() for mark in marks]
    assert before == marked
    for mark in marks:
        assert mark.xpath("string(*[@class='heard'])") == " (one weak source)"
        assert mark.xpath("string(*[@aria-hidden='true'])") == "†"
        assert mark.getprevious().tag == "sup"
    assert len(page.xpath("//h2[@id='sources']/following-sibling::*[1][contains(., 'rests on one weak')]")) == bool(
        marks
    )


def test_the_mark_is_no_part_of_a_claim(convert: Convert) -> None:
    convert("Talks were held.[^gamma-2025]")
    assert claims.found["c-talks-held"].text == "Talks were held."


SUMMARY = "Talks were held in Jeddah, and a truce was proposed there."
# The first paragraph and the summary; the lines of what is reported.
OPENINGS = [
    ("both silent", "Talks were held.[^gamma-2025]", SUMMARY, [3, 13]),
    ("paragraph says so", "Talks were held, only one small site reported.[^gamma-2025]", SUMMARY, [3]),
    (
        "both say so",
        "Gamma wrote of talks.[^gamma-2025]",
        "Only one report tells of talks in Jeddah, where a truce was proposed.",
        [],
    ),
    ("a better source too", "Talks were held.[^gamma-2025] It rained.[^alpha-2025]", SUMMARY, []),
]


@pytest.mark.parametrize(("paragraph", "summary", "lines"), [c[1:] for c in OPENINGS], ids=[c[0] for c in OPENINGS])
def test_a_page_that_opens_with_a_weak_source_says_so(
    convert: Convert, caplog: pytest.LogCaptureFixture, paragraph: str, summary: str, lines: list[int]
) -> None:
    caplog.set_level(logging.WARNING)
    convert(paragraph, summary)
    opening = [record.getMessage() for record in caplog.records if "The page opens with" in record.getMessage()]
    assert sorted(int(message.split(":")[1]) for message in opening) == lines
    assert all(message.startswith(TALKS) and "Fix: say so in words" in message for message in opening)
