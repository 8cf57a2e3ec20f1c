"""What a page's notes are called where they are read aloud or listed: each mark and way by where it leads.

What is shown stays: a number, “↩”, “In the register”. Heard without what stands around it, each of these says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from .registers import Source
from .support import NOTE, is_mark
from .wording import OTHER_LETTERS

# The words of the way from a note to its source in the register.
REGISTER = "In the register"


def named(root: Element, sources: Mapping[str, Source]) -> None:
    """Name the marks and ways of a page, and leave each note one way back: several look alike.

    The roles are those of https://www.w3.org/TR/dpub-aria-1.1/.
    """
    for parent in root.iter():
        ways_back = [child for child in parent if child.get("class") == "footnote-backref"]
        for way in ways_back[1:]:
            parent.remove(way)
        for way in ways_back[:1]:
            way.set("role", "doc-backlink")
            way.set("aria-label", way.attrib.pop("title"))
        for child in parent:
            if is_mark(child):
                child.set("role", "doc-noteref")
                _call(child, f"Note {child.text}", sources.get(child.get("href", "").removeprefix(NOTE)))
            elif child.tag == "a" and child.text == REGISTER:
                _call(child, REGISTER, sources.get(child.get("href", "").partition("#")[2]))


def _call(way: Element, what: str, source: Source | None) -> None:
    """Name a mark or way with who its source comes from, in the language that is written in."""
    if source is None:
        return
    name = source.publisher()
    way.set("aria-label", f"{what}: {name}")
    if OTHER_LETTERS.search(name):
        way.set("lang", source.language)
