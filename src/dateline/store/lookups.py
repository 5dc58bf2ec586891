"""Lookups: words and identifiers as numbers in memory, and which names hold other names as whole words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, select

from dateline.errors import UsageError
from dateline.store.encoding import parts
from dateline.store.keys import key_of
from dateline.store.schema import claim_actors, names

Ints = npt.NDArray[np.int64]


class Codes:
    """A number for each value, from 0, in the order in which they came."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._codes: dict[Hashable, int] = {}

    def __len__(self) -> int:
        return len(self.values)

    def code(self, value: Hashable) -> int:
        """The value's number, a new one where it has none yet."""
        found = self._codes.get(value)
        if found is None:
            found = self._codes[value] = len(self.values)
            self.values.append(value)
        return found

    def of(self, values: Iterable[Hashable]) -> Ints:
        """The numbers of the values, new ones for those that have none yet."""
        held, code = self._codes, self.code
        return np.array([held[v] if v in held else code(v) for v in values], dtype=np.int64)

    def of_some(self, values: Iterable[Hashable | None]) -> Ints:
        """The same, -1 for None."""
        return np.array([-1 if each is None else self.code(each) for each in values], dtype=np.int64)

    def of_known(self, values: Iterable[Hashable]) -> Ints:
        """The numbers of the values, -1 for those that have none."""
        return np.array([self._codes.get(each, -1) for each in values], dtype=np.int64)

    def known(self, values: Iterable[Hashable]) -> Ints:
        """The numbers of those of the values that have one."""
        found = [self._codes[each] for each in values if each in self._codes]
        return np.array(found, dtype=np.int64)


class Spread:
    """For each code the items that have it."""

    def __init__(self, codes: Ints, items: Ints) -> None:
        known = codes >= 0
        codes, items = codes[known], items[known]
        order = np.argsort(codes, kind="stable")
        self._items = items[order]
        self._starts = np.searchsorted(codes[order], np.arange(int(codes.max(initial=-1)) + 2))

    def items(self, code: int) -> Ints:
        """The items of a code, none where it has none."""
        if not 0 <= code < len(self._starts) - 1:
            return self._items[:0]
        return self._items[self._starts[code] : self._starts[code + 1]]

    @property
    def sizes(self) -> Ints:
        """How many items each code has."""
        found: Ints = np.diff(self._starts)
        return found


class Lookups:
    """The names that places and actors can be asked for by (the table ``names``), by their number there."""

    def __init__(self) -> None:
        self._names: dict[int, str] = {}
        self._of_word: defaultdict[str, list[int]] = defaultdict(list)
        self._shown: dict[int, tuple[str | None, str]] = {}

    def add(self, connection: Connection, numbers: Iterable[int]) -> None:
        """Read those of these names that are not known yet."""
        fresh = sorted(set(numbers) - self._names.keys())
        if len(fresh) > 5000:
            self._keep(connection.execute(select(names.c.id, names.c.lookup)), set(fresh))
            return
        for part in parts(fresh):
            self._keep(connection.execute(select(names.c.id, names.c.lookup).where(names.c.id.in_(part))))

    def _keep(self, found: Iterable[Any], wanted: set[int] | None = None) -> None:
        for number, lookup in found:
            if (wanted is None or number in wanted) and number not in self._names:
                self._names[number] = lookup
                for word in set(lookup.replace("|", " ").split()):
                    self._of_word[word].append(number)

    def bearing(self, wanted: Iterable[str]) -> list[int]:
        """The numbers of the names that hold one of these as whole words. Raises UsageError for one without a word."""
        found: set[int] = set()
        for name in wanted:
            asked = key(name)
            rarest = min((self._of_word.get(word, []) for word in asked.split()), key=len)
            found.update(number for number in rarest if asked in self._names[number])
        return sorted(found)

    def name_actors(self, connection: Connection, lookups: Ints, claims: Ints) -> None:
        """Read the dictionary entry and the words of an actor for each of these names, which these claims have."""
        numbers, first = np.unique(lookups, return_index=True)
        fresh = {
            n: int(claims[at]) for n, at in zip(numbers.tolist(), first, strict=True) if n not in self._shown
        }
        t = claim_actors.c
        for part in parts(sorted(set(fresh.values()))):
            query = select(t.lookup, t.entry, t.words).where(t.claim.in_(part))
            for number, entry, words in connection.execute(query):
                self._shown.setdefault(number, (entry, words))

    def is_affiliated(self, number: int) -> bool:
        """Whether an actor of this name is no entry of a dictionary, and is worded as somebody's."""
        return self.names_of(number)[0] is None and "|" in self._names.get(number, "")

    def names_of(self, number: int) -> tuple[str | None, str]:
        """The dictionary entry, if any, and the words of an actor of this name."""
        return self._shown.get(number, (None, ""))


def key(name: str) -> str:
    """The name made comparable. Raises UsageError where it holds no word."""
    found = key_of(name)
    if not found:
        raise UsageError(f"{name!r} holds no word; give a name")
    return found
