"""A Markdown extension, and a check, that let no text carry anything that runs, loads, sends or restyles.

A text may hold a few elements of HTML (`WRITTEN`), a few attributes in `{ … }` and addresses of a few kinds; whatever
else it holds stops the build. `faults` reads texts as they are written, so that an editor is told before anything is
converted. Where its notion of code or of a tag differs from Markdown's, the extension, which looks over each page once
it is converted, has the last word: on a page stands only what is in `ELEMENTS` and `ATTRIBUTES`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.treeprocessors import Treeprocessor

from .citations import where
from .documents import Document
from .models import Page
from .pages import CurrentPage, SiteExtension
from .problems import Problem, report

# HTML that an editor may write: a line break, a small figure, words of another language, a block with a class of ours
# whose Markdown is read, what asks for one of the build's blocks, and an address as it stands.
WRITTEN = re.compile(
    r'<br>|</?su[bp]>|<span lang="[a-z-]+">|</span>|<div class="[\w -]+" markdown>|</div>'
    r'|<!-- [^<>]* -->|<https?://[^\s<>"]+>'
)
# < as a browser takes it to begin a tag or a comment
TAG = re.compile(r"<(?=[a-zA-Z/!?])(/?\w*)")
# Of an attribute list, { #c-claim .class lang="fr" }; attr_list calls a class “.”.
WRITTEN_ATTRIBUTES = frozenset({".", "id", "class", "lang"})
# {, unless it is escaped, and the rest of its line
BRACE = re.compile(r"(?<!\\)(?:\\\\)*\{(?=:?[ ]*([^\n]*\}))")
# [words](address) and [words]: address, up to where the address begins
ADDRESS = re.compile(r"(?:\]\(|^ {0,3}\[[^\]^][^\]]*\]:)\s*<?(?=([\s\S]{0,200}))", re.M)
# ![words](https://elsewhere…): a picture that is not the site's own
ELSEWHERE = re.compile(r"\s*(?:[a-zA-Z]+:|//)")
IMAGE = re.compile(rf"!\[[^\]]*\]\(\s*<?{ELSEWHERE.pattern}")
# What a browser leaves out of an address before it reads its scheme; Markdown may leave out backslashes.
IGNORED = re.compile(r"[\x00-\x20\\]")
SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
SCHEMES = frozenset({"http", "https", "mailto"})
# A block of code between two fences, without its first line, which may hold attributes; and `code` in a paragraph
FENCE = re.compile(r"^[ >]*(?P<fence>```+|~~~+)[^\n]*\n(?P<code>.*?)^[ >]*(?P=fence)[ ]*$", re.S | re.M)
CODE = re.compile(r"(?<![\\`])(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\1(?!`)", re.S)
SHOWN = 40

# What a converted page may hold: what Markdown makes of a text, and what the build writes itself.
_ELEMENTS = """
    a b blockquote br caption code dd details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr img kbd li nav ol p
    pre section small span strong sub summary sup table tbody td th thead time tr ul wbr
    circle defs g line path pattern rect svg symbol text title use
"""
_ATTRIBUTES = """
    alt class colspan datetime focusable height href id lang preserveaspectratio role scope src start tabindex
    title viewbox
    cx cy d fill patternunits r transform width x x1 x2 y y1 y2
