from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records.claim import Claim
from dateline.records.evidence import Known
from tests.code.reading import one, sources

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
