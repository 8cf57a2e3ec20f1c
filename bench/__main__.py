"""`make bench`: measure everything in one run, and write BENCHMARK.md."""

from __future__ import annotations

import datetime
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from statistics import median

from . import corpus, glossary, settings
from .builds import Compared, build, compare

ROOT = Path(__file__).parents[1]
ROUNDS = 5
MANY_PAGES = 1000  # of which one round is enough
SMALL = 200, 300  # pages of prose, names
LARGE = 1000, 300
# What grows: pages with as many names, then names with as many pages.
GROWTH = [(100, 300), SMALL, LARGE, (200, 30), (200, 3000)]
MATCHED = (30, 300, 3000)
PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "pydantic", "PyYAML", "mkdocs-ezglossary-plugin")
OURS, PLAIN, OTHER, WHOLE, PUBLISHED = "ours", "plain", "ezglossary", "whole", "published"

METHOD = """\
Every build is cold, in a process of its own, and measured by its processor time (user and system) and its highest
resident memory. Python's compiled files are there; nothing else is kept between builds. The builds of a row take turns.
Ratios are medians over the rounds, each formed within its round, with the lowest and highest in brackets. The machine's
load was {load:.1f} in the mean of the last quarter of an hour; above the number of cores, other work was going on, so
only ratios count. Where valgrind is installed (Debian's package of that name), the instructions of this site's builds
are compared too: whatever else the machine does, they are the same from run to run within a thousandth. How the pages
are made stands in `bench/`."""
PLAIN_MEANS = """\
Plain is the same text, that is, the Markdown which our preprocessors write, with lists and notes, under the same
settings and theme but without our extensions and hooks. Ours writes that text itself and adds links, citations and who
mentions whom, and makes all editorial checks; both have the theme's own templates. Ours keeps what it has read from the
garbage collector (`gc.freeze`), which spares it what its own data would cost there. Target: 1.15.

“With marks” adds what else is done to the text of a page: marks and lists of quotations, links to claims, addresses
that are kept, and HTML as browsers want it. “As published” is the site as readers get it: with our templates, which are
lighter than the theme's, and with all that is given to others (data, feeds, citations, cards, search), but for the
pictures, which are drawn once and kept."""
OTHER_MEANS = """\
The same first mentions, marked by hand as it needs them (`<s:Name>`), with the summary on hover and the list of
references; both make the same number of links. Target: a third."""
MATCHING_MEANS = """\
Each name has two spellings, and all ways find the same places in 1 MB of text, of which a regex per name reads an
eighth at 300 names and a 64th at 3,000."""


