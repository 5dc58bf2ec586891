"""Weighed: how many independent origins each event of a case has, and how many dead, worked out for all at once.

It is what ``reconcile.echoes.independent`` counts: origins and reports of an event are joined where a claim of the report
goes back to the origin, and reports where they are near-copies; the parts that are left apart are counted, here as
connected components of one graph over all events. Sources and casualties are read out of the claims' records by SQLite;
what was read is kept, so that later only new claims are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from sqlalchemy import Connection, func, literal, select

from dateline.reconcile.echoes import COPY
from dateline.reconcile.signatures import bands_of, likeness
from dateline.store.arrays import lists
from dateline.store.columns import REVIEWS, Columns, Ints
from dateline.store.encoding import parts
from dateline.store.lookups import Codes, Spread
from dateline.store.schema import claims, echoes, tellings

Floats = npt.NDArray[np.float64]

#: Claims that are read, and pairs of reports that are compared, at a time.
_AT_ONCE: Final = 20_000
_PAIRS: Final = 2_000


class _Speaker(msgspec.Struct, gc=False):
    words: str
    kind: str
    entry: str | None = None


class _Amount(msgspec.Struct, gc=False):
    low: int


class _Casualty(msgspec.Struct, gc=False):
    kind: str
    amount: _Amount


class _Around(msgspec.Struct, gc=False):
    report: str
    roots: frozenset[str]
    signature: tuple[int, ...] = ()


class _Telling(msgspec.Struct, gc=False):
    around: _Around


_SPEAKERS = msgspec.json.Decoder(list[_Speaker])
_CASUALTIES = msgspec.json.Decoder(list[_Casualty])
_TELLING = msgspec.msgpack.Decoder(_Telling)


def reports_of(columns: Columns) -> Ints:
    """By event the number of reports that tell of it, by claims that stand and are not rejected."""
    live = columns.standing & (columns.review != REVIEWS.index("rejected")) & (columns.event >= 0)
    width = len(columns.tables.reports) + 1
    told = np.unique(columns.event[live] * width + columns.report[live])
    return np.bincount(told // width, minlength=len(columns.tables.events))


class Weights:
    """What was read of the claims and reports of a case. One thread at a time may use it."""

    def __init__(self) -> None:
        self._origins = Codes()
        self._last_claim = 0
        self._last_telling = 0
        self._source_rows: list[int] = []
        self._source_codes: list[int] = []
        self._dead: dict[int, int] = {}
        self._confidence: dict[int, float] = {}
        self._roots: dict[str, list[int]] = {}
        self._copies: dict[tuple[str, str], bool] = {}

    def read(self, connection: Connection) -> None:
        """Read what is new since the last time."""
        self.read_claims(connection)
        newest = select(func.max(tellings.c.row)).where(tellings.c.row > self._last_telling)
        of_reports = select(tellings.c.row, tellings.c.record).where(
            tellings.c.row.in_(newest.group_by(tellings.c.report))
        )
        for row, record in connection.execution_options(yield_per=1000).execute(of_reports):
            around = _TELLING.decode(record).around
            self._roots[around.report] = [self._origins.code(root) for root in sorted(around.roots)]
            self._last_telling = max(self._last_telling, row)

    def read_claims(self, connection: Connection, *, sources: bool = True) -> None:
        """Read what is new of the claims since the last time; ``origins`` needs their ``sources``, too."""
        last = connection.scalar(select(func.max(claims.c.row))) or 0
        for first in range(self._last_claim, last, _AT_ONCE):
            record = claims.c.record
            query = select(
                claims.c.row,
                func.json_extract(record, "$.claim.sources") if sources else literal("[]"),
                func.json_extract(record, "$.claim.casualties"),
                claims.c.confidence,
            ).where(claims.c.row > first, claims.c.row <= min(first + _AT_ONCE, last))
            self._keep_claims(connection.execute(query))
        self._last_claim = last

    def _keep_claims(self, found: Iterable[Any]) -> None:
        for row, sources, casualties, confidence in found:
            self._confidence[row] = confidence
            if sources != "[]":
                speakers = _SPEAKERS.decode(sources)
                for speaker in (speakers[0], *(s for s in speakers[1:] if s.kind == "outlet")):
                    kind = "outlet" if speaker.kind == "outlet" else "source"
                    words = speaker.entry or " ".join(speaker.words.casefold().split())
                    self._source_rows.append(row)
                    self._source_codes.append(self._origins.code(f"{kind}:{words}"))
            if casualties.startswith("["):
                dead = [c.amount.low for c in _CASUALTIES.decode(casualties) if c.kind == "killed"]
                if dead:
                    self._dead[row] = max(dead)

    def dead(self, columns: Columns) -> Ints:
        """By event the highest number of dead that one of its claims gives at least."""
        found = np.zeros(len(columns.tables.events) + 1, dtype=np.int64)
        low = np.array([self._dead.get(row, 0) for row in columns.row.tolist()], dtype=np.int64)
        np.maximum.at(found, columns.event, np.where(columns.standing, low, 0))
        return found[:-1]

    def confidence(self, columns: Columns) -> Floats:
        """By claim how sure the coder was of it, in 0..1."""
        return np.array([self._confidence.get(row, 0.0) for row in columns.row.tolist()], dtype=np.float64)

    def origins(self, connection: Connection, columns: Columns) -> Ints:
        """By event the number of its independent origins; 0 of an event that has no claim."""
        count = len(columns.tables.events)
        live = np.flatnonzero(columns.standing & (columns.event >= 0))
        reports = len(columns.tables.reports) + 1
        told = columns.event[live] * reports + columns.report[live]
        heads = np.unique(told)
        if not len(heads):
            return np.zeros(count, dtype=np.int64)
        claim, origin = self._origins_of(columns, live)
        said = columns.event[claim] * (len(self._origins) + 1) + origin
        names, of_name = np.unique(said, return_inverse=True)
        head = np.searchsorted(heads, columns.event[claim] * reports + columns.report[claim])
        one, other = self._near_copies(connection, columns, heads, reports)
        starts = np.concatenate([head, one])
        ends = np.concatenate([of_name + len(heads), other])
        size = len(heads) + len(names)
        graph = coo_array((np.ones(len(starts), dtype=np.int8), (starts, ends)), shape=(size, size))
        _, parts_ = connected_components(graph, directed=False)
        pairs = np.unique((heads // reports) * (size + 1) + parts_[: len(heads)])
        return np.bincount(pairs // (size + 1), minlength=count)

    def _origins_of(self, columns: Columns, live: Ints) -> tuple[Ints, Ints]:
        """Each of these claims (its index) beside each of its origins; without a source those of its report."""
        rows = np.array(self._source_rows, dtype=np.int64)
        codes = np.array(self._source_codes, dtype=np.int64)
        at = np.searchsorted(columns.row, rows)
        at[at == columns.size] = 0
        inside = np.zeros(columns.size, dtype=np.bool_)
        inside[live] = True
        held = (columns.row[at] == rows) & inside[at] if columns.size else np.zeros(0, dtype=np.bool_)
        named, codes = at[held], codes[held]
        bare = inside.copy()
        bare[named] = False
        indices = np.flatnonzero(bare)
        roots = [self._roots.get(name, ()) for name in columns.tables.reports.values]
        sizes = np.array([len(each) for each in roots], dtype=np.int64)
        flat = np.array([code for each in roots for code in each], dtype=np.int64)
        starts = np.cumsum(sizes) - sizes
        many = sizes[columns.report[indices]]
        claims_ = np.repeat(indices, many)
        offsets = np.arange(len(claims_)) - np.repeat(np.cumsum(many) - many, many)
        return (
            np.concatenate([named, claims_]),
            np.concatenate([codes, flat[starts[columns.report[claims_]] + offsets]]),
        )

    def _near_copies(
        self, connection: Connection, columns: Columns, heads: Ints, reports: int
    ) -> tuple[Ints, Ints]:
        """The heads (reports of an event) that are near-copies of another one of their event."""
        known = columns.tables.reports
        one, other = (known.of_known(names) for names in lists(connection, (echoes.c.one, echoes.c.other)))
        # reports that another thread has read meanwhile have codes beyond these columns
        both = (one >= 0) & (other >= 0) & (one < reports) & (other < reports)
        one, other = one[both], other[both]
        spread = Spread(heads % reports, np.arange(len(heads)))
        sizes = np.append(spread.sizes, np.zeros(reports + 1 - len(spread.sizes), dtype=np.int64))[one]
        pair = np.repeat(np.arange(len(one)), sizes)
        if not len(pair):
            return pair, pair
        index = np.concatenate([spread.items(code) for code in one[sizes > 0].tolist()])
        wanted = heads[index] // reports * reports + other[pair]
        mate = np.minimum(np.searchsorted(heads, wanted), len(heads) - 1)
        kept = heads[mate] == wanted
        pair, index, mate = pair[kept], index[kept], mate[kept]
        names = [(known.values[one[each]], known.values[other[each]]) for each in pair.tolist()]
        fresh = sorted(set(names) - self._copies.keys())
        for first in range(0, len(fresh), _PAIRS):
            self._compare(connection, fresh[first : first + _PAIRS])
        copies = np.array([self._copies[each] for each in names], dtype=np.bool_)
        return index[copies], mate[copies]

    def _compare(self, connection: Connection, pairs: Sequence[tuple[str, str]]) -> None:
        """Note which of these pairs of reports are near-copies, as ``reconcile.echoes.families`` has it."""
        held: dict[str, tuple[tuple[int, ...], frozenset[str]]] = {}
        for part in parts(sorted({name for pair in pairs for name in pair})):
            newest = select(func.max(tellings.c.row)).where(tellings.c.report.in_(part))
            query = select(tellings.c.record).where(tellings.c.row.in_(newest.group_by(tellings.c.report)))
            for record in connection.scalars(query):
                around = _TELLING.decode(record).around
                held[around.report] = around.signature, frozenset(bands_of(around.signature))
        nothing: tuple[tuple[int, ...], frozenset[str]] = ((), frozenset())
        for one, other in pairs:
            (a, some), (b, others) = held.get(one, nothing), held.get(other, nothing)
            self._copies[one, other] = not some.isdisjoint(others) and likeness(a, b) >= COPY
