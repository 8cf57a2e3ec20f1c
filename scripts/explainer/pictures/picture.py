"""The shape that all pictures share, and how one stands on a page.

A picture is made of checked records: a sentence that says what it shows, a drawing, a caption with source and date, and
the same in words where the page does not say it anyway.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from xml.etree.ElementTree import Element

from ..content import Content
from ..models import Home
from ..wording import escape, format_date


class Way(Protocol):
    """Where a link to a page, or to a place on it, leads: relative on a page of the site, whole in a download."""

    def __call__(self, path: str, anchor: str = "", /) -> str: ...


@dataclass(frozen=True)
class Format:
    """The width of a drawing in its own units, and the height of its letters in them.

    A column of 280 pixels on the narrowest telephone shows 288 units, one of 590 on a screen shows 640: letters are
    then at least 12 pixels high. `name` is the drawing's class, by which the style sheet shows one of the two.
    """

    name: str
    width: int
    letters: int


NARROW, WIDE = Format("narrow", 288, 13), Format("wide", 640, 14)


@dataclass(frozen=True)
class Picture:
    """A picture. `title` is text; `caption` and `words` are Markdown.

    `draw` makes the drawing in a format; without it, the words are the picture: a table with marks. With it, they are
    folded, and left out where the page itself says the same.
    """

    id: str
    title: str
    caption: str
    draw: Callable[[Format], Element] | None = None
    words: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """Its address on its page."""
        return f"picture-{self.id}"


@dataclass(frozen=True)
class Registered:
    """A picture on its list: `home` is the page, by path, that has its address and says the same in words."""

    home: str
    make: Callable[[Content, Way], Picture | None]  # None if there are no records to draw


def figure(picture: Picture, put_away: Callable[[Element], str], *, addressed: bool, here: str, ways: str) -> list[str]:
    """A picture as it stands on a page, in Markdown.

    `put_away` keeps a drawing until the page is converted and returns what stands for it; with `addressed`, the figure
    has the picture's address; `here` is where its own link leads, and `ways` are those to its files.
    """
    identity = f' id="{picture.anchor}"' if addressed else ""
    link = f'[#](<{here}>){{ .cell-link title="Link to this picture" }}'
    lines = [f'<figure class="picture furniture {picture.id}"{identity} markdown>', ""]
    lines += ["<figcaption markdown>", "", f"{escape(picture.title)} {link}", "", "</figcaption>", ""]
    if picture.draw:
        for form in (NARROW, WIDE):
            lines += [put_away(picture.draw(form)), ""]
        if picture.words:
            lines += ["<details markdown>", "<summary>The same in words</summary>", "", *picture.words, ""]
            lines += ["</details>", ""]
    else:
        lines += [*picture.words, ""]
    return [
        *lines,
        '<div class="caption" markdown>',
        "",
        f"{picture.caption} {ways}",
        "",
        "</div>",
        "",
        "</figure>",
        "",
    ]


def as_of(content: Content) -> str:
    """The day up to which the record was read, in words."""
    return format_date(next((home.page.as_of for home in content.of(Home)), None))
