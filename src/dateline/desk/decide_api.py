"""The API of deciding: what to decide next, and decisions, which are on the disk when they are answered."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from dateline.desk import openapi
from dateline.desk.answers import answer
from dateline.desk.correcting import Given, correction_given
from dateline.desk.explore_api import decision_of
from dateline.desk.persons import Analyst, Person, Reader, Refused, address_of
from dateline.desk.reviewing import Kind, Queue
from dateline.desk.state import Desk, DeskNow
from dateline.desk.suggesting import suggestions
from dateline.errors import UsageError
from dateline.export.terminal import plain
from dateline.records.decision import Decision
from dateline.store.decisions import DecisionRow

router = APIRouter(prefix="/api", tags=["decide"])

Name = Annotated[str, Field(min_length=1, max_length=100)]


class Picked(BaseModel):
    """Words of the report, by the code points at which they begin and end."""

    model_config = ConfigDict(extra="forbid")

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Value(BaseModel):
    """The right value: one of the candidates as it was offered, or words as on the command line; and what says so.

    Words that are picked alone are the value themselves.
    """

    model_config = ConfigDict(extra="forbid")

    words: Picked | None = None
    candidate: Any = None
    text: str | None = Field(default=None, max_length=1000)
    unknown: bool = False


class NewDecision(BaseModel):
    """A decision, as the command of its name takes it.

    ``seen`` is the last decision of its sort that the person saw stand on the subjects, null for none; where another one
    was made since, this one is refused with 409. Without ``seen`` it is laid over whatever stands.
    """

    model_config = ConfigDict(extra="forbid")

    kind: Literal["accept", "correct", "reject", "merge", "split", "note", "undo"]
    subjects: list[Name] = Field(min_length=1, max_length=1000)
    field: str | None = Field(default=None, max_length=20)
    value: Value | None = None
    rest: list[Name] = Field(default_factory=list, max_length=1000)
    note: str | None = Field(default=None, max_length=4000)
    seen: str | None = Field(default=None, max_length=100)


#: Decisions of one sort, of which a later one is laid over an earlier one.
_SORTS: Final = (frozenset({"accept", "correct", "reject"}), frozenset({"merge", "split"}))
_DONE: Final = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "merge": "merged",
    "split": "split",
}
#: Held while it is looked what stands and a decision is made, so that none of this desk comes in between.
_deciding = threading.Lock()


@router.get("/review", responses=openapi.answers("Review"))
def review(
    desk: DeskNow,
    reader: Reader,
    skip: Annotated[str, Query(max_length=20_000, description="Tasks to pass over, with commas")] = "",
    kind: Kind | None = None,
    task: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """What to decide next, the most uncertain of the important first; ``task`` names one of them."""
    skipped = {name.strip() for name in skip.split(",") if name.strip()}
    return answer(Queue(desk).answer(skipped, kind, task))


@router.get("/suggest", responses=openapi.answers("Suggestions"))
def suggest(
    desk: DeskNow,
    reader: Reader,
    field: Literal["place", "actor", "actors", "recipients", "type", "mode", "reality"],
    q: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Values for a field whose name or form begins with these words, or holds them."""
    return answer(suggestions(desk, field, q))


@router.post("/decisions", responses=openapi.answers("Decided"))
def decide(made: NewDecision, desk: DeskNow, analyst: Analyst, request: Request) -> Response:
    """Make a decision. Where it is answered it is on the disk with all that follows from it."""
    correction = None
    if made.kind == "correct":
        if made.field is None or made.value is None or len(made.subjects) != 1:
            raise UsageError("correct one claim at a time; give its identifier, a field and a value")
        words = None if made.value.words is None else (made.value.words.start, made.value.words.end)
        given = Given(
            words=words,
            candidate=made.value.candidate,
            text=made.value.text,
            unknown=made.value.unknown,
        )
        correction = correction_given(desk.case, made.subjects[0], made.field, given)
    with _deciding:
        if "seen" in made.model_fields_set:
            refuse_unseen(desk, made)
        decision = desk.case.decide(
            made.kind,
            made.subjects,
            analyst.name,
            field=made.field if made.kind == "correct" else None,
            correction=correction,
            rest=made.rest,
            note=made.note,
        )
    noted(desk, analyst, request, decision)
    row = DecisionRow(decision=decision, stands=True, orphaned=())
    return answer({"decision": decision_of(row), "changed": {"events": events_of(desk, decision)}})


def refuse_unseen(desk: Desk, made: NewDecision) -> None:
    """Raise Refused where a decision of this sort was made on a subject after the one that the person saw."""
    sort = next((kinds for kinds in _SORTS if made.kind in kinds), frozenset())
    about = desk.case.claims_named([*made.subjects, *made.rest]) if made.kind != "undo" else set()
    rows = [row for row in desk.case.decisions() if row.decision.kind in sort]
    known = next((i for i, row in enumerate(rows) if row.decision.id == made.seen), -1)
    later = [row.decision for row in rows[known + 1 :] if row.stands and about & set(row.decision.subjects)]
    if not later:
        return
    last = later[-1]
    day = "" if last.at.date() == dt.datetime.now(dt.UTC).date() else f"{last.at:%Y-%m-%d} "
    raise Refused(
        409,
        f"{_DONE[last.kind]} by {plain(last.by)} at {day}{last.at:%H:%M} UTC, after you loaded this; "
        "decide again to lay yours over it",
    )


def noted(desk: Desk, person: Person, request: Request, decision: Decision) -> None:
    """Write the decision into the audit log."""
    about = {
        "decision": decision.id,
        "kind": decision.kind,
        "subjects": len(decision.subjects),
        "case": str(desk.case.path),
        "from": address_of(request),
    }
    desk.note_done(person.name, "decide", about)


def events_of(desk: Desk, decision: Decision) -> list[str]:
    """The events that the claims which a decision bears on are in now."""
    rows = {row.decision.id: row.decision for row in desk.case.decisions()} if decision.kind == "undo" else {}
    claims: set[str] = set()
    waiting = [decision]
    while waiting:
        one = waiting.pop()
        if one.kind == "undo":
            waiting += [rows[name] for name in one.subjects if name in rows]
        else:
            claims.update(one.subjects)
    found = set()
    with desk.case.history() as history:
        for claim in sorted(claims)[:1000]:
            group = history.group_of_claim(claim)
            if group is not None:
                found.add(history.event_name(group))
    return sorted(name for name in found if name is not None)


__all__ = ["Refused", "router"]
