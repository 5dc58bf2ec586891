"""GeoJSON (RFC 7946): one feature a claim, a point where its place is resolved.

A claim without a resolved place is kept: its geometry is null, as the standard allows, and the property
``place_unknown`` says why.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from dateline.export.flat import flat, located, place_unknown, when_unknown
from dateline.export.jsonl import json_text
from dateline.records.claim import GroundedClaim, Place
from dateline.records.header import Header


def write_geojson(rows: Iterable[tuple[Header, GroundedClaim]], out: TextIO) -> int:
    """The number of claims written as one FeatureCollection, a feature a line."""
    return write_features((feature(header, claim) for header, claim in rows), out)


def write_features(features: Iterable[dict[str, Any]], out: TextIO) -> int:
    """The number of features written as one FeatureCollection, a feature a line."""
    out.write('{"type":"FeatureCollection","features":[')
    count = 0
    for each in features:
        out.write(",\n" if count else "\n")
        out.write(json_text(each))
        count += 1
    out.write("\n]}\n" if count else "]}\n")
    return count


def feature(header: Header, grounded: GroundedClaim) -> dict[str, Any]:
    """The claim as a GeoJSON feature; coordinates are longitude, latitude in degrees (WGS 84)."""
    place = located(grounded)
    geometry = None
    about: dict[str, Any] | None = None
    if isinstance(place, Place):
        about = {"id": place.id, "name": place.name, "kind": place.kind, "country": place.country}
        if place.latitude is not None and place.longitude is not None:
            geometry = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    properties = flat(header, grounded) | {
        "place": about,
        "place_unknown": place_unknown(grounded) or None,
        "when_unknown": when_unknown(grounded) or None,
        "evidence_text": grounded.claim.evidence.text,
        "confidence": grounded.claim.confidence,
    }
    return {"type": "Feature", "id": grounded.claim.id, "geometry": geometry, "properties": properties}
