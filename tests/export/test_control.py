from __future__ import annotations

import io
import json
from typing import Any

import pytest

from dateline.control.history import histories, only_on
from dateline.dictionaries.nouns import load_nouns
from dateline.export.control import write_control, write_map, write_spells
from dateline.records.control import Told
from tests.control.made import CATALOGUE, VELM, day, on, said_by, told

NAMES = {entry.id: entry.name for entry in CATALOGUE.entries.values()}
TAKEN = told("marsh", "capture", when=on(day(3)), published=day(3), loser="dune", report="r-0")
OWN = told("tarnish-army", "recapture", when=on(day(9)), published=day(9), source=said_by("premier-olm"))
PART = told("marsh", "capture", when=on(day(3)), published=day(3), sentence="most of Kell")
PROVINCE = told(
    "marsh", "capture", when=on(day(3)), published=day(3), place=VELM, sentence="Velm", name="Velm"
)


def mapped(*claims: Told, at: int) -> dict[str, Any]:
    out = io.StringIO()
    found = only_on(histories(claims, CATALOGUE, load_nouns()), day(at))
    count = write_map(found, NAMES, out, on=day(at), as_of=None, stale_after=90)
    made: dict[str, Any] = json.loads(out.getvalue())
    assert len(made["features"]) == count
    return made


def test_a_point_a_place_in_its_state_of_the_day() -> None:
    found = mapped(TAKEN, OWN, at=5)
    assert (found["type"], found["on"], found["stale_after_days"]) == ("FeatureCollection", "2017-11-05", 90)
    (feature,) = found["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [2.0, 1.0]}
    properties = feature["properties"]
    assert (properties["state"], properties["holder"]) == ("held", "marsh")
    assert properties["holder_name"] == "Marsh Brigade"
    assert (properties["since"], properties["claims"]) == (["2017-11-03"] * 2, [TAKEN.claim.claim.id])


def test_a_contested_place_has_no_holder_and_both_sides() -> None:
    properties = mapped(TAKEN, OWN, at=10)["features"][0]["properties"]
    assert (properties["state"], properties["holder"]) == ("contested", None)
    assert properties["holder_unknown"] == "a party alone (Aro Olm) says that Tarnish army took it"
    assert [camp["holder"] for camp in properties["camps"]] == ["marsh", "tarnish-army"]


@pytest.mark.parametrize(
    ("claim", "reason"),
    [(PART, "only 'most of Kell' is told of"), (PROVINCE, "no coordinates for Velm")],
)
def test_no_point_for_a_part_or_an_area(claim: Told, reason: str) -> None:
    (feature,) = mapped(claim, at=5)["features"]
    assert feature["geometry"] is None and reason in feature["properties"]["place_unknown"]


def test_nothing_is_on_the_map_of_a_day_of_which_nothing_is_told() -> None:
    alone = told("marsh", "capture", when=on(day(3)), published=day(3))
    assert mapped(alone, at=2)["features"] == []


def test_the_table_names_sides_claims_and_reasons() -> None:
    out = io.StringIO()
    assert write_control(histories([TAKEN, OWN], CATALOGUE, load_nouns()), NAMES, out, width=180) == 1
    text = out.getvalue()
    assert text.startswith("Kell · settlement · Velm, IQ\n")
    lines = [line.split("  ")[0] for line in text.splitlines()]
    assert "unknown" in lines and "2017-11-03 2017-11-08 held" in " ".join(text.split())
    assert "Tarnish army: 1 claim of 1 origin, by a party that gains by it" in " ".join(text.split())


def test_claims_without_any_day_are_named_and_not_placed() -> None:
    undated = told("dune", "withdraw", report="r-9")
    out = io.StringIO()
    found = histories([TAKEN, undated], CATALOGUE, load_nouns())
    write_control(found, NAMES, out, width=140)
    assert "not placed, since no day is told: Red Dune left it" in out.getvalue()
    assert undated.claim.claim.id not in {claim for spell in found[0].spells for claim in spell.claims}
    (feature,) = mapped(TAKEN, undated, at=5)["features"]
    assert feature["properties"]["undated"] == [undated.claim.claim.id]
    assert histories([undated], CATALOGUE, load_nouns())[0].undated == ()


def test_spells_as_json_lines() -> None:
    out = io.StringIO()
    assert write_spells(histories([TAKEN, OWN], CATALOGUE, load_nouns()), out) == 3
    states = [json.loads(line)["state"] for line in out.getvalue().splitlines()]
    assert states == ["held", "held", "contested"]
