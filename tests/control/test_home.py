from __future__ import annotations

import msgspec
import pytest

from dateline.control.sides import Sides
from dateline.control.statements import statements_of
from dateline.dictionaries.catalogue import load_catalogue
from dateline.dictionaries.nouns import load_nouns
from dateline.records.claim import Place
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
        ("the army", ("tarnia",)),
        ("army", ("tarnia",)),
        ("Government forces", ("tarnia",)),
        ("regime troops", ("tarnia",)),
        ("Tarnian troops", ("tarnia",)),
        ("Ostrian soldiers", ("ostria",)),
        ("troops", ()),
        ("soldiers", ()),
        ("security forces", ()),
        ("Velmish troops", ()),
        ("allied troops", ()),
        ("army of the south", ()),
    ],
)
def test_the_army_is_that_of_the_country_that_the_place_lies_in(label: str, roots: tuple[str, ...]) -> None:
    found = statement(told("troops", "capture", label=label))
    assert found.side.roots == roots
    assert found.side.words == label
    assert not roots or found.side.entry in ("tarnish-army", "ostrian-army")


def test_where_another_state_is_named_or_speaks_the_army_is_nobodys() -> None:
    assert statement(told("troops", "capture", sentence="The army took Kell", label="the army")).side.roots
    ostrian = "After Ostrian jets struck, the army took Kell"
    assert statement(told("troops", "capture", sentence=ostrian, label="the army")).side.roots == ()
    assert (
        statement(told("troops", "capture", source=said_by("minister-ell"), label="the army")).side.roots
        == ()
    )
    one = told("troops", "capture", label="the army")
    title = Known(value="Ostrian army goes on", evidence=())
    headed = msgspec.structs.replace(one, header=msgspec.structs.replace(one.header, title=title))
    assert statement(headed).side.roots == ()


def test_unnamed_forces_stay_so_where_the_country_is_unknown_or_has_no_one_government() -> None:
    missing = told("troops", "capture", label="the army", place=Unknown(reason="no entry"))
    assert statement(missing).side.roots == ()
    abroad = msgspec.structs.replace(KELL, country="ZZ") if isinstance(KELL, Place) else KELL
    assert statement(told("troops", "capture", label="the army", place=abroad)).side.roots == ()
    fighters = told("fighters", "capture", label="the army")
    assert statement(fighters).side.roots == ()


def test_countries_with_one_national_government_in_the_shipped_dictionaries() -> None:
    sides = Sides(load_catalogue())
    assert sides.home("IQ") == "government-of-iraq" and sides.home("SY") == "government-of-syria"
    assert sides.home("LY") is None or sides.root("libyan-armed-forces") == sides.home("LY")
    assert sides.force_of("government-of-iraq") == "iraqi-security-forces"
