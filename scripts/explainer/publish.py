"""The room that publishes: a hook of MkDocs that adds the exports to the site and keeps the lock of addresses."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from explainer import apart, content, exports, permalinks
from explainer.exports.edition import Edition
from explainer.hooks import root, stop_at

# Where the theme keeps its search and its languages.
THEMES_SEARCH = ("assets/javascripts/workers/", "assets/javascripts/lunr/")


def edition(config: MkDocsConfig) -> Edition:
    """What is being published, once the content is loaded."""
    return _edition(content.load(root(config)), config.site_name, config.site_url or "")


@lru_cache(maxsize=1)
def _edition(loaded: content.Content, name: str, url: str) -> Edition:
    """Made once for a build, as the content is."""
    return Edition(loaded, name, url)


def stands_apart(config: MkDocsConfig) -> bool:
    """Whether this is not the living site but a copy for a folder, whose links name files, or a frozen version."""
    return not config.use_directory_urls or "frozen" in config.extra


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Keep the theme's search off the site, which has its own."""
    for file in [file for file in files if file.src_uri.startswith(THEMES_SEARCH)]:
        files.remove(file)
    return files


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """All pages are converted, no file is copied yet: add what the exports give, and see that no address is lost."""
    published = edition(config)
    if stands_apart(config):  # it promises nothing, and nobody comes to it by an old address
        added = exports.export(published, exports.CARRIED)
    else:
        added = exports.export(published)
        stop_at(permalinks.faults(published.content))
        added |= permalinks.forwards(published.content)
    for path, data in added.items():
        files.append(File.generated(config, path, content=data))
    return env


def on_page_context(context: Any, page: Any, config: MkDocsConfig, nav: Any) -> Any:
    """Give the templates the page as it is described to others."""
    context["described"] = edition(config).pages.get(page.file.src_uri)
    page.canonical_url = edition(config).address(page.file.src_uri)  # the living page's, whatever this edition is
    return context


@event_priority(-100)  # last: every other file is there by now
def on_post_build(config: MkDocsConfig) -> None:
    """Make an edition that stands apart whole in itself."""
    if stands_apart(config):
        apart.settle(Path(config.site_dir), None if "frozen" in config.extra else edition(config).url)
