"""A Markdown extension that writes the note behind each `[^source-id]` and checks that every fact has one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from .content import CITATION, Document, cited
from .models import Page
from .pages import CurrentPage, SiteExtension, link
from .problems import Problem, report
from .wording import describe

FACT_TAGS = frozenset({"p", "li", "td", "dd"})
BLOCK_TAGS = FACT_TAGS | {"ul", "ol", "dl", "div", "table", "thead", "tbody", "tr", "blockquote"}
# What the build itself writes; checks.py keeps these classes from editors.
NEVER_FACTS = frozenset({"footnote", "furniture", "unknown"})
CHARACTERS_TO_FIND = 40
# At least one letter
WORDS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Tally:
    """How many statements of fact a page holds, and how many of them cite nothing."""

    facts: int
    uncited: int


# By path of the page; written anew each time a page is converted.
tallies: dict[str, Tally] = {}


class CitationPreprocessor(Preprocessor):
    """Appends the definition of each note that the page cites."""

    def __init__(self, md: Markdown, page: CurrentPage) -> None:
        super().__init__(md)
        self.page = page

    def run(self, lines: list[str]) -> list[str]:
        doc = self.page.document
        if doc is None:
            return lines
        sources = self.page.content.sources
        register = link(doc.path, "sources.md")
        notes = [
            f"[^{key}]: {describe(sources[key])} [In the register]({register}#{key})"
            for key in cited("\n".join(lines))
            if key in sources
        ]
        return [*lines, "", *notes] if notes else lines


class CitationTreeprocessor(Treeprocessor):
    """Reports citations of unknown sources, and facts without one."""

    def __init__(self, md: Markdown, page: CurrentPage) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: Element) -> None:
        doc = self.page.document
        if doc is None:
            return
        for element in _outside_code(root):
            for text in (element.text, element.tail):
                for key in CITATION.findall(text or "") if not isinstance(text, AtomicString) else ():
                    mend = "correct the id, or enter the source in data/sources.yaml."
                    report(Problem(doc.file, line_of(doc, f"[^{key}]"), f"No source has the id “{key}”.", mend))
        found = facts(root) if doc.page.factual else []
        missing = [element for element in found if not _cites(element)]
        tallies[doc.path] = Tally(len(found), len(missing))
        for element in missing:
            words = " ".join(_opening(element).split())
            mend = "cite a source after the full stop, [^source-id], or take the statement out."
            report(Problem(doc.file, line_of(doc, _opening(element)), f"This states a fact uncited: “{words}…”.", mend))


def _outside_code(root: Element) -> list[Element]:
    inside = {child for code in root.iter("code") for child in code.iter()}
    return [element for element in root.iter() if element not in inside]


def facts(root: Element) -> list[Element]:
    """The paragraphs, list items and table cells of a page that say something themselves."""
    found: list[Element] = []

    def walk(element: Element) -> None:
        if not NEVER_FACTS.isdisjoint(_classes(element)):
            return
        if element.tag in FACT_TAGS and _says_something(element):
            found.append(element)
        for child in element:
            walk(child)

    walk(root)
    return found


def _inline(element: Element) -> list[Element]:
    """The children that belong to a block's own text, without the blocks inside it."""
    return [child for child in element if child.tag not in BLOCK_TAGS]


def _cites(element: Element) -> bool:
    return any("footnote-ref" in _classes(part) for child in _inline(element) for part in child.iter())


def _says_something(element: Element) -> bool:
    """False for a block without words of its own: empty, a number, a way to another page, or the build's own words."""
    own = "".join([element.text or "", *(child.tail or "" for child in element)])
    if WORDS.search(HTML_PLACEHOLDER_RE.sub("", own)):
        return True
    return any(child.tag not in {"a", "br"} and NEVER_FACTS.isdisjoint(_classes(child)) for child in _inline(element))


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def _opening(element: Element) -> str:
    """The first words of an element up to any markup, by which its line is found."""
    for text in element.itertext():
        words = HTML_PLACEHOLDER_RE.sub("", text).strip()
        if words:
            return words.splitlines()[0][:CHARACTERS_TO_FIND]
    return ""


def line_of(doc: Document[Page], words: str) -> int:
    """The line on which words stand in a document; its first line of text if Markdown has changed them."""
    for number, line in doc.source_lines():
        if words and words in line:
            return number
    return doc.body_line


class CitationExtension(SiteExtension):
    """Registers the processors."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        page = self.page(md)
        # After the build's own blocks are written (29), before raw HTML is put away (20).
        md.preprocessors.register(CitationPreprocessor(md, page), "citations", 28)
        # After inline markup (20) makes the marks and attr_list (8) the classes, before crosslink (4) adds links.
        md.treeprocessors.register(CitationTreeprocessor(md, page), "citations", 6)


def makeExtension(**kwargs: object) -> CitationExtension:  # noqa: N802  Python-Markdown's name
    return CitationExtension(**kwargs)
