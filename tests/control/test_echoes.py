from __future__ import annotations

from dateline.control.echoes import attributed
from dateline.control.sides import Sides
from dateline.control.statements import statements_of
from dateline.dictionaries.nouns import load_nouns
from dateline.records.control import Statement, Told
from tests.control.made import CATALOGUE, day, on, said_by, spells, told

OLM = said_by("premier-olm")
WIRE = told("tarnish-army", "capture", when=on(day(3)), published=day(3), source=OLM, report="r-1")
COPY = told("tarnish-army", "capture", when=on(day(3)), published=day(4), report="r-2", outlet="Echo")
OTHER = told("dune", "capture", when=on(day(3)), published=day(4), report="r-2", outlet="Echo")


def statements(*claims: Told) -> list[Statement]:
    return [s for one in claims for s in statements_of(one, Sides(CATALOGUE), load_nouns())]


def test_a_copy_that_leaves_out_who_said_it_says_it_for_him() -> None:
    first, copy = attributed(statements(WIRE, COPY), {"r-1": "f", "r-2": "f"})
    assert copy.origin == first.origin == "entry:premier-olm"
    assert copy.interest.root == "tarnia" and "an echo of Aro Olm" in copy.interest.why


def test_another_family_and_another_side_keep_their_own_word() -> None:
    assert attributed(statements(WIRE, COPY), {"r-1": "f", "r-2": "g"})[1].interest.party is False
    assert attributed(statements(WIRE, COPY), {}) == statements(WIRE, COPY)
    other = attributed(statements(WIRE, OTHER), {"r-1": "f", "r-2": "f"})[1]
    assert other.interest.party is False and other.origin == "family:f"


def test_an_echo_in_other_words_confirms_nothing() -> None:
    assert spells(WIRE, COPY)[-1].state == "held"
    (found,) = spells(WIRE, COPY, families={"r-1": "f", "r-2": "f"})
    assert found.state == "contested" and found.camps[0].origins == ("entry:premier-olm",)
