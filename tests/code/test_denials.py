from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records.claim import Claim
from dateline.records.evidence import Unknown
from tests.code.reading import one, sources, who

Reader = Callable[[str], tuple[Claim, ...]]


@pytest.mark.parametrize(
    "text",
    [
        "The militia denied that it was responsible for the shelling of the market in Hilla.",
        "The rebels denied any role in the shooting that killed six villagers in Rawa.",
        "Turkey denied that its jets had carried out the air strike on Sinjar.",
        "The army denied having anything to do with the abduction of nine villagers in Rawa.",
        "The ministry denied that the raid on the village near Rawa was carried out by its forces.",
        "The rebels said they were not behind the bombing that killed six people in Hilla.",
    ],
)
def test_to_deny_a_part_in_it_denies_who_did_it_and_not_that_it_was_done(claims: Reader, text: str) -> None:
    claim = one(claims(text), "ASSAULT")
    assert (claim.reality.value, who(claim)) == ("happened", []), claim.reality.how
    assert isinstance(claim.actors, Unknown)


def test_the_reason_names_who_denies_and_he_is_no_source(claims: Reader) -> None:
    text = "The militia denied involvement in the killing of nine villagers in Rawa."
    claim = one(claims(text), "ASSAULT")
    assert isinstance(claim.actors, Unknown) and "militia denies it" in claim.actors.reason
    assert sources(claim) == []


@pytest.mark.parametrize(
    "text",
    [
        "The militia denied that it had shelled the market in Hilla.",
        "The governor denied that gunmen had killed six villagers in Rawa.",
        "The army denied carrying out the alleged massacre in Rawa.",
        "The army denied an attack on Haditha.",
    ],
)
def test_to_deny_the_deed_is_to_deny_it(claims: Reader, text: str) -> None:
    assert one(claims(text), "ASSAULT").reality.value == "denied"
