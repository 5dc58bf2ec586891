"""The reply to one request: its head understood, its body taken within a limit and unpacked."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

import httpx

from dateline.collect.encodings import TooLarge, unpacked
from dateline.collect.guard import shown_url
from dateline.errors import RefusedAddress
from dateline.records.evidence import Record

REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Reply(Record, frozen=True):
    """What came back from one request, after so many ``seconds``.

    ``redirect`` is the address that it leads to, ``retry_after`` the seconds after which the server wants to be
    asked again. ``content`` is the unpacked body of a good answer. ``etag`` and ``modified`` can be sent back.
    """

    status: int
    seconds: float
    redirect: str | None = None
    retry_after: float | None = None
    content: bytes = b""
    content_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None


def reply_of(
    url: httpx.URL, response: httpx.Response, started: float, size: int, now: dt.datetime, *, cut: bool
) -> Reply:
    """The reply; the body only of a good answer.

    Raises httpx.TransportError, TooLarge, and ValueError for a body that is not packed as it says.
    """
    status = response.status_code
    headers = response.headers
    if status in REDIRECTS and "location" in headers:
        return Reply(
            status=status, seconds=time.monotonic() - started, redirect=_target(url, headers["location"])
        )
    if not 200 <= status < 300:
        waits = retry_after(headers.get("retry-after", ""), now)
        return Reply(status=status, seconds=time.monotonic() - started, retry_after=waits)
    content = _received(response.iter_raw(), size, cut=cut)
    content = unpacked(content, headers.get("content-encoding", ""), size, cut=cut)
    return Reply(
        status=status,
        seconds=time.monotonic() - started,
        content=content,
        content_type=headers.get("content-type", "").partition(";")[0].strip().lower() or None,
        charset=response.charset_encoding,
        etag=_sendable(headers.get("etag")),
        modified=_sendable(headers.get("last-modified")),
    )


def _received(chunks: Iterator[bytes], size: int, *, cut: bool) -> bytes:
    """The body as it was sent. Beyond ``size`` bytes its start where ``cut``; else TooLarge is raised."""
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > size:
            if cut:
                return bytes(content[:size])
            raise TooLarge("larger than it may be")
    return bytes(content)


def _target(url: httpx.URL, location: str) -> str:
    """The address that a redirect leads to. Raises RefusedAddress where it is none."""
    try:
        return str(url.join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise RefusedAddress(shown_url(location), f"not an address ({error})") from error


def _sendable(value: str | None) -> str | None:
    """A header's value that can be sent back, else None."""
    return value if value and value.isascii() and value.isprintable() and len(value) <= 1000 else None


def retry_after(value: str, now: dt.datetime) -> float | None:
    """The seconds that a Retry-After asks for, by a number or by a date; None where it says neither."""
    value = value.strip()
    if value.isascii() and value.isdecimal():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - now).total_seconds())
