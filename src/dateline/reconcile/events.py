"""Events: what is on a shelf, told as events with their links, relations and rivals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.reconcile.bonds import NO_BONDS, Bonds
from dateline.reconcile.hindrance import with_reason
from dateline.reconcile.scoring import DOUBTFUL, THRESHOLD, Match, match, own_match, probability
from dateline.reconcile.shelf import Group, MemoryShelf, Shelf
from dateline.reconcile.tellings import Telling
from dateline.records.event import Event, Link, Relation, RelationKind
from dateline.records.evidence import Made, Why, identifier

MADE = Made(stage="reconcile", version="0.4")
_ONE_REPORT = Why(rule="one report", words="nothing that the report says keeps them apart", score=0.9)
_DECIDED = Why(rule="decision", words="a person joined them", score=1.0)


def event_name(claims: Iterable[str]) -> str | None:
    """The identifier of the event of these claims, by the first of them; None where there is none."""
    first = min(claims, default=None)
    return None if first is None else identifier("e", first)


def name_of(shelf: Shelf, group: Group) -> str | None:
    """The identifier of the group's event; None where its tellings have no claims."""
    return event_name(claim for name in group for claim in shelf.telling(name).claims)


def events_of(shelf: MemoryShelf, bonds: Bonds = NO_BONDS) -> Iterator[Event]:
    """All events, in the order of their identifiers."""
    named = {name: group for group in shelf.groups() if (name := name_of(shelf, group)) is not None}
    for name in sorted(named):
        event = event_of(shelf, named[name], bonds)
        if event is not None:
            yield event


def event_of(shelf: Shelf, group: Group, bonds: Bonds = NO_BONDS) -> Event | None:
    """The event of this group; None where it has no claims. Rivals that people have decided on are left out."""
    name = name_of(shelf, group)
    if name is None:
        return None
    tellings = [telling for each in group if (telling := shelf.telling(each)).claims]
    borne = sorted({bearer for t in tellings for bearer in shelf.borne(t.id)})
    bearing = (
        Relation(kind=kind, claim=claim, event=event, score=found.score, why=found.why)
        for bearer in borne
        for kind, event, found in relations_of(shelf, bearer)
        if event == name
        for claim in shelf.telling(bearer).claims
    )
    return Event(
        id=name,
        claims=tuple(sorted(claim for t in tellings for claim in t.claims)),
        links=tuple(_links(shelf, tellings, bonds)),
        made=MADE,
        relations=tuple(bearing),
        rivals=tuple(with_reason(shelf, group, link, bonds) for link in _rivals(shelf, group, bonds)),
    )


def relations_of(shelf: Shelf, name: str) -> list[tuple[RelationKind, str, Match]]:
    """What this telling bears on: how, the group's event, by which match; the likeliest first."""
    best: dict[tuple[RelationKind, str], Match] = {}
    one = shelf.telling(name)
    for other, kind in shelf.bears(name).items():
        two = shelf.telling(other)
        found = own_match(one, two) if one.around.report == two.around.report else match(one, two)
        event = name_of(shelf, shelf.group(other))
        if found is not None and event is not None:
            held = best.get((kind, event))
            if held is None or _rank(found) > _rank(held):
                best[kind, event] = found
    ranked = sorted(best.items(), key=lambda item: (-item[1].weight, item[0]))
    if one.stance != "summed":
        ranked = ranked[:1]
    return [(kind, event, found) for (kind, event), found in ranked]


def _links(shelf: Shelf, tellings: list[Telling], bonds: Bonds) -> Iterator[Link]:
    """For each claim after its telling's first, and each telling after the first, its best link to another."""
    for number, telling in enumerate(tellings):
        first = telling.claims[0]
        for claim in telling.claims[1:]:
            yield Link(claim=claim, other=first, score=_ONE_REPORT.score, why=(_ONE_REPORT,))
        if number:
            (row,) = shelf.tied([telling.id])
            best = max(tellings[:number], key=lambda o: (row.get(o.id, float("-inf")), o.id))
            yield link_of(telling, best, bonds)


def _rivals(shelf: Shelf, group: Group, bonds: Bonds) -> Iterator[Link]:
    """Links near the threshold that lead out of the group."""
    own = set(group)
    for name, row in zip(group, shelf.tied(group), strict=True):
        one = shelf.telling(name)
        for other, weight in sorted(row.items()):
            if other not in own and weight > THRESHOLD - DOUBTFUL:
                two = shelf.telling(other)
                decided = any(bonds.decided(a, b) for a in one.claims for b in two.claims)
                if one.claims and two.claims and not decided:
                    yield link_of(one, two, rival=True)


def link_of(one: Telling, other: Telling, bonds: Bonds = NO_BONDS, *, rival: bool = False) -> Link:
    """The link of two tellings, by their first claims; one that a person made is no doubtful one."""
    found = match(one, other)
    if any(bonds.decided(a, b) for a in one.claims for b in other.claims):
        return Link(claim=one.claims[0], other=other.claims[0], score=1.0, why=(_DECIDED, *found.why))
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
