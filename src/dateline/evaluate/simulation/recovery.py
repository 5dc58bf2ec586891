"""How much of a simulated history is found again: who held what, which claims tell of one happening, the tolls.

Beside control by the rules of ``dateline.control`` stands a baseline of the same run, the last word: a place is held
by whoever took or holds it by the claim with the latest day, whoever says so.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.control.history import History, histories, on_day
from dateline.control.sides import Sides, entries_of
from dateline.control.statements import days_of
from dateline.dictionaries.nouns import load_nouns
from dateline.evaluate.simulation.reporters import Filed
from dateline.evaluate.simulation.world import START, World, catalogue_of_sides
from dateline.export.amounts import overall
from dateline.records.claim import Place
from dateline.records.control import Told
from dateline.records.evidence import Known, Record, Unknown
from dateline.records.header import header_of

Clusters = Iterable[Sequence[str]]


class ControlScore(Record, frozen=True):
    """Shares of place-days, in 0..1, that add up to 1: ``right`` holder (or rightly none), ``wrong`` holder, ``open``.

    ``open`` is contested, stale, unknown, or not told; ``named`` is the share of open ones whose sides have the right one.
    """

    right: float
    wrong: float
    open: float
    named: float
    place_days: int


class EventScore(Record, frozen=True):
    """Precision, recall and F1 in 0..1 of claims put together: over pairs, and B-cubed (Bagga and Baldwin 1998).

    ``toll_exact`` is the share of happenings whose likeliest toll is the true one, ``toll_covered`` of those whose
    true toll lies within the lowest and the highest that are told.
    """

    pairwise_f1: float
    b3_precision: float
    b3_recall: float
    b3_f1: float
    toll_exact: float
    toll_covered: float
    claims: int
    happenings: int


def told_of(filed: Iterable[Filed]) -> list[Told]:
    """What control reads of the reports."""
    return [
        Told(header=header_of(one.report.annotated.report), claim=claim, taken=one.taken)
        for one in filed
        for claim in one.report.claims
    ]


def control_score(world: World, filed: Sequence[Filed]) -> ControlScore:
    """How well the rules find who held each place at the end of each day."""
    catalogue = catalogue_of_sides()
    sides = Sides(catalogue)
    found = histories(told_of(filed), catalogue, load_nouns(), stale_after=world.days)
    spells = {history.place.key: history for history in found}

    def state(place: Place, day: dt.date) -> tuple[str | None, frozenset[str], bool]:
        history: History | None = spells.get(place.id)
        spell = on_day(history.spells, day) if history is not None else None
        if spell is None:
            return None, frozenset(), False
        camps = frozenset(sides.root(c.holder) for c in spell.camps if isinstance(c.holder, str))
        if spell.state == "held" and isinstance(spell.holder, str):
            return sides.root(spell.holder), camps, True
        return None, camps, spell.state == "unknown" and not camps

    return _scored(world, sides, state)


def last_word_score(world: World, filed: Sequence[Filed]) -> ControlScore:
    """The same by the baseline: the latest claim that somebody took a place, or left it, is believed."""
    sides = Sides(catalogue_of_sides())
    words: dict[str, list[tuple[dt.date, str, str | None]]] = defaultdict(list)
    for told in told_of(filed):
        claim = told.claim.claim
        _, last = days_of(told)
        place = told.claim.places[0].place
        mode = claim.mode.value if isinstance(claim.mode, Known) else None
        if mode not in ("capture", "hold", "withdraw") or claim.reality.value not in (
            "happened",
            "under-way",
        ):
            continue
        if last is None or isinstance(place, Unknown):
            continue
        actors = () if isinstance(claim.actors, Unknown) else claim.actors
        (entry,) = entries_of(told.claim, "actors", actors)[:1] or (None,)
        if entry is not None:
            words[place.id].append((last, claim.id, sides.root(entry) if claim.type == "TERRITORY" else None))
    for said in words.values():
        said.sort(key=lambda word: word[:2])

    def state(place: Place, day: dt.date) -> tuple[str | None, frozenset[str], bool]:
        heard = [word for word in words[place.id] if word[0] <= day]
        return (heard[-1][2], frozenset(), heard[-1][2] is None) if heard else (None, frozenset(), False)

    return _scored(world, sides, state)


def _scored(world: World, sides: Sides, state: object) -> ControlScore:
    """The score over the days of each place from its first change of hands."""
    counts: Counter[str] = Counter()
    for number, place in enumerate(world.places):
        changes = world.held[number]
        if len(changes) < 2:
            continue
        day, end = changes[1][0], START + dt.timedelta(days=world.days)
        while day < end:
            holder = world.holder(number, day)
            truth = sides.root(holder) if holder is not None else None
            held, camps, nobody = state(place, day)  # type: ignore[operator]
            if held is not None:
                counts["right" if held == truth else "wrong"] += 1
            elif nobody and truth is None:
                counts["right"] += 1
            else:
                counts["open"] += 1
                counts["named"] += truth in camps
            day += dt.timedelta(days=1)
    total = counts["right"] + counts["wrong"] + counts["open"]
    return ControlScore(
        right=_share(counts["right"], total),
        wrong=_share(counts["wrong"], total),
        open=_share(counts["open"], total),
        named=_share(counts["named"], counts["open"]),
        place_days=total,
    )


def event_score(world: World, filed: Sequence[Filed], clusters: Clusters) -> EventScore:
    """How well these clusters of claims (identifiers) are the true happenings, and their tolls the true ones.

    Claims that tell of no happening (what was so before, lies) are left out of the clusters. A claim in no cluster
    is one of its own; one in several counts in the first.
    """
    truth = {
        claim: answer.happening
        for one in filed
        for claim, answer in one.answers.items()
        if answer.happening is not None
    }
    cluster_of: dict[str, int] = {}
    for number, claims in enumerate(clusters):
        for claim in claims:
            if claim in truth:
                cluster_of.setdefault(claim, number)
    for number, claim in enumerate(truth):
        cluster_of.setdefault(claim, -1 - number)
    both = Counter((cluster_of[claim], happening) for claim, happening in truth.items())
    sizes = Counter(cluster_of.values())
    true_sizes = Counter(truth.values())
    pairs = sum(_pairs(n) for n in both.values())
    found, wanted = sum(_pairs(n) for n in sizes.values()), sum(_pairs(n) for n in true_sizes.values())
    precision = _share(sum(n * n / sizes[c] for (c, _), n in both.items()), len(truth))
    recall = _share(sum(n * n / true_sizes[h] for (_, h), n in both.items()), len(truth))
    exact, covered, tolls = _tolls(world, filed, cluster_of, truth)
    return EventScore(
        pairwise_f1=_f1(_share(pairs, found), _share(pairs, wanted)),
        b3_precision=precision,
        b3_recall=recall,
        b3_f1=_f1(precision, recall),
        toll_exact=_share(exact, tolls),
        toll_covered=_share(covered, tolls),
        claims=len(truth),
        happenings=len(true_sizes),
    )


def _tolls(
    world: World, filed: Sequence[Filed], cluster_of: Mapping[str, int], truth: Mapping[str, str | None]
) -> tuple[int, int, int]:
    """How many happenings have the exact toll, how many cover it, and how many have one at all.

    The likeliest toll of a cluster is the one that most claims tell, of several the latest told.
    """
    told: dict[int, list[tuple[dt.date, int]]] = defaultdict(list)
    of: dict[str, Counter[int]] = defaultdict(Counter)
    for one in filed:
        for grounded in one.report.claims:
            claim = grounded.claim
            happening = truth.get(claim.id)
            if happening is None:
                continue
            of[happening][cluster_of[claim.id]] += 1
            killed = overall(claim.casualties, "killed") if isinstance(claim.casualties, tuple) else None
            if killed is not None:
                told[cluster_of[claim.id]].append((one.taken, killed.low))
    first: dict[int, str] = {}
    for name, cluster in cluster_of.items():
        first[cluster] = min(name, first.get(cluster, name))
    exact = covered = tolls = 0
    for it in world.happenings:
        if not it.killed or it.id not in of:
            continue
        tolls += 1
        counts = of[it.id]
        said = told[min(counts, key=lambda cluster: (-counts[cluster], first[cluster]))]
        if said:
            votes = Counter(count for _, count in said)
            latest = {count: max(day for day, other in said if other == count) for count in votes}
            best = max(votes, key=lambda count: (votes[count], latest[count], count))
            exact += best == it.killed
            covered += min(votes) <= it.killed <= max(votes)
    return exact, covered, tolls


def same_day_and_place(filed: Iterable[Filed]) -> list[list[str]]:
    """The baseline's clusters: claims of one type at one place with one day (of publication, where none is told)."""
    groups: dict[tuple[str, str, dt.date | None], list[str]] = defaultdict(list)
    for told in told_of(filed):
        place = told.claim.places[0].place
        day = told.claim.when.value.start if isinstance(told.claim.when, Known) else told.taken
        name = place.id if isinstance(place, Place) else ""
        groups[told.claim.claim.type, name, day].append(told.claim.claim.id)
    return list(groups.values())


def each_alone(filed: Iterable[Filed]) -> list[list[str]]:
    """Clusters of one claim each."""
    return [[claim.claim.id] for one in filed for claim in one.report.claims]


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return _share(2 * precision * recall, precision + recall)
