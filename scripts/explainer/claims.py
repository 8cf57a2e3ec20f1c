"""A Markdown extension that notes each claim of a page, with its text as readers see it, and gives it a link to itself.

For what shows claims elsewhere (citations, cards, data): once all pages are converted, `found` holds every claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from .addresses import address_of
from .claim_ids import Kind, declared
from .content import Content
from .models import AsKnown, Story
from .pages import CurrentPage, SiteExtension
from .problems import Problem
from .putaway import visible
from .support import BLOCK_TAGS, NOTE, is_mark

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Elements whose words are a line of their own.
LINES = BLOCK_TAGS | {*HEADINGS, "section", "details", "summary", "th", "dt"}
# What stands in or beside a claim and is no part of it: marks, buttons, links to itself, the build's own additions.
NOT_TEXT = frozenset({"cell-link", "headerlink", "quote-mark", "furniture", "footnote", "quotations", "weak"})
NOT_TEXT_TAGS = frozenset({"button", "script", "style"})


@dataclass(frozen=True)
class Claim:
    """A claim as it stands on its page.

    `text` is what a reader sees, without marks of notes: one line for each block (a clause's first line is its
    heading), white space collapsed. `sources` are the ids of what it cites, in order. `path` is the page's, below
    docs/. `about` says in a few words what the claim is about, as `claim_ids.Declared` explains.
    """

    id: str
    path: str
    kind: Kind
    about: str
    text: str
    sources: tuple[str, ...]

    @property
    def address(self) -> str:
        """The claim's address, from the site's own: “proposal/#c-clause-ceasefire”."""
        return address_of(self.path, self.id)


# By id: every claim of the site; written anew each time a page is converted, whole once all pages are.
found: dict[str, Claim] = {}


def faults(content: Content) -> list[Problem]:
    """Ids that were set but that no page shows; asked once all pages are converted."""
    fix = "put { #c-… } on a line of its own, the last one of its paragraph or list item."
    return [
        Problem(one.file, one.line, f"No page shows the claim “{one.id}”.", fix)
        for one in declared(content).values()
        if one.id not in found
    ]


class ClaimTreeprocessor(Treeprocessor):
    """Walks the finished tree."""

    def __init__(self, md: Markdown, page: CurrentPage) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: Element) -> None:
        doc = self.page.document
        if doc is None or isinstance(doc.page, AsKnown | Story):  # these tell again what stands elsewhere
            return
        stash = self.md.htmlStash.rawHtmlBlocks
        for identity, elements in list(_claims(root)):
            one = declared(self.page.content).get(identity)
            if one is None or one.path != doc.path:
                continue
            text = "\n".join(line for element in elements for line in lines(element, stash))
            cited = [part.get("href", "") for element in elements for part in element.iter() if is_mark(part)]
            sources = tuple(dict.fromkeys(href.removeprefix(NOTE) for href in cited))
            found[identity] = Claim(identity, doc.path, one.kind, one.about, text, sources)
            if one.kind in ("figure", "fact"):  # headings and cells have their link
                _link_to_itself(elements[0], identity)


def _claims(root: Element) -> Iterator[tuple[str, list[Element]]]:
    """Each claim’s id and its elements: of a heading, all up to the next one of the same level or a higher."""
    for parent in root.iter():
        children = list(parent)
        for number, element in enumerate(children):
            identity = element.get("id", "")
            if not identity.startswith("c-"):
                continue
            whole = [element]
            if element.tag in HEADINGS:
                for following in children[number + 1 :]:
                    if following.tag in HEADINGS and following.tag <= element.tag:
                        break
                    whole.append(following)
            yield identity, whole


def lines(element: Element, stash: Sequence[str | Element]) -> list[str]:
    """The words of an element as a reader sees them, a line for each block, without what is no part of them."""
    said = [""]

    def walk(node: Element) -> None:
        if _is_apart(node):
            return
        if node.tag in LINES:
            said.append("")
        said[-1] += " " if node.tag == "br" else visible(node.text, stash)
        for child in node:
            walk(child)
            said[-1] += visible(child.tail, stash)
        if node.tag in LINES:
            said.append("")

    walk(element)
    return [words for line in said if (words := " ".join(line.split()))]


def _is_apart(element: Element) -> bool:
    """Whether an element in or beside a claim is no part of its text."""
    if element.tag == "sup":
        return any(is_mark(child) for child in element)
    return element.tag in NOT_TEXT_TAGS or not NOT_TEXT.isdisjoint(element.get("class", "").split())


def _link_to_itself(element: Element, identity: str) -> None:
    """Put a link to the claim after its words, before any list in it."""
    here = Element("a", {"class": "cell-link", "href": f"#{identity}", "title": "Link to this claim"})
    here.text = "#"
    place = next((number for number, child in enumerate(element) if child.tag in BLOCK_TAGS), len(element))
    if place:
        element[place - 1].tail = f"{(element[place - 1].tail or '').rstrip()} "
    else:
        element.text = f"{(element.text or '').rstrip()} "
    element.insert(place, here)
    element.set("class", f"{element.get('class', '')} claim".strip())


class ClaimExtension(SiteExtension):
    """Registers the processor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        # After quotations (5.4) has marked what it finds, before addresses (5.2) keeps the ids of what has moved.
        md.treeprocessors.register(ClaimTreeprocessor(md, self.page(md)), "claims", 5.3)


def makeExtension(**kwargs: object) -> ClaimExtension:  # noqa: N802  Python-Markdown's name
    return ClaimExtension(**kwargs)
