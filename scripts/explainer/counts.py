"""Print what the site holds: python -m explainer.counts. The numbers come from a build, not from a list."""

from __future__ import annotations

import tempfile
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from . import citations, commands, crosslink
from .content import load
from .documents import CITATION
from .models import Entry, Event, Position
from .quoting import plain, quoted_in, stretches


def count(root: Path) -> dict[str, int]:
    """Build the site into a folder that is thrown away and count. Raises mkdocs' `Abort` if the content is faulty."""
    with tempfile.TemporaryDirectory() as folder:
        build(load_config(str(root / "mkdocs.yml"), site_dir=folder, strict=True))
    content = load(root)
    text = "\n".join(line.text for doc in content.documents.values() for line in doc.lines())
    roles = sum(len(doc.page.roles) for doc in content.of(Entry))
    shown = [
        words for doc in content.documents.values() for p in doc.paragraphs() for words in stretches(plain(p.text))
    ]
    found = sum(1 for doc in content.documents.values() for _ in quoted_in(content, doc))
    facts = sum(tally.facts for tally in citations.tallies.values())
    return {
        "pages": len(content.documents),
        "entries": len(content.of(Entry)),
        "events": len(content.of(Event)),
        "positions": len(content.of(Position)),
        "sources": len(content.sources),
        "of them cited on pages": sum(bool(content.citing(source)) for source in content.sources),
        "quotations in the ledger": len(content.quotations),
        "quotations on pages": len(shown),
        "of them in the ledger, with its source beside them": found,
        "disputed and unknown points": len(content.unknowns),
        "changes told of": len(content.change_log),
        "citations": len(CITATION.findall(text)) + roles,
        "automatic links": sum(m.automatic for links in crosslink.mentions.values() for m in links),
        "factual paragraphs, items and cells": facts,
        "of them with a source": facts - sum(tally.uncited for tally in citations.tallies.values()),
    }


def main() -> None:
    """Print the counts, one to a line."""
    for name, number in count(Path.cwd()).items():
        print(f"{number:>6}  {name}")


if __name__ == "__main__":
    commands.run(main)
