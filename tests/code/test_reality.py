from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records.claim import Claim

Reader = Callable[[str], tuple[Claim, ...]]

UNREAL = {"announced", "threatened", "expected", "hypothetical", "denied", "did-not-happen"}


@pytest.mark.parametrize(
    ("text", "reality"),
    [
        ("The army attacked Haditha on Sunday.", "happened"),
        ("The army is attacking Haditha.", "under-way"),
        ("Clashes in Haditha continued on Monday.", "under-way"),
        ("The army will attack Haditha.", "announced"),
        ("The army plans to attack Haditha.", "announced"),
        ("Troops declared intentions to invade Haditha.", "announced"),
        ("The army is expected to attack Haditha.", "expected"),
        ("The rebels threatened to attack Haditha.", "threatened"),
        ("The rebels might attack Haditha.", "hypothetical"),
        ("If the rebels attack Haditha, families would leave.", "hypothetical"),
        ("The army did not attack Haditha.", "did-not-happen"),
        ("Soldiers prevented an attack on Haditha.", "did-not-happen"),
        ("The general denied that his troops attacked Haditha.", "denied"),
        ("Police defused a bomb in Haditha.", "did-not-happen"),
    ],
)
def test_did_it_happen(claims: Reader, text: str, reality: str) -> None:
    found = [c for c in claims(text) if c.type in ("ASSAULT", "TERRITORY", "THREATEN")]
    assert [c.reality.value for c in found] == [reality]


def test_a_real_event_beside_a_planned_one(claims: Reader) -> None:
    found = claims("Troops plan to enter Haditha, and jets bombed a depot there on Sunday.")
    assert {(c.type, c.reality.value) for c in found} == {("TERRITORY", "announced"), ("ASSAULT", "happened")}


def test_what_is_only_asked_for_is_no_deed(claims: Reader) -> None:
    found = claims("The minister urged the army to attack Haditha.")
    assert all(c.type == "REQUEST" or c.reality.value in UNREAL for c in found)


def test_the_reality_keeps_its_words(claims: Reader) -> None:
    (claim,) = claims("The army plans to attack Haditha.")
    assert [e.text for e in claim.reality.evidence] == ["plans"]


#: What stands before two joined verbs, and what is true of both.
_SHARED = [
    ("will shell Dornhal {} storm Karsa", "announced"),
    ("would shell Dornhal {} storm Karsa", "announced"),
    ("was to shell Dornhal {} storm Karsa", "announced"),
    ("may shell Dornhal {} storm Karsa", "hypothetical"),
    ("could shell Dornhal {} storm Karsa", "hypothetical"),
    ("must shell Dornhal {} storm Karsa", "hypothetical"),
    ("may not have shelled Dornhal {} stormed Karsa", "hypothetical"),
    ("will not shell Dornhal {} storm Karsa", "did-not-happen"),
    ("did not shell Dornhal {} storm Karsa", "did-not-happen"),
    ("never shelled Dornhal {} stormed Karsa", "did-not-happen"),
    ("has not shelled Dornhal {} stormed Karsa", "did-not-happen"),
]


@pytest.mark.parametrize("joint", ["and", "or"])
@pytest.mark.parametrize(("words", "expected"), _SHARED)
def test_joined_verbs_share_auxiliary_and_negation(
    claims: Callable[[str], tuple[Claim, ...]], words: str, expected: str, joint: str
) -> None:
    found = claims(f"The army {words.format(joint)} on Monday.")
    assert [c.reality.value for c in found] == [expected, expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army neither shelled Dornhal nor stormed Karsa.", ["did-not-happen", "did-not-happen"]),
        ("No rebels shelled Dornhal or stormed Karsa.", ["did-not-happen", "did-not-happen"]),
        ("There was no shelling of Dornhal or bombing of Karsa.", ["did-not-happen", "did-not-happen"]),
        ("If rebels shell Dornhal and storm Karsa, the mayor will leave.", ["hypothetical", "hypothetical"]),
        ("The army did not bomb Dornhal but shelled Karsa.", ["did-not-happen", "happened"]),
        ("The army did not bomb Dornhal, but it shelled Karsa.", ["did-not-happen", "happened"]),
        ("The army could not enter Dornhal and shelled Karsa instead.", ["did-not-happen", "happened"]),
        ("The army will storm Dornhal and has shelled Karsa.", ["announced", "happened"]),
        ("The army shelled Dornhal and will storm Karsa.", ["happened", "announced"]),
        ("The army will not shell Dornhal but storm Karsa.", ["did-not-happen", "announced"]),
        ("The army had planned to shell Dornhal but bombed Karsa.", ["announced", "happened"]),
        (
            "The army will not withdraw from Dornhal, and rebels shelled Karsa.",
            ["did-not-happen", "happened"],
        ),
        ("The army shelled Dornhal and stormed Karsa.", ["happened", "happened"]),
    ],
)
def test_each_of_two_joined_verbs_keeps_its_own(
    claims: Callable[[str], tuple[Claim, ...]], text: str, expected: list[str]
) -> None:
    assert [c.reality.value for c in claims(text)] == expected
