"""Every spelling of a name leads the site's own search to its page."""

from __future__ import annotations

import json
from pathlib import Path

from .content import Content
from .models import Named

# The fields of the index that hold names, by the number of words in a name: one, two, more. mkdocs.yml weighs them so
# that a page with just the name typed comes before pages whose longer names contain it: “truce” is the ceasefire's
# entry, not “truce in the air and at sea”. The theme shows none of these fields, so a damaged spelling is found but
# never seen.
FIELDS = ("name", "name_of_two", "name_of_more")


def add_spellings(index: Path, content: Content, addresses: dict[str, str]) -> None:
    """Enter the spellings of each named page into the search index, in fields of the page's own record.

    `addresses` gives the address of a document's page by its path. Raises `KeyError` for a named page that the index
    does not hold.
    """
    data = json.loads(index.read_text(encoding="utf-8"))
    records = {record["location"]: record for record in data["docs"]}
    for doc in content.of(Named):
        record = records[addresses[doc.path]]
        for spelling in dict.fromkeys(doc.page.spellings()):
            field = FIELDS[min(len(spelling.split()), len(FIELDS)) - 1]
            record.setdefault(field, []).append(spelling)
    index.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
