"""What others put on their pages: small, without script, asking nobody else, and seen in a browser on another site."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from pathlib import Path
from typing import Any, Literal

import faces
import pytest
from explainer.content import load
from explainer.exports.citing.embeds import TALLEST, WIDTH
from explainer.models import Event
from lxml import html
from playwright.sync_api import Browser, Route
from project import ROOT

CONTENT = load(ROOT)
HOME = "https://example.org/explainer/"  # as the test gives it
MOST = 15 * 1024  # bytes, the page and everything in it (issue 6)
ColorScheme = Literal["light", "dark"]
# One of each kind.
NAMES = (
    "timeline/2025-03-11-jeddah-talks",
    "c-clause-ceasefire",
    "c-russia-answer",
    "q-statement-interim-ceasefire",
    "row-answer",
    "picture-truces",
)


@pytest.fixture(scope="module")
def records(site: Path) -> dict[str, dict[str, Any]]:
    """Every oEmbed record, by the name of the thing."""
    folder = site / "oembed"
    files = sorted(folder.rglob("*.json"))
    return {file.relative_to(folder).as_posix().removesuffix(".json"): json.loads(file.read_bytes()) for file in files}


def embedded(site: Path, name: str) -> html.HtmlElement:
    return html.fromstring((site / "embed" / name / "index.html").read_bytes())


def test_events_claims_quotations_and_rows_can_be_embedded(site: Path, records: dict[str, Any]) -> None:
    pages = {f"timeline/{event.slug}" for event in CONTENT.of(Event)}
    cited = {file.parent.relative_to(site / "cite").as_posix() for file in (site / "cite").rglob("index.html")}
    drawn = {f"picture-{file.stem}" for file in (site / "pictures").glob("*.svg")}
    assert drawn
    assert set(records) == pages | drawn | {name for name in cited if name.startswith(("c-", "q-", "row-"))}
    assert len(records) > 400


def test_an_embed_is_small_runs_nothing_and_asks_nobody(site: Path, records: dict[str, Any]) -> None:
    for name in records:
        data = (site / "embed" / name / "index.html").read_bytes()
        picture = name.startswith("picture-")
        assert len(gzip.compress(data) if picture else data) <= MOST, name
        page = embedded(site, name)
        images = page.xpath("//img/@src")
        assert len(images) == picture
        assert all(image.startswith("data:image/svg+xml;") for image in images)
        assert not page.xpath("//script | //iframe | //object | //form | //@style | //@*[starts-with(name(),'on')]")
        assert page.xpath("//link/@rel") == ["icon", "canonical"]
        assert page.xpath("//link[@rel='icon']/@href") == ["data:,"], "or some browsers ask for one"
        (style,) = page.xpath("//style/text()")
        assert "url(" not in style
        assert "@import" not in style
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert policy == (
            f"default-src 'none'; img-src data:; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
        )


def test_an_embed_says_where_it_is_from_and_as_of_when(site: Path, records: dict[str, Any]) -> None:
    gone = {address.rpartition("#")[2] for address in CONTENT.tombstones}
    for name in records:
        page = embedded(site, name)
        (way,) = page.xpath("//a")
        assert [way.get("href")] == page.xpath("//link[@rel='canonical']/@href")
        assert (way.get("target"), way.get("rel")) == ("_top", "noopener")
        text = " ".join(page.text_content().split())
        assert "as of 15 June 2026" in text
        assert "CC BY 4.0. Quotations are their speakers’ own." in text
        if name not in gone:  # what is gone shows what it leads to, which may be a page about the site
            assert "Sources: " in text or "Printed by " in text or "Not said: we found no answer" in text, name


def test_oembed_records_have_what_the_standard_asks_for(site: Path, records: dict[str, Any]) -> None:
    """https://oembed.com, 2.3.4: version and type; 2.3.4.4: html, width and height of a rich one."""
    for name, record in records.items():
        assert (record["version"], record["type"]) == ("1.0", "rich")
        assert (record["provider_name"], record["provider_url"]) == ("Thirty Days", HOME)
        assert isinstance(record["title"], str)
        frame = html.fragment_fromstring(record["html"])
        assert frame.tag == "iframe"
        assert frame.get("title")
        assert (int(frame.get("width")), int(frame.get("height"))) == (record["width"], record["height"])
        assert record["height"] > 0
        assert record["height"] <= TALLEST or name.startswith("picture-")
        assert frame.get("src") == f"{HOME}embed/{name}/"
        assert (site / "embed" / name / "index.html").exists()


