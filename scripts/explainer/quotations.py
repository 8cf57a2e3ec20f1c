"""A Markdown extension that gives each quotation an address where it stands, and the page a list of who said what.

The words stay as they are. After them comes a mark that leads to the list at the end of the page, as a footnote's does.
"""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from . import seen
from .citations import FACT_TAGS, NEVER_FACTS, where
from .content import Content
from .documents import Document
from .models import AsKnown, Page
from .pages import CurrentPage, SiteExtension, link
from .problems import Problem, report
from .quoting import QUOTATION_FROM, QUOTED_AT_MOST, entry_for
from .registers import Quotation
from .support import BLOCK_TAGS, NOTE, inline, is_mark
from .wording import OTHER_LETTERS, as_text, format_date
from .words import language

OPEN, CLOSE = "“", "”"
# The page that lists the whole ledger, and gives each entry its address itself.
LEDGER = "quotations.md"


class QuotationsTreeprocessor(Treeprocessor):
    """Marks the quotations of a page, and lists them before its sources."""

    def __init__(self, md: Markdown, page: CurrentPage) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: Element) -> None:
        doc = self.page.document
        if doc is not None and doc.page.factual and doc.path not in self.page.content.generated:
            for problem in seen.faults(self.page.content, doc, root, self.md.htmlStash.rawHtmlBlocks):
                report(problem)
        if doc is None or doc.path == LEDGER or OPEN not in "".join(root.itertext()):
            return
        marker = _Marker(self.page.content, doc)
        marker.over(root)
        if marker.found:
            sources = next((n for n, element in enumerate(root) if element.get("id") == "sources"), len(root))
            root.insert(sources, marker.list())


class _Marker:
    """One page's quotations: what was found, and how often each entry of the ledger was."""

    def __init__(self, content: Content, doc: Document[Page]) -> None:
        self.content, self.doc = content, doc
        self.found: list[tuple[str, str, Quotation]] = []
        self.times: Counter[str] = Counter()

    def over(self, element: Element) -> None:
        """Mark the quotations of an element and of the blocks in it."""
        if not NEVER_FACTS.isdisjoint(element.get("class", "").split()):
            return
        if element.tag in FACT_TAGS and OPEN in "".join(element.itertext()):
            parts = [part for child in inline(element) for part in child.iter()]
            cited = [part.get("href", "").removeprefix(NOTE) for part in parts if is_mark(part)]
            self._within(element, cited)
        for child in list(element):
            self.over(child)

    def _within(self, parent: Element, cited: list[str]) -> None:
        """Put each quotation whose two marks stand in one element's own text into an element of its own."""
        pieces: list[str | Element] = [parent.text or ""]
        for child in list(parent):
            tail, child.tail = child.tail or "", None
            pieces += [child, tail]
            parent.remove(child)
        parent.text = None
        opened: list[str | Element] | None = None
        for piece in pieces:
            if isinstance(piece, Element):
                if opened is None:
                    parent.append(piece)
                    if piece.tag not in BLOCK_TAGS:
                        self._within(piece, cited)
                else:
                    opened.append(piece)
                continue
            rest = piece
            while rest:
                if opened is None:
                    before, mark, rest = rest.partition(OPEN)
                    _append(parent, before)
                    opened = [] if mark else None
                else:
                    inside, mark, rest = rest.partition(CLOSE)
                    opened.append(inside)
                    if mark:
                        self._close(parent, opened, cited)
                        opened = None
        if opened is not None:
            self._unwrapped(parent, opened)

    def _close(self, parent: Element, pieces: list[str | Element], cited: list[str]) -> None:
        words = "".join(map(_words, pieces))
        entry = entry_for(self.content, words, cited) if len(words.split()) >= QUOTATION_FROM else None
        if entry is None:  # a word or a name; or checks.py has said what is wrong
            _append(parent, OPEN)
            _extend(parent, pieces)
            _append(parent, CLOSE)
            return
        self.times[entry.id] += 1
        number = self.times[entry.id]
        address = f"q-{entry.id}" + (f"-{number}" if number > 1 else "")
        span = SubElement(parent, "span", {"class": "quotation", "id": address})
        span.text = OPEN
        _extend(span, pieces)
        _append(span, CLOSE)
        SubElement(
            parent,
            "a",
            {
                "class": "quote-mark",
                "href": f"#about-{address}",
                "aria-label": f"Who said this: {as_text(entry.speaker)}",
            },
        )
        self.found.append((address, words, entry))

    def _unwrapped(self, parent: Element, pieces: list[str | Element]) -> None:
        _append(parent, OPEN)
        _extend(parent, pieces)
        reason = "A quotation begins inside markup and ends outside it."
        fix = "put “ and ” on the same side of *, _ and [ ]."
        report(Problem(*where(self.doc, parent), reason, fix))

    def list(self) -> Element:
        """The page's quotations with what is known of each."""
        section = Element("section", {"class": "quotations", "aria-label": "Quotations"})
        SubElement(section, "p", {"class": "caption"}).text = "Who said what on this page"
        items = SubElement(section, "ol")
        for address, words, entry in self.found:
            item = SubElement(items, "li", {"id": f"about-{address}"})
            SubElement(item, "a", {"href": f"#{address}", "class": "quote-words"}).text = OPEN + words + CLOSE
            said = f" {entry.speaker}, {format_date(entry.date)}, {entry.occasion}. {tongue(entry)} "
            _append(item, as_text(said))
            self._printed(item, "In", entry)
            others = [other for other in renderings(self.content, entry) if self._public(other)]
            for number, other in enumerate(others):
                _append(
                    item, (" Elsewhere: " if number == 0 else " ") + f"{OPEN}{as_text(shortened(other.words))}{CLOSE}, "
                )
                self._printed(item, "in", other)
        return section

    def _public(self, entry: Quotation) -> bool:
        """A page that stops at a day shows no printing that came later."""
        if not isinstance(self.doc.page, AsKnown):
            return True
        published = self.content.sources[entry.source].published
        return published is not None and published <= self.doc.page.as_known

    def _printed(self, item: Element, preposition: str, entry: Quotation) -> None:
        source = self.content.sources[entry.source]
        _append(item, f"{preposition} ")
        way = SubElement(item, "a", {"href": link(self.doc.path, "sources.md", source.id)})
        _append_named(way, as_text(source.publisher()), source.language)
        _append(item, f", {format_date(source.issued)}.")


