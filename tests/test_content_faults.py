"""Faults that an editor makes in pages and registers, each with one message that names its line; and what is none."""

from __future__ import annotations

import datetime
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from explainer import content, seen
from project import FILES, ROOT, faults, write_project

WITKOFF = "docs/glossary/steve-witkoff.md"
PUTIN = "docs/glossary/vladimir-putin.md"
TALKS = "docs/timeline/2025-03-11-talks.md"
RUSSIA = "docs/positions/russia.md"
HOME = "docs/index.md"
METHOD = "docs/method/index.md"
ANSWERS = "docs/positions/index.md"
SOURCES = "data/sources.yaml"
QUOTATIONS = "data/quotations.yaml"
UNKNOWNS = "data/unknowns.yaml"
CHANGES = "data/changes.yaml"
STORY = "docs/story/short.md"
STYLE = "docs/stylesheets/a.css"
HELD = "Talks were held.[^alpha-2025]\n"
MET = "Witkoff met Putin in Moscow.[^alpha-2025]\n"
SAID = "He said: “First, we must receive this information”.[^alpha-2025]\n"
LEFT = "<" * 7
BASE = "|" * 7
MIDDLE = "=" * 7
RIGHT = ">" * 7
NEXT_YEAR = datetime.date.today().year + 1
# Pages and files that the small site lacks.
MORE = {
    STORY: """---
title: In one minute
summary: The whole story for readers who have one minute and want its outcome.
minutes: 1
crosslink: false
---
<!-- story -->
""",
    "docs/story/long.md": """---
title: In two minutes
summary: The whole story for readers who have two minutes and want its course.
minutes: 2
crosslink: false
---
<!-- story -->
""",
    "docs/glossary/ceasefire.md": """---
title: Ceasefire
kind: term
summary: A halt in fighting that two sides agree on, for a time or without end.
aliases: [truce]
---
A halt in fighting.[^alpha-2025]
""",
    STYLE: "/* =======\n   colours */\na { color: red }\n",
    "docs/javascripts/a.js": "const a = 1;\n",
    "overrides/a.html": "<p></p>\n",
}


def at(file: str, line: int, *cases: tuple[str, str, str]) -> list[tuple[str, int, str, str, str]]:
    """Cases of one file and line: the old text, the new one, words of the reason."""
    return [(file, line, *case) for case in cases]


def held(*cases: tuple[str, str], line: int = 13) -> list[tuple[str, int, str, str, str]]:
    """Cases of what stands in an event's text: the new text, words of the reason."""
    return at(TALKS, line, *((HELD, new, reason) for new, reason in cases))


MERGE = [
    *held(
        (f"{LEFT} HEAD\nThey met.[^alpha-2025]\n", "A merge has left its mark"),
        (f"{MIDDLE}\n\n{HELD}", "A merge"),
        (f"They met {MIDDLE} in Jeddah.[^alpha-2025]\n", "A merge"),
        (f"    {RIGHT} theirs\n\n{HELD}", "A merge"),
        (f"{BASE} 1f2e\n\n{HELD}", "A merge"),
        (f"{LEFT}<< HEAD\n\n{HELD}", "A merge"),
    ),
    (TALKS, 14, HELD, f"Talks were\n{MIDDLE}\nheld.[^alpha-2025]\n", "A merge"),
    *at(WITKOFF, 5, ("aliases:", f"{LEFT} mine\naliases:", "A merge")),
    *at(RUSSIA, 9, ("text: Neither", f"text: >-\n      {MIDDLE}\n      Neither", "A merge")),
    *at(CHANGES, 5, ("wrong: The page", f"wrong: The {MIDDLE} page", "A merge")),
    *at(CHANGES, 1, ("- id", f"{LEFT} HEAD\n- id", "A merge")),
    *at(STYLE, 3, ("a {", f"{LEFT} HEAD\na {{", "A merge")),
    *at("docs/javascripts/a.js", 2, ("1;\n", f"1;\n{MIDDLE}\n", "A merge")),
    *at("overrides/a.html", 1, ("<p>", f"{RIGHT} theirs\n<p>", "A merge")),
]

