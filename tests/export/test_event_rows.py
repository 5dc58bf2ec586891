from __future__ import annotations

import csv
import io
import json

import msgspec

from dateline.export.event_rows import COLUMNS, event_values, write_event_csv, write_event_geojson
from dateline.records.claim import Casualty, Participant, Place
from dateline.records.evidence import Range
from dateline.store.happenings import Happening
from tests.builders import TEXT, changed, estimate, evidence, strike
from tests.control.test_accusing import ACCUSING
from tests.export.test_events import happening


def csv_row(one: Happening) -> dict[str, str]:
    out = io.StringIO()
    assert write_event_csv([one], {"army": "Tarnish army"}, ACCUSING, out) == 1
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    return row


def features(one: Happening) -> list[dict[str, object]]:
    out = io.StringIO()
    assert write_event_geojson([one], {}, ACCUSING, out) == 1
    found = json.loads(out.getvalue())["features"]
    assert isinstance(found, list)
    return found


def test_every_column_is_told_of_an_event() -> None:
    row = csv_row(happening(strike()))
    assert list(row) == list(COLUMNS)
    assert (row["event"], row["type"], row["reality"]) == ("e-1234567890", strike().claim.type, "happened")
    assert (row["date_start"], row["date_end"], row["date_precision"]) == ("2017-11-11", "2017-11-11", "day")
    assert (row["place_name"], row["country"], row["lat"], row["lon"]) == ("Tall Zafrā", "IQ", "34.5", "41.9")
    assert row["actors"] == "Tarnish army"
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == ("3", "", "")
    assert (row["place_kind"], row["modes"], row["outlets"]) == ("settlement", "aerial", "")
    assert row["recipients"]
    assert (row["reports"], row["origins"], row["claims"]) == ("1", "1", strike().claim.id)


def test_rivals_stand_beside_what_is_put_first() -> None:
    fewer = Casualty(kind="killed", amount=Range(low=1, high=1), evidence=evidence(TEXT, "two"))
    other = changed(strike(), id="c-0", casualties=(fewer,))
    row = csv_row(happening(strike(), other))
    assert row["disputed"] == "killed"
    assert (row["killed_low"], row["killed_high"]) == ("1", "")
    assert row["killed_best"] in ("1", "")
    assert row["date_rivals"] == row["type_rivals"] == ""


def test_what_nobody_tells_is_empty_and_says_why() -> None:
    row = csv_row(happening(estimate()))
    assert row["date_start"] == row["lat"] == row["place_id"] == row["wounded_low"] == ""
    assert "when: no claim tells its when" in row["unknown"] and "wounded: no claim counts" in row["unknown"]
    (feature,) = features(happening(estimate()))
    assert feature["geometry"] is None
    assert feature["properties"]["killed_low"] is None  # type: ignore[index]


def test_a_feature_is_a_point_of_longitude_and_latitude() -> None:
    (feature,) = features(happening(strike()))
    assert feature["geometry"] == {"type": "Point", "coordinates": [41.9, 34.5]}
    assert feature["id"] == "e-1234567890"
    properties = feature["properties"]
    assert isinstance(properties, dict)
    assert properties["reality"] == ["happened"] and "lat" not in properties


def test_a_cell_is_no_formula() -> None:
    claim = strike().claim
    assert isinstance(claim.actors, tuple)
    who: Participant = msgspec.structs.replace(claim.actors[0], words="=HYPERLINK(1)", entry=None)
    one = happening(changed(strike(), actors=(who,)))
    assert event_values(one, {}, ACCUSING)["actors"] == ["=HYPERLINK(1)"]
    assert csv_row(one)["actors"] == "'=HYPERLINK(1)"


def test_two_places_of_one_name_are_told_apart() -> None:
    place = strike().places[0]
    assert isinstance(place.place, Place)
    far = msgspec.structs.replace(place.place, id="x:2", latitude=1.0, longitude=2.0)
    moved = msgspec.structs.replace(
        changed(strike(), id="c-0"), places=(msgspec.structs.replace(place, place=far),)
    )
    row = csv_row(happening(strike(), moved))
    assert row["disputed"] == "place"
    assert row["place_rivals"].startswith("Tall Zafrā (")
