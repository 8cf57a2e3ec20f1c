"""The pictures: that each mark says what the registers say, read here anew, and that all readers can use it."""

from __future__ import annotations

import datetime
import gzip
import io
import re
import xml.etree.ElementTree as ET
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from explainer.content import load
from explainer.exports.downloads import downloads
from explainer.exports.edition import Edition
from explainer.pictures import PICTURES
from explainer.pictures.picture import NARROW, WIDE, Format, Picture
from lxml import etree, html
from markdown.serializers import to_xhtml_string
from PIL import Image
from project import ROOT

CONTENT = load(ROOT)
FORMS = [pytest.param(form, id=form.name) for form in (NARROW, WIDE)]
# How wide a drawing of each format is shown at least: 320 pixels without the page's margins, and a column of text.
SHOWN = {"narrow": 280, "wide": 590}
LETTERS = 12
COMPRESSED = 15_000
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def records(name: str) -> list[dict[str, Any]]:
    """A register, as it is written."""
    read: list[dict[str, Any]] = yaml.safe_load((ROOT / f"data/{name}.yaml").read_text(encoding="utf-8"))
    return read


def front_matter(path: Path) -> dict[str, Any]:
    """A page's, as it is written."""
    read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
    return read


TRUCES = records("truces")
AREAS = records("kursk_area")
CONTACTS = records("contacts")
CLAUSES = records("clauses")
READOUTS = records("readouts")
POSITIONS = {
    name: front_matter(ROOT / f"docs/positions/{name}.md")
    for name in ("europe-and-nato", "russia", "ukraine", "united-states")
}
EVENTS = {path.stem: front_matter(path) for path in sorted((ROOT / "docs/timeline").glob("20*.md"))}


def made(name: str) -> Picture:
    """A picture of the real site; its links are paths with anchors."""
    picture = PICTURES[name].make(CONTENT, lambda path, anchor="", /: f"{path}#{anchor}")
    assert picture
    return picture


def drawn(name: str, form: Format) -> etree._Element:
    """Its drawing, as a browser would read it."""
    picture = made(name)
    assert picture.draw
    return etree.fromstring(to_xhtml_string(picture.draw(form)))


DRAWN = [name for name in PICTURES if made(name).draw]


def axis(drawing: etree._Element) -> tuple[float, float]:
    """Where 1 January 2025 lies and how wide a day is, from the names of months that the drawing itself shows."""
    places = []
    year = 0
    for month in drawing.xpath(".//text[starts-with(@class, 'axis') and not(contains(@class, 'year'))]"):
        if month.text in MONTHS:
            below = month.getnext()
            year = int(below.text) if below is not None and (below.text or "").isdigit() else year
            places.append((datetime.date(year, MONTHS.index(month.text) + 1, 1), float(month.get("x"))))
    (first, left), (last, right) = places[0], places[-1]
    day = (right - left) / (last - first).days
    return left + (datetime.date(2025, 1, 1) - first).days * day, day


def at(day: datetime.date, drawing: etree._Element) -> float:
    """Where a day begins."""
    start, width = axis(drawing)
    return start + (day - datetime.date(2025, 1, 1)).days * width


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", DRAWN)
def test_letters_are_large_enough_and_stay_inside(name: str, form: Format) -> None:
    sheet = (ROOT / "docs/stylesheets/drawings.css").read_text(encoding="utf-8")
    size = re.search(rf"^\.{form.name} text {{\n  font: 400 (\d+)px", sheet, re.M)
    assert size
    assert int(size[1]) == form.letters
    drawing = drawn(name, form)
    width = float(drawing.get("viewBox").split()[2])
    assert int(size[1]) * SHOWN[form.name] / width >= LETTERS
    for words in drawing.iter("text"):
        assert -1 <= float(words.get("x")) <= width, words.text


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_holds_nothing_that_the_policy_forbids(name: str, form: Format) -> None:
    drawing = drawn(name, form)
    assert drawing.get("aria-label")
    assert drawing.get("role") == ("group" if drawing.findall(".//a") else "img")
    for element in drawing.iter():
        assert element.tag not in {"script", "style", "image", "foreignObject"}
        assert not [key for key in element.attrib if key == "style" or key.startswith("on")]
        assert element.get("id", "__").startswith("__"), "an id in a drawing promises no address"


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_weighs_little(name: str) -> None:
    picture = made(name)
    text = "\n".join(picture.words)
    if picture.draw:
        text += "".join(to_xhtml_string(picture.draw(form)) for form in (NARROW, WIDE))
    assert len(gzip.compress(text.encode())) <= COMPRESSED