UNSEEN = [
    *(
        (TALKS, 13, HELD, f"Talks {chr(number)}were held.[^alpha-2025]\n", f"U+{number:04X} {name}")
        for number, name in [
            (0x00, "NULL"),
            (0x02, "START OF TEXT"),
            (0x03, "END OF TEXT"),
            (0x07, "a control character"),
            (0x0B, "LINE TABULATION"),
            (0x0C, "FORM FEED"),
            (0x1B, "ESCAPE"),
            (0x1E, "a control character"),
            (0x7F, "DELETE"),
            (0x85, "NEXT LINE"),
            (0x90, "a control character"),
            (0xAD, "SOFT HYPHEN"),
            (0x034F, "COMBINING GRAPHEME JOINER"),
            (0x061C, "ARABIC LETTER MARK"),
            (0x200B, "ZERO WIDTH SPACE"),
            (0x200C, "ZERO WIDTH NON-JOINER"),
            (0x200D, "ZERO WIDTH JOINER"),
            (0x200F, "RIGHT-TO-LEFT MARK"),
            (0x2028, "LINE SEPARATOR"),
            (0x202E, "RIGHT-TO-LEFT OVERRIDE"),
            (0x2060, "WORD JOINER"),
            (0x2066, "LEFT-TO-RIGHT ISOLATE"),
            (0x2800, "BRAILLE PATTERN BLANK"),
            (0x3164, "HANGUL FILLER"),
            (0xE000, "no character of the standard"),
            (0xFE0F, "VARIATION SELECTOR-16"),
            (0xFEFF, "ZERO WIDTH NO-BREAK SPACE"),
            (0xFFFD, "REPLACEMENT CHARACTER"),
            (0xFFFE, "no character of the standard"),
            (0x378, "no character of the standard"),
            (0xE0041, "TAG LATIN CAPITAL LETTER A"),
            (0x10FFFF, "no character of the standard"),
        ]
    ),
    *held(
        ("Talks&#8203; were held.[^alpha-2025]\n", "ZERO WIDTH SPACE, written &#8203;"),
        ("Talks&#x202E; were held.[^alpha-2025]\n", "RIGHT-TO-LEFT OVERRIDE"),
        ("Talks&shy; were held.[^alpha-2025]\n", "SOFT HYPHEN"),
        ("Talks&zwnj; were held.[^alpha-2025]\n", "ZERO WIDTH NON-JOINER"),
    ),
    *at(WITKOFF, 5, ("[Witkoff]", "[Wit\u200bkoff]", "ZERO WIDTH SPACE")),
    *at(WITKOFF, 5, ("[Witkoff]", '["Wit\\u200bkoff"]', "ZERO WIDTH SPACE")),
    *at(WITKOFF, 4, ("A US envoy", "A US \u202eenvoy", "RIGHT-TO-LEFT OVERRIDE")),
    *at(SOURCES, 3, ("A report", "A \u2067report", "RIGHT-TO-LEFT ISOLATE")),
    *at(SOURCES, 3, ("A report", '"A \\x1b report"', "ESCAPE")),
    *at(SOURCES, 3, ("A report", '"A \\0 report"', "NULL")),
    *at(QUOTATIONS, 6, ("First, we", "First,\x0c we", "FORM FEED")),
    *at(UNKNOWNS, 8, ("Nobody says", "Nobody\u2069 says", "POP DIRECTIONAL ISOLATE")),
]

LOOKALIKES = [
    *at(WITKOFF, 2, ("title: Steve Witkoff", "title: Steve Wіtkoff", "mixes letters")),
    *at(WITKOFF, 5, ("[Witkoff]", "[Witkоff]", "“о” is U+043E CYRILLIC SMALL LETTER O")),
    *at(WITKOFF, 5, ("[Witkoff]", "[Witkοff]", "GREEK SMALL LETTER OMICRON")),
    *at(WITKOFF, 5, ("[Witkoff]", "[Ｗitkoff]", "FULLWIDTH LATIN CAPITAL LETTER W")),
    *at(WITKOFF, 5, ("[Witkoff]", "[𝐖itkoff]", "MATHEMATICAL BOLD CAPITAL W")),
    *at(WITKOFF, 6, ("Уиткофф", "Уиткoфф", "mixes letters")),
    *held(
        ("Тalks were held.[^alpha-2025]\n", "CYRILLIC CAPITAL LETTER TE"),
        ("Talks were held in Jеddah.[^alpha-2025]\n", "“Jеddah” mixes"),
        ("Talks were held by а US envoy.[^alpha-2025]\n", "only look Latin"),
    ),
    *at(SOURCES, 3, ("A report", "А report", "only look Latin")),
    *at(SOURCES, 4, ("container-title: Alpha", "container-title: Αlpha", "mixes letters")),
]

