from __future__ import annotations

from collections.abc import Callable

from dateline.records.claim import Claim
from tests.code.reading import counts, sources

Reader = Callable[[str], tuple[Claim, ...]]


def test_headline_and_lead_are_one_claim(claims: Reader) -> None:
    (claim,) = claims(
        "Gunmen kill four guards in Haditha\n\nGunmen killed four guards in Haditha on Sunday, in an attack at dawn."
    )
    assert counts(claim) == {"killed": (4, 4)}
    assert len(claim.also) == 1


def test_two_tolls_stay_two_claims(claims: Reader) -> None:
    found = claims(
        "Gunmen killed four guards in Haditha, police said. Gunmen killed six guards in Haditha, a medic said."
    )
    assert [(counts(c)["killed"], sources(c)) for c in found] == [((4, 4), ["police"]), ((6, 6), ["medic"])]


def test_another_attack_is_another_claim(claims: Reader) -> None:
    found = claims("Gunmen attacked a post in Haditha. Gunmen also attacked a post in Hit.")
    assert len(found) == 2


def test_the_attack_takes_up_the_attack_before(claims: Reader) -> None:
    found = claims("Gunmen attacked a post in Haditha on Sunday. The attack began at dawn.")
    assert len([c for c in found if c.type == "ASSAULT"]) == 1
