"""The built site behind an address, as GitHub Pages serves it: below a sub-path; and how many bytes of it travel."""

from __future__ import annotations

import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

# Where GitHub Pages puts a project's site: below the owner's address.
SUB_PATH = "explainer"
# What travels compressed; pictures and fonts are compressed already.
COMPRESSED = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"}
# gzip's own default, and the web servers' that GitHub Pages is known to use.
LEVEL = 6


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Keep the output clean."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a site whose folder is named like the sub-path."""
    handler = partial(_Quiet, directory=str(site.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{site.name}/"
        server.shutdown()


@cache
def size(file: Path) -> int:
    """How many bytes of a file travel."""
    data = file.read_bytes()
    return len(gzip.compress(data, LEVEL)) if file.suffix in COMPRESSED else len(data)


def pages(site: Path) -> list[str]:
    """The addresses of all pages from the site's own, in order; frozen versions are sites of their own."""
    files = (file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    return sorted(file.removesuffix("index.html") for file in files if not file.startswith("v/2"))
