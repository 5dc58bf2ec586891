from __future__ import annotations

import msgspec
import pytest

from dateline.brief import words
from dateline.codebooks.ontology import load_ontology
from dateline.records.claim import Participant
from dateline.records.evidence import Known, Range
from tests.brief.made import ARABIC
from tests.builders import TEXT, evidence, strike


def test_every_type_and_mode_has_its_noun() -> None:
    ontology = load_ontology()
    assert set(words.KINDS) == {kind.id for kind in ontology.event}
    for kind in ontology.event:
        assert set(words.KINDS[kind.id][1]) <= set(ontology.modes(kind.id))
    assert words.noun("ASSAULT", "aerial") == "air strike" and words.noun("AID", None) == "material help"
    assert set(words.REALITIES) == {reality.id for reality in ontology.reality}


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(3, 3, "3"), (3, None, "3 or more"), (0, 9, "9 or fewer"), (3, 9, "3 to 9"), (0, 0, "0")],
)
def test_counts(low: int, high: int | None, said: str) -> None:
    assert words.amount(Range(low=low, high=high)) == said


def test_who_says_so_is_told_once_for_all_outlets() -> None:
    sources = [("police", "Tamarisk Wire"), ("police", "Reedbank Herald"), ("", "Tamarisk Wire")]
    said = words.attribution(sources)
    assert said == "police, as told by Tamarisk Wire and Reedbank Herald; and according to Tamarisk Wire"


def test_words_that_read_leftwards_are_isolated_and_others_cannot_turn_the_line() -> None:
    assert words.told(ARABIC) == f"\u2068{ARABIC}\u2069"
    assert words.told("a\u202eb\u2066c\u2069") == "a b c" and words.told("Rawa") == "Rawa"
    assert words.reads_leftwards("12 " + ARABIC) and not words.reads_leftwards("Rawa " + ARABIC)
    assert not words.reads_leftwards("12")


def test_a_number_alone_is_nobody_and_stands_once() -> None:
    def person(said: str, number: int | None = None, by: str = "") -> Participant:
        amount = (
            Known(value=Range(low=number, high=number), evidence=(evidence(TEXT, by),)) if number else None
        )
        made = strike().claim.recipients[0]  # type: ignore[index]
        return msgspec.structs.replace(made, words=said, **({"amount": amount} if amount else {}))

    def against(*people: Participant) -> str:
        return " ".join(words.phrase(strike(recipients=people), bare=True))

    assert "against" not in against(person("41"))
    assert "against" not in against(person("two", 2, "two"))
    assert "against 14,000 people near" in against(person("14,000 people", 14000, "two"))
    assert "against 3 guards and market near" in against(person("guards", 3, "two"), person("market"))


def test_a_relation_that_does_not_lead_on_to_the_name_is_joined_by_in() -> None:
    def where(relation: str) -> str:
        (role,) = strike().claim.places
        return words._place(msgspec.structs.replace(role, role="at", relation=relation))

    assert where("vegetable market") == "at vegetable market in Tell Zafra"
    for relation in ("south of", "on the border with", "toward", "30 km"):
        assert where(relation) == f"{relation} Tell Zafra"
