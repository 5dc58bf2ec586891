"""Arrays: whole columns of tables at once, and where numbers are among others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Connection, String, func, select

Ints = npt.NDArray[np.int64]


def lists(connection: Connection, wanted: Sequence[Any], *where: ColumnElement[bool]) -> list[list[Any]]:
    """Each of these columns of the rows as a list, in one order of the rows.

    SQLite makes one JSON array of each, which is faster by far than a Python object for each row.
    """
    query = select(*(func.json_group_array(column, type_=String) for column in wanted)).where(*where)
    return [msgspec.json.decode(found) for found in connection.execute(query).one()]


def indices(rows: Ints, wanted: Sequence[int] | Ints) -> Ints:
    """The index of each of these numbers among ``rows``, which are sorted; -1 where it is not among them."""
    asked = np.array(wanted, dtype=np.int64)
    if not len(rows):
        return np.full(len(asked), -1, dtype=np.int64)
    at = np.searchsorted(rows, asked)
    at[at == len(rows)] = 0
    found: Ints = np.where(rows[at] == asked, at, -1)
    return found
