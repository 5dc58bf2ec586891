from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records.claim import Claim
from dateline.records.evidence import Unknown
from tests.code.reading import counts, one, sources, where, who, whom

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
        (
            "Four people were killed and between ten and fifteen were wounded when shells hit Karsa.",
            {"killed": (4, 4), "wounded": (10, 15)},
        ),
        ("Between ten and fifteen were wounded when shells hit Karsa.", {"wounded": (10, 15)}),
        ("Gunmen killed between five and ten farmers near Karsa.", {"killed": (5, 10)}),
        ("The bombing in Karsa killed 3 and injured 14.", {"killed": (3, 3), "wounded": (14, 14)}),
        (
            "The attack on Karsa killed 1,200 people and injured 3.4 thousand.",
            {"killed": (1200, 1200), "wounded": (3400, 3400)},
        ),
        (
            "The attack on Karsa killed at least 8 and injured dozens more.",
            {"killed": (8, None), "wounded": (24, 99)},
        ),
        (
            "“Seven dead and eleven wounded were brought to us,” a doctor said after the attack.",
            {"killed": (7, 7), "wounded": (11, 11)},
        ),
        (
            "The mayor put the toll at 20 killed and 50 wounded after the attack on Karsa.",
            {"killed": (20, 20), "wounded": (50, 50)},
        ),
        (
            "The attack on Karsa left at least 20 dead and 50 wounded.",
            {"killed": (20, None), "wounded": (50, 50)},
        ),
        ("The death toll from the attack on Karsa rose to 31.", {"killed": (31, 31)}),
        ("Officials put the number of dead at 31 after the blast in Karsa.", {"killed": (31, 31)}),
        ("Officials put the number of wounded at 40 after the blast in Karsa.", {"wounded": (40, 40)}),
        ("A doctor said 120 people had lost their lives in the attack on Karsa.", {"killed": (120, 120)}),
        ("A 29-year-old man was shot dead by gunmen in Haditha.", {"killed": (1, 1)}),
    ],
)
def test_counts(claims: Reader, text: str, expected: dict[str, tuple[int, int | None]]) -> None:
    assert counts(one(claims(text), "ASSAULT")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hospital says 19 died in Karsa market bombing\n\nNineteen people died and 41 were wounded in the bombing of "
            "the fish market in Karsa on Monday, the director of the Haditha hospital told Gulf Plover on Wednesday.",
            {"killed": (19, 19), "wounded": (41, 41)},
        ),
        (
            "Nineteen died and 41 were hurt in the bombing of the market in Haditha.",
            {"killed": (19, 19), "wounded": (41, 41)},
        ),
        (
            "Twelve people perished and thirty were injured in the shelling of Haditha, the mayor said.",
            {"killed": (12, 12), "wounded": (30, 30)},
        ),
        (
            "Seven people died and 20 were injured when a shell hit a bus in Haditha.",
            {"killed": (7, 7), "wounded": (20, 20)},
        ),
        (
            "Four men died, two women were injured and a child is missing after the shelling of Haditha.",
            {"killed": (4, 4), "wounded": (2, 2)},
        ),
        (
            "Nineteen people died and 41 others suffered wounds in the bombing of the market.",
            {"killed": (19, 19), "wounded": (41, 41)},
        ),
        (
            "At least 12 people were killed and 30 others were wounded in an air strike on Haditha.",
            {"killed": (12, None), "wounded": (30, 30)},
        ),
        (
            "Twelve soldiers and 3 civilians were killed in an attack on Haditha.",
            {"killed": (15, 15)},
        ),
    ],
)
def test_the_dead_and_the_wounded_have_their_own_numbers(
    claims: Reader, text: str, expected: dict[str, tuple[int, int | None]]
) -> None:
    assert {k: n for c in claims(text) for k, n in counts(c).items()} == expected


def test_the_dead_are_told_beside_the_captured(claims: Reader) -> None:
    told = claims("Two soldiers died and six rebels were captured in the battle for Haditha.")
    assert {k: n for c in told for k, n in counts(c).items()} == {"killed": (2, 2), "captured": (6, 6)}


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The war displaced 1.5 million people.", {"displaced": (1_500_000, 1_500_000)}),
        ("About half a million people have fled Karsa.", {"displaced": (500_000, 500_000)}),
        ("An estimated 2.5 million people have fled the country.", {"displaced": (2_500_000, 2_500_000)}),
        ("The guards threatened to shoot anyone who fled Karsa.", {}),
    ],
)
def test_how_many_fled(claims: Reader, text: str, expected: dict[str, tuple[int, int | None]]) -> None:
    claim = one(claims(text), "SANCTION")
    assert counts(claim) == expected
    assert "country" not in whom(claim)


def test_who_gives_the_toll_is_its_source_and_no_victim(claims: Reader) -> None:
    text = "A spokesman, Captain Orrin Vale, had put the toll at three dead and five wounded after the attack on Karsa."
    claim = one(claims(text), "ASSAULT")
    assert counts(claim) == {"killed": (3, 3), "wounded": (5, 5)}
    assert sources(claim) == ["Orrin Vale"]
    assert not any("Vale" in words for words in whom(claim))


def test_the_rebels_who_count_the_killed_are_not_the_killed(claims: Reader) -> None:
    found = claims("The rebels put the number killed at 80 to 100 in the attack on Karsa.")
    (claim,) = (c for c in found if counts(c))
    assert counts(claim) == {"killed": (80, 100)}
    assert (sources(claim), whom(claim)) == (["rebels"], [])


def test_a_number_between_two_is_told_of_its_noun(claims: Reader) -> None:
    claim = one(claims("Gunmen killed between five and ten farmers near Karsa."), "ASSAULT")
    assert (who(claim), whom(claim)) == (["Gunmen"], ["between five and ten farmers"])


def test_the_war_that_people_march_against_is_not_where_soldiers_died(claims: Reader) -> None:
    found = claims(
        "The rebels put the number of soldiers killed at 80 to 100.\n\nIn the capital, people protested against the war."
    )
    toll = one(found, "ASSAULT")
    assert (counts(toll), where(toll), sources(toll)) == ({"killed": (80, 100)}, [], ["rebels"])
