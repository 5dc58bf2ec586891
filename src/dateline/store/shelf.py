"""The shelf of a case: tellings, what ties them, and their events, in the tables of the case file.

It is made for one connection and forgotten after it: what it has read it keeps.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from dateline.reconcile.blocks import comparable, keys_of
from dateline.reconcile.events import event_name
from dateline.reconcile.reconciler import tie_of
from dateline.reconcile.shelf import Group
from dateline.reconcile.surroundings import Surroundings
from dateline.reconcile.tellings import Telling
from dateline.records.event import RelationKind
from dateline.store.encoding import parts
from dateline.store.schema import bearings, reports, telling_claims, telling_keys, tellings, ties
from dateline.store.standing import so_on, stands

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Telling)


class SqlShelf:
    """What counts now."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        #: From when on what is put here is so; None: from its report's capture on.
        self.since: dt.datetime | None = None
        self._tellings: dict[str, Telling] = {}
        self._rows: dict[str, int] = {}
        self._names: dict[int, str | None] = {}  # None: does not count
        self._ties: dict[str, dict[str, float]] = {}
        self._events: dict[str, str | None] = {}
        self._groups: dict[str, Group] = {}
        self._shared: dict[str, list[int]] = {}
        self._homes: dict[str, str | None] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._rows or bool(self._load(tellings.c.id == name))

    def telling(self, name: str) -> Telling:
        """The telling of this name. Raises KeyError."""
        if name not in self._tellings:
            self._load(tellings.c.id == name)
        return self._tellings[name]

    def telling_of(self, claim: str) -> str | None:
        """The name of the telling that holds this claim; None where none does that counts."""
        if claim not in self._homes:
            query = select(telling_claims.c.telling).where(telling_claims.c.claim == claim)
            self._homes[claim] = next(iter(self._named(self._connection.scalars(query).all())), None)
        return self._homes[claim]

    def near(self, telling: Telling) -> list[Telling]:
        """The others that share a key with this one and may be compared with it, by name."""
        found = self._named(self._sharing(telling))
        others = (self._tellings[name] for name in sorted(found) if name != telling.id)
        return [each for each in others if comparable(telling, each)]

    def _sharing(self, telling: Telling) -> list[int]:
        """The rows of tellings that share a key with this one, whether they count or not."""
        if telling.id not in self._shared:
            rows: set[int] = set()
            for part in parts([hash_of(key) for key in sorted(keys_of(telling))]):
                query = select(telling_keys.c.telling).where(telling_keys.c.key.in_(part))
                rows.update(self._connection.scalars(query))
            self._shared[telling.id] = sorted(rows)
        return self._shared[telling.id]

    def put(self, telling: Telling) -> None:
        """Keep the telling, as a group of its own."""
        row = self.keep(telling, counts=True)
        self._tellings[telling.id], self._rows[telling.id], self._names[row] = telling, row, telling.id
        self._homes.update(dict.fromkeys(telling.claims, telling.id))
        self._set_group((telling.id,), event_name(telling.claims))

    def keep(self, telling: Telling, *, counts: bool) -> int:
        """The row of the telling after it was written, with its ties to those that do not count any more."""
        values = {
            "id": telling.id,
            "report": telling.around.report,
            "counts": counts,
            "event": event_name(telling.claims) if counts else None,
            "since": self.since,
            "record": _ENCODER.encode(telling),
        }
        key = self._connection.execute(insert(tellings).values(values)).inserted_primary_key
        assert key is not None
        row = int(key[0])
        shared = self._sharing(telling)
        self._insert(telling_keys, _keys(row, telling))
        named = [{"claim": c, "telling": row, "event": event_name([c])} for c in telling.claims]
        self._insert(telling_claims, named)
        self._tie_others(telling, row, shared, counts=counts)
        return row

    def _tie_others(self, telling: Telling, row: int, shared: Sequence[int], *, counts: bool) -> None:
        """Tie it to what does not count (or, where itself does not, to all), for questions of past days."""
        for part in parts([other for other in shared if other != row]):
            query = select(tellings.c.row, tellings.c.record).where(tellings.c.row.in_(part))
            if counts:
                query = query.where(tellings.c.counts.is_(False))
            for found in self._connection.execute(query):
                weight, kinds = tie_of(telling, _DECODER.decode(found.record))
                if weight is not None:
                    self._tie(row, {found.row: weight})
                for bearer, kind, other in ((row, kinds[0], found.row), (found.row, kinds[1], row)):
                    if kind is not None:
                        self._bear(bearer, kind, other)

    def drop(self, name: str) -> None:
        """Let the telling count no longer."""
        row = self._rows[name]
        self._connection.execute(
            update(tellings).where(tellings.c.row == row).values(counts=False, event=None)
        )
        self.forget()

    def end(self, rows: Sequence[int], moment: dt.datetime) -> None:
        """Let what does not count any more be so no longer from this moment on."""
        for part in parts(rows):
            values = {"until": moment, "counts": False, "event": None}
            self._connection.execute(update(tellings).where(tellings.c.row.in_(part)).values(values))

    def surroundings_near(self, telling: Telling) -> list[Surroundings]:
        """What other reports lend to tellings that share a key with this one, whether they count or not."""
        shared = self._sharing(telling)
        out = {
            self._tellings[name].around.report: self._tellings[name].around for name in self._named(shared)
        }
        others = [row for row in shared if self._names[row] is None]
        for part in parts(others):
            query = select(tellings.c.record).where(tellings.c.row.in_(part))
            for record in self._connection.scalars(query):
                around = _DECODER.decode(record).around
                out[around.report] = around
        out.pop(telling.around.report, None)
        return list(out.values())

    def forget(self) -> None:
        """Forget what was read."""
        for held in (
            self._tellings,
            self._rows,
            self._names,
            self._ties,
            self._events,
            self._groups,
            self._shared,
            self._homes,
        ):
            held.clear()

    def tie(self, name: str, others: Mapping[str, float]) -> None:
        """Keep that the telling and these others are one happening's, or nearly, with these weights."""
        self._tie(self._row(name), {self._row(other): weight for other, weight in others.items()})
        self._ties.setdefault(name, {}).update(others)
        for other, weight in others.items():
            if other in self._ties:
                self._ties[other][name] = weight

    def _tie(self, one: int, others: Mapping[int, float]) -> None:
        values = [
            {"one": first, "other": second, "weight": round(weight * 1000)}
            for other, weight in others.items()
            for first, second in ((one, other), (other, one))
        ]
        if values:
            self._connection.execute(insert(ties).prefix_with("OR IGNORE"), values)

    def tied(self, names: Sequence[str]) -> list[Mapping[str, float]]:
        """The weights of the tellings' ties, by the other's name, in the order of the tellings."""
        unread = {self._row(name): name for name in names if name not in self._ties}
        found: dict[int, dict[int, float]] = {row: {} for row in unread}
        for part in parts(list(unread)):
            query = select(ties.c.one, ties.c.other, ties.c.weight).where(ties.c.one.in_(part))
            for one, other, weight in self._connection.execute(query):
                found[one][other] = weight / 1000
        self._named({other for row in found.values() for other in row})
        for one, row in found.items():
            named = ((self._names[other], weight) for other, weight in row.items())
            self._ties[unread[one]] = {other: weight for other, weight in named if other is not None}
        return [self._ties[name] for name in names]

    def bear(self, name: str, kind: RelationKind, other: str) -> None:
        """Keep that the first bears on the other so."""
        self._bear(self._row(name), kind, self._row(other))

    def _bear(self, bearer: int, kind: RelationKind, other: int) -> None:
        values = {"bearer": bearer, "other": other, "kind": kind}
        self._connection.execute(insert(bearings).prefix_with("OR IGNORE").values(values))

    def bears(self, name: str) -> Mapping[str, RelationKind]:
        """What the telling bears on, and how."""
        query = select(bearings.c.other, bearings.c.kind).where(bearings.c.bearer == self._row(name))
        found = {row.other: row.kind for row in self._connection.execute(query)}
        self._named(found)
        return {other: kind for row, kind in found.items() if (other := self._names[row]) is not None}

    def borne(self, name: str) -> Collection[str]:
        """What bears on the telling."""
        query = select(bearings.c.bearer).where(bearings.c.other == self._row(name))
        return self._named(self._connection.scalars(query).all())

    def denied(self, names: Sequence[str]) -> frozenset[str]:
        """Those of the tellings that some telling denies, be it one that counts or not."""
        held = {self._row(name): name for name in names}
        found: set[str] = set()
        for part in parts(list(held)):
            query = select(bearings.c.other).where(bearings.c.other.in_(part), bearings.c.kind == "denies")
            found.update(held[row] for row in self._connection.scalars(query))
        return frozenset(found)

    def group(self, name: str) -> Group:
        """The group that the telling is in."""
        if name not in self._groups:
            self.telling(name)
            event = self._events[name]
            if event is None:
                self._groups[name] = (name,)
            else:
                self.of_event(event)
        return self._groups[name]

    def of_event(self, event: str) -> Group:
        """The group that the event of this identifier is."""
        found = tuple(sorted(self._load(tellings.c.event == event)))
        self._groups.update(dict.fromkeys(found, found))
        return found

    def of_events(self, events: Sequence[str]) -> list[Group]:
        """The groups that the events of these identifiers are, in their order; without those that are no more."""
        found: dict[str | None, list[str]] = {event: [] for event in events}
        for part in parts(events):
            for name in self._load(tellings.c.event.in_(part)):
                found[self._events[name]].append(name)
        groups = [tuple(sorted(names)) for names in found.values() if names]
        self._groups.update({name: group for group in groups for name in group})
        return groups

    def regroup(self, groups: Iterable[Group]) -> None:
        """Put tellings into these groups."""
        for group in groups:
            self._set_group(group, event_name(c for name in group for c in self.telling(name).claims))

    def _set_group(self, group: Group, event: str | None) -> None:
        moved = [self._row(name) for name in group if self._events.get(name) != event]
        for part in parts(moved):
            self._connection.execute(update(tellings).where(tellings.c.row.in_(part)).values(event=event))
        self._events.update(dict.fromkeys(group, event))
        self._groups.update(dict.fromkeys(group, group))

    def _row(self, name: str) -> int:
        if name not in self._rows:
            self._load(tellings.c.id == name)
        return self._rows[name]

    def _named(self, rows: Iterable[int]) -> list[str]:
        """The names of those of the rows that count, which are read."""
        wanted = list(rows)
        unread = [row for row in wanted if row not in self._names]
        for part in parts(unread):
            self._load(tellings.c.row.in_(part))
        for row in unread:
            self._names.setdefault(row, None)
        return [name for row in wanted if (name := self._names[row]) is not None]

    def _counts(self) -> ColumnElement[bool]:
        return tellings.c.counts

    def _load(self, wanted: ColumnElement[bool]) -> list[str]:
        """The names of the tellings that are wanted and count, after they were read."""
        query = select(tellings.c.row, tellings.c.id, tellings.c.event, tellings.c.record)
        found: list[str] = []
        for row in self._connection.execute(query.where(wanted, self._counts())):
            found.append(row.id)
            if row.id not in self._tellings:
                self._tellings[row.id] = _DECODER.decode(row.record)
                self._rows[row.id], self._names[row.row] = row.row, row.id
                self._events[row.id] = row.event
        return found

    def _insert(self, table: Any, values: list[dict[str, Any]]) -> None:
        if values:
            self._connection.execute(insert(table), values)


