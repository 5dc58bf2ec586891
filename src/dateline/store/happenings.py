"""Events over a connection: what claims were put to one, what each field says, what else bears on it; as of a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, func, select

from dateline.errors import UnknownName, UsageError
from dateline.reconcile.bonds import Bonds
from dateline.reconcile.echoes import Family, Unions, families, family_names, independent, origins_of
from dateline.reconcile.events import event_of, name_of
from dateline.reconcile.reconciler import Reconciler
from dateline.reconcile.scoring import match
from dateline.reconcile.shelf import Group
from dateline.reconcile.surroundings import Surroundings
from dateline.reconcile.views import Codebook, View, view_of
from dateline.records.claim import GroundedClaim
from dateline.records.event import Event
from dateline.records.evidence import Record, Why
from dateline.records.header import Header
from dateline.store import judging, versions
from dateline.store.binding import bonds
from dateline.store.encoding import parts
from dateline.store.filters import Filter, conditions
from dateline.store.schema import claims, echoes, reports, telling_claims, tellings
from dateline.store.shelf import PastShelf, SqlShelf
from dateline.store.standing import so_on, stands

#: Events after which who goes through all of a case lets go of what was read.
FORGOTTEN: Final = 200

#: An event's claims with the headers of their reports.
Told = tuple[tuple[Header, GroundedClaim], ...]


class Happening(Record, frozen=True):
    """An event with its claims, what each field says, and how many reports and independent origins tell of it.

    ``denials`` is how many independent origins deny it.
    """

    event: Event
    view: View
    told: Told
    reports: int
    origins: int
    denials: int = 0


class Outline(Record, frozen=True):
    """What is told of an event without its links: its claims, fields, numbers of reports and independent origins.

    ``around`` is what its report lends to each claim, ``family`` the family of each report that has near-copies here.
    """

    id: str
    view: View
    told: Told
    reports: int
    origins: int
    around: Mapping[str, Surroundings]
    family: Mapping[str, str]


class Echo(Record, frozen=True):
    """Reports that go back to one origin, the earliest first.

    ``likeness`` is the least that one has in common with its nearest, 0..1, where they are near-copies; else
    ``origin`` is the source that all of them name for what they tell of one event.
    """

    headers: tuple[Header, ...]
    likeness: float | None = None
    origin: str | None = None


class History:
    """The events of a case, as they are now or as they were known on a day."""

    def __init__(self, connection: Connection, as_of: dt.date | None = None) -> None:
        self.connection, self._as_of = connection, as_of
        self._bonds: Bonds = bonds(connection, as_of)
        self._past = None if as_of is None else PastShelf(connection, as_of)
        self._shelf = self._past or SqlShelf(connection)

    def groups(self, wanted: Filter) -> Iterator[Group]:
        """The groups of tellings that hold a claim that is wanted, each once, by the claims' days."""
        query = (
            select(tellings.c.id)
            .join(telling_claims, telling_claims.c.telling == tellings.c.row)
            .join(claims, claims.c.id == telling_claims.c.claim)
            .where(*conditions(wanted), so_on(tellings, self._as_of))
            .order_by(claims.c.when_start.is_(None), claims.c.when_start, claims.c.id)
        )
        seen: set[str] = set()
        for name in self.connection.scalars(query).all():
            if name not in seen and name in self._shelf:
                group = self.group_of(name)
                seen |= set(group)
                yield group

    def group_of_claim(self, claim: str) -> Group | None:
        """The group that tells this claim; None where none does."""
        name = judging.telling_of(self.connection, self._shelf, claim, self._as_of)
        return None if name is None else self.group_of(name)

    def named(self, name: str) -> Group:
        """The group of the event of this identifier, or of that claim's (or the start of either).

        Raises UsageError where there is none or several.
        """
        if name.strip().lower().startswith("e-"):
            found = judging.firsts(self.connection, name)
        else:
            found = list(judging.claims_named(self.connection, name))
        groups = {group for claim in found if (group := self.group_of_claim(claim)) is not None}
        if len(groups) == 1:
            return groups.pop()
        if groups:
            raise UsageError(f"several events start with {name!r}; give more of it")
        when = "" if self._as_of is None else f" as known on {self._as_of}"
        raise UnknownName(f"no event {name!r}{when}", "events")

    def group_of(self, name: str) -> Group:
        """The group that this telling is in."""
        if self._past is not None:
            if not self._past.grouped(name):
                Reconciler(self._past, self._bonds).settle([name])
            return self._past.group(name)
        return self._shelf.group(name)

    def event_name(self, group: Group) -> str | None:
        """The identifier of the group's event."""
        return name_of(self._shelf, group)

    def claims_of(self, group: Group) -> tuple[str, ...]:
        """The claims of the group's tellings, sorted."""
        return tuple(sorted(claim for name in group for claim in self._shelf.telling(name).claims))

    def groups_of(self, events: Sequence[str]) -> list[Group]:
        """The groups of the events of these identifiers, in their order; without those that are no more."""
        if self._past is None:
            return self._shelf.of_events(events)
        return [self.named(event) for event in events]

    def outline(self, group: Group, codebook: Codebook = "ucdp") -> Outline | None:
        """What is told of the event of a group, without its links; None where it has no claim."""
        return next(iter(self.outlines([group], codebook)), None)

    def outlines(self, groups: Sequence[Group], codebook: Codebook = "ucdp") -> Iterator[Outline]:
        """What is told of the events of these groups that have claims, in their order; asked for all at once."""
        named = [claim for group in groups for claim in self.claims_of(group)]
        told = {g.claim.id: (h, g) for h, g in self.told(named)}
        for group in groups:
            name = self.event_name(group)
            if name is not None:
                yield self._outline(name, group, told, codebook)

    def _outline(
        self, name: str, group: Group, held: Mapping[str, tuple[Header, GroundedClaim]], codebook: Codebook
    ) -> Outline:
        around = {each: self._shelf.telling(each).around for each in group}
        of_claim = {c: around[each] for each in group for c in self._shelf.telling(each).claims}
        told = tuple(held[claim] for claim in self.claims_of(group) if claim in held)
        pairs = [(grounded, of_claim[grounded.claim.id]) for _, grounded in told]
        family = family_names(families(_once(around.values())))
        return Outline(
            id=name,
            view=view_of(pairs, family, codebook),
            told=told,
            reports=len({each.report for each in around.values()}),
            origins=independent(((g.claim, a) for g, a in pairs), family),
            around=of_claim,
            family=family,
        )

    def happening(self, group: Group, codebook: Codebook = "ucdp") -> Happening | None:
        """The event of a group; None where it has no claim."""
        self._group_bearers(group)
        event = event_of(self._shelf, group, self._bonds)
        outline = self.outline(group, codebook)
        if event is None or outline is None:
            return None
        return Happening(
            event=event,
            view=outline.view,
            told=outline.told,
            reports=outline.reports,
            origins=outline.origins,
            denials=self._denials(event),
        )

    def denials(self, groups: Sequence[Group]) -> dict[str, int]:
        """How many independent origins deny the events of these groups, by identifier; those that nobody denies left out."""
        home = {name: group for group in groups for name in group}
        found: dict[str, int] = {}
        for group in sorted({home[name] for name in self._shelf.denied(list(home))}):
            self._group_bearers(group)
            event = event_of(self._shelf, group, self._bonds)
            if event is not None and (number := self._denials(event)):
                found[event.id] = number
        return found

    def _denials(self, event: Event) -> int:
        names = {each.claim for each in event.relations if each.kind == "denies"}
        if not names:
            return 0
        told = [
            (g.claim, self._shelf.telling(home).around)
            for _, g in self.told(names)
            if (home := self._shelf.telling_of(g.claim.id)) is not None
        ]
        family = family_names(families(_once(around for _, around in told)))
        return independent(told, family)

    def _group_bearers(self, group: Group) -> None:
        """See to it that the groups of all that bears on this one, and of what that bears on, are known."""
        if self._past is None:
            return
        for name in group:
            for bearer in self._shelf.borne(name):
                for other in (bearer, *self._shelf.bears(bearer)):
                    self.group_of(other)

    def told(self, wanted: Iterable[str]) -> Iterator[tuple[Header, GroundedClaim]]:
        """These claims as they are, or were on the day, with their reports' headers, by identifier."""
        query = (
            select(claims.c.record, *versions.about(self._as_of))
            .join(reports, claims.c.report == reports.c.id)
            .where(so_on(claims, self._as_of))
            .order_by(claims.c.id)
        )
        for part in parts(sorted(set(wanted))):
            for row in self.connection.execute(query.where(claims.c.id.in_(part))):
                yield versions.header_of_row(row), msgspec.convert(row.record, GroundedClaim)

    def forget(self) -> None:
        """Let go of what was read, as somebody should who asks for very many events."""
        self._shelf.forget()

    def match(self, one: str, other: str) -> tuple[Why, ...]:
        """What speaks for and against two claims being of one happening."""
        names = self._shelf.telling_of(one), self._shelf.telling_of(other)
        if names[0] is None or names[1] is None:
            return ()
        return match(self._shelf.telling(names[0]), self._shelf.telling(names[1])).why

    def echoes(self) -> list[Echo]:
        """The families of reports that go back to one origin: near-copies, then one source's words on one event."""
        found = [Echo(headers=self.headers(each.reports), likeness=each.likeness) for each in self.copies()]
        families = {echo.headers: echo for echo in found}
        shared: dict[tuple[str, str], set[str]] = defaultdict(set)
        for group in self._told_often():
            around = {c: t.around for t in map(self._shelf.telling, group) for c in t.claims}
            for _, grounded in self.told(around):
                if grounded.claim.sources:
                    for origin in origins_of(grounded.claim, around[grounded.claim.id]):
                        shared[origin, group[0]].add(around[grounded.claim.id].report)
        by_reports: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for (origin, _), names in shared.items():
            if len(names) > 1:
                by_reports[tuple(sorted(names))].add(origin)
        for ordered, origins in sorted(by_reports.items()):
            headers = self.headers(ordered)
            if headers not in families:
                found.append(Echo(headers=headers, origin=", ".join(sorted(origins))))
        return found

    def _told_often(self) -> Iterator[Group]:
        """The groups of several tellings."""
        if self._past is not None:
            yield from (group for group in self.groups(Filter(as_of=self._as_of)) if len(group) > 1)
            return
        several = select(tellings.c.event).where(tellings.c.counts, tellings.c.event.is_not(None))
        several = several.group_by(tellings.c.event).having(func.count() > 1).order_by(tellings.c.event)
        for event in self.connection.scalars(several).all():
            yield self._shelf.of_event(event)

    def headers(self, names: Iterable[str]) -> tuple[Header, ...]:
        """The headers of these reports, by their day of publication."""
        query = select(*versions.about(self._as_of)).where(reports.c.id.in_(list(names)))
        query = query.order_by(reports.c.published_start.is_(None), reports.c.published_start, reports.c.id)
        return tuple(versions.header_of_row(row) for row in self.connection.execute(query))

    def copies(self) -> tuple[Family, ...]:
        """The families of reports that are near-copies."""
        query = select(echoes.c.one, echoes.c.other, echoes.c.likeness)
        unions: Unions[str] = Unions()
        nearest: dict[str, float] = {}
        standing = set(self.connection.scalars(select(reports.c.id).where(stands(self._as_of))))
        for one, other, share in self.connection.execute(query):
            if one in standing and other in standing:
                unions.join(one, other)
                for name in (one, other):
                    nearest[name] = max(nearest.get(name, 0.0), share)
        members: dict[str, list[str]] = defaultdict(list)
        for name in sorted(nearest):
            members[unions.root(name)].append(name)
        return tuple(
            Family(reports=tuple(names), likeness=min(nearest[n] for n in names))
            for names in sorted(members.values())
        )


def _once(around: Iterable[Surroundings]) -> Sequence[Surroundings]:
    return list({each.report: each for each in around}.values())
