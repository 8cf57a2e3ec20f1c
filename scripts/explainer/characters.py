"""Characters that a reader cannot see, or that are no characters at all.

They hide words from search and from the linker, turn text around, or stand for something else in Python-Markdown,
which marks what it puts away with STX and ETX.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from .problems import Problem

# What nearly all text consists of: ASCII, Latin, Greek and Cyrillic letters with their marks, and the punctuation of
# prose. Nothing here goes unseen.
EVERYDAY = "\t\n -~\u00a0-\u00ac\u00ae-\u034e\u0350-\u0377\u0384-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20ac"
UNCOMMON = re.compile(f"[^{EVERYDAY}]")
# &#8203; &shy;   a character by its number or name
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")
# Control, format, private use, surrogate and unassigned characters, and what ends lines besides the line feed.
UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
# Seen by nobody though letters or marks: the rest of Default_Ignorable_Code_Point in Unicode's DerivedCoreProperties,
# the empty Braille pattern, and the two characters that stand for a lost one or an object.
IGNORED = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\ufffd\U000e0100-\U000e01ef]"
)
# Join or part letters in scripts that join them, such as Persian and Hindi; elsewhere nobody needs them.
JOINERS = "\u200c\u200d"
UNJOINED = ("LATIN", "CYRILLIC", "GREEK")
# Unicode gives control characters no names of their own; these are their aliases (NameAliases.txt).
CONTROLS = {
    0x00: "NULL",
    0x02: "START OF TEXT",
    0x03: "END OF TEXT",
    0x08: "BACKSPACE",
    0x0B: "LINE TABULATION",
    0x0C: "FORM FEED",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
    0x85: "NEXT LINE",
}
FIX = "delete it; type the words again if they were copied."


def composed(text: str) -> str:
    """Text in Unicode's composed form (NFC): some keyboards and file systems write “é” as two characters.

    Both forms are the same text by the standard (UAX 15), so nothing is lost, and either is found by the other.
    """
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def unseen(text: str) -> Iterator[tuple[int, str]]:
    """Each character that cannot be seen, typed or written as an entity: where it stands, and its name."""
    for found in UNCOMMON.finditer(text):
        if _is_unseen(text, found.start()):
            yield found.start(), name_of(found[0])
    if "&" in text:
        for entity in ENTITY.finditer(text):
            for character in unescape(entity[0]):
                if _is_unseen(character, 0):
                    yield entity.start(), f"{name_of(character)}, written {entity[0]}"


def faults(file: str, text: str) -> Iterator[Problem]:
    """The unseen characters of a file, each once a line."""
    said = set()
    for place, name in unseen(text):
        line = text.count("\n", 0, place) + 1
        if (line, name) not in said:
            said.add((line, name))
            yield Problem(file, line, reason(name), FIX)


def reason(name: str) -> str:
    """Why a character is a fault, by its name."""
    return f"The text holds a character that no reader sees: {name}."


def _is_unseen(text: str, place: int) -> bool:
    character = text[place]
    if character in "\t\n":
        return False
    if character in JOINERS:
        return not (_joined(text[place - 1 : place]) and _joined(text[place + 1 : place + 2]))
    return unicodedata.category(character) in UNSEEN_CATEGORIES or IGNORED.match(character) is not None


def _joined(character: str) -> bool:
    """Whether it is a letter or mark of a script in which a joiner has a use."""
    letter = unicodedata.category(character)[0] in "LM" if character else False
    return letter and not unicodedata.name(character, "").startswith(UNJOINED)


def name_of(character: str) -> str:
    """A character by its number and its name in Unicode."""
    number = ord(character)
    name = unicodedata.name(character, "") or CONTROLS.get(number, "a control character")
    if unicodedata.category(character) in {"Cn", "Co", "Cs"}:
        name = "no character of the standard"
    return f"U+{number:04X} {name}"
