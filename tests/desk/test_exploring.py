from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dateline.desk.exploring import Explored
from dateline.desk.labels import is_party
from dateline.desk.mapped import NEAR, Mapped
from dateline.desk.snapshots import Snapshots
from dateline.desk.wanted import Wanted, box_of
from dateline.errors import UsageError
from dateline.records.evidence import Known
from dateline.store import picked
from dateline.store.case import Case
from dateline.store.filters import Filter
from tests.builders import TELL_ZAFRA
from tests.desk.made import FORMULA, Client, desk_in, fill
from tests.store.test_columns import START, WORLD, catalogue_of_sides, decide, grow


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A small war with decisions of every kind, and the hostile little case's pages."""
    path = Path(tmp_path_factory.mktemp("exploring")) / "case.db"
    with Case.create_or_open(path, catalogue=catalogue_of_sides()) as opened:
        grow(opened, 0, 120)
        decide(opened)
        fill(opened)
        yield opened


@pytest.fixture(scope="module")
def shown(war: Case) -> Iterator[Mapped]:
    snapshots = Snapshots(war)
    yield snapshots.weighed()
    snapshots.close()


def answer(shown: Mapped, case: Case, zoom: float = 5, box: str | None = None, **asked: Any) -> Any:
    return Explored(shown, Wanted(**asked), case).answer(box_of(box), zoom)


def events(case: Case, **asked: Any) -> set[str]:
    return {str(each.event.id) for each in case.events(Filter(**asked))}


def test_a_facets_count_is_what_choosing_its_value_leaves(shown: Mapped, war: Case) -> None:
    base: dict[str, Any] = {"types": ("ASSAULT",)}
    facets = answer(shown, war, **base)["facets"]
    names = {
        "type": "types",
        "actor": "actors",
        "place": "places",
        "outlet": "outlets",
        "reality": "realities",
    }
    for facet, parameter in names.items():
        for value in facets[facet][:8]:
            left = answer(shown, war, **{**base, parameter: (value["value"],)})["counts"]["events"]
            assert left == value["count"], (facet, value)
    assert [each["value"] for each in facets["type"] if each["selected"]] == ["ASSAULT"]
    assert len(facets["type"]) > 1
    for value in facets["origins"]:
        left = answer(shown, war, **base, origins=int(value["value"]))["counts"]["events"]
        assert left == value["count"]
    for value in facets["review"]:
        counts = answer(shown, war, **base, review=value["value"])["counts"]
        assert counts["claims" if value["value"] == "rejected" else "events"] == value["count"]


def test_counts_are_those_of_the_case(shown: Mapped, war: Case) -> None:
    counts = answer(shown, war)["counts"]
    assert counts["events"] == len(events(war))
    assert counts["claims"] == war.count()
    assert counts["reports"] == len({header.report for header, _ in war.claims()})
    assert counts["rejected"] == war.count(Filter(review="rejected"))
    some = answer(shown, war, types=("ASSAULT", "TERRITORY"))["counts"]
    assert some["events"] == len(events(war, type="ASSAULT") | events(war, type="TERRITORY"))


def test_every_event_is_on_the_map_or_in_the_list_beside_it(shown: Mapped, war: Case) -> None:
    found = answer(shown, war, zoom=20)
    named = set()
    for feature in found["points"]["features"]:
        if not feature["properties"]["cluster"]:
            named.add(feature["properties"]["event"])
    clusters = [each for each in found["points"]["features"] if each["properties"]["cluster"]]
    spots = {(int(e), int(p)) for e, p in zip(shown.spot_event, shown.spot_place, strict=True)}
    assert len(spots) == len(shown.spot_event)
    inside = sum(each["properties"]["count"] for each in clusters)
    assert inside + len([1 for e in found["points"]["features"] if not e["properties"]["cluster"]]) == len(
        spots
    )
    assert found["counts"]["unresolved"] == int((~shown.on_map & (shown.reports > 0)).sum())
    assert named <= events(war)


@pytest.mark.parametrize("zoom", [0, 3.5, 8, 24])
def test_clusters_hold_every_spot_once(shown: Mapped, war: Case, zoom: float) -> None:
    features = answer(shown, war, zoom=zoom)["points"]["features"]
    assert len(features) <= len(shown.spot_event)
    for each in features:
        about = each["properties"]
        if about["cluster"]:
            assert about["count"] >= 1
            assert sum(about["types"].values()) == about["count"]
            west, south, east, north = about["bbox"]
            longitude, latitude = each["geometry"]["coordinates"]
            assert west - 1e-4 <= longitude <= east + 1e-4
            assert south - 1e-4 <= latitude <= north + 1e-4
        else:
            assert about["title"]
            assert about["precision"] in ("point", "area")
            assert (about["radius_km"] > 0) == (about["precision"] == "area")


