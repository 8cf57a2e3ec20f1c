"""The spellings of people's names that are damaged: to be found by search, and never to be shown."""

from __future__ import annotations

from explainer.content import Content
from explainer.models import Entry


def damaged(content: Content) -> set[str]:
    """Damaged spellings, without those that stand inside a real one (“Aiban” in “Al-Aiban”)."""
    people = [doc.page for doc in content.of(Entry) if doc.page.kind == "person"]
    return {
        word
        for page in people
        for word in page.search_only
        if not any(word in real for real in page.spellings() if real not in page.search_only)
    }
