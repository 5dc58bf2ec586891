from __future__ import annotations

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.windows import windows_of


def test_a_short_text_is_one_window() -> None:
    (window,) = windows_of([0, 1, 3])
    assert (window.first, window.last, window.own, window.until) == (0, 2, 0, 2)
    assert windows_of([0]) == []


@given(st.lists(st.integers(1, 12), min_size=1, max_size=400), st.integers(20, 60))
def test_every_word_is_owned_once_by_a_window_that_reads_it(sizes: list[int], most: int) -> None:
    firsts = [0, *accumulate(sizes)]
    windows = windows_of(firsts, most, most // 3)
    assert windows[0].own == 0
    assert windows[-1].until == len(sizes)
    for window in windows:
        assert window.first <= window.own < window.until <= window.last
        assert firsts[window.last] - firsts[window.first] <= most
    for one, other in pairwise(windows):
        assert one.until == other.own
        assert one.first < other.first <= one.last
