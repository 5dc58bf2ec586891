from __future__ import annotations

import numpy as np
import pytest

from dateline.store.arrays import indices


@pytest.mark.parametrize(
    ("rows", "wanted", "expected"),
    [([], [1], [-1]), ([2, 5, 9], [5, 1, 9, 10, 2], [1, -1, 2, -1, 0]), ([2, 5], [], [])],
)
def test_indices_are_of_what_is_there(rows: list[int], wanted: list[int], expected: list[int]) -> None:
    assert indices(np.array(rows, dtype=np.int64), wanted).tolist() == expected
