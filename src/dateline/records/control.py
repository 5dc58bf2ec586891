"""ControlSpell: who held a place from when to when, by which claims."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from dateline.records.evidence import Made, Record, Unknown

ControlState = Literal["held", "contested", "unknown", "stale"]


class ControlSpell(Record, frozen=True):
    """A place's state over days; ``until`` is unknown while it lasts. ``claims`` are identifiers."""

    id: str
    place: str
    holder: str | Unknown
    state: ControlState
    since: dt.date | Unknown
    until: dt.date | Unknown
    claims: tuple[str, ...]
    made: Made
