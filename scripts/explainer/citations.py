"""A Markdown extension that writes the note behind each `[^source-id]`, checks that every fact has one, and marks
what rests on one weak source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from .documents import Document, cited
from .models import Page
from .notes import REGISTER, named
from .pages import CurrentPage, SiteExtension, link
from .problems import Problem, report
from .support import inline, is_mark, stretches, weak_outlet
from .wording import describe

FACT_TAGS = frozenset({"p", "li", "td", "dd"})
# What the build itself writes; checks.py keeps these classes from editors.
NEVER_FACTS = frozenset({"footnote", "furniture", "unknown"})
CHARACTERS_SHOWN = 40
# What a stretch of text may begin or end with that the build has added.
PUNCTUATION = " \n.,:;()"
# What a reader sees, and hears, after the notes of a statement that rests on one outlet of grade C.
WEAK, WEAK_SAID = "†", "one weak source"
# Where the grades are explained.
GRADES = ("method/index.md", "grades")
# “One small site reported”, “the only report”: an opening that says on how little it rests
SAYS_SO = re.compile(r"\b(one|single|only)\b[^.]*\b(account|agency|channel|newspaper|outlet|report|site|source)", re.I)
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
            f"[^{key}]: {describe(sources[key])} [{REGISTER}]({register}#{key})"
            for key in cited("\n".join(lines))
            if key in sources
        ]
        return [*lines, "", *notes] if notes else lines


class CitationTreeprocessor(Treeprocessor):
    """Names the notes; reports facts that cite nothing, and marks those that rest on one weak source."""

    def __init__(self, md: Markdown, page: CurrentPage) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: Element) -> None:
        doc = self.page.document
        if doc is None:
            return
        named(root, self.page.content.sources)
        found = facts(root) if doc.page.factual else []
        missing = [element for element in found if not _cites(element)]
        tallies[doc.path] = Tally(len(found), len(missing))
        for element in missing:
            fix = "cite a source after the full stop, [^source-id], or take the statement out."
            report(Problem(*where(doc, element), f"This states a fact uncited: “{_opening(element)}…”.", fix))
        if found and found[0].tag == "p":
            self._check_opening(doc, found[0])
        self._mark(doc, root)

    def _check_opening(self, doc: Document[Page], first: Element) -> None:
        """A page whose first paragraph rests on one weak source says so in words, there and in its summary."""
        outlets = [weak_outlet(self.page.content, stretch) for stretch in stretches(first)]
        if not outlets or None in outlets:
            return
        summary = (doc.file, doc.front.line_of(("summary",)))
        for place, text in ((where(doc, first), "".join(first.itertext())), (summary, doc.page.summary)):
            if not (SAYS_SO.search(text) or any(outlet in text for outlet in outlets if outlet)):
                reason = f"The page opens with what rests on {outlets[0]}, a weak source, and does not say so here."
                fix = f"say so in words (“{outlets[0]} is the only site to report …”), or cite a second source."
                report(Problem(*place, reason, fix))

    def _mark(self, doc: Document[Page], root: Element) -> None:
        """Put the mark after each statement that rests on one weak source, and its meaning above the notes."""
        blocks = [element for element in root.iter() if element.tag in FACT_TAGS]
        weak = [s for block in blocks for s in stretches(block) if weak_outlet(self.page.content, s)]
        for stretch in weak:
            mark = weak_mark()
            mark.tail, stretch.mark.tail = stretch.mark.tail, None
            stretch.parent.insert(list(stretch.parent).index(stretch.mark) + 1, mark)
        heading = next((element for element in root if element.get("id") == "sources"), None)
        if weak and heading is not None:
            key = Element("p", {"class": "furniture weak-key"})
            key.text = f"{WEAK} rests on one weak source ("
            way = SubElement(key, "a", {"href": link(doc.path, *GRADES)})
            way.text, way.tail = "how sources are graded", ")."
            root.insert(list(root).index(heading) + 1, key)


def weak_mark() -> Element:
    """The mark of a statement that rests on one weak source: a sign to see, words to hear."""
    mark = Element("span", {"class": "weak", "title": WEAK_SAID.capitalize()})
    SubElement(mark, "span", {"aria-hidden": "true"}).text = WEAK
    SubElement(mark, "span", {"class": "heard"}).text = f" ({WEAK_SAID})"
    return mark


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


def _cites(element: Element) -> bool:
    return any(is_mark(part) for child in inline(element) for part in child.iter())


def _says_something(element: Element) -> bool:
    """False for a block without words of its own: empty, a number, a way to another page, or the build's own words."""
    own = "".join([element.text or "", *(child.tail or "" for child in element)])
    if WORDS.search(HTML_PLACEHOLDER_RE.sub("", own)):
        return True
    return any(child.tag not in {"a", "br"} and NEVER_FACTS.isdisjoint(_classes(child)) for child in inline(element))


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def _opening(element: Element) -> str:
    """The first words of an element, up to any markup."""
    texts = (HTML_PLACEHOLDER_RE.sub("", text).split() for text in element.itertext())
    return " ".join(next(filter(None, texts), []))[:CHARACTERS_SHOWN]


def where(doc: Document[Page], element: Element) -> tuple[str, int]:
    """The file and line of an element: of its longest line of plain text, which Markdown has left as it was."""
    texts = (HTML_PLACEHOLDER_RE.sub("\n", text) for text in element.itertext())
    words = max((line.strip(PUNCTUATION) for text in texts for line in text.split("\n")), key=len, default="")
    return doc.find(words)


class CitationExtension(SiteExtension):
    """Registers the processors."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        page = self.page(md)
        # After the build's own blocks are written (29), before raw HTML is put away (20).
        md.preprocessors.register(CitationPreprocessor(md, page), "citations", 28)
        # After inline markup (20) makes the marks and attr_list (8) the classes, before crosslink (5.6) adds links.
        md.treeprocessors.register(CitationTreeprocessor(md, page), "citations", 6)


def makeExtension(**kwargs: object) -> CitationExtension:  # noqa: N802  Python-Markdown's name
    return CitationExtension(**kwargs)
