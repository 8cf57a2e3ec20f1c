"""The room that publishes: a hook of MkDocs that adds the exports to the site and keeps the lock of addresses."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from explainer import apart, claim_lock, claims, datapage, permalinks, security
from explainer.content import Content
from explainer.exports import catalogue, discovery
from explainer.exports.preview_pictures import caption, picture_of
from explainer.exports.structured import structured
from explainer.hooks import edition, stop_at
from explainer.problems import Problem, log

# What the theme brings that no page needs: its scripts, and its style sheet for colours, which are ours.
UNNEEDED = ("assets/javascripts/", "assets/stylesheets/palette.")
# The exports of this build by path, but for those that take long to make.
_given: dict[str, str | bytes] = {}
# Whether readers get what is built: not while serving, nor when a command of ours builds to look at the result.
_for_readers = False


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Note what the builder was called for."""
    global _for_readers
    _for_readers = command != "serve"


def stands_apart(config: MkDocsConfig) -> bool:
    """Whether this is not the living site but a copy for a folder, whose links name files, or a frozen version."""
    return not config.use_directory_urls or "frozen" in config.extra


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Keep off the site what the theme brings and no page needs, such as maps of what is cut (`stylesheets.py`)."""
    for file in [file for file in files if file.src_uri.startswith(UNNEEDED) or file.src_uri.endswith(".css.map")]:
        files.remove(file)
    return files


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """All pages are converted, no file is copied yet: add what the exports give, and see that no address is lost.

    What takes long to make is made only for readers; its address counts as given all the same. Ahead of a build, while
    serving, there is nothing to add (serving/ahead.py).
    """
    if "ahead" in config.extra:
        return env
    published = edition(config)
    apart_from_it = stands_apart(config)
    added = catalogue.export(published, catalogue.CARRIED if apart_from_it else catalogue.EXPORTS)
    stop_at(_covered(files, added))
    _given.clear()
    _given.update((path, file) for path, file in added.items() if isinstance(file, str | bytes))
    if not apart_from_it:  # what stands apart promises nothing, and nobody comes to it by an old address
        stop_at([fault for kept in (permalinks, claims, claim_lock) for fault in kept.faults(published.content)])
        _see_that_all_is_locked(published.content)
        added |= permalinks.forwards(published.content)
    for path, data in added.items():
        if isinstance(data, str | bytes):
            files.append(File.generated(config, path, content=data))
        elif _for_readers:
            files.append(File.generated(config, path, content=data()))
    return env


def _covered(files: Files, added: Iterable[str]) -> list[Problem]:
    """Files in docs/ that stand where an export is to be written."""
    there = {file.dest_uri: file.src_uri for file in files}
    fix = "give it another name, or move it to another folder."
    return [
        Problem(f"docs/{there[path]}", 1, f"An export is published at “{path}” too.", fix)
        for path in added
        if path in there
    ]


def _see_that_all_is_locked(content: Content) -> None:
    """What is given to readers is promised from then on; an editor who serves the site need only know."""
    unlocked = [problem for lock in (permalinks, claim_lock) for problem in lock.unlocked(content)]
    if _for_readers:
        stop_at(unlocked)
    for problem in unlocked:
        log.info("Not locked yet, so `make build` would stop: %s", problem)


def on_page_context(context: Any, page: Any, config: MkDocsConfig, nav: Any) -> Any:
    """Give the templates the page as it is described to others, and the feeds and files that go with it.

    Its canonical address is the lasting one of the living page, whatever this edition is.
    """
    published, path = edition(config), page.file.src_uri
    context["alternates"] = [] if stands_apart(config) else discovery.alternates(published, path)
    if described := published.pages.get(path):
        page.canonical_url = described.url
        context["described"] = described
        context["picture"] = {"url": published.file(picture_of(path)), "alt": caption(described)}
        context["structured"] = structured(published, described)
    return context


def on_post_page(output: str, page: Any, config: MkDocsConfig) -> str:
    """Give the page its security policy; the one about the data tells how large the files are that have been made."""
    output = datapage.filled(output, _given) if page.file.src_uri == datapage.PATH else output
    return _secured(output)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """The page for wrong addresses is a template alone."""
    return _secured(output) if template_name.endswith(".html") else output


def _secured(html: str) -> str:
    """With a policy, which a page while it is written cannot have: the server adds a script to it that reloads it."""
    return security.secured(html) if _for_readers else html


@event_priority(-100)  # last: every other file is there by now
def on_post_build(config: MkDocsConfig) -> None:
    """Make an edition that stands apart whole in itself."""
    if stands_apart(config):
        apart.settle(Path(config.site_dir), None if "frozen" in config.extra else edition(config).url)
