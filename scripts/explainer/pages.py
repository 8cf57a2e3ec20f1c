"""What the Markdown extensions share: the page they are working on, whatever the builder, and links from it."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from pathlib import Path

from markdown import Markdown
from markdown.extensions import Extension

from .content import Content, load
from .documents import Document
from .models import Page


class SiteExtension(Extension):
    """An extension that works on the site's content.

    Options: `root`, the folder that holds docs/ and data/ (default: the current folder).
    """

    def __init__(self, **kwargs: object) -> None:
        self.config = {"root": [".", "The folder that holds docs/ and data/"]}
        super().__init__(**kwargs)

    def page(self, md: Markdown) -> CurrentPage:
        """The page that `md` converts."""
        return CurrentPage(md, Path(self.getConfig("root")))


class CurrentPage:
    """The page being converted, known only once its conversion has begun."""

    def __init__(self, md: Markdown, root: Path) -> None:
        self._md = md
        self._root = root

    @property
    def content(self) -> Content:
        """Everything the site knows."""
        return load(self._root)

    @property
    def document(self) -> Document[Page] | None:
        """The page's document; None for a text that is no page of the site, or outside a builder.

        MkDocs and its fork put the file on the tree processor that resolves links.
        """
        if "relpath" not in self._md.treeprocessors:
            return None
        file = getattr(self._md.treeprocessors["relpath"], "file", None)
        return None if file is None else self.content.documents.get(str(file.src_uri))


def link(from_path: str, to_path: str, anchor: str = "") -> str:
    """The source-relative target of a link, which the builder itself turns into an address and checks."""
    target = _way(posixpath.dirname(from_path) or ".", to_path)
    return f"{target}#{anchor}" if anchor else target


@lru_cache(maxsize=2**14)
def _way(folder: str, to_path: str) -> str:
    """Slow, and the same for all pages of a folder."""
    return posixpath.relpath(to_path, folder)
