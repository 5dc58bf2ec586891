"""Tellings: what one report tells of one happening, from one or several of its claims.

The claims of a report that nothing keeps apart (another family of types, mode or stance, other days, places, actors
or recipients, words like "another": ``apart``) are taken for one happening's. What a telling says is then compared
with other reports' tellings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence

from dateline.export.amounts import overall
from dateline.ground.distance import kilometres
from dateline.reconcile.apart import set_apart, setting_of
from dateline.reconcile.families import Stance, family_of, stance_of, wider
from dateline.reconcile.surroundings import Surroundings, participant_names, surroundings_of
from dateline.records.claim import CasualtyKind, GroundedClaim, GroundedReport, Participant, Place
from dateline.records.evidence import Interval, Known, Range, Record, Unknown, identifier

_LONGER = re.compile(r"[^\W\d_]{4,}")
#: Kilometres within which two places of one report are one.
NEAR = 10.0
#: By which share sources differ on one toll.
_DIFFER = 0.2
#: The family of a report that tells nothing that is coded: it may be of any.
ANY = "any"


class Telling(Record, frozen=True):
    """What a report tells of a happening.

    ``claims`` are identifiers, in the order of the text; none where the report's words alone are compared.
    ``main`` is the telling that the report is about. ``days`` is the shortest stretch of days that a claim gives,
    ``places`` are resolved ones where it was, ``killed`` and ``wounded`` the highest count of a claim.
    ``words`` are the longer ones of the stretches that carry the claims, ``quarters`` those of a town, and places
    that no gazetteer has, at which something struck.
    """

    id: str
    claims: tuple[str, ...]
    around: Surroundings
    family: str
    stance: Stance
    main: bool = False
    modes: frozenset[str] = frozenset()
    days: Interval | None = None
    places: tuple[Place, ...] = ()
    killed: Range | None = None
    wounded: Range | None = None
    means: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    quarters: frozenset[str] = frozenset()


def tellings_of(
    report: GroundedReport, agencies: frozenset[str] = frozenset(), *, silent: bool = False
) -> tuple[Telling, ...]:
    """The tellings of a report, in the order of the text; with ``silent`` also one of a report without claims."""
    around = surroundings_of(report, agencies)
    if silent and not report.claims:
        name = identifier("t", around.report)
        return (Telling(id=name, claims=(), around=around, family=ANY, stance="told", main=True),)
    return tellings_from(report.claims, around)


def tellings_from(
    claims: Iterable[GroundedClaim],
    around: Surroundings,
    apart: Callable[[str], Collection[str]] = lambda claim: (),
) -> tuple[Telling, ...]:
    """The tellings that these claims of one report make, in the order of the text.

    ``apart`` gives the claims that people told apart from one.
    """
    published = around.published.start.toordinal() if around.published is not None else None
    parts: list[_Part] = []
    ones = [
        _Part(claim, published)
        for claim in sorted(claims, key=lambda g: (g.claim.evidence.start, g.claim.id))
    ]
    summed = {one.family for one in ones if one.stance == "summed"}
    for one in ones:
        parted, several = apart(one.claims[0].claim.id), one.family in summed
        home = next((part for part in parts if part.takes(one, several) and not part.holds(parted)), None)
        if home is None:
            parts.append(one)
        else:
            home.add(one)
    main = max(range(len(parts)), key=lambda n: (parts[n].weight, -n), default=0)
    return tuple(part.telling(around, n == main) for n, part in enumerate(parts))


class _Part:
    """Claims of one report that are taken for one happening's, while they are gathered."""

    def __init__(self, grounded: GroundedClaim, published: int | None) -> None:
        claim = grounded.claim
        mode = claim.mode.value if isinstance(claim.mode, Known) else None
        self.claims = [grounded]
        self.family = family_of(claim.type, mode)
        self.stance = stance_of(grounded, published)
        self.days = [grounded.when.value] if isinstance(grounded.when, Known) else []
        self.places = list(_where(grounded))
        self.modes = wider({mode}) if mode is not None else set()
        self.settings = [setting_of(grounded)]
        killed = _most([grounded], "killed")
        self.killed = [killed] if killed is not None else []
        self.actors = {p.entry for p in _given(claim.actors) if p.entry}
        self.recipients = {p.entry for p in _given(claim.recipients) if p.entry}

    @property
    def weight(self) -> tuple[bool, bool, int]:
        """What makes a telling the report's main one: violence that is told, and by most claims."""
        return self.stance == "told", self.family == "violence", len(self.claims)

    def holds(self, claims: Collection[str]) -> bool:
        """Whether one of these claims is among its own."""
        return any(held.claim.id in claims for held in self.claims)

    def takes(self, other: _Part, several: bool = False) -> bool:
        """Whether nothing keeps the two apart; where the report sums up ``several``, other tolls do."""
        if (self.family, self.stance) != (other.family, other.stance) or self.stance == "summed":
            return False
        if any(not _meet(one, two) for one in self.days for two in other.days):
            return False
        sides = ((self.modes, other.modes), (self.actors, other.actors), (self.recipients, other.recipients))
        if any(one and two and not one & two for one, two in sides):
            return False
        if several and any(_other_toll(one, two) for one in self.killed for two in other.killed):
            return False
        if any(set_apart(one, two) for one in self.settings for two in other.settings):
            return False
        return all(_close(one, two) for one in self.places for two in other.places)

    def add(self, other: _Part) -> None:
        """Take the other's claims."""
        self.claims += other.claims
        self.days += other.days
        self.settings += other.settings
        self.killed += other.killed
        self.places += other.places
        self.modes |= other.modes
        self.actors |= other.actors
        self.recipients |= other.recipients

    def telling(self, around: Surroundings, main: bool) -> Telling:
        """The telling of these claims."""
        claims = [g.claim for g in self.claims]
        return Telling(
            id=identifier("t", *(c.id for c in claims)),
            claims=tuple(c.id for c in claims),
            around=around,
            family=self.family,
            stance=self.stance,
            main=main,
            words=frozenset(w for c in claims for w in _LONGER.findall(c.evidence.text.casefold())),
            quarters=frozenset().union(*(setting.quarters for setting in self.settings)),
            modes=frozenset(c.mode.value for c in claims if isinstance(c.mode, Known)),
            days=min(self.days, key=lambda d: (d.end - d.start, d.start), default=None),
            places=_once(self.places),
            killed=_most(self.claims, "killed"),
            wounded=_most(self.claims, "wounded"),
            means=frozenset(
                m.entry for c in claims if not isinstance(c.means, Unknown) for m in c.means if m.entry
            ),
            actors=frozenset(p.entry for c in claims for p in _given(c.actors) if p.entry),
            names=frozenset().union(
                *(participant_names(c.actors) | participant_names(c.recipients) for c in claims)
            ),
        )


