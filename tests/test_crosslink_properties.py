"""The linker's promises, kept for whatever an editor may write: pages made up at random, names next to anything."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Literal

import linking
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

NAMES = st.sampled_from(linking.spellings())


def one_of(lines: str, *more: str) -> st.SearchStrategy[str]:
    """One of the words of a text, or of some more that hold spaces."""
    return st.sampled_from([*lines.split(), *more])


FORMS = one_of(
    r"""{} {} {} {}'s {}’s {}s {}а {}ism pro-{} ex–{} {}-{} {}/{} ({}) {}. @{} {}_ {}[^1] {}<br>{} {}*ly* {}\_x
    {}&eacute; &eacute;{} &nbsp;{} {}&shy;n {}&rsquo;s""",
    *("{}\u0301", "{}\u00ad", "{}\u00adn", "n\u00ad{}", "{}\u200b{}", "{}\u2060", "कि{}"),
)
SPACES = st.sampled_from([" ", " ", " ", "  ", "\n", "\u00a0", "\u2009", "\t", "&nbsp;", "*", "\u00ad"])
CASES: st.SearchStrategy[Callable[[str], str]] = st.sampled_from([str, str, str, str.upper, str.lower, str.title])
COMPOSED: st.SearchStrategy[Literal["NFC", "NFD"]] = st.sampled_from(["NFC", "NFC", "NFC", "NFD"])


@st.composite
def inflected(draw: st.DrawFn) -> str:
    """A name in any form: in any case, composed or not, with any space in it and anything beside it."""
    name = unicodedata.normalize(draw(COMPOSED), draw(CASES)(draw(NAMES)))
    return draw(FORMS).replace("{}", name.replace(" ", draw(SPACES)))


CHARACTERS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=3)
WORDS = one_of(
    """the a said of, and in – — … Meloni Atlanta Petersburg economic Times. The Popular 42 “ ” « » „ " ‘ ’ ' ` `` * **
    _ [ ] ( ) < > & ! | : ~ = ^ # + - 1. 2) {: } [^1] [^none] <br> <a> </a> <q> </q> <b> </b> <!-- -->"""
)
SIGNS = one_of(
    r"""\* \_ \` \" \[ \] \< \\ &amp; &lt; &copy; &#8220; &#x201d; &quot; &ldquo; &rdquo; &laquo; &raquo; &bogus;""",
    *("  \n", "\\\n", "\n", "{: .x}", "{ .footnote }", '<!-- " <a> -->', "<span title='<a>'>", "\x02wzxhzdk:0\x03"),
)
ATOMS = st.one_of(inflected(), inflected(), inflected(), WORDS, WORDS, SIGNS, CHARACTERS)
AROUND = one_of(
    """*{}* **{}** ***{}*** _{}_ `{}` ``{}`` [{}](quiet.md) [{}](glossary/kremlin.md) [{}][r] ![{}](a.png) ~~{}~~ ({})
    <https://example.org/{}> “{}” «{}» „{}“ „{}” "{}" “{} {}” ‘{}’ »{}« &ldquo;{}&rdquo; &quot;{}&quot; [“{}](quiet.md)
    *“{}* <a>{} <kbd>{}</kbd> <q>{}</q> <b>{}</b> <sup>{}</sup> <code>{}</code> <cite>{}</cite> <abbr>{}</abbr>
    {}{:.garble} *{}*{.garble}""",
    *("<a href='x'>{}</a>", "<A HREF=x>{}</A>", "<span class='x'>{}</span>", "<!-- {} -->", "[x](y.md '{}')"),
)
INLINE = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds(lambda around, text: around.replace("{}", text), AROUND, inner),
        st.builds(
            lambda texts, between: between.join(texts), st.lists(inner, min_size=2, max_size=4), one_of(", –", " ", "")
        ),
    ),
    max_leaves=6,
)
TEXT = st.lists(INLINE, min_size=1, max_size=4).map(" ".join)
LINE = TEXT.map(lambda text: text.replace("\n", " "))


def indented(text: str, by: str = "    ") -> str:
    return "\n".join(by + line for line in text.split("\n"))


def block(form: str, *texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A form with its gaps filled."""
    return st.builds(form.format, *texts)


LEAVES = st.one_of(
    TEXT,
    TEXT,
    block("{} {} {{#x}}", one_of("# ## ######"), LINE),
    block("{}\n===", LINE),
    block("```\n{}\n```", TEXT),
    block("~~~ python\n{}\n~~~", TEXT),
    TEXT.map(indented),
    block("| {} | {} |\n|---|:-:|\n| {} | {} |", LINE, LINE, LINE, LINE),
    block("[^1]: {}", TEXT),
    block("*[{}]: {}", NAMES, LINE),
    block("{}\n:   {}", LINE, LINE),
    block("<div>{}</div>", TEXT),
    block("<div markdown='1'>\n{}\n</div>", TEXT),
    block("<figure markdown='1'>\n{}\n<figcaption markdown='1'>{}</figcaption>\n</figure>", LINE, LINE),
    block("<details markdown='1'><summary>{}</summary>\n{}\n</details>", LINE, TEXT),
    block("<p>{}", LINE),
    one_of("--- [TOC] <hr> <a> </a> &nbsp; <!--Putin-->", "[r]: quiet.md", "<?x Putin ?>"),
)
BLOCKS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(lambda text: f"- {indented(text).lstrip()}"),
        inner.map(lambda text: f"1. {indented(text).lstrip()}"),
        inner.map(lambda text: indented(text, "> ")),
        inner.map(lambda text: f'!!! note "Putin"\n{indented(text)}'),
        st.lists(inner, min_size=2, max_size=3).map("\n\n".join),
    ),
    max_leaves=5,
)
PAGES = st.lists(BLOCKS, min_size=1, max_size=4).map("\n\n".join)


# The same pages on each run, so that a failure is news.
@settings(max_examples=400, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(PAGES)
def test_whatever_an_editor_writes(text: str) -> None:
    linking.check(text)
