"""What can be wrong with mkdocs.yml and the environment: each fault with its line, before anything is built."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from ipaddress import IPv6Address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from .pages import SITE_EXTENSIONS
from .problems import ContentError, Problem
from .reading import read_text

FILE = "mkdocs.yml"
# Without any of these every page would be wrong, and say so in a message of its own, or in none. MkDocs adds others.
EXTENSIONS = (
    "attr_list",
    "footnotes",
    "md_in_html",
    "pymdownx.betterem",
    "pymdownx.saneheaders",
    "pymdownx.superfences",
    *SITE_EXTENSIONS,
    "explainer.markup",
)
HOOKS = tuple(f"scripts/explainer/{name}.py" for name in ("hooks", "publish", "present"))
# What `extra` may hold: the theme takes others for what it fetches from elsewhere, such as analytics.
EXTRA = {"generator", "footer", "frozen"}
# https://example.org, //example.org   what is no file of the site
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)
# A host is one of names and numbers (RFC 1123, 2.1) or an IPv6 address in brackets; a path of plain segments.
HOST = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")
PATH = re.compile(r"(/[\w.~%-]+)*/?", re.A)
ADDRESS = "set SITE_URL to an address such as https://example.org/thirty-days/."


def faults(config: MkDocsConfig) -> list[Problem]:
    """Every fault of the settings, by line. Nothing else needs to have been read."""
    root = Path(config.config_file_path).parent
    try:
        text = read_text(root / FILE, FILE)
    except ContentError as error:
        return error.problems
    lines = text.splitlines()
    found = [*_parts(config), *_assets(config, root), *_from_elsewhere(config)]
    problems = [Problem(FILE, _line(lines, word), reason, fix) for word, reason, fix in found]
    if wrong := wrong_address(config.site_url or ""):
        problems.append(Problem(FILE, _line(lines, "site_url:"), f"The site's address {wrong}.", ADDRESS))
    if not re.fullmatch(r"[0-9]{0,11}", os.environ.get("SOURCE_DATE_EPOCH", ""), re.A):
        fix = "set it to seconds since 1970, as `git log -1 --format=%ct` prints them, or not at all."
        problems.append(Problem(FILE, 1, "SOURCE_DATE_EPOCH is no number.", fix))
    return sorted(problems)


def missing_pages(config: MkDocsConfig) -> list[Problem]:
    """The pages that the navigation or the footer names and that are not there."""
    root, problems = Path(config.config_file_path).parent, []
    for path in dict.fromkeys([*_nav_pages(config.nav), *_footer_pages(config)]):
        if not ELSEWHERE.match(path) and not (root / "docs" / path).is_file():
            reason = f"The page is not there, and the navigation or the footer in {FILE} names it."
            problems.append(Problem(f"docs/{path}", 1, reason, f"restore it, or correct {FILE}."))
    return problems


def _line(lines: list[str], word: str) -> int:
    """The line that holds a word; the first if none does."""
    return next((number for number, line in enumerate(lines, 1) if word in line), 1)


# The plugin that `make serve` adds by itself, so that no file names it (serving/building.py).
SERVERS_OWN = "ahead"

# What is looked for in the file, the reason and the fix.
Fault = tuple[str, str, str]


def _parts(config: MkDocsConfig) -> Iterator[Fault]:
    """What the build consists of must be named, and nothing besides."""
    hooks = {str(name) for name in config.hooks}
    for name in EXTENSIONS:
        if name not in config.markdown_extensions:
            yield "markdown_extensions:", f"The Markdown extension {name} is not named.", f"restore “- {name}”."
    for name in HOOKS:
        if name not in hooks:
            yield "hooks:", f"The hook {name} is not named.", f"restore “- {name}”."
    for name in sorted(set(config.plugins) - hooks - {SERVERS_OWN}):
        yield "plugins:", f"The plugin “{name}” would run.", "write “plugins: []”; without it MkDocs adds its search."
    if Path(config.docs_dir).resolve() != (Path(config.config_file_path).parent / "docs").resolve():
        yield "docs_dir:", "The pages are read from docs/ alone.", "take docs_dir out."
    if [Path(folder).name for folder in config.theme.dirs][:1] != ["overrides"]:
        yield "theme:", "The theme's templates are used instead of ours.", "restore “custom_dir: overrides”."


def _assets(config: MkDocsConfig, root: Path) -> Iterator[Fault]:
    """Style sheets and scripts, which must be files of ours; and the footer's form."""
    sheets, scripts = [str(sheet) for sheet in config.extra_css], [str(script) for script in config.extra_javascript]
    for setting, paths in (("extra_css", sheets), ("extra_javascript", scripts)):
        for path in dict.fromkeys(paths):
            if ELSEWHERE.match(path):
                fix = "put the file below docs/; a reader's browser asks nobody else."
                yield path, f"{setting}: “{path}” comes from elsewhere.", fix
            elif not (root / "docs" / path).is_file():
                yield path, f"{setting}: there is no file docs/{path}.", "restore it, or correct the path."
    footer = config.extra.get("footer") or []
    if not isinstance(footer, list) or len(_footer_pages(config)) < len(footer):
        yield "footer:", "The footer is no list of pages.", "give each a title and a page."


def _footer_pages(config: MkDocsConfig) -> list[str]:
    """The paths of the pages in the footer, as far as they are given as they should be."""
    footer = config.extra.get("footer") or []
    entries = [one for one in footer if isinstance(one, dict)] if isinstance(footer, list) else []
    return [str(one["page"]) for one in entries if {"title", "page"} <= set(one)]


def _nav_pages(nav: Any) -> Iterator[str]:
    """The paths in a navigation, at any depth."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list | dict):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _nav_pages(item)


def _from_elsewhere(config: MkDocsConfig) -> Iterator[Fault]:
    """Settings by which the theme lets a reader's browser ask others."""
    if config.theme.get("font", True) is not False:
        yield "font:", "The theme would fetch its faces from elsewhere.", "write “font: false” below theme."
    for name in sorted(set(config.extra) - EXTRA):
        yield f"{name}:", f"extra: there is no setting “{name}” of ours.", "take it out."


def wrong_address(url: str) -> str:
    """What is wrong with the address under which the site is to be published; empty if nothing is.

    The address itself is not repeated: it may hold a password.
    """
    try:
        way = urlsplit(url)
        host, port = way.hostname or "", way.port
        if ":" in host:
            IPv6Address(host)
    except ValueError:
        return "has a host or a port that is none"
    for wrong, why in (
        (not url, "is empty"),
        (way.scheme not in {"http", "https"}, "does not begin with http:// or https://"),
        (not host, "has no host"),
        (way.username is not None or way.password is not None, "holds a name or a password"),
        ("?" in url, "has a query"),
        ("#" in url, "has a fragment"),
        (port == 0 or way.netloc.endswith(":"), "has a host or a port that is none"),
        (":" not in host and not HOST.fullmatch(host), "has a host that is none"),
        (not PATH.fullmatch(way.path) or not url.isascii() or url != url.strip(), "holds what no address can"),
    ):
        if wrong:
            return why
    return ""
