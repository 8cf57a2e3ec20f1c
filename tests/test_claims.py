"""Claims: what is taken for the text of one, and what the build does when one is changed, moved or given twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from explainer import claim_ids, claims, content
from explainer.address_lock import promised as addresses
from explainer.claim_lock import LOCK, locked
from explainer.models import Event
from explainer.pages import OnPage
from lxml import html
from lxml.html import HtmlElement
from markdown import Markdown
from playwright.sync_api import Browser
from project import FILES, ROOT, build, lock, rendered, write_project

CONTENT = content.load(ROOT)
TALKS = "docs/timeline/2025-03-11-talks.md"
LOG = "data/changes.yaml"
HELD = FILES[TALKS].splitlines().index("{ #c-talks-held }") + 1
EXTENSIONS = ("attr_list", "footnotes", "md_in_html", "pymdownx.betterem", "pymdownx.saneheaders", "tables")
OWN = tuple(f"explainer.{name}" for name in ("citations", "crosslink", "quotations", "claims"))

# What stands on a page; the claim's text as a reader sees it, and what it cites.
TEXTS = [
    ("paragraph", "They met.[^alpha-2025]\n{ #c-x }", "They met.", ("alpha-2025",)),
    ("wrapped lines", "They  met\nin\u00a0Jeddah.[^alpha-2025]\n{#c-x}", "They met in Jeddah.", ("alpha-2025",)),
    ("markup", "**They** [met](index.md) *there*.[^alpha-2025]\n{: #c-x }", "They met there.", ("alpha-2025",)),
    ("automatic link", "Witkoff met Putin.[^alpha-2025]\n{ #c-x }", "Witkoff met Putin.", ("alpha-2025",)),
    ("characters", "A &amp; B\\* &lt; `C&D`.[^alpha-2025]\n{ #c-x }", "A & B* < C&D.", ("alpha-2025",)),
    ("line break", "They met  \nhere.[^alpha-2025]\n{ #c-x }", "They met here.", ("alpha-2025",)),
    (
        "quotation",
        "He said: “First, we must receive this information”.[^alpha-2025]\n{ #c-x }",
        "He said: “First, we must receive this information”.",
        ("alpha-2025",),
    ),
    (
        "citations within",
        "They met.[^gamma-2025] They left.[^alpha-2025][^gamma-2025]\n{ #c-x }",
        "They met. They left.",
        ("gamma-2025", "alpha-2025"),
    ),
    ("item", "- One.[^alpha-2025]\n- Two.[^alpha-2025]\n  { #c-x }\n- Three.[^alpha-2025]", "Two.", ("alpha-2025",)),
    ("only item", "- One.[^alpha-2025]\n  { #c-x }", "One.", ("alpha-2025",)),
    ("item set apart", "- One.[^alpha-2025]\n  { #c-x }\n\n- Two.[^alpha-2025]", "One.", ("alpha-2025",)),
    ("numbered item", "1. One.[^alpha-2025]\n   { #c-x }\n2. Two.[^gamma-2025]", "One.", ("alpha-2025",)),
    (
        "item with a list",
        "- One.[^alpha-2025]\n  { #c-x }\n    - Within.[^gamma-2025]\n- Two.[^alpha-2025]",
        "One.\nWithin.",
        ("alpha-2025", "gamma-2025"),
    ),
    (
        "heading",
        "## One {#c-x}\n\nFirst.[^alpha-2025]\n\n### Deeper {#deeper}\n\n- Item.[^gamma-2025]\n\n## Two {#two}\n\nNo.",
        "One\nFirst.\nDeeper\nItem.",
        ("alpha-2025", "gamma-2025"),
    ),
    (
        "heading over a claim",
        "## One {#c-x}\n\nFirst.[^alpha-2025]\n{ #c-y }\n\n# Higher {#higher}\n\nNo.",
        "One\nFirst.",
        ("alpha-2025",),
    ),
]


def converted(folder: Path, body: str) -> HtmlElement:
    """A page of the small project with another text, as the build converts it; its claims are in `claims.found`."""
    project = write_project(folder)
    (project / TALKS).write_text(FILES[TALKS].partition("## What")[0] + body + "\n", encoding="utf-8")
    claims.found.clear()
    path = TALKS.removeprefix("docs/")
    options = {name: {"root": str(project)} for name in OWN}
    md = Markdown(extensions=[*EXTENSIONS, *OWN, OnPage(path)], extension_configs=options)
    return html.fromstring(f"<div>{md.convert(content.load(project).documents[path].body)}</div>")


@pytest.mark.parametrize(("body", "text", "cited"), [case[1:] for case in TEXTS], ids=[case[0] for case in TEXTS])
def test_the_text_of_a_claim(tmp_path: Path, body: str, text: str, cited: tuple[str, ...]) -> None:
    page = converted(tmp_path, body)
    assert claims.found["c-x"].text == text
    assert claims.found["c-x"].sources == cited
    links = page.xpath("//*[@id='c-x']/a[@class='cell-link']")
    heading = page.get_element_by_id("c-x").tag.startswith("h")
    assert [link.get("href") for link in links] == ([] if heading else ["#c-x"])
    assert "{" not in page.text_content()


def test_a_claim_says_what_it_is_about(tmp_path: Path) -> None:
    converted(tmp_path, "They met.[^alpha-2025]\n{ #c-x }\n\n## Clause {#c-y}\n\nSo.[^alpha-2025]\n")
    told = {claim.id: (claim.kind, claim.about, claim.address) for claim in claims.found.values()}
    page = "timeline/2025-03-11-talks/"
    assert told == {"c-x": ("fact", "Talks", f"{page}#c-x"), "c-y": ("clause", "Clause", f"{page}#c-y")}
    set_by_hand = claim_ids.declared(content.load(tmp_path))
    assert set_by_hand["c-length-alpha"].about == "How long did they last?"
    assert (set_by_hand["c-russia-answer"].kind, set_by_hand["c-russia-answer"].about) == ("cell", "Russia: The answer")


def change(project: Path, file: str, old: str, new: str) -> None:
    """Put other words into a file."""
    text = (project / file).read_text(encoding="utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new), encoding="utf-8")


def add(project: Path, file: str, text: str) -> None:
    """Put words at the end of a file."""
    with (project / file).open("a", encoding="utf-8") as stream:
        stream.write(text)


def record(was: str, claim: str = "c-talks-held", number: int = 1, page: str = TALKS.removeprefix("docs/")) -> str:
    """A change of wording, as an editor enters it."""
    fields = f"date: 2025-04-0{number}, page: {page}, claim: {claim}, kind: wording, was: {was}, why: Clearer."
    return f"- {{id: change-{number}, {fields}}}\n"


def reworded(project: Path) -> None:
    """Change the claim of the talks."""
    change(project, TALKS, "Talks were held.[", "The talks took place.[")


def tombstone(project: Path, to: str) -> None:
    """Say that the claim of the talks went elsewhere."""
    address = "timeline/2025-03-11-talks/#c-talks-held"
    text = f'- address: "{address}"\n  to: "{to}"\n  date: 2026-11-01\n  why: It moved.\n'
    (project / "data/tombstones.yaml").write_text(text, encoding="utf-8")


def without(project: Path) -> None:
    """Take the claim of the talks out."""
    change(project, TALKS, "Talks were held.[^alpha-2025]\n{ #c-talks-held }", "Nobody spoke.[^alpha-2025]")


def elsewhere(project: Path) -> None:
    """Put a claim of that id on another page."""
    add(project, "docs/index.md", "\nTalks were held.[^alpha-2025]\n{ #c-talks-held }\n")


def several(*steps: Callable[[Path], None]) -> Callable[[Path], None]:
    def all_of_them(project: Path) -> None:
        for step in steps:
            step(project)

    return all_of_them


def logged(*arguments: object, **named: object) -> Callable[[Path], None]:
    return lambda project: add(project, LOG, record(*arguments, **named))  # type: ignore[arg-type]


# What is done, and whether the lock then holds something else.
PASS = [
    ("nothing", lambda project: None, False),
    ("wrapped anew", lambda project: change(project, TALKS, "Talks were held.[", "Talks\nwere held.["), False),
    (
        "another source",
        lambda project: change(project, TALKS, "[^alpha-2025]\n{", "[^alpha-2025][^gamma-2025]\n{"),
        False,
    ),
    ("changed and recorded", several(reworded, logged("Talks were held.")), True),
    ("moved and led on", several(without, elsewhere, lambda project: tombstone(project, "#c-talks-held")), True),
    (
        "removed and led on",
        several(without, lambda project: tombstone(project, "timeline/2025-03-11-talks/")),
        False,
    ),
]


@pytest.mark.parametrize(("step", "enters"), [case[1:] for case in PASS], ids=[case[0] for case in PASS])
def test_what_keeps_a_claims_words_or_tells_of_them_passes(
    copy: Path, step: Callable[[Path], None], enters: bool
) -> None:
    step(copy)
    before = (copy / LOCK).read_bytes()
    locking = lock(copy)
    assert locking.returncode == 0, locking.stderr
    assert ((copy / LOCK).read_bytes() != before) == enters


# What is done; the file named, words of the reason, words of the fix.
FAIL = [
    ("changed", reworded, f"{TALKS}:{HELD}", "“c-talks-held” has changed", "restore its words, or say why"),
    (
        "a figure changed",
        lambda project: change(project, "data/unknowns.yaml", "Eight hours.", "Seven hours."),
        "data/unknowns.yaml:6",
        "“c-length-alpha” has changed",
        "restore its words",
    ),
    (
        "a cell changed",
        lambda project: change(project, "docs/positions/russia.md", "Neither yes nor no.", "Yes."),
        "docs/positions/index.md:5",
        "“c-russia-answer” has changed",
        "restore its words",
    ),
    ("removed", without, LOCK.replace("claims.jsonl", "addresses.txt"), "#c-talks-held” is gone", "restore it"),
    (
        "moved",
        several(without, elsewhere),
        "docs/index.md:10",
        "was given out before, on timeline/2025-03-11-talks.md",
        "give the new claim another id",
    ),
    (
        "given again",
        several(without, elsewhere, lambda project: tombstone(project, "timeline/2025-03-11-talks/")),
        "docs/index.md:10",
        "was given out before",
        "another id",
    ),
    ("given twice", elsewhere, f"{TALKS}:{HELD}", "is there already, at docs/index.md:10", "one of the two"),
    (
        "old text not to the letter",
        several(reworded, logged("Talks took place.")),
        f"{LOG}:8",
        "not what “c-talks-held” said before",
        "Talks were held.",
    ),
    (
        "record without a change",
        logged("Talks were held."),
        f"{LOG}:8",
        "still says what it said",
        "take the record out",
    ),
    (
        "record of a new claim",
        logged("It rained.", "c-new"),
        f"{LOG}:8",
        "“c-new” was never published",
        "correct the id",
    ),
    (
        "record for another page",
        several(reworded, logged("Talks were held.", page="index.md")),
        f"{LOG}:8",
        "stands on another page",
        "page: timeline/2025-03-11-talks.md",
    ),
    (
        "two records at once",
        several(reworded, logged("Talks were held."), logged("They talked.", number=2)),
        f"{LOG}:9",
        "were not locked in between",
        "make one record",
    ),
    (
        "lock edited",
        lambda project: change(project, LOCK, "Talks were held", "Talks were not held"),
        f"{LOCK}:4",
        "The hash of “c-talks-held” does not fit",
        "restore",
    ),
    ("lock broken", lambda project: add(project, LOCK, "{\n"), f"{LOCK}:5", "no record of a claim", "restore"),
]


@pytest.mark.parametrize(
    ("step", "where", "reason", "fix"), [case[1:] for case in FAIL], ids=[case[0] for case in FAIL]
)
def test_what_breaks_the_promise_stops_the_build(
    copy: Path, step: Callable[[Path], None], where: str, reason: str, fix: str
) -> None:
    step(copy)
    said = rendered(copy)
    named = [message for message in said if where in message and reason in message]
    assert named, said
    assert fix in named[0]


def test_the_record_that_the_build_prints_can_be_pasted_and_the_old_words_stay_readable(
    copy: Path, tmp_path: Path
) -> None:
    reworded(copy)
    told = build(copy, tmp_path / "site").stderr
    pasted = re.search(r"^- id: talks-held-.*?^  why: …$", told, re.S | re.M)
    assert pasted, told
    assert "was: Talks were held." in pasted[0]
    earlier = re.sub(r"date: \S+", "date: 2025-04-01", pasted[0])  # than the next record
    earlier = earlier.replace("…", "It reads better.")
    add(copy, LOG, earlier + "\n")
    unlocked = build(copy, tmp_path / "site")
    assert unlocked.returncode != 0
    assert (
        f"{LOCK}:1: The lock does not hold the latest of “c-talks-held”. Fix: run `make addresses`" in unlocked.stderr
    )
    assert "0 new claims, 1 changed" in lock(copy).stdout
    assert "0 new claims, 0 changed" in lock(copy).stdout
    assert [line.claim.text for line in locked(copy)["c-talks-held"]] == ["The talks took place."]

    change(copy, TALKS, "The talks took place.[", "The talks were held.[")
    add(copy, LOG, record("The talks took place.", number=2))
    assert "1 changed" in lock(copy).stdout
    assert [len(line.claim.before) for line in locked(copy)["c-talks-held"]] == [2]
    assert build(copy, tmp_path / "site").returncode == 0
    for page in ("timeline/2025-03-11-talks", "corrections"):
        shown = html.fromstring((tmp_path / "site" / page / "index.html").read_bytes()).text_content()
        newer, older = shown.index("Was: The talks took place."), shown.index("Was: Talks were held.")
        assert newer < older < shown.index("Wrong: The page put the talks in Riyadh.")

    change(copy, LOG, earlier, "")
    lost = build(copy, tmp_path / "site")
    assert lost.returncode != 0
    assert "An earlier wording of “c-talks-held” is no longer in data/changes.yaml" in lost.stderr


# The real site -------------------------------------------------------------------------------------------------------


def test_every_clause_cell_figure_and_event_has_a_claim() -> None:
    given = claim_ids.declared(CONTENT).values()
    kinds = {kind: [one for one in given if one.kind == kind] for kind in ("clause", "cell", "figure", "fact")}
    assert len(kinds["figure"]) == sum(len(unknown.values) for unknown in CONTENT.unknowns.values()) > 100
    assert len(kinds["cell"]) == 40
    assert {one.path for one in kinds["clause"]} == {"proposal.md", "aftermath/clauses.md"}
    stated = {one.path for one in kinds["fact"]}
    assert [event.path for event in CONTENT.of(Event) if event.path not in stated] == []
    assert {"index.md", "proposal.md", "aftermath/index.md", "positions/russia.md"} <= stated


def seen(site: Path, path: str, identity: str) -> str:
    """The words of a claim as they stand on the built page, white space collapsed."""
    page = html.fromstring((site / path.replace("index.md", "").removesuffix(".md") / "index.html").read_bytes())
    element = page.get_element_by_id(identity)
    whole = [element]
    if element.tag in ("h2", "h3"):
        for following in element.itersiblings():
            if following.tag in ("h2", element.tag):
                break
            if not {"furniture", "quotations"} & set(following.get("class", "").split()):  # what the build adds
                whole.append(following)
    links = "contains(@class, 'cell-link') or contains(@class, 'headerlink') or @class='quote-mark'"
    apart = f".//sup | .//a[{links}] | .//*[@class='weak']"
    for part in [part for one in whole for part in one.xpath(apart)]:
        part.drop_tree()
    return " ".join(" ".join(one.text_content() for one in whole).split())


def test_the_lock_holds_every_claim_as_readers_see_it(site: Path) -> None:
    given = claim_ids.declared(CONTENT)
    promised = locked(ROOT)
    assert set(given) <= set(promised), "run `make addresses`"
    wrong = [
        one.id
        for one in given.values()
        for locked_as in promised[one.id]
        if seen(site, one.path, one.id) != " ".join(locked_as.claim.text.split()) or locked_as.claim.page != one.path
    ]
    assert not wrong
    assert set(promised) <= {address.partition("#")[2] for address in addresses(ROOT)}


def test_ids_are_never_shown_as_text_and_nothing_is_claimed_twice(site: Path) -> None:
    places: dict[str, list[str]] = {}
    for file in sorted(site.rglob("*.html")):
        page = html.fromstring(file.read_bytes())
        assert "{ #c-" not in page.text_content(), file
        for identity in page.xpath("//*[starts-with(@id, 'c-') and not(contains(@class, 'furniture'))]/@id"):
            places.setdefault(identity, []).append(str(file.relative_to(site)))
    assert {identity: pages for identity, pages in places.items() if len(pages) > 1} == {}


def test_a_claims_link_shows_when_it_can_be_used(browser: Browser, address: str) -> None:
    opacity = "link => getComputedStyle(link).opacity"
    for touch in (False, True):
        context = browser.new_context(has_touch=touch, is_mobile=touch)
        page = context.new_page()
        page.goto(address + "timeline/2025-03-11-jeddah-talks/")
        link = page.locator("#c-jeddah-statement > a.cell-link")
        assert link.get_attribute("title") == "Copy a link to this claim"
        assert link.evaluate(opacity) == "0"
        link.focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
        assert link.evaluate(opacity) == "1"
        page.keyboard.press("Enter")
        page.locator("#c-jeddah-statement > .copied").wait_for()
        context.close()
