"""The time, and waiting, in one place, so that tests need not wait."""

from __future__ import annotations

import datetime as dt
import threading
import time

from dateline.errors import Stopped


class Clock:
    """The system's time. ``stop`` ends all waiting, in every thread."""

    def __init__(self) -> None:
        self._stop = threading.Event()

    @property
    def stopped(self) -> bool:
        """Whether ``stop`` was called."""
        return self._stop.is_set()

    def stop(self) -> None:
        """End each wait that is under way or begins later with Stopped. May be called by a signal handler."""
        self._stop.set()

    def now(self) -> dt.datetime:
        """This moment, in UTC."""
        return dt.datetime.now(dt.UTC)

    def seconds(self) -> float:
        """Seconds since some moment; they never jump."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait. Raises Stopped if ``stop`` is called before the time is over."""
        if self._stop.wait(max(0.0, seconds)):
            raise Stopped("stopped while waiting")
