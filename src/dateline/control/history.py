"""History: the spells of every place that claims tell of, and the state of places on a day."""

from __future__ import annotations

import datetime as dt
import difflib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

import msgspec

from dateline.control.echoes import attributed
from dateline.control.places import is_named, is_written, name_key
from dateline.control.sides import Sides
from dateline.control.spells import STALE_AFTER, spells_of
from dateline.control.statements import in_order, statements_of
from dateline.dictionaries.catalogue import Catalogue
from dateline.dictionaries.nouns import NounKinds
from dateline.records.claim import Place
from dateline.records.control import ControlPlace, ControlSpell, Statement, Told
from dateline.records.evidence import Record

#: How alike two spellings of one name are at least, 0..1; "avdiivka" and "avdiyivka" are 0.94, "qaim" and "kaim" 0.75.
_ALIKE = 0.7
_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "the"})


class PlaceTold(Record, frozen=True):
    """A place of which control is told, and by how many claims.

    ``spellings`` are how reports write the place's name where it is not its own, the most frequent first.
    ``undated`` are the statements that no spell is made of, since neither they nor their reports have a day while
    others of the place do.
    """

    place: ControlPlace
    claims: int
    spellings: tuple[str, ...] = ()
    undated: tuple[Statement, ...] = ()


class History(PlaceTold, frozen=True):
    """What is told of one place: its spells in the order of time."""

    spells: tuple[ControlSpell, ...] = ()

    @property
    def about(self) -> PlaceTold:
        """All but the spells."""
        return PlaceTold(place=self.place, claims=self.claims, spellings=self.spellings, undated=self.undated)

    @classmethod
    def of(cls, about: PlaceTold, spells: Iterable[ControlSpell]) -> History:
        """The history of a place with these spells."""
        return cls(
            place=about.place,
            claims=about.claims,
            spellings=about.spellings,
            undated=about.undated,
            spells=tuple(spells),
        )


PlaceLike = TypeVar("PlaceLike", bound=PlaceTold)


def history_of(
    statements: Sequence[Statement], *, stale_after: int = STALE_AFTER, today: dt.date | None = None
) -> History:
    """The history of the one place that these statements tell of, which are as ``placed`` gives them."""
    place = statements[0].place
    counted = Counter(s.spelled for s in statements if s.spelled and s.spelled != place.name)
    undated = tuple(s for s in statements if s.last is None)
    return History(
        place=place,
        claims=len({s.claim for s in statements}),
        spells=tuple(spells_of(statements, stale_after=stale_after, today=today)),
        spellings=tuple(sorted(counted, key=lambda words: (-counted[words], words))),
        undated=undated if len(undated) < len(statements) else (),
    )


def placed(
    statements: Iterable[Statement], families: Mapping[str, str] = MappingProxyType({})
) -> dict[str, list[Statement]]:
    """The statements of whole reports by the keys of places, by their claims, as the reports and echoes order them."""
    by_place: dict[str, list[Statement]] = {}
    for statement in attributed(in_order(statements), families):
        by_place.setdefault(statement.place.key, []).append(statement)
    return {key: sorted(by_place[key], key=lambda s: s.claim) for key in sorted(by_place)}


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
    return placed(found, families)


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
        place = statements[0].place
        if not names or is_named(place, names, {s.spelled for s in statements}):
            found.append(history_of(statements, stale_after=stale_after, today=today))
    return by_name(found)


def by_name(found: Iterable[PlaceLike]) -> list[PlaceLike]:
    """These in the order of their places' names."""
    return sorted(found, key=lambda one: (one.place.name.casefold(), one.place.key))


def bearing(found: Sequence[PlaceLike], names: tuple[str, ...]) -> list[PlaceLike]:
    """Those that bear one of the names, or lie in such a province or country; all of them without names.

    Where a place bears it only as some reports write it, all that is told of that place and its parts is among them.
    """
    if not names:
        return list(found)
    hits = [history for history in found if is_named(history.place, names, history.spellings)]
    others = dict.fromkeys(
        history.place.place.id
        for history in hits
        if isinstance(history.place.place, Place)
        and not is_named(history.place, names)
        and is_written(history.place, names, history.spellings)
    )
    if not others:
        return hits
    return [h for h in found if is_named(h.place, (*names, *others), h.spellings)]


def near(found: Iterable[PlaceTold], name: str, most: int = 3) -> list[PlaceTold]:
    """Those whose place's name, or a spelling of it, is most like the name; none where none is."""
    forms: dict[str, PlaceTold] = {}
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
