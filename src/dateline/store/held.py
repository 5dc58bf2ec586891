"""Who held what: what is asked of what a case keeps (``dateline.store.holding``), over a connection."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, or_, select

from dateline.control.history import History, PlaceTold, bearing, by_name, history_of, placed
from dateline.control.kept import as_on, decoded_spell
from dateline.control.places import is_named
from dateline.records.control import ControlSpell, Statement
from dateline.store.encoding import parts
from dateline.store.schema import control_places, reports, spells, statements
from dateline.store.standing import so_on, stands

_ABOUT = msgspec.msgpack.Decoder(PlaceTold)
_STATEMENT = msgspec.msgpack.Decoder(Statement)


def places(connection: Connection, names: tuple[str, ...]) -> list[PlaceTold]:
    """The places of these names (all, without names) of which control is told now, without their spells."""
    return [place for _, place in _named(connection, names)]


def now(connection: Connection, names: tuple[str, ...], on: dt.date | None, today: dt.date) -> list[History]:
    """The histories of places of these names with their spells as they are known now, from what is kept.

    With ``on`` only the spells of about that day. ``today`` is the day up to which silence counts.
    """
    about = _named(connection, names)
    query = select(spells.c.place, spells.c.number, spells.c.silent, spells.c.record)
    if on is not None:
        of_day = (spells.c.first <= on) & (spells.c.last >= on)
        # after today a place is as it is today, unless its silence has lasted too long by then
        query = query.where(of_day if on <= today else or_(of_day, spells.c.silent > today))
    wanted = {row for row, _ in about}
    found: dict[int, list[ControlSpell]] = defaultdict(list)
    rows = _of_places(connection, query, spells.c.place, sorted(wanted), bool(names) and on is None)
    # put in order here: SQLite would go through all spells in the order asked for, instead of by the day
    for row in sorted(rows, key=lambda row: (row.place, row.number)):
        if row.place in wanted:
            spell = as_on(decoded_spell(row.record), row.silent, today)
            if spell is not None:
                found[row.place].append(spell)
    return [History.of(history, found[row]) for row, history in about]


def remembered(
    connection: Connection,
    names: tuple[str, ...],
    as_of: dt.date | None,
    *,
    stale_after: int,
    today: dt.date,
) -> list[History]:
    """The histories of places of these names, as they were known on a day (now, without it), from the statements."""
    query = (
        select(statements.c.record)
        .join(reports, reports.c.id == statements.c.report)
        .where(so_on(statements, as_of), stands(as_of))
        .order_by(statements.c.report, statements.c.position, statements.c.row)
    )
    if as_of is None:
        wanted = [row for row, _ in _named(connection, names)]
    else:
        wanted = sorted(_ever_named(connection, names))
    rows = _of_places(connection, query, statements.c.place, wanted, bool(names))
    told = placed(_STATEMENT.decode(row.record) for row in rows)
    found = [history_of(each, stale_after=stale_after, today=today) for each in told.values()]
    return by_name(bearing(found, names))


def _named(connection: Connection, names: tuple[str, ...]) -> list[tuple[int, PlaceTold]]:
    """The places of these names of which control is told now, by name, each with its row."""
    query = select(control_places.c.row, control_places.c.record).where(control_places.c.claims > 0)
    rows = {row.row: _ABOUT.decode(row.record) for row in connection.execute(query)}
    numbers = {history.place.key: row for row, history in rows.items()}
    return [(numbers[h.place.key], h) for h in by_name(bearing(list(rows.values()), names))]


def _ever_named(connection: Connection, names: tuple[str, ...]) -> set[int]:
    """The rows of the places that bear one of these names, also where no claim that counts now writes them so."""
    if not names:
        return set()
    spelled: dict[int, list[str]] = defaultdict(list)
    for place, words in connection.execute(select(statements.c.place, statements.c.spelled).distinct()):
        spelled[place].append(words)
    query = select(control_places.c.row, control_places.c.record)
    known = {row.row: _ABOUT.decode(row.record).place for row in connection.execute(query)}
    found = {row for row, place in known.items() if is_named(place, names, spelled[row])}
    whole = tuple({getattr(known[row].place, "id", known[row].key) for row in found})
    return found | {row for row, place in known.items() if whole and is_named(place, whole)}


def _of_places(
    connection: Connection, query: Select[Any], column: Any, wanted: Sequence[int], restricted: bool
) -> Iterator[Any]:
    """The rows of the query; where ``restricted`` only those of the places ``wanted``."""
    if not restricted:
        yield from connection.execute(query)
        return
    for part in parts(wanted):
        yield from connection.execute(query.where(column.in_(part)))
