"""Elements of SVG: https://www.w3.org/TR/SVG11/. Colours, strokes and type are set by docs/stylesheets/pictures.css."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from ..wording import as_text


def element(tag: str, *children: Element | str, **attributes: str | float | None) -> Element:
    """An element with children; a text among them stands as it is.

    `class_` is the attribute `class`, and `data_km2` is `data-km2`; one that is None is left out. Numbers are rounded
    to a tenth of a unit, which no screen shows.
    """
    made = Element(tag)
    for name, value in attributes.items():
        if value is not None:
            shown = as_text(value) if isinstance(value, str) else f"{round(value, 1):g}"
            made.set(name.rstrip("_").replace("_", "-"), shown)
    for child in children:
        if not isinstance(child, str):
            made.append(child)
        elif len(made):
            made[-1].tail = AtomicString(as_text(child))
        else:
            made.text = AtomicString(as_text(child))
    return made


def svg(width: float, height: float, *children: Element, label: str, class_: str) -> Element:
    """A drawing of so many units, which readers who do not see it are told of by its label.

    With links in it, it is a group of them; without, an image.
    """
    drawing = element(
        "svg", *children, viewBox=f"0 0 {width:g} {round(height):g}", class_=f"drawing {class_}", focusable="false"
    )
    links = any(part.tag == "a" for part in drawing.iter())
    drawing.set("role", "group" if links else "img")
    drawing.set("aria-label", as_text(label))
    return drawing


def line(x1: float, y1: float, x2: float, y2: float, **attributes: str | float | None) -> Element:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def rect(x: float, y: float, width: float, height: float, **attributes: str | float | None) -> Element:
    """A rectangle."""
    return element("rect", x=x, y=y, width=width, height=height, **attributes)


def circle(cx: float, cy: float, r: float, **attributes: str | float | None) -> Element:
    """A circle."""
    return element("circle", cx=cx, cy=cy, r=r, **attributes)


def path(d: str, **attributes: str | float | None) -> Element:
    """A path, by its commands."""
    return element("path", d=d, **attributes)


def diamond(cx: float, cy: float, r: float, **attributes: str | float | None) -> Element:
    """A square on its corner."""
    return path(f"M{cx:.1f} {cy - r:.1f}l{r:g} {r:g}-{r:g} {r:g}-{r:g}-{r:g}z", **attributes)


def triangle(cx: float, cy: float, r: float, **attributes: str | float | None) -> Element:
    """A triangle that stands on its base."""
    return path(f"M{cx:.1f} {cy - r:.1f}l{r:g} {2 * r:g}h-{2 * r:g}z", **attributes)


def text(x: float, y: float, words: str, **attributes: str | float | None) -> Element:
    """A line of text that begins at x, or as its class says (`middle`, `end`), with its baseline at y."""
    return element("text", words, x=x, y=y, **attributes)


def group(*children: Element, **attributes: str | float | None) -> Element:
    """Elements that belong together."""
    return element("g", *children, **attributes)


def linked(href: str, label: str, *children: Element, **attributes: str | float | None) -> Element:
    """A link around shapes: its label is shown to who points at it, and told to who does not see it."""
    return element("a", element("title", label), *children, href=href, **attributes)


def hatched(identity: str) -> Element:
    """A pattern of slanting lines, for `fill="url(#id)"`. An id that begins with “__” promises no address."""
    tile = element("pattern", path("M0 6L6 0M-1 1L1 -1M5 7L7 5"), id=identity, width=6, height=6)
    tile.set("patternUnits", "userSpaceOnUse")
    return element("defs", tile)


def dotted(identity: str) -> Element:
    """A pattern of dots, likewise."""
    tile = element("pattern", circle(2, 2, 1), circle(5, 5, 1), id=identity, width=6, height=6)
    tile.set("patternUnits", "userSpaceOnUse")
    return element("defs", tile)
