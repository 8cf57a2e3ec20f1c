"""The one room that knows MkDocs: loads the content, fills in what needs all pages, and stops a build that is wrong."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from explainer import addresses, backlinks, checks, citations, content, crosslink, permalinks, search
from explainer.documents import Document
from explainer.models import Named
from explainer.models import Page as AnyPage
from explainer.problems import ContentError, Problem, log

EXTENSIONS = tuple(f"explainer.{name}" for name in ("blocks", "citations", "crosslink", "quotations", "addresses"))
# The lists of who mentions a page, by its path.
_mentioned_in: dict[str, str] = {}


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the content afresh for each build, also while serving."""
    for name in EXTENSIONS:
        config.mdx_configs.setdefault(name, {})["root"] = str(_root(config))
    content.load.cache_clear()
    crosslink.forget()
    citations.tallies.clear()
    addresses.found.clear()
    _mentioned_in.clear()
    with _kept_for_good():
        try:
            problems = checks.check(content.load(_root(config)))
        except ContentError as error:
            problems = error.problems
    _stop_at(problems)
    return config


@contextmanager
def _kept_for_good() -> Iterator[None]:
    """What is made meanwhile stays until the build ends: the garbage collector need not go over it again and again."""
    gc.unfreeze()  # what an earlier build has left, while serving
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _stop_at(problems: list[Problem]) -> None:
    for problem in problems:
        log.error("%s", problem)
    if problems:
        raise Abort(f"The content cannot be published: {len(problems)} problem(s), listed above.")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """A page that the checks do not read must not be published."""
    documents = content.load(_root(config)).documents
    for file in files.documentation_pages():
        if file.src_uri not in documents:
            log.error("docs/%s:1: The page would bypass the checks. Mend: name it ….md.", file.src_uri)
            raise Abort("A page is not read by the checks, named above.")
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give the theme the page's summary as its description."""
    if "summary" in page.meta:
        page.meta["description"] = page.meta["summary"]
    return markdown


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """All pages are converted: see that no address is lost, and write for each named page who mentions it."""
    loaded = content.load(_root(config))
    _stop_at(permalinks.faults(loaded))
    links = backlinks.by_target(loaded)
    for doc in loaded.of(Named):
        file = files.src_uris.get(doc.path)
        if file is None:
            continue

        def address(target: Document[AnyPage], anchor: str, base: str = file.url) -> str:
            return get_relative_url(files.src_uris[target.path].url, base) + (f"#{anchor}" if anchor else "")

        _mentioned_in[doc.path] = backlinks.render(links.get(doc.path, []), address)
    return env


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Put the list in only when the page is written: the search plugin leaves it out, but would read it before."""
    html = _mentioned_in.get(page.file.src_uri)
    return output if html is None else output.replace(backlinks.PLACEHOLDER, html)


def on_post_build(config: MkDocsConfig) -> None:
    """The search plugin has written its index: add the spellings. Pages that have moved lead on."""
    loaded = content.load(_root(config))
    for path, html in permalinks.forwards(loaded).items():
        file = Path(config.site_dir) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8")
    suffix = "/" if config.use_directory_urls else ".html"
    records = {doc.path: doc.path.removesuffix(".md") + suffix for doc in loaded.of(Named)}
    search.add_spellings(Path(config.site_dir) / "search" / "search_index.json", loaded, records)