"""
ELEMENTS, ATTRIBUTES = frozenset(_ELEMENTS.split()), frozenset(_ATTRIBUTES.split())
# url(#__truces-wide): what fills a shape of a picture; its colours are the style sheet’s
PATTERN = re.compile(r"url\(#[a-z0-9_-]+\)")
# aria-label, data-role
NAMESPACES = ("aria-", "data-")
# A tag as every browser reads it, or a comment; the build's marks for sizes are such (datapage.py)
WELL_FORMED = re.compile(r'</?([a-z][a-z0-9]*)((?:\s+[a-zA-Z][\w-]*(?:="[^"<>]*")?)*)\s*/?>|<!-- [^<>]* -->')
ATTRIBUTE = re.compile(r'([a-zA-Z][\w-]*)(?:="([^"]*)")?')

FIX = "write Markdown; CONTRIBUTING.md, “HTML in a text”, says what else may stand in one."


def faults(doc: Document[Page]) -> list[Problem]:
    """What the texts of a page hold and may not, its own and those of registers and answers that it shows: the first
    fault of each line.
    """
    first: dict[tuple[str, int], Problem] = {}
    for line in doc.lines():
        if line.file != doc.file or line.number < doc.body_line:
            for _, reason in _found(line.text):
                first.setdefault(line[:2], Problem(*line[:2], reason, FIX))
    for place, reason in _found(doc.body):
        number = doc.body_line + doc.body.count("\n", 0, place)
        first.setdefault((doc.file, number), Problem(doc.file, number, reason, FIX))
    return list(first.values())


def _found(text: str) -> Iterator[tuple[int, str]]:
    """Each fault of a text in Markdown, with its place."""
    if "<" not in text and "{" not in text and "]" not in text:
        return
    text = _without_code(text)
    opened: set[str] = set()
    for tag in TAG.finditer(text):
        if not WRITTEN.match(text, tag.start()) and tag[1] not in {f"/{name}" for name in opened}:
            opened.add(tag[1])
            yield tag.start(), _raw(text[tag.start() :])
    for brace in BRACE.finditer(text):
        attributes, _ = get_attrs_and_remainder(brace[1])
        for name in dict.fromkeys(name for name, _ in attributes if name not in WRITTEN_ATTRIBUTES):
            yield brace.start(), f"The attribute “{name}” may not be set."
    for image in IMAGE.finditer(text):
        yield image.start(), "A picture comes from elsewhere."
    for address in ADDRESS.finditer(text):
        if scheme := _strange_scheme(address[1]):
            yield address.start(), f"A link leads to “{scheme}:”."


def _without_code(text: str) -> str:
    """The text with blanks for code, which is shown as it stands."""
    for pattern in (FENCE, CODE):
        text = pattern.sub(_blank, text)
    return text


def _blank(code: re.Match[str]) -> str:
    start, end = code.span("code" if "code" in code.re.groupindex else 0)
    start, end = start - code.start(), end - code.start()
    return code[0][:start] + re.sub(r"[^\n]", " ", code[0][start:end]) + code[0][end:]


def _raw(html: str) -> str:
    return f"Raw HTML escapes the checks: “{html.splitlines()[0][:SHOWN]}”."


def _strange_scheme(address: str) -> str:
    """The scheme of an address, as a browser reads it, if no text may lead there."""
    scheme = SCHEME.match(IGNORED.sub("", unescape(address)))
    return scheme[1] if scheme and scheme[1].lower() not in SCHEMES else ""


class HarmlessTreeprocessor(Treeprocessor):
    """Reports whatever stands on the converted page and is not among what may."""

    def __init__(self, md: Markdown, page: CurrentPage) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: Element) -> None:
        doc = self.page.document
        if doc is None:
            return
        for element in root.iter():
            for reason in _harm(element.tag, element.attrib):
                report(Problem(*where(doc, element), reason, FIX))
        for html in self.md.htmlStash.rawHtmlBlocks:
            if isinstance(html, str) and "<" in html and (reason := _harm_in(html)):
                report(Problem(*doc.find(html.strip().splitlines()[0]), reason, FIX))


def _harm(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    if tag not in ELEMENTS:
        yield f"Raw HTML escapes the checks: “<{tag}>”."
    for name, value in attributes.items():
        if name.lower() not in ATTRIBUTES and not name.startswith(NAMESPACES):
            yield f"The attribute “{name}” may not be set."
        elif name == "src" and ELSEWHERE.match(value):
            yield "A picture comes from elsewhere."
        elif name == "fill" and not PATTERN.fullmatch(value):
            yield f"“{value}” is no pattern of the page’s own."
        elif name == "href" and (scheme := _strange_scheme(value)):
            yield f"A link leads to “{scheme}:”."


def _harm_in(html: str) -> str:
    """What is wrong with HTML that Markdown passes on as it stands, if anything is."""
    place = 0
    while (place := html.find("<", place)) >= 0:
        tag = WELL_FORMED.match(html, place)
        if tag is None:
            return _raw(html[place:])
        if tag[1]:
            attributes = {found[1]: found[2] or "" for found in ATTRIBUTE.finditer(tag[2])}
            if reason := next(_harm(tag[1], attributes), ""):
                return reason
        place = tag.end()
    return ""


class HarmlessExtension(SiteExtension):
    """Registers the processor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        # After everything else, markup (0) and what resolves links (0) included.
        md.treeprocessors.register(HarmlessTreeprocessor(md, self.page(md)), "harmless", -1)


def makeExtension(**kwargs: object) -> HarmlessExtension:  # noqa: N802  Python-Markdown's name
    return HarmlessExtension(**kwargs)
