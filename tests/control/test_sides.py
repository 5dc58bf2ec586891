from __future__ import annotations

import pytest

from dateline.control.sides import NO_FORCE, NOBODY, Sides, same
from dateline.dictionaries.catalogue import load_catalogue
from tests.control.made import CATALOGUE, told

SIDES = Sides(CATALOGUE)


@pytest.mark.parametrize(
    ("entry", "root"),
    [
        ("tarnish-army", "tarnia"),
        ("premier-olm", "tarnia"),
        ("marsh-south", "marsh"),
        ("dune", "dune"),
        ("x", "x"),
    ],
)
def test_root(entry: str, root: str) -> None:
    assert SIDES.root(entry) == root


@pytest.mark.parametrize(
    ("entry", "root"),
    [
        ("tarnish-army", "tarnia"),
        ("premier-olm", "tarnia"),
        ("marsh-radio", "marsh"),
        ("lantern", None),
        (None, None),
    ],
)
def test_whose_party_somebody_is(entry: str | None, root: str | None) -> None:
    assert SIDES.party_root(entry) == root


def test_an_outlet_of_a_party_is_known_by_its_name() -> None:
    assert SIDES.outlet_root("marsh radio") == "marsh"
    assert SIDES.outlet_root("Lantern Post") is None and SIDES.outlet_root(None) is None


def test_the_side_of_a_claim() -> None:
    army = SIDES.of(told("tarnish-army", "capture").claim, "actors")
    assert (army.roots, army.entry, army.kind) == (("tarnia",), "tarnish-army", "state")
    troops = SIDES.of(told("troops", "capture").claim, "actors")
    assert (troops.roots, troops.kind) == ((), "state")
    assert SIDES.of(told(None, "capture").claim, "actors") == NOBODY


def test_people_and_residents_are_no_side() -> None:
    olm = SIDES.of(told("premier-olm", "capture").claim, "actors")
    assert (olm.roots, olm.how) == ((), NO_FORCE)


def test_unnamed_forces_may_be_any_of_their_kind_and_no_other() -> None:
    army = SIDES.of(told("tarnish-army", "capture").claim, "actors")
    marsh = SIDES.of(told("marsh", "capture").claim, "actors")
    troops = SIDES.of(told("troops", "capture").claim, "actors")
    assert same(army, troops) and not same(marsh, troops) and not same(army, marsh)
    assert same(army, NOBODY) and same(NOBODY, marsh)


def test_no_entry_of_the_dictionaries_is_its_own_ancestor() -> None:
    catalogue = load_catalogue()
    sides = Sides(catalogue)
    assert {sides.root(sides.root(entry)) == sides.root(entry) for entry in catalogue.entries} == {True}
