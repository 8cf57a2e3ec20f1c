"""Generated projects of any size that satisfy the site's own models, so that its extensions run on them unchanged."""

from __future__ import annotations

import datetime
import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from explainer import address_lock, claim_lock
from explainer.lockfile import NOTHING_YET
from explainer.phases import phase_of

from . import settings

SEED = 20250311
SECTIONS = (("What happened", "what-happened", 4), ("Why it matters", "why-it-matters", 2))
WORDS_BETWEEN_NAMES = 12
NAMES_IN_PARAGRAPH = 3
# About as many sources as the real site has for each page.
SOURCES_PER_PAGE = 3
OUTLETS = 20
SYLLABLES = [a + b for a in ("b", "d", "f", "g", "k", "l", "m", "n", "r", "s", "t", "v", "z") for b in "aeiou"]
VOCABULARY = """
the and of to in a that it was for on with as by at from which had been would after before this their under
over said told asked wrote met talks answer proposal truce front line day week month side office border river
city letter call plan term list question account report statement meeting envoy delegation halt pause rule
exchange
"""
PROSE = VOCABULARY.split()
# Registers that the generated pages do not use.
EMPTY = ("changes", "contacts", "kursk_area", "readouts", "tombstones", "truces", "unknowns")


@dataclass(frozen=True)
class Named:
    """A name of the glossary: its title, and the shorter form in which prose also has it."""

    title: str
    alias: str

    @property
    def slug(self) -> str:
        return self.title.lower().replace(" ", "-")


@dataclass
class Corpus:
    """What was written, and each page's paragraphs as another linker needs them: with the first mentions marked."""

    names: list[Named]
    marked: dict[str, dict[str, str]] = field(default_factory=dict)
    ledger: list[dict[str, object]] = field(default_factory=list)


def names(count: int, seed: int = SEED) -> list[Named]:
    """So many names, no two of which share a word."""
    choose = random.Random(seed)
    words: dict[str, None] = {}
    while len(words) < 2 * count:
        words["".join(choose.choices(SYLLABLES, k=3)).capitalize()] = None
    parts = list(words)
    return [Named(f"{first} {last}", last) for first, last in zip(parts[::2], parts[1::2], strict=True)]


def sentences(choose: random.Random, known: list[Named], weights: list[float], mentions: int) -> list[str | Named]:
    """Prose in pieces: words, and names as often as names occur in prose, few of them often and most seldom."""
    pieces: list[str | Named] = []
    for name in choose.choices(known, cum_weights=weights, k=mentions):
        pieces += [" ".join(choose.choices(PROSE, k=WORDS_BETWEEN_NAMES)), name]
    return [*pieces, choose.choice(PROSE)]


def zipf(count: int) -> list[float]:
    """Cumulative weights by which the n-th name occurs 1/n times as often as the first."""
    total, weights = 0.0, []
    for place in range(1, count + 1):
        total += 1 / place
        weights.append(total)
    return weights


