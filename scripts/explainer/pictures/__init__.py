"""Pictures that the build draws from registers, one module a picture, and how they stand on pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from xml.etree.ElementTree import Element

from ..content import Content
from ..documents import Document
from ..models import Page
from ..pages import link
from ..register_checks import FATES, PROPOSAL
from . import clauses, contacts, course, covered, days, glance, kursk_area, readouts, truces
from .maps import story, talks
from .picture import Picture, Registered, figure

# By id, which is the end of an address: never rename one.
PICTURES: dict[str, Registered] = {
    "map": Registered(story.HOME, story.picture),
    "days": Registered(days.HOME, days.picture),
    "glance": Registered(glance.MATRIX, glance.picture),
    "contacts": Registered(PROPOSAL, contacts.picture),
    "course": Registered(course.HOME, course.picture),
    "readouts": Registered(readouts.PAGE, readouts.picture),
    "clauses": Registered(FATES, clauses.picture),
    "talks-map": Registered(talks.HOME, talks.picture),
    "truces": Registered(truces.HOME, truces.picture),
    "truces-covered": Registered(truces.HOME, covered.picture),
    "kursk-area": Registered(kursk_area.HOME, kursk_area.picture),
}
# The page that shows all of them
INDEX = "pictures/index.md"


def shown(content: Content, doc: Document[Page], name: str, put_away: Callable[[Element], str]) -> list[str]:
    """The picture of a name as it stands on a page, in Markdown; nothing if there are no records to draw.

    Its address is at its home and on the page of all pictures; elsewhere its own link leads home.
    """
    registered = PICTURES[name]
    picture = registered.make(content, partial(link, doc.path))
    if picture is None:
        return []
    at_home = doc.path == registered.home
    here = f"#{picture.anchor}" if at_home else link(doc.path, registered.home, picture.anchor)
    ways = _ways(picture) if doc.path == INDEX else f"[Download or cite]({link(doc.path, INDEX, picture.anchor)})"
    return figure(picture, put_away, addressed=at_home or doc.path == INDEX, here=here, ways=ways)


def _ways(picture: Picture) -> str:
    """The ways to a picture's files and to the page that cites it.

    They are HTML, which the builder leaves alone: it does not know files that are made while it builds.
    """
    files = [(f"{picture.id}.svg", "SVG"), (f"{picture.id}.png", "PNG")] if picture.draw else []
    cited = (f"../cite/{picture.anchor}/", "Cite or embed" if picture.draw else "Cite")
    return " · ".join(f'<a href="{way}">{words}</a>' for way, words in [*files, cited])


def gallery(content: Content, doc: Document[Page], put_away: Callable[[Element], str]) -> list[str]:
    """All pictures, in the order of their list."""
    return [line for name in PICTURES for line in shown(content, doc, name, put_away)]
