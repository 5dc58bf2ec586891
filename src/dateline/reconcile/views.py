"""Views: what the claims of an event say of each of its fields, agreed or side by side.

A value that reports differ on is never silently settled: each stands with who says it, how many independent origins
say so, and when. A best value is chosen by a named rule that is part of the view.

Counts (``tolls``). A report's count is the highest that one of its claims gives. Counts of the same kind of people, or
of people at large, are exact and may be rival; a kind's count beside one of everybody, or of another kind, is one of
so many or more. Low is the lowest count that any claim gives, high the highest (open where nobody's words set an
upper limit). By UCDP's shape the best is the one that most origins tell, then the latest, then the lower; by ACLED's
the lowest.

Origins are counted in one way for the event and for each of its values: reports that share a source for anything
that they tell of the event are one origin.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Literal, TypeAlias

import msgspec

from dateline.export.amounts import day_words
from dateline.reconcile.echoes import Origins, origins_of
from dateline.reconcile.surroundings import Surroundings
from dateline.reconcile.tolls import alone, rival, toll_of
from dateline.records.claim import CasualtyKind, Claim, GroundedClaim, Place, PlaceRole
from dateline.records.evidence import Interval, Known, Range, Record, Unknown

Codebook = Literal["ucdp", "acled"]
State = Literal["agreed", "rival", "unknown"]
Content: TypeAlias = Interval | Range | str

COUNTED: tuple[CasualtyKind, ...] = ("killed", "wounded", "captured", "missing", "displaced")


class Value(Record, frozen=True):
    """One value of a field: ``words`` to show; ``claims`` that give it; ``sources``, who says so, in words;
    ``origins``, how many independent ones; ``first`` and ``last`` day of publication, None where unknown.
    """

    words: str
    content: Content
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    origins: int
    first: dt.date | None
    last: dt.date | None


class Field(Record, frozen=True):
    """A field of an event: its values, the best first, and the rule that put it first.

    ``low`` and ``high`` are a count's; ``high`` is None where the words set no upper limit, both where nothing is
    told. ``reason`` says why nothing is known; a place may be unknown and have values, the words that name it.
    """

    name: str
    state: State
    values: tuple[Value, ...]
    rule: str
    low: int | None = None
    high: int | None = None
    reason: str = ""

    @property
    def best(self) -> Value | None:
        """The value that the rule puts first; None where nothing is told, or nothing that is resolved."""
        return self.values[0] if self.values and self.state != "unknown" else None


class View(Record, frozen=True):
    """The fields of an event by name, in the order of reading."""

    fields: tuple[Field, ...]

    def __getitem__(self, name: str) -> Field:
        """The field of this name. Raises KeyError."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


#: A claim with what its report lends to it.
Told: TypeAlias = tuple[GroundedClaim, Surroundings]


def view_of(told: Sequence[Told], family: Mapping[str, str], codebook: Codebook = "ucdp") -> View:
    """The view of an event whose claims these are. ``family`` is what ``echoes.family_names`` gives."""
    ordered = sorted(told, key=lambda each: each[0].claim.id)
    shown = _Shown(Origins(((g.claim, a) for g, a in ordered), family))
    return View(
        fields=(
            shown.field("type", ordered, lambda g: [(g.claim.type, g.claim.type)]),
            shown.field("when", ordered, _days, agree=_days_agree, narrow=True),
            _resolved(shown.field("place", ordered, _places, agree=_places_agree)),
            shown.field("actors", ordered, _actors, several=True),
            *_without_the_dead([shown.count(kind, ordered, codebook) for kind in COUNTED]),
        )
    )