def write(target: Path, root: Path, pages: int, count: int) -> Corpus:
    """Write a project with so many pages of prose, and one page for each of `count` names, into an empty folder.

    Settings, templates and scripts are those of the project at `root`.
    """
    choose = random.Random(SEED)
    corpus = Corpus(names(count))
    weights = zipf(count)
    sources = [f"source-{number}" for number in range(SOURCES_PER_PAGE * (pages + count))]
    for number, (path, front) in enumerate(_pages(corpus.names, sources, pages, choose)):
        own = path.removeprefix("glossary/").removesuffix(".md")
        others = [name for name in corpus.names if name.slug == own]
        body = _body(choose, corpus, weights, sources, path, number, set(others))
        _page(target, path, front, body)
    for path, title, block in (
        ("index.md", "Home", ""),
        ("sources.md", "Sources", "sources"),
        ("quotations.md", "Quotations", "quotations"),
        ("glossary/index.md", "Glossary", "glossary"),
        ("timeline/index.md", "Timeline", "timeline"),
    ):
        _page(target, path, {"title": title, "summary": _summary(title)}, f"<!-- {block} -->\n" if block else "\n")
    _registers(target, sources, corpus.ledger)
    for name in ("overrides", "scripts"):
        shutil.copytree(root / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("stylesheets", "javascripts"):
        shutil.copytree(root / "docs" / name, target / "docs" / name)
    whole = (root / "mkdocs.yml").read_text(encoding="utf-8")
    before, _, rest = whole.partition("\nnav:\n")
    _, _, after = rest.partition("\n# Theme\n")
    text = f'{before}\nnot_in_nav: "*"\n{after}'
    (target / "mkdocs.yml").write_text(settings.without(text, settings.NOT_MARKDOWN), encoding="utf-8")
    return corpus


def _summary(title: str) -> str:
    """A summary as long as those of real pages, and like no other."""
    return f"{title}: what was said and done, in as many words as a summary has."


def _pages(
    known: list[Named], sources: list[str], pages: int, choose: random.Random
) -> Iterator[tuple[str, dict[str, object]]]:
    """The path and front matter of each page: entries, and pages of prose, half of them events."""
    for name in known:
        role = {"title": "Envoy", "as_of": "2025-03-11", "source": choose.choice(sources)}
        yield (
            f"glossary/{name.slug}.md",
            {
                "title": name.title,
                "kind": "person",
                "summary": _summary(name.title),
                "aliases": [name.alias],
                "also_written": {"ru": [name.title.upper()]},
                "roles": [role],
            },
        )
    for number in range(pages):
        front: dict[str, object] = {"title": f"Page {number}", "summary": _summary(f"Page {number}")}
        if number % 2:
            yield f"pages/{number}.md", front
            continue
        date = datetime.date(2025, 2, 1) + datetime.timedelta(days=number % 480)
        actors = [name.slug for name in choose.sample(known, 3)]
        event = {
            "date": f"{date}",
            "known": f"{date}",
            "place": "City",
            "actors": actors,
            "phase": phase_of(date),
            "kind": "talks",
        }
        yield f"timeline/{date}-page-{number}.md", front | event


def _body(
    choose: random.Random,
    corpus: Corpus,
    weights: list[float],
    sources: list[str],
    path: str,
    number: int,
    seen: set[Named],
) -> str:
    """The sections of a page, each paragraph cited once; every second page quotes the ledger."""
    lines: list[str] = []
    marked = corpus.marked[path] = {}
    for title, address, paragraphs in SECTIONS:
        lines += [f"## {title} {{#{address}}}", ""]
        for place in range(paragraphs):
            source = choose.choice(sources)
            plain = other = ""
            for piece in sentences(choose, corpus.names, weights, NAMES_IN_PARAGRAPH):
                if isinstance(piece, str):
                    plain, other = f"{plain} {piece}", f"{other} {piece}"
                    continue
                text = piece.alias if piece in seen or choose.random() < 0.3 else piece.title
                plain += f" {text}"
                other += f" {text}" if piece in seen else f" <s:{piece.title}|{text}>"
                seen.add(piece)
            end = _quotation(choose, corpus, source, number) if place == 0 and number % 2 else ""
            end = f"{end}.[^{source}]"
            lines += [f"It{plain}{end}", ""]
            marked[f"It{plain}{end}"] = f"It{other}{end}"
    return "\n".join(lines)


def _quotation(choose: random.Random, corpus: Corpus, source: str, number: int) -> str:
    words = " ".join(choose.choices(PROSE, k=14))
    corpus.ledger.append(
        {
            "id": f"q-{len(corpus.ledger)}",
            "speaker": "An envoy",
            "date": "2025-03-11",
            "occasion": "talks",
            "side": "others",
            "words": words,
            "language": "en",
            "source": source,
        }
    )
    return f" and said: “{words}”"


def _page(target: Path, path: str, front: dict[str, object], body: str) -> None:
    file = target / "docs" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{_yaml(front)}---\n{body}", encoding="utf-8")


def _yaml(record: dict[str, object], indent: str = "") -> str:
    """A record as YAML; its values in JSON, which YAML includes, but for dates, which YAML reads when they are bare."""
    lines = []
    for key, value in record.items():
        bare = key in {"date", "known"}
        lines.append(f"{key}: {value if bare else json.dumps(value, ensure_ascii=False)}\n")
    return indent.join(lines)


def _registers(target: Path, sources: list[str], ledger: list[dict[str, object]]) -> None:
    data = target / "data"
    data.mkdir()
    records: list[dict[str, object]] = [
        {
            "id": source,
            "type": "article-newspaper",
            "title": f"A report on what was said, {number}",
            "container-title": f"Outlet {number % OUTLETS}",
            "issued": f"{datetime.date(2025, 1, 1) + datetime.timedelta(days=number % 500)}",
            "URL": f"https://example.org/{source}",
            "language": "en",
            "grade": "A",
            "kind": "news report",
            "read-as": "original",
        }
        for number, source in enumerate(sources)
    ]
    outlets: list[dict[str, object]] = [{"name": f"Outlet {number}", "country": "US"} for number in range(OUTLETS)]
    for name, register in (("sources", records), ("outlets", outlets), ("quotations", ledger)):
        text = "".join("- " + _yaml(record, "  ") for record in register)
        (data / f"{name}.yaml").write_text(text, encoding="utf-8")
    for name in EMPTY:
        (data / f"{name}.yaml").write_text("[]\n", encoding="utf-8")
    for lock in (address_lock.LOCK, claim_lock.LOCK):
        (target / lock).write_text(f"{NOTHING_YET}\n", encoding="utf-8")
