from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records.claim import Claim
from dateline.records.evidence import Known, Unknown
from tests.code.reading import one, sources, who

Reader = Callable[[str], tuple[Claim, ...]]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "A bomb exploded in a market, killing at least 83 people and wounding 176, police and hospital officials said.",
            "police and hospital officials",
        ),
        (
            "A shell landed at a school, killing 12 pupils and injuring 30, soldiers and doctors said.",
            "soldiers and doctors",
        ),
        ("Gunmen shot six guards in Rawa, the mayor and residents said.", "mayor and residents"),
        ("According to medics and witnesses, gunmen shot six guards in Rawa.", "medics and witnesses"),
    ],
)
def test_who_speaks_together_stands_side_by_side_and_does_nothing(
    claims: Reader, text: str, chain: str
) -> None:
    claim = one(claims(text), "ASSAULT")
    assert sources(claim) == [chain]
    assert not {"police", "soldiers", "mayor", "medics"} & set(who(claim))


def test_several_speak_for_a_party_only_where_each_of_them_does(claims: Reader) -> None:
    mixed = one(claims("Gunmen shot six guards in Rawa, the Iraqi army and residents said."), "ASSAULT")
    assert sources(mixed) == ["Iraqi army and residents"]
    assert (mixed.sources[0].entry, mixed.sources[0].party) == (None, mixed.sources[0].party)
    assert isinstance(mixed.sources[0].party, Unknown)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "Six guards were shot in Rawa, a police captain told Hoopoe Daily, quoted by Reuters.",
            ["police captain", "Hoopoe Daily", "Reuters"],
        ),
        ("Reuters quoted a medic as saying that gunmen shot six guards in Rawa.", ["medic", "Reuters"]),
    ],
)
def test_the_origin_comes_first(claims: Reader, text: str, chain: list[str]) -> None:
    assert sources(one(claims(text), "ASSAULT")) == chain


def test_we_is_the_side_of_whoever_speaks(claims: Reader) -> None:
    text = "“We struck a depot in Hawija on Monday,” Orrin Vale, a spokesman of the coalition, said."
    assert who(one(claims(text), "ASSAULT")) == ["coalition"]
    untold = one(claims("“We struck a depot in Hawija on Monday,” Orrin Vale said."), "ASSAULT")
    assert isinstance(untold.actors, Unknown) and "who speaks" in untold.actors.reason
    assert who(one(claims("“We shelled Hawija on Monday,” the rebels said."), "ASSAULT")) == ["rebels"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A military inquiry found that jets bombed a school in Rawa.", "military inquiry"),
        ("An investigation concluded that soldiers had shot six villagers in Rawa.", "investigation"),
    ],
)
def test_an_inquiry_is_a_source(claims: Reader, text: str, source: str) -> None:
    claim = one(claims(text), "ASSAULT")
    assert sources(claim) == [source] and isinstance(claim.reality, Known)
