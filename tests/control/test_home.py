from __future__ import annotations

from typing import Any

import msgspec
import pytest

from dateline.control.sides import Sides
from dateline.control.statements import statements_of
from dateline.dictionaries.catalogue import load_catalogue
from dateline.dictionaries.nouns import load_nouns
from dateline.records.control import Statement, Told
from dateline.records.evidence import Known, Unknown
from tests.control.made import CATALOGUE, KELL, said_by, told

SIDES = Sides(CATALOGUE)


def statement(one: Told) -> Statement:
    (found,) = statements_of(one, SIDES, load_nouns())
    return found


@pytest.mark.parametrize(
    ("label", "roots"),
    [
        ("the government", ("tarnia",)),
        ("Government forces", ("tarnia",)),
        ("regime troops", ("tarnia",)),
        ("Tarnian troops", ("tarnia",)),
        ("Ostrian soldiers", ("ostria",)),
        ("troops", ()),
        ("soldiers", ()),
        ("security forces", ()),
        ("Velmish troops", ()),
        ("allied troops", ()),
        ("the army", ()),
        ("army of the south", ()),
    ],
)
def test_government_forces_are_those_of_the_country_that_the_place_lies_in(
    label: str, roots: tuple[str, ...]
) -> None:
    found = statement(told("troops", "capture", label=label))
    assert found.side.roots == roots
    assert found.side.words == label
    assert not roots or found.side.entry in ("tarnish-army", "ostrian-army")


def army(sentence: str = "The army took Kell", **more: Any) -> Statement:
    return statement(told("troops", "capture", sentence=sentence, label="the army", **more))


def test_the_army_is_that_of_the_country_where_it_is_named() -> None:
    assert army().side.roots == ()
    assert army("The army took the Tarnian town of Kell").side.roots == ("tarnia",)
    assert army(source=said_by("premier-olm")).side.roots == ("tarnia",)
    assert army(source=said_by("Tarnian officials", kind="unnamed")).side.roots == ("tarnia",)
    one = told("troops", "capture", label="the army")
    title = Known(value="Tarnian army goes on", evidence=())
    headed = msgspec.structs.replace(one, header=msgspec.structs.replace(one.header, title=title))
    assert statement(headed).side.roots == ("tarnia",)


def test_where_another_state_is_named_or_speaks_the_forces_are_nobodys() -> None:
    assert army("After Ostrian jets struck, the Tarnian army took Kell").side.roots == ()
    for label in ("the army", "government forces"):
        other = told("troops", "capture", source=said_by("minister-ell"), label=label)
        assert statement(other).side.roots == ()
        one = told("troops", "capture", label=label)
        title = Known(value="Ostrian army goes on", evidence=())
        headed = msgspec.structs.replace(one, header=msgspec.structs.replace(one.header, title=title))
        assert statement(headed).side.roots == ()


def test_unnamed_forces_stay_so_where_the_country_is_unknown_or_has_no_one_government() -> None:
    label = "government forces"
    missing = told("troops", "capture", label=label, place=Unknown(reason="no entry"))
    assert statement(missing).side.roots == ()
    abroad = msgspec.structs.replace(KELL, country="ZZ")
    assert statement(told("troops", "capture", label=label, place=abroad)).side.roots == ()
    fighters = told("fighters", "capture", label=label)
    assert statement(fighters).side.roots == ()


def test_countries_with_one_national_government_in_the_shipped_dictionaries() -> None:
    sides = Sides(load_catalogue())
    assert sides.home("IQ") == "government-of-iraq" and sides.home("SY") == "government-of-syria"
    assert sides.home("LY") is None
    assert sides.force_of("government-of-iraq") == "iraqi-security-forces"
