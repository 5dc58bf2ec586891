"""Wanted: which claims and events the page asks for, from the parameters of a request.

A claim fits where it fits every parameter that is given; of a parameter that is given several times, any will do. An
event is wanted if one of its claims fits, as on the command line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache, reduce
from operator import and_
from typing import Annotated, TypeAlias

import numpy as np
from fastapi import Depends, Query

from dateline.dictionaries.forms import actor_names, place_names
from dateline.errors import UsageError
from dateline.records.days import first_day, last_day
from dateline.records.evidence import Record
from dateline.store.case import Case
from dateline.store.columns import Columns, Mask
from dateline.store.filters import Filter, conditions

#: West, south, east and north in degrees; west is more than east across the date line.
Box: TypeAlias = tuple[float, float, float, float]
_VALUES = 50

Words = Annotated[str | None, Query(max_length=200)]
Several = Annotated[list[str] | None, Query(max_length=_VALUES)]
Day = Annotated[str | None, Query(max_length=10, description="YYYY-MM-DD, YYYY-MM or YYYY")]


class Wanted(Record, frozen=True):
    """What is asked for; None and () ask for nothing. ``origins`` is the least number of independent ones."""

    since: dt.date | None = None
    until: dt.date | None = None
    types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    realities: tuple[str, ...] = ()
    origins: int | None = None
    review: str | None = None
    words: str | None = None
    box: Box | None = None
    as_of: dt.date | None = None

    def check(self) -> None:
        """Raise UsageError where one of the values is none that the command line would take."""
        whole = Filter(
            since=self.since,
            until=self.until,
            places=named_places(self.places),
            actors=named_actors(self.actors),
            review=self.review,
            as_of=self.as_of,
        )
        conditions(whole)
        # each by itself: together they would be as many filters as there are combinations
        for type in self.types:
            conditions(Filter(type=type))
        for outlet in self.outlets:
            conditions(Filter(outlet=outlet))
        for reality in self.realities:
            conditions(Filter(reality=reality))


def wanted(
    since: Day = None,
    until: Day = None,
    type: Several = None,
    actor: Several = None,
    place: Several = None,
    outlet: Several = None,
    reality: Several = None,
    origins: Annotated[int | None, Query(ge=1, le=1000)] = None,
    review: Words = None,
    as_of: Day = None,
    q: Words = None,
) -> Wanted:
    """What the parameters of a request ask for. Raises UsageError where one of them is no such value."""
    asked = Wanted(
        since=first_day(since, "since"),
        until=last_day(until, "until"),
        types=_given(type, str.upper),
        actors=_given(actor),
        places=_given(place),
        outlets=_given(outlet),
        realities=_given(reality, str.lower),
        origins=origins,
        review=review or None,
        words=q.strip() or None if q else None,
        as_of=last_day(as_of, "as_of"),
    )
    asked.check()
    return asked


Asked = Annotated[Wanted, Depends(wanted)]


def _given(values: list[str] | None, form: Callable[[str], str] = str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form(value) for value in values or () if value.strip()))


def box_of(words: str | None) -> Box | None:
    """The box that "west,south,east,north" gives. Raises UsageError where it gives none."""
    if not words:
        return None
    try:
        west, south, east, north = (float(part) for part in words.split(","))
    except ValueError as error:
        raise UsageError(f"bbox {words!r} is no box; write west,south,east,north in degrees") from error
    if not (np.isfinite([west, south, east, north]).all() and -90 <= south <= north <= 90):
        raise UsageError(f"bbox {words!r}: south and north are from -90 to 90, the lower one first")
    return west, south, east, north


@lru_cache(maxsize=1024)
def named_actors(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names and every other form that the dictionaries know of them."""
    return tuple(dict.fromkeys(form for name in names for form in actor_names(name)))


@lru_cache(maxsize=1024)
def named_places(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names and, of countries, their codes."""
    return tuple(dict.fromkeys(form for name in names for form in place_names(name)))


def masks_of(columns: Columns, asked: Wanted, case: Case) -> dict[str, Mask]:
    """Which claims fit each parameter that is given, by its name; "standing" and "review" are always there."""
    found = {"standing": columns.standing, "review": columns.reviewed(asked.review)}
    if asked.since is not None or asked.until is not None:
        found["time"] = columns.timed(asked.since, asked.until)
    if asked.types:
        found["type"] = columns.typed(asked.types)
    if asked.realities:
        found["reality"] = columns.real(asked.realities)
    if asked.outlets:
        found["outlet"] = columns.published(asked.outlets)
    if asked.places:
        found["place"] = columns.at(named_places(asked.places))
    if asked.actors:
        found["actor"] = columns.by(named_actors(asked.actors))
    if asked.words is not None:
        found["words"] = columns.of_reports(case.reports_holding(asked.words))
    return found


def all_of(masks: dict[str, Mask], *without: str) -> Mask:
    """Which claims fit all of these but those named."""
    return reduce(and_, (mask for name, mask in masks.items() if name not in without))
