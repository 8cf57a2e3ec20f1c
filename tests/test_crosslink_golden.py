"""One page with one of everything, and what becomes of it, to the letter."""

from __future__ import annotations

import re
from pathlib import Path

import linking

DATA = Path(__file__).parent / "data"
# Of a link, its target is compared; what a preview needs has tests of its own.
TAG = re.compile(r'<a (?=[^>]*class="xref")[^>]*(href="[^"]*")[^>]*>')


def test_the_golden_page(tmp_path: Path) -> None:
    text = (DATA / "golden.md").read_text(encoding="utf-8")
    linking.check(text)
    found = TAG.sub(r'<a class="xref" \1>', linking.convert(text, passes=1)) + "\n"
    (tmp_path / "golden.html").write_text(found, encoding="utf-8")
    expected = (DATA / "golden.html").read_text(encoding="utf-8")
    linking.same(found, expected, f"the page is tests/data/golden.html (what was found is in {tmp_path})")
