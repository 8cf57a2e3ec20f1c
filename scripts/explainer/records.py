"""The lists that the build writes from the registers in data/, as Markdown: sources, quotations, unknowns, changes.

Also what a page itself shows of them: the open questions it bears on, and what was changed on it.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

from .balance import side_titles
from .claim_ids import declared
from .content import Content
from .documents import Document
from .indexes import folded, furniture, section
from .listings import PERIODS, period_of, period_path
from .models import Listing, Page
from .pages import link
from .quotations import renderings, shortened, tongue
from .quoting import quoted_in
from .registers import QUESTION_GROUPS, SIDES, Change, Outlet, Quotation, Side, Source, Unknown
from .wording import address, describe, escape, format_date, in_language, publisher_of, title_of


def sources(content: Content, doc: Document[Page]) -> list[str]:
    """The register: each source at its lasting address, in short, or those of one phase in full.

    In full they would make one page of a megabyte, which is more than a telephone should have to fetch (README, “What a
    page costs”).
    """
    by_period = _by_period(content)
    if isinstance(doc.page, Listing):
        chosen = by_period.get(doc.page.only["phase"], [])
        return furniture(*(line for source in chosen for line in _register_entry(content, doc, source)))
    lines: list[str] = []
    for period, chosen in by_period.items():
        entries = [line for source in chosen for line in _listed(content, doc, source)]
        whole = f"[All of them in full]({link(doc.path, period_path(period))})"
        listed = folded(f"The {len(chosen)} in short", furniture(*entries))
        lines += [*section(PERIODS[period], period, [whole]), *listed]
    return lines


@lru_cache(maxsize=1)
def _by_period(content: Content) -> dict[str, list[Source]]:
    """The sources of each period in order, the periods in theirs."""
    periods: dict[str, list[Source]] = {period: [] for period in PERIODS}
    for source in sorted(content.sources.values(), key=lambda source: (source.issued or "", source.id)):
        periods[period_of(source)].append(source)
    return {period: chosen for period, chosen in periods.items() if chosen}


def _listed(content: Content, doc: Document[Page], source: Source) -> list[str]:
    """A source in short; its title leads to where it is told in full."""
    title = f"[{title_of(source)}]({link(doc.path, period_path(period_of(source)), source.id)})"
    number = len(content.citing(source.id)) + bool(content.printed_by(source.id))  # the ledger is a page too
    cited = f"cited on {number} page{'s' * (number > 1)}" if number else "kept in the register, not cited on a page now"
    date = format_date(source.issued)
    return [
        f"{publisher_of(source)}, {title}, {date}. Grade {source.grade}, {cited}.",
        f"{{ #{source.id} .source }}",
        "",
    ]


def _register_entry(content: Content, doc: Document[Page], source: Source) -> list[str]:
    notes = [escape(source.note)] if source.note else []
    if source.title_from == "address":
        notes.append("The headline is rebuilt from the address.")
    if source.title_from == "ours":
        notes.append("The title is ours.")
    if source.original_url:
        notes.append(f"Original: [{escape(source.original_url)}](<{address(source.original_url)}>).")
    published = content.outlet_of(source)
    if published and published.owner and published.source:
        names = in_language(escape(f"{published.name} is owned by {published.owner}"), source.language)
        notes.append(f"{names} ([source]({link(doc.path, 'sources.md', published.source)})).")
    places = [_place(content, doc, path, anchors) for path, anchors in content.citing(source.id).items()]
    places += [
        f"[the ledger]({link(doc.path, 'quotations.md', f'q-{entry.id}')})" for entry in content.printed_by(source.id)
    ]
    places += [f"the owner of {_named(content, outlet)}" for outlet in content.showing_owner(source.id)]
    cited = "; ".join(places)
    here = f'[#]({link(doc.path, "sources.md", source.id)}){{ .cell-link title="Link to this source" }}'
    return [
        " ".join([here, describe(source), *notes]),
        f"{{ #{source.id} .source }}",
        "",
        f"{f'Cited in: {cited}.' if cited else 'Kept in the register, not cited on a page now.'}",
        "{ .cited-in }",
        "",
    ]


def _named(content: Content, outlet: Outlet) -> str:
    """The name of an outlet, in the language of what it publishes."""
    languages = (source.language for source in content.sources.values() if content.outlet_of(source) == outlet)
    return in_language(escape(outlet.name), next(languages, "en"))


def _place(content: Content, doc: Document[Page], path: str, anchors: list[str]) -> str:
    """A page that cites a source, with the sections in which it does."""
    citing = content.documents[path]
    titles = content.titles(citing)
    sections = [f"[{escape(titles[anchor])}]({link(doc.path, path, anchor)})" for anchor in anchors if anchor in titles]
    page = f"[{escape(citing.page.title)}]({link(doc.path, path)})"
    return f"{page} ({', '.join(sections)})" if sections else page


def quotations(content: Content, doc: Document[Page]) -> list[str]:
    """The ledger by side and speaker, then by date; a speaker's quotations are folded.

    Each quotation has its own address, and stands with its other renderings and the pages it stands on.
    """
    pages: dict[str, list[str]] = {}
    for path, citing in sorted(content.documents.items()):
        for _, _, entry in quoted_in(content, citing):
            way = f"[{escape(citing.page.title)}]({link(doc.path, path, f'q-{entry.id}')})"
            if way not in pages.setdefault(entry.id, []):
                pages[entry.id].append(way)
    titles = side_titles(content)
    by_side: dict[Side, dict[str, list[Quotation]]] = {side: {} for side in SIDES}
    for entry in sorted(content.quotations.values(), key=lambda entry: (entry.date, entry.variant_of or entry.id)):
        by_side[entry.side].setdefault(entry.speaker, []).append(entry)
    spoken = {side: speakers for side, speakers in by_side.items() if speakers}
    lines: list[str] = []
    for side, speakers in spoken.items():
        lines += [f"## {escape(titles[side])} {{#side-{side}}}", ""]
        for speaker in sorted(speakers):
            entries = speakers[speaker]
            told = [line for entry in entries for line in _quotation(content, doc, entry, pages.get(entry.id, []))]
            lines += folded(f"{speaker}: {len(entries)}", told)
    return lines


def _quotation(content: Content, doc: Document[Page], entry: Quotation, pages: list[str]) -> list[str]:
    here = f'[#](#q-{entry.id}){{ .cell-link title="Link to this quotation" }}'
    said = f"**{escape(entry.speaker)}**, {format_date(entry.date)}, {escape(entry.occasion)}."
    notes = [
        f"Also printed as [“{escape(shortened(other.words))}”](#q-{other.id})." for other in renderings(content, entry)
    ]
    notes.append(f"Stands on: {'; '.join(pages or ['no page at present'])}.")
    return [
        f"{here} “{escape(shortened(entry.words))}” {said} {escape(tongue(entry))} {_printed(content, doc, entry)}",
        f"{{ #q-{entry.id} .source }}",
        "",
        " ".join(notes),
        "{ .cited-in }",
        "",
    ]


def _printed(content: Content, doc: Document[Page], entry: Quotation) -> str:
    source = content.sources[entry.source]
    way = link(doc.path, "sources.md", source.id)
    return f"In [{publisher_of(source)}]({way}), {format_date(source.issued)}."


def unknowns(content: Content, doc: Document[Page]) -> list[str]:
    """What is disputed or not known: the questions that matter most, open; the others by what they are about, folded.

    Each question has its own address, and so has each answer.
    """
    first = [unknown for unknown in content.unknowns.values() if unknown.first]
    lines = ["## What matters most {#first}", "", *furniture(*(f"- [{escape(u.question)}](#u-{u.id})" for u in first))]
    for unknown in first:
        lines += [f"### {escape(unknown.question)} {{#u-{unknown.id}}}", "", *_answers(content, doc, unknown)]
    lines += ["## Everything else, by subject {#rest}", ""]
    for about, title in QUESTION_GROUPS.items():
        others = [unknown for unknown in content.unknowns.values() if unknown.about == about and not unknown.first]
        lines += [f"### {title} {{#about-{about}}}", ""] if others else []
        for unknown in others:
            lines += folded(unknown.question, _answers(content, doc, unknown), f"u-{unknown.id}")
    return lines


def _answers(content: Content, doc: Document[Page], unknown: Unknown) -> list[str]:
    """What is said to an open question, and the pages on which it matters."""
    lines: list[str] = []
    for value in unknown.values:
        dates = [format_date(value.said)] if value.said else []
        dates += [f"known on {format_date(value.known)}"] if value.known else []
        when = f" ({', '.join(dates)})" if dates else ""
        who = escape(value.who[0].upper() + value.who[1:])
        lines += [f"- **{who}**{when}: {value.markdown()}", f"    {{ #c-{value.claim} }}"]
    lines += ["", unknown.note or "", ""]
    pages = ", ".join(
        f"[{escape(content.documents[path].page.title)}]({link(doc.path, path)})" for path in unknown.pages
    )
    return [*lines, *furniture(f"Where it matters: {pages}.")]


def corrections(content: Content, doc: Document[Page]) -> list[str]:
    """The change log, newest first: each change with its own address."""
    lines: list[str] = []
    for date, group in groupby(content.changes(), key=lambda change: change.date):
        lines += [f"## {format_date(date)} {{#d-{date}}}", ""]
        for change in group:
            title = escape(content.documents[change.page].page.title)
            page = f"**[{title}]({link(doc.path, change.page)})** ({change.severity or change.kind})"
            here = f'[#](#{change.id}){{ .cell-link title="Link to this change" }}'
            lines += [f"{here} {page}. {_told(content, doc, change)}", f"{{ #{change.id} .source }}", ""]
    return lines


def _told(content: Content, doc: Document[Page], change: Change) -> str:
    """What was changed and why; the old wording of a claim is shown whole."""
    if change.kind == "edition":
        return escape(change.why)
    if change.claim is None:
        return escape(f"Wrong: {change.wrong} Now: {change.stands} Why: {change.why}")
    claim = declared(content).get(change.claim)
    now = link(doc.path, claim.path, claim.id) if claim else ""
    told = f"{change.kind.capitalize()} of {f'[a claim]({now})' if now else 'a claim'}."
    return f"{told} Was: {escape(' '.join((change.was or '').split()))} Why: {escape(change.why)}"


def open_questions(content: Content, doc: Document[Page]) -> list[str]:
    """The disputed and unknown points that bear on a page."""
    items = [
        f"- [{escape(unknown.question)}]({link(doc.path, 'unknowns.md', f'u-{unknown.id}')})"
        for unknown in content.bearing_on(doc.path)
    ]
    if not items:
        return []
    return ["## Disputed or not known {#open-questions}", "", *furniture(*items)]


def changed(content: Content, doc: Document[Page]) -> list[str]:
    """What was changed on a page, folded away: few readers come for it."""
    items = [
        f"- [{format_date(change.date)}]({link(doc.path, 'corrections.md', change.id)}): {_told(content, doc, change)}"
        for change in content.changes(doc.path)
    ]
    if not items:
        return []
    count = "1 change" if len(items) == 1 else f"{len(items)} changes"
    return ["## Changed on this page {#corrected}", "", *folded(count, furniture(*items))]
