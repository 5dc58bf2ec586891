"""Correcting: what a person chose, picked or wrote for a field, as the correction that the store takes."""

from __future__ import annotations

from typing import Any, get_args

import msgspec

from dateline.annotate.quantities import find_quantities
from dateline.errors import UsageError
from dateline.ground.dates import resolve
from dateline.records.claim import CasualtyKind, GroundedClaim
from dateline.records.evidence import Known, Record, to_builtins
from dateline.records.header import Header
from dateline.review.corrections import FIELDS, Correction
from dateline.review.written import correction_of
from dateline.store.case import Case


class Given(Record, frozen=True):
    """What a person gave: words (their first and last code point), a candidate, words as on the command line."""

    words: tuple[int, int] | None = None
    candidate: Any = None
    text: str | None = None
    unknown: bool = False


def correction_given(case: Case, claim: str, field: str, given: Given) -> Correction:
    """The correction of this field of a claim. Raises UsageError where it cannot be one."""
    if field not in FIELDS:
        raise UsageError(f"{field!r} is no field that can be corrected; these are: {', '.join(FIELDS)}")
    header, grounded = case.claim(claim)
    text = case.text(header.report)
    picked = None
    if given.words is not None:
        start, end = given.words
        if not 0 <= start < end <= len(text):
            raise UsageError(
                f"words {start} to {end}: the report has {len(text)} characters; pick words in it"
            )
        picked = text[start:end]
    made = _made(grounded, header, field, given, picked, text)
    if picked is None or given.words is None:
        return made
    return msgspec.structs.replace(made, words=picked, start=given.words[0], end=given.words[1])


def _made(
    grounded: GroundedClaim, header: Header, field: str, given: Given, picked: str | None, text: str
) -> Correction:
    if given.unknown:
        return Correction(value=None)
    if given.candidate is not None and not isinstance(given.candidate, str):
        value = given.candidate
        if field in ("actors", "recipients") and isinstance(value, dict):
            value = [value]
        return Correction(value=value)
    words = given.candidate if given.candidate is not None else given.text
    if words is None:
        if picked is None:
            raise UsageError(f"{field}: no value is given; pick words, choose a candidate or write one")
        if field == "when":
            return Correction(value=_days(picked, header))
        words = _of_words(field, picked)
    return correction_of(grounded, field, words, words=None, text=text)


def _days(picked: str, header: Header) -> dict[str, Any]:
    """The days that words of the report name, counted from its publication where they depend on that."""
    published = header.published.value if isinstance(header.published, Known) else None
    found = resolve(picked, published)
    if isinstance(found, str):
        raise UsageError(f"{picked!r}: {found}; write the day as YYYY-MM-DD")
    made: dict[str, Any] = to_builtins(found)
    return made


def _of_words(field: str, picked: str) -> str:
    """The value that words of the report are, as it is written on the command line."""
    words = " ".join(picked.split())
    if field not in get_args(CasualtyKind):
        return words
    found = list(find_quantities(words))
    if len(found) != 1:
        raise UsageError(f"{words!r} is no one count of {field}; pick the number alone, or write one")
    amount = found[0].amount
    if amount.high is None:
        return f"{amount.low}+"
    return str(amount.low) if amount.low == amount.high else f"{amount.low}-{amount.high}"
