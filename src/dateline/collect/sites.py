"""What is remembered of sites and hosts between two fetches: the rules of one, the turn of the other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

import httpx

from dateline.collect.clock import Clock
from dateline.collect.robots import ROBOTS_KEPT, ROBOTS_RETRY, Rules
from dateline.errors import FetchError

#: Hosts, and sites with their robots.txt, that are remembered. A list may name a million.
MOST_HOSTS = 2000

T = TypeVar("T")


def latest(table: dict[str, T], key: str, make: Callable[[], T]) -> T:
    """The table's entry, made where there is none; of too many the one that was not asked for longest goes."""
    found = table.pop(key) if key in table else make()
    table[key] = found
    if len(table) > MOST_HOSTS:
        del table[next(iter(table))]
    return found


class Host:
    """A host's turn: it is ``free`` for the next request from that second on; ``delay`` after each."""

    def __init__(self, delay: float) -> None:
        self.lock = threading.Lock()
        self.free = 0.0
        self.delay = delay


class Site:
    """The rules of a site, or why they could not be had, good until the second ``ends``."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.rules = Rules()
        self.error: FetchError | None = None
        self.ends = float("-inf")

    def closed(self, clock: Clock) -> FetchError | None:
        """Why the rules could not be had a moment ago, so that not every page of the site waits for it."""
        return self.error if self.ends > clock.seconds() else None

    def learn(self, ask: Callable[[httpx.URL], Rules], url: httpx.URL, clock: Clock) -> None:
        """Ask for the rules again."""
        try:
            self.rules, self.error = ask(url), None
        except FetchError as error:
            self.error = error
        self.ends = clock.seconds() + (ROBOTS_RETRY if self.error else ROBOTS_KEPT)
