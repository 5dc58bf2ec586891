"""The world that the documentation's commands are run in: its web, and its time.

Addresses of hosts in ``.example`` are answered from files, with an ETag; nothing outside is ever asked. The time
stands still where a page sets it, waiting takes no time, and chance gives the middle.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import httpx

from dateline.cli import sources
from dateline.collect import watch
from dateline.collect.clock import Clock
from dateline.collect.guard import Guard
from dateline.store import case


class World:
    """What the addresses answer, and what time it is."""

    def __init__(self) -> None:
        self._pages: dict[str, Path] = {}
        self._now: dt.datetime | None = None

    def set_time(self, words: str) -> None:
        """Let it be this time, in UTC ("2017-11-14 19:05"). Raises ValueError."""
        self._now = dt.datetime.strptime(words, "%Y-%m-%d %H:%M").replace(tzinfo=dt.UTC)

    def serve(self, address: str, file: Path) -> None:
        """Let this address, a host and a path, answer with the file."""
        self._pages[address] = file

    def now(self, zone: dt.tzinfo | None = None) -> dt.datetime:
        """This moment, in UTC."""
        return self._now or dt.datetime.now(dt.UTC)

    def answer(self, request: httpx.Request) -> httpx.Response:
        """The answer of the web that is pretended; 404 where nothing was put there."""
        file = self._pages.get(f"{request.url.host}{request.url.path}")
        if file is None:
            return httpx.Response(404, stream=httpx.ByteStream(b""))
        content = file.read_bytes()
        tag = f'"{hashlib.sha256(content).hexdigest()[:8]}"'
        if request.headers.get("if-none-match") == tag:
            return httpx.Response(304, headers={"etag": tag})
        kind = "application/xml" if file.suffix == ".xml" else "text/html"
        return httpx.Response(
            200, headers={"etag": tag, "content-type": kind}, stream=httpx.ByteStream(content)
        )


@contextmanager
def pretended() -> Iterator[World]:
    """A world in the place of the real one, for as long as the block lasts."""
    world = World()
    times = SimpleNamespace(datetime=world, UTC=dt.UTC)
    with ExitStack() as patches:
        for target, name, value in (
            (Guard, "handle_request", lambda guard, request: world.answer(request)),
            (Clock, "now", lambda clock: world.now()),
            (Clock, "sleep", lambda clock, seconds: None),
            (case, "dt", times),
            (sources, "dt", times),
            (watch, "random", SimpleNamespace(Random=_Middle)),
        ):
            patches.enter_context(mock.patch.object(target, name, value))
        yield world


class _Middle(random.Random):
    """Chance that always gives the middle."""

    def uniform(self, a: float, b: float) -> float:
        return (a + b) / 2
