"""Small marks that stand before words in a table or list: told apart by shape, in whatever colours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

_CIRCLE = '<circle class="outline" cx="8" cy="8" r="6"/>'
_SQUARE = '<rect class="outline" x="2.5" y="2.5" width="11" height="11"/>'
_DIFFERS = '<path class="outline" d="M2 5.5h12M2 10.5h12M11.5 1.5l-7 13"/>'
# In a box of 16 units each way; the style sheet sets colours and strokes.
_SHAPES = {
    # a stance
    "for": '<circle class="solid" cx="8" cy="8" r="6.7"/>',
    "condition": f'{_CIRCLE}<path class="solid" d="M8 2a6 6 0 0 0 0 12z"/>',
    "open": _CIRCLE,
    "against": '<path class="outline" d="M3 3l10 10M13 3L3 13"/>',
    "silent": '<path class="outline" d="M3 8h10"/>',
    # how an account of a talk stands to the others, where it is not silent
    "same": '<path class="outline" d="M2 5.5h12M2 10.5h12"/>',
    "differs": _DIFFERS,
    "only-here": '<path class="outline" d="M8 2v12M2 8h12"/>',
    # what became of a clause
    "met": '<rect class="solid" x="1.8" y="1.8" width="12.4" height="12.4"/>',
    "partly": f'{_SQUARE}<path class="solid" d="M2.5 2.5v11h11z"/>',
    "never": _SQUARE,
    "disputed": _DIFFERS,
}


def mark(name: str) -> str:
    """A mark, in HTML; what it means is said beside it."""
    box = 'viewBox="0 0 16 16" aria-hidden="true" focusable="false"'
    return f'<svg class="mark" data-mark="{name}" {box}>{_SHAPES[name]}</svg>'


Name = TypeVar("Name", bound=str)


def key(meanings: Mapping[Name, str]) -> list[str]:
    """What each mark means, in Markdown."""
    signs = " ".join(f"<span>{mark(name)} {meaning}</span>" for name, meaning in meanings.items())
    return ['<div class="key" markdown>', "", signs, "", "</div>", ""]
