"""The exam ``ucdp_iraq``: how many of the events that we make of pages match a record of UCDP, and why not.

PATH is a folder with ``ged_iraq_to_2016.csv``, UCDP's GED of Iraq from 1989 to 2016. The pages are those of
``reports/`` in it or, without such a folder, those of ``examples/iraq`` of the clone. An ``index.toml`` beside them
may give the day of publication of pages that do not show it. The pages are coded and reconciled; each event is then
matched (``dateline.evaluate.ucdp``) or given the first reason in ``REASONS`` why it is not.

An event is eligible if none of the first six holds: it is told as one that happened, with at least one death, a
day and a place that are known, in the table's country and years. ``matched`` of them have a record, which are
``records`` different ones; ``matched_share`` is of the eligible, ``why_*`` counts events. Of the matched,
``deaths_overlap`` is the share whose low to high meets UCDP's, ``best_inside`` that with UCDP's best count in it,
``deaths_bounded`` that with a high at all; ``days_exact`` is the share with one day and the same, ``km_median``
the distance. ``close_share`` is the share of the eligible with a record of the very day, within 25 km, that agrees
on the dead, too.

Records lie so close together that something would match anything. ``chance`` is the share that matches when the
events are moved by ``SHIFTS`` days (those that stay in the table), ``by_chance`` what it is of ``matched_share``: the
share of the matches that may be by chance. ``close_chance`` and ``close_by_chance`` go with ``close_share``.

The baseline ``day_distance`` has the same eligible events and joins as xSub does, within 5 km and 2 days;
``day_distance_all`` also joins those that are unreal, sums of several or without deaths. Of theirs that count the
dead, ``deaths_overlap`` and ``best_inside`` are as above.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Literal, get_args

import msgspec

from dateline.collect.files import PAGE_SUFFIXES, collect
from dateline.control.sides import Sides
from dateline.dictionaries.catalogue import load_catalogue
from dateline.errors import InputError, UnreadableInput
from dateline.evaluate.figures import mean, share
from dateline.evaluate.files import content_of
from dateline.evaluate.incidents import XSUB_DAYS, XSUB_KM
from dateline.evaluate.reading import wanted_folder
from dateline.evaluate.result import Result
from dateline.evaluate.ucdp import SIDES, Found, Happening, Incident, Table, counts_overlap, load_incidents
from dateline.ground.distance import kilometres
from dateline.pipeline import Pipeline, standard
from dateline.reconcile.echoes import families, family_names
from dateline.reconcile.events import events_of
from dateline.reconcile.reconciler import reconciled
from dateline.reconcile.tellings import Telling, tellings_of
from dateline.reconcile.views import View, view_of
from dateline.records.capture import Capture, Given
from dateline.records.claim import GroundedClaim, GroundedReport, Place
from dateline.records.evidence import Interval, Range, Record, Unknown

EXAM = "ucdp_iraq"
TABLE = "ged_iraq_to_2016.csv"
COUNTRY = "IQ"
SAMPLES = Path(__file__).parents[3] / "examples" / "iraq"
#: Days by which events are moved to see what matches by chance; no whole weeks, months or years.
SHIFTS = (-211, -97, 97, 211)
#: Kilometres within which a record of the very day is close.
CLOSE_KM = 25.0

#: Why an event matches no record, in the order of asking: it is not told as one that happened; it sums up several;
#: no death is told; its day or place is not known; it lies outside the table's country or years; no record is
#: near in space and time; those that are have other sides.
Reason = Literal["unreal", "several", "no_death", "no_day", "no_place", "outside", "no_record", "other_sides"]
REASONS: tuple[Reason, ...] = get_args(Reason)
_NOT_ELIGIBLE = frozenset(REASONS[:6])


class Outcome(Record, frozen=True):
    """What became of an event: its claims' words, the first told first; what a record can be held against, where
    day and place are known; the record found, or the reason why there is none.
    """

    event: str
    words: tuple[str, ...]
    happening: Happening | None
    found: Found | None
    reason: Reason | None

    @property
    def eligible(self) -> bool:
        """Whether a record may be expected for it."""
        return self.reason not in _NOT_ELIGIBLE


class _Page(msgspec.Struct):
    file: str
    published: str
    dated: bool = True


class _Index(msgspec.Struct):
    page: list[_Page]


def captures(path: Path) -> tuple[list[Capture], list[str]]:
    """The pages that go with the table at ``path``, in the order of their names, and what cannot be read.

    Raises UnreadableInput where there are none.
    """
    own = path / "reports"
    folder = own if own.is_dir() else SAMPLES
    if not folder.is_dir():
        raise UnreadableInput(
            str(path),
            "no reports/ in it, and no examples/iraq, which only a clone of the repository has; put pages into reports/",
        )
    days = _undated(folder / "index.toml")
    pages: list[Capture] = []
    problems: list[str] = []
    for file in sorted(each for each in folder.iterdir() if each.suffix in PAGE_SUFFIXES):
        for found in collect([str(file)], given=Given(published=days.get(file.name))):
            if isinstance(found, InputError):
                problems.append(str(found))
            else:
                pages.append(found)
    if not pages:
        raise UnreadableInput(str(folder), "holds no pages (.txt, .html); put some there")
    return pages, problems


def _undated(index: Path) -> dict[str, str]:
    """The day of publication of the pages that do not show it."""
    if not index.is_file():
        return {}
    try:
        listed = msgspec.toml.decode(content_of(index, EXAM), type=_Index)
    except msgspec.DecodeError as error:
        raise UnreadableInput(str(index), f"is no list of pages ({error}); see examples/iraq") from error
    return {page.file: page.published for page in listed.page if not page.dated}


def load(path: Path) -> Table:
    """The table at ``path``. Raises UnreadableInput."""
    wanted_folder(path, EXAM, TABLE)
    return Table(load_incidents(path / TABLE, EXAM))


def evaluate(path: Path, limit: int | None = None, *, pipeline: Pipeline | None = None) -> Result:
    """The figures on the pages, or the first ``limit`` of them. Raises UnreadableInput, DictionaryError."""
    table = load(path)
    pages, problems = captures(path)
    pages = pages[:limit]
    pipeline = pipeline or standard()
    started = time.perf_counter()
    found = outcomes(list(pipeline.run(pages)), table)
    return Result(
        exam=EXAM,
        path=str(path),
        documents=len(pages),
        seconds=time.perf_counter() - started,
        metrics=figures(found, table),
        baselines={
            "day_distance": _day_distance([o for o in found if o.eligible], table),
            "day_distance_all": _day_distance(found, table),
        },
        problems=tuple(problems),
    )


def outcomes(reports: Sequence[GroundedReport], table: Table) -> list[Outcome]:
    """What becomes of each event of these reports, in the order of the events' identifiers."""
    tellings = [telling for report in reports for telling in tellings_of(report)]
    telling_of = {claim: telling for telling in tellings for claim in telling.claims}
    claims = {g.claim.id: g for report in reports for g in report.claims}
    family = family_names(families({t.around.report: t.around for t in tellings}.values()))
    sides = Sides(load_catalogue())
    out: list[Outcome] = []
    for event in events_of(reconciled(reports)):
        told = [claims[name] for name in event.claims]
        of = [telling_of[name] for name in event.claims]
        view = view_of([(g, t.around) for g, t in zip(told, of, strict=True)], family)
        happening = _happening(told, view, sides)
        reason = _unfit(of, view, happening, table)
        found = None
        if reason is None and happening is not None:
            found = table.best(happening)
            if found is None:
                reason = "other_sides" if table.near(happening) else "no_record"
        words = tuple(g.claim.evidence.text for g in told)
        out.append(Outcome(event=event.id, words=words, happening=happening, found=found, reason=reason))
    return out


