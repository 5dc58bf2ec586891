"""Reconciler: the events of many reports, kept as reports are added in any order.

Nothing is stored here and nothing read: a caller adds reports and asks for events. After the same reports the events
are the same, whatever the order and however many were added at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from dateline.reconcile.blocks import Blocks, bearing, same_kind
from dateline.reconcile.merging import connected, grouped
from dateline.reconcile.scoring import DOUBTFUL, THRESHOLD, Match, match, own_match, probability, weight_of
from dateline.reconcile.tellings import Telling, tellings_of
from dateline.records.claim import GroundedReport
from dateline.records.event import Event, Link, Relation, RelationKind
from dateline.records.evidence import Made, Record, Why, identifier

MADE = Made(stage="reconcile", version="0.2")
#: Weights of pairs below this are not kept; they count as strangers'.
_LEAST = -6.0
#: Weight of two tellings of one report, family and stance: what a report keeps apart is hardly one happening. Not
#: minus infinity, for a mode misread keeps apart, too: -1000 gives 0.858 CoNLL F1 on the incidents, -8 gives 0.871,
#: but there three reports of two strikes would have joined them.
_APART = -30.0
_ONE_REPORT = Why(rule="one report", words="nothing that the report says keeps them apart", score=0.9)


class Change(Record, frozen=True):
    """What adding a report did: the events that are new or changed, and the identifiers of those gone."""

    events: tuple[Event, ...]
    gone: tuple[str, ...]


class Reconciler:
    """Tellings, the weights of their pairs, and the groups they fall into."""

    def __init__(
        self,
        reports: Iterable[GroundedReport] = (),
        *,
        agencies: frozenset[str] = frozenset(),
        silent: bool = False,
    ) -> None:
        """``agencies`` as in ``tellings_of``; with ``silent`` reports without claims are placed, too."""
        self._agencies, self._silent = agencies, silent
        self._blocks = Blocks()
        self._same: dict[str, dict[str, float]] = defaultdict(dict)
        #: Who bears on whom and how: from the one that bears, and from the one it bears on.
        self._bears: dict[str, dict[str, RelationKind]] = defaultdict(dict)
        self._borne: dict[str, set[str]] = defaultdict(set)
        self._group_of: dict[str, tuple[str, ...]] = {}
        self._of_report: dict[str, list[Telling]] = defaultdict(list)
        for report in reports:
            self.add(report)

    def add(self, report: GroundedReport) -> Change:
        """Add a report; one that is there changes nothing."""
        return self.add_tellings(tellings_of(report, self._agencies, silent=self._silent))

    def add_tellings(self, tellings: Iterable[Telling]) -> Change:
        """Add tellings of one or several reports."""
        before: set[tuple[str, ...]] = set()
        touched: set[str] = set()
        for telling in tellings:
            if telling.id in self._blocks:
                continue
            touched |= self._place(telling)
            area = connected(telling.id, self._row, THRESHOLD)
            before |= {self._group_of[name] for name in area | touched if name in self._group_of}
            for group in grouped(area, self._row, THRESHOLD):
                self._group_of.update(dict.fromkeys(group, group))
            touched |= area
        now = {self._group_of[name] for name in touched}
        changed = tuple(event for group in sorted(now) if (event := self._event(group)) is not None)
        kept = {event.id for event in changed}
        gone = {name for group in before if (name := self.name_of(group)) is not None} - kept
        return Change(events=changed, gone=tuple(sorted(gone)))

    def events(self) -> Iterator[Event]:
        """All events, in the order of their identifiers."""
        named = {name: group for group in self.groups() if (name := self.name_of(group)) is not None}
        for name in sorted(named):
            event = self._event(named[name])
            if event is not None:
                yield event

    def groups(self) -> list[tuple[str, ...]]:
        """The identifiers of the tellings of each happening, also of those that have no claim."""
        return sorted(set(self._group_of.values()))

    def telling(self, name: str) -> Telling:
        """The telling of this identifier. Raises KeyError."""
        return self._blocks[name]

    def relations(self, name: str) -> list[tuple[RelationKind, str, Match]]:
        """What this telling bears on: how, the group's event, by which match; the likeliest first."""
        best: dict[tuple[RelationKind, str], Match] = {}
        one = self._blocks[name]
        for other, kind in self._bears.get(name, {}).items():
            two = self._blocks[other]
            found = own_match(one, two) if one.around.report == two.around.report else match(one, two)
            event = self.name_of(self._group_of[other])
            if found is not None and event is not None:
                held = best.get((kind, event))
                if held is None or _rank(found) > _rank(held):
                    best[kind, event] = found
        ranked = sorted(best.items(), key=lambda item: (-item[1].weight, item[0]))
        if one.stance != "summed":
            ranked = ranked[:1]
        return [(kind, event, found) for (kind, event), found in ranked]

    def _row(self, name: str) -> dict[str, float]:
        return self._same.get(name, {})

    def _place(self, telling: Telling) -> set[str]:
        """The tellings whose events the new one touches, after it was compared with its neighbourhood."""
        touched = {telling.id}
        for other in self._blocks.near(telling):
            kinds = bearing(telling, other), bearing(other, telling)
            if same_kind(telling, other):
                weight = weight_of(telling, other)
                if weight > _LEAST:
                    self._same[telling.id][other.id] = self._same[other.id][telling.id] = weight
                    if weight > THRESHOLD - DOUBTFUL:
                        touched.add(other.id)
            elif any(kinds) and self._bears_enough(telling, other):
                for first, kind, second in ((telling, kinds[0], other), (other, kinds[1], telling)):
                    if kind is not None:
                        self._bears[first.id][second.id] = kind
                        self._borne[second.id].add(first.id)
                        touched |= {first.id, second.id}
                        # the one that bears may have borne on another event until now
                        touched |= set(self._bears[first.id])
        for other in self._of_report[telling.around.report]:
            if (other.family, other.stance) == (telling.family, telling.stance):
                self._same[telling.id][other.id] = self._same[other.id][telling.id] = _APART
        self._of_report[telling.around.report].append(telling)
        self._blocks.add(telling)
        self._group_of[telling.id] = (telling.id,)
        return touched

    def _bears_enough(self, one: Telling, other: Telling) -> bool:
        if one.around.report == other.around.report:
            return own_match(one, other) is not None
        return weight_of(one, other) > THRESHOLD

    def name_of(self, group: tuple[str, ...]) -> str | None:
        """The event's identifier, by the first of its claims; None where there is no claim."""
        claims = [claim for name in group for claim in self._blocks[name].claims]
        return identifier("e", min(claims)) if claims else None

    def _event(self, group: tuple[str, ...]) -> Event | None:
        name = self.name_of(group)
        if name is None:
            return None
        tellings = [self._blocks[each] for each in group if self._blocks[each].claims]
        borne = sorted({b for t in tellings for b in self._borne.get(t.id, ())})
        relations = [
            Relation(kind=kind, claim=claim, event=event, score=found.score, why=found.why)
            for bearer in borne
            for kind, event, found in self.relations(bearer)
            if event == name
            for claim in self._blocks[bearer].claims
        ]
        return Event(
            id=name,
            claims=tuple(sorted(claim for t in tellings for claim in t.claims)),
            links=tuple(self._links(tellings)),
            made=MADE,
            relations=tuple(relations),
            rivals=tuple(self._rivals(group)),
        )

    def _links(self, tellings: list[Telling]) -> Iterator[Link]:
        """For each claim after its telling's first, and each telling after the first, its best link to another."""
        for number, telling in enumerate(tellings):
            first = telling.claims[0]
            for claim in telling.claims[1:]:
                yield Link(claim=claim, other=first, score=_ONE_REPORT.score, why=(_ONE_REPORT,))
            if number:
                others = [other for other in tellings if other.id != telling.id]
                row = self._row(telling.id)
                best = max(others, key=lambda o: (row.get(o.id, _LEAST), o.id))
                yield _link(telling, best)

    def _rivals(self, group: tuple[str, ...]) -> Iterator[Link]:
        """Links near the threshold that lead out of the group."""
        own = set(group)
        for name in group:
            one = self._blocks[name]
            for other, weight in sorted(self._row(name).items()):
                if other not in own and weight > THRESHOLD - DOUBTFUL:
                    two = self._blocks[other]
                    if one.claims and two.claims:
                        yield _link(one, two, rival=True)


def _link(one: Telling, other: Telling, *, rival: bool = False) -> Link:
    found = match(one, other)
    return Link(
        claim=one.claims[0],
        other=other.claims[0],
        score=probability(found.weight),
        why=found.why,
        doubtful=rival or found.doubtful,
    )


def _rank(found: Match) -> tuple[float, str]:
    """What orders matches, the same on every run."""
    return found.weight, "; ".join(f"{why.rule} {why.words}" for why in found.why)
