"""The built site behind an address, as GitHub Pages serves it: below its sub-path, if any; how many bytes travel."""

from __future__ import annotations

import gzip
import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

# <link rel="canonical" href="https://example.org/explainer/">   on the home page: where the site will be
HOME = re.compile(r'<link rel="canonical" href="([^"]+)">')
# What travels compressed; pictures and fonts are compressed already.
COMPRESSED = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"}
# gzip's own default, and the web servers' that GitHub Pages is known to use.
LEVEL = 6


class _Below(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below a path."""

    def __init__(self, *arguments: Any, below: str, **options: Any) -> None:
        self.below = below
        super().__init__(*arguments, **options)

    def translate_path(self, path: str) -> str:
        """The file at a path; what is not below the site's is not there."""
        return super().translate_path(
            path.removeprefix(self.below.rstrip("/")) if path.startswith(self.below) else "/-"
        )

    def log_message(self, *arguments: object) -> None:
        """Keep the output clean."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a site, with the path for which it was built."""
    home = HOME.search((site / "index.html").read_text(encoding="utf-8"))
    below = urlsplit(home[1]).path if home else "/"
    handler = partial(_Below, directory=str(site), below=below)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{below}"
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
