"""The one room that knows MkDocs: loads the content, fills in what needs all pages, and stops a build that is wrong."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from explainer import addresses, backlinks, checks, citations, claims, content, crosslink
from explainer.documents import Document
from explainer.exports.edition import Edition, edition_of
from explainer.models import Named
from explainer.models import Page as AnyPage
from explainer.pages import SITE_EXTENSIONS
from explainer.problems import ContentError, Problem, log

# The lists of who mentions a page, by its path.
_mentioned_in: dict[str, str] = {}


def root(config: MkDocsConfig) -> Path:
    """The project's folder."""
    return Path(config.config_file_path).parent


def edition(config: MkDocsConfig) -> Edition:
    """What is being published, once the content is loaded."""
    return edition_of(content.load(root(config)), config.site_name, config.site_url or "")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the content afresh for each build, also while serving."""
    for name in SITE_EXTENSIONS:
        config.mdx_configs.setdefault(name, {})["root"] = str(root(config))
    content.load.cache_clear()
    crosslink.forget()
    citations.tallies.clear()
    addresses.found.clear()
    claims.found.clear()
    _mentioned_in.clear()
    with _kept_for_good():
        try:
            problems = checks.check(content.load(root(config)))
        except ContentError as error:
            problems = error.problems
    stop_at(problems)
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


def stop_at(problems: list[Problem]) -> None:
    """Name every problem and end the build, if there is one."""
    for problem in problems:
        log.error("%s", problem)
    if problems:
        raise Abort(f"The content cannot be published: {len(problems)} problem(s), listed above.")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that have no file; and a page that the checks do not read must not be published."""
    loaded = content.load(root(config))
    documents = loaded.documents
    for path, text in loaded.generated.items():
        files.append(File.generated(config, path, content=text))
    for file in files.documentation_pages():
        if file.src_uri not in documents:
            log.error("docs/%s:1: The page would bypass the checks. Fix: name it ….md.", file.src_uri)
            raise Abort("A page is not read by the checks, named above.")
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give the theme the page's summary as its description."""
    if "summary" in page.meta:
        page.meta["description"] = page.meta["summary"]
    return markdown


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """All pages are converted: write for each named page who mentions it."""
    loaded = content.load(root(config))
    links = backlinks.by_target(loaded)
    for doc in loaded.of(Named):
        file = files.src_uris.get(doc.path)
        if file is None:
            continue

        def address(target: Document[AnyPage], anchor: str, base: str = file.url) -> str:
            return get_relative_url(files.src_uris[target.path].url, base) + (f"#{anchor}" if anchor else "")

        _mentioned_in[doc.path] = backlinks.render(doc.page, links.get(doc.path, []), address)
    return env


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Put the list in when the page is written."""
    html = _mentioned_in.get(page.file.src_uri)
    return output if html is None else output.replace(backlinks.PLACEHOLDER, html)