NAMES = [
    *(
        (WITKOFF, 5, "[Witkoff]", f"[{alias}]", reason)
        for alias, reason in [
            ("the", "“the” is a common word"),
            ("He", "a common word"),
            ("talks", "a common word"),
            ("The talks", "a common word"),
            ("May", "a common word"),
            ("Monday", "a common word"),
            ("W", "a single letter"),
            ("Я", "a single letter"),
            ("'2025'", "is a number"),
            ("'30'", "is a number"),
            ("'11-12'", "is a number"),
            ("W" + "i" * 10_000, "10,001 characters"),
            ("Talks", "a common word"),
            ("Home", "a common word"),
            ("Not known", "is the title of docs/unknowns.md"),
        ]
    ),
    *at("docs/glossary/ceasefire.md", 5, ("[truce]", "[said]", "a common word"), ("[truce]", "[peace, War]", "common")),
    *at("docs/glossary/ceasefire.md", 2, ("title: Ceasefire", "title: Day", "a common word")),
    *at(PUTIN, 5, ("[Putin]", "[Zoe\u0308 X, Zoë X]", "“Zoë X” is also claimed")),
]

DATES = [
    *at(TALKS, 5, ("known: 2025-03-12", "known: 2026-06-16", "later than 15 June 2026")),
    *at(WITKOFF, 10, ("as_of: 2025-03-11", "as_of: 2027-03-11", "“as_of”: 2027-03-11 is later than 15 June 2026")),
    *at(RUSSIA, 7, ("as_of: 2025-03-12", "as_of: 2062-03-12", "later than")),
    *at(HOME, 5, ("as_of: 2026-06-15", f"as_of: {NEXT_YEAR}-06-15", "lies in the future")),
    *at(HOME, 4, ("published: 2025-03-15", f"published: {NEXT_YEAR}-06-15", "lies in the future")),
    *at(CHANGES, 2, ("date: 2025-03-20", f"date: {NEXT_YEAR}-12-31", "“date”: ")),
    *at(CHANGES, 2, ("date: 2025-03-20", "date: 2025-02-30", "“2025-02-30” cannot be read")),
    *at(SOURCES, 5, ("issued: '2025-03-11'", "issued: '2026-06-16'", "later than")),
    *at(SOURCES, 5, ("issued: '2025-03-11'", "issued: 2026-07-01", "later than")),
    *at(SOURCES, 5, ("issued: '2025-03-11'", "issued: '2026-07'", "later than")),
    *at(SOURCES, 5, ("issued: '2025-03-11'", "issued: '9999'", "later than")),
    *at(UNKNOWNS, 4, ("as_of: 2026-06-15", f"as_of: {NEXT_YEAR}-06-15", "future")),
    *at(UNKNOWNS, 6, ("said: 2025-03-11", "said: 2029-03-11", "later than")),
]

ADDRESSES = [
    (SOURCES, 6, "https://example.org/a", url, reason)
    for url, reason in [
        ("https:///a", "names no host"),
        ("https://?a", "names no host"),
        ("https://example.org:99999/a", "broken host or port"),
        ("https://example.org:port/a", "broken host or port"),
        ("https://example.org:0/a", "nothing listens on"),
        ("https://[::1/a", "broken host or port"),
        ("https://[::1]/a", "by number"),
        ("https://127.0.0.1/a", "by number"),
        ("https://10.0.0.1/a", "by number"),
        ("https://192.168.1.1/a", "by number"),
        ("https://2130706433/a", "by number"),
        ("https://0x7f.0.0.1/a", "by number"),
        ("https://localhost/a", "not on the public web"),
        ("https://localhost:8000/a", "not on the public web"),
        ("https://printer.local/a", "not on the public web"),
        ("https://intranet/a", "not on the public web"),
        ("https://news.test/a", "not on the public web"),
        ("https://me:secret@example.org/a", "user name or password"),
        ("https://me@example.org/a", "user name or password"),
        ("https://example..org/a", "cannot exist"),
        ("https://-example.org/a", "cannot exist"),
        ("https://exa_mple.org/a", "cannot exist"),
        ("https://example.o/a", "cannot exist"),
        (f"https://{'a' * 64}.org/", "cannot exist"),
        ("https://exаmple.org/a", "mixes letters"),
        ("https://новости.рф/a", "other letters than ASCII"),
        ("https://xn--exmple-4nf.org/a", "looks like another"),
        ("https://example.org/%E2%80%8B", "no reader sees"),
        ("https://example.org/%00", "no reader sees"),
        ("https://example.org/a b", "holds a space"),
        ("https://example.org/<a>", "holds a character"),
        ("https://example.org/a|b", "write https://example.org/a%7Cb"),
        ("https://example.org/100%", "holds a character"),
        ("https://example.org/київ", "write https://example.org/%D0%BA"),
        ("ftp://example.org/a", "does not begin with"),
        ("javascript:alert(1)", "does not begin with"),
        ("//example.org/a", "does not begin with"),
        ("https://example.org/" + "a" * 10_000, "10,020 characters"),
    ]
]

