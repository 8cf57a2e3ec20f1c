"""A plain project in the form that mkdocs-ezglossary-plugin needs: names marked by hand, definitions in lists."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from .corpus import Corpus

# plugins: []   # none: …
NO_PLUGINS = re.compile(r"^plugins: \[\].*\n", re.M)
# Its own ways of showing what our links show: the summary on hover, and who mentions a name below its definition.
PLUGIN = "plugins:\n  - ezglossary: {tooltip: short, inline_refs: list}\n"


def write(plain: Path, target: Path, corpus: Corpus) -> None:
    """Write the project at `plain` again with the first mention of each name on a page marked, as our linker finds it.

    Raises `ValueError` if a paragraph that holds a name is not found where the corpus has put it, or the settings have
    no line to fill.
    """
    shutil.copytree(plain, target)
    settings = target / "mkdocs.yml"
    text, changed = NO_PLUGINS.subn(PLUGIN, settings.read_text(encoding="utf-8"))
    if not changed:
        raise ValueError("mkdocs.yml lacks the line “plugins: []”, which the benchmark fills")
    settings.write_text(text.replace("markdown_extensions:\n", "markdown_extensions:\n  - def_list\n", 1), "utf-8")
    for path, paragraphs in corpus.marked.items():
        file = target / "docs" / path
        lines = file.read_text(encoding="utf-8").split("\n")
        missing = paragraphs.keys() - set(lines)
        if missing:
            raise ValueError(f"{path} lacks {missing}")
        file.write_text("\n".join(paragraphs.get(line, line) for line in lines), encoding="utf-8")
    for name in corpus.names:
        file = target / "docs" / "glossary" / f"{name.slug}.md"
        with file.open("a", encoding="utf-8") as entry:
            entry.write(f"\n\ns:{name.title}\n:   An envoy.\n")
