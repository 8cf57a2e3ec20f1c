"""Who mentions a page: complete by whatever name it is called, grouped by kind, long groups folded."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from explainer import backlinks, crosslink
from explainer.content import load
from explainer.crosslink import CrosslinkExtension, Mention
from explainer.documents import Document
from explainer.models import Entry, Event, Named, Page, Position
from explainer.names import names_of
from lxml import html
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from project import ROOT

CONTENT = load(ROOT)
NAMED = [doc for doc in CONTENT.of(Named) if doc.page.link != "never"]


def mention(text: str, path: str) -> None:
    """Convert a text as the builder does on the page at `path`, so that its mentions are noted."""
    md = Markdown(extensions=[CrosslinkExtension(root=str(ROOT))])
    where = Treeprocessor(md)
    where.file = SimpleNamespace(src_uri=path)  # type: ignore[attr-defined]
    md.treeprocessors.register(where, "relpath", 0)
    md.convert(text)


def test_whichever_name_is_used_the_page_is_listed_where_it_leads(
    monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    for doc in NAMED:
        with subtests.test(doc.path):
            for name in names_of(doc):
                monkeypatch.setattr(crosslink, "mentions", found := dict[str, list[Mention]]())
                monkeypatch.setattr(backlinks, "mentions", found)
                mention(f"It rained. They named {name.text} there. It rained.", "index.md")
                links = backlinks.by_target(CONTENT)[doc.path]
                assert [(source.path, mention.sentence) for source, mention in links] == [
                    ("index.md", f"They named {name.text} there.")
                ]


def test_a_link_written_by_hand_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crosslink, "mentions", found := dict[str, list[Mention]]())
    monkeypatch.setattr(backlinks, "mentions", found)
    target = NAMED[0].path
    mention(f"It rained. They [said so]({target}#x) there.", "index.md")
    assert [(source.path, mention.sentence) for source, mention in backlinks.by_target(CONTENT)[target]] == [
        ("index.md", "They said so there.")
    ]


# A page that is named.
ENTRY = next(iter(CONTENT.of(Entry))).page


def rendered(number: dict[type[Page], int]) -> html.HtmlElement:
    """The list, with so many pages of each kind that mention another."""
    kinds: dict[type[Page], list[Document[Page]]] = {kind: list(CONTENT.of(kind)) for kind in (Position, Event, Entry)}
    kinds[Page] = [doc for doc in CONTENT.documents.values() if type(doc.page) is Page]
    docs = [doc for kind in (Page, Position, Event, Entry) for doc in kinds[kind][: number.get(kind, 0)]]
    links = [(doc, Mention("x.md", "here", f"Named by {doc.path}.", automatic=True)) for doc in docs]
    return html.fromstring(backlinks.render(ENTRY, links, lambda doc, anchor: f"{doc.path}#{anchor}"))


def test_a_page_that_is_not_linked_says_why_nothing_is_listed() -> None:
    common = next(doc for doc in CONTENT.of(Named) if doc.page.link == "never")
    assert "not linked where it stands" in backlinks.render(common.page, [], lambda doc, anchor: "")
    assert "No other page names this yet" in backlinks.render(ENTRY, [], lambda doc, anchor: "")


def test_only_the_groups_that_exist_are_shown_in_order() -> None:
    assert rendered({Page: 1, Position: 1, Event: 1, Entry: 1}).xpath("./h3/text()") == [
        "Main pages",
        "Positions",
        "Events",
        "Glossary",
    ]
    assert rendered({Event: 2, Page: 1}).xpath("./h3/text()") == ["Main pages", "Events"]
    assert rendered({}).text_content() == "No other page names this yet."


def test_each_long_group_folds_by_itself() -> None:
    box = rendered({Position: 2, Event: backlinks.SHOWN + 3, Entry: backlinks.SHOWN})
    assert [len(items.xpath("./li")) for items in box.xpath("./ul")] == [2, backlinks.SHOWN, backlinks.SHOWN]
    assert box.xpath("./details/summary/text()") == ["Events: 3 more"]
    assert len(box.xpath("./details/ul/li")) == 3
    assert all("Named by" in item.text_content() for item in box.xpath(".//li"))
