"""Which claim is the same as another: after a case was coded anew, and in other versions of a page."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from dateline.records.claim import GroundedClaim
from dateline.store.encoding import parts
from dateline.store.schema import claims, reports
from dateline.store.standing import so_on

#: The type that the coder gave a claim, and the words of its sentence.
_Sign = tuple[str, str]


def present(
    connection: Connection, names: Collection[str], as_of: dt.date | None = None
) -> dict[str, str | None]:
    """By identifier of a claim that was ever made, the one it has now, or had on a day; None where it is made no more.

    A claim that a run made no longer goes on as the one that the same run made instead of it: the only new one of the
    same type in the same sentence of the report, where no other of that type went there.
    """
    out: dict[str, str | None] = {}
    for part in parts(sorted(names)):
        query = select(claims.c.id, so_on(claims, as_of).label("so")).where(claims.c.id.in_(part))
        for row in connection.execute(query):
            if row.so:
                out[row.id] = row.id
            else:
                out.setdefault(row.id, None)
    for name in [name for name, now in out.items() if now is None]:
        out[name] = _successor(connection, name)
    return out


def _successor(connection: Connection, name: str) -> str | None:
    """The claim that goes on for one that is made no longer."""
    while True:
        query = select(claims).where(claims.c.id == name).order_by(claims.c.row.desc())
        former = connection.execute(query.limit(1)).one()
        if former.until is None:
            return name
        first = select(func.min(claims.c.row)).where(claims.c.report == former.report).group_by(claims.c.id)
        begun = select(claims).where(claims.c.row.in_(first), claims.c.begun == former.ended)
        ended = select(claims).where(claims.c.report == former.report, claims.c.ended == former.ended)
        kept = select(claims.c.id).where(claims.c.report == former.report, claims.c.begun == former.ended)
        sign = _sign(former)
        born = {row.id for row in connection.execute(begun) if row.since is not None and _sign(row) == sign}
        again = set(connection.scalars(kept))
        gone = {row.id for row in connection.execute(ended) if row.id not in again and _sign(row) == sign}
        if len(born) != 1 or gone != {name}:
            return None
        name = born.pop()


def counterparts(connection: Connection, names: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """By identifier of a claim that is made now, those that say the same in other versions of its page, if any do.

    These are of the same type in a sentence of the same words. Where a version has several such, they are told apart
    by their order, if the other version has as many; else none is the counterpart of any.
    """
    address_of: dict[str, str] = {}
    for part in parts(sorted(set(names))):
        query = (
            select(claims.c.id, reports.c.address)
            .join(reports, reports.c.id == claims.c.report)
            .where(claims.c.id.in_(part), claims.c.until.is_(None), reports.c.address.is_not(None))
        )
        address_of |= {row.id: row.address for row in connection.execute(query)}
    out: dict[str, frozenset[str]] = {}
    for address in _of_several_versions(connection, set(address_of.values())):
        alike = _alike(connection, address)
        out |= {name: alike[name] for name, at in address_of.items() if at == address and alike[name]}
    return out


def _of_several_versions(connection: Connection, addresses: Collection[str]) -> list[str]:
    found: list[str] = []
    for part in parts(sorted(addresses)):
        query = select(reports.c.address).where(reports.c.address.in_(part)).group_by(reports.c.address)
        found += connection.scalars(query.having(func.count() > 1))
    return found


def _alike(connection: Connection, address: str) -> Mapping[str, frozenset[str]]:
    """By claim of a version of this address, those of other versions that say the same."""
    query = (
        select(claims.c.id, claims.c.report, claims.c.record, claims.c.machine)
        .join(reports, reports.c.id == claims.c.report)
        .where(reports.c.address == address, claims.c.until.is_(None))
        .order_by(claims.c.report, claims.c.position, claims.c.row)
    )
    told: dict[_Sign, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(query):
        told[_sign(row)][row.report].append(row.id)
    out: dict[str, frozenset[str]] = {}
    for versions in told.values():
        for report, own in versions.items():
            others = [held for other, held in versions.items() if other != report and len(held) == len(own)]
            out |= {name: frozenset(held[at] for held in others) for at, name in enumerate(own)}
    return out


def _sign(row: Any) -> _Sign:
    grounded = msgspec.convert(row.record if row.machine is None else row.machine, GroundedClaim)
    return grounded.claim.type, " ".join(grounded.claim.sentence.text.split())
