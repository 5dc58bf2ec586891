from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records.claim import Claim
from dateline.records.evidence import Unknown
from tests.code.reading import one, where

Reader = Callable[[str], tuple[Claim, ...]]


@pytest.mark.parametrize(
    ("text", "taken", "near", "relation"),
    [
        (
            "Troops recaptured the Tamarisk air base, about 40 km south of Mosul, on Friday.",
            "Tamarisk air base",
            "Mosul",
            "about 40 km south of",
        ),
        (
            "Militants seized the village of Bir Arjuwan, 15 miles west of Haditha, on Monday.",
            "Bir Arjuwan",
            "Haditha",
            "15 miles west of",
        ),
    ],
)
def test_what_was_taken_stays_the_place_and_the_other_is_near(
    claims: Reader, text: str, taken: str, near: str, relation: str
) -> None:
    claim = one(claims(text), "TERRITORY")
    assert where(claim) == [("at", taken), ("near", near)]
    assert not isinstance(claim.places, Unknown)
    assert [p.relation for p in claim.places] == [None, relation]


def test_a_distance_from_somewhere_is_no_way_from_it(claims: Reader) -> None:
    claim = one(claims("Rebels took the town of Anah, 12 km from Hit, on Monday."), "TERRITORY")
    assert where(claim) == [("at", "Anah"), ("near", "Hit")]
