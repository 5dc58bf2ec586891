"""Bonds: which claims people have said to be of one happening, and which not.

Later words outrank earlier ones: a merge frees what it joins from earlier splits among it, and a split takes the claims
it takes out from everything they were merged with before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping


class Bonds:
    """Pairs of claims (identifiers) that are together or apart, as the words so far have it."""

    def __init__(self) -> None:
        self._sets: dict[str, frozenset[str]] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)

    def __bool__(self) -> bool:
        return bool(self._sets or self._apart)

    def merge(self, claims: Iterable[str]) -> None:
        """These claims are of one happening."""
        whole = frozenset(name for claim in claims for name in self._closure(claim))
        self._sets.update(dict.fromkeys(whole, whole))
        for claim in whole:
            for other in self._apart.get(claim, set()) & whole:
                self._apart[claim].discard(other)
                self._apart[other].discard(claim)

    def split(self, out: Iterable[str], rest: Iterable[str]) -> None:
        """The claims taken out are of another happening than the rest."""
        taken = frozenset(out)
        for whole in {self._closure(claim) for claim in taken}:
            for part in (whole & taken, whole - taken):
                self._sets.update(dict.fromkeys(part, part))
        for claim in taken:
            for other in set(rest) - taken:
                self._apart[claim].add(other)
                self._apart[other].add(claim)

    def together(self, claim: str) -> frozenset[str]:
        """The claims that were joined with this one."""
        return self._closure(claim) - {claim}

    def apart(self, claim: str) -> frozenset[str]:
        """The claims that were parted from this one, or from what it was joined with, and what they were joined with."""
        parted = {other for name in self._closure(claim) for other in self._apart.get(name, ())}
        return frozenset(name for other in parted for name in self._closure(other))

    def about(self, claims: Iterable[str]) -> frozenset[str]:
        """These claims and all that people's words on them bear on."""
        own = {name for claim in claims for name in self._closure(claim)}
        return frozenset(own | {other for name in own for other in self.apart(name)})

    def decided(self, one: str, other: str) -> bool:
        """Whether people have said of these two whether they are of one happening."""
        return other in self.apart(one) or other in self._closure(one)

    def _closure(self, claim: str) -> frozenset[str]:
        return self._sets.get(claim, frozenset({claim}))


#: What nobody has said anything of.
NO_BONDS = Bonds()


def bonds_of(
    words: Iterable[tuple[str, Iterable[str], Iterable[str]]], now: Mapping[str, Iterable[str]]
) -> Bonds:
    """The bonds that merges and splits make, the oldest first: ("merge" or "split", claims, the rest).

    ``now`` gives for a claim those that it stands for: under its present name, in other versions of its page.
    """
    bonds = Bonds()
    for kind, claims, rest in words:
        named = [each for claim in claims for each in now.get(claim, (claim,))]
        if kind == "merge":
            bonds.merge(named)
        else:
            bonds.split(named, [each for claim in rest for each in now.get(claim, (claim,))])
    return bonds