@pytest.mark.parametrize("name", PICTURES)
def test_every_link_leads_to_a_page_and_says_where(name: str) -> None:
    picture = made(name)
    links = re.findall(r"\]\(([^)#]+)#[^)]*\)", "\n".join([picture.caption, *picture.words]))
    for form in (NARROW, WIDE) if picture.draw else ():
        for way in drawn(name, form).iter("a"):
            assert (way.findtext("title") or "").strip()
            links.append(way.get("href").partition("#")[0])
    assert links
    assert {path for path in links if path not in CONTENT.documents} == set()


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_stands_at_its_home(name: str) -> None:
    assert f"<!-- picture: {name} -->" in CONTENT.documents[PICTURES[name].home].body


@pytest.mark.parametrize("form", FORMS)
def test_each_truce_is_drawn_by_its_kind_and_on_its_days(form: Format) -> None:
    drawing = drawn("truces", form)
    marks = {mark.get("data-truce"): mark for mark in drawing.iter("a")}
    assert marks.keys() == {truce["id"] for truce in TRUCES}
    for truce in TRUCES:
        mark = marks[truce["id"]]
        assert " ".join(mark.xpath("./text/text()")).replace(":", "") == f"{truce['short']} {truce['by']}"
        assert mark.get("data-kind") == truce["kind"]
        classes = Counter(
            shape.get("class") for shape in mark if shape.get("class") not in {"hit", "end", "axis", "axis end", None}
        )
        disputed = truce.get("disputed", [])
        differ = any(one["day"] for one in disputed) or (truce["kind"] == "proposed" and truce["start"])
        assert bool(classes["disputed"]) == bool(differ), truce["id"]
        if truce["kind"] == "proposed":
            assert classes["proposed"] == 1
            assert not classes["agreed"] + classes["declared"]
            x = float(re.match(r"M([\d.]+)", mark.find("path[@class='proposed']").get("d"))[1])  # type: ignore[index]
            assert x == pytest.approx(at(truce["proposed"], drawing), abs=1.5)
            continue
        undecided = any(one["at"] == "end" and one["day"] is None for one in disputed)
        assert classes["open"] == (truce["end"] is None or undecided), truce["id"]
        assert classes[truce["kind"]] == 1, "only what is agreed is drawn as agreed"
        bar = mark.find(f"rect[@class='{truce['kind']}']")
        starts = [truce["start"], *(one["day"] for one in disputed if one["at"] == "start" and one["day"])]
        assert float(bar.get("x")) == pytest.approx(at(max(starts), drawing), abs=0.3)
        end = truce["end"] or truce["start"]
        long = at(end + datetime.timedelta(days=1), drawing) - at(max(starts), drawing)
        assert float(bar.get("width")) == pytest.approx(max(long, 3), abs=0.3)
        if differ:
            dashed = mark.find("rect[@class='disputed']")
            assert float(dashed.get("x")) == pytest.approx(at(min(starts), drawing), abs=0.3)


@pytest.mark.parametrize("form", FORMS)
def test_the_names_of_truces_stay_inside_and_apart(form: Format) -> None:
    """Letters are on average less than 0.58 of their height wide in the usual sans faces."""
    boxes: list[tuple[str, float, float, float, float]] = []
    for words in drawn("truces", form).xpath(".//a/text"):
        long, x, y = len(words.text) * form.letters * 0.58, float(words.get("x")), float(words.get("y"))
        left = x - long if "end" in (words.get("class") or "") else x
        boxes.append((words.text, left, y - form.letters * 0.75, left + long, y + form.letters * 0.2))
    for words, left, _, right, _ in boxes:
        assert left >= 0, words
        assert right <= form.width, words
    for one, other in combinations(boxes, 2):
        assert one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2], (one[0], other[0])


