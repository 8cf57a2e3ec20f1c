"""A section of one page told again on another: its Markdown, with links that lead where they led."""

from __future__ import annotations

import posixpath
import re

from .content import SHOWN, Content
from .documents import HEADING, Document
from .indexes import furniture
from .models import Page, Story
from .pages import link
from .wording import escape

# [words](address)
LINK = re.compile(r"\[(?P<words>[^\]^][^\]]*)\]\((?P<target>[^)\s]*)\)")


def section(doc: Document[Page], address: str | None) -> list[str] | None:
    """The lines below the heading with an address up to the next heading; without one, those above the first heading.

    None if there is no such heading.
    """
    lines: list[str] = []
    inside = address is None
    found = inside
    for line in doc.prose():
        if line.file != doc.file or line.number < doc.body_line:
            continue
        heading = HEADING.match(line.text)
        if heading:
            inside = heading["address"] == address
            found |= inside
        elif inside and not SHOWN.match(line.text):
            lines.append(line.text)
    return lines if found else None


def moved(lines: list[str], source: str, target: str) -> list[str]:
    """Lines of the page at `source` as they must read on the page at `target`."""

    def lead(match: re.Match[str]) -> str:
        path, _, anchor = match["target"].partition("#")
        if "://" in path:
            return match[0]
        full = posixpath.normpath(posixpath.join(posixpath.dirname(source), path)) if path else source
        return f"[{match['words']}]({link(target, full, anchor)})"

    return [LINK.sub(lead, line) for line in lines]


def without_links(lines: list[str]) -> list[str]:
    """Lines with the words of links and not the links."""
    return [LINK.sub(lambda match: match["words"], line) for line in lines]


def stories(content: Content, doc: Document[Page]) -> list[str]:
    """The ways through the story, shortest first."""
    ways = sorted(content.of(Story), key=lambda story: story.page.minutes)
    links = " · ".join(f"[{escape(way.page.title)}]({link(doc.path, way.path)})" for way in ways)
    return furniture(f"New here? {links}")


def story(content: Content, doc: Document[Page]) -> list[str]:
    """The sections that a story is made of, one after the other."""
    if not isinstance(doc.page, Story):
        return []
    others = [other for other in content.of(Story) if other.path != doc.path]
    ways = " · ".join(f"[{escape(other.page.title)}]({link(doc.path, other.path)})" for other in others)
    lines = furniture(f"About {doc.page.minutes} minute{'s' * (doc.page.minutes > 1)} to read. {ways}")
    for number, part in enumerate(doc.page.parts, 1):
        told = content.documents[part.page]
        if part.title:
            lines += [f"## {escape(part.title)} {{#part-{number}}}", ""]
        lines += [*moved(section(told, part.section) or [], part.page, doc.path), ""]
    return lines
