"""Which page a Markdown extension is working on, whatever the builder."""

from __future__ import annotations

import posixpath

from markdown import Markdown


def current_path(md: Markdown) -> str | None:
    """The path under docs/ of the page being converted; None outside a builder.

    MkDocs and its fork put the file on the tree processor that resolves links.
    """
    if "relpath" not in md.treeprocessors:
        return None
    file = getattr(md.treeprocessors["relpath"], "file", None)
    return None if file is None else str(file.src_uri)


def link(from_path: str, to_path: str, anchor: str = "") -> str:
    """The source-relative target of a link, which the builder itself turns into an address and checks."""
    target = posixpath.relpath(to_path, posixpath.dirname(from_path) or ".")
    return f"{target}#{anchor}" if anchor else target