ENTRY = (
    "- id: x\n  speaker: X\n  date: 2025-03-15\n  occasion: y\n  side: russia\n  words: A b c\n  language: en\n"
    "  source: alpha-2025\n- id: peskov-first\n"
)
ADDRESSES += held(
    ("Talks were [held](https://localhost/a).[^alpha-2025]\n", "not on the public web"),
    ("Talks were [held](<http://me:x@example.org/>).[^alpha-2025]\n", "user name or password"),
)

INVENTED = "never said these words"
QUOTES = [
    *held(
        *(
            (f"He spoke: {text}.[^alpha-2025]\n", reason)
            for text, reason in [
                (f"“{INVENTED}”", "not in the ledger"),
                (f"&ldquo;{INVENTED}&rdquo;", "Another quotation mark"),
                (f"&#8220;{INVENTED}&#8221;", "Another quotation mark"),
                (f"&#x201C;{INVENTED}&#x201D;", "Another quotation mark"),
                (f"&quot;{INVENTED}&quot;", "Another quotation mark"),
                (f"&#34;{INVENTED}&#34;", "Another quotation mark"),
                (f"&laquo;{INVENTED}&raquo;", "Another quotation mark"),
                (f"&lsquo;{INVENTED}&rsquo;", "Another quotation mark"),
                (f"&#39;{INVENTED}&#39;", "Another quotation mark"),
                (f"&apos;{INVENTED}&apos;", "Another quotation mark"),
                (f'"{INVENTED}"', "Another quotation mark"),
                (f'\\"{INVENTED}\\"', "Another quotation mark"),
                (f"“{INVENTED}&rdquo;", "Another quotation mark"),
                (f"'{INVENTED}'", "Another quotation mark"),
                (f"'*{INVENTED}*'", "Another quotation mark"),
                (f"*'{INVENTED}'*", "Another quotation mark"),
                (f"‘{INVENTED}’", "Another quotation mark"),
                (f"’{INVENTED}’", "Another quotation mark"),
                (f"‚{INVENTED}‘", "Another quotation mark"),
                (f"„{INVENTED}“", "Another quotation mark"),
                (f"«{INVENTED}»", "Another quotation mark"),
                (f"»{INVENTED}«", "Another quotation mark"),
                (f"‹{INVENTED}›", "Another quotation mark"),
                (f"「{INVENTED}」", "Another quotation mark"),
                (f"『{INVENTED}』", "Another quotation mark"),
                (f"〝{INVENTED}〞", "Another quotation mark"),
                (f"｢{INVENTED}｣", "Another quotation mark"),
                (f"《{INVENTED}》", "Another quotation mark"),
                (f"＂{INVENTED}＂", "Another quotation mark"),
                (f"❝{INVENTED}❞", "Another quotation mark"),
                (f"🙶{INVENTED}🙷", "Another quotation mark"),
                (f"‟{INVENTED}”", "Another quotation mark"),
                (f"″{INVENTED}″", "Another quotation mark"),
                (f"′{INVENTED}′", "Another quotation mark"),
                (f"´{INVENTED}´", "Another quotation mark"),
                (f"ʺ{INVENTED}ʺ", "Another quotation mark"),
                (f"ʻ{INVENTED}ʼ", "Another quotation mark"),
                (f"״{INVENTED}״", "Another quotation mark"),
                (f"''{INVENTED}''", "Another quotation mark"),
                (f"’’{INVENTED}’’", "Another quotation mark"),
                (f",,{INVENTED}''", "Another quotation mark"),
                (f"&lt;&lt;{INVENTED}&gt;&gt;", "Another quotation mark"),
                (f"<q>{INVENTED}</q>", "Raw HTML escapes"),
                (f"<Q cite='x'>{INVENTED}</Q>", "Raw HTML escapes"),
                (f"`“{INVENTED}”`", "not in the ledger"),
                (f'`"{INVENTED}"`', "Another quotation mark"),
                ("“*never* said **these** words”", "“never said these words” is not in the ledger"),
                ("“never [said](../index.md) these words”", "not in the ledger"),
                ("“never said<!-- ” --> these words”", "not in the ledger"),
                (f"[it](../index.md '“{INVENTED}”')", "not in the ledger"),
                (f'[it](../index.md "‘{INVENTED}’")', "Another quotation mark"),
                (f"*it*{{ title='“{INVENTED}”' }}", "may not be set"),
                (f"![“{INVENTED}”](../assets/a.png)", "not in the ledger"),
                (f"“{INVENTED}", "not closed"),
                (f"”{INVENTED}“", "not closed"),
            ]
        ),
    ),
    *held(
        (SAID.replace("He said: “", "[He said: “").replace("”", "”](../index.md)"), "inside a link"),
        (f"> {INVENTED}\n\n{HELD}", "block quotation"),
        (f"- > {INVENTED}\n\n{HELD}", "block quotation"),
    ),
    *held(
        (f"```\n“{INVENTED}”\n```\n\n{HELD}", "A block of code escapes the checks"),
        (f"~~~ text\n{HELD}", "A block of code escapes the checks"),
    ),
    *at(METHOD, 5, ("<!-- balance -->", "```\n<!-- balance -->", "left open")),
    *at(METHOD, 5, ("<!-- balance -->", "````\n```\n<!-- balance -->", "left open")),
    *at(METHOD, 7, ("<!-- balance -->", f"<!-- balance -->\n\nWe wrote ‘{INVENTED}’ here.", "Another quotation mark")),
    *at(WITKOFF, 9, ("title: US envoy", f"title: US envoy “{INVENTED}”", "not in the ledger")),
    *at(WITKOFF, 9, ("title: US envoy", f"title: US ‘{INVENTED}’ envoy", "Another quotation mark")),
    *at(WITKOFF, 4, ("envoy who met", f"envoy ‘{INVENTED}’ who met", "Another quotation mark")),
    *at(WITKOFF, 4, ("envoy who met", f"envoy &ldquo;{INVENTED}&rdquo; who met", "Another quotation mark")),
    *at(TALKS, 6, ("place: Jeddah", "place: “Jeddah”", "holds a quotation mark")),
    *at(TALKS, 6, ("place: Jeddah", f"place: Jeddah ‘{INVENTED}’", "Another quotation mark")),
    *at(ANSWERS, 5, ("What did it say?", f"Who ‘{INVENTED}’?", "Another quotation mark")),
    *at(CHANGES, 5, ("The page put", f"The page said “{INVENTED}” and put", "not in the ledger")),
    *at(CHANGES, 6, ("They were", f"There '{INVENTED}' they were", "Another quotation mark")),
    *at(CHANGES, 7, ("The source says so.", f"The source says «{INVENTED}».", "Another quotation mark")),
    *at(UNKNOWNS, 3, ("How long did they last?", f"Who said “{INVENTED}”?", "not in the ledger")),
    *at(UNKNOWNS, 6, ("who: Alpha", f"who: Alpha of ‘{INVENTED}’", "Another quotation mark")),
    *at(UNKNOWNS, 8, ("Nobody says", f"‘{INVENTED}’ says", "Another quotation mark")),
    *at(RUSSIA, 8, ("Neither yes", f"Neither &quot;{INVENTED}&quot; yes", "Another quotation mark")),
    *at(QUOTATIONS, 4, ("occasion: briefing", f"occasion: briefing on “{INVENTED}”", "not in the ledger")),
    *at(QUOTATIONS, 17, ("translated: Gamma", f"translated: Gamma ‘{INVENTED}’", "Another quotation mark")),
    *at(SOURCES, 3, ("A report", f"“{INVENTED}”\n  title-from: ours", "not in the ledger")),
    *at(SOURCES, 9, ("kind: news report", f"kind: news ‘{INVENTED}’", "Another quotation mark")),
    *at(QUOTATIONS, 6, ("from Washington", "from Washington" + " said" * 200, "words are 208")),
    *at(QUOTATIONS, 3, ("- id: peskov-first\n", ENTRY, "after alpha-2025 printed them")),
]

