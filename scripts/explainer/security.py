"""The Content-Security-Policy of each page, in a `<meta>` because GitHub Pages sends no headers of ours.

Everything comes from the site itself. The theme's inline scripts are let through one by one, each by its hash as
https://www.w3.org/TR/CSP3/#grammardef-hash-source has it, so a script that somebody slips into a page does not run.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache

# <script>…</script>, <style>…</style>   but not <script src="…">, nor data such as <script type="application/json">
INLINE = re.compile(r"<(script|style)(?![^>]*\s(?:src=|type=\"?application/))[^>]*>(.*?)</\1>", re.S)
# The policy must come before all that it governs, but after this, which must be among a page's first bytes.
CHARSET = '<meta charset="utf-8">'


def secured(html: str) -> str:
    """A page with its policy. Raises `ValueError` if the page has no place for one."""
    head, found, rest = html.partition(CHARSET)
    if not found:
        raise ValueError(f"the page lacks {CHARSET}, after which its Content-Security-Policy belongs")
    return f'{head}{found}<meta http-equiv="Content-Security-Policy" content="{_policy(html)}">{rest}'


def _policy(html: str) -> str:
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for kind, text in INLINE.findall(html):
        hashes[kind].append(_hash(text))
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *hashes["script"]],
        "style-src": ["'self'", *hashes["style"]],
        "img-src": ["'self'", "data:"],  # the theme draws its icons from within its stylesheet
        "font-src": ["'self'"],
        "connect-src": [
            "'self'"
        ],  # no script of ours connects; tools that look for robots.txt do so in the page's name
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{rule} {' '.join(dict.fromkeys(allowed))}" for rule, allowed in rules.items())


@lru_cache(maxsize=2**6)
def _hash(text: str) -> str:
    """Of the few inline scripts that all pages share."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
