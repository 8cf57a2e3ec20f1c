"""A Markdown extension that links names to the pages they lead to: the first mention on a page, or as a page asks.

The text is never changed: a link is put around words that stand there. What was linked is left in `mentions` for
what shows it (backlinks, counts).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from .content import Content
from .documents import Document
from .models import Named, Page
from .names import build_matcher
from .pages import CurrentPage, SiteExtension, link
from .policy import Policy
from .previews import preview
from .putaway import NOTHING, filled, visible
from .sentences import sentences_of
from .wording import as_text

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Where a link would be wrong, unreadable or put words into a speaker's mouth.
SKIPPED_TAGS = HEADINGS | {
    *("a", "abbr", "cite", "dt", "figcaption", "label", "legend", "summary", "th"),  # links and labels
    *("code", "kbd", "math", "pre", "samp", "script", "style", "sub", "sup", "svg", "textarea", "var"),  # not prose
    *("blockquote", "q"),  # somebody else's words
    *("audio", "button", "canvas", "iframe", "object", "option", "select", "title", "video"),  # controls and media
}
# Skipped, but part of the sentence: a quotation may begin or end in them.
IN_SENTENCES = frozenset({"a", "abbr", "cite", "q"})
# garble: the supplied article's words; a title is a heading in all but its tag
SKIPPED_CLASSES = frozenset({"footnote", "furniture", "garble", "admonition-title"})
# Elements in whose text a sentence, and a quotation, begins and ends.
BLOCKS = frozenset(
    {"p", "li", "td", "dd", "div", "section", "article", "body", "table", "thead", "tbody", "tr", "ul", "ol", "dl"}
)
# What closes a quotation that each mark opens
CLOSING = {"“": "”", "‘": "’", "«": "»", "»": "«»", "„": "“”", '"': '"'}
# Within a word, ‘ and ’ are apostrophes; a mark written as an entity has NOTHING behind it.
QUOTE_MARK = re.compile(rf"[“”\"«»„]|(?<!\w)‘|’(?!{NOTHING}*\w)")
# » opens a quotation as in »this«; elsewhere it can only close one.
OPENING = re.compile(r"[^»]|(?<![^\s(\[–—-])»(?=\S)")
# What ends a stretch of text: a quotation mark, or the mark of raw HTML that Markdown has put away
BREAK = re.compile(f"{QUOTE_MARK.pattern}|{HTML_PLACEHOLDER_RE.pattern}")
# Without any of these, a text has no such end, not even as an entity.
MAY_BREAK = re.compile(rf"{QUOTE_MARK.pattern}|&|{NOTHING}[\dw]")
# <a href="…">, </a>: raw HTML that Markdown has put away and left a mark for
RAW_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")


@dataclass(frozen=True)
class Mention:
    """A page names another: where on the page (the nearest address above it) and in which sentence."""

    target: str
    anchor: str
    sentence: str
    automatic: bool


@dataclass(frozen=True)
class _Found:
    """A mention before its sentence is read: the link, and the block in which it stands."""

    target: str
    anchor: str
    block: Element
    link: Element
    automatic: bool


# By path of the page that mentions; written anew each time a page is converted.
mentions: dict[str, list[Mention]] = {}


def forget() -> None:
    """Drop what an earlier build left, so that a new one starts afresh."""
    mentions.clear()


class CrosslinkTreeprocessor(Treeprocessor):
    """Walks the finished tree in reading order."""

    def __init__(self, md: Markdown, page: CurrentPage) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: Element) -> None:
        doc = self.page.document
        if doc is not None and doc.page.crosslink:
            mentions[doc.path] = _Walk(self.md, self.page.content, doc).over(root)


class _Walk:
    """One page's walk: what its names ask for, whether a quotation is open, and the last address passed."""

    def __init__(self, md: Markdown, content: Content, doc: Document[Page]) -> None:
        self.stash = md.htmlStash.rawHtmlBlocks
        self.content = content
        self.path = doc.path
        self.matcher = build_matcher(content)
        self.policy = Policy(content, doc, self.matcher)
        self.closing = ""  # what ends the quotation that is open
        self.raw_skipped: list[str] = []
        self.anchor = ""
        self.block = Element("p")
        self.found: list[_Found] = []

    def over(self, root: Element) -> list[Mention]:
        self._element(root)
        sentences: dict[Element, str] = {}
        for block, group in groupby(self.found, key=lambda one: one.block):  # each block is read once
            links = [one.link for one in group]
            sentences |= zip(links, sentences_of(block, links, self.stash), strict=True)
        return [Mention(one.target, one.anchor, sentences[one.link], one.automatic) for one in self.found]

    def _element(self, element: Element) -> None:
        if element.tag in BLOCKS:
            self.block, self.closing = element, ""
        if element.get("id") and (element.tag in BLOCKS or element.tag in HEADINGS):
            self.anchor = element.get("id", "")
        if element.tag in HEADINGS:
            self.policy.section()
        if self._skips(element):
            self._note_written_links(element)
            self._pass(element)
            return
        written = list(element)  # before links are put among them
        self._replace(element, 0, element.text, whole=True)
        for child in written:
            block, anchor = self.block, self.anchor
            self._element(child)
            self.block = block
            if child.get("id") and child.tag in BLOCKS:
                self.anchor = anchor
            if child.tail and not child.tail.isspace():
                self._replace(element, list(element).index(child) + 1, child.tail, whole=False)

    def _skips(self, element: Element) -> bool:
        return element.tag in SKIPPED_TAGS or not SKIPPED_CLASSES.isdisjoint(element.get("class", "").split())

    def _pass(self, element: Element) -> None:
        """Note what a skipped element opens or closes for the text after it: raw HTML, and quotations."""
        if not MAY_BREAK.search("".join(element.itertext())):  # most lists and notes, which need no walk
            return
        closing = self.closing
        self._follow(element.text)
        for child in element:
            self._pass(child)
            self._follow(child.tail)
        if element.tag in BLOCKS or element.tag in SKIPPED_TAGS - IN_SENTENCES:
            self.closing = closing

    def _follow(self, text: str | None) -> None:
        for _ in self._open_ranges(filled(text or "", self.stash)):
            pass

    def _note_written_links(self, element: Element) -> None:
        """A link that an editor wrote is a mention too, and needs no second link."""
        if element.tag != "a":
            return
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), element.get("href", "").split("#")[0]))
        doc = self.content.documents.get(target)
        if doc is not None and isinstance(doc.page, Named) and self.policy.written(target):
            self.found.append(_Found(target, self.anchor, self.block, element, automatic=False))

    def _replace(self, parent: Element, index: int, text: str | None, *, whole: bool) -> None:
        """Put links into the text that stands in `parent` before its child number `index`."""
        if not text or isinstance(text, AtomicString):
            return
        kept, links = self._linked(text)
        if not links:
            return
        anchors = [anchor for anchor, _ in links]
        if whole:
            parent.text = kept
        else:
            parent[index - 1].tail = kept
        for offset, anchor in enumerate(anchors):
            parent.insert(index + offset, anchor)
        for anchor, target in links:
            self.found.append(_Found(target, self.anchor, self.block, anchor, automatic=True))

    def _linked(self, text: str) -> tuple[str, list[tuple[Element, str]]]:
        """The text up to the first link, and the links with their targets; what follows a link is its tail."""
        kept, end = "", 0
        links: list[tuple[Element, str]] = []
        plain = filled(text, self.stash)
        for start, stop in self._open_ranges(plain):
            stretch = plain[start:stop]
            for match in self.matcher.find(stretch):
                target = self.policy.meant(match, stretch)
                if target is None or not self.policy.link(target):
                    continue
                before = text[end : start + match.start]
                if links:
                    links[-1][0].tail = before
                else:
                    kept = before
                anchor = self._anchor(target, text[start + match.start : start + match.end])
                links.append((anchor, target))
                end = start + match.end
        if links:
            links[-1][0].tail = text[end:]
        return kept, links

    def _open_ranges(self, text: str) -> Iterator[tuple[int, int]]:
        """The stretches of a text in which names are linked: outside quotations and raw HTML that is skipped."""
        start = 0
        for mark in BREAK.finditer(text):
            if mark[0] == "’" and self.closing != "’":  # as in “the allies’ plan”
                continue
            if not (self.closing or self.raw_skipped):
                yield start, mark.start()
            if mark[1]:
                self._raw(str(self.stash[int(mark[1])]))
            elif not self.closing:
                self.closing = CLOSING.get(mark[0], "") if OPENING.match(text, mark.start()) else ""
            elif mark[0] in self.closing:
                self.closing = ""
            start = mark.end()
        if not (self.closing or self.raw_skipped):
            yield start, len(text)

    def _raw(self, html: str) -> None:
        if html.startswith("<!--"):
            return
        for closing, tag in RAW_TAG.findall(html):
            if tag.lower() not in SKIPPED_TAGS:
                continue
            if not closing:
                self.raw_skipped.append(tag.lower())
            elif tag.lower() in self.raw_skipped:
                self.raw_skipped.remove(tag.lower())

    def _anchor(self, target: str, words: str) -> Element:
        page = self.content.documents[target].page
        assert isinstance(page, Named)  # nothing else has names
        shown = preview(page, visible(words, self.stash), self.content.documents[self.path].page)
        texts = {name: as_text(text) for name, text in {"title": page.summary, **shown}.items()}
        anchor = Element("a", {"href": link(self.path, target), "class": "xref", **texts})
        anchor.text = AtomicString(words)
        return anchor


class CrosslinkExtension(SiteExtension):
    """Registers the processor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        # After attr_list (8) and abbr (7); before quotations (5.4) adds its marks, and the builder notes addresses (5).
        md.treeprocessors.register(CrosslinkTreeprocessor(md, self.page(md)), "crosslink", 5.6)


def makeExtension(**kwargs: object) -> CrosslinkExtension:  # noqa: N802  Python-Markdown's name
    return CrosslinkExtension(**kwargs)