NOTES = [
    *at(TALKS, 11, ("## What happened", "## What happened[^alpha-2025]", "A heading cites a source")),
    *at(TALKS, 2, ("title: Talks", "title: Talks[^alpha-2025]", "“title” holds a citation")),
    *at(TALKS, 3, ("was proposed", "was[^alpha-2025] proposed", "“summary”: holds a citation")),
    *at(TALKS, 6, ("place: Jeddah", "place: Jeddah[^alpha-2025]", "“place” holds a citation")),
    *at(WITKOFF, 9, ("title: US envoy", "title: US envoy[^alpha-2025]", "“title” holds a citation")),
    *at(UNKNOWNS, 3, ("last?", "last?[^alpha-2025]", "“question” holds a citation")),
    *at(CHANGES, 7, ("says so.", "says so[^alpha-2025].", "“why”: holds a citation")),
    *held(
        ("Talks were held.^[So they say.][^alpha-2025]\n", "A note is written into the text"),
        ("Talks were held.[^ alpha-2025] Yes.[^alpha-2025]\n", "The mark of a note is broken"),
        ("Talks were held.[^alpha 2025] Yes.[^alpha-2025]\n", "The mark of a note is broken"),
        ("Talks were held.[^] Yes.[^alpha-2025]\n", "The mark of a note is broken"),
        ("Talks were held.[^alpha-2025] Yes.[^alpha-2025\n", "The mark of a note is broken"),
        ("[^alpha-2025]Talks were held.\n", "before any text"),
        ("- [^alpha-2025] Talks were held.\n", "before any text"),
    ),
]

