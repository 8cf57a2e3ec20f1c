"""A Markdown extension that keeps the HTML of a text as browsers' rules want it today.

Python-Markdown writes XHTML, `<br />`, and aligns a column by a `style` in each cell. The Nu HTML checker reports the
one, and the site's Content-Security-Policy blocks the other.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

# style="text-align: right;"
ALIGNED = re.compile(r"text-align: (left|center|right);")


class MarkupTreeprocessor(Treeprocessor):
    """Asks for HTML, and gives a cell the class `right` (`center`, `left`) for the style that would say so."""

    def run(self, root: Element) -> None:
        self.md.set_output_format("html")  # not earlier: Markdown sets its own once extensions are registered
        for cell in root.iter():
            if cell.tag in {"td", "th"} and (aligned := ALIGNED.fullmatch(cell.get("style", ""))):
                del cell.attrib["style"]
                cell.set("class", aligned[1])


class MarkupExtension(Extension):
    """Registers the processor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        md.treeprocessors.register(MarkupTreeprocessor(md), "markup", 0)


def makeExtension(**kwargs: object) -> MarkupExtension:  # noqa: N802  Python-Markdown's name
    return MarkupExtension(**kwargs)
