"""Reviewing: the next thing to decide on, with all that is needed for it on one screen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from dateline.codebooks.ontology import load_ontology
from dateline.desk.labels import Labels
from dateline.desk.listing import title_of
from dateline.desk.reading import around, claim_told
from dateline.desk.state import Desk
from dateline.ground.gazetteer import open_gazetteer
from dateline.reconcile.scoring import probability
from dateline.records.claim import GroundedClaim, Place
from dateline.records.evidence import Unknown, to_builtins
from dateline.records.header import Header
from dateline.store.agenda import Task, TaskKind
from dateline.store.happenings import Outline

#: Candidates of one field that are offered.
_OFFERED: Final = 12


class Queue:
    """What is open in a case, in its order."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._agenda = desk.snapshots.agenda()

    def answer(self, skip: Collection[str], kind: TaskKind | None, task: str | None = None) -> dict[str, Any]:
        """The next task, or the one of this identifier, and how many are open and done."""
        if task:
            found = self._agenda.named(task)
        else:
            found = next((each for each in self._agenda.tasks(kind) if each.id not in skip), None)
        shown = None if found is None else self._pair(found) if found.other else self._claim(found)
        return {"left": self._agenda.left(kind), "done": self._agenda.done(kind), "task": shown}

    def _pair(self, task: Task) -> dict[str, Any] | None:
        one, other = task.one, task.other or ""
        with self._desk.case.history() as history:
            told = {g.claim.id: (h, g) for h, g in history.told((one, other))}
            if len(told) < 2:  # another version of a page came meanwhile
                return None
            events, sides = {}, []
            for name in (one, other):
                group = history.group_of_claim(name)
                events[name] = None if group is None else history.event_name(group)
                sides.append(None if group is None else history.outline(group))
            why = history.match(one, other)
        labels = Labels(self._agenda.columns.tables)
        return {
            "id": task.id,
            "kind": task.kind,
            "one": {**self._card(*told[one], events[one]), "of": _size(sides[0], labels)},
            "other": {**self._card(*told[other], events[other]), "of": _size(sides[1], labels)},
            "joining": joining(sides, labels),
            "joined": task.joined,
            "score": probability(task.weight),
            "why": why,
            "uncertainty": round(task.uncertainty, 3),
            "importance": round(task.importance, 3),
        }

    def _card(self, header: Header, grounded: GroundedClaim, event: str | None) -> dict[str, Any]:
        """A claim with its lines and the paragraph that it stands in."""
        told = claim_told(self._desk, header, grounded, None)
        text = self._desk.case.text(header.report)
        return {**told, "event": event, **around(text, grounded)}

    def _claim(self, task: Task) -> dict[str, Any]:
        header, grounded = self._desk.case.claim(task.one)
        told = claim_told(self._desk, header, grounded, None)
        text = self._desk.case.text(header.report)
        return {
            "id": task.id,
            "kind": task.kind,
            "claim": {**told, **around(text, grounded)},
            "uncertainty": round(task.uncertainty, 3),
            "importance": round(task.importance, 3),
            "candidates": candidates(grounded, self._named_near(header.report, grounded)),
        }

    def _named_near(self, report: str, grounded: GroundedClaim) -> list[Place]:
        """The places that the report's claims name, those of the nearest sentence first."""
        at = grounded.claim.sentence.start
        claims = [each.claim for each in self._desk.case.report(report)[2]]
        claims.sort(key=lambda each: abs(each.claim.sentence.start - at))
        return [item.place for each in claims for item in each.places if isinstance(item.place, Place)]


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
