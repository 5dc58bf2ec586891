"""Bonds: which claims people have said to be of one happening, and which not.

Later words outrank earlier ones: a merge frees what it joins from earlier splits among it, and a split takes the claims
it takes out from everything they were merged with before, where that holds one of those they are parted from. Else what they
were merged with is parted with them: who joined A and B and parts B from C has said it of A, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping


class Bonds:
    """Pairs of claims (identifiers) that are together or apart, as the words so far have it.

    Who was taken out of an event and is joined with one claim of it again is of that whole event again.
    """

    def __init__(self) -> None:
        self._sets: dict[str, frozenset[str]] = {}
        #: By claim and claim the splits, by number, that still part them.
        self._apart: dict[str, dict[str, set[int]]] = defaultdict(dict)
        self._splits: list[tuple[frozenset[str], frozenset[str]]] = []

    def __bool__(self) -> bool:
        return bool(self._sets or self._apart)

    def merge(self, claims: Iterable[str]) -> None:
        """These claims are of one happening."""
        whole = frozenset(name for claim in claims for name in self._closure(claim))
        taken_back = [
            number
            for number, (taken, rest) in enumerate(self._splits)
            if any(
                self._closure(one) != self._closure(other) for one in taken & whole for other in rest & whole
            )
        ]
        self._sets.update(dict.fromkeys(whole, whole))
        for claim in whole:
            for other in self._apart.get(claim, {}).keys() & whole:
                self._free(claim, other, None)
        for number in taken_back:
            taken, rest = self._splits[number]
            for claim in taken & whole:
                for other in rest:
                    self._free(claim, other, number)

    def _free(self, one: str, other: str, split: int | None) -> None:
        """Let a split part the two no longer; None: no split."""
        for a, b in ((one, other), (other, one)):
            held = self._apart[a].get(b, set())
            held -= {split}
            if split is None or not held:
                self._apart[a].pop(b, None)

    def split(self, out: Iterable[str], rest: Iterable[str]) -> None:
        """The claims taken out are of another happening than the rest."""
        taken = frozenset(out)
        left = frozenset(rest) - taken
        for whole in {self._closure(claim) for claim in taken}:
            if whole.isdisjoint(left):
                continue
            for part in (whole & taken, whole - taken):
                self._sets.update(dict.fromkeys(part, part))
        for claim in taken:
            for other in left:
                for a, b in ((claim, other), (other, claim)):
                    self._apart[a].setdefault(b, set()).add(len(self._splits))
        self._splits.append((taken, left))

    def claims(self) -> frozenset[str]:
        """The claims that people have said anything of."""
        return frozenset(self._sets) | frozenset(self._apart)

    def wholes(self) -> list[frozenset[str]]:
        """The claims that people have said anything of, each with those that it was joined with, once."""
        held = {
            id(whole): whole for whole in self._sets.values()
        }  # by identity: hashing large sets takes long
        return [*held.values(), *(frozenset({claim}) for claim in self._apart if claim not in self._sets)]

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
