"""The built site as GitHub Pages serves it, below its own sub-path and compressed; and how many bytes of it travel."""

from __future__ import annotations

import gzip
import http.server
import io
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

# Where GitHub Pages puts a project's site: below the owner's address.
SUB_PATH = "explainer"
# Where a site says itself that its home page is; the page for wrong addresses names its files from there.
HOME = re.compile(r'<link rel="canonical" href="([^"]+)"')
# What travels compressed; pictures and fonts are compressed already.
COMPRESSED = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"}
# gzip's own default, and the web servers' that GitHub Pages is known to use.
LEVEL = 6
# One page of every kind, and among those of a kind a full one.
ONE_OF_EACH = {
    "home": "",
    "proposal": "proposal/",
    "positions": "positions/",
    "position": "positions/russia/",
    "timeline": "timeline/",
    "event": "timeline/2025-03-11-jeddah-talks/",
    "list of events": "timeline/actor/russia/",
    "glossary": "glossary/",
    "list of names": "glossary/kind/person/",
    "name": "glossary/vladimir-putin/",
    "aftermath": "aftermath/",
    "readouts": "readouts/",
    "sources": "sources/",
    "quotations": "quotations/",
    "unknowns": "unknowns/",
    "corrections": "corrections/",
    "method": "method/",
    "story": "story/five-minutes/",
    "as known": "as-known/2025-03-13/",
    "data": "data/",
    "versions": "v/",
    "list of pages": "story/",
    "citation": "cite/c-clause-ceasefire/",
    "list of citations": "cite/",
    "not found": "404.html",
}


class _Compressing(http.server.SimpleHTTPRequestHandler):
    """Files as they are, but text compressed; several requests on one connection."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, base: str, **settings: Any) -> None:
        self.base = base
        self.extensions_map = {**self.extensions_map, ".atom": "application/atom+xml"}
        super().__init__(*arguments, **settings)

    def translate_path(self, path: str) -> str:
        """The file at a path; what is not below the site's own path is nowhere."""
        inside = path.startswith(self.base)
        return super().translate_path(path.removeprefix(self.base.rstrip("/")) if inside else "/nowhere")

    def send_head(self) -> BinaryIO | io.BytesIO | None:
        """The head of an answer, and what follows it."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() and self.path.partition("?")[0].endswith("/") else file
        wanted = "gzip" in self.headers.get("Accept-Encoding", "")
        if not wanted or file.suffix not in COMPRESSED or not file.is_file():
            return super().send_head()
        data = compressed(file)
        self.send_response(http.HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)

    def log_message(self, *arguments: object) -> None:
        """Keep the output clean."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a site, with the path that it was built for. Raises `ValueError` if its home page names none."""
    named = HOME.search((site / "index.html").read_text(encoding="utf-8"))
    if named is None:
        raise ValueError(f"{site}/index.html names no canonical address")
    base = urlsplit(named[1]).path
    handler = partial(_Compressing, directory=str(site), base=base)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{base}"
        server.shutdown()


@cache
def compressed(file: Path) -> bytes:
    """A file as it travels; it is read once."""
    data = file.read_bytes()
    return gzip.compress(data, LEVEL) if file.suffix in COMPRESSED else data


def size(file: Path) -> int:
    """How many bytes of a file travel."""
    return len(compressed(file))


def pages(site: Path) -> list[str]:
    """The addresses of all pages from the site's own, in order; frozen versions are sites of their own."""
    files = (file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    return sorted(file.removesuffix("index.html") for file in files if not file.startswith("v/2"))
