"""What is kept of control, so that questions need not read claims again: statements, and spells after endless silence.

When a spell becomes stale depends on the day of the question. So spells are kept as they are after endless silence, each
with the day since when the place's last spell is stale, and ``as_on`` gives them as they are on a day.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from dateline.control.sides import Sides
from dateline.control.spells import LASTS, MADE
from dateline.control.statements import statements_of
from dateline.dictionaries.catalogue import Catalogue
from dateline.dictionaries.nouns import NounKinds
from dateline.records.control import Camp, ControlPlace, ControlSpell, ControlState, Statement, Told
from dateline.records.evidence import Interval, Made, Record, Unknown

#: Silence counts up to here.
END = dt.date(9000, 1, 1)


class _Written(Record, frozen=True):
    """A spell as it is written: what is an interval or unknown is in two fields, so that reading tells them apart."""

    id: str
    place: ControlPlace
    holder: str | Unknown
    state: ControlState
    first: dt.date | None
    last: dt.date | None
    camps: tuple[Camp, ...]
    claims: tuple[str, ...]
    heard: dt.date | None
    stale_after: int
    why: str
    made: Made
    since: Interval | None = None
    since_unknown: Unknown | None = None
    until: Interval | None = None
    until_unknown: Unknown | None = None


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Written)
_BOUNDS = frozenset({"since", "until"})
_SAME = tuple(name for name in ControlSpell.__struct_fields__ if name not in _BOUNDS)


def encoded_spell(spell: ControlSpell) -> bytes:
    """The spell as MessagePack."""
    values: dict[str, Any] = {name: getattr(spell, name) for name in _SAME}
    for name in _BOUNDS:
        bound = getattr(spell, name)
        values[name if isinstance(bound, Interval) else f"{name}_unknown"] = bound
    return _ENCODER.encode(_Written(**values))


def decoded_spell(content: bytes) -> ControlSpell:
    """The spell of such bytes."""
    held = _DECODER.decode(content)
    values: dict[str, Any] = {name: getattr(held, name) for name in _SAME}
    for name in _BOUNDS:
        values[name] = getattr(held, name) or getattr(held, f"{name}_unknown")
    return ControlSpell(**values)


class Rules:
    """The dictionaries that statements are made by, and in ``version`` which they are, with the rules of control."""

    def __init__(self, catalogue: Catalogue, nouns: NounKinds) -> None:
        self.catalogue = catalogue
        self.nouns = nouns
        self._sides = Sides(catalogue)
        words = repr(sorted((lemma, sorted(kinds)) for lemma, kinds in nouns.items()))
        self.version = " ".join(
            (MADE.version, catalogue.version, hashlib.sha256(words.encode()).hexdigest()[:12])
        )

    def statements(self, told: Told) -> Iterator[Statement]:
        """What the claim says of each of its places."""
        return statements_of(told, self._sides, self.nouns)


def with_silence(spells: Sequence[ControlSpell]) -> list[tuple[ControlSpell, dt.date | None]]:
    """A place's spells after endless silence; the last two with the day since when it is stale, if it ever is."""
    last = spells[-1] if spells else None
    silent = last.first if last is not None and last.state == "stale" else None
    ends = len(spells) - 2
    return [(spell, silent if at >= ends else None) for at, spell in enumerate(spells)]


def as_on(spell: ControlSpell, silent: dt.date | None, today: dt.date) -> ControlSpell | None:
    """One of these spells as it is where silence counts up to ``today``; None where it has not begun then."""
    if silent is None or silent <= today:
        return spell
    if spell.state == "stale" and spell.first == silent:
        return None
    return msgspec.structs.replace(spell, last=None, until=LASTS)
