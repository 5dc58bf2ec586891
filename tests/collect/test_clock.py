from __future__ import annotations

import datetime as dt
import threading
import time

import pytest

from dateline.collect.clock import Clock
from dateline.errors import Stopped


def test_time_passes() -> None:
    clock = Clock()
    before = clock.seconds()
    clock.sleep(0.01)
    assert clock.seconds() - before >= 0.01
    assert abs(clock.now() - dt.datetime.now(dt.UTC)) < dt.timedelta(seconds=5)


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
