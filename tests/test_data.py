"""The data files: each follows its schema, is documented, leads to what it names, and is read by others' programs."""

from __future__ import annotations

import csv
import datetime
import io
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import icalendar
import pytest
import vobject
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from explainer.content import load
from explainer.counts import count
from explainer.exports.datasets import DATASETS
from explainer.models import Event
from jsonschema import Draft202012Validator, FormatChecker
from lxml import html
from project import ROOT, build, write_project
from pybtex.database import parse_string
from pybtex.richtext import Text
from spellings import damaged

CONTENT = load(ROOT)
BASE = "https://example.org/explainer/"
NAMES = [dataset.name for dataset in DATASETS]


def read(site: Path, name: str) -> Any:
    """A JSON file below data/."""
    return json.loads((site / "data" / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def files(site: Path) -> dict[str, Any]:
    """The JSON file of each set of records."""
    return {name: read(site, f"{name}.json") for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_follows_its_schema(site: Path, files: dict[str, Any], name: str) -> None:
    file, schema = files[name], read(site, f"{name}.schema.json")
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert (file["schema"], file["url"]) == (schema["$id"], f"{BASE}data/{name}.json")
    assert file["schema"] == f"{BASE}data/{name}.schema.json"
    Draft202012Validator.check_schema(schema)
    checker = FormatChecker(["date", "uri"])
    Draft202012Validator(schema, format_checker=checker).validate(file)
    # The schema tells a wrong file from a right one.
    assert not Draft202012Validator(schema).is_valid(file | {"records": [{"id": "alone"}]})
    assert not Draft202012Validator(schema, format_checker=checker).is_valid(file | {"generated": "yesterday"})
    assert not Draft202012Validator(schema, format_checker=checker).is_valid(file | {"url": "no address"})


@pytest.mark.parametrize("name", NAMES)
def test_a_file_says_its_licence_and_edition(files: dict[str, Any], name: str) -> None:
    file = files[name]
    assert file["licence"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert "CC0" in file["rights"]
    dates = [change.date.isoformat() for change in CONTENT.change_log.values()]
    assert file["generated"] == max(dates)
    ids = [record["id"] for record in file["records"]]
    assert len(ids) == len(set(ids)) > 0


@pytest.mark.parametrize("name", NAMES)
def test_tables_hold_the_same_records(site: Path, files: dict[str, Any], name: str) -> None:
    schema = read(site, f"{name}.schema.json")
    fields = schema["properties"]["records"]["items"]["$ref"]
    assert rows(site, schema, fields, f"{name}.csv") == files[name]["records"]


def rows(site: Path, schema: Any, ref: str, file: str, owner: str = "") -> list[dict[str, Any]]:
    """The records of a table, with those that tables of their own hold; only those of one record, by its id `owner`."""
    properties = schema["$defs"][ref.rpartition("/")[2]]["properties"]
    text = (site / "data" / file).read_bytes().decode("utf-8")
    found = []
    for line in csv.DictReader(io.StringIO(text, newline=""), strict=True):
        row = {field: cell.removeprefix("'") for field, cell in line.items()}
        if owner and owner != next(iter(row.values())):
            continue
        assert None not in row
        record: dict[str, Any] = {}
        for field, kind in properties.items():
            inner = kind.get("items", {}).get("$ref")
            if inner:
                record[field] = rows(site, schema, inner, file.replace(".csv", f".{field}.csv"), owner=row["id"])
            elif kind.get("type") == "array":
                record[field] = row[field].split("; ") if row[field] else []
            elif kind.get("type") in {"boolean", "number"}:
                record[field] = json.loads(row[field])
            else:
                record[field] = row[field] or None
        found.append(record)
    return found


@pytest.mark.everything
def test_the_files_count_what_the_site_counts(files: dict[str, Any]) -> None:
    counted = count(ROOT)
    held = {name: len(file["records"]) for name, file in files.items()}
    assert held["names"] == counted["entries"] + counted["positions"]
    assert held["events"] == counted["events"]
    assert held["positions"] == counted["positions"] * len(CONTENT.questions())
    assert held["quotations"] == counted["quotations in the ledger"]
    assert held["sources"] == counted["sources"]
    assert held["unknowns"] == counted["disputed and unknown points"]
    assert held["changes"] == counted["changes told of"]


def test_every_address_in_the_data_is_a_place_on_the_site(site: Path, files: dict[str, Any]) -> None:
    anchors: dict[str, set[str]] = {}
    lost = []
    for name, file in files.items():
        for address in [file["documentation"], *addresses(file["records"])]:
            page, anchor = urldefrag(address)
            assert page.startswith(BASE), f"{name}: {address}"
            if page not in anchors:
                built = site / page.removeprefix(BASE) / "index.html"
                anchors[page] = {"", *html.fromstring(built.read_bytes()).xpath("//@id")}
            if anchor not in anchors[page]:
                lost.append(address)
    assert not lost


def addresses(records: list[dict[str, Any]]) -> Iterator[str]:
    """What the records say of where they and others stand on the site."""
    for record in records:
        yield record["url"]
        yield from [record["page"]] if "page" in record else record.get("pages", [])


# Which field of which records names a record of which others.
REFERENCES = [
    ("events", "actors", "names"),
    ("events", "sources", "sources"),
    ("positions", "actor", "names"),
    ("positions", "id", "claims"),
    ("positions", "sources", "sources"),
    ("claims", "sources", "sources"),
    ("quotations", "speaker_name", "names"),
    ("quotations", "variant_of", "quotations"),
    ("quotations", "source", "sources"),
    ("unknowns", "note_sources", "sources"),
    ("changes", "claim", "claims"),
]


@pytest.mark.parametrize(("name", "field", "others"), REFERENCES)
def test_ids_name_records(files: dict[str, Any], name: str, field: str, others: str) -> None:
    known = {record["id"] for record in files[others]["records"]}
    values = [record[field] for record in files[name]["records"]]
    named = {one for value in values if value for one in (value if isinstance(value, list) else [value])}
    assert named <= known
    assert named or name == "changes"


def test_records_within_records_name_records_too(files: dict[str, Any]) -> None:
    sources = {record["id"] for record in files["sources"]["records"]}
    claims = {record["id"] for record in files["claims"]["records"]}
    roles = [role for record in files["names"]["records"] for role in record["roles"]]
    answers = [answer for record in files["unknowns"]["records"] for answer in record["answers"]]
    assert {role["source"] for role in roles} <= sources
    assert {source for answer in answers for source in answer["sources"]} <= sources
    assert {answer["claim"] for answer in answers if answer["claim"]} <= claims


def test_a_damaged_spelling_is_nobodys_name(files: dict[str, Any]) -> None:
    names = files["names"]["records"]
    shown = {name for record in names for name in (record["title"], *record["aliases"])}
    shown |= {spelling["spelling"] for record in names for spelling in record["spellings"]}
    assert damaged(CONTENT)
    assert not damaged(CONTENT) & shown


def test_texts_hold_no_markup(files: dict[str, Any]) -> None:
    texts = [record["answer"] for record in files["positions"]["records"] if record["answer"]]
    texts += [record["note"] for record in files["unknowns"]["records"] if record["note"]]
    texts += [record["text"] for record in files["claims"]["records"]]
    marked = [text for text in texts if re.search(r"\[\^|\]\(|\*\*|<\w|\{[:#. ]", text)]
    assert len(texts) > 100
    assert not marked


def test_a_citation_program_reads_the_sources_as_csl(site: Path) -> None:
    items = read(site, "sources.csl.json")
    assert [item["id"] for item in items] == list(CONTENT.sources)
    whole = CitationStylesBibliography(
        CitationStylesStyle("harvard-cite-them-right", validate=False), CiteProcJSON(items), formatter.plain
    )
    for item in items:
        whole.register(Citation([CitationItem(item["id"])]))
    lines = [str(line) for line in whole.bibliography()]
    assert len(lines) == len(items)
    written = "\n".join(lines)
    missing = [item["id"] for item in items if item["title"].split()[0] not in written]
    assert not missing


def test_a_citation_program_reads_the_sources_as_bibtex(site: Path) -> None:
    text = (site / "data/sources.bib").read_text(encoding="utf-8")
    entries = parse_string(text, "bibtex").entries
    assert list(entries) == list(CONTENT.sources)
    for key, source in CONTENT.sources.items():
        fields = {name: Text.from_latex(value) for name, value in entries[key].fields.items()}
        assert str(fields["title"]) == source.title
        assert entries[key].fields.get("url") == source.url
        authors = [str(person) for person in entries[key].persons.get("author", [])]
        assert authors == [f"{{{author.literal}}}".replace("&", r"\&") for author in source.author]
        assert entries[key].fields.get("date") == source.issued
        where = fields.get("journal") or fields.get("howpublished")
        assert (str(where) if where else None) == source.container_title


def test_two_calendars_read_the_timeline(site: Path) -> None:
    data = (site / "data/timeline.ics").read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    first = {str(event["uid"]): event for event in icalendar.Calendar.from_ical(data).walk("VEVENT")}
    second = {event.uid.value: event for event in vobject.readOne(data.decode()).vevent_list}
    events = CONTENT.of(Event)
    assert list(first) == list(second) == [f"{doc.slug}@timeline.thirty-days" for doc in events]
    for doc in events:
        uid = f"{doc.slug}@timeline.thirty-days"
        one, two = first[uid], second[uid]
        assert not one.errors
        assert one.decoded("dtstart") == two.dtstart.value == doc.page.date
        assert not isinstance(two.dtstart.value, datetime.datetime)  # the whole day
        assert str(one["summary"]) == two.summary.value == doc.page.title
        assert str(one["description"]) == two.description.value == doc.page.summary
        assert str(one["url"]) == two.url.value == f"{BASE}timeline/{doc.slug}/"


@pytest.fixture(scope="module")
def told(site: Path) -> html.HtmlElement:
    """The page about the data."""
    return html.fromstring((site / "data/index.html").read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_every_field_is_documented(site: Path, told: html.HtmlElement, name: str) -> None:
    schema = read(site, f"{name}.schema.json")
    ref = schema["properties"]["records"]["items"]["$ref"].rpartition("/")[2]
    for anchor, model in [(name, schema["$defs"][ref]), ("file", schema), *inner(schema, ref, name)]:
        table = told.xpath(f"//*[@id='{anchor}']/following::table[1]/tbody/tr")
        shown = {row.xpath("string(td[1])"): row.xpath("string(td[3])") for row in table}
        assert list(shown) == list(model["properties"])
        for field, words in shown.items():
            assert words == model["properties"][field]["description"].replace("`", "")


def inner(schema: Any, ref: str, name: str) -> Iterator[tuple[str, Any]]:
    """The records within records: the address of their table, and their part of the schema."""
    for field, kind in schema["$defs"][ref]["properties"].items():
        if part := kind.get("items", {}).get("$ref"):
            yield f"{name}-{field}", schema["$defs"][part.rpartition("/")[2]]


def test_every_file_is_listed_with_its_size(site: Path, told: html.HtmlElement) -> None:
    links = told.xpath("//*[@id='files']/following::table[1]//a[not(starts-with(@href, '#'))]")
    listed = {(site / "data" / link.get("href")).resolve(): link.tail for link in links}
    made = [site / "llms.txt", *(site / "feeds").rglob("*.*"), *(site / "data").glob("*.*")]
    assert set(listed) == {file for file in made if file.name != "index.html"}
    for file, size in listed.items():
        assert size.strip() == f"({math.ceil(file.stat().st_size / 1000)}\u00a0kB)"


def test_every_set_of_records_is_counted(files: dict[str, Any], told: html.HtmlElement) -> None:
    for name, file in files.items():
        cell = told.xpath(f"string(//td[a[@href='#{name}']])")
        assert cell.endswith(f"{len(file['records'])} records")


def test_one_commit_gives_the_same_bytes_on_any_day(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project")
    made = []
    for name in ("one", "two"):
        result = build(project, tmp_path / name, SITE_URL=BASE)
        assert result.returncode == 0, result.stderr
        files = [*(tmp_path / name / "data").rglob("*.*"), *(tmp_path / name / "feeds").rglob("*.*")]
        made.append({file.relative_to(tmp_path / name): file.read_bytes() for file in files})
    assert len(made[0]) > 20
    assert made[0] == made[1]
    # Nothing in the small site happened today, so no file may hold the day.
    today = datetime.datetime.now(datetime.UTC).date()
    dated = [path for path, data in made[0].items() if re.search(rf"{today}|{today:%Y%m%d}".encode(), data)]
    assert not dated