def twin(project: Path, target: Path) -> Path:
    """The plain project with the same text."""
    command = [sys.executable, "-m", "bench.plain", str(project), str(target)]
    done = subprocess.run(command, env=_environment(project), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{project} has no plain twin: {done.stderr}")
    return target


def _environment(project: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{project / 'scripts'}:{ROOT}"}


def real(folder: Path) -> Compared:
    """The site itself beside its plain twin."""
    ours = folder / OURS
    for name in ("docs", "data", "overrides", "scripts"):
        shutil.copytree(ROOT / name, ours / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "mkdocs.yml", ours / "mkdocs.yml")
    published = folder / PUBLISHED
    shutil.copytree(ours, published)
    build(published, folder / "warm")  # draws the pictures
    _take_out(ours, settings.NOT_MARKDOWN)
    whole = shutil.copytree(ours, folder / WHOLE)
    _take_out(ours, settings.NOT_LINKING)
    projects = {PLAIN: twin(whole, folder / PLAIN), OURS: ours, WHOLE: whole, PUBLISHED: published}
    return compare(projects, ROUNDS, counting=True)


def _take_out(project: Path, lines: tuple[str, ...]) -> None:
    """Take lines out of a project's settings."""
    file = project / "mkdocs.yml"
    file.write_text(settings.without(file.read_text(encoding="utf-8"), lines), encoding="utf-8")


def generated(folder: Path, pages: int, count: int) -> Compared:
    """A generated site beside its plain twin, and beside the other linker where the two do the same job."""
    ours = folder / OURS
    ours.mkdir(parents=True)
    made = corpus.write(ours, ROOT, pages, count)
    projects = {PLAIN: twin(ours, folder / PLAIN), OURS: ours}
    _take_out(ours, settings.NOT_LINKING)
    if (pages, count) in (SMALL, LARGE):
        glossary.write(folder / PLAIN, folder / OTHER, made)
        projects[OTHER] = folder / OTHER
    found = compare(projects, 1 if pages + count > MANY_PAGES else ROUNDS)
    if OTHER in projects:
        links = _links(folder / OURS, "xref"), _links(folder / OTHER, "mkdocs-ezglossary-link")
        if links[0] != links[1]:
            raise RuntimeError(f"the two linkers did not do the same job: {links} links")
    return found


def _links(project: Path, name: str) -> int:
    files = (project / ".bench-site").rglob("*.html")
    return sum(len(re.findall(f'<a[^>]*class="{name}"', file.read_text(encoding="utf-8"))) for file in files)


def matching() -> dict[int, dict[str, float]]:
    """Milliseconds for each MB of text by number of names and way of finding them."""
    found = {}
    for count in MATCHED:
        command = [sys.executable, "-m", "bench.matching", str(count)]
        done = subprocess.run(command, env=_environment(ROOT), stdout=subprocess.PIPE, text=True, check=True)
        found[count] = json.loads(done.stdout)
    return found


def _ratio(ratios: list[float]) -> str:
    """The median of the rounds, and how far they lie apart."""
    return f"**{median(ratios):.2f}** ({min(ratios):.2f}–{max(ratios):.2f})"


def _against_plain(compared: dict[str, Compared]) -> list[str]:
    lines = ["| pages | rounds | plain | ours | ours ÷ plain | in instructions | memory, plain | memory, ours |"]
    lines.append("|" + "---|" * 8)
    for title, found in compared.items():
        kinds = {OURS: title, WHOLE: f"{title}, with marks", PUBLISHED: f"{title}, as published"}
        for name, what in kinds.items():
            if name in found.rounds:
                seconds = f"{found.seconds(PLAIN):.1f} s | {found.seconds(name):.1f} s"
                counted = found.instructions
                instructions = f"**{counted[name] / counted[PLAIN]:.3f}**" if counted else "–"
                lines.append(
                    f"| {what} | {len(found.rounds[name])} | {seconds} "
                    f"| {_ratio(found.ratios(name, PLAIN))} | {instructions} | {found.megabytes(PLAIN):.0f} MB "
                    f"| {found.megabytes(name):.0f} MB |"
                )
    return lines


def _against_other(compared: dict[str, Compared]) -> list[str]:
    lines = ["| pages | rounds | ezglossary | it ÷ plain | ours ÷ it, in all | ours ÷ it, added to plain |"]
    lines.append("|" + "---|" * 6)
    for title, found in compared.items():
        lines.append(
            f"| {title} | {len(found.rounds[OURS])} | {found.seconds(OTHER):.1f} s "
            f"| {_ratio(found.ratios(OTHER, PLAIN))} | {_ratio(found.ratios(OURS, OTHER))} "
            f"| {_ratio(found.ratios(OURS, OTHER, less=PLAIN))} |"
        )
    return lines


def _matching(found: dict[int, dict[str, float]]) -> list[str]:
    ways = list(next(iter(found.values())))
    lines = ["| names | " + " | ".join(ways) + " | ours ÷ one alternation | ours ÷ a regex per name |"]
    lines.append("|" + "---|" * (len(ways) + 3))
    for count, times in found.items():
        cells = [f"{times[way]:.0f} ms/MB" for way in ways] + [
            f"**{times[OURS] / times[way]:.3g}**" for way in ways[1:]
        ]
        lines.append(f"| {count} | " + " | ".join(cells) + " |")
    return lines


def _growth(compared: dict[tuple[int, int], Compared]) -> list[str]:
    lines = ["| pages of prose | names | all pages | ours, per page | plain, per page | added, per page |"]
    lines.append("|" + "---|" * 6)
    for (pages, count), found in compared.items():
        total = pages + count
        ours, plain = (found.seconds(name) * 1000 / total for name in (OURS, PLAIN))
        lines.append(f"| {pages} | {count} | {total} | {ours:.1f} ms | {plain:.1f} ms | {ours - plain:.1f} ms |")
    return lines


def report(
    ours: Compared, sites: dict[tuple[int, int], Compared], matched: dict[int, dict[str, float]], load: float
) -> str:
    """BENCHMARK.md."""
    title = {size: f"{size[0]} generated pages, {size[1]} names and their pages" for size in sites}
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    lines = [
        "# What it costs",
        "",
        f"Written by `make bench` on {datetime.date.today().isoformat()}; do not edit. {platform.system()} "
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; {packages}.",
        "",
        *METHOD.format(load=load).splitlines(),
        "",
        "## Against plain MkDocs and Material",
        "",
        *PLAIN_MEANS.splitlines(),
        "",
        *_against_plain({"this site": ours} | {title[size]: found for size, found in sites.items()}),
        "",
        "## Against mkdocs-ezglossary-plugin",
        "",
        *OTHER_MEANS.splitlines(),
        "",
        *_against_other({title[size]: sites[size] for size in (SMALL, LARGE)}),
        "",
        "## Matching alone",
        "",
        *MATCHING_MEANS.splitlines(),
        "",
        *_matching(matched),
        "",
        "## Growth",
        "",
        "Target: the time per page stays within 15 per cent.",
        "",
        *_growth(sites),
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure, and write the page."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        print("this site", flush=True)
        ours = real(folder / "real")
        sites = {}
        for pages, count in GROWTH:
            print(f"{pages} pages, {count} names", flush=True)
            sites[pages, count] = generated(folder / f"{pages}-{count}", pages, count)
            shutil.rmtree(folder / f"{pages}-{count}")
        print("matching", flush=True)
        matched = matching()
    (ROOT / "BENCHMARK.md").write_text(report(ours, sites, matched, os.getloadavg()[2]), encoding="utf-8")


if __name__ == "__main__":
    main()
