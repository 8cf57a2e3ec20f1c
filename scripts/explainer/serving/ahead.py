"""What an editor waits for is built ahead of the rest: the pages that changed and those being looked at.

A page is converted and rendered as in any build. What it needs of other pages, which are not converted yet, is taken
from the last good build: who mentions it, and which claims they hold. The rest of the build then does everything anew.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from explainer import addresses, citations, claim_lock, claims, content, crosslink, datapage
from explainer.exports import catalogue
from explainer.problems import log

from .building import Order

# What converting a page leaves for others.
STORES: tuple[dict[str, Any], ...] = (crosslink.mentions, addresses.found, citations.tallies, claims.found)
# More would be no first look.
AT_MOST = 10


def keep(folder: Path) -> None:
    """Keep beside a good build what the next one needs of it."""
    _kept(folder).write_bytes(pickle.dumps((STORES, catalogue.given)))


def _kept(folder: Path) -> Path:
    return folder.with_suffix(".kept")


class Ahead(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    """Steps in when the navigation is known and no page is read; gives `tell` the files by their path in the site."""

    def __init__(self, order: Order, tell: Callable[[dict[str, bytes]], None]) -> None:
        self.order = order
        self.tell = tell

    @event_priority(-100)  # after all others have had their say on the navigation
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Build what is waited for."""
        assert self.order.good is not None
        wanted = self._wanted(files)
        self._recall(self.order.good, {file.src_uri for file in wanted})
        pages = self._pages(wanted, nav, config, files)
        for store in STORES:
            store.clear()
        self.tell(pages | self._others(self.order.good, files))
        return nav

    def _wanted(self, files: Files) -> list[File]:
        pages = {file.dest_uri: file for file in files.documentation_pages() if file.src_uri != datapage.PATH}
        changed = [file for file in pages.values() if f"docs/{file.src_uri}" in self.order.changed]
        return [*(pages[name] for name in self.order.viewed if name in pages), *changed][:AT_MOST]

    def _recall(self, good: Path, wanted: set[str]) -> None:
        """What the last good build knew of those pages that are still there and are not built now."""
        kept, given = pickle.loads(_kept(good).read_bytes())
        for store, old in zip(STORES, kept, strict=True):
            store.update((key, value) for key, value in old.items() if getattr(value, "path", key) not in wanted)
        catalogue.given.update(given)

    def _pages(self, wanted: list[File], nav: Navigation, config: MkDocsConfig, files: Files) -> dict[str, bytes]:
        env = config.theme.get_env()
        for page in nav.pages:
            page.read_source(config)  # for its title
        for file in wanted:
            _populate_page(file.page or Page(None, file, config), config, files)
        config.extra["ahead"] = True
        env = config.plugins.on_env(env, config=config, files=files)
        del config.extra["ahead"]
        loaded = content.load(Path(config.config_file_path).parent)
        for problem in (*claims.faults(loaded), *claim_lock.faults(loaded)):
            log.error("%s", problem)
        found = {}
        for file in wanted:
            assert file.page is not None
            _build_page(file.page, config, files.documentation_pages(), nav, env)
            found[file.dest_uri] = Path(file.abs_dest_path).read_bytes()
        return found

    def _others(self, good: Path, files: Files) -> dict[str, bytes]:
        """Style sheets, scripts and pictures that are not as they were."""
        ready = {file.dest_uri: file.content_bytes for file in files if not file.is_documentation_page()}
        return {name: data for name, data in ready.items() if not _same(good / name, data)}


def _same(file: Path, data: bytes) -> bool:
    return file.is_file() and file.read_bytes() == data
