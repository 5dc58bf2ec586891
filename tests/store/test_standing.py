from __future__ import annotations

import datetime as dt

from dateline.store.standing import after


def test_after_a_day_is_the_next_and_after_the_last_nothing() -> None:
    assert after(dt.date(2017, 11, 30)) == dt.datetime(2017, 12, 1)
    assert after(dt.date.max) == dt.datetime.max
