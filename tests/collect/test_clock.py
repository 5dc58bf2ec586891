from __future__ import annotations

import datetime as dt
import sys
import threading
import time
from contextlib import suppress
from types import FrameType

import pytest

from dateline.collect.clock import Clock
from dateline.errors import Stopped


def test_time_passes() -> None:
    clock = Clock()
    before = clock.seconds()
    clock.sleep(0.01)
    assert clock.seconds() - before >= 0.01
    assert abs(clock.now() - dt.datetime.now(dt.UTC)) < dt.timedelta(seconds=5)


def test_a_signal_may_stop_it_at_any_moment() -> None:
    """A handler runs in the midst of whatever the main thread does, also of a wait's own code."""

    def waits() -> None:
        for moment in range(40):
            clock, left = Clock(), [moment]

            def handler(
                frame: FrameType, event: str, argument: object, clock: Clock = clock, left: list[int] = left
            ) -> None:
                left[0] -= 1
                if left[0] < 0:
                    sys.setprofile(None)
                    clock.stop()

            sys.setprofile(handler)
            with suppress(Stopped):
                clock.sleep(0.001)
            sys.setprofile(None)

    thread = threading.Thread(target=waits, daemon=True)
    thread.start()
    thread.join(5)
    assert not thread.is_alive()


def test_stopping_ends_all_waits() -> None:
    clock = Clock()
    threading.Timer(0.02, clock.stop).start()
    started = time.monotonic()
    with pytest.raises(Stopped):
        clock.sleep(30)
    assert time.monotonic() - started < 5
    assert clock.stopped
    with pytest.raises(Stopped):
        clock.sleep(0)
