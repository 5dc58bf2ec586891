"""Limits: how often a login may fail, by name and by address, before it is refused for a while."""

from __future__ import annotations

import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Final

#: So many failures within so many seconds are let pass for a name, and for an address.
FOR_NAME: Final = 5
FOR_ADDRESS: Final = 20
WITHIN: Final = 300.0
#: Keys that are remembered at most; an attacker may try any number of names.
_KEYS: Final = 10_000


class Attempts:
    """The failures of late. Several threads may share it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.RLock()
        self._failures: defaultdict[tuple[str, str], deque[float]] = defaultdict(deque)

    def wait(self, name: str, address: str) -> int:
        """The seconds to wait before the next try of this name from this address; 0: none."""
        now = self._clock()
        with self._lock:
            waits = [
                self._wait(("name", name), FOR_NAME, now),
                self._wait(("address", address), FOR_ADDRESS, now),
            ]
        return max(waits)

    def fail(self, name: str, address: str) -> None:
        """Note that a try failed."""
        now = self._clock()
        with self._lock:
            if len(self._failures) > _KEYS:
                self._forget(now)
            for key in (("name", name), ("address", address)):
                self._failures[key].append(now)

    def begin(self, name: str, address: str) -> int:
        """The seconds to wait before a try; 0: it may be made, and counts as failed until it succeeds.

        So many tries at once are no more than so many one after another.
        """
        with self._lock:
            wait = self.wait(name, address)
            if not wait:
                self.fail(name, address)
        return wait

    def succeed(self, name: str, address: str) -> None:
        """Forget the failures of a name, and that this try from the address was counted as one."""
        with self._lock:
            self._failures.pop(("name", name), None)
            held = self._failures.get(("address", address))
            if held:
                held.pop()

    def _wait(self, key: tuple[str, str], most: int, now: float) -> int:
        held = self._failures.get(key)
        if held is None:
            return 0
        while held and held[0] <= now - WITHIN:
            held.popleft()
        if not held:
            del self._failures[key]
        return int(held[-most] + WITHIN - now) + 1 if len(held) >= most else 0

    def _forget(self, now: float) -> None:
        for key in [key for key, held in self._failures.items() if not held or held[-1] <= now - WITHIN]:
            del self._failures[key]
