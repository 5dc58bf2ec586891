"""Columns: what claims are filtered and counted by, of a whole case, as arrays in memory.

``Case.columns`` reads them (``gathering``) and, given those read before, only what has changed since.
``Columns.fitting`` says which claims a filter asks for; it gives the claims that ``Case.claims`` gives, and
their events are those that ``Case.events`` gives. The arrays are never changed once made, so threads may share them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from dateline.store import lookups
from dateline.store.filters import Filter
from dateline.store.lookups import Codes, Lookups, Spread

Ints: TypeAlias = npt.NDArray[np.int64]
Mask: TypeAlias = npt.NDArray[np.bool_]

#: No day: an interval of a claim that has none.
NO_DAY: Final = np.iinfo(np.int64).min
#: The states of review by their code in ``review``.
REVIEWS: Final = ("open", "accepted", "corrected", "rejected")
#: Names whose claims are remembered.
_REMEMBERED: Final = 1_000


@dataclass(frozen=True, eq=False)
class PlaceTable:
    """Resolved places by code: identifier, name, country, province, degrees (NaN where there are none), kind."""

    ids: Codes = field(default_factory=Codes)
    names: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    provinces: list[str | None] = field(default_factory=list)
    latitudes: list[float] = field(default_factory=list)
    longitudes: list[float] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class Tables:
    """What codes stand for. They grow, and no code ever changes its meaning."""

    types: Codes = field(default_factory=Codes)
    realities: Codes = field(default_factory=Codes)
    reports: Codes = field(default_factory=Codes)
    events: Codes = field(default_factory=Codes)
    outlets: Codes = field(default_factory=Codes)  # their keys
    outlet_names: list[str] = field(default_factory=list)
    words: Codes = field(default_factory=Codes)  # of places that are not resolved
    places: PlaceTable = field(default_factory=PlaceTable)
    lookups: Lookups = field(default_factory=Lookups)


@dataclass(frozen=True, eq=False)
class Columns:
    """The claims of a case as they are now, or were known on a day; see the module.

    ``row`` and what follows to ``telling`` have an item a claim, in the order of rows. ``event`` is -1 where a claim is
    of none (it is rejected, or of a version that does not stand). ``placed`` items are a place of a claim: ``place`` is -1
    where it is not resolved, ``word`` its words then. ``acting`` items are an actor or recipient; ``acted`` is
    1 for an actor.
    """

    as_of: dt.date | None
    tables: Tables
    row: Ints
    identifier: npt.NDArray[np.object_]
    report: Ints
    type: Ints
    reality: Ints
    start: Ints
    end: Ints
    review: Ints
    event: Ints
    telling: Ints
    standing: Mask
    outlet_of: Ints  # by report code
    placed: Ints
    place: Ints
    place_lookup: Ints
    place_role: Ints
    word: Ints
    acting: Ints
    actor: Ints
    acted: Ints
    last_telling: int = 0
    runs: int = 0

    @property
    def size(self) -> int:
        """How many claims there are, those of versions that do not stand among them."""
        return len(self.row)

    def fitting(self, wanted: Filter) -> Mask:
        """Which claims ``Case.claims`` gives for this filter. Its ``as_of`` and ``all_versions`` are not looked at."""
        found = self.standing & self.reviewed(wanted.review)
        if wanted.timed:
            found &= self.timed(wanted.since, wanted.until)
        if wanted.type is not None:
            found &= self.typed([wanted.type])
        if wanted.reality is not None:
            found &= self.real([wanted.reality])
        if wanted.outlet is not None:
            found &= self.published([wanted.outlet])
        if wanted.places:
            found &= self.at(wanted.places)
        if wanted.actors:
            found &= self.by(wanted.actors)
        return found

    def reviewed(self, state: str | None) -> Mask:
        """Which claims are in this state of review; for None those that are not rejected."""
        if state is None:
            kept: Mask = self.review != REVIEWS.index("rejected")
            return kept
        found: Mask = self.review == REVIEWS.index(state.lower())
        return found

    def timed(self, since: dt.date | None, until: dt.date | None) -> Mask:
        """Which claims have days that touch these, both included."""
        found: Mask = self.start != NO_DAY
        if since is not None:
            found &= self.end >= day_number(since)
        if until is not None:
            found &= self.start <= day_number(until)
        return found

    def typed(self, types: Iterable[str]) -> Mask:
        """Which claims are of one of these types."""
        return np.isin(self.type, self.tables.types.known(each.upper() for each in types))

    def real(self, realities: Iterable[str]) -> Mask:
        """Which claims have one of these realities."""
        return np.isin(self.reality, self.tables.realities.known(each.lower() for each in realities))

    def published(self, outlets: Iterable[str]) -> Mask:
        """Which claims are of reports of an outlet that bears one of these names."""
        return self._marked(self.of_outlets(tuple(outlets)))

    def at(self, places: Iterable[str]) -> Mask:
        """Which claims name a place, or a place in a province or country, of one of these names."""
        return self._marked(self.of_places(tuple(places)))

    def by(self, actors: Iterable[str]) -> Mask:
        """Which claims are of or against an actor of one of these names or identifiers."""
        return self._marked(self.of_actors(tuple(actors)))

    def of_outlets(self, names: tuple[str, ...]) -> Ints:
        """The claims (indices, sorted) that ``published`` marks."""
        keys = [lookups.key(each) for each in names]
        held = self.tables.outlets.values
        codes = [code for code, key in enumerate(held) if any(asked in key for asked in keys)]
        return self._kept(("outlet", *names), [(self._of_outlet, codes)])

    def of_places(self, names: tuple[str, ...]) -> Ints:
        """The claims (indices, sorted) that ``at`` marks."""
        table = self.tables.places
        codes = set(table.ids.known(names).tolist())
        countries = {name.upper() for name in names if len(name) == 2}
        if countries:
            codes |= {code for code, country in enumerate(table.countries) if country in countries}
        bare = [name for name in names if not (len(name) == 2 and name.isupper())]
        named = self.tables.lookups.bearing(bare)
        return self._kept(("place", *names), [(self._of_place, codes), (self._of_place_lookup, named)])

    def of_actors(self, names: tuple[str, ...]) -> Ints:
        """The claims (indices, sorted) that ``by`` marks."""
        return self._kept(("actor", *names), [(self._of_actor, self.tables.lookups.bearing(names))])

    def _kept(self, asked: tuple[str, ...], found: Iterable[tuple[Spread, Iterable[int]]]) -> Ints:
        """The items of these codes, once each; they are kept for the next one who asks."""
        held = self._memory.get(asked)
        if held is None:
            marked = np.zeros(self.size, dtype=np.bool_)
            for spread, codes in found:
                for code in codes:
                    marked[spread.items(code)] = True
            held = np.flatnonzero(marked)
            if len(self._memory) < _REMEMBERED:
                self._memory[asked] = held
        return held

    def _marked(self, indices: Ints) -> Mask:
        found = np.zeros(self.size, dtype=np.bool_)
        found[indices] = True
        return found

    def of_reports(self, identifiers: Iterable[str]) -> Mask:
        """Which claims are of these reports."""
        return np.isin(self.report, self.tables.reports.known(identifiers))

    def events_of(self, fitting: Mask) -> Ints:
        """The codes of the events that have one of these claims, sorted."""
        marked = np.zeros(len(self.tables.events) + 1, dtype=np.bool_)
        marked[self.event[fitting]] = True
        found: Ints = np.flatnonzero(marked[:-1])
        return found

    @cached_property
    def _memory(self) -> dict[tuple[str, ...], Ints]:
        return {}

    @cached_property
    def _of_outlet(self) -> Spread:
        return Spread(self.outlet_of[self.report], np.arange(self.size))

    @cached_property
    def _of_place(self) -> Spread:
        return Spread(self.place, self.placed)

    @cached_property
    def _of_place_lookup(self) -> Spread:
        return Spread(self.place_lookup, self.placed)

    @cached_property
    def _of_actor(self) -> Spread:
        return Spread(self.actor, self.acting)

    @cached_property
    def of_event(self) -> Spread:
        """For each event the indices of its claims that stand, those of rejected ones left out."""
        held = np.where(self.standing & (self.review != REVIEWS.index("rejected")), self.event, -1)
        return Spread(held, np.arange(self.size))

    @cached_property
    def index(self) -> dict[str, int]:
        """The index of each claim by its identifier."""
        return {name: number for number, name in enumerate(self.identifier)}


def day_number(day: dt.date) -> int:
    """The days since 1970-01-01."""
    return day.toordinal() - _EPOCH


def day_of(number: int) -> dt.date:
    """The day of such a number."""
    return dt.date.fromordinal(int(number) + _EPOCH)


_EPOCH: Final = dt.date(1970, 1, 1).toordinal()
