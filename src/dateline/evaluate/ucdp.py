"""Records of UCDP's Georeferenced Event Dataset (GED), and which of them may be the happening that is told.

UCDP (Sundberg and Melander 2013; CC BY 4.0) records each incident of organised violence in which somebody died, with
the first and last day it may have been, a point with a precision, two sides, and the lowest, best and highest count
of the dead.

A record may be a happening if its days have one in common with the happening's, if the two places are no further
apart than what both leave open, and if no side that is told is missing from it. What leaves a side open leaves it
open here, too. The counts of the dead are no condition; they choose among several records and are a reason.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from dateline.errors import UnreadableInput
from dateline.evaluate.files import content_of
from dateline.ground.distance import kilometres
from dateline.ground.keys import look_up_keys
from dateline.records.claim import Place
from dateline.records.evidence import Interval, Range, Record, Why

#: Kilometres that a record's point leaves open, by ``where_prec``: the exact place, about a place, a district, a
#: province, a larger part of the country. With 6, the country, it leaves open all of it. Set before any run.
POINT_KM: Mapping[int, float] = {1: 5.0, 2: 25.0, 3: 40.0, 4: 100.0, 5: 150.0, 7: 25.0}
COUNTRY = 6
#: Kilometres that a place of the gazetteer leaves open, by its kind. Set before any run.
PLACE_KM: Mapping[str, float] = {"facility": 5.0, "settlement": 15.0, "feature": 15.0, "district": 30.0}
AREA_KM = 75.0
#: UCDP's sides for those of the dictionaries. Forces that fight beside a government are on its side to UCDP.
_ALLIES = (
    "government-of-iraq kurdistan-regional-government us-led-coalition government-of-united-states "
    "multi-national-force-iraq awakening-councils nineveh-guards nineveh-plain-protection-units"
)
SIDES: Mapping[str, str] = {
    **dict.fromkeys(_ALLIES.split(), "Government of Iraq"),
    "islamic-state": "IS",
    "al-qaeda-in-iraq": "IS",
    "government-of-turkey": "Government of Turkey",
    "government-of-iran": "Government of Iran",
    "pkk": "PKK",
    "pjak": "PJAK",
    "kdpi": "KDPI",
    "mek": "MEK",
    "mahdi-army": "al-Mahdi Army",
    "ansar-al-islam": "Ansar al-Islam",
    "naqshbandi-army": "JRTN",
    "1920-revolution-brigades": "1920 Revolution Brigades",
}


class Incident(Record, frozen=True):
    """A record of the table. ``point`` is where, ``point_prec`` its ``where_prec``; ``low``, ``best`` and ``high``
    count the dead.
    """

    name: str
    days: Interval
    point: Place
    point_prec: int
    sides: frozenset[str]
    low: int
    best: int
    high: int


class Happening(Record, frozen=True):
    """What an event tells that a record can be held against. ``parties`` are the sides of those who did it and of
    those it was done to, in UCDP's names where it has one; one that is not told is left out.
    """

    days: Interval
    places: tuple[Place, ...]
    parties: tuple[frozenset[str], ...] = ()
    killed: Range = Range(low=1, high=None)


class Found(Record, frozen=True):
    """A record that may be the happening, how far away it is in km, and why: when, where, who, killed.

    ``exact`` is whether both give one day and the same; ``deaths`` whether the counts of the dead overlap.
    """

    incident: Incident
    km: float
    exact: bool
    deaths: bool
    why: tuple[Why, ...]


def load_incidents(file: Path, exam: str) -> list[Incident]:
    """The records of a table in UCDP's columns. Raises UnreadableInput, naming the file and the line."""
    rows = csv.DictReader(io.StringIO(content_of(file, exam)))
    incidents: list[Incident] = []
    try:
        for row in rows:
            incidents.append(_incident(row))
    except (KeyError, TypeError, ValueError, csv.Error) as error:
        reason = (
            f"line {rows.line_num} is no record of UCDP's GED ({error!r}); give the table as it is published"
        )
        raise UnreadableInput(str(file), reason) from error
    if not incidents:
        raise UnreadableInput(str(file), "holds no records; give UCDP's GED as it is published")
    return incidents


