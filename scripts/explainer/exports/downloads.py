"""Each drawing as a file, pictures/<id>.svg and .png, that holds its title, caption, source and licence."""

from __future__ import annotations

import hashlib
import io
import re
from functools import partial
from importlib.metadata import version
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

import PIL
import resvg_py
import tinycss2
from markdown.serializers import to_xhtml_string
from PIL import Image, PngImagePlugin

from ..pictures import PICTURES
from ..pictures.picture import WIDE, Picture
from ..pictures.svg import element, text
from ..prose import as_read
from ..reading import read_text
from ..wording import as_text, format_date
from .drawing import FONTS, face
from .edition import Edition, Made
from .preview_pictures import kept

FOLDER = "pictures/"
CACHE = ".cache/pictures"
FACES = (FONTS / "label.ttf", FONTS / "title.ttf")
DRAWINGS = ("drawings.css", "maps.css")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
MARGIN = 24
TITLE, LABEL, LEADING = 22, 13, 1.4
# How much of a line our own face may fill: a program that shows the SVG file sets it in another, up to a fifth wider.
FILLED = 0.83
# How many pixels of the PNG file show a unit of the drawing
SCALE = 2
COLOURS = 64
# --ink: #1d211e;   a colour by day, which files have always: nobody knows on what they will be laid
TOKEN = re.compile(r"(--[\w-]+):\s*([^;]+);")
USE = re.compile(r"var\((--[\w-]+)\)")
# Elements and classes alone: what every program that draws SVG knows
PLAIN = re.compile(r"[\w.*\s,-]+")


def downloads(edition: Edition) -> dict[str, str | bytes | Made]:
    """The files by path; a PNG file is made when asked for."""
    files: dict[str, str | bytes | Made] = {}
    for picture in made(edition):
        if picture.draw:
            drawing = standalone(edition, picture)
            files[f"{FOLDER}{picture.id}.svg"] = drawing
            files[f"{FOLDER}{picture.id}.png"] = partial(_png, edition, picture, drawing)
    return files


def made(edition: Edition) -> list[Picture]:
    """The pictures that have records and a home, in the order of their list, their links whole."""
    homed = (registered for registered in PICTURES.values() if registered.home in edition.pages)
    found = (registered.make(edition.content, edition.address) for registered in homed)
    return [picture for picture in found if picture]


def url_of(edition: Edition, picture: Picture) -> str:
    """The picture's lasting address."""
    return edition.address(PICTURES[picture.id].home, picture.anchor)


def standalone(edition: Edition, picture: Picture) -> str:
    """The wide drawing with all that belongs to it, as SVG that needs no other file. Raises if there is no drawing."""
    assert picture.draw
    drawing = picture.draw(WIDE)
    height = float(drawing.get("viewBox", "").split()[-1])
    room = WIDE.width
    parts: list[Element] = []
    y = float(MARGIN)
    for words in _lines(picture.title, "title", TITLE, room * FILLED):
        y += TITLE * 1.25
        parts.append(text(MARGIN, y, words, class_="title"))
    drawing.set("x", str(MARGIN))
    drawing.set("y", f"{y + 16:g}")
    drawing.set("width", str(room))
    drawing.set("height", f"{height:g}")
    parts.append(drawing)
    y += 16 + height + 12
    for note in (as_read(picture.caption), _credit(edition, picture)):
        y += 6
        for words in _lines(note, "label", LABEL, room * FILLED):
            y += LABEL * LEADING
            parts.append(text(MARGIN, y, words, class_="note"))
    return to_xhtml_string(
        element(
            "svg",
            element("title", picture.title),
            element("desc", as_read(picture.caption)),
            _metadata(edition, picture),
            element("style", _style(edition)),
            element("rect", class_="paper", width="100%", height="100%"),
            *parts,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {room + 2 * MARGIN} {y + MARGIN:.0f}",
            role="img",
            aria_label=picture.title,
        )
    )


class Bare(NamedTuple):
    """A drawing without title and caption, for a page that has both: as SVG, its label, and its size."""

    svg: str
    label: str
    width: float
    height: float


def bare(edition: Edition, picture: Picture) -> Bare | None:
    """The wide drawing alone; none if the picture has none."""
    if picture.draw is None:
        return None
    drawing = picture.draw(WIDE)
    drawing.set("xmlns", "http://www.w3.org/2000/svg")
    drawing.insert(0, element("style", _style(edition)))
    width, height = map(float, drawing.get("viewBox", "").split()[2:])
    return Bare(to_xhtml_string(drawing), drawing.get("aria-label", ""), width, height)


