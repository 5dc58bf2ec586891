from __future__ import annotations

import pytest

from dateline.reconcile.likeness import alike
from dateline.records.report import Report
from tests.builders import grounded_report

STRIKE = "Two soldiers were killed on Sunday when a shell hit their post outside Tell Zafra, police said."
RAID = "A raid on the depot at Old Quay was called off before dawn, the harbour master told the Gazette."


def report(text: str) -> Report:
    return grounded_report(text, claims=()).annotated.report


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (STRIKE, STRIKE.upper(), True),
        (
            STRIKE,
            STRIKE.replace("Two", "Three") + " A third man died in hospital, doctors told the paper.",
            True,
        ),
        (STRIKE, RAID, False),
        (STRIKE, f"{STRIKE} {RAID} {RAID}", True),
        ("Closed.", "closed", True),
        ("Closed.", "Open.", False),
        ("!", "!", False),
    ],
)
def test_articles_are_alike_by_their_words(one: str, other: str, same: bool) -> None:
    assert alike(report(one), report(other)) is same
    assert alike(report(other), report(one)) is same
