"""A section of a page, to be told again on another, and the ways through the story."""

from __future__ import annotations

import re

from .content import SHOWN, Content
from .documents import HEADING, Document
from .indexes import furniture
from .models import Page, Story
from .pages import link
from .wording import escape

# [words](address)
LINK = re.compile(r"\[(?P<words>[^\]^][^\]]*)\]\((?P<target>[^)\s]*)\)")


def section(doc: Document[Page], address: str) -> list[str]:
    """The lines below the heading with an address, up to the next heading; none if there is no such heading."""
    lines: list[str] = []
    inside = False
    for line in doc.prose():
        if line.file != doc.file or line.number < doc.body_line:
            continue
        if heading := HEADING.match(line.text):
            inside = heading["address"] == address
        elif inside and not SHOWN.match(line.text):
            lines.append(line.text)
    return lines


def without_links(lines: list[str]) -> list[str]:
    """Lines with the words of links and not the links."""
    return [LINK.sub(lambda match: match["words"], line) for line in lines]


def stories(content: Content, doc: Document[Page]) -> list[str]:
    """The ways through the story, shortest first."""
    ways = sorted(content.of(Story), key=lambda story: story.page.minutes)
    links = " · ".join(f"[{escape(way.page.title)}]({link(doc.path, way.path)})" for way in ways)
    return furniture(f"New here? {links}")


def story(content: Content, doc: Document[Page]) -> list[str]:
    """How long a story takes, and the ways to the others."""
    if not isinstance(doc.page, Story):
        return []
    others = [other for other in content.of(Story) if other.path != doc.path]
    ways = " · ".join(f"[{escape(other.page.title)}]({link(doc.path, other.path)})" for other in others)
    return furniture(f"About {doc.page.minutes} minute{'s' * (doc.page.minutes > 1)} to read. {ways}")
