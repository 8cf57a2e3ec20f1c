"""Every spelling of a name leads the site's own search to its page."""

from __future__ import annotations

import json
from pathlib import Path

from .content import Content
from .models import Named


def add_spellings(index: Path, content: Content, addresses: dict[str, str]) -> None:
    """Enter the spellings of each named page into the search index, as tags of the page's own record.

    The theme's search ranks a hit in a tag above any hit in a title or a text, so the page itself comes first. The
    style sheet hides tags in the results: a damaged spelling is found but never shown. `addresses` gives the address
    of a document's page by its path. Raises `KeyError` for a named page that the index does not hold.
    """
    data = json.loads(index.read_text(encoding="utf-8"))
    records = {record["location"]: record for record in data["docs"]}
    for doc in content.of(Named):
        records[addresses[doc.path]]["tags"] = list(dict.fromkeys(doc.page.spellings()))
    index.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
