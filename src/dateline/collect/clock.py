"""The time, and waiting, in one place, so that tests need not wait."""

from __future__ import annotations

import datetime as dt
import time

from dateline.errors import Stopped

#: Seconds after which a wait looks whether it is to end. A signal's handler may come at any moment, also while
#: a lock is held, so ``stop`` takes none.
LOOK = 0.2


class Clock:
    """The system's time. ``stop`` ends all waiting, in every thread."""

    def __init__(self) -> None:
        self._stopped = False

    @property
    def stopped(self) -> bool:
        """Whether ``stop`` was called."""
        return self._stopped

    def stop(self) -> None:
        """End each wait that is under way or begins later with Stopped. May be called by a signal handler."""
        self._stopped = True

    def now(self) -> dt.datetime:
        """This moment, in UTC."""
        return dt.datetime.now(dt.UTC)

    def seconds(self) -> float:
        """Seconds since some moment; they never jump."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait. Raises Stopped if ``stop`` is called before the time is over."""
        ends = time.monotonic() + seconds
        while not self._stopped:
            left = ends - time.monotonic()
            if left <= 0:
                return
            time.sleep(min(left, LOOK))
        raise Stopped("stopped while waiting")
