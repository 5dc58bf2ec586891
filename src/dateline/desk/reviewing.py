"""Reviewing: the next thing to decide on, with all that is needed for it on one screen."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final, Literal

import numpy as np

from dateline.codebooks.ontology import load_ontology
from dateline.desk.labels import Labels
from dateline.desk.listing import title_of
from dateline.desk.mapped import Mapped
from dateline.desk.reading import around, claim_told
from dateline.desk.state import Desk
from dateline.ground.gazetteer import open_gazetteer
from dateline.reconcile.scoring import probability
from dateline.records.claim import GroundedClaim, Place
from dateline.records.evidence import Unknown, to_builtins
from dateline.records.header import Header
from dateline.review.queue import claim_uncertainty, importance, pair_uncertainty, weight_of
from dateline.store.columns import NO_DAY, REVIEWS, Ints
from dateline.store.doubting import Doubt
from dateline.store.happenings import Outline

Kind = Literal["pair", "claim"]
#: Pairs that are looked at for the next one.
_PAIRS: Final = 200
#: Candidates of one field that are offered.
_OFFERED: Final = 12


class Queue:
    """What is open in a case, in its order."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._shown: Mapped = desk.weighed()

    def answer(self, skip: Collection[str], kind: Kind | None, task: str | None = None) -> dict[str, Any]:
        """The next task, or the one of this identifier, and how many are left and done."""
        columns = self._shown.columns
        counts = columns.standing & (columns.review != REVIEWS.index("rejected"))
        open_ = counts & (columns.review == 0) & (columns.event >= 0)
        doubts = [] if kind == "claim" else self._doubts()
        pairs, decided = self._desk.case.doubtful()
        done = int((columns.standing & (columns.review != 0)).sum()) + decided
        found = self._named(task) if task else self._next(skip, kind, doubts, open_)
        left = (0 if kind == "claim" else pairs) + (0 if kind == "pair" else int(open_.sum()))
        return {"left": left, "done": done, "task": found}

    def _next(self, skip: Collection[str], kind: Kind | None, doubts: list[Doubt], open_: Any) -> Any:
        best_pair = max(
            (each for each in self._weighed(doubts) if _name(each[2]) not in skip),
            key=lambda each: each[0] * each[1],
            default=None,
        )
        best_claim = None if kind == "pair" else self._claim(np.flatnonzero(open_), skip)
        if best_pair is not None and (
            best_claim is None or best_pair[0] * best_pair[1] >= best_claim[1] * best_claim[2]
        ):
            return self._pair(best_pair[2], best_pair[0], best_pair[1])
        return None if best_claim is None else self._claim_task(*best_claim)

    def _doubts(self) -> list[Doubt]:
        with self._desk.case.history() as history:
            return history.doubts(_PAIRS)

    def _weighed(self, doubts: list[Doubt]) -> Iterator[tuple[float, float, Doubt]]:
        for doubt in doubts:
            found = [self._importance_of(name) for name in (doubt.one, doubt.other)]
            yield pair_uncertainty(doubt.weight), max(found), doubt

    def _importance_of(self, claim: str) -> float:
        index = self._shown.columns.index.get(claim)
        return 0.0 if index is None else float(self._importance(np.array([index]))[0])

    def _importance(self, claims: Ints) -> Any:
        columns, shown = self._shown.columns, self._shown
        weights = np.array([weight_of(kind) for kind in columns.tables.types.values] or [0.0])
        event = columns.event[claims]
        dead = np.zeros(len(claims)) if shown.killed is None else shown.killed[event].astype(float)
        return importance(
            weights[columns.type[claims]], dead, np.maximum(shown.reports[event], 1).astype(float)
        )

    def _claim(self, claims: Ints, skip: Collection[str]) -> tuple[int, float, float] | None:
        """The open claim that comes first, its uncertainty and importance."""
        columns = self._shown.columns
        resolved = np.zeros(columns.size, dtype=np.bool_)
        resolved[columns.placed[columns.place >= 0]] = True
        uncertain = claim_uncertainty(
            self._shown.confidence[claims], resolved[claims], columns.start[claims] != NO_DAY
        )
        weighty = self._importance(claims)
        for at in np.lexsort((claims, -(uncertain * weighty))).tolist():
            index = int(claims[at])
            if columns.identifier[index] not in skip:
                return index, round(float(uncertain[at]), 3), round(float(weighty[at]), 3)
        return None

    def _named(self, task: str) -> Any:
        one, _, other = task.partition("~")
        if other:
            for doubt in self._doubts():
                if (doubt.one, doubt.other) == (one, other):
                    return self._pair(doubt, pair_uncertainty(doubt.weight), self._importance_of(one))
            return None
        index = self._shown.columns.index.get(one)
        if index is None:
            return None
        unsure = self._claim(np.array([index]), ())
        return None if unsure is None else self._claim_task(*unsure)

    def _pair(self, doubt: Doubt, uncertainty: float, weight: float) -> dict[str, Any] | None:
        with self._desk.case.history() as history:
            told = {g.claim.id: (h, g) for h, g in history.told((doubt.one, doubt.other))}
            if len(told) < 2:  # another version of a page came meanwhile
                return None
            events, sides = {}, []
            for name in (doubt.one, doubt.other):
                group = history.group_of_claim(name)
                events[name] = None if group is None else history.event_name(group)
                sides.append(None if group is None else history.outline(group))
            why = history.match(doubt.one, doubt.other)
        labels = Labels(self._shown.columns.tables)
        return {
            "id": _name(doubt),
            "kind": "pair",
            "one": {**self._card(*told[doubt.one], events[doubt.one]), "of": _size(sides[0], labels)},
            "other": {**self._card(*told[doubt.other], events[doubt.other]), "of": _size(sides[1], labels)},
            "joining": joining(sides, labels),
            "joined": doubt.joined,
            "score": probability(doubt.weight),
            "why": why,
            "uncertainty": uncertainty,
            "importance": weight,
        }

    def _card(self, header: Header, grounded: GroundedClaim, event: str | None) -> dict[str, Any]:
        """A claim with its lines and the paragraph that it stands in."""
        told = claim_told(self._desk, header, grounded, None)
        text = self._desk.case.text(header.report)
        return {**told, "event": event, **around(text, grounded)}

    def _claim_task(self, index: int, uncertainty: float, weight: float) -> dict[str, Any]:
        name = self._shown.columns.identifier[index]
        header, grounded = self._desk.case.claim(name)
        told = claim_told(self._desk, header, grounded, None)
        text = self._desk.case.text(header.report)
        return {
            "id": name,
            "kind": "claim",
            "claim": {**told, **around(text, grounded)},
            "uncertainty": uncertainty,
            "importance": weight,
            "candidates": candidates(grounded, self._named_near(header.report, grounded)),
        }

    def _named_near(self, report: str, grounded: GroundedClaim) -> list[Place]:
        """The places that the report's claims name, those of the nearest sentence first."""
        at = grounded.claim.sentence.start
        claims = [each.claim for each in self._desk.case.report(report)[2]]
        claims.sort(key=lambda each: abs(each.claim.sentence.start - at))
        return [item.place for each in claims for item in each.places if isinstance(item.place, Place)]


