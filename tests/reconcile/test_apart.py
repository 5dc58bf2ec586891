from __future__ import annotations

from typing import Any

import pytest

from dateline.reconcile.apart import set_apart, setting_of
from dateline.records.claim import GroundedClaim
from dateline.records.evidence import Evidence, Unknown
from tests.builders import MADE, strike


def told(sentence: str, words: str, mode: str = "explosives") -> GroundedClaim:
    """A claim whose words stand in this sentence."""
    start = sentence.index(words)
    whole = Evidence(document="page.txt", start=0, end=len(sentence), text=sentence, made=MADE)
    own = Evidence(document="page.txt", start=start, end=start + len(words), text=words, made=MADE)
    fields: dict[str, Any] = {"sentence": whole, "evidence": own, "recipients": Unknown(reason="none")}
    fields |= {"casualties": Unknown(reason="none"), "grounded_when": Unknown(reason="no day is worded")}
    fields |= {"places": Unknown(reason="none"), "grounded_places": ()}
    return strike(**fields)


def parted(one: tuple[str, str], other: tuple[str, str]) -> bool:
    a, b = setting_of(told(*one)), setting_of(told(*other))
    assert set_apart(a, b) == set_apart(b, a)
    return set_apart(a, b)


FIRST = ("A bomb exploded at a bakery in Kell, police said.", "bomb exploded at a bakery")


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("A second car bomb in two days hit the town.", "car bomb in two days hit the town"),
        ("In a separate attack a mine killed two guards.", "mine killed two guards"),
        ("It came a day after another one killed five.", "one killed five"),
        ("Also on Friday, a roadside bomb hit a lorry.", "roadside bomb hit a lorry"),
        ("Later a bomb exploded at a mosque.", "bomb exploded at a mosque"),
    ],
)
def test_words_that_count_or_place_a_bomb_keep_it_apart(sentence: str, words: str) -> None:
    assert parted(FIRST, (sentence, words))


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The blast tore through the market behind it.", "blast tore through the market"),
        ("A bomb exploded at a bakery crowded with families.", "bomb exploded at a bakery"),
        ("A second bomb went off minutes later.", "bomb went off"),
        ("The bomb killed four people.", "bomb killed four people"),
    ],
)
def test_what_is_told_again_stays_together(sentence: str, words: str) -> None:
    assert not parted(FIRST, (sentence, words))


def test_morning_and_evening_are_two_bombs_morning_and_noon_need_not_be() -> None:
    morning = ("A bomb went off on Tuesday morning in Kell.", "bomb went off")
    assert parted(morning, ("In the evening a bomb went off in Velm.", "bomb went off"))
    assert not parted(morning, ("A bomb went off in Kell, police said on Tuesday evening.", "bomb went off"))
    assert not parted(
        morning, ("In the evening the dead were buried who the bomb had killed.", "bomb had killed")
    )


def test_two_quarters_of_a_town_are_two_places_of_a_bomb() -> None:
    one = (
        "A lorry bomb exploded in the Ostrel district of Velm.",
        "lorry bomb exploded in the Ostrel district",
    )
    other = ("The explosion in the Tamm district was smaller.", "explosion in the Tamm district")
    assert parted(one, other)
    assert setting_of(
        told("The bomb struck Tamm, in central Velm, at noon.", "bomb struck Tamm, in central Velm")
    ).quarters == {"tamm"}
    assert not parted(one, ("The bomb in Ostrel district killed ten.", "bomb in Ostrel district"))


def test_a_day_after_another_deed() -> None:
    sentence = "Gunmen shot Idris Faroun in Kell, a day after Mara Tolle was killed in the town."
    one, other = told(sentence, "Gunmen shot Idris Faroun"), told(sentence, "Mara Tolle was killed")
    assert set_apart(setting_of(one), setting_of(other))
    later = told("Two days after Mara Tolle was killed, the army closed the road.", "Mara Tolle was killed")
    assert not set_apart(setting_of(one), setting_of(later))
