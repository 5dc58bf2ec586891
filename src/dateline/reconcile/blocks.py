"""Blocks: which tellings are worth comparing, by keys that two of them must share.

A telling's keys depend on nothing but itself, so the pairs are the same in whatever order reports come, and a new
telling is compared with its neighbourhood only. Two tellings of families that do not go together never meet.

- *words*: a wide band of the text's MinHash, which hardly any but copies share;
- *words and time*: a narrow one, a town, or a word of a name, and the fortnight of publication; a person's name, or a
  street, and the season;
- *place and time*: a square and a stretch of days, both as wide as the precision of what is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from dateline.reconcile.families import LONG_AGO
from dateline.reconcile.signatures import bands_of
from dateline.reconcile.tellings import ANY, Telling
from dateline.records.claim import Place
from dateline.records.event import RelationKind
from dateline.records.evidence import Interval

#: Days: reports of one town that were published within these are compared.
FORTNIGHT = 14
#: Days: reports that name one person or street are compared within these. On the incidents' development part 100 gives
#: a CoNLL F1 of 0.847, 200 0.851, and no bound 0.856; but a long war names some people every day.
SEASON = 400
#: Hashes in the bands of texts that were published within a fortnight, and in those of texts of any time. On the incidents'
#: development part all bands of 4 at any time find 341 pairs of like texts, of which half were published 165 days apart
#: or more: pages that are filled in alike. Within a fortnight there are 72 pairs; these bands and the other keys find 70.
_LIKE, _SAME = 5, 12
#: Days within which two days told are compared, and thousandths of a degree (22 km north to south) for places.
_DAYS, _DEGREES = 3, 200
#: Longer stretches of days than this say too little to look by.
_LONGEST = 45
#: Families whose claims may follow from violence: somebody is arrested, charged, blamed for it.
_AFTER = frozenset({"law", "accuse", "talks", "protest", "aid", "request", "reject"})
#: Modes of TERRITORY by which nothing changes hands.
_HELD = frozenset({"hold", "besiege"})
_Key = str


def keys_of(telling: Telling) -> frozenset[_Key]:
    """The keys of a telling; two tellings that share one may be of one happening."""
    around = telling.around
    keys = {f"same {band}" for band in bands_of(around.signature, _SAME)}
    named = {f"name {name}" for name in around.names | telling.names}
    named |= {f"street {street} {town}" for street in around.streets for town in around.towns}
    if around.published is not None:
        day = around.published.start.toordinal()
        keys |= {f"{name} {step}" for name in named for step in _steps(day, day, SEASON)}
        for town in around.towns:
            keys |= {f"town {town} {step}" for step in _steps(day, day, FORTNIGHT)}
        for word in around.rare:
            keys |= {f"word {word} {step}" for step in _steps(day, day, FORTNIGHT)}
        keys |= set(_like(around.signature, day))
    else:
        keys |= {f"like {band}" for band in bands_of(around.signature, _LIKE)}
        keys |= named | {f"town {town} ?" for town in around.towns}
    if telling.days is not None and (telling.days.end - telling.days.start).days <= _LONGEST:
        keys |= {
            f"at {cell} {step}"
            for place in telling.places
            for cell in _cells(place)
            for step in _span(telling.days)
        }
    return frozenset(keys)


def _like(signature: tuple[int, ...], day: int) -> Iterator[str]:
    """The bands in turn with the one and the other of the stretches that the day lies in, which keeps keys few."""
    steps = tuple(_steps(day, day, FORTNIGHT))
    for number, band in enumerate(bands_of(signature, _LIKE)):
        yield f"like {band} {steps[number % 2]}"


def comparable(one: Telling, other: Telling) -> bool:
    """Whether the two may be of one happening, or one may bear on the other's."""
    return same_kind(one, other) or bearing(one, other) is not None or bearing(other, one) is not None


def same_kind(one: Telling, other: Telling) -> bool:
    """Whether the two may be of one happening: other reports, one family of types and one stance.

    What looks back after a year, and says the day and the place, may be of what was told then. That a side holds a
    place is not that another has taken it.
    """
    if one.around.report == other.around.report or "summed" in (one.stance, other.stance):
        return False
    if one.stance != other.stance and not _dated_back(one, other):
        return False
    if one.family == other.family == "ground" and _contradict(one, other):
        return False
    return one.family == other.family or ANY in (one.family, other.family)


