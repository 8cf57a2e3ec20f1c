"""How other sites show a link to a page: the tags in its head, and its picture."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from explainer import content, describing
from explainer.address_lock import promised
from explainer.exports import drawing, preview_pictures
from explainer.exports.edition import Edition
from explainer.wording import format_date
from fontTools.ttLib import TTFont
from lxml import html
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from PIL import Image
from project import ROOT, write_project

from figures.served import SUB_PATH

CONTENT = content.load(ROOT)
EDITION = Edition(CONTENT, "Thirty Days", "https://example.org/explainer/")
PATHS = sorted(CONTENT.documents)
# What each page says to other sites besides what the tests below look at; the first page is no article.
ARTICLE = {"article:published_time", "article:modified_time"}
TITLES = [
    *(doc.page.title for doc in CONTENT.documents.values()),
    "G7",
    "W" * 20,
    "The “idea itself is correct”: what Putin answered — and what he asked (Yermak, Tykhyi)",
    "Трамп і Путін домовилися про «енергетичну паузу», а не про повне припинення вогню",
    "Съезд учёных: объявлено ли перемирие?",
    ("Wo " * 40).strip(),
    "Un" + "interrupted" * 3 + " quiet",
]
ALPHABETS = "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯЁЪЫЭ"


def head(site: Path, path: str) -> html.HtmlElement:
    """The head of a document's page."""
    page = site / EDITION.pages[path].url.removeprefix(EDITION.url) / "index.html"
    return html.fromstring(page.read_bytes()).find("head")


def tags(page: html.HtmlElement) -> dict[str, str]:
    """Its tags for other sites; none stands there twice."""
    found = page.xpath("./meta[@property] | ./meta[starts-with(@name, 'twitter:')]")
    names = [tag.get("property") or tag.get("name") for tag in found]
    assert len(names) == len(set(names))
    return dict(zip(names, (tag.get("content") for tag in found), strict=True))


def test_each_page_says_how_it_is_shown(site: Path, subtests: pytest.Subtests) -> None:
    for path in PATHS:
        with subtests.test(path):
            page, described = head(site, path), EDITION.pages[path]
            found = tags(page)
            date = (
                format_date(described.event_date) if described.event_date else f"As of {format_date(described.as_of)}"
            )
            address = (
                EDITION.url + "previews/" + (described.url.removeprefix(EDITION.url).strip("/") or "home") + ".png"
            )
            alt = f"{described.kind}: {described.title}. {date}."
            assert found | dict.fromkeys(ARTICLE, "") == dict.fromkeys(ARTICLE, "") | {
                "og:type": "website" if path == "index.md" else "article",
                "og:site_name": "Thirty Days",
                "og:locale": "en_GB",
                "og:title": described.title,
                "og:description": described.summary,
                "og:url": described.url,
                "og:image": address,
                "og:image:type": "image/png",
                "og:image:width": "1200",
                "og:image:height": "630",
                "og:image:alt": alt,
                "twitter:card": "summary_large_image",
                "twitter:image:alt": alt,
            }
            if path != "index.md":
                assert found["article:published_time"] == f"{described.published}"
                assert found["article:modified_time"] == f"{described.modified}"
            assert page.xpath("./meta[@name='description']/@content") == [described.summary]
            assert page.xpath("./link[@rel='canonical']/@href") == [described.url]


def test_each_page_has_its_picture(site: Path, subtests: pytest.Subtests) -> None:
    for path in PATHS:
        with subtests.test(path):
            file = site / urlsplit(tags(head(site, path))["og:image"]).path.removeprefix("/explainer/")
            with Image.open(file) as picture:
                picture.load()
                assert (picture.format, picture.size, picture.mode) == ("PNG", (1200, 630), "P")
                ink = picture.convert("L").point(lambda tone: 255 * (tone < 160)).getbbox()
            assert ink, "something is written on it"
            assert min(ink[0], ink[1], 1200 - ink[2], 630 - ink[3]) >= 40, "nothing touches an edge"
            assert file.stat().st_size <= 25_000


def test_a_copy_read_from_a_folder_names_the_lasting_addresses(flat_site: Path) -> None:
    page = html.fromstring((flat_site / "glossary" / "steve-witkoff.html").read_bytes()).find("head")
    (canonical,) = page.xpath("./link[@rel='canonical']/@href")
    assert urlsplit(canonical).path == f"/{SUB_PATH}/glossary/steve-witkoff/"
    assert tags(page)["og:url"] == canonical


