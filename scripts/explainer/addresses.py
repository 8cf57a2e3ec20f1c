"""A Markdown extension that notes every address a page has, and keeps those that moved within or away from it."""

from __future__ import annotations

import re
from collections.abc import Container
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from .content import Content
from .models import AsKnown, Listing, Story
from .pages import CurrentPage, SiteExtension, link
from .wording import as_text

# fn:source, fnref2:source, about-q-peskov, __toc   what the theme and the notes number by themselves: no promise
NO_PROMISE = re.compile(r"(fn|fnref\d*):|about-|__")

# By path of the page: the addresses on it; written anew each time a page is converted.
found: dict[str, set[str]] = {}


def address_of(path: str, anchor: str = "") -> str:
    """The address of a page, or of a place on it, from the site's own: “proposal/#c-clause-ceasefire”."""
    page = re.sub(r"(^|/)index\.md$", r"\1", path)
    page = page.removesuffix(".md") + "/" if page.endswith(".md") else page
    return f"{page}#{anchor}" if anchor else page


def path_of(address: str, paths: Container[str]) -> str | None:
    """The page that an address leads to, among the paths of pages."""
    page = address.partition("#")[0]
    return next((path for path in (f"{page}index.md", f"{page.rstrip('/')}.md") if path in paths), None)


def led_on(content: Content, address: str) -> str | None:
    """Where the tombstones say that an address went: by its own, or with its page."""
    if address in content.tombstones:
        return content.tombstones[address].to
    page, _, anchor = address.partition("#")
    return f"{content.tombstones[page].to}#{anchor}" if page in content.tombstones else None


class AddressTreeprocessor(Treeprocessor):
    """Gives a place that has moved its old address, and notes all that there are."""

    def __init__(self, md: Markdown, page: CurrentPage) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: Element) -> None:
        doc = self.page.document
        if doc is None:
            return
        ids = {identity: element for element in root.iter() if (identity := element.get("id"))}
        # What is told again from other pages, or listed again, has its lasting address there.
        echo = isinstance(doc.page, AsKnown | Listing | Story)
        found[doc.path] = {identity for identity in ids if not (echo or NO_PROMISE.match(identity))}
        paths = self.page.content.documents
        for tombstone in self.page.content.tombstones.values():
            page, _, anchor = tombstone.address.partition("#")
            if anchor and path_of(page, paths) == doc.path and anchor not in ids:
                self._keep(root, doc.path, anchor, tombstone.to, ids, paths)

    def _keep(
        self, root: Element, here: str, anchor: str, to: str, ids: dict[str, Element], paths: Container[str]
    ) -> None:
        """On this page, the old address stands where the place is now; otherwise, on a line that leads on."""
        target, moved_to = path_of(to, paths), to.partition("#")[2]
        if target == here and moved_to in ids:
            place = Element("span", {"id": anchor})
            place.tail, ids[moved_to].text = ids[moved_to].text, None
            ids[moved_to].insert(0, place)
        elif target is not None:
            line = SubElement(root, "p", {"id": anchor, "class": "furniture"})
            line.text = "What stood here has moved: "
            way = SubElement(line, "a", {"href": link(here, target, moved_to)})
            way.text = as_text(self.page.content.documents[target].page.title)


class AddressExtension(SiteExtension):
    """Registers the processor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        # After quotations (5.4) has given its addresses, before the builder notes them (5).
        md.treeprocessors.register(AddressTreeprocessor(md, self.page(md)), "addresses", 5.2)


def makeExtension(**kwargs: object) -> AddressExtension:  # noqa: N802  Python-Markdown's name
    return AddressExtension(**kwargs)
