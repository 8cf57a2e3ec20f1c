"""What must hold of every page that the linker works on, whatever its text: asked of generated and of borrowed texts.

The judge reads the finished HTML as a browser would and knows nothing of the linker's own walk.
"""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from unicodedata import category
from unittest.mock import patch

from explainer import crosslink, pages, policy
from explainer.content import Content
from explainer.documents import read_document
from explainer.models import Named
from explainer.registers import Source
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from test_crosslink import NAMES, OTHERS, SOURCE, entry

PAGE = "page.md"
# As in mkdocs.yml, and what other sites use
SITE = ("attr_list", "footnotes", "md_in_html", "pymdownx.betterem", "pymdownx.saneheaders", "pymdownx.superfences")
EXTENSIONS = (*SITE, "tables", "toc", "def_list", "abbr", "admonition")
LINK = re.compile(r'<a (?=[^>]*class="xref")[^>]*>(.*?)</a>', re.S)
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
NEVER_IN = HEADINGS | {
    "code",
    "pre",
    "kbd",
    "samp",
    "blockquote",
    "q",
    "figcaption",
    "sup",
    "script",
    "style",
    "button",
}
# In whose text a stray quotation mark opens nothing
NOT_PROSE = {"code", "pre", "kbd", "samp", "sup", "script", "style", "textarea", "title", "svg", "math"}
BLOCKS = {"p", "li", "td", "th", "dd", "dt", "div", "section", "article", "figure", "figcaption", *HEADINGS}
ENDING_P = (BLOCKS | {"blockquote", "details", "dl", "hr", "ol", "pre", "table", "ul"}) - {"td", "th"}
CLOSING = {"“": "”", "‘": "’", "«": "»", "»": "«»", "„": "“”", '"': '"'}
# All but the apostrophes within a word
MARK = re.compile(r"[“”«»„\"]|(?<!\w)‘|’(?!\w)")
OPENING = re.compile(r"[^»]|(?<![^\s(\[–—-])»(?=\S)")


@cache
def small() -> Content:
    """The small content of the linker's table of cases."""
    texts = {path: entry(path, *rest) for path, rest in NAMES.items()} | OTHERS
    documents = {path: read_document(path, text) for path, text in texts.items()}
    return Content(Path("nowhere"), documents, {"a": Source.model_validate(SOURCE)})


@cache
def spellings() -> list[str]:
    """Every name of the small content."""
    return sorted({text for doc in small().of(Named) for text in (doc.page.title, *doc.page.aliases)})


@cache
def _converter(passes: int, extensions: tuple[str, ...], page: str) -> Markdown:
    """A converter that puts the linker to work so many times, one after the other."""
    md = Markdown(extensions=list(extensions), extension_configs={"toc": {"permalink": "#"}})
    where = Treeprocessor(md)
    where.file = SimpleNamespace(src_uri=page)  # type: ignore[attr-defined]
    md.treeprocessors.register(where, "relpath", 0)
    for number in range(passes):
        linker = crosslink.CrosslinkTreeprocessor(md, pages.CurrentPage(md, Path("nowhere")))
        md.treeprocessors.register(linker, f"crosslink-{number}", 5.6 - number / 100)
    return md


def convert(text: str, passes: int, extensions: tuple[str, ...] = EXTENSIONS, page: str = PAGE) -> str:
    """The HTML of a page, with the linker at work so many times: never, once or twice over."""
    md = _converter(passes, extensions, page)
    silent = patch.object(policy, "report", lambda problem: None)  # who of two Johnsons is meant is tested elsewhere
    with silent, patch.object(pages, "load", lambda root: small()):
        md.reset()
        return md.convert(text)


@dataclass
class Link:
    """A link that the linker made: its target, its words, the text directly beside them, and what it stands in."""

    href: str
    words: str = ""
    before: str = ""
    after: str = ""
    within: list[str] = field(default_factory=list)


