from __future__ import annotations

import io
import json
from typing import Any

import msgspec

from dateline.export.geojson import write_geojson
from dateline.records.claim import GroundedClaim, GroundedPlace
from dateline.records.header import header_of
from tests.builders import TELL_ZAFRA, changed, estimate, report, strike

HEADER = header_of(report())


def written(*claims: GroundedClaim) -> dict[str, Any]:
    out = io.StringIO()
    assert write_geojson([(HEADER, claim) for claim in claims], out) == len(claims)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def test_a_feature_a_claim_longitude_first() -> None:
    found = written(strike(), estimate())
    assert found["type"] == "FeatureCollection"
    first, second = found["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [41.9, 34.5]}
    assert first["id"] == strike().claim.id
    assert first["properties"]["place"]["id"] == "gn:990001"
    assert first["properties"]["killed"] == [3, 3]
    assert second["type"] == "Feature"
    assert (second["properties"]["force"], second["properties"]["displaced"]) == ([0, 20], None)


def test_a_claim_without_a_place_is_kept_with_the_reason() -> None:
    (feature,) = written(estimate())["features"]
    assert feature["geometry"] is None
    assert feature["properties"]["place_unknown"].startswith("not in the gazetteer")
    assert feature["properties"]["when_unknown"] == "no publication date is known"


def test_a_province_without_coordinates_is_named_but_is_no_point() -> None:
    province = msgspec.structs.replace(TELL_ZAFRA, latitude=None, longitude=None)
    item = GroundedPlace(index=0, place=province, score=1, why="")
    (feature,) = written(changed(strike(), grounded_places=(item,)))["features"]
    assert feature["geometry"] is None
    assert feature["properties"]["place"]["name"] == "Tall Zafrā"
    assert "no coordinates" in feature["properties"]["place_unknown"]


def test_no_claim_is_an_empty_collection() -> None:
    assert written() == {"type": "FeatureCollection", "features": []}
