"""History: the spells of every place that claims tell of, and the state of places on a day."""

from __future__ import annotations

import datetime as dt
import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

import msgspec

from dateline.control.echoes import attributed
from dateline.control.places import is_named, name_key
from dateline.control.sides import Sides
from dateline.control.spells import STALE_AFTER, spells_of
from dateline.control.statements import in_order, statements_of
from dateline.dictionaries.catalogue import Catalogue
from dateline.dictionaries.nouns import NounKinds
from dateline.records.control import ControlPlace, ControlSpell, Statement, Told
from dateline.records.evidence import Record

#: How alike two spellings of one name are at least, 0..1; "avdiivka" and "avdiyivka" are 0.94, "qaim" and "kaim" 0.75.
_ALIKE = 0.7
_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "the"})


class History(Record, frozen=True):
    """What is told of one place: the statements in the order of claims, and the spells in that of time.

    ``undated`` are the statements that no spell is made of, since neither they nor their reports have a day while
    others of the place do.
    """

    place: ControlPlace
    spells: tuple[ControlSpell, ...]
    statements: tuple[Statement, ...]
    undated: tuple[Statement, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """How reports write the place's name where it is not its own, the most frequent first."""
        counted = Counter(s.spelled for s in self.statements if s.spelled and s.spelled != self.place.name)
        return tuple(sorted(counted, key=lambda words: (-counted[words], words)))


def said_of_places(
    told: Iterable[Told],
    catalogue: Catalogue,
    nouns: NounKinds,
    as_of: dt.date | None = None,
    families: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, list[Statement]]:
    """The statements of each place by its key; with ``as_of`` only from what the case had got by that day.

    ``families`` gives the family of echoes of each report that is in one.
    """
    sides = Sides(catalogue)
    found: list[Statement] = []
    for one in told:
        if as_of is None or one.taken <= as_of:
            found += statements_of(one, sides, nouns)
    by_place: dict[str, list[Statement]] = {}
    for statement in attributed(in_order(found), families):
        by_place.setdefault(statement.place.key, []).append(statement)
    return {key: sorted(by_place[key], key=lambda s: s.claim) for key in sorted(by_place)}


def histories(
    told: Iterable[Told],
    catalogue: Catalogue,
    nouns: NounKinds,
    *,
    as_of: dt.date | None = None,
    names: tuple[str, ...] = (),
    stale_after: int = STALE_AFTER,
    today: dt.date | None = None,
    families: Mapping[str, str] = MappingProxyType({}),
) -> list[History]:
    """The history of each place, by name; with ``names`` of those that bear one, or lie in such a province or country.

    ``as_of`` leaves out what the case got later. ``today`` is the day up to which silence counts;
    ``families`` the family of echoes of each report that is in one, by identifiers. The order of the claims that
    are told does not matter.
    """
    found = []
    for statements in said_of_places(told, catalogue, nouns, as_of, families).values():
        place = min(statements, key=lambda s: s.claim).place
        if not names or is_named(place, names, {s.spelled for s in statements}):
            spells = spells_of(statements, stale_after=stale_after, today=today)
            undated = tuple(s for s in statements if s.last is None)
            found.append(
                History(
                    place=place,
                    spells=tuple(spells),
                    statements=tuple(statements),
                    undated=undated if len(undated) < len(statements) else (),
                )
            )
    return sorted(found, key=lambda history: (history.place.name.casefold(), history.place.key))


def near(found: Iterable[History], name: str, most: int = 3) -> list[History]:
    """Those whose place's name, or a spelling of it, is most like the name; none where none is."""
    forms: dict[str, History] = {}
    for history in found:
        for form in (history.place.name, *history.spellings):
            forms.setdefault(_bare(form), history)
    alike = difflib.get_close_matches(_bare(name), forms, n=3 * most, cutoff=_ALIKE)
    return list({forms[form].place.key: forms[form] for form in alike}.values())[:most]


def _bare(name: str) -> str:
    """The name without the Arabic article before its words, in which spellings differ most."""
    return " ".join(word for word in name_key(name).split() if word not in _ARTICLES)


def only_on(found: Iterable[History], day: dt.date) -> list[History]:
    """The histories with the one spell that the day lies in; without those of which nothing is told of it."""
    states = ((history, on_day(history.spells, day)) for history in found)
    return [
        msgspec.structs.replace(history, spells=(spell,)) for history, spell in states if spell is not None
    ]


def on_day(spells: Iterable[ControlSpell], day: dt.date) -> ControlSpell | None:
    """The spell that the day lies in; None where nothing is told of that time."""
    for spell in spells:
        if (spell.first is None or spell.first <= day) and (spell.last is None or day <= spell.last):
            if spell.first is None and spell.last is None:
                continue  # no day is known of it at all
            return spell
    return None
