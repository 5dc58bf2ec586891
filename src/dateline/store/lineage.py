"""Which claim is the same as another: after a case was coded anew, and in other versions of a page; as of a day, too."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, func, or_, select

from dateline.records.claim import GroundedClaim
from dateline.records.evidence import Known
from dateline.store.encoding import parts
from dateline.store.schema import claims, reports
from dateline.store.standing import after, captured, so_on


def sign_of(machine: GroundedClaim) -> str:
    """What a claim is known by in other versions of its page: a hash of its type, its sentence's words, and its days.

    A page whose news rolls on may tell of another day's strike in the same words; so the days count, too.
    """
    when = machine.when
    days = (when.value.start.isoformat(), when.value.end.isoformat()) if isinstance(when, Known) else ("", "")
    said = "\x1f".join((*_said(machine), *days))
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _said(machine: GroundedClaim) -> tuple[str, str]:
    """The type that the coder gave a claim, and the words of its sentence."""
    return machine.claim.type, " ".join(machine.claim.sentence.text.split())


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
        out[name] = _successor(connection, name, as_of)
    return out


def _successor(connection: Connection, name: str, as_of: dt.date | None) -> str | None:
    """The claim that goes on, or went on by a day, for one that is made no longer."""
    end = dt.datetime.max if as_of is None else after(as_of)
    by_then = or_(claims.c.since.is_(None), claims.c.since < end)
    while True:
        query = select(claims).where(claims.c.id == name, by_then).order_by(claims.c.row.desc())
        former = connection.execute(query.limit(1)).first()
        if former is None:
            return None
        if former.until is None or former.until >= end:
            return name
        first = select(func.min(claims.c.row)).where(claims.c.report == former.report).group_by(claims.c.id)
        begun = select(claims).where(claims.c.row.in_(first), claims.c.begun == former.ended)
        ended = select(claims).where(claims.c.report == former.report, claims.c.ended == former.ended)
        kept = select(claims.c.id).where(claims.c.report == former.report, claims.c.begun == former.ended)
        said = _said_in(former)
        born = {
            row.id for row in connection.execute(begun) if row.since is not None and _said_in(row) == said
        }
        again = set(connection.scalars(kept))
        gone = {row.id for row in connection.execute(ended) if row.id not in again and _said_in(row) == said}
        if len(born) != 1 or gone != {name}:
            return None
        name = born.pop()


def _said_in(row: Any) -> tuple[str, str]:
    return _said(msgspec.convert(row.record if row.machine is None else row.machine, GroundedClaim))


def counterparts(
    connection: Connection, names: Iterable[str], as_of: dt.date | None = None
) -> Mapping[str, frozenset[str]]:
    """By identifier of a claim that is made now, those that say the same in other versions of its page, if any do.

    These have the same sign. Where a version has several such, they are told apart by their order, if the other version
    has as many; else none is the counterpart of any. With ``as_of`` it is so of what was had and made by that day.
    """
    address_of: dict[str, str] = {}
    for part in parts(sorted(set(names))):
        query = (
            select(claims.c.id, reports.c.address)
            .join(reports, reports.c.id == claims.c.report)
            .where(claims.c.id.in_(part), so_on(claims, as_of), reports.c.address.is_not(None))
        )
        address_of |= {row.id: row.address for row in connection.execute(query)}
    several = _of_several_versions(connection, set(address_of.values()), as_of)
    held = {address: _alike(connection, address, as_of) for address in several}
    out: dict[str, frozenset[str]] = {}
    for name, address in address_of.items():
        others = held.get(address, {}).get(name)
        if others:
            out[name] = others
    return out


def _of_several_versions(
    connection: Connection, addresses: Collection[str], as_of: dt.date | None
) -> list[str]:
    found: list[str] = []
    for part in parts(sorted(addresses)):
        query = select(reports.c.address).where(reports.c.address.in_(part), captured(as_of))
        found += connection.scalars(query.group_by(reports.c.address).having(func.count() > 1))
    return found


def _alike(connection: Connection, address: str, as_of: dt.date | None) -> Mapping[str, frozenset[str]]:
    """By claim of a version of this address, those of other versions that say the same."""
    query = (
        select(claims.c.id, claims.c.report, claims.c.sign)
        .join(reports, reports.c.id == claims.c.report)
        .where(reports.c.address == address, captured(as_of), so_on(claims, as_of))
        .order_by(claims.c.report, claims.c.position, claims.c.row)
    )
    told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(query):
        told[row.sign][row.report].append(row.id)
    out: dict[str, frozenset[str]] = {}
    for versions in told.values():
        for report, own in versions.items():
            others = [held for other, held in versions.items() if other != report and len(held) == len(own)]
            out |= {name: frozenset(held[at] for held in others) for at, name in enumerate(own)}
    return out


def everywhere(
    connection: Connection, names: Collection[str], as_of: dt.date | None = None
) -> dict[str, tuple[str, ...]]:
    """By identifier of a claim that is made still, the one it has now, and its counterparts in other versions."""
    now = {name: claim for name, claim in present(connection, names, as_of).items() if claim is not None}
    others = counterparts(connection, now.values(), as_of)
    return {name: (claim, *sorted(others.get(claim, ()))) for name, claim in now.items()}
