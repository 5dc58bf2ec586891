"""Echoes: what copies of a report say is said by whom the family of copies has it from, and counts once.

A copy may leave out who said it first. So a statement in a report's own words, of which another report of the same
family says that a party said it, is taken to be that party's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from dateline.control.sides import same
from dateline.records.control import Statement


def attributed(statements: Iterable[Statement], families: Mapping[str, str]) -> list[Statement]:
    """The statements with the origin that their family of echoes has them from.

    ``families`` gives, by a report's identifier, that of its family; a report that is not in it is nobody's echo.
    Statements without a source of their own in one family get one origin.
    """
    listed = list(statements)
    parties: dict[tuple[str, str, str], list[Statement]] = {}
    for statement in listed:
        family = families.get(statement.report)
        if family is not None and statement.interest.party:
            parties.setdefault((family, statement.place.key, statement.act), []).append(statement)
    return [_attributed(statement, families.get(statement.report), parties) for statement in listed]


def _attributed(
    statement: Statement, family: str | None, parties: Mapping[tuple[str, str, str], list[Statement]]
) -> Statement:
    if family is None or statement.interest.party or not statement.origin.startswith("outlet:"):
        return statement
    told = parties.get((family, statement.place.key, statement.act), [])
    first = min((s for s in told if same(s.side, statement.side)), key=lambda s: s.claim, default=None)
    if first is None:
        return msgspec.structs.replace(statement, origin=f"family:{family}")
    why = f"an echo of {first.origin_words}: {first.interest.why}"
    interest = msgspec.structs.replace(first.interest, why=why)
    return msgspec.structs.replace(statement, interest=interest, origin=first.origin)
