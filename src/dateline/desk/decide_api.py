"""The API of deciding: what to decide next, and decisions, which are on the disk when they are answered."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from dateline.desk import openapi
from dateline.desk.answers import answer
from dateline.desk.correcting import Given, correction_given
from dateline.desk.persons import Analyst, Person, Reader, address_of
from dateline.desk.reading import decision_of
from dateline.desk.reviewing import Queue
from dateline.desk.state import Desk, DeskNow
from dateline.desk.suggesting import suggestions
from dateline.errors import UsageError
from dateline.records.decision import Decision
from dateline.store.agenda import TaskKind
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

    ``seen`` are the decisions that the person saw stand on the subjects; where this one would be laid over another one of
    its sort, it is refused with 409, which names those that were not seen. Without ``seen`` it is laid over whatever stands.
    """

    model_config = ConfigDict(extra="forbid")

    kind: Literal["accept", "correct", "reject", "merge", "split", "note", "undo"]
    subjects: list[Name] = Field(min_length=1, max_length=1000)
    field: str | None = Field(default=None, max_length=20)
    value: Value | None = None
    rest: list[Name] = Field(default_factory=list, max_length=1000)
    note: str | None = Field(default=None, max_length=4000)
    seen: list[Name] | None = Field(default=None, max_length=10_000)


@router.get("/review", responses=openapi.answers("Review"))
def review(
    desk: DeskNow,
    reader: Reader,
    skip: Annotated[str, Query(max_length=20_000, description="Tasks to pass over, with commas")] = "",
    kind: TaskKind | None = None,
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
    decision = desk.case.decide(
        made.kind,
        made.subjects,
        analyst.name,
        field=made.field if made.kind == "correct" else None,
        correction=correction,
        rest=made.rest,
        note=made.note,
        seen=made.seen,
    )
    noted(desk, analyst, request, decision)
    row = DecisionRow(decision=decision, stands=True, orphaned=())
    return answer({"decision": decision_of(row), "changed": {"events": events_of(desk, decision)}})


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
    claims = desk.case.claims_touched(decision)
    found = set()
    with desk.case.history() as history:
        for claim in sorted(claims)[:1000]:
            group = history.group_of_claim(claim)
            if group is not None:
                found.add(history.event_name(group))
    return sorted(name for name in found if name is not None)
