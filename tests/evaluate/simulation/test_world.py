from __future__ import annotations

import datetime as dt

from dateline.evaluate.simulation.world import SIDES, START, catalogue_of_sides, make_world


def test_the_seed_makes_the_war() -> None:
    assert make_world(3) == make_world(3)
    assert make_world(3) != make_world(4)


def test_who_holds_a_place_follows_from_what_happened() -> None:
    world = make_world(5, places=12, days=90, happenings=200)
    holder = {place: changes[0][1] for place, changes in enumerate(world.held)}
    for it in world.happenings:
        before = world.holder(it.place, it.day - dt.timedelta(days=1))
        assert before == holder[it.place] or it.kind not in ("capture", "withdrawal")
        if it.kind == "capture":
            assert it.actor != holder[it.place] and it.target == holder[it.place]
            holder[it.place] = it.actor
        elif it.kind == "withdrawal":
            assert it.actor == holder[it.place]
            holder[it.place] = None
        if it.kind in ("capture", "withdrawal"):
            assert world.holder(it.place, it.day) == holder[it.place]
    assert {world.holder(n, START + dt.timedelta(days=90)) == held for n, held in holder.items()} == {True}


def test_tolls_are_of_attacks_and_grow() -> None:
    world = make_world(6)
    for it in world.happenings:
        assert 0 <= it.early <= it.killed and it.wounded >= 0
        if it.kind in ("capture", "withdrawal", "failed-assault"):
            assert it.killed == 0
    assert sum(it.killed for it in world.happenings) > 100
    assert any(it.early < it.killed for it in world.happenings)


def test_names_are_of_no_two_places_and_near_ones_are_others() -> None:
    world = make_world(1, places=60)
    assert len({place.name for place in world.places}) == 60
    assert all(n not in near and near for n, near in enumerate(world.near))


def test_every_side_has_an_entry_and_a_speaker() -> None:
    catalogue = catalogue_of_sides()
    assert all(catalogue.get(side) is not None for side in SIDES)
