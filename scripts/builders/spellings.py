"""Spellings in Zensical's search, which runs no hooks: entered into its index once the site is built.

It searches a title, a text and a path, and shows all three. So a spelling that may not be shown cannot be entered, and
a damaged one is found only where the engine guesses it.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from explainer.content import Content
from explainer.models import Named


def add_spellings(index: Path, content: Content) -> None:
    """Add to each named page's text in `index`, Zensical's search.json, all spellings but the damaged ones."""
    data = json.loads(index.read_text(encoding="utf-8"))
    records = {record["location"].removesuffix("/").removesuffix(".html"): record for record in data["items"]}
    for doc in content.of(Named):
        record = records.get(doc.path.removesuffix(".md"))
        if record is None:  # the page has asked, in its front matter, to be left out of search
            continue
        shown = [word for word in doc.page.spellings() if word not in doc.page.search_only]
        record["text"] += f"<p>{escape(' · '.join(shown))}</p>"
    index.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