def _words(piece: str | Element) -> str:
    """The words of a piece of a quotation, without the marks of notes."""
    if isinstance(piece, str):
        return piece
    return "" if piece.tag == "sup" else "".join(piece.itertext())


def _append(parent: Element, text: str) -> None:
    """Add text at the end of an element."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _append_named(parent: Element, text: str, language: str) -> None:
    """Add text whose words of other letters say their language."""
    end = 0
    for words in OTHER_LETTERS.finditer(text):
        _append(parent, text[end : words.start()])
        SubElement(parent, "span", {"lang": language}).text = words[0]
        end = words.end()
    _append(parent, text[end:])


def _extend(parent: Element, pieces: list[str | Element]) -> None:
    for piece in pieces:
        if isinstance(piece, str):
            _append(parent, piece)
        else:
            parent.append(piece)


def tongue(entry: Quotation) -> str:
    """In which language the words were said, and whose English they are."""
    if entry.translated is None and entry.language == (entry.spoken or "en"):
        return f"In {language(entry.language)}."
    said = f"Said in {language(entry.spoken)}" if entry.spoken else "The language it was said in is not stated"
    return f"{said}; {language(entry.language)} by {entry.translated or 'an unnamed translator'}."


def renderings(content: Content, entry: Quotation) -> list[Quotation]:
    """Other printings of the same words: translations and transcripts that differ."""
    return [other for other in content.printings(entry.variant_of or entry.id) if other != entry]


def shortened(words: str) -> str:
    """No more of a speaker's words than may be quoted in one place."""
    parts = words.split()
    return " ".join(parts[:QUOTED_AT_MOST]) + (" …" if len(parts) > QUOTED_AT_MOST else "")


class QuotationsExtension(SiteExtension):
    """Registers the processor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        # After crosslink (5.6) has read the sentences, before the builder notes addresses (5) and resolves links (0).
        md.treeprocessors.register(QuotationsTreeprocessor(md, self.page(md)), "quotations", 5.4)


def makeExtension(**kwargs: object) -> QuotationsExtension:  # noqa: N802  Python-Markdown's name
    return QuotationsExtension(**kwargs)
