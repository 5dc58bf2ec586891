"""Listing: events as rows, in the order asked for, with what their claims say side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import numpy as np

from dateline.desk.labels import Labels, type_label
from dateline.desk.mapped import Mapped
from dateline.export.amounts import amount_words
from dateline.export.event_rows import place_of
from dateline.export.terminal import plain
from dateline.reconcile.views import Codebook, Field, Value
from dateline.records.evidence import Interval, Range
from dateline.store.case import Case
from dateline.store.columns import NO_DAY, Ints, Mask
from dateline.store.happenings import Outline

Order = Literal["day", "-day", "origins", "killed"]


def ordered(shown: Mapped, events: Mask, order: Order) -> Ints:
    """The codes of these events in this order; those without a day come last."""
    codes = np.flatnonzero(events)
    start = shown.start[codes]
    undated = start == NO_DAY
    if order == "origins" and shown.origins is not None:
        keys = [codes, start, -shown.reports[codes], -shown.origins[codes]]
    elif order == "killed" and shown.killed is not None:
        keys = [codes, start, -shown.killed[codes]]
    elif order == "-day":
        keys = [codes, -start, undated]
    else:
        keys = [codes, start, undated]
    found: Ints = codes[np.lexsort(keys)]
    return found


def rows_of(
    case: Case, shown: Mapped, codes: Sequence[int], codebook: Codebook = "ucdp"
) -> list[dict[str, Any]]:
    """The rows of these events, in their order; one that is no more since the snapshot was made is left out."""
    columns, labels = shown.columns, Labels(shown.columns.tables)
    names = [labels.event(code) for code in codes]
    code_of = dict(zip(names, codes, strict=True))
    with case.history(columns.as_of) as history:
        groups = history.groups_of(names)
        denials = history.denials(groups)
        return [
            row_of(outline, shown, labels, code_of.get(outline.id), denials.get(outline.id, 0))
            for outline in history.outlines(groups, codebook)
        ]


def row_of(
    outline: Outline, shown: Mapped | None, labels: Labels, code: int | None, denials: int
) -> dict[str, Any]:
    """The event as a row of a list; ``denials`` is how many independent origins deny it."""
    view = outline.view
    when, place, killed = view["when"].best, view["place"].best, view["killed"]
    days = when.content if when is not None and isinstance(when.content, Interval) else None
    spot = place_of(outline.told, place)
    realities = dict.fromkeys(g.claim.reality.value for _, g in outline.told)
    blamed = labels.accusing.blamed(outline.told)
    kind = view["type"].best
    return {
        "id": outline.id,
        "title": _title(outline, labels, blamed),
        "type": None if kind is None else kind.content,
        "day": None if days is None else days.start,
        "day_end": None if days is None else days.end,
        "day_precision": None if days is None else days.precision,
        "place": None if spot is None else plain(spot.name),
        "place_key": None if spot is None else spot.id,
        "lat": None if spot is None else spot.latitude,
        "lon": None if spot is None else spot.longitude,
        "actors": [plain(labels.entries.get(v.words, v.words)) for v in view["actors"].values],
        "blamed": [plain(labels.entries.get(each, each)) for each in sorted(blamed)],
        "killed": None if killed.low is None else {"low": killed.low, "high": killed.high},
        "reality": ", ".join(realities),
        "reports": outline.reports,
        "origins": outline.origins,
        "denials": denials,
        "rival": [field.name for field in view.fields if field.state == "rival"],
        "review": "open" if shown is None or code is None else shown.review_of(code),
    }


def title_of(outline: Outline, labels: Labels) -> str:
    """The event in a few words ("Assault by Islamic State, Rawa"); by whom where half of its origins or more say so.

    Whom an adversary alone names is told to be blamed for it.
    """
    return _title(outline, labels, labels.accusing.blamed(outline.told))


def _title(outline: Outline, labels: Labels, blamed: frozenset[str]) -> str:
    view = outline.view
    kind, place = view["type"].best, view["place"].best
    words = type_label(str(kind.content)) if kind is not None else "Event"
    known = [v for v in view["actors"].values if 2 * v.origins >= outline.origins]
    known.sort(key=lambda value: value.words in blamed)
    if known:
        actor = plain(labels.entries.get(known[0].words, known[0].words))
        before = "blamed on" if known[0].words in blamed else "by"
        words += f" {before} {actor}" + (" and others" if len(known) > 1 else "")
    return words + (f", {plain(place.words)}" if place is not None else "")


def value_label(value: Value, labels: Labels) -> str:
    """A value as people read it: a name for a dictionary entry, a count in signs."""
    if isinstance(value.content, Range):
        return amount_words(value.content)
    return plain(labels.entries.get(value.words, value.words))


def labels_of(field: Field, labels: Labels) -> Iterator[tuple[str, str]]:
    """Each claim that gives the field a value, and the value in words."""
    for value in field.values:
        for claim in value.claims:
            yield claim, value_label(value, labels)
