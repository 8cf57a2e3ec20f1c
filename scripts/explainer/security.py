"""The Content-Security-Policy of each page, in a `<meta>` because GitHub Pages sends no headers of ours.

Everything comes from the site itself. A policy is a constant: it follows from what a kind of page is made of and never
from what stands on one, so that no script or style that a text may carry is let through, whatever else has failed.
Inline, a page holds one script of ours at most, let through by its hash
(https://www.w3.org/TR/CSP3/#grammardef-hash-source).
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

# The only inline script of a page: it sets the colours that a reader has chosen before anything is shown.
SCHEME = Path(__file__).parents[2] / "overrides" / "partials" / "javascripts" / "base.html"
SCRIPT = re.compile(r"<script>(.*)</script>", re.S)
# The policy must come before all that it governs, but after this, which must be among a page's first bytes.
CHARSET = '<meta charset="utf-8">'


def secured(html: str) -> str:
    """A page of the site with its policy. Raises `ValueError` if the page has no place for one."""
    head, found, rest = html.partition(CHARSET)
    if not found:
        raise ValueError(f"the page lacks {CHARSET}, after which its Content-Security-Policy belongs")
    return f"{head}{found}{meta(_policy())}{rest}"


def meta(policy: str) -> str:
    """The element that gives a page its policy."""
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">'


def source_hash(text: str) -> str:
    """How a policy names the text of an inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@lru_cache(maxsize=1)
def _policy() -> str:
    """The policy of every page that the theme makes. Raises `ValueError` if the template holds another script too."""
    template = SCHEME.read_text(encoding="utf-8")
    script = SCRIPT.search(template)
    if script is None or template.count("<script") != 1:
        raise ValueError(f"{SCHEME.name} holds not just the one script that the Content-Security-Policy lets through")
    # The theme draws its icons from within its style sheet. No script of ours connects; tools that look for robots.txt
    # do so in the page's name.
    return (
        f"default-src 'none'; script-src 'self' {source_hash(script[1])}; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
    )
