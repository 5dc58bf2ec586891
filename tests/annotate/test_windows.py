from __future__ import annotations

import re
from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.windows import rough_opens, windows_of


def test_a_short_text_is_one_window() -> None:
    (window,) = windows_of([0, 1, 3])
    assert (window.first, window.last, window.own, window.until) == (0, 2, 0, 2)
    assert windows_of([0]) == []


def test_a_window_owns_whole_sentences_where_it_can() -> None:
    windows = windows_of(list(range(101)), [0, 30, 44, 50, 57, 95], most=60, shared=20)
    assert [(w.first, w.last, w.own, w.until) for w in windows] == [(0, 60, 0, 50), (40, 100, 50, 100)]


def test_the_last_window_is_not_a_scrap() -> None:
    windows = windows_of(list(range(71)), most=60, shared=20)
    assert [(w.first, w.last, w.own, w.until) for w in windows] == [(0, 53, 0, 43), (33, 70, 43, 70)]


def test_sentences_may_open_after_full_stops_and_new_lines() -> None:
    text = "It fell. “It did.” He said\nNo 3.5 came"
    words = [(m.start(), m.end()) for m in re.finditer(r"[\w.]+|[“”]", text)]
    opens = [text[slice(*words[i])] for i in rough_opens(text, words)]
    assert opens == ["It", "“", "He", "No"]
    assert rough_opens("", []) == []


@given(
    st.lists(st.integers(1, 12), min_size=1, max_size=400),
    st.integers(20, 60),
    st.lists(st.integers(0, 400), max_size=40),
)
def test_every_word_is_owned_once_by_a_window_that_reads_it(
    sizes: list[int], most: int, opens: list[int]
) -> None:
    firsts = [0, *accumulate(sizes)]
    windows = windows_of(firsts, sorted({o for o in opens if o < len(sizes)}), most, most // 3)
    assert windows[0].own == 0
    assert windows[-1].until == len(sizes)
    for window in windows:
        assert window.first <= window.own < window.until <= window.last
        assert firsts[window.last] - firsts[window.first] <= most
    for one, other in pairwise(windows):
        assert one.until == other.own
        assert one.first < other.first <= one.last