class PastShelf(SqlShelf):
    """What counted on a past day. Groups are made when they are asked for; nothing is written."""

    def __init__(self, connection: Connection, as_of: dt.date) -> None:
        super().__init__(connection)
        of_report = select(reports.c.id).where(reports.c.id == tellings.c.report, stands(as_of)).exists()
        self._so = so_on(tellings, as_of) & of_report

    def _counts(self) -> ColumnElement[bool]:
        return self._so

    def group(self, name: str) -> Group:
        """The group that the telling is in. Raises KeyError where ``regroup`` was not told of it."""
        return self._groups[name]

    def regroup(self, groups: Iterable[Group]) -> None:
        """Remember these groups."""
        for group in groups:
            self._groups.update(dict.fromkeys(group, group))

    def grouped(self, name: str) -> bool:
        """Whether it is known in which group the telling was."""
        return name in self._groups


def rekey(connection: Connection) -> None:
    """Write the keys of all tellings anew, in a case from before they were made as they are now."""
    connection.execute(delete(telling_keys))
    for part in parts(connection.scalars(select(tellings.c.row).order_by(tellings.c.row)).all()):
        query = select(tellings.c.row, tellings.c.record).where(tellings.c.row.in_(part))
        for row, record in connection.execute(query).all():
            if values := _keys(row, _DECODER.decode(record)):
                connection.execute(insert(telling_keys), values)


def _keys(row: int, telling: Telling) -> list[dict[str, Any]]:
    return [{"key": hash_of(key), "telling": row} for key in sorted(keys_of(telling))]


def hash_of(key: str) -> int:
    """The key as a number that SQLite holds."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
