from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records.claim import Claim, When
from tests.code.reading import counts, one, sources, where

Reader = Callable[[str], tuple[Claim, ...]]

RAID = "Jets bombed a school in Raqqa on Monday."


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The death toll has since risen to 61.", (61, 61)),
        ("The toll climbed to 61 by evening.", (61, 61)),
        ("By nightfall, 23 pupils had died.", (23, 23)),
        ("No fewer than nine pupils died.", (9, None)),
        ("There were no casualties.", (0, 0)),
        ("Nobody was killed.", (0, 0)),
    ],
)
def test_victims_that_are_told_later_are_those_of_the_attack_before(
    claims: Reader, text: str, killed: tuple[int, int | None]
) -> None:
    claim = one(claims(f"{RAID} {text}"), "ASSAULT")
    assert counts(claim)["killed"] == killed and where(claim) == [("at", "Raqqa")]


def test_another_number_or_source_stays_a_claim_of_its_own(claims: Reader) -> None:
    first, later = claims(f"{RAID[:-1]}, killing nine people. The toll has risen to 14, a doctor said.")
    assert (counts(first)["killed"], counts(later)["killed"]) == ((9, 9), (14, 14))
    assert (sources(first), sources(later), where(later)) == ([], ["doctor"], [("at", "Raqqa")])
    assert isinstance(later.when, When) and later.when.words == "Monday"


@pytest.mark.parametrize(
    "text",
    [
        "There were no reports of casualties.",
        "Forty people have died of cholera since May.",
        "Nobody was hurt, the army said.",
    ],
)
def test_what_tells_no_victims_of_it_is_left_out(claims: Reader, text: str) -> None:
    assert counts(one(claims(f"{RAID} {text}"), "ASSAULT")) == {}


def test_of_two_attacks_nothing_is_taken_over(claims: Reader) -> None:
    two = f"{RAID} A car bomb went off in Hilla on Sunday."
    found = [c for c in claims(f"{two} The death toll has risen to 61.") if 61 in counts(c).get("killed", ())]
    assert [where(c) for c in found] == [[]]


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("The toll from the bombing of a mosque in Hilla stands at 47.", "killed", (47, 47)),
        ("The death toll in the Karrada bombing has passed 300.", "killed", (300, 300)),
        ("Nine died in a blast in Hilla on Monday and six were hurt.", "wounded", (6, 6)),
        ("The fighting in Ramadi left around 500 killed.", "killed", (500, 500)),
    ],
)
def test_tolls_of_an_event_in_the_same_sentence(
    claims: Reader, text: str, kind: str, count: tuple[int, int]
) -> None:
    assert counts(one(claims(text), "ASSAULT"))[kind] == count