def test_the_view_port_chooses_features_and_not_counts(shown: Mapped, war: Case) -> None:
    everywhere = answer(shown, war, zoom=9)
    nowhere = answer(shown, war, zoom=9, box="-10,-10,-9,-9")
    assert nowhere["points"]["features"] == []
    assert nowhere["counts"] == everywhere["counts"]
    assert nowhere["facets"] == everywhere["facets"]


def test_a_box_may_cross_the_date_line(shown: Mapped, war: Case) -> None:
    place = TELL_ZAFRA
    east, west = (place.longitude or 0) - 1, (place.longitude or 0) + 1
    without = answer(shown, war, zoom=20, box=f"{west},-80,{east},80")
    around = answer(shown, war, zoom=20, box=f"{west - 2 + 360},-80,{east + 2 + 360},80")
    keys = [
        {each["properties"]["place_key"] for each in found["points"]["features"]}
        for found in (without, around)
    ]
    assert place.id not in keys[0]
    assert place.id in keys[1]


def test_near_a_town_is_an_area(shown: Mapped, war: Case) -> None:
    features = answer(shown, war, zoom=20, places=(TELL_ZAFRA.id,))["points"]["features"]
    (radius,) = {
        f["properties"]["radius_km"] for f in features if f["properties"]["place_key"] == TELL_ZAFRA.id
    }
    assert radius == NEAR


def test_the_timeline_has_each_dated_event_in_one_bar(shown: Mapped, war: Case) -> None:
    found = answer(shown, war, since=START, until=START)
    bars = found["timeline"]["bins"]
    dated = int((shown.start[shown.reports > 0] != np.iinfo(np.int64).min).sum())
    assert sum(each["count"] for each in bars) == dated
    for one, other in pairwise(bars):
        assert (other["from"] - one["to"]).days == 1
    assert answer(shown, war)["timeline"] == found["timeline"]


def test_what_is_not_resolved_says_why(shown: Mapped, war: Case) -> None:
    lost = answer(shown, war)["unresolved"]
    assert lost
    assert all(
        (each["reason"] and each["count"] == len(each["events"])) or each["count"] > 20 for each in lost
    )
    assert "not in the gazetteer" in {each["reason"] for each in lost}


def test_nothing_fits_and_nothing_breaks(shown: Mapped, war: Case) -> None:
    found = answer(shown, war, types=("AID",), realities=("threatened",), actors=("nobody at all",))
    assert found["counts"]["events"] == 0
    assert found["points"]["features"] == []
    assert found["timeline"]["bins"] == []
    written = found["facets"]["actor_written"]
    assert [each["value"] for each in written if each["selected"]] == ["nobody at all"]
    assert not any(each["selected"] for each in found["facets"]["actor"])


def test_an_empty_case_has_an_empty_view(tmp_path: Path) -> None:
    with Case.create_or_open(tmp_path / "case.db") as case:
        snapshots = Snapshots(case)
        found = answer(snapshots.weighed(), case)
        snapshots.close()
    assert found["counts"] == dict.fromkeys(found["counts"], 0)


@pytest.mark.parametrize("box", ["1,2,3", "a,b,c,d", "0,80,0,-80", "0,0,nan,1", "0,0,1,inf", "0,-91,1,1"])
def test_what_is_no_box_is_refused(box: str) -> None:
    with pytest.raises(UsageError, match="bbox"):
        box_of(box)


def test_words_and_days_and_past_views(client: Client) -> None:
    assert client.get("/api/explore", q="hideout zafra")["counts"]["events"] > 0
    assert client.get("/api/explore", q="nosuchword")["counts"]["events"] == 0
    assert client.get("/api/explore", as_of="2017-11-13")["counts"]["claims"] == 1
    assert client.get("/api/explore", as_of="2001")["counts"]["claims"] == 0
    assert client.http.get("/api/explore", params={"q": "--"}).status_code == 400
    for name, value in (
        ("since", "yesterday"),
        ("type", "WAR"),
        ("review", "maybe"),
        ("place", "--"),
        ("origins", "0"),
    ):
        assert client.http.get("/api/explore", params={name: value}).status_code in (400, 422)


