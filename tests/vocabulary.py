"""Holds a page's JSON-LD against the vocabulary of schema.org: every type, every property on it, every value's type."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pyld import jsonld

SCHEMA = "https://schema.org/"
VOCABULARY = json.loads((Path(__file__).parent / "data/schema.org-12.0.json").read_text(encoding="utf-8"))
TYPES: dict[str, list[str]] = VOCABULARY["types"]
PROPERTIES: dict[str, list[list[str]]] = VOCABULARY["properties"]
# 2025, 2025-03 or 2025-03-11
DATE = re.compile(r"(\d{4})(-\d\d)?(-\d\d)?")
# As schema.org's own context reads them: text given for a property that may be an address is one.
CONTEXT = {"@vocab": SCHEMA} | {
    name: {"@type": "@id"} for name, (_, ranges) in PROPERTIES.items() if "URL" in ranges and "Text" not in ranges
}


def _context(url: str, options: object) -> dict[str, Any]:
    """The one context that our pages name, without asking the network for it."""
    assert url == SCHEMA.rstrip("/"), url
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXT}}


def expanded(text: str) -> list[dict[str, Any]]:
    """The block as a JSON-LD processor understands it. Raises `jsonld.JsonLdError` if it does not."""
    nodes: list[dict[str, Any]] = jsonld.expand(json.loads(text), {"documentLoader": _context, "base": "relative:/"})
    return nodes


def faults(nodes: list[dict[str, Any]], known: frozenset[str] = frozenset()) -> Iterator[str]:
    """What the vocabulary does not allow; `known` are addresses of works described elsewhere."""
    types = {address: ["CreativeWork"] for address in known} | dict(_types(nodes))
    for node in nodes:
        yield from _node(node, types)


def _types(value: object) -> Iterator[tuple[str, list[str]]]:
    """The types of every node that has an address."""
    if isinstance(value, list):
        for item in value:
            yield from _types(item)
    elif isinstance(value, dict):
        if "@id" in value and "@type" in value:
            yield value["@id"], [kind.removeprefix(SCHEMA) for kind in value["@type"]]
        for item in value.values():
            yield from _types(item)


def _node(node: dict[str, Any], types: dict[str, list[str]]) -> Iterator[str]:
    kinds = [kind.removeprefix(SCHEMA) for kind in node.get("@type", [])]
    yield from (f"there is no type {kind}" for kind in kinds if kind not in TYPES)
    above = frozenset().union(*map(ancestors, kinds)) if kinds else frozenset()
    for iri, values in node.items():
        if iri.startswith("@"):
            continue
        name = iri.removeprefix(SCHEMA)
        if name not in PROPERTIES:
            yield f"there is no property {name}"
            continue
        domains, ranges = PROPERTIES[name]
        if above.isdisjoint(domains):
            yield f"{name} is no property of {', '.join(kinds)}"
        for value in values:
            if not _fits(value, ranges, types):
                yield f"{name} of {', '.join(kinds)} cannot be {json.dumps(value, ensure_ascii=False)[:80]}"
            if isinstance(value, dict) and "@type" in value and "@value" not in value:
                yield from _node(value, types)


def _fits(value: dict[str, Any], ranges: list[str], types: dict[str, list[str]]) -> bool:
    """Whether a value is of a type that a property expects."""
    if "@value" in value:
        return any(_literal(value["@value"], name) for name in ranges)
    if "@type" not in value and "URL" in ranges:
        return _address(value.get("@id", ""))
    kinds = [kind.removeprefix(SCHEMA) for kind in value.get("@type", [])] or types.get(value.get("@id", ""), [])
    return any(kind in TYPES and not ancestors(kind).isdisjoint(ranges) for kind in kinds)


def _literal(value: object, name: str) -> bool:
    if name in {"Integer", "Number"}:
        return isinstance(value, int) and not isinstance(value, bool)
    if not isinstance(value, str) or not value.strip():
        return False
    return {"Text": True, "URL": _address(value), "Date": _date(value)}.get(name, False)


def _address(value: str) -> bool:
    parts = urlsplit(value)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _date(value: str) -> bool:
    match = DATE.fullmatch(value)
    if not match:
        return False
    datetime.date.fromisoformat(match[1] + (match[2] or "-01") + (match[3] or "-01"))
    return True


@cache
def ancestors(kind: str) -> frozenset[str]:
    """A type and all that it is a kind of."""
    return frozenset({kind}).union(*map(ancestors, TYPES.get(kind, [])))
