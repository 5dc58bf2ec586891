"""CSV for spreadsheets: one claim a row, one value a cell.

A field that is not known is an empty cell, never 0 and never another field's value. Why a date or a place
is missing stands in ``when_unknown`` and ``place_unknown``. Several values in one cell are joined by "; ".
Cells that a spreadsheet would run as a formula are led by an apostrophe.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import TextIO

from dateline.export.amounts import KINDS
from dateline.export.flat import flat, known, located, participant_words, place_unknown, when_unknown
from dateline.records.claim import GroundedClaim, Participant, Place
from dateline.records.evidence import Known, Unknown
from dateline.records.header import Header

#: Each column and what it holds.
COLUMNS: dict[str, str] = {
    "claim": "identifier of the claim",
    "doc": "name of the document",
    "title": "its title",
    "outlet": "who published it",
    "published": "day of publication, or first/last day",
    "version": "which version of the report, from 1, the oldest; empty without a case",
    "versions": "how many versions the case has",
    "newest": "whether this version stands for all: yes or no",
    "type": "event type",
    "mode": "how: the type's mode",
    "reality": "did it happen: happened, under-way, announced, ...",
    "actors": "who did it, as worded",
    "actor_entries": "their dictionary identifiers, where known",
    "recipients": "to whom, as worded",
    "recipient_entries": "their dictionary identifiers, where known",
    "place_at": "where it was, as worded",
    "place_from": "where it came from",
    "place_to": "where it went",
    "place_via": "what it passed through",
    "place_id": "gazetteer identifier of the place on the map: the first resolved place_at, else any",
    "place_name": "its name in the gazetteer",
    "country": "its country, ISO 3166-1 alpha-2",
    "province": "its province",
    "lat": "its latitude, degrees north (WGS 84)",
    "lon": "its longitude, degrees east (WGS 84)",
    "place_unknown": "why there is no place on the map",
    "date_start": "first possible day",
    "date_end": "last possible day",
    "date_precision": "precision of the words: day, week, month, season, year, span",
    "date_text": "the words",
    "when_unknown": "why there is no date",
    "killed_low": "killed, at least",
    "killed_high": "killed, at most; empty beside a low: no upper limit is worded",
    "wounded_low": "wounded, at least",
    "wounded_high": "wounded, at most",
    "captured_low": "captured, at least",
    "captured_high": "captured, at most",
    "missing_low": "missing, at least",
    "missing_high": "missing, at most",
    "displaced_low": "displaced, at least",
    "displaced_high": "displaced, at most",
    "force_low": "force estimate, at least",
    "force_high": "force estimate, at most",
    "means": "weapons, vehicles, tactics, as worded",
    "sources": "according to whom, origin first; empty where the report speaks for itself",
    "evidence_start": "first character of the evidence in the report's text",
    "evidence_end": "its end, not included",
    "evidence": "the words",
    "rule": "why it was coded so: the rule",
    "rule_words": "the words that triggered it",
    "confidence": "how sure the coder is, 0 to 1",
}

#: What begins a formula, at the start of a cell or of one of several values in it.
_FORMULA = re.compile(r"(?:^|; |\n)\s*[=+@-]|^[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def write_csv(rows: Iterable[tuple[Header, GroundedClaim]], out: TextIO) -> int:
    """The number of claims written, below a line with the names of COLUMNS."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    count = 0
    for header, claim in rows:
        cells = _cells(header, claim)
        writer.writerow([guarded(cells[column]) for column in COLUMNS])
        count += 1
    return count


def guarded(cell: str) -> str:
    """The cell, led by an apostrophe where a spreadsheet would take it for a formula."""
    if _FORMULA.search(cell) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def _cells(header: Header, grounded: GroundedClaim) -> dict[str, str]:
    claim = grounded.claim
    values = flat(header, grounded)
    place = located(grounded)
    days = grounded.when.value if isinstance(grounded.when, Known) else None
    span = values["evidence"] or (None, None)
    cells = {
        **{name: _text(values[name]) for name in ("claim", "doc", "title", "outlet", "published")},
        **{name: _text(values[name]) for name in ("version", "versions")},
        "newest": "" if header.version is None else "yes" if header.version.newest else "no",
        **{name: _text(values[name]) for name in ("type", "mode", "reality", "actors", "recipients")},
        "actor_entries": _text(_entries(grounded, "actors", claim.actors)),
        "recipient_entries": _text(_entries(grounded, "recipients", claim.recipients)),
        **{f"place_{role}": _text(values["places"].get(role)) for role in ("at", "from", "to", "via")},
        **_point(place),
        "place_unknown": place_unknown(grounded),
        "date_start": _text(values["when"]["start"]),
        "date_end": _text(values["when"]["end"]),
        "date_precision": days.precision if days else "",
        "date_text": _text(values["when"]["text"]),
        "when_unknown": when_unknown(grounded),
        "means": _text(values["means"]),
        "sources": _text(values["sources"]),
        "evidence_start": _text(span[0]),
        "evidence_end": _text(span[1]),
        "evidence": claim.evidence.text,
        "rule": claim.why.rule,
        "rule_words": claim.why.words,
        "confidence": f"{claim.confidence:.2f}",
    }
    for kind in (*KINDS, "force"):
        low, high = values[kind] or (None, None)
        cells |= {f"{kind}_low": _text(low), f"{kind}_high": _text(high)}
    return cells


def _point(place: Place | Unknown) -> dict[str, str]:
    if isinstance(place, Unknown):
        return dict.fromkeys(("place_id", "place_name", "country", "province", "lat", "lon"), "")
    return {
        "place_id": place.id,
        "place_name": place.name,
        "country": place.country,
        "province": _text(place.province),
        "lat": _text(place.latitude),
        "lon": _text(place.longitude),
    }


def _entries(
    grounded: GroundedClaim, side: str, participants: tuple[Participant, ...] | Unknown
) -> list[str]:
    """The dictionary identifiers of one side, in the order of its participants."""
    if not participant_words(participants):
        return []
    found = (known(a.entry) for a in grounded.actors if a.side == side)
    return list(dict.fromkeys(entry for entry in found if entry))


def _text(value: object) -> str:
    """A value as a cell: nothing for None, "; " between several."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(_text(item) for item in value)
    return str(value)