def _unfit(
    tellings: Iterable[Telling], view: View, happening: Happening | None, table: Table
) -> Reason | None:
    """The first reason why no record can be expected; None where one can."""
    stances = {telling.stance for telling in tellings}
    killed = view["killed"]
    if stances == {"summed"}:
        return "several"
    if "told" not in stances:
        return "unreal"
    if killed.low is None or not max(killed.low, killed.high or 0):
        return "no_death"
    if view["when"].best is None:
        return "no_day"
    if happening is None:
        return "no_place"
    inside = any(place.country == COUNTRY for place in happening.places)
    return None if inside and table.covers(happening.days) else "outside"


def _happening(claims: Sequence[GroundedClaim], view: View, sides: Sides) -> Happening | None:
    """What the event tells that a record can be held against; None where its day or place is not known."""
    best = view["when"].best
    places = {place.id: place for g in claims for place in _where(g)}
    if best is None or not isinstance(best.content, Interval) or not places:
        return None
    parties = [
        frozenset(SIDES.get(root, root) for g in claims for root in sides.of(g, which).roots)
        for which in ("actors", "recipients")
    ]
    killed = view["killed"]
    return Happening(
        days=best.content,
        places=tuple(places.values()),
        parties=tuple(party for party in parties if party),
        killed=Range(low=killed.low or 0, high=killed.high),
    )


