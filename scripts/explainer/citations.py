"""A Markdown extension that writes the note behind each `[^source-id]` and checks that every fact has one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from .content import CITATION, Content, Document, load
from .crosslink import SKIPPED_CLASSES
from .models import Page
from .pages import current_path, link
from .problems import Problem, report
from .wording import describe

# Pages on which every paragraph, list item and table cell is a statement of fact. On the others (method, indexes,
# the register itself) the site speaks about itself.
FACTUAL = re.compile(r"(index|proposal|method/supplied-article|(positions|timeline|glossary)/.+)\.md")
FACT_TAGS = frozenset({"p", "li", "td", "dd"})
NEVER_FACTS = SKIPPED_CLASSES | {"unknown"}
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

    def __init__(self, md: Markdown, root: Path) -> None:
        super().__init__(md)
        self.root = root

    def run(self, lines: list[str]) -> list[str]:
        path = current_path(self.md)
        if path is None:
            return lines
        sources = load(self.root).sources
        cited = dict.fromkeys(CITATION.findall("\n".join(lines)))
        register = link(path, "sources.md")
        notes = [
            f"[^{key}]: {describe(sources[key])} [In the register]({register}#{key})" for key in cited if key in sources
        ]
        return [*lines, "", *notes] if notes else lines


class CitationTreeprocessor(Treeprocessor):
    """Reports citations of unknown sources, and facts without one."""

    def __init__(self, md: Markdown, root: Path) -> None:
        super().__init__(md)
        self.root = root

    def run(self, root: Element) -> None:
        path = current_path(self.md)
        doc = load(self.root).documents.get(path) if path else None
        if doc is None:
            return
        for element in _outside_code(root):
            for text in (element.text, element.tail):
                for key in CITATION.findall(text or "") if not isinstance(text, AtomicString) else ():
                    mend = "correct the id, or enter the source in data/sources.yaml."
                    report(Problem(doc.file, line_of(doc, f"[^{key}]"), f"No source has the id “{key}”.", mend))
        found, missing = facts(root, doc), uncited(root, doc)
        tallies[doc.path] = Tally(len(found), len(missing))
        for element in missing:
            words = " ".join(_opening(element).split())
            mend = "cite a source after the full stop, [^source-id], or take the statement out."
            report(Problem(doc.file, line_of(doc, _opening(element)), f"This states a fact uncited: “{words}…”.", mend))


def _outside_code(root: Element) -> list[Element]:
    inside = {child for code in root.iter("code") for child in code.iter()}
    return [element for element in root.iter() if element not in inside]


def facts(root: Element, doc: Document[Page]) -> list[Element]:
    """The paragraphs, list items and table cells of a page that state facts."""
    if not FACTUAL.fullmatch(doc.path):
        return []
    found: list[Element] = []

    def walk(element: Element) -> None:
        if not NEVER_FACTS.isdisjoint(_classes(element)):
            return
        has_blocks = any(child.tag in FACT_TAGS | {"ul", "ol", "div", "table", "dl"} for child in element)
        if element.tag in FACT_TAGS and not has_blocks and _says_something(element):
            found.append(element)
        for child in element:
            walk(child)

    walk(root)
    return found


def uncited(root: Element, doc: Document[Page]) -> list[Element]:
    """The statements of fact on a page that cite nothing."""
    return [element for element in facts(root, doc) if element.find(".//a[@class='footnote-ref']") is None]


def _says_something(element: Element) -> bool:
    """False for a block without words of its own: empty, a number, a way to another page, or the build's own words."""
    own = "".join([element.text or "", *(child.tail or "" for child in element)])
    if WORDS.search(HTML_PLACEHOLDER_RE.sub("", own)):
        return True
    return any(child.tag not in {"a", "br"} and NEVER_FACTS.isdisjoint(_classes(child)) for child in element)


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def _opening(element: Element) -> str:
    """The first words of an element up to any markup, by which its line is found."""
    text = element.text or next((child.text or "" for child in element if child.text), "")
    return HTML_PLACEHOLDER_RE.sub("", text).strip().splitlines()[0][:CHARACTERS_TO_FIND] if text.strip() else ""


def line_of(doc: Document[Page], words: str) -> int:
    """The line on which words stand in a document; its first line of text if Markdown has changed them."""
    for number, line in doc.source_lines():
        if words and words in line:
            return number
    return doc.body_line


def cited_sources(content: Content) -> set[str]:
    """The ids of all sources that some page cites."""
    return {key for doc in content.documents.values() for key in doc.citations() if key in content.sources}


class CitationExtension(Extension):
    """Options: `root`, the folder that holds docs/ and data/ (default: the current folder)."""

    def __init__(self, **kwargs: object) -> None:
        self.config = {"root": [".", "The folder that holds docs/ and data/"]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        root = Path(self.getConfig("root"))
        # After the build's own blocks are written (29), before raw HTML is put away (20).
        md.preprocessors.register(CitationPreprocessor(md, root), "citations", 28)
        # After inline markup (20) makes the marks and attr_list (8) the classes, before crosslink (4) adds links.
        md.treeprocessors.register(CitationTreeprocessor(md, root), "citations", 6)


def makeExtension(**kwargs: object) -> CitationExtension:  # noqa: N802  Python-Markdown's name
    return CitationExtension(**kwargs)
