"""Small marks that stand before words in a table or list: told apart by shape, in whatever colours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

_SQUARE = '<rect class="outline" x="2.5" y="2.5" width="11" height="11"/>'
_DIFFERS = '<path class="outline" d="M2 5.5h12M2 10.5h12M11.5 1.5l-7 13"/>'
# In a box of 16 units each way; the style sheet sets colours and strokes.
_SHAPES = {
    # a stance
    "for": '<path class="outline" d="M2.5 8.5l4 4 7-9"/>',
    "mutual": '<path class="outline" d="M1 9l3 3.5L9.5 4M7.3 11.8l.9.7L14.5 4"/>',
    "condition": '<path class="outline" d="M4 1.5a9 9 0 0 0 0 13M12 1.5a9 9 0 0 1 0 13M5 8.3l2.2 2.5 3.6-5"/>',
    "open": '<path class="outline" d="M4.8 5.5a3.2 3.2 0 1 1 4.7 2.8C8.3 9 8 9.5 8 10.7M8 13v1.6"/>',
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
