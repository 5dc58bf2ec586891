"""Features: how two tellings compare, each as a level ("names: one") with the words that show it.

A feature depends on the two tellings only. ``unsaid`` is a level of its own: silence is no disagreement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from math import sqrt

from dateline.ground.distance import kilometres
from dateline.ground.keys import place_key
from dateline.reconcile.families import STRUCK, wider
from dateline.reconcile.signatures import likeness
from dateline.reconcile.tellings import Telling
from dateline.records.claim import Place
from dateline.records.evidence import Interval, Range, Record

#: Words shown of those that two tellings share.
_SHOWN = 6
#: Lower ends of the levels.
_ALIKE = ((0.5, "copy"), (0.25, "rewrite"), (0.1, "parts"), (0.04, "quotes"))
_MARKED = ((0.4, "most"), (0.3, "many"), (0.22, "much"), (0.16, "some"), (0.11, "few"), (0.07, "hardly"))
#: Last days of the levels.
_GAPS = (
    (0, "same day"),
    (1, "next day"),
    (3, "days"),
    (7, "week"),
    (14, "fortnight"),
    (45, "weeks"),
    (200, "months"),
)
#: Kilometres within which two places are the same, and near.
_SAME, _NEAR = 5.0, 30.0
#: How much of their letters two spellings of one name share.
_SPELT = 0.7
#: What a number of so many digits counts beside a word; years and ages say little.
_DIGITS = {1: 0.0, 2: 0.3, 3: 0.7, 4: 0.8}
#: What ties two tellings to one happening. Days and numbers do not: a thousand things happen on a day.
_TIES = frozenset(
    {("text", level) for level in ("copy", "rewrite", "parts", "quotes")}
    | {("words", level) for level in ("most", "many", "much", "some")}
    | {(name, level) for name in ("names", "streets") for level in ("one", "two")}
    | {("towns", "main"), ("towns", "shared"), ("place", "same"), ("place", "near"), ("quarter", "same")}
)


#: What speaks against one happening by itself: day, place and weapon. Two of them are more than twice one: an outlet
#: may get one of them wrong.
_AGAINST: Mapping[str, frozenset[str]] = {
    "when": frozenset({"apart", "far"}),
    "place": frozenset({"near", "beside", "apart", "elsewhere"}),
    "quarter": frozenset({"none"}),
    "means": frozenset({"none"}),
    "modes": frozenset({"none"}),
}
_KINDS = {"quarter": "place", "means": "weapon", "modes": "weapon"}


class Feature(Record, frozen=True):
    """One comparison: its name, its level, and the words that show it ("" where none do)."""

    name: str
    level: str
    words: str = ""


def features_of(one: Telling, other: Telling) -> Iterator[Feature]:
    """All comparisons of two tellings; the same whichever comes first."""
    tied, against = False, set[str]()
    for feature in _compared(one, other):
        tied = tied or (feature.name, feature.level) in _TIES
        if feature.level in _AGAINST.get(feature.name, ()):
            against.add(_KINDS.get(feature.name, feature.name))
        yield feature
    if len(against) > 1:
        yield Feature(
            name="against", level="two" if len(against) == 2 else "more", words=", ".join(sorted(against))
        )
    if not tied:
        yield Feature(name="tie", level="none", words="no person, place or street in common, nor many words")


def _compared(one: Telling, other: Telling) -> Iterator[Feature]:
    a, b = one.around, other.around
    yield _alike(likeness(a.signature, b.signature) if one.claims and other.claims else None)
    yield _marks(a.marks, b.marks)
    yield _shared("names", a.names | one.names, b.names | other.names)
    yield _shared("ages", a.ages, b.ages)
    yield _shared("streets", a.streets, b.streets)
    yield _towns(a.towns, b.towns)
    yield _published(a.published, b.published)
    yield _days(one.days, other.days)
    yield _place(one, other)
    yield _quarters(one.quarters, other.quarters)
    yield _count("killed", one.killed, other.killed)
    yield _count("wounded", one.wounded, other.wounded)
    yield _shared("means", one.means, other.means)
    yield _shared("actors", one.actors, other.actors)
    yield _shared("modes", frozenset(wider(one.modes)), frozenset(wider(other.modes)))
    yield _told(one.words, other.words)


def _alike(share: float | None) -> Feature:
    """Pages that tell nothing are alike for the site's own words, which says nothing."""
    if share is None:
        return Feature(name="text", level="unsaid")
    level = next((name for least, name in _ALIKE if share >= least), "other")
    return Feature(name="text", level=level, words=f"{share:.0%} of their runs of words")


