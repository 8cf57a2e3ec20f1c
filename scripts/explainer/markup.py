"""A Markdown extension that keeps the HTML of a text as browsers' rules want it today.

Python-Markdown writes XHTML, `<br />`, and aligns a column by a `style` in each cell. The Nu HTML checker reports the
one, and the site's Content-Security-Policy blocks the other. A wide table can be scrolled by touch, but not by key; and
nothing says aloud what a table is of.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from .claims import HEADINGS, lines
from .pages import CurrentPage, SiteExtension

# style="text-align: right;"
ALIGNED = re.compile(r"text-align: (left|center|right);")
# The links to exactly this, which the heads of sections and rows hold and are not named by.
LINKS_HERE = frozenset({"headerlink", "cell-link"})


class MarkupTreeprocessor(Treeprocessor):
    """Asks for HTML, and gives a cell the class `right` (`center`, `left`) for the style that would say so.

    A plain table too wide for its window scrolls inside its box, and there the keyboard must reach it. Tables with a
    class are ours, and fit. Each table is called what its section is, for those who do not see where it stands; each
    section and row by its own words.
    """

    def __init__(self, md: Markdown, page: CurrentPage) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: Element) -> None:
        self.md.set_output_format("html")  # not earlier: Markdown sets its own once extensions are registered
        doc = self.page.document
        section = doc.page.title if doc else ""
        for element in root.iter():
            if element.tag in HEADINGS:
                section = self._words(element)
            if element.tag in {*HEADINGS, "th"} and any(LINKS_HERE & _classes(child) for child in element):
                element.set("aria-label", self._words(element))
            if element.tag == "table":
                if not element.get("class"):
                    element.set("tabindex", "0")
                if section:
                    caption = Element("caption", {"class": "heard"})
                    caption.text = section
                    element.insert(0, caption)
            elif element.tag in {"td", "th"} and (aligned := ALIGNED.fullmatch(element.get("style", ""))):
                del element.attrib["style"]
                element.set("class", aligned[1])

    def _words(self, element: Element) -> str:
        return " ".join(lines(element, self.md.htmlStash.rawHtmlBlocks))


def _classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


class MarkupExtension(SiteExtension):
    """Registers the processor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        md.treeprocessors.register(MarkupTreeprocessor(md, self.page(md)), "markup", 0)


def makeExtension(**kwargs: object) -> MarkupExtension:  # noqa: N802  Python-Markdown's name
    return MarkupExtension(**kwargs)
