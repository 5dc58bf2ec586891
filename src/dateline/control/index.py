"""An index of control: the state of every place of a country on a day, as known on a day, without reading claims again.

It is in memory, and holds what was known on every day; a case keeps what is known now (``dateline.store.holding``). It has:

- of each place its statements (what ``spells_of`` reads, about a dozen short fields each), so that a new report
  makes only the spells of its own places anew;
- of each place the spells by every day on which something new of it was captured, so that both days of a question,
  the day it is about and the day on which it was known, are looked up by halving. What two versions share is kept once;
- the places of each country.

Spells are kept as they are after endless silence, so that the day of the question tells whether they are stale.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dateline.control.sides import Sides
from dateline.control.spells import STALE_AFTER, spells_of
from dateline.control.statements import in_order, statements_of
from dateline.dictionaries.catalogue import Catalogue
from dateline.dictionaries.nouns import NounKinds
from dateline.records.claim import Place
from dateline.records.control import ControlSpell, Statement, Told

_END = dt.date(9000, 1, 1)  # silence counts up to here
_NO_DAY = dt.date.min


class _Timeline:
    """The spells of a place in one version, and the days on which they begin."""

    __slots__ = ("firsts", "spells")

    def __init__(self, spells: Sequence[ControlSpell]) -> None:
        # a place of which no day is known at all has spells, and none of them is on any day
        dated = [spell for spell in spells if spell.first is not None or spell.last is not None]
        self.spells = tuple(dated)
        self.firsts = [spell.first or _NO_DAY for spell in dated]

    def on(self, day: dt.date) -> ControlSpell | None:
        at = bisect_right(self.firsts, day) - 1
        if at < 0:
            return None
        spell = self.spells[at]
        return spell if spell.last is None or day <= spell.last else None


class ControlIndex:
    """Statements and spells in memory. Reports may be added in any order."""

    def __init__(self, catalogue: Catalogue, nouns: NounKinds, *, stale_after: int = STALE_AFTER) -> None:
        self._sides = Sides(catalogue)
        self._nouns = nouns
        self._stale_after = stale_after
        self._statements: dict[str, list[Statement]] = defaultdict(list)
        self._known: dict[str, list[dt.date]] = defaultdict(list)
        self._versions: dict[str, list[_Timeline]] = defaultdict(list)
        self._countries: dict[str | None, dict[str, None]] = defaultdict(dict)
        self._changed: dict[str, dt.date] = {}

    def add(self, report: Iterable[Told]) -> int:
        """How many statements were added: those of the claims of one report, which must come together."""
        found = [s for told in report for s in statements_of(told, self._sides, self._nouns)]
        for statement in in_order(found):
            key = statement.place.key
            self._statements[key].append(statement)
            self._changed[key] = min(statement.known, self._changed.get(key, statement.known))
            place = statement.place.place
            self._countries[place.country if isinstance(place, Place) else None][key] = None
        return len(found)

    def refresh(self) -> int:
        """How many places were worked out anew: those that reports were added of. Questions do it themselves."""
        count = len(self._changed)
        while self._changed:
            self._work_out(*self._changed.popitem())
        return count

    def on(self, country: str, day: dt.date, as_of: dt.date | None = None) -> list[ControlSpell]:
        """The spell of each place of the country on the day, as known on ``as_of`` (now, without it)."""
        if self._changed:
            self.refresh()
        found = []
        for key in self._countries.get(country, ()):
            timeline = self._version(key, as_of)
            spell = timeline.on(day) if timeline is not None else None
            if spell is not None:
                found.append(spell)
        return found

    def _version(self, key: str, as_of: dt.date | None) -> _Timeline | None:
        versions = self._versions[key]
        if as_of is None:
            return versions[-1]
        at = bisect_right(self._known[key], as_of) - 1
        return versions[at] if at >= 0 else None

    def _work_out(self, key: str, since: dt.date) -> None:
        """Make the versions of the place that were known on ``since`` or later anew."""
        statements = sorted(self._statements[key], key=lambda s: s.claim)
        known, versions = self._known[key], self._versions[key]
        kept = bisect_right(known, since)
        if kept and known[kept - 1] == since:
            kept -= 1
        del known[kept:], versions[kept:]
        for day in sorted({s.known for s in statements if s.known >= since}):
            told = [s for s in statements if s.known <= day]
            spells = spells_of(told, stale_after=self._stale_after, today=_END)
            before = versions[-1].spells if versions else ()
            shared = {spell.id: spell for spell in before}
            same = (shared.get(spell.id) for spell in spells)
            kept_spells = [old if old == new else new for old, new in zip(same, spells, strict=True)]
            known.append(day)
            versions.append(_Timeline([spell for spell in kept_spells if spell is not None]))