def test_the_headlines_count_what_the_registers_hold() -> None:
    kinds = Counter(truce["kind"] for truce in TRUCES)
    words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    assert made("truces").title == (
        f"Of {len(TRUCES)} truces, {kinds['proposed']} were only asked for; one side declared"
        f" {words[kinds['declared']]}, and both agreed to {words[kinds['agreed']]}"
    )
    every = [truce for truce in TRUCES if set(truce["scope"].values()) == {"all"}]
    whole = Counter(truce["kind"] for truce in every)
    agreed, declared, proposed = (words[whole[kind]] for kind in ("agreed", "declared", "proposed"))
    assert made("truces-covered").title == (
        f"{len(every)} of {len(TRUCES)} truces were to stop all fighting: {agreed} agreed by both sides,"
        f" {declared} declared by one, {proposed} only asked for"
    )
    soon = sum(datetime.date(2025, 3, 11) <= truce["proposed"] < datetime.date(2025, 6, 11) for truce in TRUCES)
    assert f"{soon} of {len(TRUCES)} truces" in made("course").title
    most = max(area["km2"] for area in AREAS)
    soon_after = max(area["km2"] for area in AREAS if area["id"].endswith("2025-03-13"))
    by_russia = [area["km2"] for area in AREAS if area["by"] == "russia"]
    assert made("kursk-area").title == (
        f"Ukraine’s land in Kursk region: at most {most:,g} square kilometres, at most {soon_after} on 13 March 2025,"
        f" 5.5 or 90 on 22 June 2025; by Russia’s last count, of 26 April 2025, {by_russia[-1]}"
    )


def test_what_a_truce_was_to_cover_is_marked_and_said() -> None:
    table = html.fromstring("\n".join(made("truces-covered").words))
    rows = table.xpath(".//tr[@data-truce]")
    by_kind = {kind: [one for one in TRUCES if one["kind"] == kind] for kind in ("agreed", "declared", "proposed")}
    groups = [[row.get("data-truce") for row in group.xpath("./tr[@data-truce]")] for group in table.xpath(".//tbody")]
    whole = {truce["id"] for truce in TRUCES if set(truce["scope"].values()) == {"all"}}
    for truces, group in zip(by_kind.values(), groups, strict=True):
        ids = [truce["id"] for truce in truces]
        assert group == [id_ for id_ in ids if id_ in whole] + [id_ for id_ in ids if id_ not in whole]
    said = {"all": "Yes", "part": "In part", "none": "No", "not-said": "Not said"}
    drawings: dict[str, set[str]] = {}
    assert len(rows) == len(TRUCES)
    by_id = {truce["id"]: truce for truce in TRUCES}
    for row in rows:
        truce = by_id[row.get("data-truce")]
        assert truce["by"].lower() in row.find("th").text_content().lower()
        cells = {cell.get("data-field"): cell for cell in row.xpath("./td")}
        assert list(cells) == ["land", "sea", "air", "energy"]
        for field, cell in cells.items():
            assert cell.get("class") == truce["scope"][field]
            assert cell.text_content() == said[truce["scope"][field]]
            drawings.setdefault(truce["scope"][field], set()).add(
                etree.tostring(cell.find("svg"), with_tail=False).decode()
            )
    assert len({drawing for shapes in drawings.values() for drawing in shapes}) == len(drawings) == len(said)


