"""What the Markdown extensions share: the page they are working on, whatever the builder, and links from it."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.util import Registry

from .content import Content, load
from .documents import Document
from .models import Page

# The preprocessors that hold the page: Zensical's own, and the one that stands in where there is no builder.
ZENSICAL = "rendering_context"
OUTSIDE = "explainer_page"
# The extensions that work on the site's content, by the names in mkdocs.yml; what runs them tells them its `root`.
SITE_EXTENSIONS = tuple(
    f"explainer.{name}"
    for name in ("blocks", "citations", "crosslink", "quotations", "claims", "addresses", "markup", "harmless")
)


class SiteExtension(Extension):
    """An extension that works on the site's content.

    Options: `root`, the folder that holds docs/ and data/ (default: the current folder).
    """

    def __init__(self, **kwargs: object) -> None:
        self.config = {"root": [".", "The folder that holds docs/ and data/"]}
        super().__init__(**kwargs)

    def page(self, md: Markdown) -> CurrentPage:
        """The page that `md` converts."""
        return CurrentPage(md, _path(self.getConfig("root")))


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
        """The page's document; None for a text that is no page of the site, or outside a builder."""
        path = self._path()
        return None if path is None else self.content.documents.get(path)

    @property
    def without_hooks(self) -> bool:
        """Whether the builder is one that runs no hooks, so that nobody fills in later what needs all pages."""
        return ZENSICAL in self._md.preprocessors

    def _path(self) -> str | None:
        """The page's path below docs/, from where each builder leaves it."""
        places: tuple[tuple[Registry[Any], str, str], ...] = (
            (self._md.treeprocessors, "relpath", "file.src_uri"),  # MkDocs, ProperDocs: what resolves links
            (self._md.preprocessors, ZENSICAL, "page.path"),
            (self._md.preprocessors, OUTSIDE, "path"),
        )
        for processors, name, where in places:
            if name in processors:
                return str(attrgetter(where)(processors[name]))
        return None


# One object for all pages, which then knows its own hash.
_path = lru_cache(Path)


class OnPage(Extension):
    """Says which page is converted where no builder does: `OnPage("glossary/moscow.md")`."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        md.preprocessors.register(_Place(md, self.path), OUTSIDE, 0)


class _Place(Preprocessor):
    """Changes nothing; holds the page's path."""

    def __init__(self, md: Markdown, path: str) -> None:
        super().__init__(md)
        self.path = path

    def run(self, lines: list[str]) -> list[str]:
        return lines


def link(from_path: str, to_path: str, anchor: str = "") -> str:
    """The source-relative target of a link, which the builder itself turns into an address and checks."""
    target = _way(posixpath.dirname(from_path), to_path)
    return f"{target}#{anchor}" if anchor else target


@lru_cache(maxsize=2**14)
def _way(folder: str, to_path: str) -> str:
    """Slow, and the same for all pages of a folder; from the root, as `relpath` would ask where it is run."""
    return posixpath.relpath(f"/{to_path}", f"/{folder}")
