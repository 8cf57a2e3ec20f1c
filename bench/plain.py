"""The same text as a plain project: what `python -m bench.plain PROJECT TARGET` writes.

The pages of PROJECT are converted once, and each is kept as the Markdown that the site's own preprocessors have made of
it: lists from registers, notes and all. So the plain site shows the same text as the real one, but for the links, the
marks and lists of quotations and who mentions whom, and needs none of the site's code.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from mkdocs.commands.build import build
from mkdocs.config import load_config

from .settings import plain

# What the theme itself reads from front matter.
THEME_FIELDS = ("title", "search", "hide")


class Capture(Extension):
    """Keeps the Markdown of each page after the site's preprocessors (29 and 28) and before any other."""

    def __init__(self, docs: Path) -> None:
        self.docs = docs
        super().__init__()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        md.preprocessors.register(_Capturing(md, self.docs), "capture", 27)


class _Capturing(Preprocessor):
    def __init__(self, md: Markdown, docs: Path) -> None:
        super().__init__(md)
        self.docs = docs

    def run(self, lines: list[str]) -> list[str]:
        file: Any = getattr(self.md.treeprocessors["relpath"], "file")  # noqa: B009  set by MkDocs, unknown to types
        front = {key: file.page.meta[key] for key in THEME_FIELDS if key in file.page.meta}
        front["description"] = file.page.meta["summary"]
        target = self.docs / file.src_uri
        target.parent.mkdir(parents=True, exist_ok=True)
        head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
        target.write_text(f"---\n{head}---\n" + "\n".join(lines), encoding="utf-8")
        return lines


def write(project: Path, target: Path) -> None:
    """Write the plain twin of a project into a folder."""
    (target / "docs").mkdir(parents=True)
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (target / "mkdocs.yml").write_text(plain(text), encoding="utf-8")
    for file in (project / "docs").rglob("*"):
        if file.is_file() and file.suffix != ".md":
            copy = target / file.relative_to(project)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    os.chdir(project)
    with tempfile.TemporaryDirectory() as site:
        config: Any = load_config(str(project / "mkdocs.yml"), strict=True, site_dir=site)
        config.markdown_extensions.append(Capture(target / "docs"))
        build(config)


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
