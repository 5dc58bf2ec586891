"""ReviewedCase: the side of a case that reconciling and people's decisions make: events, echoes, decisions, runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import func, select

from dateline.errors import UsageError
from dateline.reconcile.views import Codebook
from dateline.records.decision import Decision, DecisionKind, Run
from dateline.review.corrections import Correction
from dateline.store import decisions, judging, overlaying, recoding, rows, schema
from dateline.store.agenda import Agenda, Weighed, agenda
from dateline.store.controlled import ControlledCase
from dateline.store.decisions import DecisionRow
from dateline.store.filters import EVERYTHING, Filter
from dateline.store.happenings import FORGOTTEN, Echo, Happening, History
from dateline.store.recoding import Recoded


class ReviewedCase(ControlledCase):
    """What is read of events and written of decisions."""

    def runs(self) -> list[Run]:
        """The runs, the oldest first."""
        with self._reading() as connection:
            query = select(schema.runs).order_by(schema.runs.c.started, schema.runs.c.id)
            return [rows.run_of_row(row) for row in connection.execute(query)]

    def runs_counted(self) -> list[tuple[Run, int, int]]:
        """The runs, the oldest first, with how many reports each has read last and how many claims it ended or changed."""
        with self._reading() as connection:
            of_run = select(schema.reports.c.run, func.count()).group_by(schema.reports.c.run)
            read = {row[0]: row[1] for row in connection.execute(of_run)}
            ended = schema.claims.c.ended
            of_end = select(ended, func.count()).where(ended.is_not(None)).group_by(ended)
            gone = {row[0]: row[1] for row in connection.execute(of_end)}
        return [(run, read.get(run.id, 0), gone.get(run.id, 0)) for run in self.runs()]

    def differences(self, run: str) -> list[Recoded]:
        """What the run of this identifier changed in claims that an earlier one had made."""
        with self._reading() as connection:
            return recoding.differences(connection, run)

    def decide(
        self,
        kind: DecisionKind,
        names: Sequence[str],
        by: str,
        *,
        field: str | None = None,
        correction: Correction | None = None,
        rest: Sequence[str] = (),
        note: str | None = None,
        seen: Collection[str] | None = None,
    ) -> Decision:
        """The decision, which is on the disk with all that follows from it.

        ``names`` are claims or events (their identifiers or the start of them), of an undo decisions. ``seen`` are the
        decisions that who decides has seen there; without, this one is laid over whatever stands. Raises
        UsageError where the names do not name what they should, or the correction does not fit the claim, and
        DecidedMeanwhile where it would be laid over a decision that was not seen.
        """
        with self._writing() as connection:
            at = dt.datetime.now(dt.UTC)
            decision = judging.drafted(
                connection, kind, names, by, at, field=field, correction=correction, rest=rest, note=note
            )
            if seen is not None:
                overlaying.refuse_unseen(connection, decision, seen, parted=bool(rest))
            holding = self._holding(connection)
            holding.restate(judging.make(connection, decision))
            return decision

    def claims_touched(self, decision: Decision) -> set[str]:
        """The claims that a decision, or what it undoes, is of."""
        with self._reading() as connection:
            return decisions.claims_touched(connection, decision)

    def overlaid(self, decision: Decision) -> list[Decision]:
        """The decisions that stand and were laid over what an undo takes back, so that they count as before."""
        with self._reading() as connection:
            return overlaying.laid_over(connection, decision)

    def decisions(self, as_of: dt.date | None = None, on: Collection[str] | None = None) -> list[DecisionRow]:
        """All decisions, or those on any of these claims, the oldest first, with what of them is orphaned."""
        with self._reading() as connection:
            held = None if on is None else overlaying.bearing(connection, on, as_of)
            return decisions.listed(connection, as_of, held)

    def agenda(self, weighed: Weighed | None = None) -> Agenda:
        """What a person should decide, in its order; ``weighed`` where the caller has it of the case as it is now."""
        with self._reading() as connection:
            return agenda(connection, weighed)

    @contextmanager
    def history(self, as_of: dt.date | None = None) -> Iterator[History]:
        """The events as they are now, or were known on a day, while the case is being read."""
        with self._reading() as connection:
            yield History(connection, as_of)

    def events(self, wanted: Filter = EVERYTHING, codebook: Codebook = "ucdp") -> Iterator[Happening]:
        """The events with a claim that is asked for, by their claims' days."""
        with self.history(wanted.as_of) as history:
            for number, group in enumerate(history.groups(wanted)):
                happening = history.happening(group, codebook)
                if happening is not None:
                    yield happening
                if number % FORGOTTEN == 0:
                    history.forget()

    def event(self, name: str, as_of: dt.date | None = None, codebook: Codebook = "ucdp") -> Happening:
        """The event of this identifier, or of this claim. Raises UsageError where there is none."""
        with self.history(as_of) as history:
            group = history.named(name)
            happening = history.happening(group, codebook)
        if happening is None:
            raise UsageError(f"{self.path}: the event of {name!r} holds no claim")
        return happening

    def echoes(self, as_of: dt.date | None = None) -> list[Echo]:
        """The families of reports that go back to one origin, near-copies first."""
        with self.history(as_of) as history:
            return history.echoes()