def _credit(edition: Edition, picture: Picture) -> str:
    return f"{edition.name}, {url_of(edition, picture)}. Licence: CC BY 4.0, {LICENCE}"


def _metadata(edition: Edition, picture: Picture) -> Element:
    """Title, source and licence for machines (https://www.w3.org/TR/SVG11/metadata.html)."""
    metadata = Element("metadata")
    rdf = SubElement(metadata, "rdf:RDF")
    rdf.set("xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#")
    rdf.set("xmlns:dc", "http://purl.org/dc/elements/1.1/")
    rdf.set("xmlns:cc", "http://creativecommons.org/ns#")
    work = SubElement(rdf, "cc:Work", {"rdf:about": url_of(edition, picture)})
    values = {"title": picture.title, "publisher": edition.name, "date": edition.as_of.isoformat()}
    for name, value in values.items():
        SubElement(work, f"dc:{name}").text = as_text(value)
    SubElement(work, "cc:license", {"rdf:resource": LICENCE})
    return metadata


def _lines(words: str, name: str, size: int, room: float) -> list[str]:
    """Words on lines no wider than the room, as our own face measures them; a longer word stands alone."""
    measure = face(name, size).getlength
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and measure(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _style(edition: Edition) -> str:
    """The site's rules for drawings with their colours filled in, those that ask for more than classes left out."""
    folder = edition.content.root / "docs/stylesheets"
    sheets = {name: read_text(folder / name, f"docs/stylesheets/{name}") for name in ("tokens.css", *DRAWINGS)}
    tokens: dict[str, str] = {}
    for name, value in TOKEN.findall(sheets["tokens.css"]):
        tokens.setdefault(name, value)  # the first is that of the day
    tokens |= {"--sans": "system-ui, sans-serif", "--serif": "Georgia, serif"}
    rules = []
    for rule in tinycss2.parse_stylesheet(
        "\n".join(map(sheets.__getitem__, DRAWINGS)), skip_comments=True, skip_whitespace=True
    ):
        if rule.type == "qualified-rule" and PLAIN.fullmatch(selector := tinycss2.serialize(rule.prelude).strip()):
            body = USE.sub(lambda use: tokens[use[1]], tinycss2.serialize(rule.content))
            rules.append(f"{selector} {{{' '.join(body.split())}}}")
    ink, quiet = tokens["--ink"], tokens["--quiet"]
    rules.append(f".paper {{fill: {tokens['--paper']}}}")
    rules.append(f"text.title {{font: 400 {TITLE}px {tokens['--serif']}; fill: {ink}}}")
    rules.append(f"text.note {{font: 400 {LABEL}px {tokens['--sans']}; fill: {quiet}}}")
    return "\n".join(rules)


def _png(edition: Edition, picture: Picture, drawing: str) -> bytes:
    """The drawing in pixels, from the cache if it was made before: it takes a second."""
    tools = (
        PIL.__version__,
        version("resvg-py"),
        SCALE,
        *(hashlib.sha256(file.read_bytes()).hexdigest() for file in FACES),
    )
    return kept(edition.content.root / CACHE, (tools, drawing), partial(_pixels, edition, picture, drawing))


def _pixels(edition: Edition, picture: Picture, drawing: str) -> bytes:
    """The drawing in pixels, in our own faces, with the same words as text beside the pixels."""
    pixels = resvg_py.svg_to_bytes(
        svg_string=drawing,
        zoom=SCALE,
        skip_system_fonts=True,
        font_files=[str(file) for file in FACES],
        sans_serif_family=_family("label"),
        serif_family=_family("title"),
    )
    said = PngImagePlugin.PngInfo()
    texts = {
        "Title": picture.title,
        "Description": as_read(picture.caption),
        "Author": edition.name,
        "Copyright": f"CC BY 4.0, {LICENCE}",
        "Source": url_of(edition, picture),
        "Creation Time": format_date(edition.as_of),
    }
    for name, value in texts.items():  # https://www.w3.org/TR/png-3/#11keywords
        said.add_itxt(name, value)
    file = io.BytesIO()
    with Image.open(io.BytesIO(pixels)) as image:
        few = image.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(file, "PNG", pnginfo=said)
    return file.getvalue()


def _family(name: str) -> str:
    return str(face(name, LABEL).getname()[0])
