"""Guarding: what every request is checked for before anything looks at it, and what every answer carries.

- The Host header must be a name that the desk goes by, or an address: a page elsewhere whose name was made to lead here
  (DNS rebinding) brings its own name.
- A write must come from the desk's own pages: its Origin, where the browser sends one, is that of the Host.
- No body is larger than is taken, whether its length is told or not.
- Answers may not be framed, sniffed or run scripts of elsewhere.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.desk.answers import refusal

#: No script, style, picture or connection but the desk's own; MapLibre's worker and pictures come as blobs.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_READS: Final = frozenset({"GET", "HEAD"})
LOOPBACK: Final = frozenset({"localhost"})


#: Bytes of a body that are taken of anybody, before it is known who it is; only pages to add may be larger.
SMALL = 1024**2
_LARGE = frozenset({"/api/add"})


class TooLarge(Exception):
    """A body has more bytes than are taken."""


class Guarded:
    """An application behind these checks. ``names`` are host names it goes by, ``largest`` the bytes of a body taken."""

    def __init__(self, app: ASGIApp, names: Iterable[str], largest: int) -> None:
        self._app = app
        self._names = frozenset(name.casefold() for name in names) | LOOPBACK
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return  # there are no web sockets
        headers = Headers(scope=scope)
        sending = _Sending(send, is_api=scope["path"].startswith("/api/"))
        largest = self._largest if scope["path"] in _LARGE else min(self._largest, SMALL)
        why = self._objection(scope["method"], headers, largest)
        if why is not None:
            await refusal(*why)(scope, receive, sending)
            return
        counted = _Counted(receive, largest)
        judged = _Judged(sending, counted)
        with suppress(TooLarge):
            await self._app(scope, counted, judged)
        if counted.over and not judged.passed:
            await refusal(413, _large(largest))(scope, receive, sending)

    def _objection(self, method: str, headers: Headers, largest: int) -> tuple[int, str] | None:
        host = headers.get("host", "")
        if not self._is_own(host):
            return 421, (
                f"{host[:100]!r} is no name of this desk; open the address that `dateline desk` prints, or start it "
                "with --name"
            )
        if method not in _READS:
            origin = headers.get("origin")
            if origin is not None and _host_of(origin) != host.casefold():
                return 403, f"{origin[:100]!r} may not write here; use the desk's own pages"
            if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
                return 403, "another site may not write here; use the desk's own pages"
        length = headers.get("content-length", "0")
        if length.isdigit() and int(length) > largest:
            return 413, _large(largest)
        return None

    def _is_own(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        if name.casefold() in self._names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True  # an address leads where it says


def _host_of(origin: str) -> str:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return ""
    return parts.netloc.casefold() if parts.scheme in ("http", "https") else ""


class _Counted:
    """A body that ends with an error where it has too many bytes."""

    def __init__(self, receive: Receive, largest: int) -> None:
        self._receive, self._left = receive, largest

    @property
    def over(self) -> bool:
        """Whether it had too many."""
        return self._left < 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self.over:
            raise TooLarge
        return message


class _Judged:
    """Passes an answer on unless the body it is for was too large, whatever was made of that."""

    def __init__(self, send: Send, counted: _Counted) -> None:
        self._send, self._counted = send, counted
        self.passed = False

    async def __call__(self, message: Message) -> None:
        if self.passed or not self._counted.over:
            self.passed = True
            await self._send(message)


class _Sending:
    """Answers with the headers that all of them carry."""

    def __init__(self, send: Send, *, is_api: bool) -> None:
        self._send, self._is_api = send, is_api

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)  # a brief has a stricter policy of its own
            if self._is_api:
                headers["Cache-Control"] = "no-store"
        await self._send(message)


def _large(largest: int) -> str:
    return f"more than {largest / 1024**2:g} MiB at once; add large files with `dateline add` instead"
