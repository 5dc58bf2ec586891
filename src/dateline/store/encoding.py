"""Records and words as the database takes them, also where they hold half a surrogate pair."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import msgspec

#: Values that one statement names at most; SQLite of before 2020 takes at most 999.
_AT_ONCE = 500

T = TypeVar("T")


def encoded(record: Any) -> str:
    """The record as JSON. What UTF-8 cannot carry is escaped, so nothing is lost."""
    try:
        return msgspec.json.encode(record).decode()
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(record), ensure_ascii=True)


def decoded(text: str) -> Any:
    """The plain values of such JSON; ``msgspec.convert`` makes them a record again."""
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return json.loads(text)


def storable(words: str) -> str:
    """The words as the database's text; half a surrogate pair is written as ``\\udXXX``."""
    return words.encode("utf-8", "backslashreplace").decode("utf-8")


def as_utc(moment: dt.datetime) -> dt.datetime:
    """The moment in UTC without a zone, as the tables hold it; one without a zone is taken for UTC."""
    return moment.astimezone(dt.UTC).replace(tzinfo=None) if moment.tzinfo else moment


def from_utc(moment: dt.datetime | None) -> dt.datetime | None:
    """The moment of a table with its zone."""
    return moment.replace(tzinfo=dt.UTC) if moment else None


def parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in parts of as many as one statement names."""
    for at in range(0, len(values), _AT_ONCE):
        yield values[at : at + _AT_ONCE]
