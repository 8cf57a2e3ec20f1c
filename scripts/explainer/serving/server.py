"""The server: answers every request at once with what is shown, and tells browsers when that has changed."""

from __future__ import annotations

import posixpath
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import parse_qs, quote, unquote, urlsplit

from .shown import Answer, Shown

HOST = "127.0.0.1"
# How long a browser's question whether its page has changed is left open, in seconds.
HELD = 5
# How many pages count as those that an editor looks at.
LOOKED_AT = 3


class Server(ThreadingHTTPServer):
    """Listens from the start. `show` says what requests are answered with; `viewed` are the last pages asked for.

    Raises `OSError` if the port cannot be had.
    """

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__((HOST, port), _Handler)
        self.address = f"http://{HOST}:{self.server_port}/"
        self.shown = Shown()
        self.viewed: tuple[str, ...] = ()
        self._changed = threading.Condition()

    def show(self, shown: Shown) -> None:
        """Answer with this from now on."""
        with self._changed:
            self.shown = shown
            self._changed.notify_all()

    def note(self, name: str) -> None:
        """Somebody looks at this page."""
        with self._changed:
            self.viewed = (name, *(other for other in self.viewed if other != name))[:LOOKED_AT]

    def other_version(self, name: str, version: str) -> str:
        """The version of a page, as soon as it is another, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self.shown.answer(name).version != version, HELD)
            return self.shown.answer(name).version

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that has gone elsewhere is no fault."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = cast(Server, self.server)
        asked = urlsplit(self.path)
        if asked.path == "/.version":
            given = parse_qs(asked.query)
            name = _name(given.get("page", ["/"])[0])
            server.note(name)
            version = server.other_version(name, given.get("version", [""])[0])
            self._send(Answer(200, "text/plain", version.encode()))
            return
        name, shown = _name(asked.path), server.shown
        if not shown.holds(name) and shown.holds(f"{name}/index.html"):
            self.send_response(302)
            self.send_header("Location", quote(f"/{name}/"))
            self.end_headers()
            return
        if name.endswith(".html"):
            server.note(name)
        self._send(shown.answer(name))

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """The terminal is for what an editor should read."""


def _name(path: str) -> str:
    """The path in the site of what an address means; never one above it."""
    way = unquote(path)
    return posixpath.normpath("/" + way + ("index.html" if way.endswith("/") else "")).lstrip("/")
