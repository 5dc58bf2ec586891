"""Addresses made comparable, so that a page captured again is known for the same page."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from dateline.records.evidence import Known, Unknown

#: Parameters that tell where a reader came from, not what is read.
_TRACKING = frozenset(
    "fbclid gclid dclid gbraid wbraid msclkid yclid twclid igshid mc_cid mc_eid _ga ref_src".split()
)
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
    fields = sorted(field for field in parts.query.split("&") if field and not _tracks(field))
    query = _escaped("&".join(fields))
    return where + _escaped(parts.path).rstrip("/") + (f"?{query}" if query else "")


def report_key(own: Known[str] | Unknown, fetched_from: str | None) -> str | None:
    """The key of a report: of its own address where it gives one, else of where it was fetched.

    An own address that names a site and no page in it is not taken: every page of the site may bear it.
    """
    key = address_key(own.value) if isinstance(own, Known) else None
    if key is not None and ("/" in key or "?" in key):
        return key
    return address_key(fetched_from) if fetched_from else None


def _tracks(field: str) -> bool:
    name = field.partition("=")[0].lower()
    return name.startswith("utm_") or name in _TRACKING


def _escaped(part: str) -> str:
    """The part with one spelling for each character."""
    return _ESCAPE.sub(_escape, quote(part, safe=_KEPT, errors="backslashreplace"))


def _escape(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()
