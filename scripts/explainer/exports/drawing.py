"""Draws the picture by which other sites show a link to a page: its title, kind and date, and the site's name.

One ramp of sixteen tones, from paper to ink, so that the file is small and no colour can flatter anybody. The thirty
strokes are the thirty days.
"""

from __future__ import annotations

import errno
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).with_name("fonts")
# What Open Graph's and Twitter's large cards show uncut: 1.91 to 1.
WIDTH, HEIGHT = 1200, 630
MARGIN = 84
# The room for the title: between the kind above and the strokes below.
TOP, BOTTOM = 144, 462
# From the largest type that suits a title of one word to the smallest that is read in a picture 300 pixels wide.
SIZES = range(112, 39, -4)
LEADING = 1.16
# Words are measured once, at this size; at every other they are as wide in proportion, to a pixel or two.
MEASURED_AT = 100
LABEL_SIZE = 38
# The last chunk of every PNG file (https://www.w3.org/TR/png-3/#11IEND).
PNG_END = b"IEND\xaeB`\x82"
TONES = 16
PAPER, INK = (0xF7, 0xF5, 0xF0), (0x1F, 0x2A, 0x30)
QUIET, FAINT = 11, 5  # tones of the labels, at 5.4 to 1 on paper, and of the strokes


@dataclass(frozen=True)
class Words:
    """All that is written on one picture."""

    title: str
    kind: str
    date: str
    site: str


@cache
def face(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A face of ours. The basic layout is the same on every machine; the better one needs a library that may lack."""
    file = FONTS / f"{name}.ttf"
    try:
        return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)
    except OSError:  # Pillow does not say of which file
        raise OSError(errno.ENOENT, "no face can be read from it", str(file)) from None


def is_whole(picture: bytes) -> bool:
    """Whether a picture is a PNG file whose checksums fit, to its end."""
    try:
        with Image.open(io.BytesIO(picture)) as read:
            read.verify()
    except (OSError, SyntaxError):  # Pillow's for what is no picture, and for a damaged one
        return False
    return picture.endswith(PNG_END)


def laid_out(title: str) -> tuple[int, list[str]]:
    """The type size and the lines of a title: the largest at which it fits, with lines as even as may be.

    Raises `ValueError` for one that fits at no size; describing.py lets no such title pass.
    """
    measure = face("title", MEASURED_AT).getlength
    words = [(word, measure(word) / MEASURED_AT) for word in title.split()]
    space, room = measure(" ") / MEASURED_AT, WIDTH - 2 * MARGIN
    for size in SIZES:
        lines = _lines(words, space, room / size)
        if lines and len(lines) * size * LEADING <= BOTTOM - TOP:
            narrower = (_lines(words, space, width / size) for width in range(room // len(lines), room, 8))
            return size, next((even for even in narrower if even and len(even) == len(lines)), lines)
    raise ValueError(f"no room on a picture for “{title}”")


def _lines(words: list[tuple[str, float]], space: float, room: float) -> list[str]:
    """The words, each with its width, on lines no wider than the room; none if one word alone is wider."""
    lines: list[str] = []
    left = 0.0
    for word, width in words:
        if width > room:
            return []
        if lines and space + width <= left:
            lines[-1] += f" {word}"
            left -= space + width
        else:
            lines.append(word)
            left = room - width
    return lines


def draw(words: Words) -> bytes:
    """The picture as a PNG. The same words give the same bytes, with the same version of Pillow."""
    picture = Image.new("L", (WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(picture)
    size, lines = laid_out(words.title)
    label, right = face("label", LABEL_SIZE), WIDTH - MARGIN
    pen.text((MARGIN, 104), words.kind, fill=QUIET, font=label, anchor="ls")
    # The title stands in the middle of its room.
    baseline = (TOP + BOTTOM - len(lines) * size * LEADING) / 2 + size * 0.9
    for number, line in enumerate(lines):
        pen.text(
            (MARGIN, round(baseline + number * size * LEADING)),
            line,
            fill=TONES - 1,
            font=face("title", size),
            anchor="ls",
        )
    for left in _strokes():
        pen.rectangle((left, 492, left + 3, 510), fill=FAINT)
    pen.text((MARGIN, 566), words.site, fill=TONES - 1, font=face("title", LABEL_SIZE + 4), anchor="ls")
    pen.text((right, 566), words.date, fill=QUIET, font=label, anchor="rs")
    picture.putpalette(_ramp())
    file = io.BytesIO()
    picture.save(file, "PNG", bits=4, compress_level=6)
    return file.getvalue()


def _strokes() -> Iterator[int]:
    """Where the thirty strokes stand, from margin to margin."""
    return (MARGIN + round(day * (WIDTH - 2 * MARGIN - 4) / 29) for day in range(30))


def _ramp() -> list[int]:
    """The tones' colours, one after another: red, green, blue."""
    steps = [tone / (TONES - 1) for tone in range(TONES)]
    return [round(paper + (ink - paper) * step) for step in steps for paper, ink in zip(PAPER, INK, strict=True)]
