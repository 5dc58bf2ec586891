"""Fetcher: addresses to answers, politely and within limits.

For every hop of every fetch:

1. the address is checked (``guard``), and connected to only if all its host's addresses may be;
2. the site's robots.txt is asked for once and obeyed (``robots``); one that cannot be had closes the site;
3. the host's turn is awaited: one request at a time for each host, with a pause after it;
4. the answer is taken within limits of size, unpacked size and time; redirects begin again at 1.

Requests go to the guard's transport directly, not through ``httpx.Client``: no passwords of ``.netrc`` are sent,
and nothing is asked of the environment's proxies. Cookies are kept for the redirects of one fetch only, since
sites set one and redirect to the same address.
"""

from __future__ import annotations

import datetime as dt
import random
import threading
import time
from collections.abc import Callable
from contextlib import closing
from http import HTTPStatus

import httpx

from dateline.collect.clock import Clock
from dateline.collect.encodings import TooLarge as Oversized
from dateline.collect.guard import DEADLINE, Guard, Resolver, checked_url, host_of, resolved, shown_url
from dateline.collect.replies import Reply, reply_of
from dateline.collect.robots import ROBOTS_SIZE, Rules, rules_of
from dateline.collect.sites import Host, Site, latest
from dateline.errors import (
    BadAnswer,
    FetchError,
    RefusedAddress,
    RobotsDenied,
    ServerBusy,
    TooLarge,
    Unreachable,
    UsageError,
)
from dateline.records.evidence import Record

#: What is asked for; pages first, feeds and site maps as well.
ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,"
    "application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5"
)

#: Seconds between requests from which on it is said that a site asks for so many.
LONG_DELAY = 10.0

_BUSY = frozenset({429, 503})
_NOT_NOW = frozenset({408, 425})
_CLOSED = frozenset({401, 402, 403, 407, 451})


class Limits(Record, frozen=True):
    """What is taken of one answer.

    ``size``: bytes, both as sent and unpacked; a site map may have 50 MiB, pages have 1 or 2. ``seconds``:
    for the whole fetch with its redirects, polite pauses left out. ``redirects``: browsers follow 20, sites
    need 3.
    """

    size: int = 50 * 1024 * 1024
    seconds: float = 60.0
    redirects: int = 8


class Manners(Record, frozen=True):
    """How a host is treated; times in seconds.

    ``delay`` is the least pause between two requests to a host; its robots.txt may ask for a longer one.
    ``tries`` is how often an address is tried that may be had later. Without a Retry-After the wait before the
    second is ``wait``, and twice that before each further one, a quarter more or less. A server that asks for
    more than ``patience`` is left alone.
    """

    delay: float = 1.0
    tries: int = 3
    wait: float = 2.0
    patience: float = 120.0


class Fetched(Record, frozen=True):
    """An answer with content, from ``url`` as asked for by way of redirects to ``final_url``.

    ``content`` is unpacked. ``content_type`` is in lower case without parameters, ``charset`` the one of the
    header; ``etag`` and ``modified`` are for the next, conditional request. ``at`` is when, in UTC.
    """

    url: str
    final_url: str
    status: int
    content: bytes
    content_type: str | None
    charset: str | None
    etag: str | None
    modified: str | None
    at: dt.datetime


class NotModified(Record, frozen=True):
    """The server says that nothing has changed since the answer whose ``etag`` or ``modified`` was given."""

    url: str
    at: dt.datetime


Answer = Fetched | NotModified


def user_agent(version: str, contact: str | None = None) -> str:
    """The name that is sent with each request ("Dateline/0.1.0 (+desk@outlet.example)"). Raises UsageError."""
    name = f"Dateline/{version.replace(' ', '-')}"
    if contact is None:
        return name
    if not contact.strip() or not contact.isascii() or not contact.isprintable() or len(contact) > 200:
        raise UsageError(f"--contact {contact!r}: give an e-mail or web address in plain ASCII, on one line")
    return f"{name} (+{contact.strip()})"


