"""The API of exploring: the map with its facets, lists of events, one event with all that is told of it."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from dateline.desk import openapi
from dateline.desk.answers import answer, body, ready, reason_of
from dateline.desk.exploring import Explored
from dateline.desk.labels import Labels
from dateline.desk.listing import Order, labels_of, ordered, row_of, rows_of, value_label
from dateline.desk.persons import Reader, Refused
from dateline.desk.reading import decision_of
from dateline.desk.state import DeskNow
from dateline.desk.wanted import Asked, Day, box_of
from dateline.errors import UsageError
from dateline.export.amounts import amount_words
from dateline.reconcile.echoes import families
from dateline.reconcile.tolls import counted
from dateline.reconcile.views import COUNTED, Codebook, Field, origin_words
from dateline.records.claim import GroundedClaim
from dateline.records.days import last_day
from dateline.records.evidence import Known, to_builtins
from dateline.records.header import Header
from dateline.store.happenings import History, Outline

router = APIRouter(prefix="/api", tags=["explore"])

Box = Annotated[str | None, Query(max_length=100, description="west,south,east,north in degrees")]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
Limit = Annotated[int, Query(ge=1, le=200)]
Identifier = Annotated[str, Path(max_length=100)]


@router.get("/explore", responses=openapi.answers("Explore"))
def explore(
    reader: Reader,
    asked: Asked,
    desk: DeskNow,
    bbox: Box = None,
    zoom: Annotated[float, Query(ge=0, le=24)] = 2,
    width: Annotated[int, Query(ge=0, le=20_000, description="Pixels; not needed.")] = 0,
) -> Response:
    """The map in the box at this zoom, and for the whole view the facets, the timeline, what is on no map."""
    box = box_of(bbox)
    version = desk.snapshots.version
    shown = desk.snapshots.of(asked.as_of)
    if asked.origins is not None:
        shown = desk.weighed(asked.as_of)

    def made() -> bytes:
        return body(Explored(shown, asked, desk.case).answer(box, zoom))

    return ready(desk.kept(("explore", asked, box, zoom, shown.origins is not None), made, version))


@router.get("/events", responses=openapi.answers("Events"))
def events(
    reader: Reader,
    asked: Asked,
    desk: DeskNow,
    bbox: Box = None,
    offset: Offset = 0,
    limit: Limit = 50,
    sort: Order = "day",
    codebook: Codebook = "ucdp",
) -> Response:
    """The events that are asked for, a page of them; with ``bbox`` only those in it."""
    box = box_of(bbox)
    version = desk.snapshots.version
    needs = asked.origins is not None or sort in ("origins", "killed")
    shown = desk.weighed(asked.as_of) if needs else desk.snapshots.of(asked.as_of)

    def made() -> bytes:
        found = Explored(shown, msgspec.structs.replace(asked, box=box), desk.case).events
        codes = ordered(shown, found, sort)
        rows = rows_of(desk.case, shown, codes[offset : offset + limit].tolist(), codebook)
        return body({"total": len(codes), "items": rows})

    key = ("events", asked, box, offset, limit, sort, codebook)
    return ready(desk.kept(key, made, version))


@router.get("/events/{event}", responses=openapi.answers("EventTold"))
def event(
    event: Identifier, desk: DeskNow, reader: Reader, codebook: Codebook = "ucdp", as_of: Day = None
) -> Response:
    """One event, by its identifier or that of one of its claims: what each field says, by whom, and why."""
    day = last_day(as_of, "as_of")
    with desk.case.history(day) as history:
        try:
            group = history.named(event)
        except UsageError as error:
            raise Refused(404, reason_of(error)) from error
        happening, outline = history.happening(group, codebook), history.outline(group, codebook)
        if happening is None or outline is None:
            raise Refused(404, f"the event {event!r} holds no claim; it was rejected or coded anew")
        related = _related(history, [each.claim for each in happening.event.relations])
    shown = desk.snapshots.of(day)
    labels = Labels(shown.columns.tables)
    code = next(iter(shown.columns.tables.events.known([outline.id]).tolist()), None)
    code = code if code is not None and code < len(shown.review) else None
    decided = desk.case.decisions(day, on=happening.event.claims)
    return answer(
        {
            "event": happening.event,
            "row": row_of(outline, shown, labels, code, happening.denials),
            "fields": [_field(each, labels) for each in outline.view.fields],
            "claims": _claims(outline, labels),
            "echoes": [each.reports for each in families(_once(outline))],
            "links": happening.event.links,
            "rivals": happening.event.rivals,
            "relations": [
                {**to_builtins(each), **related.get(each.claim, {})} for each in happening.event.relations
            ],
            "decisions": [decision_of(row) for row in decided],
        }
    )


def _field(field: Field, labels: Labels) -> dict[str, Any]:
    values = [{**to_builtins(value), "label": value_label(value, labels)} for value in field.values]
    return {
        **to_builtins(field),
        "values": values,
        "best": values[0]["label"] if values else None,
    }


def _claims(outline: Outline, labels: Labels) -> list[dict[str, Any]]:
    said: dict[str, dict[str, str]] = {}
    for field in outline.view.fields:
        for name, words in labels_of(field, labels):
            held = said.setdefault(name, {})
            held[field.name] = f"{held[field.name]}; {words}" if field.name in held else words
    for _, grounded in outline.told:
        for kind in COUNTED:
            amount = counted(grounded.claim, kind)
            if amount is not None and kind not in said.setdefault(grounded.claim.id, {}):
                said[grounded.claim.id][kind] = (
                    f"{amount_words(amount)} (another count of its report is taken)"
                )
    found = []
    for header, grounded in outline.told:
        claim = grounded.claim
        around = outline.around[claim.id]
        outlet = header.outlet.value if isinstance(header.outlet, Known) else None
        found.append(
            {
                "header": header,
                "grounded": grounded,
                "chain": [*(each.words for each in claim.sources), *([outlet] if outlet else [])],
                "origin": " and ".join(origin_words((grounded, around))),
                "family": outline.family.get(around.report),
                "fields": said.get(claim.id, {}),
            }
        )
    return found


def _once(outline: Outline) -> list[Any]:
    return list({each.report: each for each in outline.around.values()}.values())


def _related(history: History, claims: list[str]) -> dict[str, dict[str, Any]]:
    """The header and the words of claims that bear on an event."""
    found: list[tuple[Header, GroundedClaim]] = list(history.told(claims)) if claims else []
    return {
        grounded.claim.id: {"header": header, "words": grounded.claim.sentence.text}
        for header, grounded in found
    }
