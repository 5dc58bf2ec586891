"""Addresses made comparable, so that a page captured again is known for the same page."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from dateline.records.evidence import Known, Unknown

#: Parameters that tell where a reader came from, not what is read, and how the names of others begin.
_TRACKING = frozenset(
    "fbclid gclid dclid gbraid wbraid msclkid yclid twclid igshid mc_cid mc_eid _ga ref_src "
    "cmpid ocid ncid icid smid xtor mkt_tok _hsenc _hsmi guccounter guce_referrer guce_referrer_sig".split()
)
_TRACKING_STARTS = ("utm_", "at_", "pk_", "mtm_")
#: What in a path tells one page from others: a number, or words that are joined.
_NAMES_PAGE = re.compile(r"[0-9]|[^\W_]{2,}[-_+][^\W_]{2,}")
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
#: Characters of an address that stay as they are; all others are escaped.
_KEPT = "/%:@!$&'()*+,;=~-._?"
_PORTS = {"http": 80, "https": 443}


def address_key(url: str) -> str | None:
    """The address without what does not change the page ("lantern.example/2017/strike?id=3").

    Dropped are the scheme, "www.", the usual port, the fragment, slashes at the end, parameters that only
    track readers, and the order of the others. None where it is no address of the web.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host:
        return None
    host = host.rstrip(".").removeprefix("www.")
    if not host:
        return None
    where = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    # escaped first, for what is escaped is ordered otherwise
    query = "&".join(
        sorted(field for field in map(_escaped, parts.query.split("&")) if field and not _tracks(field))
    )
    return where + _escaped(parts.path).rstrip("/") + (f"?{query}" if query else "")


def own_key(own: Known[str] | Unknown, place: str | None) -> str | None:
    """The key of the address that a report gives for its own; None where that tells no page.

    ``place`` is the key of the address it was fetched from. An own address that names a site and no page in it
    is not taken, nor is one that leaves out what tells the page (".../article.php" for ".../article.php?id=3"):
    every page of the site may bear it.
    """
    key = address_key(own.value) if isinstance(own, Known) else None
    if key is None or not ("/" in key or "?" in key):
        return None
    if place is not None and place.startswith(f"{key}?"):
        return key if _NAMES_PAGE.search(key.partition("/")[2]) else None
    return key


def _tracks(field: str) -> bool:
    name = field.partition("=")[0].lower()
    return name.startswith(_TRACKING_STARTS) or name in _TRACKING


def _escaped(part: str) -> str:
    """The part with one spelling for each character."""
    return _ESCAPE.sub(_escape, quote(part, safe=_KEPT, errors="backslashreplace"))


def _escape(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()
