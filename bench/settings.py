"""What a benchmark takes out of the settings of a site, mkdocs.yml, as text."""

from __future__ import annotations

from collections.abc import Iterable

# What the settings of the site name besides what makes text: our templates, and what is given to others.
NOT_MARKDOWN = ("  - scripts/explainer/publish.py", "  - scripts/explainer/present.py", "  custom_dir: overrides")
# What is done to a text besides linking its names and writing its citations and backlinks.
NOT_LINKING = tuple(f"  - explainer.{name}" for name in ("quotations", "claims", "addresses", "markup"))


def without(settings: str, lines: Iterable[str]) -> str:
    """Settings of a site without some lines. Raises `ValueError` if one is not there."""
    for line in lines:
        if f"{line}\n" not in settings:
            raise ValueError(f"mkdocs.yml lacks the line that the benchmark takes out: {line}")
        settings = settings.replace(f"{line}\n", "")
    return settings


def plain(text: str) -> str:
    """The settings of a project without its own extensions, hooks and templates."""
    own = ("  - explainer.", "  - scripts/explainer/", "  custom_dir: overrides", "hooks:")
    rest = "\n".join(line for line in text.splitlines() if not line.startswith(own)) + "\n"
    if "explainer." in rest or "hooks.py" in rest or "overrides" in rest:
        raise ValueError("mkdocs.yml names the explainer where the benchmark does not look for it")
    return rest