def test_no_two_pages_are_described_alike() -> None:
    summaries = [doc.page.summary for doc in CONTENT.documents.values()]
    assert len(set(summaries)) == len(summaries)
    assert all(50 <= len(summary) <= 160 for summary in summaries)


def test_titles_are_drawn_whole(subtests: pytest.Subtests) -> None:
    for title in TITLES:
        with subtests.test(title):
            size, lines = drawing.laid_out(title)
            face = drawing.face("title", size)
            assert " ".join(lines) == title
            assert size >= 40, "still read where the picture is small"
            assert max(map(face.getlength, lines)) <= drawing.WIDTH - drawing.MARGIN
            assert len(lines) * size <= drawing.BOTTOM - drawing.TOP


def test_a_title_with_no_room_is_never_cut() -> None:
    with pytest.raises(ValueError, match="no room"):
        drawing.laid_out("W" * 60)


@pytest.mark.parametrize("name", ["title", "label"])
def test_the_faces_hold_latin_and_cyrillic(name: str) -> None:
    known = TTFont(drawing.FONTS / f"{name}.ttf").getBestCmap()
    needed = {chr(code) for code in range(0x3000) if describing.DRAWABLE.fullmatch(chr(code))}
    assert set(ALPHABETS + ALPHABETS.lower()) <= needed
    assert not sorted(needed - {chr(code) for code in known})


def test_a_letter_is_drawn_and_not_the_box_for_one_that_lacks() -> None:
    face = drawing.face("title", 60)
    box = bytes(face.getmask("\u0628"))
    assert bytes(face.getmask("\u05d0")) == box, "what the face lacks is drawn as a box"
    assert not [letter for letter in ALPHABETS if bytes(face.getmask(letter)) == box]


def test_a_picture_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same page, built again, takes it from the cache; another title, another version or other code does not."""
    root = write_project(tmp_path)
    drawn: list[str] = []
    draw = drawing.draw

    def noted(words: drawing.Words) -> bytes:
        drawn.append(words.title)
        return draw(words)

    monkeypatch.setattr(drawing, "draw", noted)

    def made() -> dict[str, bytes]:
        pictures = preview_pictures.pictures(Edition(content.load(root), "Thirty Days", "https://example.org/"))
        return {path: make() for path, make in pictures.items()}

    first = made()
    assert len(drawn) == len(first) > 10
    assert made() == first
    assert len(drawn) == len(first), "nothing is drawn again"
    page = root / "docs/index.md"
    page.write_text(page.read_text().replace("title: Home", "title: The first page"))
    content.load.cache_clear()
    assert made()["previews/home.png"] != first["previews/home.png"]
    assert drawn[len(first) :] == ["The first page"]
    monkeypatch.setattr(preview_pictures, "_tools", lambda: ("another version",))
    made()
    assert len(drawn) == 2 * len(first) + 1
    assert not [file for file in (root / preview_pictures.CACHE).iterdir() if file.suffix != ".png"]


def test_the_same_words_give_the_same_bytes() -> None:
    words = drawing.Words("Évian-les-Bains", "Place", "As of 15 June 2026", "Thirty Days")
    assert drawing.draw(words) == drawing.draw(words)
    with Image.open(io.BytesIO(drawing.draw(words))) as picture:
        assert not picture.info.get("tIME"), "no time of making stands in it"


def test_a_page_that_moved_keeps_the_picture_that_others_embed(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    tombstone = '- {address: "timeline/talks/", to: "timeline/2025-03-11-talks/", date: 2026-11-01, why: Renamed.}\n'
    (root / "data/tombstones.yaml").write_text(tombstone)
    pictures = preview_pictures.pictures(Edition(content.load(root), "Thirty Days", "https://example.org/"))
    assert pictures["previews/timeline/talks.png"]() == pictures["previews/timeline/2025-03-11-talks.png"]()


@pytest.mark.parametrize(("command", "made"), [("build", True), ("gh-deploy", True), ("serve", False)])
def test_pictures_are_made_for_readers_only(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, made: bool
) -> None:
    """An editor who serves the site waits for none, and their addresses in the lock are no fault."""
    assert "previews/glossary/steve-witkoff.png" in promised(copy)
    monkeypatch.chdir(copy)
    config = load_config(str(copy / "mkdocs.yml"), site_dir=str(tmp_path / "site"), strict=True)
    config.plugins.on_startup(command=command, dirty=False)  # type: ignore[arg-type]
    try:
        build_site(config)
    finally:
        config.plugins.on_shutdown()
    assert (tmp_path / "site/previews/glossary/steve-witkoff.png").exists() == made
    assert (copy / ".cache").exists() == made
