"""The true history of a simulated war: who held each town on each day, and what happened.

Every name is put together from syllables by chance, so that none is of a real place or person. Everything follows
from the seed: the same seed gives the same war on any machine.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from random import Random
from typing import Literal

from dateline.dictionaries.catalogue import Catalogue, Entry
from dateline.records.claim import Place
from dateline.records.evidence import Record

HappeningKind = Literal["capture", "withdrawal", "failed-assault", "bombing", "shelling", "clash"]

START = dt.date(2031, 1, 1)
#: The sides: the entry that holds, who speaks for it, and what is said of its men when they are not named.
STATE, MARSH, DUNE = "sim-army", "sim-marsh", "sim-dune"
SIDES = (STATE, MARSH, DUNE)
SPEAKERS = {STATE: "sim-premier", MARSH: "sim-marsh-speaker", DUNE: "sim-dune-speaker"}
_SHARES = (  # how often each kind of happening comes about
    ("capture", 0.22),
    ("withdrawal", 0.06),
    ("failed-assault", 0.07),
    ("bombing", 0.25),
    ("shelling", 0.2),
    ("clash", 0.2),
)
_ONSETS = "B D F G H J K L M N R S T V Z Sh Th Kh Dr Br".split()
_VOWELS = "a e i o u aa oo".split()
_CODAS = "n r l m s th k sh d b".split()


class Happening(Record, frozen=True):
    """What truly happened: ``actor`` did it, ``target`` held or suffered it; ``killed`` and ``wounded`` in the end,
    which are told of attacks only.

    ``early`` is how many of the killed were known on the day itself. ``victim`` is the name of one of them.
    """

    id: str
    kind: HappeningKind
    day: dt.date
    place: int
    actor: str
    target: str | None
    killed: int
    wounded: int
    early: int
    victim: str


class World(Record, frozen=True, dict=True):
    """A simulated war of ``days`` days from ``START``; happenings in the order of time.

    ``held`` gives, by place, the days on which its holder changed and who held it from then (None: nobody).
    """

    seed: int
    days: int
    places: tuple[Place, ...]
    happenings: tuple[Happening, ...]
    held: tuple[tuple[tuple[dt.date, str | None], ...], ...]

    def holder(self, place: int, day: dt.date) -> str | None:
        """Who held the place at the end of the day; None for nobody."""
        changes = self.held[place]
        return changes[bisect_right(changes, day, key=lambda change: change[0]) - 1][1]

    @cached_property
    def near(self) -> tuple[tuple[int, ...], ...]:
        """Each place's nearest others, by which it may be mistaken."""
        side = _side(len(self.places))
        count = len(self.places)
        return tuple(
            tuple(n for n in (i - 1, i + 1, i - side, i + side) if 0 <= n < count) or (i,)
            for i in range(count)
        )


def make_world(seed: int, *, places: int = 40, days: int = 120, happenings: int = 300) -> World:
    """The war that the seed gives, with so many places, days and happenings."""
    chance = Random(f"world {seed}")
    towns = _towns(chance, places)
    held: list[list[tuple[dt.date, str | None]]] = [[(START, chance.choice(SIDES))] for _ in towns]
    found: list[Happening] = []
    moments = sorted(chance.randrange(1, days) for _ in range(happenings))
    names = _names(chance)
    for number, moment in enumerate(moments):
        place = chance.randrange(places)
        kind = _drawn(chance)
        day = START + dt.timedelta(days=moment)
        holder = held[place][-1][1]
        if held[place][-1][0] == day or (kind == "withdrawal" and holder is None):
            kind = "clash"  # one change of hands a day and place, and nobody leaves an empty town
        rivals = [side for side in SIDES if side != holder]
        actor = chance.choice(rivals)
        if kind == "capture":
            held[place].append((day, actor))
        elif kind == "withdrawal":
            held[place].append((day, None))
            actor = holder or actor
        killed = wounded = 0
        if kind in ("bombing", "shelling", "clash"):
            killed = min(60, int(chance.expovariate(1 / 6)) + (kind == "bombing"))
            wounded = int(killed * chance.uniform(0.5, 2.5))
        found.append(
            Happening(
                id=f"h-{seed}-{number}",
                kind=kind,
                day=day,
                place=place,
                actor=actor,
                target=holder if holder != actor else None,
                killed=killed,
                wounded=wounded,
                early=killed - chance.randrange(killed // 3 + 1),
                victim=next(names),
            )
        )
    return World(
        seed=seed,
        days=days,
        places=tuple(towns),
        happenings=tuple(found),
        held=tuple(tuple(changes) for changes in held),
    )


def catalogue_of_sides() -> Catalogue:
    """The dictionary entries of the simulated sides, their forces and their speakers."""
    return Catalogue(
        [
            Entry(id="sim-state", kind="government", name="Government of Sorrel", country="XS", party=True),
            Entry(
                id=STATE, kind="state-force", name="Sorrel army", country="XS", parent="sim-state", party=True
            ),
            Entry(id=MARSH, kind="armed-group", name="Marsh Column", party=True),
            Entry(id=DUNE, kind="armed-group", name="Dune League", party=True),
            Entry(id=SPEAKERS[STATE], kind="person", name="Premier Ilo Varr", affiliation="sim-state"),
            Entry(id=SPEAKERS[MARSH], kind="person", name="Teva Osk", affiliation=MARSH),
            Entry(id=SPEAKERS[DUNE], kind="person", name="Bren Halloch", affiliation=DUNE),
        ],
        "simulated",
    )


def _drawn(chance: Random) -> HappeningKind:
    kinds: Sequence[HappeningKind] = [kind for kind, _ in _SHARES]  # type: ignore[misc]
    return chance.choices(kinds, [share for _, share in _SHARES])[0]


def _side(count: int) -> int:
    return max(1, int(count**0.5))


def _towns(chance: Random, count: int) -> list[Place]:
    """Towns on a rough grid, some 15 km apart."""
    names, side = _names(chance, parts=1), _side(count)
    return [
        Place(
            id=f"sim:{number}",
            name=next(names),
            kind="settlement",
            country="XS",
            province=f"Province {number // 50}",
            latitude=round(10 + 0.14 * (number // side) + chance.uniform(-0.03, 0.03), 5),
            longitude=round(20 + 0.14 * (number % side) + chance.uniform(-0.03, 0.03), 5),
        )
        for number in range(count)
    ]


def _names(chance: Random, parts: int = 2) -> Iterator[str]:
    """Names of so many words, none twice."""
    seen: set[str] = set()
    while True:
        name = " ".join(_word(chance) for _ in range(parts))
        if name not in seen:
            seen.add(name)
            yield name


def _word(chance: Random) -> str:
    syllables = [chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(chance.randint(2, 3))]
    return "".join(syllables).capitalize() + chance.choice(_CODAS)
