"""Echoes: reports that go back to one origin, by near-copies of text or by the source they all name.

Wire copies, rewrites and quotes of one origin count once, however many outlets print them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Generic, Literal, TypeVar

from dateline.reconcile.signatures import bands_of, likeness
from dateline.reconcile.surroundings import Surroundings
from dateline.records.claim import Claim
from dateline.records.evidence import Record

#: Share of runs of words from which on a text is another's near-copy.
COPY = 0.5

T = TypeVar("T", bound=Hashable)


class Family(Record, frozen=True):
    """Reports (identifiers, sorted) that are near-copies of each other or of one another's copies.

    ``likeness`` is the least that one of them has in common with its nearest.
    """

    reports: tuple[str, ...]
    likeness: float


class Unions(Generic[T]):
    """Which things belong together, as pairs of them are told."""

    def __init__(self) -> None:
        self._above: dict[T, T] = {}

    def root(self, item: T) -> T:
        """What stands for all that belong together with this."""
        while (above := self._above.setdefault(item, item)) != item:
            self._above[item] = self._above[above]
            item = self._above[item]
        return item

    def join(self, one: T, other: T) -> None:
        """The two belong together."""
        self._above[self.root(one)] = self.root(other)


def families(reports: Iterable[Surroundings], least: float = COPY) -> tuple[Family, ...]:
    """The families of two reports or more, by their first report; the same in whatever order they are given."""
    signatures = {each.report: each.signature for each in reports if each.signature}
    bands: dict[str, list[str]] = defaultdict(list)
    for name in sorted(signatures):
        for band in bands_of(signatures[name]):
            bands[band].append(name)
    alike: dict[tuple[str, str], float] = {}
    for names in bands.values():
        for n, one in enumerate(names):
            for other in names[:n]:
                if (other, one) not in alike:
                    alike[other, one] = likeness(signatures[other], signatures[one])
    unions: Unions[str] = Unions()
    nearest: dict[str, float] = {}
    for (one, other), share in alike.items():
        if share >= least:
            unions.join(one, other)
            for name in (one, other):
                nearest[name] = max(nearest.get(name, 0.0), share)
    members: dict[str, list[str]] = defaultdict(list)
    for name in sorted(nearest):
        members[unions.root(name)].append(name)
    return tuple(
        Family(reports=tuple(names), likeness=round(min(nearest[n] for n in names), 3))
        for names in sorted(members.values())
    )


def family_names(found: Sequence[Family]) -> dict[str, str]:
    """The family of each report in one, named by its first report."""
    return {report: family.reports[0] for family in found for report in family.reports}


def origins_of(claim: Claim, around: Surroundings) -> frozenset[str]:
    """What a claim goes back to: the first of its source chain and the outlets in it, or the report's own roots.

    Sources that are not named are told apart by their words: two reports of "officials" count as one origin.
    """
    if not claim.sources:
        return around.roots
    first = claim.sources[0]
    chain = [first, *(s for s in claim.sources[1:] if s.kind == "outlet")]
    kinds: dict[bool, Literal["outlet", "source"]] = {True: "outlet", False: "source"}
    return frozenset(
        f"{kinds[s.kind == 'outlet']}:{(s.entry or ' '.join(s.words.casefold().split()))}" for s in chain
    )


class Origins:
    """Which reports of an event go back to one origin: they share a source of what they tell, or their text.

    ``family`` is what ``family_names`` gives.
    """

    def __init__(self, claims: Iterable[tuple[Claim, Surroundings]], family: Mapping[str, str]) -> None:
        self._unions: Unions[str] = Unions()
        self._family = family
        self._reports: set[str] = set()
        for claim, around in claims:
            self._reports.add(around.report)
            for origin in sorted(origins_of(claim, around)):
                self._unions.join(self._text(around.report), origin)

    def of(self, reports: Iterable[str]) -> int:
        """How many independent origins these reports have among those of the event."""
        return len({self._unions.root(self._text(report)) for report in reports})

    def __len__(self) -> int:
        return self.of(self._reports)

    def _text(self, report: str) -> str:
        return f"text:{self._family.get(report, report)}"


def independent(claims: Iterable[tuple[Claim, Surroundings]], family: Mapping[str, str]) -> int:
    """How many origins the claims have that share no source and no near-copied text; as ``Origins`` counts."""
    return len(Origins(claims, family))
