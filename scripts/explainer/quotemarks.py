"""Which marks make a reader see a quotation, however they were typed.

Words of others stand in “ and ” alone, so that the ledger can be asked about them (checks.py). Whatever else looks
like a quotation mark once a browser shows it is a fault: another language's marks, straight or single ones, marks
written as entities or behind a backslash, the element that browsers show with marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from .characters import ENTITY
from .documents import CITATION

# <!-- a comment -->
COMMENT = re.compile(r"<!--.*?-->", re.S)
# <q>, which a browser shows in quotation marks; <blockquote>, set off as a quotation
QUOTING_TAG = re.compile(r"<\s*(q|blockquote)\b", re.I)
# <b>, </b>
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# {attributes}
ATTRIBUTES = re.compile(r"\{[^{}]*\}")
# `code`, ``code``
CODE = re.compile(r"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)")
# [words](address "title")
LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:<[^<>]*>|(?:[^()]|\([^()]*\))*)\)")
# The title of a link or picture, title="…" and the other attributes that readers are shown or told
HINT = re.compile(
    r"""\]\(\s*(?:<[^<>]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\s+(?:"(?P<double>.*?)"|'(?P<single>.*?)')\s*\)"""
    r"""|\b(?:title|alt|aria-label|aria-description|content|label)\s*=\s*(?:"(?P<text>[^"]*)"|'(?P<other>[^']*)')"""
)
# \"   what Markdown shows without its backslash
ESCAPED = re.compile(r"""\\([\\`*_{}\[\]()>#+\-.!"'~|:<])""")
# **, _   emphasis
EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)")
# Whatever Unicode knows as a quotation mark (Quotation_Mark in PropList.txt) but “ ” ’ and ', and what looks like one:
# the ornaments ❛ to ❠ and 🙶 to 🙸, the double letters ʺ and ˮ, brackets of Chinese and Japanese, primes after no figure.
FOREIGN = re.compile('["«»‘‚‛„‟‹›⹂「」『』〝〞〟﹁﹂﹃﹄＂＇｢｣《》〈〉❛-❠🙶-🙸〃״ʺˮ˝]')
PRIME = re.compile(r"[″‶‴‷](?:(?<!\d.)|(?=\w))")
# ''words'', ,,words'', ““words””, <<words>>   marks doubled, as on a typewriter
DOUBLED = ("''", "’’", "``", "´´", "′′", "““", "””", ",,", "<<", ">>")
# 'three words or more'   in marks that are apostrophes too; ’90s, ’tis and rock ’n’ roll are none
SINGLE = re.compile(
    r"['’`´ʼʻʽ′‵](?<![\w'’`´].)(?!\d|(?:tis|twas|em|til|cause|n|s)\b)(?=\w)"
    r"((?:[^'’`´ʼʻʽ′‵|]|(?<=\w)['’ʼ](?=\w))*?)(?<=[\w.,!?…])['’`´ʼʻʽ′‵](?!\w)"
)
QUOTED = re.compile(r"“[^“”]*”")
SINGLE_FROM = 3  # words
# Without one of these, which most paragraphs have not, there is no quotation.
SIGN = re.compile("[\"“”«»‘‚‛„‟‹›⹂「」『』〝〞〟﹁﹂﹃﹄＂＇｢｣《》〈〉❛-❠🙶-🙸〃״ʺˮ˝″‶‴‷&<`´'′‵ʼʻʽ]")
RAISED = re.compile(r"’(?:(?<!\w.)(?=[\w*_<\\])|’)")


def shown(markdown: str, with_code: bool = True) -> str:
    """Markdown as a reader sees it, on one line: without notes, attributes, tags and the addresses of links.

    “ and ” that were not typed as such become straight marks, which `strange_mark` reports.
    """
    text = CITATION.sub("", COMMENT.sub("", markdown))
    if "`" in text:
        text = CODE.sub(r"\2" if with_code else "", text)
    if "<<" in text or ">>" in text:
        text = text.replace("<<", '"').replace(">>", '"')
    if "](" in text:
        text = LINK.sub(r"\1", text)
    if "<" in text:
        text = TAG.sub("", QUOTING_TAG.sub('"<q', text))
    if "{" in text:
        text = ATTRIBUTES.sub("", text)
    if "&" in text:
        text = ENTITY.sub(lambda entity: _untyped(unescape(entity[0])), text)
    if "\\" in text:
        text = ESCAPED.sub(r"\1", text)
    return EMPHASIS.sub("", text) if "*" in text or "_" in text else text


def may_quote(markdown: str) -> bool:
    """Whether a text may hold a quotation mark; quick, since most do not."""
    return bool(SIGN.search(markdown) or RAISED.search(markdown)) or ",," in markdown or ">>" in markdown


def _untyped(characters: str) -> str:
    return '"' if characters in {"“", "”"} else characters


def hints(markdown: str) -> Iterator[str]:
    """What readers are shown when they point at a link or picture, or told in its place."""
    if "=" in markdown or "](" in markdown:
        for found in HINT.finditer(markdown):
            yield next(words for words in found.groups() if words is not None)


def strange_mark(text: str) -> str | None:
    """The first quotation mark in a text, as `shown` gives it, that is none of “ and ”."""
    if found := FOREIGN.search(text) or PRIME.search(text):
        return found[0]
    if doubled := next((mark for mark in DOUBLED if mark in text), None):
        return doubled
    for found in SINGLE.finditer(QUOTED.sub("", text)):
        if len(found[1].split()) >= SINGLE_FROM:
            return found[0][0]
    return None
