from __future__ import annotations

import pytest

from dateline.control.places import is_named, places_of
from dateline.records.claim import Place
from dateline.records.evidence import Unknown
from tests.control.made import KELL, VELM, told


@pytest.mark.parametrize(
    ("sentence", "relation", "key", "name"),
    [
        ("took Kell", None, "t:kell", "Kell"),
        ("took the town of Kell", None, "t:kell", "Kell"),
        ("took the village of Kell and Dry Wells", None, "t:kell", "Kell"),
        ("took most of Kell", None, "t:kell/most of", "most of Kell"),
        ("took parts of the town of Kell", None, "t:kell/parts of the town of", "parts of the town of Kell"),
        ("took western Kell", None, "t:kell/western", "western Kell"),
        ("took north-eastern Kell", None, "t:kell/north eastern", "north-eastern Kell"),
        ("took the Kell crossing", None, "t:kell/crossing", "Kell crossing"),
        ("took Kell’s airport", None, "t:kell/airport", "Kell airport"),
        ("went to the edge of Kell", "edge of", "t:kell/edge of", "edge of Kell"),
        ("the Western Brigade took Kell", None, "t:kell", "Kell"),
        ("stood west of Kell", "west of", "t:kell/west of", "west of Kell"),
    ],
)
def test_the_place_is_as_small_as_the_words(sentence: str, relation: str | None, key: str, name: str) -> None:
    claim = told("marsh", "capture", sentence=sentence, relation=relation).claim
    ((place, _),) = places_of(claim, "takes")
    assert (place.key, place.name) == (key, name)
    assert place.level == ("settlement" if key == "t:kell" else "part")


def test_a_road_between_two_places_is_one_place_that_is_neither() -> None:
    for sentence in ("took the road between Kell and Dorn", "took the road from Dorn to Kell"):
        ((place, written),) = places_of(told("marsh", "capture", sentence=sentence).claim, "takes")
        assert (place.level, isinstance(place.place, Unknown)) == ("unresolved", True)
        assert place.name == written and place.name.startswith("road between ")
        assert not is_named(place, ("t:kell",))


def test_a_road_that_bears_both_names_is_no_town() -> None:
    missing = Unknown(reason="no gazetteer entry")
    claim = told("marsh", "capture", place=missing, sentence="the Kell-Dorn highway", name="Kell-Dorn").claim
    ((place, _),) = places_of(claim, "takes")
    assert place.name == "Kell-Dorn highway"


def test_the_level_is_that_of_the_words_and_nothing_spreads() -> None:
    ((place, _),) = places_of(
        told("marsh", "capture", place=VELM, sentence="Velm", name="Velm").claim, "takes"
    )
    assert (place.key, place.level) == ("t:velm", "province")


def test_a_name_that_no_gazetteer_knows_is_kept_and_words_that_are_none_are_not() -> None:
    missing = Unknown(reason="no gazetteer entry")
    ((place, _),) = places_of(
        told("marsh", "capture", place=missing, sentence="Umm Sarw", name="Umm Sarw").claim, "takes"
    )
    assert (place.key, place.level) == ("words:umm sarw", "unresolved")
    assert not list(
        places_of(
            told("marsh", "capture", place=missing, sentence="the desert", name="the desert").claim, "takes"
        )
    )


@pytest.mark.parametrize(
    ("act", "role", "found"),
    [
        ("takes", "at", 1),
        ("takes", "near", 0),
        ("leaves", "from", 1),
        ("leaves", "toward", 0),
        ("holds", "to", 0),
    ],
)
def test_only_the_roles_that_the_act_is_of(act: str, role: str, found: int) -> None:
    claim = told("marsh", "capture", role=role).claim  # type: ignore[arg-type]
    assert len(list(places_of(claim, act))) == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("names", "named"),
    [
        (("kell",), True),
        (("KÉLL",), True),
        (("t:kell",), True),
        (("Velm",), True),
        (("IQ",), True),
        (("Nowhere", "IQ"), True),
        (("Kel",), False),
        (("SY",), False),
        (("Kell Bridge",), False),
    ],
)
def test_names(names: tuple[str, ...], named: bool) -> None:
    assert isinstance(KELL, Place)
    ((place, _),) = places_of(told("marsh", "capture").claim, "takes")
    assert is_named(place, names) is named


@pytest.mark.parametrize(
    ("sentence", "relation", "spelled"),
    [
        ("took al-Kell", None, "al-Kell"),
        ("took the al-Kell crossing", None, "al-Kell crossing"),
        ("went to the edge of al-Kell", "edge of", "edge of al-Kell"),
    ],
)
def test_how_the_report_writes_it(sentence: str, relation: str | None, spelled: str) -> None:
    claim = told("marsh", "capture", sentence=sentence, relation=relation, name="al-Kell").claim
    ((place, written),) = places_of(claim, "takes")
    assert written == spelled
    assert is_named(place, ("al-Kell",), (written,)) and not is_named(place, ("al-Kell",))


def test_a_name_without_a_word_is_nobodys() -> None:
    ((place, _),) = places_of(told("marsh", "capture").claim, "takes")
    assert not is_named(place, ("?", "’"))
