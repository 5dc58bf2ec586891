from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.times import find_times


@pytest.mark.parametrize(
    ("text", "words", "signal"),
    [
        ("On Saturday, a strike", "Saturday", "on"),
        ("Last week, the mayor", "Last week", None),
        ("announced, earlier November, the", "earlier November", None),
        ("on Monday, Dec. 26, he", "Monday, Dec. 26", "on"),
        ("between 11-13 Dec they", "11-13 Dec", "between"),
        ("in the past 24 hours", "in the past 24 hours", None),
        ("in May 2006", "May 2006", "in"),
        ("on 11 april in the north", "11 april", "on"),
        ("the night before last, there", "the night before last", None),
        ("two days ago", "two days ago", None),
        ("Saturday night when", "Saturday night", None),
        ("the following day", "the following day", None),
        ("killed at the weekend", "the weekend", "at"),
        ("over the weekend, jets", "the weekend", "over"),
        ("in March last year", "March last year", "in"),
        ("on 12 March last year", "12 March last year", "on"),
        ("from June 11 to June 14", "June 11 to June 14", "from"),
        ("between 11 June and 14 July 2020", "11 June and 14 July 2020", "between"),
        ("from Monday to Wednesday", "Monday to Wednesday", "from"),
        ("bombed it on 12/9 and", "12/9", "on"),
        ("bombed it on 09/10/2026", "09/10/2026", "on"),
    ],
)
def test_time_words_and_their_signal(text: str, words: str, signal: str | None) -> None:
    found = [(text[t.start : t.end], t.signal) for t in find_times(text)]
    assert found == [(words, signal)]


@pytest.mark.parametrize(
    "text",
    ["they may attack", "troops march on", "2014 fighters", "a second strike", "June Harper", "won 12/9"],
)
def test_words_that_only_look_like_times(text: str) -> None:
    assert list(find_times(text)) == []


@given(st.text(max_size=80))
def test_spans_are_in_order_and_inside(text: str) -> None:
    end = 0
    for t in find_times(text):
        assert end <= t.start < t.end <= len(text)
        end = t.end