SYNTAX = [
    *at(TALKS, 11, ("## What", "# What", "a first-level heading already")),
    *at(TALKS, 13, (HELD, f"# Again {{#again}}\n\n{HELD}", "a first-level heading already")),
    *at(TALKS, 11, ("## What", "### What", "level 3 stands below one of level 1")),
    *at(TALKS, 13, (HELD, f"#### More {{#more}}\n\n{HELD}", "level 4 stands below one of level 2")),
    *at(TALKS, 13, (HELD, f"##More {{#more}}\n\n{HELD}", "lacks the space")),
    *held(
        ("Talks were [held][there].[^alpha-2025]\n", "The link [held][there] has no address"),
        ("Talks were [held][].[^alpha-2025]\n", "The link [held][] has no address"),
        ("Talks were [held](.[^alpha-2025]\n", "A link is left open"),
        ("Talks were [held](../index.md.[^alpha-2025]\n", "A link is left open"),
        ("Talks were [held][.[^alpha-2025]\n", "A link is left open"),
        ("Talks were held](../index.md).[^alpha-2025]\n", "A link is left open"),
        ("Talks were [held.[^alpha-2025]\n", "A bracket is left open"),
        ("Talks were [held] (../index.md).[^alpha-2025]\n", "A space parts"),
        ("Talks were [](../index.md) held.[^alpha-2025]\n", "has no words"),
        ("Talks were [held]().[^alpha-2025]\n", "has no address"),
        ("Talks were **held.[^alpha-2025]\n", "An asterisk would show"),
        ("Talks were *held.[^alpha-2025]\n", "An asterisk would show"),
        ("Talks were held**.[^alpha-2025]\n", "An asterisk would show"),
        ("Talks *were **held*.[^alpha-2025]\n", "An asterisk would show"),
        ("Talks were _held.[^alpha-2025]\n", "An underscore would show"),
        ("Talks were `held.[^alpha-2025]\n", "Code is left open"),
        (f"<!-- a remark\n\n{HELD}", "Raw HTML escapes"),
    ),
    *at(UNKNOWNS, 8, ("Nobody says", "Nobody **says", "An asterisk would show")),
    *at(RUSSIA, 8, ("Neither yes", "Neither [yes](", "A link is left open")),
]


# What is wrong in the light of other fields: the line is that of the field.
LINES = [
    *at(TALKS, 8, ("phase: proposal", "phase: before", "the phase of 2025-03-11 is “proposal”")),
    *at(TALKS, 4, ("date: 2025-03-11", "date: 2025-02-30", "“2025-02-30” cannot be read")),
    *at(TALKS, 5, ("known: 2025-03-12", "known: 2025-03-10", "before it happened")),
    *at(RUSSIA, 7, ("as_of: 2025-03-12", "as_of: 2025-03-12\n    known: 2025-03-11", "“known” is given only")),
    *at(CHANGES, 4, ("severity: major", "kind: update\n  severity: major", "says its severity")),
    *at(UNKNOWNS, 2, ("kind: disputed", "kind: unknown\n  x: 1", "no field")),
    *at(PUTIN, 3, ("roles:\n  - {", "# {", "needs at least one role")),
]
LINES[3] = (RUSSIA, 8, *LINES[3][2:])
LINES[4] = (CHANGES, 5, *LINES[4][2:])
LINES[5] = (UNKNOWNS, 3, *LINES[5][2:])