def _dated_back(one: Telling, other: Telling) -> bool:
    """Whether one tells it and the other, long after, looks back on the same day and place."""
    if {one.stance, other.stance} != {"told", "recalled"} or one.days is None or other.days is None:
        return False
    published = one.around.published, other.around.published
    if published[0] is None or published[1] is None:
        return False
    late = abs((published[0].start - published[1].start).days) > LONG_AGO
    day = one.days.start == one.days.end == other.days.start == other.days.end
    return late and day and bool({p.id for p in one.places} & {p.id for p in other.places})


def _contradict(one: Telling, other: Telling) -> bool:
    """Whether one side is told to hold what another has taken."""
    if not one.modes or not other.modes or one.actors & other.actors:
        return False
    return (one.modes <= _HELD) != (other.modes <= _HELD)


def bearing(one: Telling, other: Telling) -> RelationKind | None:
    """How ``one`` would bear on what ``other`` tells, which is told as happening; None where it would not.

    What looks ahead is published before the other's happening has ended, what looks back not before it began.
    """
    if other.stance != "told":
        return None
    if one.stance == "told":
        follows = one.family in _AFTER and other.family == "violence"
        return "follows" if follows and _in_time(other, one) else None
    if one.family != other.family:
        return None
    if one.stance == "ahead":
        return "announces" if _in_time(one, other) else None
    if one.stance == "recalled":
        return "recalls" if _in_time(other, one) else None
    return "denies" if one.stance == "denied" else "sums-up"


def _in_time(first: Telling, then: Telling) -> bool:
    """Whether nothing says that ``then`` lies before ``first``, by days told, else by days of publication."""
    one = first.days or first.around.published
    other = then.days or then.around.published
    return one is None or other is None or one.start <= other.end


class Blocks:
    """Tellings by their keys. Adding one tells which of those before are worth comparing with it."""

    def __init__(self, tellings: Iterable[Telling] = ()) -> None:
        self._tellings: dict[str, Telling] = {}
        self._keyed: dict[_Key, list[str]] = defaultdict(list)
        for telling in tellings:
            self.add(telling)

    def __len__(self) -> int:
        return len(self._tellings)

    def __getitem__(self, name: str) -> Telling:
        return self._tellings[name]

    def __contains__(self, name: str) -> bool:
        return name in self._tellings

    def __iter__(self) -> Iterator[Telling]:
        return iter(self._tellings.values())

    def near(self, telling: Telling) -> list[Telling]:
        """The tellings that share a key with this one and may be compared with it, by identifier."""
        names = {name for key in keys_of(telling) for name in self._keyed.get(key, ())}
        names.discard(telling.id)
        found = (self._tellings[name] for name in sorted(names))
        return [each for each in found if comparable(telling, each)]

    def add(self, telling: Telling) -> None:
        """Keep the telling; one that is there already changes nothing."""
        if telling.id not in self._tellings:
            self._tellings[telling.id] = telling
            for key in keys_of(telling):
                self._keyed[key].append(telling.id)

    def remove(self, name: str) -> None:
        """Forget the telling. Raises KeyError."""
        for key in keys_of(self._tellings.pop(name)):
            self._keyed[key].remove(name)


def _steps(first: int, last: int, width: int) -> Iterator[str]:
    """Names of stretches so wide that days up to ``width`` apart share one."""
    for shift in (0, width):
        for step in range((first + shift) // (2 * width), (last + shift) // (2 * width) + 1):
            yield f"{shift}:{step}"


def _span(days: Interval) -> list[str]:
    return list(_steps(days.start.toordinal(), days.end.toordinal(), _DAYS))


def _cells(place: Place) -> Iterator[str]:
    """Names of squares so wide that places up to ``_DEGREES`` apart, each way, share one."""
    if place.latitude is None or place.longitude is None:
        return
    north, east, side = round(place.latitude * 1000), round(place.longitude * 1000), 2 * _DEGREES
    for up, across in product((0, _DEGREES), repeat=2):
        yield f"{up}/{across}:{(north + up) // side},{(east + across) // side}"
