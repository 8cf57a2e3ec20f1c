"""The room that presents: a hook of MkDocs that tells templates where a page stands, and makes style sheets lean."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from explainer import stylesheets, wayfinding
from explainer.addresses import address_of
from explainer.exports import catalogue
from explainer.exports.edition import Edition
from explainer.hooks import edition
from explainer.models import AsKnown, Home, Listing, Story
from explainer.wording import format_date

# What the site's style sheets are published as.
SHEET = "stylesheets/site.css"
# What pages without the theme have instead, and what they share with the others: the faces and the colours.
APART = "stylesheets/cite.css"
SHARED = ("stylesheets/fonts.css", "stylesheets/tokens.css")
# Their own names, in order; and the command, while an editor waits for it.
_sheets: list[str] = []
_waiting: list[str] = []
# The address of each page in this build, by its path below docs/.
_urls: dict[str, str] = {}


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether an editor waits for each build."""
    _waiting[:] = [command] if command == "serve" else []


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The site's style sheets are published as one."""
    _sheets[:] = [str(sheet) for sheet in config.extra_css] if config.extra_css != [SHEET] else _sheets
    config.extra_css = [SHEET]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Join the style sheets."""
    own, apart = _pieces(files, _sheets), _pieces(files, (*SHARED, APART))
    texts = {SHEET: stylesheets.joined(file.content_string for file in own)}
    if any(file.src_uri == APART for file in apart):
        texts[APART] = stylesheets.joined(file.content_string for file in apart)
    for file in {file.src_uri: file for file in (*own, *apart)}.values():
        files.remove(file)
    for path, text in texts.items():
        files.append(File.generated(config, path, content=text))
    return files


def _pieces(files: Files, paths: Iterable[str]) -> list[File]:
    return [file for file in map(files.get_file_from_path, paths) if file is not None]


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Let the templates ask for the address of a page by its path, and have them escape every text.

    Before the first template is read: Jinja decides then whether it escapes. What is HTML already says `safe`.
    """
    env.autoescape = True
    _urls.update({file.src_uri: file.url for file in files.documentation_pages()})
    env.globals["url_of"] = _urls.get
    return env


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
    """Give the templates the page's place among the others."""
    context["here"] = _here(edition(config), page)
    # The theme would name both in the head, and Firefox fetch the next one early, which the security policy forbids.
    page.previous_page = page.next_page = None
    return context


def _here(published: Edition, page: Page) -> dict[str, Any]:
    """What stands around a page's text (overrides/partials/): ways as addresses from the site's own, dates in words."""
    path = page.file.src_uri
    loaded, described = published.content, published.pages[path]
    own = loaded.documents[path].page
    dated = isinstance(own, AsKnown)
    main = wayfinding.section_of(loaded, path)
    beside = [child for child in page.parent.children if isinstance(child, Page)] if page.parent else []
    changed = f"Changed {format_date(described.modified)}"
    newcomers = wayfinding.NEWCOMERS
    return {
        "section": _urls[beside[0].file.src_uri if beside else main],
        "beside": [{"title": child.title, "url": child.url} for child in beside],
        "trail": [
            {"title": step.title, "url": _urls[step.path]} for step in wayfinding.trail(loaded, loaded.documents[path])
        ],
        "model": type(own).__name__.lower(),
        "kind": wayfinding.kind(own),
        "standfirst": "" if isinstance(own, Home) or (isinstance(own, Listing) and own.only) else own.summary,
        "as_of": f"As {'it was known on' if dated else 'of'} {format_date(described.as_of)}",
        "record_ends": "" if dated else _urls.get("method/index.md", ""),
        "published": f"Published {format_date(described.published)}",
        "changed": "" if dated or described.modified == described.published else changed,
        "newcomers": _urls[newcomers] if newcomers in _urls and not isinstance(own, Home | Story) else "",
        "cite": _cite(path) if f"{_cite(path)}index.html" in catalogue.given else "",
    }


def _cite(path: str) -> str:
    """Where an export says how to cite a page."""
    return f"cite/{address_of(path).rstrip('/') or 'home'}/"


def on_post_build(config: MkDocsConfig) -> None:
    """Take out of the theme's style sheets what no page needs; an editor need not wait for that."""
    site = Path(config.site_dir)
    if _waiting:
        return
    scripts = [file.read_text(encoding="utf-8") for file in sorted(site.rglob("*.js"))]
    used = stylesheets.names((page.read_text(encoding="utf-8") for page in site.rglob("*.html")), scripts)
    theirs = sorted((site / "assets" / "stylesheets").glob("*.css"))
    texts = {file: file.read_text(encoding="utf-8") for file in [*theirs, site / SHEET]}
    for file in theirs:
        others = [*scripts, *(text for other, text in texts.items() if other != file)]
        file.write_text(stylesheets.pruned(texts[file], used, others), encoding="utf-8")
