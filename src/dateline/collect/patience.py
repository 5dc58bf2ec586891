"""Patience: which hosts are left alone, since too many of their pages in a row could not be had.

A site that is away costs each of its pages a wait; so does the network for all pages. But one site that is gone
for good, of which old lists and feeds have many, must not cost the pages of the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dateline.collect.guard import host_of
from dateline.errors import FetchError, InputError, ServerBusy

#: Pages in a row, of whichever hosts, that could not be had before no other is tried: the network is away.
OF_ALL = 25

#: What stands for all hosts.
EVERY = "*"


class Patience:
    """Counts the pages that could not be had now but perhaps later, in a row, of each host and of all."""

    def __init__(self, of_host: int, *, busy: bool = False, of_all: int = OF_ALL) -> None:
        """``of_host`` pages in a row are the most; ``busy``: a host that asks to come later is left at once."""
        self._most = of_host
        self._busy = busy
        self._of_all = of_all
        self._row: Counter[str] = Counter()
        self._left: Counter[str] = Counter()
        self._last: dict[str, FetchError] = {}
        self._all = 0
        self._had: set[str] = set()

    def leaves(self, url: str) -> bool:
        """Whether the page is not to be tried; it is counted."""
        host = EVERY if self._all >= self._of_all else host_of(url)
        if host not in self._last:
            return False
        self._left[host] += 1
        return True

    def tell(self, url: str, error: InputError | None = None) -> None:
        """That the page was had, or why not."""
        host = host_of(url)
        if not (isinstance(error, FetchError) and error.retry):
            self._row[host] = self._all = 0
            self._had.add(host)
            return
        self._row[host] += 1
        self._all += 1
        if self._row[host] >= self._most or (self._busy and isinstance(error, ServerBusy)):
            self._last[host] = error
        if self._all >= self._of_all:
            self._last[EVERY] = error

    def given_up(self) -> Iterator[tuple[str, int, FetchError]]:
        """The hosts that were left alone, or EVERY, how many of their pages were not tried, and the last error."""
        for host, error in self._last.items():
            yield host, self._left[host], error

    def failure(self, name: str) -> FetchError | None:
        """The error for a source of this name whose hosts were left alone; None where another one answers."""
        if not self._last or self._had - self._last.keys():
            return None
        last = next(reversed(self._last.values()))
        return last.of(name, f"the rest is left for later, since {last}")
