"""The offline copy: one zip that reads, searches and prints from a folder. `make build` makes it (building.py)."""

from __future__ import annotations

from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from .content import load
from .exports.edition import Edition
from .keeping import CHECKSUM, COPY
from .packing import checksums, moment, pack
from .wording import format_date

README = """{name}
{line}

{description}

To read it, open index.html in a browser. Reading, searching and printing need no
server and no connection; the sources that the notes name are on the web.

The record was read up to {as_of}. This copy is the site as it stood on
{date}. The living site, where corrections appear first:
{url}

Licences: text CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/), code MIT.
Quotations are their speakers' own, and titles of sources their publishers'.
"""


def readme(edition: Edition, description: str) -> str:
    """What stands beside index.html for readers who find the folder."""
    return README.format(
        name=edition.name,
        line="=" * len(edition.name),
        description=description,
        as_of=format_date(edition.as_of),
        date=format_date(moment().date()),
        url=edition.url,
    )


def carry(root: Path, site: Path, folder: Path) -> None:
    """Build the site of `root` once more, in `folder` and to be read there; its zip and checksum go into `site`."""
    config = load_config(str(root / "mkdocs.yml"), use_directory_urls=False, site_dir=str(folder), strict=True)
    config.plugins.on_startup(command="build", dirty=False)  # as the command does: the copy is for readers
    build(config)
    edition = Edition(load(root), config.site_name, config.site_url or "")
    (folder / "README.txt").write_text(readme(edition, config.site_description or ""), encoding="utf-8")
    pack(folder, site / COPY, COPY.removesuffix(".zip"), moment())
    (site / CHECKSUM).write_text(checksums(site, [COPY]), encoding="utf-8")