CASES = [
    *MERGE, *UNSEEN, *LOOKALIKES, *NAMES, *DATES, *ADDRESSES, *QUOTES, *NOTES, *SYNTAX, *LINES,
]  # fmt: skip

# What looks like one of these faults and is none: the file, the old text, the new one.
ACCEPTED = [
    # merges: rows of signs in comments; tables
    (STYLE, "/* =======", "/* ======= colours ======="),
    (TALKS, HELD, f"{HELD}\n| a | b |\n|---|---|\n| 1 | They met.[^alpha-2025] |\n\n{HELD}"),
    (TALKS, HELD, "By 1 < 2 and 3 > 2 they met.[^alpha-2025]\n"),
    # characters: other scripts, joiners where they belong, accents, no-break spaces, emoji
    (SOURCES, "A report", "می\u200cخواهم"),
    (SOURCES, "A report", "क्\u200dष"),
    (SOURCES, "A report", "公安部：和平協議 ✅ 😀"),
    (SOURCES, "A report", "Πρώτη αντίδραση Μόσχας"),
    (SOURCES, "A report", "Путін і НАТО, а що далі?"),
    (SOURCES, "A report", "Zа победу в КуZбассе"),
    (SOURCES, "A report", "ТАСС"),
    (TALKS, HELD, "Talks at 10\u00a0a.m. were held in Évian, Łódź and İzmir.[^alpha-2025]\n"),
    (TALKS, HELD, "Talks were held in E\u0301vian.[^alpha-2025]\n"),
    (TALKS, HELD, "Talks &amp; more talks were held&nbsp;&mdash; twice.[^alpha-2025]\n"),
    (WITKOFF, "[Уиткофф]", "[Уиткофф, НАТО, США]"),
    # names
    (WITKOFF, "[Witkoff]", "[WHO]"),
    (WITKOFF, "[Witkoff]", "[Mr May]"),
    (WITKOFF, "[Witkoff]", "['Witkoff 2025']"),
    (WITKOFF, "[Witkoff]", "[Steve, G7, U.S.]"),
    (WITKOFF, "[Witkoff]", "[the envoy of Trump]"),
    ("docs/glossary/ceasefire.md", "[truce]", "[truce, halt, onus, 20 points]"),
    # dates
    (WITKOFF, "as_of: 2025-03-11", "as_of: 2025-03-11\n    to: 2099-01-20"),
    (HOME, "as_of: 2026-06-15", f"as_of: {datetime.date.today()}"),
    (CHANGES, "date: 2025-03-20", f"date: {datetime.date.today()}"),
    (SOURCES, "issued: '2025-03-11'", "issued: '2026'"),
    (SOURCES, "issued: '2025-03-11'", "issued: '2025-03'"),
    ("data/truces.yaml", "[]\n", "- id: a\n  name: A truce\n  short: Truce\n  by: Both\n"
     "  event: timeline/2025-03-11-talks.md\n  proposed: 2025-03-11\n  start: 2027-01-01\n  end: 2099-01-01\n"
     "  kind: agreed\n  scope: {air: all, energy: part, land: none, sea: not-said}\n"
     "  covers: All.[^alpha-2025]\n  accepted: All.[^alpha-2025]\n  ended: Never.[^alpha-2025]\n"),
    # addresses
    *(
        (SOURCES, "https://example.org/a", url)
        for url in [
            "http://example.org",
            "https://example.org:8443/a?b=c&d=[e]#f",
            "https://EXAMPLE.org/A_(b)",
            "https://news.example.co.uk/~a/%D0%BA%D0%B8%D1%97%D0%B2",
            "https://xn--b1amarcd.xn--p1ai/a",
            "https://example.org/" + "a" * 2000,
        ]
    ),
    # quotations
    *(
        (TALKS, HELD, f"{text}[^alpha-2025]\n")
        for text in [
            "The parties’ accounts of the ’90s differ from Moscow’s and the US’.",
            "The parties' accounts of the '90s differ from Moscow's own.",
            "Rock ’n’ roll, ’tis said, and the envoys’ own words.",
            "At 55° 45′ 21″ north they met.",
            "They called it a “trap” and a ’trap’.",
            "He said that “we must receive this information” and that it was so.",
            "He said that “*we* must **receive** this [information](../index.md)” and more.",
            "Prices rose by 5 * 3 and a_b_c fell.",
            "The note [sic] and [now] stand in brackets.",
            "An \\* and a \\_ and a \\[ stand here.",
            "*Le Monde* and **bold** and ***both*** and _so_.",
            "[held](../index.md#a_b_c) and [again](<../index.md>).",
            "[held](https://example.org/a_(b)) there.",
            "R&D and AT&T met; x < y, y > z.",
        ]
    ),
    (SOURCES, "A report", f"'“{INVENTED}”, ‘{INVENTED}’, «{INVENTED}»'"),
    (WITKOFF, "[Уиткофф]", "['формат «Рамштайн» и другие форматы']"),
    (CHANGES, "The page put", "The page said “we must receive this information” and put"),
    (METHOD, "<!-- balance -->", f"```\n“{INVENTED}”\n```\n\n<!-- balance -->"),
    (METHOD, "<!-- balance -->", f'Write `“{INVENTED}”` and `"id"`.\n\n<!-- balance -->'),
    # notes and Markdown
    (TALKS, HELD, "Talks were held.[^alpha-2025][^gamma-2025]\n"),
    (TALKS, HELD, "Talks were [held][there].[^alpha-2025]\n\n[there]: ../index.md\n"),
    (TALKS, HELD, f"{HELD}\n### More {{#more}}\n\n{HELD}\n## Then {{#then}}\n\n{HELD}"),
    (TALKS, HELD, "* One.[^alpha-2025]\n* Two.[^alpha-2025]\n\n#1 was held.[^alpha-2025]\n"),
    (TALKS, HELD, f"<!-- a remark -->\n\n{HELD}"),
]  # fmt: skip