class Fetcher:
    """Fetches addresses. Several threads may share one; nothing stays open between two fetches."""

    def __init__(
        self,
        agent: str,
        *,
        allow_private: bool = False,
        opening: str | None = None,
        limits: Limits | None = None,
        manners: Manners | None = None,
        clock: Clock | None = None,
        chance: random.Random | None = None,
        resolve: Resolver = resolved,
        note: Callable[[str], None] = lambda remark: None,
    ) -> None:
        """``agent`` is the name that is sent; ``note`` is told when an address is tried again; ``opening`` is the guard's."""
        self.clock = clock or Clock()
        self._limits = limits or Limits()
        self._manners = manners or Manners()
        self._chance = chance or random.Random()
        self._note = note
        self._guard = Guard(allow_private=allow_private, resolve=resolve, opening=opening)
        self._headers = {
            "User-Agent": agent,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "en, *;q=0.5",
            "Connection": "close",
        }
        self._lock = threading.Lock()
        self._hosts: dict[str, Host] = {}
        self._sites: dict[str, Site] = {}

    def fetch(self, address: str, *, etag: str | None = None, modified: str | None = None) -> Answer:
        """The answer for this address; NotModified only where ``etag`` or ``modified`` is given.

        Raises FetchError and its kinds, and Stopped where its clock is stopped while it waits.
        """
        headers = {}
        if etag:
            headers["If-None-Match"] = etag
        if modified:
            headers["If-Modified-Since"] = modified
        if (closed := self._site(checked_url(address)).closed(self.clock)) is not None:
            raise _without_robots(closed, shown_url(address))
        tried = 1
        while True:
            try:
                return self._followed(address, headers)
            except (ServerBusy, Unreachable) as error:
                asked = error.retry_after if isinstance(error, ServerBusy) else None
                wait = self._pause(tried) if asked is None else asked
                if tried >= self._manners.tries or wait > self._manners.patience:
                    raise
                self._note(f"{error}; it is tried again in {wait:.0f} s")
                self.clock.sleep(wait)
                tried += 1

    def _pause(self, tried: int) -> float:
        """The wait after this many tries, where the server names none."""
        doubled = self._manners.wait * 2.0 ** (tried - 1)
        return float(min(doubled * self._chance.uniform(0.75, 1.25), self._manners.patience))

    def _followed(self, address: str, headers: dict[str, str]) -> Answer:
        """The answer at the end of the redirects. Errors name the address that was asked for."""
        asked = url = checked_url(address)
        left = self._limits.seconds
        cookies = httpx.Cookies()
        been = {(str(url), _written(cookies))}
        try:
            while True:
                self._obey(url)
                reply = self._ask(url, headers, left, self._limits.size, cookies)
                left -= reply.seconds
                if reply.redirect is None:
                    return self._answer(asked, url, reply, conditional=bool(headers))
                url = checked_url(str(reply.redirect))
                here = (str(url), _written(cookies))
                if here in been:
                    raise BadAnswer(shown_url(str(url)), "it redirects in a circle; open it in a browser")
                if len(been) > self._limits.redirects:
                    raise BadAnswer(
                        shown_url(str(url)), f"there are more than {self._limits.redirects} redirects"
                    )
                been.add(here)
        except FetchError as error:
            name = shown_url(str(asked))
            if error.name == name:
                raise
            raise error.of(name, f"redirects to {error.name}: {error.reason}") from error

    def _answer(self, asked: httpx.URL, final: httpx.URL, reply: Reply, *, conditional: bool) -> Answer:
        """The answer that this reply is. Raises BadAnswer, ServerBusy or Unreachable for other statuses."""
        shown = shown_url(str(final))
        status = reply.status
        if status == HTTPStatus.NOT_MODIFIED and conditional:
            return NotModified(url=str(asked), at=self.clock.now())
        if status in _BUSY:
            raise ServerBusy(shown, f"the server answers {_named(status)}; try later", reply.retry_after)
        if status >= 500 or status in _NOT_NOW:
            raise Unreachable(shown, f"the server answers {_named(status)}; try later")
        if status in _CLOSED:
            raise BadAnswer(
                shown, f"the server answers {_named(status)}; save the page from a browser and name the file"
            )
        if not 200 <= status < 300:
            raise BadAnswer(shown, f"the server answers {_named(status)}; check the address")
        return Fetched(
            url=str(asked),
            final_url=str(final),
            status=status,
            content=reply.content,
            content_type=reply.content_type,
            charset=reply.charset,
            etag=reply.etag,
            modified=reply.modified,
            at=self.clock.now(),
        )

    def _obey(self, url: httpx.URL) -> None:
        """Raise RobotsDenied where the site asks not to fetch this; FetchError where it cannot be asked."""
        site = self._site(url)
        with site.lock:
            if site.error is not None or site.ends <= self.clock.seconds():
                site.learn(self._robots, url.copy_with(raw_path=b"/robots.txt"), self.clock)
                if site.rules.delay >= LONG_DELAY:
                    self._note(
                        f"{url.host}: its robots.txt asks for {site.rules.delay:.0f} s between requests"
                    )
            if site.error is not None:
                raise _without_robots(site.error, shown_url(str(url))) from site.error
            host = self._host(url)
            host.delay = max(host.delay, site.rules.delay)
            if not site.rules.allow(str(url)):
                raise RobotsDenied(
                    shown_url(str(url)),
                    "the site's robots.txt asks not to fetch it; save the page from a browser and name the file",
                )

    def _robots(self, url: httpx.URL) -> Rules:
        """The rules in a robots.txt; none where the site has none (4xx). Raises FetchError."""
        left = self._limits.seconds
        cookies = httpx.Cookies()
        for _ in range(self._limits.redirects + 1):
            reply = self._ask(url, {}, left, ROBOTS_SIZE, cookies, cut=True)
            left -= reply.seconds
            if reply.redirect is not None:
                url = checked_url(str(reply.redirect))
                continue
            if reply.status >= 500 or reply.status in _BUSY:
                raise ServerBusy(
                    shown_url(str(url)), f"the server answers {_named(reply.status)}", reply.retry_after
                )
            return rules_of(reply.content) if 200 <= reply.status < 300 else Rules()
        return Rules()  # RFC 9309: after five redirects a robots.txt may be taken as not there

    def _ask(
        self,
        url: httpx.URL,
        headers: dict[str, str],
        seconds: float,
        size: int,
        cookies: httpx.Cookies,
        *,
        cut: bool = False,
    ) -> Reply:
        """The reply to one request, sent when the host's turn has come. ``cut``: take its start if too large.

        ``cookies`` are sent where they belong, and those of the reply added.
        """
        host = self._host(url)
        shown = shown_url(str(url))
        with host.lock:
            wait = host.free - self.clock.seconds()
            if wait > 0:
                self.clock.sleep(wait)
            started = time.monotonic()
            try:
                request = httpx.Request(
                    "GET", url, headers=self._headers | headers, extensions={DEADLINE: started + seconds}
                )
                cookies.set_cookie_header(request)
                with closing(self._guard.handle_request(request)) as response:
                    response.request = request
                    cookies.extract_cookies(response)
                    return reply_of(url, response, started, size, self.clock.now(), cut=cut)
            except httpx.TimeoutException as error:
                spent = time.monotonic() - started
                raise Unreachable(
                    shown, f"too slow: there was no whole answer after {spent:.0f} s; try later"
                ) from error
            except Oversized as error:
                raise TooLarge(
                    shown,
                    f"larger than {size / 1024 / 1024:.3g} MiB; save the article itself and name the file",
                ) from error
            except (httpx.TransportError, ValueError) as error:
                raise Unreachable(
                    shown, f"the answer failed ({error}); check the network, or try later"
                ) from error
            finally:
                host.free = self.clock.seconds() + host.delay

    def _site(self, url: httpx.URL) -> Site:
        with self._lock:
            return latest(self._sites, f"{url.scheme}://{url.netloc.decode('ascii')}", Site)

    def _host(self, url: httpx.URL) -> Host:
        with self._lock:
            return latest(self._hosts, url.host, lambda: Host(self._manners.delay))


def _without_robots(error: FetchError, name: str) -> FetchError:
    """The error for a page of a site whose robots.txt could not be had.

    Where that is since the site may not be asked for anything, nothing is said of the robots.txt.
    """
    if isinstance(error, RefusedAddress) and error.name.endswith("/robots.txt"):
        if host_of(error.name) == host_of(name):
            return error.of(name, error.reason)
    return error.of(name, f"its site's robots.txt cannot be had: {error.reason}")


def _written(cookies: httpx.Cookies) -> tuple[str, ...]:
    """The cookies, so that they can be compared."""
    return tuple(
        sorted(f"{cookie.domain} {cookie.path} {cookie.name}={cookie.value}" for cookie in cookies.jar)
    )


def _named(status: int) -> str:
    """ "404 Not Found"."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
