"""What every record is made of: evidence, known and unknown values, intervals, ranges.

Nothing here is ever changed once made. A field is either ``Known``, with the words it came from,
or ``Unknown``, with the reason; there is no third state and no silent default.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any, Generic, Literal, TypeVar

import msgspec

T = TypeVar("T")

Precision = Literal["day", "week", "month", "season", "year", "span"]
Layer = Literal["report", "capture", "setting"]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """The base of every record: frozen, keyword-only, encoded by msgspec."""


class Made(Record, frozen=True):
    """Which stage, in which version, made a value."""

    stage: str
    version: str


class Evidence(Record, frozen=True):
    """The words a value was read from.

    ``start`` and ``end`` count characters (Python string indices) in the report's ``text`` where
    ``layer`` is "report", in the decoded capture where it is "capture"; a "setting" was given by the
    user (``text`` is the option as typed, the offsets are 0).
    """

    document: str
    start: int
    end: int
    text: str
    made: Made
    layer: Layer = "report"


class Unknown(Record, tag="unknown", tag_field="is", frozen=True):
    """A value that is not known, why, and what it might be (identifiers or words, best first)."""

    reason: str
    candidates: tuple[str, ...] = ()


class Known(Record, Generic[T], tag="known", tag_field="is", frozen=True):
    """A value, the words it came from, and in a few words how it was read."""

    value: T
    evidence: tuple[Evidence, ...]
    how: str = ""


class Interval(Record, frozen=True):
    """Days from ``start`` to ``end``, both included; ``precision`` is that of the words.

    ``moment`` is the time of day where one is given, in ISO 8601, with the offset from UTC where that is
    given too ("2017-11-12T15:40:00+03:00"); the days are those of that clock.
    """

    start: dt.date
    end: dt.date
    precision: Precision = "day"
    moment: str | None = None


class Range(Record, frozen=True):
    """A count as an interval: ``high`` is None where the words set no upper limit ("at least 43")."""

    low: int
    high: int | None


class Why(Record, frozen=True):
    """Why a code was given: the rule, the words that triggered it, and the rule's score in 0..1."""

    rule: str
    words: str
    score: float


def identifier(prefix: str, *parts: object) -> str:
    """A stable identifier: ``prefix-`` and 16 hex digits of the SHA-256 of the parts."""
    data = "\x1f".join(str(p) for p in parts).encode("utf-8", "surrogatepass")
    return f"{prefix}-{hashlib.sha256(data).hexdigest()[:16]}"


def to_builtins(record: Any) -> Any:
    """The record as plain dicts, lists, strings and numbers, ready for JSON."""
    return msgspec.to_builtins(record)
