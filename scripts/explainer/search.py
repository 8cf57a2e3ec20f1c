"""Every spelling of a name leads the site's own search to its page."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

from .content import Content
from .models import Named

# Begins every key, and no word that anybody types; docs/javascripts/search.js has the same one.
MARK = "§"


def key(spelling: str) -> str:
    """A spelling as one word, by the rule that docs/javascripts/search.js applies to what is typed.

    Letters and figures only, without marks and case: “Micheál Martin” and “micheal martin” give one key.
    """
    letters = (char for char in unicodedata.normalize("NFKD", spelling) if unicodedata.category(char)[0] in "LN")
    return MARK + "".join(letters).lower()


def add_spellings(index: Path, content: Content, addresses: dict[str, str]) -> None:
    """Enter the spellings of each named page into the search index, in two fields of the page's own record.

    `key` holds whole names, `name` their words, for a query that gives them in another order. mkdocs.yml weighs both
    above titles and text. The theme shows neither, so a damaged spelling is found but never seen. `addresses` gives
    the address of a document's page by its path.
    """
    data = json.loads(index.read_text(encoding="utf-8"))
    records = {record["location"]: record for record in data["docs"]}
    for doc in content.of(Named):
        spellings = doc.page.spellings()
        record = records.get(addresses[doc.path])
        if record is None:  # the page has asked, in its front matter, to be left out of search
            continue
        record["key"] = list(dict.fromkeys(key(spelling) for spelling in spellings))
        record["name"] = list(dict.fromkeys(word for spelling in spellings for word in spelling.split()))
    index.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