def test_pages_lead_programs_to_the_record(site: Path, records: dict[str, Any]) -> None:
    for name in records:
        pages = [site / "cite" / name / "index.html"]
        pages += [site / name / "index.html"] * name.startswith("timeline/")
        for file in pages:
            (way,) = html.fromstring(file.read_bytes()).xpath("//link[@type='application/json+oembed']/@href")
            assert way == f"{HOME}oembed/{name}.json", file


def test_the_code_for_a_quotation_is_the_text_with_its_source(site: Path, records: dict[str, Any]) -> None:
    for name in records:
        cite = html.fromstring((site / "cite" / name / "index.html").read_bytes())
        (url,) = cite.xpath("//link[@rel='canonical']/@href")
        code = html.fragment_fromstring(cite.get_element_by_id("embed-quote").text, create_parent=True)
        (quote, credit) = code
        assert (quote.tag, quote.get("cite")) == ("blockquote", url)
        assert credit.xpath("./a/@href") == [url]
        assert "Thirty Days, as of 15 June 2026" in credit.text_content()
        assert {element.tag for element in code.iter()} <= {"div", "blockquote", "p", "a", "b"}
        own = [paragraph.text_content() for paragraph in quote]
        page = embedded(site, name)
        shown = " ".join(page.text_content().split())
        assert all(" ".join(text.split()) in shown for text in own), name
        assert cite.get_element_by_id("embed-frame").text == records[name]["html"]


@pytest.mark.parametrize(
    "names", [NAMES, pytest.param(None, marks=pytest.mark.everything)], ids=["one of each kind", "all"]
)
def test_frames_are_as_high_as_they_need_and_no_wider(
    browser: Browser, address: str, records: dict[str, Any], names: tuple[str, ...] | None
) -> None:
    """One of each kind in every face, as nobody knows which a reader's machine has; all of them in the widest."""
    tried = faces.FACES if names else [faces.WIDEST]
    context = browser.new_context(viewport={"width": WIDTH, "height": 100}, bypass_csp=True)
    page = context.new_page()
    measure = """face => {
      document.body.style.cssText = `font-family: ${face} !important`
      return [document.documentElement.scrollWidth, document.documentElement.scrollHeight]
    }"""
    for name in names or records:
        record = records[name]
        page.goto(f"{address}embed/{name}/")
        faces.bring(page, tried)
        for face in tried:
            page.set_viewport_size({"width": WIDTH, "height": 100})
            wide, high = page.evaluate(measure, face)
            assert wide == WIDTH, (name, face)
            assert high <= record["height"] or record["height"] == TALLEST, (name, face)
            page.set_viewport_size({"width": 300, "height": 100})
            assert page.evaluate(measure, face)[0] == 300, (name, face)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [300, 600])
def test_a_frame_shows_on_another_site(
    browser: Browser, site: Path, records: dict[str, Any], width: int, scheme: ColorScheme
) -> None:
    host = "".join(f"<div>{records[name]['html']}</div>" for name in NAMES)
    context = browser.new_context(viewport={"width": width, "height": 4000}, color_scheme=scheme)
    page = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda line: complaints.append(line.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def answer(route: Route) -> None:
        url = route.request.url
        if url == "https://host.example/":
            route.fulfill(
                body=f"<!doctype html><title>Host</title><link rel=icon href=data:,><body style=margin:0>{host}",
                content_type="text/html",
            )
            return
        asked.append(url)
        file = site / url.removeprefix(HOME).partition("#")[0]
        route.fulfill(path=file / "index.html" if file.is_dir() else file)

    context.route("**/*", answer)
    page.goto("https://host.example/")
    for name in NAMES:
        at = f"iframe[src='{HOME}embed/{name}/']"
        page.frame_locator(at).locator("main").wait_for()
        box = page.locator(at).bounding_box()
        assert box
        assert box["width"] == min(width, WIDTH)
        paper = page.frame_locator(at).locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
        assert (paper == "rgb(252, 251, 248)") == (scheme == "light")
    assert sorted(asked) == sorted(f"{HOME}embed/{name}/" for name in NAMES)
    assert context.cookies() == []
    assert not complaints
    page.frame_locator("iframe").first.get_by_role("link").click()
    page.wait_for_url(f"{HOME}{NAMES[0]}/", wait_until="commit")
    context.close()


def test_they_are_light(site: Path, records: dict[str, Any]) -> None:
    """What a reader of the other page pays: a fifth of the limit at most, packed, unless it is a drawing."""
    written = [name for name in records if not name.startswith("picture-")]
    packed = {name: len(gzip.compress((site / "embed" / name / "index.html").read_bytes())) for name in written}
    assert {name: size for name, size in packed.items() if size > MOST / 5} == {}
