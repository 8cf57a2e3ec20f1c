"""Whether an address on the web can lead a reader anywhere."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from .characters import unseen
from .lookalikes import disguised, mixed

# What sitemaps allow (https://www.sitemaps.org/protocol.html); some browsers and servers take no more either.
LONGEST = 2048
# What RFC 3986 lets an address consist of
ALLOWED = re.compile(r"(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*")
# What stays as it is when the rest is written with %
RESERVED = "%/:?#[]@!$&'()*+,;=~"
# One part of a host's name (RFC 1123)
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.I)
HOST_AT_MOST = 253
# Top-level names that no public host has: RFC 2606, 6761, 6762, 7686 and 8375, and ICANN's for private use.
NOT_PUBLIC = {
    "alt",
    "arpa",
    "corp",
    "example",
    "home",
    "internal",
    "intranet",
    "invalid",
    "lan",
    "local",
    "localdomain",
}
NOT_PUBLIC |= {"localhost", "onion", "private", "test"}


def web_address(value: str) -> str:
    """The address, if it leads to a public host. Raises `ValueError` that says why it does not."""
    if not value.startswith(("https://", "http://")):
        raise ValueError("does not begin with https:// or http://")
    if len(value) > LONGEST:
        raise ValueError(f"has {len(value):,} characters, more than the {LONGEST:,} that every program takes")
    plain = "%" not in value and ALLOWED.fullmatch(value)
    for _, name in () if plain else unseen(unquote(value)):
        raise ValueError(f"holds a character that no reader sees, {name}; copy the address again")
    if re.search(r"\s", value):
        raise ValueError("holds a space; copy the address again, or write %20")
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        raise ValueError("has a broken host or port; copy the address again") from None
    if "@" in parts.netloc:
        raise ValueError("holds a user name or password before its host; take it out, with the @")
    if port == 0 or parts.netloc.endswith(":"):
        raise ValueError("has a port that nothing listens on; take it out")
    _check_host(parts.hostname or "")
    if not ALLOWED.fullmatch(value):
        raise ValueError(f"holds a character that an address may not; write {quote(value, safe=RESERVED)}")
    return value


@lru_cache(maxsize=2**10)
def _check_host(host: str) -> None:
    if not host:
        raise ValueError("names no host")
    labels = host.split(".")
    top = labels[-1]
    if ":" in host or re.fullmatch(r"\d+|0x[0-9a-f]*", top):
        raise ValueError("names its host by number; write the host’s name, which lasts longer and says whose it is")
    if len(labels) < 2 or top in NOT_PUBLIC:
        raise ValueError(f"names a host that is not on the public web, “{host}”")
    if not host.isascii():
        raise ValueError(
            f"names a host in other letters than ASCII, “{host}”; copy it from a browser, which writes xn--…"
        )
    if len(host) > HOST_AT_MOST or not all(map(LABEL.fullmatch, labels)) or not re.fullmatch(r"[a-z]{2,}|xn--.+", top):
        raise ValueError(f"names a host that cannot exist, “{host}”")
    for label in labels:
        if label.startswith("xn--"):
            _check_letters(label)


def _check_letters(label: str) -> None:
    """A part of a host's name in other letters must not look like one in Latin letters."""
    try:
        shown = label.removeprefix("xn--").encode("ascii").decode("punycode")
    except UnicodeError:
        raise ValueError(f"names a host that cannot exist, “{label}”") from None
    if mixed(shown) or disguised(shown):
        raise ValueError(f"names a host that looks like another, “{shown}” ({label})")