@pytest.mark.parametrize("form", FORMS)
def test_each_event_of_the_days_stands_in_the_lanes_of_its_sides(form: Format) -> None:
    drawing = drawn("days", form)
    days = [datetime.date(2025, 3, day) for day in range(10, 20)]
    sides = ["europe-and-nato", "russia", "ukraine", "united-states"]
    expected = {
        name: of_event
        for name, event in EVENTS.items()
        if event["date"] in days
        if (of_event := [side for side in sides if side in event["actors"]])
    }
    marks = {mark.get("data-event"): mark for mark in drawing.iter("a")}
    assert {name: mark.xpath("./*/@data-side") for name, mark in marks.items()} == expected
    shapes: dict[str, set[tuple[str, str]]] = {}
    lanes: dict[str, set[float]] = {side: set() for side in sides}
    along: dict[datetime.date, set[float]] = {}
    for name, mark in marks.items():
        event = EVENTS[name]
        assert mark.get("href").startswith(f"timeline/{name}.md")
        assert event["title"] in (mark.findtext("title") or "")
        room = mark.find("rect[@class='hit']")
        assert min(float(room.get("width")), float(room.get("height"))) >= 24, "wide enough for a finger"
        for shape in mark.xpath("./*[@data-side]"):
            x, y = _middle(shape)
            lanes[shape.get("data-side")].add(round(x if form == NARROW else y))
            along.setdefault(event["date"], set()).add(y if form == NARROW else x)
            shapes.setdefault(event["kind"], set()).add((shape.tag, shape.get("class")))
    for mark in marks.values():
        _joins(mark, {side: next(iter(places)) for side, places in lanes.items()}, "H" if form == NARROW else "V")
    assert all(len(forms) == 1 for forms in shapes.values())
    assert len(set.union(*shapes.values())) == len(shapes), "each kind has a shape of its own"
    for ordered in (list(lanes.values()), [places for _, places in sorted(along.items())]):
        assert all(max(one) < min(next_) for one, next_ in pairwise(ordered)), "in order, apart"
    assert all(len(places) == 1 for places in lanes.values()), "a side keeps its lane"
    large = {name for name, mark in marks.items() if _size(mark[-1]) > 7}
    assert large == {"2025-03-11-jeddah-talks", "2025-03-13-putin-answers", "2025-03-18-trump-putin-call"}


def _size(shape: etree._Element) -> float:
    """How far a shape reaches from its middle."""
    if shape.tag == "circle":
        return float(shape.get("r"))
    return float(shape.get("width")) / 2 if shape.tag == "rect" else 0


@pytest.mark.parametrize("form", FORMS)
def test_the_course_shows_every_phase_and_every_truce(form: Format) -> None:
    drawing = drawn("course", form)
    phases = drawing.xpath(".//a[@data-phase]")
    assert [phase.get("data-phase") for phase in phases] == list(dict.fromkeys(e["phase"] for e in EVENTS.values()))
    bars = [phase.find("rect[@class='phase']") for phase in phases]
    for phase, bar in zip(phases, bars, strict=True):
        days = [event["date"] for event in EVENTS.values() if event["phase"] == phase.get("data-phase")]
        assert float(bar.get("x")) <= at(min(days), drawing) + 0.3
        assert float(bar.get("x")) + float(bar.get("width")) >= at(max(days), drawing) - 0.3
    marks = drawing.xpath(".//*[@data-truce]")
    assert {mark.get("data-truce"): mark.get("class") for mark in marks} == {one["id"]: one["kind"] for one in TRUCES}


@pytest.mark.parametrize("form", FORMS)
def test_each_count_of_the_kursk_area_is_drawn_as_it_was_given(form: Format) -> None:
    drawing = drawn("kursk-area", form)
    marks = {mark.get("data-area"): mark for mark in drawing.xpath(".//a[@data-area]")}
    assert marks.keys() == {area["id"] for area in AREAS}
    shapes: dict[str, set[tuple[str, str]]] = {}
    heights: dict[bool, dict[float, float]] = {True: {}, False: {}}
    for area in AREAS:
        mark = marks[area["id"]]
        assert mark.get("href").endswith(f"#area-{area['id']}")
        sign = {"about": "", "below": "<", "above": ">"}[area["bound"]]
        assert mark.findtext("text") == f"{sign}{area['km2']:,g}"
        span = mark.find("path[@class='span']")
        assert (span is not None) == area.get("report", False)
        shape = mark.xpath("./*[starts-with(@class, 'count')]")[0]
        shapes.setdefault(area["by"], set()).add((shape.tag, shape.get("class")))
        room = mark.find("rect[@class='hit']")
        enlarged = datetime.date(2025, 3, 10) <= area["date"] <= datetime.date(2025, 3, 20) and area["km2"] <= 250
        heights[enlarged][area["km2"]] = float(room.get("y"))
        middle = float(room.get("x")) + 12
        if earliest := area.get("earliest"):  # a report that may be of any of these days
            ends = [float(x) for x in re.findall(r"M([\d.]+)", span.get("d"))]
            days = at(earliest, drawing), at(area["date"] + datetime.timedelta(days=1), drawing)
            assert (min(ends), max(ends)) == pytest.approx(days, abs=0.3)
            assert middle == pytest.approx(sum(days) / 2, abs=0.3)
        elif not enlarged:
            assert middle == pytest.approx(at(area["date"], drawing), abs=1)
    assert all(len(forms) == 1 for forms in shapes.values())
    assert len(set.union(*shapes.values())) == 3
    for panel in heights.values():  # the places lie on a straight line
        (low, bottom), (high, top) = min(panel.items()), max(panel.items())
        for km2, y in panel.items():
            assert y == pytest.approx(bottom + (km2 - low) / (high - low) * (top - bottom), abs=0.3)


