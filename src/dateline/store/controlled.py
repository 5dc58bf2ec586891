"""ControlledCase: the side of a case that tells who held what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from dateline.control.history import History, PlaceTold, bearing, histories, only_on
from dateline.control.kept import Rules
from dateline.control.spells import STALE_AFTER
from dateline.dictionaries import catalogue
from dateline.records.control import Told
from dateline.store import held, territory
from dateline.store.files import is_writable
from dateline.store.holding import Holding, is_kept, rules_of
from dateline.store.opened import OpenedCase


class ControlledCase(OpenedCase):
    """What is read of control, and how it is kept true."""

    @property
    def _rules(self) -> Rules:
        return rules_of(self._given or catalogue.load_catalogue())

    def _holding(self, connection: Connection) -> Holding:
        return Holding(connection, self._rules)

    def control(
        self,
        names: tuple[str, ...] = (),
        *,
        on: dt.date | None = None,
        as_of: dt.date | None = None,
        stale_after: int = STALE_AFTER,
        today: dt.date | None = None,
    ) -> list[History]:
        """The history of each place that bears one of the names, or lies in such a province or country, by name.

        Without names it is every place. With ``on`` each has the one spell of that day, and those are left out of which
        nothing is told of it. ``as_of`` leaves out what was captured later. ``today`` is the day up to which silence
        counts: that of ``as_of``, or today.

        As known now, and stale after as many days as usual, it is looked up; else it is worked out anew.
        """
        today = today or as_of or dt.date.today()
        with self._control() as (connection, kept):
            if not kept:
                found = self._anew(connection, names, as_of, stale_after, today)
            elif as_of is None and stale_after == STALE_AFTER:
                found = held.now(connection, names, on, today)
            else:
                found = held.remembered(connection, names, as_of, stale_after=stale_after, today=today)
        return found if on is None else only_on(found, on)

    def places_told(self, names: tuple[str, ...] = (), as_of: dt.date | None = None) -> list[PlaceTold]:
        """The places of these names of which control is told, by name, without their spells."""
        if as_of is None:
            with self._control() as (connection, kept):
                if kept:
                    return held.places(connection, names)
        return [history.about for history in self.control(names, as_of=as_of)]

    def told(self, places: tuple[str, ...] = (), as_of: dt.date | None = None) -> Iterator[Told]:
        """The claims that control is read from, at places of these names, as they were known on ``as_of``."""
        with self._reading() as connection:
            yield from territory.told(connection, places, as_of)

    def first_taken(self) -> dt.date | None:
        """The day on which the first report was captured; None for an empty case."""
        with self._reading() as connection:
            return territory.first_taken(connection)

    @contextmanager
    def _control(self) -> Iterator[tuple[Connection, bool]]:
        """A connection, and whether all that is asked of is kept: it is made where the case can be written to."""
        with self._reading() as connection:
            kept = is_kept(connection, self._rules)
        if not kept and is_writable(self.path):
            self._fill()
        with self._reading() as connection:
            yield connection, is_kept(connection, self._rules)

    def _fill(self) -> None:
        with self._writing() as connection:
            if is_kept(connection, self._rules):
                return
            if self._note is not None and territory.first_taken(connection) is not None:
                self._note(
                    f"{self.path}: the dictionaries are others than before; who held what is worked out anew, once"
                )
            self._holding(connection).fill()

    def _anew(
        self,
        connection: Connection,
        names: tuple[str, ...],
        as_of: dt.date | None,
        stale_after: int,
        today: dt.date,
    ) -> list[History]:
        """The histories from the claims themselves."""
        rules = self._rules
        told = territory.told(connection, (), as_of)
        found = histories(told, rules.catalogue, rules.nouns, stale_after=stale_after, today=today)
        return bearing(found, names)