class Judge(HTMLParser):
    """Reads HTML and notes each link of the linker's with all that it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[Link] = []
        self.stack: list[tuple[str, str]] = []  # the open elements: tag, classes
        self.anchors = 0  # open, also where the elements around them have ended
        self.closing = [""]  # what ends the quotation that is open, in each open block
        self.current: Link | None = None
        self.text = ""  # since the last tag
        self.last: Link | None = None  # if the last tag ended a link of the linker's

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in ENDING_P and any(name == "p" for name, _ in self.stack):
            self.handle_endtag("p")
        if tag in BLOCKS:
            self.closing.append("")
        if tag == "a":
            if values.get("class") == "xref":
                self.current = Link(values["href"], before=self.text, within=list(self._faults()))
                self.links.append(self.current)
            self.anchors += 1
        self.text, self.last = "", None
        if tag not in VOID:
            self.stack.append((tag, values.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        self.text, self.last = "", self.current if tag == "a" else None
        if tag == "a":
            self.anchors, self.current = max(0, self.anchors - 1), None
        if tag in {name for name, _ in self.stack}:
            while True:
                ended, _ = self.stack.pop()
                if ended in BLOCKS and len(self.closing) > 1:
                    self.closing.pop()
                if ended == tag:
                    break

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.current is not None:
            self.current.words += data
        elif self.last is not None:
            self.last.after += data
        if any(tag in NOT_PROSE for tag, _ in self.stack):
            return
        whole = ("x" if self.last is not None else "") + data  # a mark after a linked name stands after a word
        for mark in MARK.finditer(whole):
            if not self.closing[-1]:
                self.closing[-1] = CLOSING.get(mark[0], "") if OPENING.match(whole, mark.start()) else ""
            elif mark[0] in self.closing[-1]:
                self.closing[-1] = ""

    def _faults(self) -> Iterator[str]:
        yield from (f"<{tag}>" for tag, _ in self.stack if tag in NEVER_IN)
        yield from ("a box's title" for _, classes in self.stack if "admonition-title" in classes.split())
        yield from ("a note" for _, classes in self.stack if "footnote" in classes.split())
        if self.anchors:
            yield "another link"
        if self.closing[-1]:
            yield f"a quotation that {self.closing[-1]} ends"


def links(html: str) -> list[Link]:
    """The links that the linker made, in reading order."""
    judge = Judge()
    judge.feed(html)
    judge.close()
    return judge.links


def whole(link: Link) -> bool:
    """Whether a link holds whole words. Characters that are not seen part none; accents belong to what they are on."""
    before, after = (
        "".join(c for c in text if category(c) != "Cf" or c == "\u200b") for text in (link.before, link.after)
    )
    part = re.compile(r"\w")
    accent = category(link.after[:1] or " ")[0] == "M"
    return not (accent or part.match(after) or part.match(before[-1:]) or category(before[-1:] or " ")[0] == "M")


def check(text: str, extensions: tuple[str, ...] = EXTENSIONS) -> list[Link]:
    """Ask all of a text. Returns the links that were made."""
    plain, linked = convert(text, 0, extensions), convert(text, 1, extensions)
    mentions = [mention for mention in crosslink.mentions[PAGE] if mention.automatic]
    same(LINK.sub(r"\1", linked), plain, "without its links, the page is as it was")
    same(convert(text, 1, extensions), linked, "converted again, it is the same")
    same(convert(text, 2, extensions), linked, "linked a second time, it is the same")
    found = links(linked)
    documents = small().documents
    for link in found:
        assert not link.within, f"“{link.words}” is linked within {', '.join(link.within)}:\n{linked}"
        assert whole(link), f"“{link.words}” is part of a word in “{link.before}{link.words}{link.after}”"
        assert posixpath.normpath(link.href) in documents, f"{link.href} does not exist"
    once = [link.href for link in found if getattr(documents[link.href].page, "link", "") == "first"]
    assert len(once) == len(set(once)), f"linked more than once: {once}"
    assert [mention.target for mention in mentions] == [link.href for link in found]
    for mention, link in zip(mentions, found, strict=True):
        words = " ".join(link.words.split())
        assert words in mention.sentence, f"“{words}” is not in its sentence: “{mention.sentence}”"
    return found


def same(found: str, expected: str, claim: str) -> None:
    """Fail with the lines that differ."""
    if found != expected:
        lines = difflib.unified_diff(expected.splitlines(), found.splitlines(), "expected", "found", lineterm="")
        raise AssertionError("\n".join((f"not so: {claim}", *lines)))
