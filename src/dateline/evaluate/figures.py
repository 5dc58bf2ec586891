"""Figures that several exams give: means, shares, F1, speed."""

from __future__ import annotations

from collections.abc import Iterable


def mean(values: Iterable[float]) -> float:
    """The mean; 0 of none."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def share(part: float, whole: float) -> float:
    """``part`` of ``whole``; 0 of nothing."""
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of the two; 0 where both are."""
    return share(2 * precision * recall, precision + recall)


def speed(pages: int, seconds: float) -> dict[str, float]:
    """The seconds, and the pages read in one of them."""
    return {"seconds": seconds, "pages_per_second": share(pages, seconds)}