def test_lists_are_in_the_order_asked_for(client: Client) -> None:
    rows = client.get("/api/events", sort="day")["items"]
    days = [each["day"] or "9999" for each in rows]
    assert days == sorted(days)
    assert {each["id"] for each in client.get("/api/events", sort="-day")["items"]} == {
        each["id"] for each in rows
    }
    origins = [each["origins"] for each in client.get("/api/events", sort="origins")["items"]]
    assert origins == sorted(origins, reverse=True)
    killed = [
        (each["killed"] or {"low": 0})["low"] for each in client.get("/api/events", sort="killed")["items"]
    ]
    assert killed[0] == max(killed)
    assert client.get("/api/events", limit=1, offset=1)["items"] == rows[1:2]
    inside = client.get("/api/events", bbox="42.3,34.8,42.5,35")
    assert [each["place_key"] for each in inside["items"]] == ["gn:990002"]


def test_places_have_their_names(shown: Mapped) -> None:
    names = set(shown.columns.tables.places.names)
    assert {place.name for place in WORLD.places[:3]} & names


def test_a_view_that_was_looked_at_before_a_change_is_not_kept_for_after_it(client: Client) -> None:
    desk = desk_in(client.http.app)  # type: ignore[arg-type]
    before = desk.snapshots.version
    made = iter((b"old", b"new"))
    assert desk.kept(("view",), lambda: next(made), before) == b"old"
    event = client.get("/api/events")["items"][0]["id"]
    client.decide("reject", event)
    assert desk.snapshots.version != before
    assert desk.kept(("view",), lambda: next(made), desk.snapshots.version) == b"new"


def test_what_differs_and_what_is_reviewed_in_part_is_marked(shown: Mapped, war: Case) -> None:
    names = shown.columns.tables.events.values
    marked = {names[code] for code in np.flatnonzero(shown.differs).tolist()}
    reviews = {names[code]: shown.review_of(code) for code in range(len(names))}
    differing, states = set(), {}
    for each in war.events():
        told = [g for _, g in each.told]
        known = [g.when.value for g in told if isinstance(g.when, Known)]
        apart = any(one.end < other.start for one in known for other in known)
        if apart or len({g.claim.type for g in told}) > 1 or len({g.claim.reality.value for g in told}) > 1:
            differing.add(each.event.id)
        with war._reading() as connection:
            kept = [picked.standing(connection, g.claim.id, None) for g in told]
        states[each.event.id] = {one.review or "open" for one in kept if one is not None}
    assert marked == differing
    assert len(differing) < len(names)
    for event, found in states.items():
        best = "corrected" if "corrected" in found else "accepted" if "accepted" in found else "open"
        assert reviews[event] == ("partly" if "open" in found and len(found) > 1 else best)


def test_an_event_is_reviewed_in_part_until_its_last_claim_is(client: Client) -> None:
    rows = client.get("/api/events")["items"]
    told = [client.get(f"/api/events/{row['id']}") for row in rows]
    event = next(each for each in told if len(each["claims"]) > 1)
    names = [each["grounded"]["claim"]["id"] for each in event["claims"]]
    client.decide("accept", names[0])
    assert client.get(f"/api/events/{event['row']['id']}")["row"]["review"] == "partly"
    client.decide("accept", *names[1:])
    assert client.get(f"/api/events/{event['row']['id']}")["row"]["review"] == "accepted"


@pytest.mark.parametrize(
    ("words", "party"),
    [
        ("rebels", True),
        ("gunmen", True),
        ("last government forces", True),
        ("Iraqi jets", True),
        ("Turkish", True),
        ("a senior minister", True),
        ("Ahrar al-Wadi", False),
        ("Monday", False),
        ("Heavy rain", False),
        ("Kuwaiti families", False),
        ("five people", False),
        ("Residents", False),
        ("five Syrians", False),
        ("French wine", False),
        ("a Turkish earthquake", False),
        ("the Russians", True),
        ("19", False),
        ("Nine", False),
        ("apartment building", False),
    ],
)
def test_a_party_is_told_from_people_things_and_numbers(words: str, party: bool) -> None:
    assert is_party(words) is party


def test_the_actor_facet_has_who_did_it_and_not_to_whom(client: Client) -> None:
    facets = client.get("/api/explore")["facets"]
    values = {each["value"] for each in facets["actor"]}
    assert "army" in values
    written = {each["value"] for each in facets["actor_written"]}
    assert FORMULA.casefold() in written and not written & values
    assert not any("commander" in value for value in values)
    assert client.get("/api/explore", actor="commander")["counts"]["claims"]