def _given(participants: tuple[Participant, ...] | Unknown) -> tuple[Participant, ...]:
    return () if isinstance(participants, Unknown) else participants


def _where(grounded: GroundedClaim) -> Iterable[Place]:
    """The resolved settlements and smaller places where it was."""
    roles = grounded.claim.places
    if isinstance(roles, Unknown):
        return
    for item in grounded.places:
        if isinstance(item.place, Place) and item.place.kind not in ("country", "province", "region"):
            if roles[item.index].role in ("at", "near") and item.place.latitude is not None:
                yield item.place


def _meet(one: Interval, other: Interval) -> bool:
    return one.start <= other.end and other.start <= one.end


def _close(one: Place, other: Place) -> bool:
    apart = kilometres(one, other)
    return apart is None or apart <= NEAR


def _other_toll(one: Range, other: Range) -> bool:
    """Whether two counts are so far from each other that sources who differ on one toll hardly explain it."""
    low, high = sorted((one.low, other.low))
    return high > low + 1 + low * _DIFFER


def _once(places: Sequence[Place]) -> tuple[Place, ...]:
    return tuple({place.id: place for place in places}.values())


def _most(claims: Iterable[GroundedClaim], kind: CasualtyKind) -> Range | None:
    """The highest count that a claim gives."""
    found = [
        amount
        for g in claims
        if not isinstance(g.claim.casualties, Unknown)
        and (amount := overall(g.claim.casualties, kind)) is not None
    ]
    return max(found, key=lambda r: (r.low, r.high is None, r.high or 0), default=None)