class _Shown:
    """Makes fields; knows which of the event's reports go back to one origin."""

    def __init__(self, origins: Origins) -> None:
        self._origins = origins

    def field(
        self,
        name: str,
        told: Sequence[Told],
        read: Callable[[GroundedClaim], Iterable[tuple[str, Content]]],
        *,
        agree: Callable[[Value, Value], bool] | None = None,
        narrow: bool = False,
        several: bool = False,
    ) -> Field:
        """A field of words or days; with ``several`` values do not exclude each other."""
        given: dict[Content, list[Told]] = defaultdict(list)
        named: dict[Content, str] = {}
        for each in told:
            for words, content in read(each[0]):
                if each not in given[content]:
                    given[content].append(each)
                named[content] = words
        called = Counter(named.values())
        values = [
            self._value(named[c] if called[named[c]] == 1 else f"{named[c]} ({c})", c, by)
            for c, by in given.items()
        ]
        values.sort(
            key=lambda v: (
                _unresolved(v.content),
                -v.origins,
                _width(v.content) if narrow else 0,
                -len(v.claims),
                v.words,
            )
        )
        rule = "most origins first" + (", then the shortest time" if narrow else "")
        if not values:
            return Field(
                name=name, state="unknown", values=(), rule=rule, reason=f"no claim tells its {name}"
            )
        differ = not several and any(not (agree or _same)(values[0], v) for v in values[1:])
        return Field(name=name, state="rival" if differ else "agreed", values=tuple(values), rule=rule)

    def count(self, kind: CasualtyKind, told: Sequence[Told], codebook: Codebook) -> Field:
        """A field of counts, by the codebook's rule."""
        tolls = [(each, toll) for each in told if (toll := toll_of(each[0].claim, kind)) is not None]
        # one report's "nine soldiers" may leave out others; of those that count soldiers again, each means all
        by_itself = alone(toll for _, toll in tolls) and len({each[1].report for each, _ in tolls}) > 1
        highest: dict[str, tuple[Range, list[Told]]] = {}
        for each, toll in tolls:
            amount, report = toll.read(by_itself), each[1].report
            if report not in highest or _size(amount) > _size(highest[report][0]):
                highest[report] = (amount, [each])
            elif amount == highest[report][0]:
                highest[report][1].append(each)
        given: dict[Range, list[Told]] = defaultdict(list)
        for amount, by in highest.values():
            given[amount] += by
        values = [self._value(_figure(amount), amount, by) for amount, by in given.items()]
        if codebook == "acled":
            rule = "the lowest count told"
            values.sort(key=lambda v: _size(v.content))
        else:
            rule = "the count of most origins, then the latest, then the lower"
            values.sort(key=lambda v: (-v.origins, -(v.last.toordinal() if v.last else 0), _size(v.content)))
        if not values:
            return Field(name=kind, state="unknown", values=(), rule=rule, reason=f"no claim counts {kind}")
        ranges = [toll.read(by_itself) for _, toll in tolls]
        highs = [r.high for r in ranges if r.high is not None]
        # "one or more" and five: the one who counted sets the limit
        high = max(highs) if highs and max(highs) >= max(r.low for r in ranges) else None
        given_tolls = dict.fromkeys(toll for _, toll in tolls)
        differ = any(rival(one, other, by_itself) for one, other in combinations(given_tolls, 2))
        return Field(
            name=kind,
            state="rival" if differ else "agreed",
            values=tuple(values),
            rule=rule,
            low=min(r.low for r in ranges),
            high=high,
        )

    def _value(self, words: str, content: Content, by: Sequence[Told]) -> Value:
        days = sorted(a.published.start for _, a in by if a.published is not None)
        return Value(
            words=words,
            content=content,
            claims=tuple(g.claim.id for g, _ in by),
            sources=tuple(dict.fromkeys(_source(g.claim, a) for g, a in by)),
            origins=self._origins.of(a.report for _, a in by),
            first=days[0] if days else None,
            last=days[-1] if days else None,
        )


def _without_the_dead(counts: Sequence[Field]) -> Iterator[Field]:
    """The counts, the wounded from 0 where none but people named without a number were, and somebody died of it."""
    died = next(field.low for field in counts if field.name == "killed")
    for field in counts:
        if field.name == "wounded" and died and field.low == 1 and field.high is None:
            rule = f"{field.rule}; from 0, for whoever was wounded may be among the dead"
            yield msgspec.structs.replace(field, low=0, rule=rule)
        else:
            yield field


