from __future__ import annotations

from collections.abc import Callable

from dateline.records.claim import Claim
from tests.code.reading import counts, kind, one, where, who, whom

Reader = Callable[[str], tuple[Claim, ...]]


def test_the_withdrawal_of_somebody(claims: Reader) -> None:
    claim = one(claims("Residents described the withdrawal of Islamic State fighters from Rawa."), "RETREAT")
    assert who(claim) == ["Islamic State fighters"]
    assert where(claim) == [("from", "Rawa")]


def test_a_light_verb_lends_its_subject(claims: Reader) -> None:
    claim = one(claims("Coalition jets carried out five air strikes on a depot near Rawa."), "ASSAULT")
    assert kind(claim) == ("ASSAULT", "aerial")
    assert who(claim) == ["Coalition jets"]
    assert whom(claim) == ["depot"]


def test_an_event_that_takes_place(claims: Reader) -> None:
    claim = one(
        claims("Heavy clashes broke out between the army and the rebels in Haditha on Sunday."), "ASSAULT"
    )
    assert who(claim) == ["army", "rebels"]
    assert claim.reciprocal
    assert where(claim) == [("at", "Haditha")]


def test_deaths_with_a_number(claims: Reader) -> None:
    claim = one(claims("The ministry reported at least six rebel deaths in Haditha."), "ASSAULT")
    assert counts(claim) == {"killed": (6, None)}


def test_a_noun_that_only_modifies_tells_nothing(claims: Reader) -> None:
    assert claims("The attack helicopter museum opened its bomb disposal wing.") == ()
