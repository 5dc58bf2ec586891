"""Words found in the blocks of a case, over a connection: article, readers' comments, other stories.

All versions of a report are searched, so that what was taken out of a page is found too; what stayed in it is
found once, in the last version that has it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, func, insert, select, text

from dateline.errors import UsageError
from dateline.records.evidence import Record
from dateline.records.report import Flag
from dateline.store.encoding import decoded, storable
from dateline.store.schema import FTS_TABLE
from dateline.store.schema import blocks as blocks_table
from dateline.store.standing import REMAINS, after

#: By which the versions of an address are ordered, the one that stands last; of two alike the first by identifier does.
_ORDER = "{0}.newest, {0}.taken"
_PAST_ORDER = (
    "{0}.kind NOT IN ({1}), max({0}.taken, coalesce((SELECT max(c.taken) FROM recaptures AS c "
    "WHERE c.report = {0}.id AND c.taken < :before), {0}.taken))"
)
_LAST = (
    "r.taken < :before AND NOT EXISTS (SELECT 1 FROM reports AS r2 JOIN blocks AS b2 ON b2.report = r2.id "
    "WHERE r2.address = r.address AND r2.taken < :before AND {later} AND b2.label = b.label AND b2.text = b.text)"
)
_MATCHING = (
    f"FROM {FTS_TABLE} AS f JOIN blocks AS b ON b.id = f.rowid JOIN reports AS r ON r.id = b.report "
    f"WHERE {FTS_TABLE} MATCH :terms AND {{last}}"
)
_ALL_FLAGGED = "FROM blocks AS b JOIN reports AS r ON r.id = b.report WHERE b.flags IS NOT NULL AND {last}"
_STANDS = (
    "NOT EXISTS (SELECT 1 FROM reports AS r3 WHERE r3.address = r.address AND r3.taken < :before AND {later})"
)
_AROUND = 60  # characters shown before and after flagged words


class Hit(Record, frozen=True):
    """A block found: its document, its label, and its words around what was found, which is in brackets.

    ``report`` is the identifier of the report it is of, ``position`` its number there.

    ``flags`` are a comment's; their offsets count from the start of the block. ``stands``: it is of the version
    that stands for all.
    """

    document: str
    label: str
    words: str
    stands: bool = True
    flags: tuple[Flag, ...] = ()
    report: str = ""
    position: int = 0


def keep(connection: Connection, blocks: list[dict[str, Any]]) -> None:
    """Insert the rows of blocks and index their words."""
    if not blocks:
        return
    first = (connection.scalar(select(func.max(blocks_table.c.id))) or 0) + 1
    numbered = [{"id": first + place, **block} for place, block in enumerate(blocks)]
    connection.execute(insert(blocks_table), numbered)
    connection.execute(text(f"INSERT INTO {FTS_TABLE} (rowid, text) VALUES (:id, :text)"), numbered)


def found(
    connection: Connection,
    words: str,
    limit: int | None,
    *,
    flagged: bool,
    as_of: dt.date | None = None,
    marks: tuple[str, str] = ("[", "]"),
) -> Iterator[Hit]:
    """The blocks that hold all these words, best first, at most ``limit``.

    With ``flagged`` only flagged comments, and all of them, in the order they were added, where there are no
    words; with ``as_of`` only what had been captured by that day. Raises UsageError where there is no word to
    search for. ``marks`` stand before and after what was found.
    """
    terms = _terms(words, flagged)
    stands = "r.newest" if as_of is None else _STANDS.format(later=_later("r3", as_of))
    shown, order = f"snippet({FTS_TABLE}, 0, :open, :shut, ' … ', 16)", "ORDER BY f.rank, f.rowid"
    if terms is None:
        shown, order = "b.text", "ORDER BY b.id"
    columns = f"SELECT r.document, r.id, b.position, {stands}, b.label, b.flags, {shown}"
    query = text(f"{columns} {_blocks(terms, flagged, as_of)} {order} LIMIT :limit")
    values = {"terms": terms, "limit": -1 if limit is None else limit, "before": _before(as_of)}
    values |= {} if terms is None else {"open": marks[0], "shut": marks[1]}
    for document, report, position, standing, label, held, words_shown in connection.execute(query, values):
        flags = msgspec.convert(decoded(held), tuple[Flag, ...]) if held else ()
        yield Hit(
            document=document,
            label=label,
            stands=bool(standing),
            words=_around(words_shown, flags, marks) if terms is None else words_shown,
            flags=flags,
            report=report,
            position=position,
        )


def number(connection: Connection, words: str, *, flagged: bool, as_of: dt.date | None = None) -> int:
    """How many blocks ``found`` gives without a limit. Raises as it does."""
    terms = _terms(words, flagged)
    query = text(f"SELECT count(*) {_blocks(terms, flagged, as_of)}")
    return int(connection.scalar(query, {"terms": terms, "before": _before(as_of)}) or 0)


def holding(connection: Connection, words: str) -> list[str]:
    """The reports with a block that holds all these words. Raises UsageError where there is no word."""
    query = text(f"SELECT DISTINCT b.report {_MATCHING.format(last='1')}")
    return list(connection.scalars(query, {"terms": _terms(words, False)}))


def _blocks(terms: str | None, flagged: bool, as_of: dt.date | None) -> str:
    last = _LAST.format(later=_later("r2", as_of))
    if terms is None:
        return _ALL_FLAGGED.format(last=last)
    matching = _MATCHING.format(last=last)
    return f"{matching} AND b.flags IS NOT NULL" if flagged else matching


def _later(table: str, as_of: dt.date | None) -> str:
    """Whether this version comes after ``r``. The mark of the one that stands now says nothing of a past day."""
    order = _ORDER if as_of is None else _PAST_ORDER
    remains = ", ".join(f"'{kind}'" for kind in sorted(REMAINS))
    other, own = (order.format(name, remains) for name in (table, "r"))
    return f"(({other}) > ({own}) OR ({other}) = ({own}) AND {table}.id < r.id)"


def _before(as_of: dt.date | None) -> str:
    """The moment, as the table writes it, before which a report was captured."""
    return "9999-12-31" if as_of is None else after(as_of).strftime("%Y-%m-%d %H:%M:%S.%f")


def _terms(words: str, flagged: bool) -> str | None:
    """The words as a query of the full-text index, each quoted. Raises UsageError where there is none."""
    terms = re.findall(r"\w+", storable(words))
    if not terms and flagged and not words.strip():
        return None
    if not terms:
        raise UsageError(f"{words!r} holds no word to search for")
    return " ".join(f'"{term}"' for term in terms)


def _around(words: str, flags: tuple[Flag, ...], marks: tuple[str, str]) -> str:
    """The first flagged words in brackets (the marks), with what stands around them."""
    start, end = flags[0].start, flags[0].end
    before, after = words[:start], words[end:]
    before = before if len(before) <= _AROUND else f"… {before[-_AROUND:].partition(' ')[2]}"
    after = after if len(after) <= _AROUND else f"{after[:_AROUND].rpartition(' ')[0]} …"
    return f"{before}{marks[0]}{words[start:end]}{marks[1]}{after}"