@pytest.mark.parametrize("form", FORMS)
def test_each_contact_joins_the_named_lanes_of_its_sides(form: Format) -> None:
    drawing = drawn("contacts", form)
    marks = list(drawing.iter("a"))
    assert [mark.get("data-contact") for mark in marks] == [contact["id"] for contact in CONTACTS]
    lanes: dict[str, set[float]] = {}
    shapes: dict[str, set[str]] = {}
    for contact, mark in zip(CONTACTS, marks, strict=True):
        assert mark.get("href") == f"proposal.md#contact-{contact['id']}"
        assert mark.findtext("text") == contact["short"]
        ends = mark.xpath("./*[@data-side]")
        assert [end.get("data-side") for end in ends] == contact["between"]
        assert float(mark.find("rect[@class='hit']").get("height")) >= 24
        for side, end in zip(contact["between"], ends, strict=True):
            lanes.setdefault(side, set()).add(round(_middle(end)[0]))
            shapes.setdefault(contact["how"], set()).add(f"{end.tag} {end.get('class')}")
    for mark in marks:
        _joins(mark, {side: next(iter(places)) for side, places in lanes.items()}, "H")
    assert all(len(places) == 1 for places in lanes.values()), "a side keeps its lane"
    assert all(len(tags) == 1 for tags in shapes.values())
    assert len(set.union(*shapes.values())) == len(shapes), "each way to speak has a shape of its own"
    named = {round(float(name.get("x"))) for name in drawing.xpath(".//text[contains(@class, 'lane')]")}
    assert set.union(*lanes.values()) <= named, "each lane has its name"
    for how in shapes:
        assert any(how in words.text.lower() for words in drawing.xpath(".//*[@class='key']/text")), how
    none = drawing.xpath("count(.//text[. = 'Russia and Ukraine: none known'])")
    assert none == (not any({*contact["between"]} == {"russia", "ukraine"} for contact in CONTACTS))


@pytest.mark.parametrize("form", FORMS)
def test_what_happens_in_both_pictures_has_one_shape(form: Format) -> None:
    days, contacts = drawn("days", form), drawn("contacts", form)
    for kind in ("talks", "call"):
        shapes = {
            (shape.tag, "ring" in shape.get("class"))
            for shape in [
                *days.xpath(f".//a[@data-kind='{kind}']/*[@data-side]"),
                *contacts.xpath(f".//a[@data-how='{kind}']/*[@data-side]"),
            ]
        }
        assert len(shapes) == 1, kind


def _middle(shape: etree._Element) -> tuple[float, float]:
    """Where the middle of a shape lies, across and down."""
    if shape.tag == "g":
        return _middle(shape[0])
    if shape.tag == "circle":
        return float(shape.get("cx")), float(shape.get("cy"))
    if shape.tag == "rect":
        return tuple(
            float(shape.get(at)) + float(shape.get(size)) / 2 for at, size in (("x", "width"), ("y", "height"))
        )  # type: ignore[return-value]
    numbers = re.findall(r"-?[\d.]+", shape.get("d"))
    return (float(numbers[0]) + float(numbers[2]) / 2, float(numbers[1]))  # a burst begins at its left


def _joins(mark: etree._Element, lanes: dict[str, float], step: str) -> None:
    """The line runs from the first of the marks to the last, with a bend at each lane between that has no mark."""
    line = mark.find("path[@class='between']").get("d")
    marked = sorted(lanes[side] for side in mark.xpath("./*/@data-side"))
    start = re.match(r"M([\d.]+) ([\d.]+)", line)
    assert float(start["HV".index(step) + 1]) == pytest.approx(marked[0], abs=0.6)  # type: ignore[index]
    stops = [float(stop) for stop in re.findall(rf"{step}([\d.]+)", line)]
    passed = sorted(place for place in lanes.values() if marked[0] < place < marked[-1] and place not in marked)
    assert stops == pytest.approx([*(place - 5 for place in passed), marked[-1]], abs=0.6)
    assert line.count("a5 5") == len(passed)


