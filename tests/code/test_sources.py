from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records.claim import Claim
from dateline.records.evidence import Known
from tests.code.reading import counts, one, sources, who

Reader = Callable[[str], tuple[Claim, ...]]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Gunmen attacked Haditha, police said.", ["police"]),
        ("According to Karim Adel, gunmen attacked Haditha.", ["Karim Adel"]),
        ("Reuters quoted a source as saying that gunmen attacked Haditha.", ["source", "Reuters"]),
        (
            "Karim Adel, mayor of Haditha, told Reuters that gunmen attacked the town.",
            ["Karim Adel", "Reuters"],
        ),
        ("Gunmen attacked Haditha.", []),
    ],
)
def test_the_chain_origin_first(claims: Reader, text: str, chain: list[str]) -> None:
    assert sources(one(claims(text), "ASSAULT")) == chain


def test_he_added_speaks_with_the_last_speaker(claims: Reader) -> None:
    found = claims(
        "“The fighters left Rawa,” Karim Adel, a senior officer, told Reuters.\n\n"
        "“The army entered Haditha,” he added."
    )
    assert [sources(c) for c in found] == [["Karim Adel", "Reuters"], ["Karim Adel", "Reuters"]]


def test_a_quotation_keeps_its_speaker_over_sentences(claims: Reader) -> None:
    found = claims(
        "The retreat, according to Karim Adel, “began at night. The snipers evacuated the tower in Rawa.”"
    )
    snipers = next(c for c in found if "snipers" in c.evidence.text)
    assert sources(snipers) == ["Karim Adel"]


def test_role_and_verb_of_a_speaker(claims: Reader) -> None:
    claim = one(claims("Karim Adel, mayor of Haditha, said gunmen attacked the town."), "ASSAULT")
    (speaker,) = claim.sources
    assert isinstance(speaker.role, Known)
    assert speaker.role.value == "mayor"
    assert speaker.verb is not None
    assert speaker.verb.text == "said"
    assert speaker.kind == "person"


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "Gunmen attacked a bus on the road between Gao and Ansongo, the regional governor Pavlo Adel said on Telegram.",
            ["Pavlo Adel"],
        ),
        (
            "Troops took Husaybah on Friday, Captain Karim Adel, a spokesman, told Tamarisk Wire.",
            ["Karim Adel", "Tamarisk Wire"],
        ),
        (
            "Seven soldiers were killed by a car bomb on Thursday, a nurse who received the bodies said.",
            ["nurse"],
        ),
        ("The mayor of Tell Hamra, Karim Adel, said gunmen attacked the town.", ["Karim Adel"]),
    ],
)
def test_speakers_at_the_end_of_a_sentence(claims: Reader, text: str, chain: list[str]) -> None:
    (claim,) = [c for c in claims(text) if c.type in ("ASSAULT", "TERRITORY")]
    assert sources(claim) == chain


def test_a_minister_who_said_colon_speaks_to_the_end(claims: Reader) -> None:
    found = claims(
        "Speaking today, Minister Karim Adel said:\n\nI condemn the attack on Haditha.\n\nTroops retook Hit on Friday."
    )
    retaken = next(c for c in found if c.type == "TERRITORY")
    assert sources(retaken) == ["Karim Adel"]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("A shell killed two people in Haditha, the civil defence said.", ["civil defence"]),
        ("The fire service said that an air strike killed 12 people in Haditha.", ["fire service"]),
        (
            "Shells killed nine people in Haditha on Friday, according to the civil defence.",
            ["civil defence"],
        ),
        (
            "A shell killed two people in Haditha, the governor's office announced on Friday.",
            ["governor's office"],
        ),
        ("A shell killed two people in Haditha, rescue services reported.", ["rescue services"]),
        ("A shell killed two people in Haditha, the hospital said.", ["hospital"]),
        (
            "A shell killed two people, the White Helmets said, and wounded four in Haditha.",
            ["White Helmets"],
        ),
        ("The army, the fire service said, shelled Haditha on Friday.", ["fire service"]),
        (
            "According to a toll by the civil defence, 12 people were killed in the bombing of Haditha.",
            ["civil defence"],
        ),
        ("Troops shelled Haditha according to plan.", []),
        ("Satellite images show that a shell hit a school in Haditha.", []),
    ],
)
def test_any_body_that_speaks_is_a_source_and_no_actor(claims: Reader, text: str, chain: list[str]) -> None:
    (claim,) = claims(text)
    assert sources(claim) == chain
    assert not set(chain) & set(who(claim))


@pytest.mark.parametrize(
    "words", ["The civil defence had put the toll at three.", "The civil defence raised the toll to three."]
)
def test_who_puts_the_toll_at_a_number_says_so(claims: Reader, words: str) -> None:
    told = claims(f"A shell killed two people in Haditha on Monday. {words}")
    assert [(counts(c), sources(c)) for c in told] == [
        ({"killed": (2, 2)}, []),
        ({"killed": (3, 3)}, ["civil defence"]),
    ]


def test_it_is_the_body_that_spoke_last(claims: Reader) -> None:
    told = claims(
        "“Twelve people died in the shelling of Hit,” the fire service said. "
        "It added that nine were wounded in the shelling of Rutba."
    )
    assert [sources(c) for c in told] == [["fire service"], ["fire service"]]
