"""The world that the documentation's commands are run in: its web, its time, and its version of Dateline.

Addresses of hosts in ``.example`` are answered from files, with an ETag; nothing outside is ever asked. The time
stands still where a page sets it, waiting takes no time, and chance gives the middle. The version is that of
``pyproject.toml``, or one that a page names, which may lack some rules of coding or leave fields unread.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import httpx
import msgspec

from dateline import version
from dateline.cli import sources
from dateline.collect import watch
from dateline.collect.clock import Clock
from dateline.collect.guard import Guard
from dateline.pipeline import Pipeline
from dateline.records.capture import Capture
from dateline.records.claim import Claim, GroundedClaim, GroundedReport
from dateline.records.evidence import Unknown
from dateline.store import case, reviewed

_PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
_VERSION = str(tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]["version"])


class World:
    """What the addresses answer, what time it is, and which version of Dateline there is."""

    def __init__(self) -> None:
        self._pages: dict[str, Path] = {}
        self._now: dt.datetime | None = None
        self._version = _VERSION
        self._without: frozenset[str] = frozenset()

    def set_time(self, words: str) -> None:
        """Let it be this time, in UTC ("2017-11-14 19:05"). Raises ValueError."""
        self._now = dt.datetime.strptime(words, "%Y-%m-%d %H:%M").replace(tzinfo=dt.UTC)

    def set_version(self, words: str) -> None:
        """Let it be this version; "0.0.9 without besiege casualties" lacks these rules, and these fields are unread."""
        self._version, _, lacking = words.partition(" without ")
        self._without = frozenset(lacking.split())

    def version(self) -> str:
        """The version that is installed."""
        return self._version

    def coder(self, whole: Pipeline) -> Any:
        """The pipeline of the version that there is."""
        return _Lacking(whole, self._without) if self._without else whole

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
            (reviewed, "dt", times),
            (version, "dt", times),
            (version, "installed_version", world.version),
            (watch, "random", SimpleNamespace(Random=_Middle)),
        ):
            patches.enter_context(mock.patch.object(target, name, value))
        yield world


class _Lacking:
    """A pipeline whose claims lack what some rules read, and some fields."""

    def __init__(self, whole: Pipeline, without: frozenset[str]) -> None:
        self._whole, self._without = whole, without
        self.versions = whole.versions

    def run(self, captures: Iterable[Capture], batch: int = 1) -> Iterator[GroundedReport]:
        """What the pipeline gives, without them."""
        for report in self._whole.run(captures, batch):
            held = [each for each in report.claims if each.claim.why.rule not in self._without]
            yield msgspec.structs.replace(report, claims=tuple(map(self._bare, held)))

    def _bare(self, grounded: GroundedClaim) -> GroundedClaim:
        claim = grounded.claim
        fields = self._without & set(Claim.__struct_fields__)
        read = [field for field in fields if not isinstance(getattr(claim, field), Unknown)]
        unread = dict.fromkeys(read, Unknown(reason="this version does not read it"))
        return msgspec.structs.replace(grounded, claim=msgspec.structs.replace(claim, **unread))


class _Middle(random.Random):
    """Chance that always gives the middle."""

    def uniform(self, a: float, b: float) -> float:
        return (a + b) / 2
