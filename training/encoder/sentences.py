"""Compose conflict news with complete labels, to teach the encoder on.

    from training.encoder.sentences import compose
    for read in compose(1000, seed=1): ...

Every sentence is grown from a small grammar, so its words, heads and labels are known and not guessed. Groups,
forces, outlets, roles and places bear names of Dateline's dictionaries; persons are invented. Nothing composed
is news, and no deed told here took place.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from training.encoder.acts import Acts
from training.encoder.grammar import Node, comma, punct, read

from dateline.annotate.layers import Read

#: The kinds of names in the composed sentences.
KINDS = frozenset(
    "person armed-group state-force organisation government outlet place facility weapon vehicle nationality role "
    "civilians".split()
)


class Composer(Acts):
    """The sentences of one text."""

    def stop(self, root: Node) -> Node:
        """The sentence with its full stop, where it has none, and a capital letter."""
        words = list(root.walk())
        if not any(n.form in (".", "!", "?") for n in words[-2:]):
            root.add("punct", punct("."))
        first = next(n for n in words if n.upos != "PUNCT")
        first.form = first.form[:1].upper() + first.form[1:]
        return root

    def sentences(self) -> list[Node]:
        """One sentence, or two that belong together."""
        roll = self.rng.random()
        if roll < 0.34:
            head = self.tell()
            if self.chance(0.12):
                self.when_clause(head)
            found = [head]
        elif roll < 0.4:
            found = [self.condition()]
        elif roll < 0.7:
            found = self.report()
        elif roll < 0.87:
            found = self.speech_act()
        else:
            found = [self.plain()]
        return [self.stop(root) for root in found]

    def condition(self) -> Node:
        """ "If X attacks Y, Z will ..."."""
        self.depth += 1
        head = self.deed_done(3.0, self.one("will", "would", "could", "may"))
        clause = self.deed_done(-1.0, self.one("pres", "past"))
        self.depth -= 1
        clause.pre("mark", Node(self.one("if", "unless", "if"), "SCONJ", "IN"))
        if self.chance(0.6):
            return head.pre("advcl", clause.add("punct", comma()))
        return head.add("advcl", clause)


def compose(n: int, seed: int) -> Iterator[Read]:
    """``n`` texts of one to four sentences; the same for the same ``n`` and ``seed``."""
    for i in range(n):
        composer = Composer(Random(f"{seed}:{i}"))
        wanted = composer.rng.choice((1, 1, 2, 2, 3, 4))
        roots: list[Node] = []
        while len(roots) < wanted:
            roots += composer.sentences()
        yield read(roots[:4])
