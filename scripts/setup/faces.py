"""Cut the faces of the preview pictures: PYTHONPATH=scripts python scripts/setup/faces.py <folder of TTF files>.

Run by hand, once, with what requirements/test.txt holds. Keeps the characters of `DRAWABLE`, gives the faces another
name, as the licence asks of changed fonts (“Source” is reserved), and writes the kerning into the old `kern` table:
the layout that gives the same picture on every machine reads that one alone.
"""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

from explainer.describing import DRAWABLE
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

FOLDER = Path(__file__).parents[1] / "explainer/exports/fonts"
FACES = {"SourceSerif4Display-Semibold.ttf": "title", "SourceSerif4-Regular.ttf": "label"}
# Within each of these, kerning is kept; the table takes 10,920 pairs, and mixed scripts stand in no word.
MARKS = "’“”.,:;-–()"
KERNED = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789éóáñłğçüöäÉ" + MARKS,
    "".join(map(chr, range(0x410, 0x450))) + "ЄІЇҐЁєіїґё" + MARKS,
)
# In thousandths of the type size: less is not seen.
LEAST = 8
# The type of lookup in a GPOS table that adjusts pairs: OpenType 1.9, “Lookup type 2 subtable”.
PAIRS = 2


def kerning(font: TTFont) -> dict[tuple[str, str], int]:
    """The pairs of glyphs that the font's GPOS table moves apart or together, and by how much."""
    table, cmap = font["GPOS"].table, font.getBestCmap()
    kern = next(record.Feature for record in table.FeatureList.FeatureRecord if record.FeatureTag == "kern")
    pairs: dict[tuple[str, str], int] = {}
    for index in kern.LookupListIndex:
        subtables = [getattr(sub, "ExtSubTable", sub) for sub in table.LookupList.Lookup[index].SubTable]
        if subtables[0].LookupType != PAIRS:  # what depends on a third glyph has no place in the old table
            continue
        for first, second in (pair for characters in KERNED for pair in product(characters, repeat=2)):
            pair = cmap[ord(first)], cmap[ord(second)]
            value = next((v for v in (_value(sub, *pair) for sub in subtables) if v is not None), None)
            if value is not None and abs(value) >= LEAST:
                pairs[pair] = value
    return pairs


def _value(sub: object, first: str, second: str) -> int | None:
    """What one subtable says of a pair; nothing where it does not know the first glyph."""
    if first not in sub.Coverage.glyphs:
        return None
    if sub.Format == 1:
        records = sub.PairSet[sub.Coverage.glyphs.index(first)].PairValueRecord
        found = next((r.Value1 for r in records if r.SecondGlyph == second), None)
        return getattr(found, "XAdvance", 0) if found else None
    record = sub.Class1Record[sub.ClassDef1.classDefs.get(first, 0)].Class2Record[
        sub.ClassDef2.classDefs.get(second, 0)
    ]
    return getattr(record.Value1, "XAdvance", 0)


def cut(source: Path, name: str) -> None:
    """Write the face `name` into the folder of fonts."""
    font = TTFont(source)
    options = Options(layout_features=["kern"], hinting=False, name_IDs=[0, 13, 14], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for code in range(0x20, 0x3000) if DRAWABLE.fullmatch(chr(code))])
    subsetter.subset(font)
    table = KernTable_format_0(apple=False)
    table.coverage, table.kernTable = 1, kerning(font)
    font["kern"] = newTable("kern")
    font["kern"].version, font["kern"].kernTables = 0, [table]
    del font["GPOS"]
    for number, text in (
        (1, f"Thirty Days {name}"),
        (2, "Regular"),
        (4, f"Thirty Days {name}"),
        (6, f"ThirtyDays-{name}"),
    ):
        font["name"].setName(text, number, 3, 1, 0x409)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(FOLDER / f"{name}.ttf")
    print(f"{name}: {len(font.getBestCmap())} characters, {len(table.kernTable)} pairs")


if __name__ == "__main__":
    for file, face in FACES.items():
        cut(Path(sys.argv[1]) / file, face)