def _incident(row: Mapping[str, str]) -> Incident:
    point = Place(
        id=f"ucdp:{row['id']}",
        name=row["where_coordinates"],
        kind="feature",
        country=row["country"],
        province=row["adm_1"] or None,
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
    )
    start, end = (dt.date.fromisoformat(row[name][:10]) for name in ("date_start", "date_end"))
    prec = int(row["where_prec"])
    if end < start or (prec != COUNTRY and prec not in POINT_KM):
        raise ValueError(f"days {start} to {end}, where_prec {prec}")
    return Incident(
        name=row["id"],
        days=Interval(start=start, end=end, precision="day" if start == end else "span"),
        point=point,
        point_prec=prec,
        sides=frozenset((row["side_a"], row["side_b"])),
        low=int(row["low"]),
        best=int(row["best"]),
        high=int(row["high"]),
    )


class Table:
    """Records by day, so that those near in time are found at once."""

    def __init__(self, incidents: Sequence[Incident]) -> None:
        self.first = min(i.days.start for i in incidents)
        self.last = max(i.days.end for i in incidents)
        self._by_day: dict[int, list[Incident]] = {}
        for incident in incidents:
            for day in _ordinals(incident.days):
                self._by_day.setdefault(day, []).append(incident)

    def covers(self, days: Interval) -> bool:
        """Whether the table has records before and after all of these days."""
        return self.first <= days.start and days.end <= self.last

    def on(self, days: Interval) -> list[Incident]:
        """The records that may be of one of these days, by name."""
        found = {i.name: i for day in _ordinals(days) for i in self._by_day.get(day, ())}
        return [found[name] for name in sorted(found)]

    def near(self, told: Happening) -> list[tuple[float, Incident]]:
        """The records that are near in space and time, with their distance in km."""
        pairs = ((distance(told.places, incident), incident) for incident in self.on(told.days))
        return [(km, incident) for km, incident in pairs if km is not None]

    def best(self, told: Happening) -> Found | None:
        """The record that fits best: by its count of the dead, then its day, then its place; None without any."""
        fits = [_found(told, km, i) for km, i in self.near(told) if sides_fit(told.parties, i.sides)]
        return min(
            fits,
            key=lambda f: (not f.deaths, not f.exact, f.incident.point_prec, f.km, f.incident.name),
            default=None,
        )


def distance(places: Iterable[Place], incident: Incident) -> float | None:
    """Kilometres from the record's point to the nearest of the places within reach; None where none is.

    A province without a point is where the record says that it lies; the distance is then what the record leaves open.
    """
    within: list[float] = []
    reach = POINT_KM.get(incident.point_prec, 0.0)
    for place in places:
        km = kilometres(place, incident.point)
        if incident.point_prec == COUNTRY:
            within.append(km or 0.0)
        elif km is not None and km <= reach + PLACE_KM.get(place.kind, AREA_KM):
            within.append(km)
        elif km is None and place.kind == "province" and _same_name(place.name, incident.point.province):
            within.append(reach)
    return min(within, default=None)


def sides_fit(parties: Iterable[frozenset[str]], sides: frozenset[str]) -> bool:
    """Whether each side that is told is one of the record's."""
    return all(not party.isdisjoint(sides) for party in parties)


def counts_overlap(told: Range, incident: Incident) -> bool:
    """Whether some count of the dead is in both ranges."""
    return told.low <= incident.high and (told.high is None or incident.low <= told.high)


def _found(told: Happening, km: float, incident: Incident) -> Found:
    ours, theirs = told.days, incident.days
    exact = (ours.start, ours.end) == (theirs.start, theirs.end) and ours.start == ours.end
    deaths = counts_overlap(told.killed, incident)
    high = "more" if told.killed.high is None else told.killed.high
    counts = f"{told.killed.low} to {high}; {incident.low} to {incident.high}"
    sides = " - ".join(sorted(incident.sides)) if told.parties else "not told"
    return Found(
        incident=incident,
        km=km,
        exact=exact,
        deaths=deaths,
        why=(
            Why(
                rule="same day" if exact else "days overlap",
                words=f"{theirs.start} to {theirs.end}",
                score=1.0,
            ),
            Why(rule="near", words=f"{km:.0f} km from {incident.point.name}", score=1.0),
            Why(rule="sides", words=sides, score=1.0 if told.parties else 0.5),
            Why(rule="killed overlap" if deaths else "killed differ", words=counts, score=float(deaths)),
        ),
    )


def _ordinals(days: Interval) -> range:
    return range(days.start.toordinal(), days.end.toordinal() + 1)


def _same_name(one: str, other: str | None) -> bool:
    return other is not None and not set(look_up_keys(one)).isdisjoint(look_up_keys(other))
