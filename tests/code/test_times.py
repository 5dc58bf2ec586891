from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records.claim import Claim, When
from dateline.records.evidence import Unknown
from tests.code.reading import one

Reader = Callable[[str], tuple[Claim, ...]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gunmen attacked Haditha on Sunday.", "Sunday"),
        ("On Sunday, gunmen attacked Haditha.", "Sunday"),
        ("Tuesday's car bomb in Haditha killed six guards.", "Tuesday"),
        ("Officials blamed the group for Tuesday's car bomb, which killed six guards.", "Tuesday"),
        ("A car bomb killed six guards in Haditha at the weekend.", "the weekend"),
        ("The minister announced, early in November, the liberation of Qaim.", "November"),
        ("Today the group claimed that its men attacked Haditha.", None),
        ("The mayor said on Sunday that gunmen attacked Haditha.", None),
        ("The mayor said on Sunday that gunmen attacked Haditha on Friday.", "Friday"),
    ],
)
def test_the_day_of_saying_is_not_the_day_of_the_deed(claims: Reader, text: str, words: str | None) -> None:
    (claim,) = [c for c in claims(text) if c.type in ("ASSAULT", "TERRITORY")]
    if words is None:
        assert isinstance(claim.when, Unknown) or claim.when.words == "Today"
    else:
        assert isinstance(claim.when, When)
        assert words in claim.when.words


def test_the_day_of_saying_is_kept_with_the_speaker(claims: Reader) -> None:
    claim = one(claims("The mayor said on Sunday that gunmen attacked Haditha."), "ASSAULT")
    assert isinstance(claim.sources[0].said, When)
    assert claim.sources[0].said.words == "Sunday"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "At his trial on Monday, prosecutors said Tarn ordered the massacre of 61 farmers near Karsa.",
            None,
        ),
        (
            "At his trial on Monday, prosecutors said Tarn ordered the massacre of 61 farmers in June 2023.",
            "June 2023",
        ),
        ("The trial of Jana Tarn, accused of ordering the massacre of 61 farmers, opened on Monday.", None),
        ("The massacre of 61 farmers near Karsa on Monday led to a trial.", "Monday"),
        ("Jets bombed Karsa from June 11 to June 14.", "June 11 to June 14"),
        ("Jets bombed Karsa on 12/9.", "12/9"),
    ],
)
def test_a_deed_is_not_dated_by_the_trial(claims: Reader, text: str, words: str | None) -> None:
    claim = next(c for c in claims(text) if c.type == "ASSAULT")
    assert getattr(claim.when, "words", None) == words
    assert isinstance(claim.recipients, Unknown) or "12/9" not in [p.words for p in claim.recipients]