# What a rendered page holds, and words of what the second look says of it.
RENDERED = [
    (f"<p>“{INVENTED}”</p>", "not in the ledger"),
    ("<p>“never <em>said</em> <a href='#'>these</a> words”</p>", "not in the ledger"),
    (f"<ul><li>«{INVENTED}»</li></ul>", "another quotation mark"),
    (f"<table><tr><td>「{INVENTED}」</td></tr></table>", "another quotation mark"),
    (f"<h2>‹{INVENTED}›</h2>", "another quotation mark"),
    (f"<p>&quot;{INVENTED}&quot;</p>", "another quotation mark"),
    (f"<p><q>{INVENTED}</q></p>", "by HTML"),
    (f"<blockquote>{INVENTED}</blockquote>", "by HTML"),
    ("<p>“we must receive <em>this</em> information”<sup>1</sup>, the parties’ words</p>", None),
    (f"<div class='footnote'><p>“{INVENTED}”</p></div>", None),
]


@pytest.mark.parametrize(("html", "reason"), RENDERED)
def test_a_second_look_sees_quotations_on_the_rendered_page(project: Path, html: str, reason: str | None) -> None:
    content.load.cache_clear()
    loaded = content.load(project)
    root = fromstring(f"<div>{html}</div>")
    found = {p.reason for p in seen.faults(loaded, loaded.documents["timeline/2025-03-11-talks.md"], root, [])}
    assert bool(found) == bool(reason)
    assert reason is None or all(reason in one for one in found)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with some pages more; each test breaks one file and restores it."""
    folder = write_project(tmp_path_factory.mktemp("content"))
    for name, text in MORE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def broken(project: Path, file: str, old: str, new: str) -> list[str]:
    """The faults of the small site with one change in it."""
    before = {**FILES, **MORE}[file]
    assert before.count(old) >= 1
    (project / file).write_bytes(before.replace(old, new, 1).encode("utf-8", "surrogatepass"))
    try:
        return faults(project)
    finally:
        (project / file).write_text(before, encoding="utf-8")


def test_the_small_site_has_no_fault(project: Path) -> None:
    assert faults(project) == []


def test_the_real_site_has_no_fault() -> None:
    assert faults(ROOT) == []


@pytest.mark.parametrize(("file", "line", "old", "new", "reason"), CASES)
def test_a_fault_gives_one_message_with_its_line(
    project: Path, file: str, line: int, old: str, new: str, reason: str
) -> None:
    found = broken(project, file, old, new)
    assert len(found) == 1, found
    assert found[0].startswith(f"{file}:{line}: ")
    assert reason in found[0]
    assert " Fix: " in found[0]


@pytest.mark.parametrize(("file", "old", "new"), ACCEPTED)
def test_what_only_looks_like_a_fault_is_accepted(project: Path, file: str, old: str, new: str) -> None:
    assert broken(project, file, old, new) == []
