"""The promise: every address once published stays, or leads on. `python -m explainer.permalinks` adds new ones.

The command also locks the claims (`claim_lock`). It only ever adds: a lock that is not whole it leaves as it is.
"""

from __future__ import annotations

import re
import sys
import tempfile
from html import escape
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from . import address_lock, claim_lock, commands
from .address_lock import LOCK
from .addresses import address_of, found, led_on
from .content import Content, load
from .exports import catalogue
from .keeping import kept
from .lockfile import RUN, listed, merge_marks
from .problems import Problem
from .security import meta, source_hash
from .writing import write_whole

# cite/timeline/2025-03-11-talks/   oembed/c-talks-held.json   what is made of each page, claim and quotation
MADE_OF = re.compile(r"(cite|embed|oembed|previews)/(?P<name>.+?)(/|\.json|\.png)")
# Of a page that leads on, the script that finds the place on the new page too; and that nothing else may run there.
_LEAD_ON = "const way = document.links[0]; way.hash ||= location.hash; location.replace(way.href)"
_POLICY = f"default-src 'none'; script-src {source_hash(_LEAD_ON)}; base-uri 'none'; form-action 'none'"


def living(content: Content) -> set[str]:
    """The addresses of the build that has just converted all pages and made all exports, and of what is kept beside."""
    pages = {address_of(path) for path in content.documents} | {
        path.removesuffix("index.html") for path in catalogue.given
    }
    return pages | kept(content) | {address_of(path, anchor) for path, anchors in found.items() for anchor in anchors}


def faults(content: Content) -> list[Problem]:
    """Addresses that are gone without a tombstone, and tombstones that lead nowhere or lie over the living."""
    now, problems = living(content), []
    promised = address_lock.promised(content.root)
    gone = [one for one in promised.keys() - now if one not in content.tombstones and led_on(content, one) not in now]
    for address in _causes(gone):
        fix = "restore it, or say in data/tombstones.yaml where it went and why."
        problems.append(Problem(LOCK, promised[address], f"The published address “{address}” is gone.", fix))
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


def _causes(gone: list[str]) -> list[str]:
    """Of what is gone, without what went with its page, or is made of what went: one tombstone leads all of it on."""
    names = {address.rstrip("/") for address in gone} | {address.partition("#")[2] for address in gone}
    places = [address for address in gone if "#" in address and address.partition("#")[0] in gone]
    made = [address for address in gone if (match := MADE_OF.fullmatch(address)) and match["name"] in names]
    return sorted(set(gone).difference(places, made))


def unlocked(content: Content) -> list[Problem]:
    """What the command would settle, and a site for readers may not be published without.

    Before the first lock there is nothing to keep.
    """
    promised = address_lock.promised(content.root)
    new = sorted(living(content) - promised.keys())
    problems = merge_marks(content.root, LOCK)
    if new and promised:
        reason = f"New addresses are not in the lock: {listed(new)}."
        problems.append(Problem(LOCK, 1, reason, f"{RUN}."))
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


def lock(root: Path) -> None:
    """Build the site, add every address that is not in the lock yet, and lock the claims as they stand.

    Says what is new. Raises `MkDocsException` if the build stops, and `OSError` if a lock cannot be written.
    """
    with tempfile.TemporaryDirectory() as folder:
        build(load_config(str(root / "mkdocs.yml"), site_dir=folder, strict=True))
    content = load(root)
    before, now = address_lock.promised(root), living(content)
    new, changed = claim_lock.differences(content)
    addresses, claims = address_lock.text(root, now), claim_lock.text(content)
    # Claims first: should the second file not be written, the next run adds the addresses of those that are new.
    write_whole(root / claim_lock.LOCK, claims)
    write_whole(root / LOCK, addresses)
    print(f"{len(now - before.keys())} new addresses, {len(before.keys() | now)} in all")
    print(f"{len(new)} new claims, {len(changed)} changed")


def main() -> None:
    """Lock what the folder holds, or say what is wrong."""
    try:
        lock(Path.cwd())
    except Exception:
        print("The locks are as they were.", file=sys.stderr)
        raise


if __name__ == "__main__":
    commands.run(main)
