"""The promise: every address once published stays, or leads on. `python -m explainer.permalinks` adds new ones.

The command also locks the claims (`claim_lock`).
"""

from __future__ import annotations

import re
import tempfile
from html import escape
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from . import claim_lock
from .addresses import address_of, found, led_on
from .content import Content, load
from .exports import catalogue
from .keeping import kept
from .problems import Problem
from .security import meta, source_hash

# Every address ever published, one to a line, in order; written by the command alone.
LOCK = "data/addresses.txt"
# Of a page that leads on, the script that finds the place on the new page too; and that nothing else may run there.
_LEAD_ON = "const way = document.links[0]; way.hash ||= location.hash; location.replace(way.href)"
_POLICY = f"default-src 'none'; script-src {source_hash(_LEAD_ON)}; base-uri 'none'; form-action 'none'"


def locked(root: Path) -> list[str]:
    """The addresses in the lock; none before there is one."""
    file = root / LOCK
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def living(content: Content) -> set[str]:
    """The addresses of the build that has just converted all pages and made all exports, and of what is kept beside."""
    pages = {address_of(path) for path in content.documents} | {
        path.removesuffix("index.html") for path in catalogue.given
    }
    return pages | kept(content) | {address_of(path, anchor) for path, anchors in found.items() for anchor in anchors}


def faults(content: Content) -> list[Problem]:
    """Addresses that are gone without a tombstone, and tombstones that lead nowhere or lie over the living."""
    now, problems = living(content), []
    promised = locked(content.root)
    for number, address in enumerate(promised, 1):
        if address not in now and not (address in content.tombstones or led_on(content, address) in now):
            fix = "restore it, or say in data/tombstones.yaml where it went and why."
            problems.append(Problem(LOCK, number, f"The published address “{address}” is gone.", fix))
    for number, tombstone in enumerate(content.tombstones.values()):
        line = content.register_lines["tombstones"].line_of((number, "address"))
        for wrong, reason, fix in (
            (tombstone.address in now, "lives, and has a tombstone", "give what is new another address."),
            (tombstone.address not in promised, "was never published", "correct the address, or take it out."),
            (tombstone.to not in now, f"leads on to “{tombstone.to}”, which is not there", "name one that is."),
        ):
            if wrong:
                problems.append(Problem("data/tombstones.yaml", line, f"“{tombstone.address}” {reason}.", fix))
    return problems


def forwards(content: Content) -> dict[str, str]:
    """For each page that has moved, the file that leads on, by its path in the site; a data file cannot lead on.

    Without script it leads to the new page; with script, also to the place on it.
    """
    pages = {address_of(path) for path in content.documents}
    moved = [tombstone for tombstone in content.tombstones.values() if re.fullmatch(r"([^#]*/)?", tombstone.address)]
    return {f"{t.address}index.html": _forward(t.address, t.to) for t in moved if t.address not in pages}


def _forward(old: str, to: str) -> str:
    way = escape("../" * old.count("/") + to)
    head = (
        f'<meta charset="utf-8">{meta(_POLICY)}<title>Moved</title><meta name="robots" content="noindex">'
        f'<link rel="canonical" href="{way}"><noscript><meta http-equiv="refresh" content="0; url={way}"></noscript>'
    )
    body = f'<p>This page has moved: <a href="{way}">go there</a>.</p><script>{_LEAD_ON}</script>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>\n'


def main() -> None:
    """Build the site, add every address that is not in the lock yet, and lock the claims as they stand."""
    root = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        build(load_config(str(root / "mkdocs.yml"), site_dir=folder, strict=True))
    before = set(locked(root))
    content = load(root)
    now = living(content)
    (root / LOCK).write_text("".join(f"{address}\n" for address in sorted(before | now)), encoding="utf-8")
    print(f"{len(now - before)} new addresses, {len(before | now)} in all")
    new, changed = claim_lock.write(content)
    print(f"{new} new claims, {changed} changed")


if __name__ == "__main__":
    main()
