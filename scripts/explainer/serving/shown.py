"""What a browser is shown: the last good build, pages newer than it, and above them what is wrong now."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path
from string import Template

BODY = re.compile(rb"<body[^>]*>")
BANNER = (
    '<div role="alert" style="position:sticky;top:0;z-index:99;max-height:60vh;overflow:auto;padding:.8em 1.2em;'
    'background:#222;color:#fff;font:16px/1.5 sans-serif">{}</div>'
)
# Asks whether the page has become another, and reloads it then. Only in the tab that is seen: a browser opens few
# connections to one server. `$version` is hexadecimal.
SCRIPT = Template("""<script>
(async () => {
  const query = new URLSearchParams({page: location.pathname, version: "$version"});
  for (;;) {
    try {
      if (document.visibilityState !== "visible")
        await new Promise(seen => document.addEventListener("visibilitychange", seen, {once: true}));
      const answer = await fetch("/.version?" + query);
      if (answer.ok && await answer.text() !== "$version") return location.reload();
    } catch {
      await new Promise(later => setTimeout(later, 1000));
    }
  }
})();
</script>""")


@dataclass(frozen=True)
class Answer:
    """A file as it goes out; `version` is another as soon as a browser should load it again."""

    status: int
    kind: str
    body: bytes
    version: str = ""


@dataclass(frozen=True)
class Shown:
    """The folder of the last good build, if there is one; files newer than it, by path in the site; the faults."""

    folder: Path | None = None
    newer: Mapping[str, bytes] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    def holds(self, name: str) -> bool:
        """Whether there is a file of this path."""
        return self._read(name) is not None

    def answer(self, name: str) -> Answer:
        """The file of this path in the site. A page reloads itself when it changes, and tells the faults."""
        status, body = 200, self._read(name)
        if body is None:
            status, body = 404, self._read("404.html") or b"<!doctype html><title>Not found</title><p>Not found.</p>"
        if self.folder is None:
            title = b"Not built" if self.faults else b"Being built"
            status, body = 503, b"<!doctype html><html lang=en><meta charset=utf-8><title>%b</title><body>" % title
        if status == 200 and not name.endswith(".html"):
            return Answer(status, _kind(name), body)
        body = self._with_banner(body)
        version = hashlib.sha256(body + self._look.encode()).hexdigest()
        return Answer(status, "text/html; charset=utf-8", body + SCRIPT.substitute(version=version).encode(), version)

    def _read(self, name: str) -> bytes | None:
        if name in self.newer:
            return self.newer[name]
        try:
            return (self.folder / name).read_bytes() if self.folder else None
        except (OSError, ValueError):  # not there, a folder, or no name that a file can have
            return None

    @cached_property
    def _look(self) -> str:
        """Changes with the style sheets and scripts, which are no part of a page but of its look."""
        found = hashlib.sha256()
        parts = {name: data for name, data in self.newer.items() if name.endswith((".css", ".js"))}
        for top in ("stylesheets", "javascripts"):
            for file in sorted((self.folder / top).rglob("*")) if self.folder else []:
                if file.is_file():
                    parts.setdefault(file.relative_to(self.folder or "").as_posix(), file.read_bytes())
        for name, data in sorted(parts.items()):
            found.update(name.encode() + data)
        return found.hexdigest()

    def _with_banner(self, html: bytes) -> bytes:
        if not self.faults and self.folder:
            return html
        said = "The site is being built; this page will show it."
        if self.faults:
            built = "pages stay as they were built before" if self.folder else "there is no page to show"
            said = f"<strong>{len(self.faults)} to fix; until then, {built}.</strong>"
        items = "".join(f'<li style="white-space:pre-wrap">{escape(fault)}</li>' for fault in self.faults)
        banner = BANNER.format(said + (f"<ul>{items}</ul>" if items else "")).encode()
        body = BODY.search(html)
        place = body.end() if body else 0
        return html[:place] + banner + html[place:]


def _kind(name: str) -> str:
    """The media type; texts of this site are all UTF-8."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith(("javascript", "json")) else kind