def _marks(one: frozenset[str], other: frozenset[str]) -> Feature:
    if not one or not other:
        return Feature(name="words", level="unsaid")
    both = one & other
    share = _weight(both) / sqrt(max(_weight(one) * _weight(other), 1e-9))
    level = next((name for least, name in _MARKED if share >= least), "none")
    return Feature(name="words", level=level, words=_shown(both))


def _told(one: frozenset[str], other: frozenset[str]) -> Feature:
    """The words that carry the claims, by the share of those of the shorter one."""
    if not one or not other:
        return Feature(name="told", level="unsaid")
    both = one & other
    share = len(both) / min(len(one), len(other))
    level = "most" if share >= 0.6 else "much" if share >= 0.3 else "some" if both else "none"
    return Feature(name="told", level=level, words=_shown(both))


def _weight(marks: frozenset[str]) -> float:
    return sum(_DIGITS.get(len(m), 1.0) if m.isdigit() else 1.0 for m in marks)


def _shared(name: str, one: frozenset[str], other: frozenset[str]) -> Feature:
    if not one or not other:
        return Feature(name=name, level="unsaid")
    both = one & other
    level = "none" if not both else "one" if len(both) == 1 else "two"
    return Feature(name=name, level=level, words=_shown(both))


def _towns(one: tuple[str, ...], other: tuple[str, ...]) -> Feature:
    if not one or not other:
        return Feature(name="towns", level="unsaid")
    if one[0] == other[0]:
        return Feature(name="towns", level="main", words=one[0])
    both = frozenset(one) & frozenset(other)
    return Feature(name="towns", level="shared" if both else "none", words=_shown(both))


def _published(one: Interval | None, other: Interval | None) -> Feature:
    if one is None or other is None:
        return Feature(name="published", level="unsaid")
    gap = abs((one.start - other.start).days)
    level = next((name for most, name in _GAPS if gap <= most), "years")
    return Feature(name="published", level=level, words=f"{gap} days apart")


def _days(one: Interval | None, other: Interval | None) -> Feature:
    if one is None or other is None:
        return Feature(name="when", level="unsaid")
    apart = max((one.start - other.end).days, (other.start - one.end).days, 0)
    exact = one.start == one.end and other.start == other.end
    if apart == 0:
        return Feature(name="when", level="same" if exact else "within", words=one.start.isoformat())
    level = "beside" if apart == 1 else "apart" if apart <= 7 else "far"
    return Feature(name="when", level=level, words=f"{apart} days apart")


def _place(one: Telling, other: Telling) -> Feature:
    gaps = [
        (gap, _two_towns(a, b), " and ".join(sorted((a.name, b.name))) if a.id != b.id else a.name)
        for a in one.places
        for b in other.places
        if (gap := kilometres(a, b)) is not None
    ]
    if not gaps:
        return Feature(name="place", level="unsaid")
    gap, neighbours, words = min(gaps, key=lambda g: (g[0], g[2]))
    level = "same" if gap <= _SAME else "near" if gap <= _NEAR else "apart"
    if neighbours and one.modes & STRUCK and other.modes & STRUCK:
        level = "elsewhere" if level == "apart" else "beside"
    return Feature(name="place", level=level, words=f"{words}, {gap:.0f} km apart" if gap else words)


def _quarters(one: frozenset[str], other: frozenset[str]) -> Feature:
    """Quarters of towns, which each outlet spells as it hears them."""
    if not one or not other:
        return Feature(name="quarter", level="unsaid")
    both = {a for a in one for b in other if SequenceMatcher(None, a, b).ratio() >= _SPELT}
    return Feature(
        name="quarter", level="same" if both else "none", words=_shown(frozenset(both) or one | other)
    )


def _two_towns(one: Place, other: Place) -> bool:
    """Whether these are settlements of two names, however near: what explodes does so in one of them."""
    names = place_key(one.name), place_key(other.name)
    both = one.kind == other.kind == "settlement"
    return both and one.id != other.id and not (names[0] in names[1] or names[1] in names[0])


def _count(name: str, one: Range | None, other: Range | None) -> Feature:
    if one is None or other is None:
        return Feature(name=name, level="unsaid")
    low, high = sorted((one, other), key=lambda r: (r.low, r.high is None, r.high or 0))
    words = f"{_figure(low)} and {_figure(high)}"
    if one == other:
        return Feature(name=name, level="same", words=_figure(one))
    if low.high is None or high.low <= low.high:
        return Feature(name=name, level="within", words=words)
    return Feature(name=name, level="beside" if high.low - low.high == 1 else "apart", words=words)


def _figure(amount: Range) -> str:
    if amount.high is None:
        return f"{amount.low} or more"
    return str(amount.low) if amount.low == amount.high else f"{amount.low} to {amount.high}"


def _shown(words: frozenset[str]) -> str:
    longest = sorted(words, key=lambda w: (-len(w), w))[:_SHOWN]
    return ", ".join(longest)
