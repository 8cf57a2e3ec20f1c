"""The one room that knows MkDocs: loads the content, fills in what needs all pages, and stops a build that is wrong."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from explainer import addresses, backlinks, checks, citations, claims, content, crosslink, missing, settings, templates
from explainer import files as published
from explainer.characters import composed
from explainer.commands import UMASK
from explainer.documents import Document
from explainer.exports.edition import Edition, edition_of
from explainer.failures import problems_of
from explainer.models import Named
from explainer.models import Page as AnyPage
from explainer.pages import SITE_EXTENSIONS
from explainer.problems import ContentError, Problem, grouped, log

# The lists of who mentions a page, by its path.
_mentioned_in: dict[str, str] = {}


def root(config: MkDocsConfig) -> Path:
    """The project's folder."""
    return Path(config.config_file_path).parent


def edition(config: MkDocsConfig) -> Edition:
    """What is being published, once the content is loaded."""
    return edition_of(content.load(root(config)), config.site_name, config.site_url or "")


def on_startup(command: str, dirty: bool) -> None:
    """Whatever is built can be read by a server, no matter who builds."""
    os.umask(UMASK)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the content afresh for each build."""
    for name in SITE_EXTENSIONS:
        config.mdx_configs.setdefault(name, {})["root"] = str(root(config))
    content.load.cache_clear()
    crosslink.forget()
    citations.tallies.clear()
    addresses.found.clear()
    claims.found.clear()
    _mentioned_in.clear()
    with _kept_for_good():
        stop_at(faults(config))
    return config


def faults(config: MkDocsConfig) -> list[Problem]:
    """Everything that is wrong before a page is converted."""
    gone = settings.missing_pages(config)
    problems = [
        *gone,
        *settings.faults(config),
        *published.faults(root(config)),
        *templates.faults(root(config), config.theme.get_env()),
    ]
    try:
        loaded = content.load(root(config))
        more = missing.faults(loaded) if gone else checks.check(loaded)
    except ContentError as error:
        more = error.problems
    named = {problem.file for problem in problems}  # what else is wrong with these follows from it
    return [*problems, *(problem for problem in more if problem.file not in named)]


@contextmanager
def _kept_for_good() -> Iterator[None]:
    """What is made meanwhile stays until the build ends: the garbage collector need not go over it again and again."""
    gc.unfreeze()  # what an earlier build in this process has left
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def stop_at(problems: list[Problem]) -> None:
    """Name every problem and end the build, if there is one."""
    lines = grouped(problems)
    for line in lines:
        log.error("%s", line)
    if lines:
        raise Abort(f"The content cannot be published: {len(lines)} problem(s), listed above.")


def on_build_error(error: Exception) -> None:
    """End with a message, and no traceback, where the machine or a file is at fault and not the program."""
    if not isinstance(error, MkDocsException):
        stop_at(problems_of(error))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that have no file; what is published are the pages that the checks read, no more, no fewer."""
    loaded = content.load(root(config))
    documents = loaded.documents
    for path, text in loaded.generated.items():
        files.append(File.generated(config, path, content=text))
    built = {file.src_uri for file in files.documentation_pages()}
    unread = [
        Problem(f"docs/{path}", 1, "The page would bypass the checks.", "name it ….md.")
        for path in built - documents.keys()
    ]
    left_out = "The builder leaves this page out, by its folder or by a setting."
    unbuilt = [
        Problem(f"docs/{path}", 1, left_out, "move it, or correct mkdocs.yml.") for path in documents.keys() - built
    ]
    stop_at([*unread, *unbuilt])
    return files


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    """A page's text with composed characters, as the checks have read it."""
    return composed(page.file.content_string)


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
