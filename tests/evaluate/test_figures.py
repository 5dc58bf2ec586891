from __future__ import annotations

import pytest

from dateline.evaluate.figures import f1, mean, share, speed


def test_figures_of_nothing_are_zero() -> None:
    assert mean([]) == share(0, 0) == f1(0, 0) == 0
    assert speed(3, 0)["pages_per_second"] == 0


def test_figures() -> None:
    assert mean([True, False]) == share(1, 2) == 0.5
    assert f1(0.5, 1) == pytest.approx(2 / 3)
    assert speed(10, 2) == {"seconds": 2, "pages_per_second": 5}