# What the picture's own key says of each kind of stance, told here anew.
LEANING = {
    "for": "welcomed proposed in-favour all-fighting lasting-peace lasting-settlement more-land "
    "guarantees monitoring offered resumed",
    "mutual": "yes-if-russia",
    "condition": "yes-conditions set-conditions expected-conditions russia-first",
    "open": "raised-questions divided left-open land-open",
    "against": "against ruled-out keep-land",
    "silent": "not-said",
}


def test_each_answer_stands_at_a_glance_with_the_mark_of_its_stance() -> None:
    table = html.fromstring("\n".join(made("glance").words))
    cells = {cell.get("data-cell"): cell for cell in table.xpath(".//td")}
    questions = [question["id"] for question in front_matter(ROOT / "docs/positions/index.md")["questions"]]
    assert list(cells) == [f"c-{side}-{question}" for question in questions for side in POSITIONS]
    for side, position in POSITIONS.items():
        for question in questions:
            answer, cell = position["answers"][question], cells[f"c-{side}-{question}"]
            marks = cell.xpath(".//svg/@data-mark")
            assert len(marks) == (question in {"answer", "security", "aid"}), "only a yes or a no has a mark"
            assert all(answer["stance"] in LEANING[mark].split() for mark in marks)
            assert cell.get("data-side") == position["title"]
            assert answer.get("short", "Not said") in cell.text_content()
            assert len(answer.get("short", "").split()) <= 4
            assert f"positions/index.md#c-{side}-{question}" in cell.text_content()


def test_each_clause_is_marked_by_its_outcome() -> None:
    table = html.fromstring("\n".join(made("clauses").words))
    groups = table.xpath(".//tbody")
    assert [group.get("data-outcome") for group in groups] == ["met", "partly", "never", "disputed"]
    for group in groups:
        outcome = group.get("data-outcome")
        clauses = [clause for clause in CLAUSES if clause["outcome"] == outcome]
        head, *rows = group.xpath("./tr")
        assert head.xpath(".//svg/@data-mark") == [outcome]
        assert head.text_content().endswith(f": {len(clauses)}")
        for clause, row in zip(clauses, rows, strict=True):
            assert row.get("data-clause") == clause["id"]
            said = re.sub(r"\[([^^\]]*)\]\([^)]*\)", r"\1", row.text_content())  # without links’ addresses
            assert all(" ".join(text.split()) in said for text in (clause["said"], clause["happened"]))


def test_each_topic_has_a_mark_for_every_account_in_their_order() -> None:
    page = html.fromstring("<div>" + "\n".join(made("readouts").words) + "</div>")
    encounters = page.xpath(".//div[@class='encounter']")
    heads = {"joint": "Joint", "europe-and-nato": "Europe", "russia": "Russia", "ukraine": "Ukraine"}
    for readout, encounter in zip(READOUTS, encounters, strict=True):
        [table] = encounter.xpath("./table")
        parties = [heads.get(text["party"], "US") for text in readout["texts"]]
        assert table.xpath("./thead//th/text()") == ["Topic", *parties]
        assert f"(readouts.md#r-{readout['id']})" in encounter.text
        for row, topic in zip(readout["rows"], table.xpath("./tbody/tr"), strict=True):
            assert topic.xpath("./td/svg/@data-mark") == [cell["is"] for cell in row["cells"].values()]
            assert topic.find("th").text_content().endswith(f"(readouts.md#r-{readout['id']}-{row['id']})")
            for text in readout["texts"]:
                if short := row["cells"][text["id"]].get("short"):
                    assert f"{text['who']}: {short}" in encounter.text


def test_marks_that_stand_beside_each_other_differ() -> None:
    for name in ("glance", "clauses", "readouts"):
        drawings: dict[str, set[str]] = {}
        for mark, shape in re.findall(
            r'<svg class="mark" data-mark="([a-z-]+)"[^>]*>(.*?)</svg>', str(made(name).words)
        ):
            drawings.setdefault(mark, set()).add(shape)
        assert all(len(shapes) == 1 for shapes in drawings.values())
        assert len(set.union(*drawings.values())) == len(drawings) >= 4


