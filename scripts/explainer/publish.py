"""The room that publishes: a hook of MkDocs that adds the exports to the site and keeps the lock of addresses."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from explainer import content, exports, permalinks
from explainer.exports.edition import Edition
from explainer.exports.preview_pictures import caption, picture_of
from explainer.exports.structured import structured
from explainer.hooks import root, stop_at

# Whether readers get what is built: not while serving, nor when a command of ours builds to look at the result.
_for_readers = False


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Note what the builder was called for."""
    global _for_readers
    _for_readers = command != "serve"


def edition(config: MkDocsConfig) -> Edition:
    """What is being published, once the content is loaded."""
    return _edition(content.load(root(config)), config.site_name, config.site_url or "")


@lru_cache(maxsize=1)
def _edition(loaded: content.Content, name: str, url: str) -> Edition:
    """Made once for a build, as the content is."""
    return Edition(loaded, name, url)


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """All pages are converted, no file is copied yet: add what the exports give, and see that no address is lost.

    What takes long to make is made only for readers; its address counts as given all the same.
    """
    published = edition(config)
    added = exports.export(published)
    stop_at(permalinks.faults(published.content))
    for path, data in (added | permalinks.forwards(published.content)).items():
        if isinstance(data, str | bytes):
            files.append(File.generated(config, path, content=data))
        elif _for_readers:
            files.append(File.generated(config, path, content=data()))
    return env


def on_page_context(context: Any, page: Any, config: MkDocsConfig, nav: Any) -> Any:
    """Give the templates the page as it is described to others, and its lasting address as the canonical one."""
    published = edition(config)
    if described := published.pages.get(page.file.src_uri):
        page.canonical_url = described.url
        context["described"] = described
        context["picture"] = {"url": published.file(picture_of(described.path)), "alt": caption(described)}
        context["structured"] = structured(published, described)
    return context