def _name(doubt: Doubt) -> str:
    return f"{doubt.one}~{doubt.other}"


def _size(outline: Outline | None, labels: Labels) -> dict[str, Any] | None:
    """An event in words, and how many claims in how many reports tell of it."""
    if outline is None:
        return None
    return {
        "title": title_of(outline, labels),
        "claims": len(outline.told),
        "reports": len({header.report for header, _ in outline.told}),
    }


def joining(sides: Sequence[Outline | None], labels: Labels) -> str:
    """In one sentence, what becomes of the events of two claims where they are joined."""
    events = {each.id: each for each in sides if each is not None}
    told = {grounded.claim.id: header.report for each in events.values() for header, grounded in each.told}
    reports = len(set(told.values()))
    size = (
        f"{len(told)} claim{'' if len(told) == 1 else 's'} in {reports} report{'' if reports == 1 else 's'}"
    )
    titles = "; ".join(f"“{title_of(each, labels)}”" for each in events.values())
    if len(events) == 1 and None not in sides:
        return f"They are in one event of {size}: {titles}."
    return f"Joining makes one event of {size}: {titles}."


def candidates(grounded: GroundedClaim, near: Sequence[Place] = ()) -> dict[str, list[dict[str, Any]]]:
    """For each field the values that a person may choose of, besides the one that stands.

    Of places these are all of the same words, and then those that the report names elsewhere, ``near``.
    """
    ontology = load_ontology()
    claim = grounded.claim
    found: dict[str, list[dict[str, Any]]] = {
        "type": [_choice(each.id, each.id, each.definition) for each in ontology.event],
        "mode": [_choice(each, each, "") for each in ontology.modes(claim.type)],
        "reality": [_choice(each.id, each.id, each.definition) for each in ontology.reality],
    }
    words = [] if isinstance(claim.places, Unknown) else [each.words for each in claim.places]
    places = {}
    with open_gazetteer() as gazetteer:
        for each in words:
            for hit in gazetteer.candidates(each)[:_OFFERED]:
                places[hit.place.id] = place_choice(hit.place)
    same = list(places.values())[:_OFFERED]
    others = {place.id: place for place in near if place.id not in places}
    found["place"] = same + [_in_report(place) for place in list(others.values())[:_OFFERED]]
    return found


def place_choice(place: Place) -> dict[str, Any]:
    """A place that may be chosen."""
    where = (place.kind, place.province, place.country)
    return _choice(to_builtins(place), place.name, ", ".join(dict.fromkeys(part for part in where if part)))


def _in_report(place: Place) -> dict[str, Any]:
    made = place_choice(place)
    return {**made, "hint": f"named in this report; {made['hint']}"}


def _choice(value: Any, label: str, hint: str) -> dict[str, Any]:
    return {"value": value, "label": label, "hint": hint}