def _where(grounded: GroundedClaim) -> Iterable[Place]:
    """The resolved places where it was, no countries, with a point or, of provinces, without."""
    roles = grounded.claim.places
    if isinstance(roles, Unknown):
        return
    for item in grounded.places:
        place = item.place
        if isinstance(place, Place) and roles[item.index].role in ("at", "near"):
            if place.kind == "province" or (place.kind != "country" and place.latitude is not None):
                yield place


def figures(found: Sequence[Outcome], table: Table) -> dict[str, float]:
    """The figures of these outcomes; the module says what each is."""
    eligible = [o.happening for o in found if o.eligible and o.happening is not None]
    matched = [(o.happening, o.found) for o in found if o.happening is not None and o.found is not None]
    why = Counter(o.reason for o in found)
    return {
        "events": float(len(found)),
        "eligible": float(len(eligible)),
        "matched": float(len(matched)),
        "records": float(len({f.incident.name for _, f in matched})),
        **_shares("", eligible, table, lambda told: table.best(told) is not None),
        **_shares("close_", eligible, table, lambda told: is_close(table.best(told))),
        **{f"why_{reason}": float(why[reason]) for reason in REASONS},
        **_deaths([(told, f.incident) for told, f in matched]),
        "days_exact": share(sum(f.exact for _, f in matched), len(matched)),
        "km_median": median([f.km for _, f in matched] or [0.0]),
    }


def is_close(found: Found | None) -> bool:
    """Whether it is a record of the very day, within 25 km, whose count of the dead agrees."""
    return found is not None and found.exact and found.deaths and found.km <= CLOSE_KM


def _deaths(matched: Sequence[tuple[Happening, Incident]]) -> dict[str, float]:
    """How the counts of the dead agree."""
    counts = [(told.killed, incident) for told, incident in matched]
    return {
        "deaths_overlap": mean(counts_overlap(told, i) for told, i in counts),
        "best_inside": mean(
            told.low <= i.best and (told.high is None or i.best <= told.high) for told, i in counts
        ),
        "deaths_bounded": mean(told.high is not None for told, _ in counts),
    }


def _shares(
    which: str, happenings: Sequence[Happening], table: Table, matches: Callable[[Happening], bool]
) -> dict[str, float]:
    """The share that matches, that which does by chance, and what this is of the first."""
    own = mean(matches(told) for told in happenings)
    moved = [other for told in happenings for by in SHIFTS if table.covers((other := _moved(told, by)).days)]
    chance = mean(matches(told) for told in moved)
    return {
        f"{which or 'matched_'}share": own,
        f"{which}chance": chance,
        f"{which}by_chance": min(1.0, share(chance, own)),
    }


def _moved(told: Happening, by: int) -> Happening:
    days = told.days
    start, end = (day + dt.timedelta(days=by) for day in (days.start, days.end))
    return msgspec.structs.replace(told, days=Interval(start=start, end=end, precision=days.precision))


def _day_distance(found: Iterable[Outcome], table: Table) -> dict[str, float]:
    """The figures of joining by day and distance alone."""
    told = [o.happening for o in found if o.happening is not None and table.covers(o.happening.days)]
    matched = [(one, incident) for one in told if (incident := _nearest(one, table)) is not None]
    deaths = _deaths([(one, incident) for one, incident in matched if one.killed.low])
    return {
        "eligible": float(len(told)),
        "matched": float(len(matched)),
        "records": float(len({incident.name for _, incident in matched})),
        **_shares("", told, table, lambda one: _nearest(one, table) is not None),
        "deaths_overlap": deaths["deaths_overlap"],
        "best_inside": deaths["best_inside"],
    }


def _nearest(told: Happening, table: Table) -> Incident | None:
    """The record that is nearest in days, then in km, of those within xSub's limits."""
    days = dt.timedelta(days=XSUB_DAYS)
    around = Interval(start=told.days.start - days, end=told.days.end + days, precision="span")
    ranked = []
    for incident in table.on(around):
        gaps = [km for place in told.places if (km := kilometres(place, incident.point)) is not None]
        if gaps and min(gaps) <= XSUB_KM:
            ranked.append((_apart(told.days, incident.days), min(gaps), incident.name, incident))
    return min(ranked)[3] if ranked else None


def _apart(one: Interval, other: Interval) -> int:
    """Days between the two; 0 where they have one in common."""
    return max(0, (other.start - one.end).days, (one.start - other.end).days)
