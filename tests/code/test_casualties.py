from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records.claim import Claim
from dateline.records.evidence import Unknown
from tests.code.reading import counts, one, sources, where, who

Reader = Callable[[str], tuple[Claim, ...]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen killed at least 13 women in Haditha.", {"killed": (13, None)}),
        ("Gunmen killed a soldier in Haditha.", {"killed": (1, 1)}),
        ("The attack in Haditha left two dead and dozens wounded.", {"killed": (2, 2), "wounded": (24, 99)}),
        (
            "Two people were killed and three wounded in an attack in Haditha.",
            {"killed": (2, 2), "wounded": (3, 3)},
        ),
        ("A bomb exploded in Haditha without causing any casualties.", {"killed": (0, 0), "wounded": (0, 0)}),
        ("There were no reports of casualties in the attack on Haditha.", {}),
        ("Gunmen killed soldiers in Haditha.", {}),
        (
            "Warplanes bombed a street, killing at least eighteen people, among them five children.",
            {"killed": (18, None)},
        ),
        ("Between 20 and 25 rebels died in the shelling of Douma.", {"killed": (20, 25)}),
        (
            "A roadside bomb killed two labourers and wounded several others near Anah.",
            {"killed": (2, 2), "wounded": (3, 9)},
        ),
        ("Gunmen shot dead a ferry owner, Karim Adel, in Haditha.", {"killed": (1, 1)}),
        ("A 29-year-old man was shot dead by gunmen in Haditha.", {"killed": (1, 1)}),
    ],
)
def test_counts(claims: Reader, text: str, expected: dict[str, tuple[int, int | None]]) -> None:
    assert counts(one(claims(text), "ASSAULT")) == expected


def test_companions_are_counted_with_the_victim(claims: Reader) -> None:
    claim = one(
        claims("A commander was killed, along with two of his companions, in an air strike in Haditha."),
        "ASSAULT",
    )
    assert counts(claim) == {"killed": (3, 3)}


def test_an_estimate_of_forces(claims: Reader) -> None:
    claim = one(
        claims(
            "Last week, Karim Adel, Haditha mayor, said the number of remaining Islamic State militants is "
            "estimated at no more than twenty members."
        ),
        "FORCE-ESTIMATE",
    )
    assert not isinstance(claim.forces, Unknown)
    assert [(f.amount.low, f.amount.high) for f in claim.forces] == [(0, 20)]
    assert who(claim) == ["remaining Islamic State militants"]
    assert sources(claim) == ["Karim Adel"]
    assert where(claim) == [("at", "Haditha")]
