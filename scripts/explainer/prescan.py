"""Who mentions whom, for a builder that runs no hooks: found by converting every page once, outside any builder.

MkDocs and ProperDocs convert each page once and fill in afterwards (hooks.py); they never come here.
"""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import Any

import yaml
from markdown import Markdown

from .backlinks import by_target, render
from .content import Content
from .crosslink import Mention
from .documents import Document
from .models import Named, Page
from .pages import SITE_EXTENSIONS, OnPage, link
from .reading import read_text

# A builder may convert pages in several threads; the first one scans, the others wait for it.
_scanning = Lock()


class _Settings(yaml.SafeLoader):
    """Reads mkdocs.yml without the values that a builder takes from the environment; no extension has one."""


_Settings.add_constructor("!ENV", lambda loader, node: None)


def backlinks(content: Content, doc: Document[Named]) -> str:
    """The list of who mentions a page, as HTML with links to source files, which the builder resolves."""
    with _scanning:
        links = _scanned(content)
    return render(doc.page, links.get(doc.path, []), lambda target, anchor: link(doc.path, target.path, anchor))


@cache
def _scanned(content: Content) -> dict[str, list[tuple[Document[Page], Mention]]]:
    """Convert all pages; crosslink notes what each mentions."""
    names, options = _extensions(content)
    for doc in content.documents.values():
        Markdown(extensions=[*names, OnPage(doc.path)], extension_configs=options).convert(doc.body)
    return by_target(content)


def _extensions(content: Content) -> tuple[list[str], dict[str, dict[str, Any]]]:
    """The site's own Markdown extensions and their options."""
    settings = yaml.load(read_text(content.root / "mkdocs.yml", "mkdocs.yml"), Loader=_Settings)
    options: dict[str, dict[str, Any]] = {}
    for item in settings["markdown_extensions"]:
        options |= item if isinstance(item, dict) else {item: {}}
    for name in SITE_EXTENSIONS:
        options[name] = {**options[name], "root": str(content.root)}
    return list(options), options
