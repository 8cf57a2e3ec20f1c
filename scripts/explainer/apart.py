"""An edition that stands apart from the living site, in a folder or frozen at a date, and so holds less than it."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

# What no reader of this edition has a use for: files for servers and search engines, and the maps by which developers
# of the theme read its scripts and styles.
LEFT_OUT = ("404.html", "sitemap.xml", "sitemap.xml.gz", "assets/**/*.map")
# <a class="…" href="../cite/x.bib">   a link and its attributes
LINK = re.compile(r"""<(?P<name>a|link)(?P<attributes>(?:\s+[^\s=>"]+(?:="[^"]*")?)*)\s*/?>""")
HREF = re.compile(r'\shref="(?P<way>[^"]*)"')


def settle(folder: Path, living: str | None) -> None:
    """Take out what no reader needs, and lead links to whatever this edition lacks to the living site.

    `living` is its address. Without one such links are left out: the words stay and lead nowhere.
    """
    for file in [file for pattern in LEFT_OUT for file in folder.glob(pattern)]:
        file.unlink()
    for file in folder.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        settled = LINK.sub(partial(_settled, folder, file, living), html)
        if settled != html:
            file.write_text(settled, encoding="utf-8")


def _settled(folder: Path, file: Path, living: str | None, link: re.Match[str]) -> str:
    """The tag as it was, unless what it leads to is not here."""
    href = HREF.search(link["attributes"])
    way = urlsplit(href["way"]) if href else None
    if href is None or way is None or way.scheme or way.netloc or not way.path:
        return link[0]
    if (file.parent / unquote(way.path)).exists():
        return link[0]
    if link["name"] == "link":  # in the page's head, for machines that read the living site
        return ""
    on_living_site = f' href="{urljoin(living + file.relative_to(folder).as_posix(), href["way"])}"' if living else ""
    return link[0].replace(href[0], on_living_site, 1)
