"""Records as rows of the tables, and what is read back of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import msgspec

from dateline.records.capture import Capture, Given, Origin
from dateline.records.claim import GroundedClaim, Participant, Place, Speaker
from dateline.records.decision import Decision, Run
from dateline.records.evidence import Known, Made, Unknown
from dateline.records.header import header_of
from dateline.records.report import Flag, Report
from dateline.store.encoding import as_utc, from_utc, storable
from dateline.store.keys import key_of, keys_of

Row = dict[str, Any]


def capture_row(capture: Capture, added: dt.datetime) -> Row:
    """The capture without its content."""
    return _storable(
        id=capture.id,
        sha256=capture.sha256,
        media_type=capture.media_type,
        charset=capture.charset,
        origin=capture.origin,
        given=capture.given,
        url=capture.url,
        fetched=as_utc(capture.fetched) if capture.fetched else None,
        added=as_utc(added),
    )


def capture_of_row(row: Mapping[str, Any], content: bytes) -> Capture:
    """The capture of a row, with the bytes as they came."""
    return Capture(
        id=row["id"],
        sha256=row["sha256"],
        content=content,
        media_type=row["media_type"],
        charset=row["charset"],
        origin=msgspec.convert(row["origin"], Origin),
        url=row["url"],
        fetched=from_utc(row["fetched"]),
        given=msgspec.convert(row["given"], Given),
    )


def run_row(run: Run) -> Row:
    """The run."""
    return _storable(
        id=run.id,
        started=as_utc(run.started),
        coder=run.coder,
        stages=run.stages,
        dictionaries=run.dictionaries,
    )


def run_of_row(row: Any) -> Run:
    """The run of a row."""
    return Run(
        id=row.id,
        started=row.started.replace(tzinfo=dt.UTC),
        coder=row.coder,
        stages=msgspec.convert(row.stages, tuple[Made, ...]),
        dictionaries=row.dictionaries,
    )


def report_row(
    report: Report, silence: str | None, run: Run, *, address: str | None, taken: dt.datetime
) -> Row:
    """The report, with its whole text in ``record``, as the newest of its versions."""
    outlet = _known(report.outlet)
    published = _known(report.published)
    return _storable(
        id=report.id,
        capture=report.capture,
        run=run.id,
        document=report.document,
        address=address,
        taken=as_utc(taken),
        newest=True,
        kind=report.kind,
        notices=list(dict.fromkeys(notice.kind for notice in report.notices)),
        title=_known(report.title),
        outlet=outlet,
        outlet_key=key_of(outlet or ""),
        published_start=published.start if published else None,
        published_end=published.end if published else None,
        language=_known(report.language),
        silence=silence,
        header=header_of(report),
        record=report,
    )


def block_rows(report: Report) -> list[Row]:
    """Every block of the report, comments and other stories too, for the full text."""
    return [
        _storable(
            report=report.id,
            position=position,
            label=block.label,
            flags=[_moved(flag, -block.start) for flag in block.flags] or None,
            text=report.text[block.start : block.end],
        )
        for position, block in enumerate(report.blocks)
    ]


def _moved(flag: Flag, by: int) -> Flag:
    return msgspec.structs.replace(flag, start=flag.start + by, end=flag.end + by)


def claim_row(report: str, position: int, grounded: GroundedClaim) -> Row:
    """A claim at its place in its report, without the state it is in."""
    claim = grounded.claim
    return _storable(
        id=claim.id,
        report=report,
        position=position,
        document=claim.evidence.document,
        type=claim.type,
        mode=_known(claim.mode),
        reality=claim.reality.value,
        confidence=claim.confidence,
        record=grounded,
        **_days(grounded),
    )


def _days(grounded: GroundedClaim) -> Row:
    days = _known(grounded.when)
    return {"when_start": days.start if days else None, "when_end": days.end if days else None}


def place_rows(grounded: GroundedClaim) -> list[Row]:
    """The places of a claim, resolved or not."""
    claim = grounded.claim
    if isinstance(claim.places, Unknown):
        return []
    resolved = {g.index: g.place for g in grounded.places if isinstance(g.place, Place)}
    days = _days(grounded)
    rows = []
    for position, role in enumerate(claim.places):
        place = resolved.get(position)
        names = [role.words, *(within.text for within in role.within)]
        names += [role.antecedent.text] if role.antecedent else []
        names += [place.name, place.province or ""] if place else []
        rows.append(
            _storable(
                position=position,
                role=role.role,
                words=role.words,
                place_id=place.id if place else None,
                name=place.name if place else None,
                country=place.country if place else None,
                province=place.province if place else None,
                lat=place.latitude if place else None,
                lon=place.longitude if place else None,
                kind=place.kind if place else None,
                lookup=keys_of(names),
                **days,
            )
        )
    return rows


def actor_rows(grounded: GroundedClaim) -> list[Row]:
    """The actors, recipients and sources of a claim, with their dictionary entries where known."""
    claim = grounded.claim
    entries: dict[tuple[str, int], str | None] = {(a.side, a.index): _known(a.entry) for a in grounded.actors}
    sides: dict[str, tuple[Participant | Speaker, ...]] = {
        "actors": () if isinstance(claim.actors, Unknown) else claim.actors,
        "recipients": () if isinstance(claim.recipients, Unknown) else claim.recipients,
        "sources": claim.sources,
    }
    days = _days(grounded)
    rows = []
    for side, people in sides.items():
        for position, person in enumerate(people):
            entry = entries.get((side, position)) or person.entry
            affiliation = _known(person.affiliation)
            rows.append(
                _storable(
                    side=side,
                    position=position,
                    words=person.words,
                    entry=entry,
                    lookup=keys_of([person.words, entry, affiliation]),
                    **days,
                )
            )
    return rows


def decision_row(decision: Decision) -> Row:
    """The decision."""
    return _storable(
        id=decision.id,
        kind=decision.kind,
        subjects=list(decision.subjects),
        by=decision.by,
        at=as_utc(decision.at),
        field=decision.field,
        machine=decision.machine,
        value=decision.value,
        note=decision.note,
    )


def decision_of_row(row: Any) -> Decision:
    """The decision of a row."""
    return Decision(
        id=row.id,
        kind=row.kind,
        subjects=tuple(row.subjects),
        by=row.by,
        at=row.at.replace(tzinfo=dt.UTC),
        field=row.field,
        machine=row.machine,
        value=row.value,
        note=row.note,
    )


def _known(field: Any) -> Any:
    return field.value if isinstance(field, Known) else None


def _storable(**values: Any) -> Row:
    return {name: storable(v) if isinstance(v, str) else v for name, v in values.items()}
