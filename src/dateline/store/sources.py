"""The sources of a case, and which of their items were handled, over a connection."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, delete, insert, select

from dateline.records.source import Source
from dateline.store.encoding import parts, storable
from dateline.store.schema import seen as seen_table
from dateline.store.schema import sources


def one(connection: Connection, url: str) -> Source | None:
    """The source of this address; None where there is none."""
    record = connection.scalar(select(sources.c.record).where(sources.c.url == storable(url)))
    return None if record is None else msgspec.convert(record, Source)


def everyone(connection: Connection) -> list[Source]:
    """All sources, by name and then by address."""
    found = connection.scalars(select(sources.c.record).order_by(sources.c.name, sources.c.url))
    return [msgspec.convert(record, Source) for record in found]


def save(connection: Connection, source: Source) -> None:
    """Insert the source, in place of the one of its address."""
    url = storable(source.url)
    connection.execute(delete(sources).where(sources.c.url == url))
    connection.execute(insert(sources).values(url=url, name=storable(source.name), record=source))


def seen(connection: Connection, source: str, keys: Sequence[str]) -> frozenset[str]:
    """Those of the keys that were noted for the source of this address."""
    asked = list({storable(key) for key in keys})
    found: set[str] = set()
    for part in parts(asked):
        query = select(seen_table.c.key).where(
            seen_table.c.source == storable(source), seen_table.c.key.in_(part)
        )
        found.update(connection.scalars(query))
    return frozenset(key for key in keys if storable(key) in found)


def note_seen(connection: Connection, source: str, keys: Sequence[str]) -> None:
    """Insert those of the keys that the source lacks."""
    known = seen(connection, source, keys)
    new = dict.fromkeys(storable(key) for key in keys if key not in known)
    if new:
        connection.execute(insert(seen_table), [{"source": storable(source), "key": key} for key in new])
