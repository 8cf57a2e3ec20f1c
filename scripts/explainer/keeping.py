"""What is kept beside the pages: the offline copy and the versions by date, as the page /v/ lists them."""

from __future__ import annotations

from .content import Content
from .documents import Document
from .indexes import furniture
from .models import Page
from .registers import Version
from .wording import format_date

# The whole site to read without a server, and its checksum. Permanent: other sites link to it.
COPY = "thirty-days.zip"
CHECKSUM = f"{COPY}.sha256"
# In each version: the checksum of every file in it, as `sha256sum --check` reads them.
MANIFEST = "SHA256SUMS"


def place(version: Version) -> str:
    """The address of a version, from the site's own."""
    return f"v/{version.date}/"


def kept(content: Content) -> set[str]:
    """The addresses that the published site has beside its pages and exports: none is made by the builder itself."""
    return {COPY, CHECKSUM} | {place(version) for version in content.versions.values()}


def copy(content: Content, doc: Document[Page]) -> list[str]:
    """The way to the copy. Raw, because the file comes after the pages and the builder could not find it."""
    up = "../" * doc.path.count("/")
    return furniture(f'- <a href="{up}{COPY}">{COPY}</a>, and <a href="{up}{CHECKSUM}">its checksum</a>')


def versions(content: Content, doc: Document[Page]) -> list[str]:
    """Every version, newest first, with what is needed to check it. Raw for the same reason."""
    up = "../" * doc.path.count("/")
    lines = [
        f'- <a href="{up}{place(version)}">{format_date(version.date)}</a>: commit `{version.commit}`, '
        f'<a href="{up}{place(version)}{MANIFEST}">list of checksums</a>, whose own is `{version.sha256}`'
        for version in sorted(content.versions.values(), key=lambda version: version.date, reverse=True)
    ]
    return furniture(*lines or ["No version has been kept yet."])
