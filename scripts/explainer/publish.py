"""The room that publishes: a hook of MkDocs that adds the exports to the site and keeps the lock of addresses."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from explainer import claim_lock, claims, content, datapage, exports, permalinks
from explainer.exports import discovery
from explainer.exports.edition import Edition
from explainer.hooks import root, stop_at

# The exports of this build by path.
_given: dict[str, str | bytes] = {}


def edition(config: MkDocsConfig) -> Edition:
    """What is being published, once the content is loaded."""
    return _edition(content.load(root(config)), config.site_name, config.site_url or "", config.use_directory_urls)


@lru_cache(maxsize=1)
def _edition(loaded: content.Content, name: str, url: str, folders: bool) -> Edition:
    """Made once for a build, as the content is."""
    return Edition(loaded, name, url, folders)


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """All pages are converted, no file is copied yet: add what the exports give, and see that no address is lost."""
    published = edition(config)
    added = exports.export(published)
    _given.clear()
    _given.update(added)
    stop_at([fault for kept in (permalinks, claims, claim_lock) for fault in kept.faults(published.content)])
    for path, data in (added | permalinks.forwards(published.content)).items():
        files.append(File.generated(config, path, content=data))
    return env


def on_page_context(context: Any, page: Any, config: MkDocsConfig, nav: Any) -> Any:
    """Give the templates the page as it is described to others, and the feeds and files that go with it."""
    published, path = edition(config), page.file.src_uri
    context["described"] = published.pages.get(path)
    context["alternates"] = discovery.alternates(published, path)
    return context


def on_post_page(output: str, page: Any, config: MkDocsConfig) -> str:
    """The page about the data tells how large the files are that have been made since it was converted."""
    return datapage.filled(output, _given) if page.file.src_uri == datapage.PATH else output