def test_the_headlines_of_tables_count_what_the_registers_hold() -> None:
    words = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    outcomes = Counter(clause["outcome"] for clause in CLAUSES)
    met, partly, never, disputed = (words[outcomes[name]] for name in ("met", "partly", "never", "disputed"))
    assert made("clauses").title == (
        f"Of the {words[len(CLAUSES)]} clauses of the Jeddah statement, {met} were met, {partly} in part and {never}"
        f" never; on {disputed} the sides differ"
    )
    assert not [contact for contact in CONTACTS if {*contact["between"]} == {"russia", "ukraine"}]
    assert made("contacts").title.startswith(
        f"{words[len(CONTACTS)].capitalize()} contacts in three days; we know of none"
    )
    rows = [[cell["is"] for cell in row["cells"].values()] for readout in READOUTS for row in readout["rows"]]
    differ = sum("differs" in row for row in rows)
    agree = sum({*row} - {"silent"} == {"same"} for row in rows)
    alone = sum("only-here" in row for row in rows)
    assert differ + agree + alone == len(rows)
    assert made("readouts").title == (
        f"On {differ} of {len(rows)} topics the accounts differ, on {agree} all who speak of it agree,"
        f" and of {words[alone]} one side alone speaks"
    )
    answers = [position["answers"]["answer"]["stance"] for position in POSITIONS.values()]
    told = {mark: words[sum(stance in stances.split() for stance in answers)] for mark, stances in LEANING.items()}
    said = f"Of four sides, {told['for']} were for the 30 days, {told['mutual']} if Russia was too"
    assert made("glance").title == f"{said}, {told['condition']} with conditions and {told['against']} against"


@pytest.mark.parametrize("path", sorted(downloads(Edition(CONTENT, "Thirty Days", "https://example.org/"))))
def test_a_file_to_take_along_holds_title_caption_source_and_licence(path: str) -> None:
    edition = Edition(CONTENT, "Thirty Days", "https://example.org/")
    file = downloads(edition)[path]
    name = Path(path).stem
    title, address = made(name).title, f"#picture-{name}"
    if isinstance(file, str):
        drawing = ET.fromstring(file)
        said = " ".join(drawing.itertext())
        shown = " ".join(text.text or "" for text in drawing.iter("{http://www.w3.org/2000/svg}text"))
        assert drawing.findtext("{http://www.w3.org/2000/svg}title") == title
        assert all(words in shown for words in (*title.split(), address, "CC BY 4.0", "15 June 2026"))
        assert "creativecommons.org/licenses/by/4.0/" in file
        assert "var(" not in said
        assert all(link.startswith("https://example.org/") for link in re.findall(r'<a [^>]*href="([^"]*)"', file))
    else:
        assert callable(file)
        with Image.open(io.BytesIO(file())) as image:
            image.load()
            assert image.width == 2 * (WIDE.width + 48)
            assert len(image.getcolors() or []) > 8, "the letters are drawn"
            assert image.info["Title"] == title
            assert address in image.info["Source"]
            assert "CC BY 4.0" in image.info["Copyright"]


def test_a_picture_has_its_address_at_home_and_among_all_and_leads_home_elsewhere(site: Path) -> None:
    for name, registered in PICTURES.items():
        home = re.sub(r"(^|/)index\.md$|\.md$", r"\1", registered.home).strip("/")
        for folder in (home, "pictures"):
            page = html.fromstring((site / folder / "index.html").read_bytes())
            figure = page.get_element_by_id(f"picture-{name}")
            assert figure.tag == "figure"
            assert figure.find("figcaption").text_content().strip().startswith(made(name).title)
        shown = html.fromstring((site / "pictures/index.html").read_bytes()).get_element_by_id(f"picture-{name}")
        files = set(shown.xpath(".//div[@class='caption']//a/@href"))
        assert f"../cite/picture-{name}/" in files
        assert ({f"{name}.svg", f"{name}.png"} <= files) == bool(made(name).draw)
    front = html.fromstring((site / "index.html").read_bytes())
    assert front.xpath("//figure[contains(@class, 'days')]/figcaption//a/@href") == ["timeline/#picture-days"]
    assert not front.xpath("//figure/@id")