def _source(claim: Claim, around: Surroundings) -> str:
    """Who says it, in words: the chain from its origin to the outlet."""
    chain = [s.words for s in claim.sources]
    return " → ".join([*chain, around.outlet or f"report {around.report}"])


def _days(grounded: GroundedClaim) -> list[tuple[str, Content]]:
    if not isinstance(grounded.when, Known):
        return []
    days = grounded.when.value
    plain = Interval(start=days.start, end=days.end, precision=days.precision)
    return [(day_words(plain), plain)]


def tells_where(claim: Claim, role: PlaceRole) -> bool:
    """Whether a place of a claim tells where it was."""
    return role.role in _WHERE.get(claim.type, _AT)


def _places(grounded: GroundedClaim) -> list[tuple[str, Content]]:
    """Where it was: entries of the gazetteer, then names that have none, with the reason."""
    roles = grounded.claim.places
    if isinstance(roles, Unknown):
        return []
    out: list[tuple[str, Content]] = []
    for item in grounded.places:
        role = roles[item.index]
        if not tells_where(grounded.claim, role):
            continue
        if isinstance(item.place, Place):
            if item.place.kind != "country":
                out.append((item.place.name, item.place.id))
        elif role.words[:1].isupper():
            missing = item.place.reason.startswith("no gazetteer entry")
            why = "not in the gazetteer" if missing else "not resolved"
            out.append((f"{role.words} ({why})", f"{_UNRESOLVED}{role.words.casefold()}"))
    return out


#: The roles of places that tell where it was: a withdrawal is where somebody left, an entry where he went.
_AT = frozenset({"at", "near"})
_WHERE: Mapping[str, frozenset[str]] = {"RETREAT": _AT | {"from"}, "TERRITORY": _AT | {"to"}}
#: What begins the content of a value that is a name of no known entry.
_UNRESOLVED = "unresolved:"


def _unresolved(content: Content) -> bool:
    return isinstance(content, str) and content.startswith(_UNRESOLVED)


def _places_agree(one: Value, other: Value) -> bool:
    """Whether two places may be one: what nobody knows the place of contradicts nothing."""
    return one.content == other.content or _unresolved(one.content) or _unresolved(other.content)


def _resolved(field: Field) -> Field:
    """The field; unknown, with its values, where none of them is resolved."""
    if not field.values or not all(_unresolved(v.content) for v in field.values):
        return field
    reason = "the words name a place that is not resolved"
    return msgspec.structs.replace(field, state="unknown", reason=reason)


def _actors(grounded: GroundedClaim) -> list[tuple[str, Content]]:
    actors = grounded.claim.actors
    if isinstance(actors, Unknown):
        return []
    return [(p.entry or p.words, p.entry or p.words) for p in actors]


def _same(one: Value, other: Value) -> bool:
    return one.content == other.content


def _days_agree(one: Value, other: Value) -> bool:
    """Whether two times have a day in common: a week does not contradict a day of it."""
    a, b = one.content, other.content
    return isinstance(a, Interval) and isinstance(b, Interval) and a.start <= b.end and b.start <= a.end


def _width(content: Content) -> int:
    return (content.end - content.start).days if isinstance(content, Interval) else 0


def _size(content: Content) -> tuple[int, bool, int]:
    if not isinstance(content, Range):
        return 0, False, 0
    return content.low, content.high is None, content.high or 0


def _figure(amount: Range) -> str:
    if amount.high is None:
        return f"{amount.low} or more"
    return str(amount.low) if amount.low == amount.high else f"{amount.low} to {amount.high}"


def origin_words(told: Told) -> tuple[str, ...]:
    """The origins of a claim, sorted, to show why two count as one."""
    return tuple(sorted(origins_of(told[0].claim, told[1])))
