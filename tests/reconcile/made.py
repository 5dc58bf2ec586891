"""Tellings and surroundings built by hand, for tests of reconciling. The people and places are made up."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dateline.reconcile.surroundings import Surroundings
from dateline.reconcile.tellings import Telling
from dateline.records.claim import Place
from dateline.records.evidence import Interval


def day(number: int) -> Interval:
    """A day of November 2017."""
    return Interval(start=dt.date(2017, 11, number), end=dt.date(2017, 11, number))


def place(name: str = "Kell", latitude: float = 34.0, longitude: float = 42.0) -> Place:
    return Place(
        id=f"dl:{name}",
        name=name,
        kind="settlement",
        country="IQ",
        latitude=latitude,
        longitude=longitude,
    )


def around(report: str, published: int | None = 12, **changes: Any) -> Surroundings:
    """The surroundings of a report that says next to nothing."""
    fields: dict[str, Any] = {
        "report": report,
        "published": None if published is None else day(published),
        "outlet": None,
        "roots": frozenset({f"report:{report}"}),
        "names": frozenset(),
        "marks": frozenset(),
        "ages": frozenset(),
        "streets": frozenset(),
        "towns": (),
        "rare": frozenset(),
        "signature": (),
    }
    return Surroundings(**{**fields, **changes})


#: What two reports of one raid share.
RAID: dict[str, Any] = {
    "names": frozenset({"idris faroun", "mara tolle"}),
    "marks": frozenset({"idris", "faroun", "mara", "tolle", "kell", "velm"}),
    "towns": ("kell",),
}


def telling(report: str, published: int | None = 12, **changes: Any) -> Telling:
    """A telling of violence; keywords of surroundings go there."""
    about = {k: changes.pop(k) for k in list(changes) if k in Surroundings.__struct_fields__ and k != "names"}
    if "names" in changes:
        about["names"] = changes.pop("names")
    fields: dict[str, Any] = {
        "id": f"t-{report}",
        "claims": (f"c-{report}",),
        "family": "violence",
        "stance": "told",
        "main": True,
    }
    return Telling(**{**fields, "around": around(report, published, **about), **changes})


def raid(report: str, published: int | None = 12, **changes: Any) -> Telling:
    """A telling of the raid."""
    return telling(report, published, **{**RAID, **changes})
