from __future__ import annotations

import datetime as dt
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.control.history import histories, on_day
from dateline.control.index import ControlIndex
from dateline.dictionaries.nouns import load_nouns
from dateline.evaluate.simulation.recovery import told_of
from dateline.evaluate.simulation.reporters import Noise, filed
from dateline.evaluate.simulation.world import START, catalogue_of_sides, make_world
from dateline.records.control import ControlSpell, Told
from tests.control.made import CATALOGUE, day, on, told

WORLD = make_world(7, places=6, days=60, happenings=60)
CLAIMS = told_of(filed(WORLD, Noise.of(0.6)))


def index_of(claims: list[Told], stale_after: int = 20) -> ControlIndex:
    made = ControlIndex(catalogue_of_sides(), load_nouns(), stale_after=stale_after)
    for _, report in groupby(claims, key=lambda one: one.header.report):
        made.add(report)
    return made


def by_rule(claims: list[Told], when: dt.date, as_of: dt.date | None) -> dict[str, tuple[object, ...]]:
    found = histories(
        claims, catalogue_of_sides(), load_nouns(), as_of=as_of, stale_after=20, today=dt.date(9000, 1, 1)
    )
    states = {history.place.key: on_day(history.spells, when) for history in found}
    return {key: short(spell) for key, spell in states.items() if spell is not None}


def short(spell: ControlSpell) -> tuple[object, ...]:
    return spell.id, spell.state, spell.holder, spell.first, spell.last, spell.claims


@pytest.fixture(scope="module")
def index() -> ControlIndex:
    return index_of(CLAIMS)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 70), st.one_of(st.none(), st.integers(0, 70)))
def test_the_index_answers_as_the_claims_do(index: ControlIndex, number: int, known: int | None) -> None:
    when = START + dt.timedelta(days=number)
    as_of = START + dt.timedelta(days=known) if known is not None else None
    found = {spell.place.key: short(spell) for spell in index.on("XS", when, as_of)}
    assert found == by_rule(CLAIMS, when, as_of)


def test_the_order_of_adding_changes_nothing() -> None:
    groups = [list(report) for _, report in groupby(CLAIMS, key=lambda one: one.header.report)]
    one, other = index_of(CLAIMS), index_of([claim for group in reversed(groups) for claim in group])
    half = index_of([claim for group in groups[::2] for claim in group])
    half.on("XS", START)  # works out what is there before the rest comes
    for group in groups[1::2]:
        half.add(group)
    for number in (10, 40, 60):
        when = START + dt.timedelta(days=number)
        for as_of in (None, when):
            wanted = {spell.place.key: short(spell) for spell in one.on("XS", when, as_of)}
            assert {s.place.key: short(s) for s in other.on("XS", when, as_of)} == wanted
            assert {s.place.key: short(s) for s in half.on("XS", when, as_of)} == wanted


def test_a_report_touches_only_its_own_places() -> None:
    made = index_of(CLAIMS)
    assert made.refresh() == len(
        {c.claim.places[0].place.id for c in CLAIMS if c.claim.claim.type != "ASSAULT"}
        & {  # type: ignore[union-attr]
            s.place.key for s in made.on("XS", dt.date(8999, 1, 1))
        }
    )
    assert made.refresh() == 0


def test_another_country_and_an_empty_index() -> None:
    made = ControlIndex(CATALOGUE, load_nouns())
    assert made.on("IQ", day(5)) == []
    assert made.add([told("marsh", "capture", when=on(day(3)), published=day(3))]) == 1
    assert [spell.holder for spell in made.on("IQ", day(5))] == ["marsh"]
    assert made.on("SY", day(5)) == [] and made.on("IQ", day(5), as_of=day(2)) == []
