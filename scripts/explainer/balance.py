"""Whose words the site quotes, where its sources come from, and by which verbs it says that somebody spoke.

`python -m explainer.balance` prints it page by page; the method page shows the totals.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from . import commands
from .content import Content, load
from .documents import Document
from .models import About, Page, Position
from .names import Matcher, build_matcher
from .quoting import QUOTED, plain, quoted_in
from .registers import SIDES
from .wording import escape
from .words import country

# How the tables call the sides that are no actor of the matrix.
SIDE_TITLES = {"joint": "Joint texts", "others": "Others"}
# The editorial rules ask for the first set; a word of the second takes a side.
PLAIN_VERBS = (
    "said",
    "wrote",
    "told",
    "asked",
    "called",
    "announced",
    "named",
    "added",
    "answered",
    "replied",
    "spoke",
)
LOADED_VERBS = (
    "claimed",
    "admitted",
    "insisted",
    "boasted",
    "conceded",
    "alleged",
    "confessed",
    "asserted",
    "purported",
)
# Countries with fewer sources share a row.
ROW_FROM = 5
VERB = "|".join(PLAIN_VERBS + LOADED_VERBS)
# “Putin said”, “Putin, the president, told”; “said Putin”
AFTER_NAME = re.compile(rf"(?:’s)?(?:, [^,.;:]{{1,60}},)? (?:then |also |later )?({VERB})\b")
SPOKEN = re.compile(rf"\b(?:{VERB})\b")
BEFORE_NAME = re.compile(rf"\b({VERB}) $")


def words_quoted(content: Content, doc: Document[Page]) -> Counter[str]:
    """How many words of each side a page quotes."""
    found: Counter[str] = Counter()
    for _, quoted, entry in quoted_in(content, doc):
        found[entry.side] += len(quoted.split())
    return found


def sources_by(content: Content) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """How many sources are of each grade, and of each country and grade."""
    grades: Counter[str] = Counter()
    countries: Counter[tuple[str, str]] = Counter()
    for source in content.sources.values():
        outlet = content.outlet_of(source)
        grades[source.grade] += 1
        countries[outlet.country if outlet else "unknown", source.grade] += 1
    return grades, countries


def verbs(content: Content, doc: Document[Page], matcher: Matcher) -> Counter[tuple[str, str]]:
    """How often a page says of each name, by the page it leads to, that it said, wrote, claimed …"""
    found: Counter[tuple[str, str]] = Counter()
    for paragraph in doc.paragraphs():
        if not SPOKEN.search(paragraph.text):  # spares most paragraphs the rest
            continue
        text = QUOTED.sub("", plain(paragraph.text))
        if not SPOKEN.search(text):
            continue
        for match in matcher.find(text):
            spoken = AFTER_NAME.match(text, match.end) or BEFORE_NAME.search(text[: match.start])
            if spoken:
                found[match.paths[0], spoken[1]] += 1
    return found


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return [*("| " + " | ".join(line) + " |" for line in lines), ""]


def side_titles(content: Content) -> dict[str, str]:
    """The sides in their order, as the tables call them."""
    positions = {doc.slug: doc.page.title for doc in content.of(Position)}
    return {side: positions.get(side, SIDE_TITLES.get(side, side)) for side in SIDES}


def _shown(content: Content) -> list[Document[Page]]:
    """The pages that state facts; those about the site itself are left out."""
    return [doc for _, doc in sorted(content.documents.items()) if not isinstance(doc.page, About)]


def balance(content: Content, doc: Document[Page]) -> list[str]:
    """The site's totals, as Markdown for the method page."""
    total: Counter[str] = Counter()
    for page in _shown(content):
        total += words_quoted(content, page)
    entries = Counter[str](entry.side for entry in content.quotations.values())
    lines = _table(
        ["Whose words", "quotations in the ledger", "words quoted on pages"],
        [[escape(title), str(entries[side]), str(total[side])] for side, title in side_titles(content).items()],
    )
    lines += _table(["Seat of the outlet", "A", "B", "C", "sources"], _country_rows(content))
    matcher = build_matcher(content)
    by_verb: Counter[str] = Counter()
    for page in _shown(content):
        for (_, verb), number in verbs(content, page, matcher).items():
            by_verb[verb] += number
    used = ", ".join(f"{verb} {by_verb[verb]}" for verb in PLAIN_VERBS if by_verb[verb])
    loaded = ", ".join(f"{verb} {by_verb[verb]}" for verb in LOADED_VERBS if by_verb[verb]) or "none"
    return [*lines, f"Verbs of speech beside a name: {used}. Verbs that take a side: {loaded}.", ""]


def _country_rows(content: Content) -> list[list[str]]:
    """Countries by number of sources; those with few in one row."""
    grades, countries = sources_by(content)
    totals: Counter[str] = Counter()
    for (code, _), number in countries.items():
        totals[code] += number
    few = [code for code, number in totals.items() if number < ROW_FROM]
    rows = [
        [country(code), *(str(countries[code, grade]) for grade in "ABC"), str(number)]
        for code, number in sorted(totals.items(), key=lambda item: (-item[1], item[0]))
        if code not in few
    ]
    counts = [sum(countries[code, grade] for code in few) for grade in "ABC"]
    rows.append([f"{len(few)} others", *map(str, counts), str(sum(counts))])
    rows.append(["all", *(str(grades[grade]) for grade in "ABC"), str(grades.total())])
    return rows


def report(content: Content) -> list[str]:
    """Page by page, the words quoted of each side; then each actor's verbs; then the sources."""
    titles = side_titles(content)
    lines = ["Words quoted, page by page"]
    for doc in _shown(content):
        if found := words_quoted(content, doc):
            lines.append(
                f"  {doc.path}: " + ", ".join(f"{titles[side]} {found[side]}" for side in SIDES if found[side])
            )
    matcher = build_matcher(content)
    actors: dict[str, Counter[str]] = {}
    for doc in _shown(content):
        for (path, verb), number in verbs(content, doc, matcher).items():
            actors.setdefault(path, Counter())[verb] += number
    lines.append("Verbs of speech, actor by actor")
    for path, counted in sorted(actors.items(), key=lambda item: (-item[1].total(), item[0])):
        words = ", ".join(f"{verb} {number}" for verb, number in counted.most_common())
        lines.append(f"  {content.documents[path].page.title}: {words}")
    return [*lines, "Totals", *(f"  {line}" for line in balance(content, _shown(content)[0]) if line)]


def main() -> None:
    """Print the report."""
    print("\n".join(report(load(Path.cwd()))))


if __name__ == "__main__":
    commands.run(main)
