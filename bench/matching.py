"""Matching alone: what finding names in text costs by itself, in one process and without a builder.

Run as `python -m bench.matching COUNT`; prints a JSON record of milliseconds for each MB of text.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections.abc import Callable
from statistics import median

from explainer.names import Matcher, Name

from . import corpus

ROUNDS = 3
MEGABYTE = 1_000_000
# A regex for each name is so slow that it reads less text; the result is given for the same amount.
PIECE = {30: 1, 300: 8, 3000: 64}
Hits = list[tuple[int, int]]


def text_of(known: list[corpus.Named], size: int) -> str:
    """So many characters of prose, in which names stand as often as on the generated pages."""
    choose, weights = random.Random(corpus.SEED), corpus.zipf(len(known))
    parts: list[str] = []
    length = 0
    while length < size:
        for piece in corpus.sentences(choose, known, weights, corpus.NAMES_IN_PARAGRAPH):
            parts.append(piece if isinstance(piece, str) else choose.choice((piece.title, piece.alias)))
            length += len(parts[-1]) + 1
    return " ".join(parts)[:size]


def finders(spellings: list[str]) -> dict[str, Callable[[str], Hits]]:
    """The ways to find names, each ready for use."""
    longest = sorted(spellings, key=len, reverse=True)
    ours = Matcher([Name(spelling, (spelling,)) for spelling in spellings])
    joined = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    single = [re.compile(rf"(?<!\w){re.escape(spelling)}(?!\w)") for spelling in longest]

    def by_each(text: str) -> Hits:
        hits: Hits = []
        for start, end in sorted({match.span() for name in single for match in name.finditer(text)}, key=_longest):
            if not hits or start >= hits[-1][1]:
                hits.append((start, end))
        return hits

    return {
        "ours": lambda text: [(match.start, match.end) for match in ours.find(text)],
        "one alternation": lambda text: [match.span() for match in joined.finditer(text)],
        "a regex per name": by_each,
    }


def _longest(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], -span[1]


def main(count: int) -> None:
    """Time each way in turn; all must find the same. Raises `ValueError` if they do not."""
    known = corpus.names(count)
    text = text_of(known, MEGABYTE)
    piece = text[: MEGABYTE // PIECE[count]]
    ways = finders([spelling for name in known for spelling in (name.title, name.alias)])
    if len({tuple(find(piece)) for find in ways.values()}) > 1 or ways["ours"](text) != ways["one alternation"](text):
        raise ValueError("the ways to find names do not find the same")
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way, find in ways.items():
            read = piece if way == "a regex per name" else text
            start = time.process_time()
            find(read)
            taken[way].append((time.process_time() - start) * 1000 * MEGABYTE / len(read))
    print(json.dumps({way: median(times) for way, times in taken.items()}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
