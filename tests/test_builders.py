"""Other builders make the same site from the same sources: ProperDocs must, Zensical is watched."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from types import SimpleNamespace

import pytest
from builders.building import BuildError, build
from builders.reading import BACKLINKS, Found, differences, read
from conftest import SAME_DAY
from explainer import blocks, content, crosslink
from lxml import html
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from project import ROOT, contents, write_project

PAGE = "glossary/vladimir-putin/index.html"
GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')
FAULTS = [
    ("docs/index.md", "Moscow.[^alpha-2025]", "Moscow.", "This states a fact uncited"),
    ("docs/index.md", "Moscow.[^alpha-2025]", "Moscow.[^beta]", "No source has the id “beta”"),
    ("docs/index.md", "met Putin", "met [Putin](gone.md)", "gone.md"),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site's sources, with the kinds of entry that the real site's navigation has."""
    folder = write_project(tmp_path_factory.mktemp("project"))
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nnav:\n  - index.md\n  - A page: sources.md\n  - People: [glossary/vladimir-putin.md]\n")
    return folder


@pytest.fixture(scope="module")
def small(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Found]:
    """The small site as MkDocs builds it."""
    folder = tmp_path_factory.mktemp("mkdocs") / "site"
    build("mkdocs", project, folder)
    return read(folder, project)


def test_properdocs_builds_the_same_small_site(project: Path, small: dict[str, Found], tmp_path: Path) -> None:
    build("properdocs", project, tmp_path / "site")
    assert list(differences(small, read(tmp_path / "site", project))) == []


@pytest.mark.everything
def test_properdocs_builds_the_same_site(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All files are the same to the byte, but for the builder's name."""
    for name, value in SAME_DAY.items():
        monkeypatch.setenv(name, value)
    build("properdocs", ROOT, tmp_path / "site")
    assert list(differences(read(site, ROOT), read(tmp_path / "site", ROOT))) == []
    ours, theirs = (
        {name: GENERATOR.sub(b"", data) for name, data in contents(folder).items()}
        for folder in (site, tmp_path / "site")
    )
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []


@pytest.mark.parametrize(("file", "old", "new", "reason"), FAULTS, ids=[fault[3] for fault in FAULTS])
def test_properdocs_stops_at_a_fault(tmp_path: Path, file: str, old: str, new: str, reason: str) -> None:
    project = write_project(tmp_path / "project")
    text = (project / file).read_text(encoding="utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BuildError, match=re.escape(reason)):
        build("properdocs", project, tmp_path / "site")


def test_without_hooks_a_page_still_says_who_names_it(project: Path, small: dict[str, Found]) -> None:
    """Zensical runs no hooks, and leaves the page it converts on a preprocessor of its own."""
    doc = content.load(project).documents["glossary/vladimir-putin.md"]
    extensions: list[str | Extension] = [
        "attr_list",
        "footnotes",
        "md_in_html",
        blocks.BlocksExtension(root=str(project)),
        crosslink.CrosslinkExtension(root=str(project)),
    ]
    md = Markdown(extensions=extensions)
    where = Preprocessor(md)
    where.run = lambda lines: lines  # type: ignore[method-assign]
    where.page = SimpleNamespace(path=doc.path)  # type: ignore[attr-defined]
    md.preprocessors.register(where, "rendering_context", 0)
    page = html.fromstring(f"<div>{md.convert(doc.body)}</div>")
    assert page.xpath(f"{BACKLINKS}/a/@href")[0] == "../index.md"  # as source files, for the builder to resolve
    assert [item.text_content() for item in page.xpath(BACKLINKS)] == [
        item.partition(" → ")[0] for item in small[PAGE].backlinks
    ]


def test_differences_between_sites_are_named() -> None:
    before = Found(links=["Putin → a#"], backlinks=[], citations=["x", "y"])
    after = Found(links=["Putin → b#"], backlinks=[], citations=["y", "x"])
    assert list(differences({"p": before, "q": before}, {"p": after})) == [
        "− p: links: Putin → a#",
        "+ p: links: Putin → b#",
        "+ p: citations: y",
        "− p: citations: y",
        "− q: the page",
    ]


def test_zensical_builds_the_same_site(project: Path, small: dict[str, Found], tmp_path: Path) -> None:
    """In the release we hold to. It stops no editor: the whole site is only watched, by `make builders`."""
    build("zensical", project, tmp_path / "site")
    assert all(any(getattr(page, kind.name) for page in small.values()) for kind in fields(Found))
    assert list(differences(small, read(tmp_path / "site", project))) == []
