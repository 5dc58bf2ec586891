"""What people's merges and splits say of claims as they are named now, kept with the connection that read it.

It changes with a decision, with a run, and with a new version of a page; whoever writes one of these calls ``forget``. What
other connections write is seen by SQLite's ``data_version``.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection

from dateline.reconcile.bonds import Bonds, bonds_of
from dateline.review.overlay import standing
from dateline.store.decisions import BONDS, parted_from, read
from dateline.store.lineage import everywhere
from dateline.store.schema import decisions

_KEPT = "dateline_bonds"
_CHANGING = "dateline_bonds_changing"


def bonds(connection: Connection, as_of: dt.date | None = None) -> Bonds:
    """What the standing merges and splits say, now or as known on a day."""
    if as_of is not None:
        return _made(connection, as_of)
    version = connection.exec_driver_sql("PRAGMA data_version").scalar()
    kept = connection.info.get(_KEPT)
    if kept is not None and kept[0] == version:
        found: Bonds = kept[1]
        return found
    made = _made(connection, None)
    if not connection.info.get(_CHANGING):
        connection.info[_KEPT] = (version, made)
    return made


def forget(connection: Connection) -> None:
    """Read it anew from now on; what this transaction reads is not kept, for it may be taken back."""
    connection.info.pop(_KEPT, None)
    connection.info[_CHANGING] = True


def begin(connection: Connection) -> None:
    """To be called where a transaction begins: what is read may be kept again."""
    connection.info.pop(_CHANGING, None)


def _made(connection: Connection, as_of: dt.date | None) -> Bonds:
    held = read(connection, as_of, decisions.c.kind.in_(BONDS), undos=True)
    words = [(each.kind, each.subjects, parted_from(each)) for each in standing(held) if each.kind in BONDS]
    if not words:
        return Bonds()
    named = {name for _, some, rest in words for name in (*some, *rest)}
    return bonds_of(words, everywhere(connection, named, as_of))
