"""What a person wrote for a correction as the value that a decision holds, and who decides."""

from __future__ import annotations

import getpass
import re
from typing import Any, get_args

from dateline.errors import UsageError
from dateline.records.claim import CasualtyKind, GroundedClaim
from dateline.records.days import first_day, last_day
from dateline.records.evidence import to_builtins
from dateline.review.corrections import Correction, nearest

_COUNT = re.compile(r"(\d{1,9})(?:(\+)|\s*(?:-|–|\.\.)\s*(\d{1,9}))?")
_DAYS = re.compile(r"(\S+?)(?:\.\.(\S+))?")


def decider(given: str | None) -> str:
    """Who decides: the name given, else that of the account."""
    if given is not None:
        return given
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def correction_of(
    grounded: GroundedClaim, field: str, value: str, *, words: str | None, text: str
) -> Correction:
    """The correction. ``text`` is the report's, in which ``words`` are looked for, those nearest to the claim.

    Raises UsageError where the value cannot be one of the field's, or the words are not in the report.
    """
    made = None if value.strip().casefold() == "unknown" else _value(field, value.strip())
    if words is None:
        return Correction(value=made)
    start = nearest(words, text, grounded.claim.evidence.start)
    if start is None:
        raise UsageError(f"words {words!r}: not in the report; give them as they stand there")
    return Correction(value=made, words=words, start=start, end=start + len(words))


def _value(field: str, value: str) -> Any:
    if field in get_args(CasualtyKind):
        return _count(field, value)
    if field == "when":
        return _days(value)
    if field == "place":
        return _place(value)
    if field in ("actors", "recipients"):
        return [_party(name.strip()) for name in value.split(",") if name.strip()]
    return value.upper() if field == "type" else value.lower()


def _count(field: str, value: str) -> dict[str, int | None]:
    match = _COUNT.fullmatch(value)
    if match is None:
        raise UsageError(f"{value!r} is no count of {field}; write 5, 3-9, 20+ or unknown")
    low = int(match[1])
    return {"low": low, "high": None if match[2] else int(match[3] or low)}


def _days(value: str) -> dict[str, str]:
    match = _DAYS.fullmatch(value)
    first = first_day(match[1], "when") if match else None
    last = last_day((match[2] or match[1]) if match else None, "when")
    if first is None or last is None:
        raise UsageError(f"when {value!r} is no day; write YYYY-MM-DD, YYYY-MM or FIRST..LAST")
    made = {"start": first.isoformat(), "end": last.isoformat()}
    return made if first == last else {**made, "precision": "span"}


def _place(value: str) -> Any:
    from dateline.ground.gazetteer import open_gazetteer

    name, _, wanted = value.partition(" [")
    with open_gazetteer() as gazetteer:
        hits = gazetteer.candidates(name.strip())
    wanted = wanted.rstrip("]").strip()
    fits = [hit.place for hit in hits if not wanted or hit.place.id == wanted]
    if len(fits) == 1:
        return to_builtins(fits[0])
    if not fits:
        raise UsageError(f"place {value!r}: the gazetteer has none of this name; try another spelling")
    shown = "; ".join(
        f"{place.name} [{place.id}] ({', '.join(part for part in (place.province, place.country) if part)})"
        for place in fits[:6]
    )
    raise UsageError(f"place {value!r}: several bear this name: {shown}; write one as NAME [ID]")


def _party(name: str) -> dict[str, Any]:
    from dateline.dictionaries.catalogue import load_catalogue
    from dateline.dictionaries.normal import normal_key

    catalogue = load_catalogue()
    for entry in catalogue.entries.values():
        forms = catalogue.aliases_of(entry.id)
        if name == entry.id or normal_key(name) in map(normal_key, forms):
            return {"words": entry.name, "entry": entry.id, "kind": entry.kind}
    return {"words": name, "entry": None}
