from __future__ import annotations

import datetime as dt

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dateline.records.capture import Given
from dateline.store.encoding import as_utc, decoded, encoded, from_utc, parts, storable


@given(st.text(st.characters()))
def test_any_record_comes_back_and_can_be_stored(words: str) -> None:
    text = encoded(Given(title=words))
    assert text.encode("utf-8")
    assert msgspec.convert(decoded(text), Given) == Given(title=words)


@given(st.text(st.characters()))
def test_words_can_always_be_stored_and_stay_where_they_can(words: str) -> None:
    stored = storable(words).encode("utf-8").decode("utf-8")
    assert stored == words or any("\ud800" <= c <= "\udfff" for c in words)


def test_times_are_kept_in_utc() -> None:
    east = dt.timezone(dt.timedelta(hours=3))
    moment = dt.datetime(2017, 11, 12, 1, 30, tzinfo=east)
    stored = as_utc(moment)
    assert stored == dt.datetime(2017, 11, 11, 22, 30)
    assert from_utc(stored) == moment
    assert from_utc(None) is None


def test_values_come_in_parts_that_a_statement_takes() -> None:
    held = [list(part) for part in parts(list(range(1203)))]
    assert [value for part in held for value in part] == list(range(1203))
    assert max(map(len, held)) <= 999 and len(held) == 3
    assert list(parts([])) == []
