"""Who held what, as a case keeps it: statements and spells, kept true over a connection as reports and decisions come.

A change writes the statements of its own reports anew, and works out the spells of the places of which these are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import msgspec
from sqlalchemy import Connection, delete, insert, or_, select, update

from dateline.control.history import PlaceTold, history_of, placed
from dateline.control.kept import END, Rules, encoded_spell, with_silence
from dateline.control.statements import TYPES
from dateline.dictionaries.catalogue import Catalogue
from dateline.dictionaries.nouns import load_nouns
from dateline.records.claim import GroundedClaim
from dateline.records.control import ControlPlace, ControlSpell, Statement, Told
from dateline.records.header import Header, header_of
from dateline.records.report import Report
from dateline.store.encoding import storable
from dateline.store.schema import (
    claims,
    control_places,
    control_rules,
    former_reports,
    reports,
    spells,
    statements,
)

#: What a report's header was read as, from when (None: from its capture on) to when (None: it is so now).
_Reading = tuple[dt.datetime | None, dt.datetime | None, Header]

_ENCODER = msgspec.msgpack.Encoder()
_STATEMENT = msgspec.msgpack.Decoder(Statement)


class Holding:
    """Who held what in a case, for one transaction. To be made before the transaction writes of reports and claims."""

    def __init__(self, connection: Connection, rules: Rules) -> None:
        self._connection = connection
        self._rules = rules
        self._kept = is_kept(connection, rules)
        if not self._kept and connection.execute(select(reports.c.id).limit(1)).first() is None:
            self._begin()

    def restate(self, changed: Iterable[str], address: str | None = None) -> None:
        """Go by the claims of these reports as they are now, and of the versions of an address by what stands now.

        What was made by other dictionaries is not mended but given up: ``fill`` makes all of it anew.
        """
        if not self._kept:
            self._connection.execute(delete(control_rules))
            return
        touched = {place for report in changed for place in self._rewrite(report)}
        if address is not None:
            touched |= self._restand(address)
        for place in sorted(touched):
            self._work_out(place)

    def fill(self) -> None:
        """Make all of it anew."""
        for table in (spells, statements, control_places):
            self._connection.execute(delete(table))
        told = select(claims.c.report).where(claims.c.type.in_(TYPES)).distinct()
        for report in self._connection.scalars(told.order_by(claims.c.report)).all():
            self._rewrite(report)
        for place in self._connection.scalars(select(control_places.c.row)).all():
            self._work_out(place)
        self._begin()

    def _begin(self) -> None:
        self._connection.execute(delete(control_rules))
        self._connection.execute(insert(control_rules).values(version=self._rules.version))
        self._kept = True

    def _rewrite(self, report: str) -> set[int]:
        """The places of which a report says now what it did not, after its statements were written."""
        wanted = self._statements(report)
        query = select(statements).where(statements.c.report == report)
        gone, touched = [], set()
        for row in self._connection.execute(query.order_by(statements.c.row)).mappings():
            same = {name: value for name, value in row.items() if name != "row"}
            if same in wanted:
                wanted.remove(same)
            else:
                gone.append(row["row"])
                touched.add(row["place"])
        for each in gone:
            self._connection.execute(delete(statements).where(statements.c.row == each))
        if wanted:
            self._connection.execute(insert(statements), wanted)
        return touched | {int(row["place"]) for row in wanted}  # type: ignore[call-overload]

    def _statements(self, report: str) -> list[dict[str, object]]:
        """The rows of what a report says, in all states that its claims were in."""
        query = (
            select(claims.c.position, claims.c.since, claims.c.until, claims.c.record)
            .where(claims.c.report == report, claims.c.type.in_(TYPES))
            .where(or_(claims.c.review.is_(None), claims.c.review != "rejected"))
            .order_by(claims.c.position, claims.c.row)
        )
        states = self._connection.execute(query).all()
        if not states:
            return []
        about = select(reports.c.header, reports.c.taken, reports.c.newest).where(reports.c.id == report)
        row = self._connection.execute(about).one()
        readings = self._readings(report, msgspec.convert(row.header, Header))
        found: list[dict[str, object]] = []
        for state in states:
            claim = msgspec.convert(state.record, GroundedClaim)
            for since, until, header in _during(readings, state.since, state.until):
                told = Told(header=header, claim=claim, taken=row.taken.date())
                for statement in self._rules.statements(told):
                    found.append(
                        {
                            "report": report,
                            "position": state.position,
                            "place": self._place(statement.place),
                            "spelled": storable(statement.spelled),
                            "counts": row.newest and until is None,
                            "since": since,
                            "until": until,
                            "record": _ENCODER.encode(statement),
                        }
                    )
        return found

    def _readings(self, report: str, now: Header) -> list[_Reading]:
        """What the report's header was read as, and until when, the oldest first."""
        query = select(former_reports.c.until, former_reports.c.record)
        ordered = query.where(former_reports.c.report == report).order_by(former_reports.c.until)
        found: list[_Reading] = []
        since = None
        for row in self._connection.execute(ordered):
            found.append((since, row.until, header_of(msgspec.convert(row.record, Report))))
            since = row.until
        return [*found, (since, None, now)]

    def _place(self, place: ControlPlace) -> int:
        """The row of the place, which is written where it is new."""
        query = select(control_places.c.row).where(control_places.c.key == storable(place.key))
        row = self._connection.scalar(query)
        if row is None:
            value = {"key": storable(place.key), "claims": 0}
            value |= {"record": _ENCODER.encode(PlaceTold(place=place, claims=0))}
            made = self._connection.execute(insert(control_places).values(value)).inserted_primary_key
            assert made is not None
            row = made[0]
        return int(row)

    def _restand(self, address: str) -> set[int]:
        """The places of which another version of the report of this address tells now, after it was marked."""
        of_address = select(reports.c.id, reports.c.newest).where(reports.c.address == storable(address))
        touched: set[int] = set()
        for report in self._connection.execute(of_address).all():
            so = (statements.c.report == report.id, statements.c.until.is_(None))
            others = (*so, statements.c.counts != report.newest)
            touched.update(self._connection.scalars(select(statements.c.place).where(*others)))
            self._connection.execute(update(statements).where(*others).values(counts=report.newest))
        return touched

    def _work_out(self, place: int) -> None:
        """Make the spells of a place anew, and write those that are others than before."""
        query = (
            select(statements.c.record)
            .where(statements.c.place == place, statements.c.counts)
            .order_by(statements.c.report, statements.c.position, statements.c.row)
        )
        told = [_STATEMENT.decode(record) for record in self._connection.scalars(query)]
        of_place = control_places.c.row == place
        if told:
            (ordered,) = placed(told).values()
            history = history_of(ordered, today=END)
            self._write(place, history.spells)
            values = {"claims": history.claims, "record": _ENCODER.encode(history.about)}
            self._connection.execute(update(control_places).where(of_place).values(values))
        else:
            self._write(place, ())
            self._connection.execute(update(control_places).where(of_place).values(claims=0))

    def _write(self, place: int, found: Sequence[ControlSpell]) -> None:
        query = select(spells).where(spells.c.place == place)
        held = {row["number"]: dict(row) for row in self._connection.execute(query).mappings()}
        wanted = []
        for number, (spell, silent) in enumerate(with_silence(found)):
            row = {
                "place": place,
                "number": number,
                "first": spell.first or dt.date.min,
                "last": spell.last or dt.date.max,
                "silent": silent,
                "record": encoded_spell(spell),
            }
            if number in held and held[number] == {"row": held[number]["row"], **row}:
                del held[number]
            else:
                wanted.append(row)
        for gone in held.values():
            self._connection.execute(delete(spells).where(spells.c.row == gone["row"]))
        if wanted:
            self._connection.execute(insert(spells), wanted)


def _during(
    readings: Sequence[_Reading], since: dt.datetime | None, until: dt.datetime | None
) -> Iterator[_Reading]:
    """The readings of the time from ``since`` to ``until``, each from when to when of it."""
    for begun, ended, header in readings:
        first = max((each for each in (since, begun) if each is not None), default=None)
        last = min((each for each in (until, ended) if each is not None), default=None)
        if first is None or last is None or first < last:
            yield first, last, header


@cache
def rules_of(catalogue: Catalogue) -> Rules:
    """The rules by this catalogue, made once a process."""
    return Rules(catalogue, load_nouns())


def is_kept(connection: Connection, rules: Rules) -> bool:
    """Whether what the case keeps was made by these dictionaries and rules."""
    return connection.scalar(select(control_rules.c.version)) == rules.version
