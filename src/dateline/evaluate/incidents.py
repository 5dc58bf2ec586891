"""The exam ``incidents``: which news reports tell of one shooting, and what they tell of it in sum.

PATH is a folder with ``incidents.jsonl``, records of shootings in the United States, and ``reports.jsonl``, dated
reports of them (title, day, text), as given out. Each report is coded from its title and text alone and put to the
event of what it mainly tells; where that is an arrest or a charge, to the violence it follows from.

``conll_f1`` and the other figures of clusters compare that with the incidents. ``closed`` is the share of the best
baseline's distance to 1 in CoNLL F1 that is closed. Then each incident with a record is compared with the view of
the cluster that holds most of its reports: ``*_exact``, the best value equals the record, of all incidents;
``*_told``, of how many there is one at all: nothing is told as 0 because no report told it. ``place`` is the city or
county; where no claim's place is resolved it is the town that the reports name most. ``range_coverage`` is
the share of killed and wounded inside our low and high, of those with a range; ``range_bounded`` the share of
ranges that have a high.

The baselines cluster the same coded reports: ``same_day_city`` by day of publication and town named most;
``minhash`` by near-copies of text; ``xsub`` as xSub joins sources' events: same types within 5 km and 2 days.
"""

from __future__ import annotations

import datetime as dt
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from dateline.errors import UnreadableInput
from dateline.evaluate.clusters import cluster_figures
from dateline.evaluate.figures import share
from dateline.evaluate.files import content_of
from dateline.evaluate.result import Result
from dateline.ground.distance import kilometres
from dateline.ground.keys import place_key
from dateline.pipeline import Pipeline, standard
from dateline.reconcile.echoes import Unions, families, family_names
from dateline.reconcile.events import name_of, relations_of
from dateline.reconcile.reconciler import Reconciler
from dateline.reconcile.shelf import MemoryShelf
from dateline.reconcile.tellings import Telling, tellings_of
from dateline.reconcile.views import View, view_of
from dateline.records.capture import Capture, Given, Origin, capture_of
from dateline.records.claim import GroundedClaim, GroundedReport
from dateline.records.evidence import Interval, Range, Record

EXAM = "incidents"
#: xSub's rule for joining events of several sources: kilometres and days.
XSUB_KM, XSUB_DAYS = 5.0, 2

T = TypeVar("T")


class Document(Record, frozen=True):
    """A report of the set: its name, title, day (ISO), text, and the incident it is filed under."""

    name: str
    title: str
    day: str
    text: str
    incident: str


class Incident(Record, frozen=True):
    """An incident's record: the day, the city or county, and how many were killed and wounded."""

    name: str
    day: dt.date
    city: str
    killed: int
    wounded: int


class _Report(msgspec.Struct):
    id: str
    title: str
    dct: str
    content: str
    incident_id: str


class _Row(msgspec.Struct):
    incident_uri: str
    date: str
    city_or_county: str
    num_killed: int
    num_injured: int


def load(path: Path) -> tuple[list[Document], dict[str, Incident]]:
    """The reports in order, and the incidents by name. Raises UnreadableInput, naming the file and the line."""
    documents = [
        Document(name=r.id, title=r.title, day=r.dct, text=r.content, incident=r.incident_id)
        for _, r in _lines(path / "reports.jsonl", _Report)
    ]
    incidents: dict[str, Incident] = {}
    for number, row in _lines(path / "incidents.jsonl", _Row):
        try:
            day = dt.datetime.strptime(row.date, "%B %d, %Y").date()
        except ValueError as error:
            raise _malformed(path / "incidents.jsonl", number, error) from error
        incidents[row.incident_uri] = Incident(
            name=row.incident_uri,
            day=day,
            city=row.city_or_county,
            killed=row.num_killed,
            wounded=row.num_injured,
        )
    return documents, incidents


def _lines(file: Path, kind: type[T]) -> Iterator[tuple[int, T]]:
    found = False
    for number, line in enumerate(content_of(file, EXAM).split("\n"), 1):
        if line.strip():
            found = True
            try:
                yield number, msgspec.json.decode(line, type=kind)
            except msgspec.DecodeError as error:
                raise _malformed(file, number, error) from error
    if not found:
        raise UnreadableInput(str(file), "holds no lines; give the files of the exam incidents")


def _malformed(file: Path, number: int, error: Exception) -> UnreadableInput:
    return UnreadableInput(
        str(file), f"line {number} is no line of the exam incidents ({error}); give its files as they are"
    )


def captures(documents: Iterable[Document]) -> Iterator[Capture]:
    """A page of plain text for each report: its title, a blank line, its text."""
    for number, document in enumerate(documents, 1):
        yield capture_of(
            f"{document.title}\n\n{document.text}".encode("utf-8", "surrogatepass"),
            media_type="text/plain",
            origin=Origin(kind="dump", name="reports.jsonl", line=number),
            given=Given(document=document.name, title=document.title, published=document.day),
        )


def coded(documents: Iterable[Document], pipeline: Pipeline | None = None) -> Iterator[GroundedReport]:
    """The reports as the pipeline (None: as it ships) reads them."""
    yield from (pipeline or standard()).run(captures(documents))


def evaluate(path: Path, limit: int | None = None, *, pipeline: Pipeline | None = None) -> Result:
    """The figures on the reports, or the first ``limit`` of them. Raises UnreadableInput, DictionaryError."""
    documents, incidents = load(path)
    documents = documents[:limit]
    pipeline = pipeline or standard()
    started = time.perf_counter()
    reports = list(coded(documents, pipeline))
    return grade(str(path), documents, incidents, reports, time.perf_counter() - started)


def grade(
    path: str,
    documents: Sequence[Document],
    incidents: Mapping[str, Incident],
    reports: Sequence[GroundedReport],
    seconds: float,
) -> Result:
    """The figures for coded reports, one for each document in order; ``seconds`` were spent on coding them."""
    gold = {d.name: d.incident for d in documents}
    started = time.perf_counter()
    told = {d.name: tellings_of(r, silent=True) for d, r in zip(documents, reports, strict=True)}
    shelf = MemoryShelf()
    reconciler = Reconciler(shelf)
    for tellings in told.values():
        reconciler.add(tellings)
    mains = {name: next(t for t in tellings if t.main) for name, tellings in told.items()}
    found = clusters(shelf, mains)
    seconds += time.perf_counter() - started
    baselines = {
        "same_day_city": cluster_figures(gold, _same_day_city(mains)),
        "minhash": cluster_figures(gold, _near_copies(mains)),
        "xsub": cluster_figures(gold, _xsub(mains)),
    }
    metrics = cluster_figures(gold, found)
    best = max(figures["conll_f1"] for figures in baselines.values())
    metrics["closed"] = share(metrics["conll_f1"] - best, 1 - best)
    claims = {g.claim.id: g for report in reports for g in report.claims}
    metrics |= field_figures(gold, found, mains, claims, incidents)
    return Result(
        exam=EXAM,
        path=path,
        documents=len(documents),
        seconds=seconds,
        metrics=metrics,
        baselines=baselines,
    )


def clusters(shelf: MemoryShelf, mains: Mapping[str, Telling]) -> dict[str, str]:
    """The happening of each report's main telling: its group's first telling, or that of the violence it follows."""
    events = {event: group for group in shelf.groups() if (event := name_of(shelf, group)) is not None}
    out: dict[str, str] = {}
    for name, main in mains.items():
        group = shelf.group(main.id)
        if len(group) == 1 and main.family != "violence":
            follows = [event for kind, event, _ in relations_of(shelf, main.id) if kind == "follows"]
            group = events[follows[0]] if follows else group
        out[name] = group[0]
    return out


def _same_day_city(mains: Mapping[str, Telling]) -> dict[str, str]:
    out: dict[str, str] = {}
    for name, main in mains.items():
        day, towns = main.around.published, main.around.towns
        out[name] = f"{day.start} {towns[0]}" if day is not None and towns else name
    return out


def _near_copies(mains: Mapping[str, Telling]) -> dict[str, str]:
    names = family_names(families([main.around for main in mains.values()]))
    return {name: names.get(main.around.report, name) for name, main in mains.items()}


def _xsub(mains: Mapping[str, Telling]) -> dict[str, str]:
    """Joined, one by one, where type is the same, a place within 5 km and the day within 2."""
    unions: Unions[str] = Unions()
    placed = [(n, m, _xsub_day(m)) for n, m in mains.items() if m.places and _xsub_day(m) is not None]
    placed.sort(key=lambda each: (each[2], each[0]))
    for at, (name, main, day) in enumerate(placed):
        for other_name, other, other_day in reversed(placed[:at]):
            if day is None or other_day is None or day - other_day > XSUB_DAYS:
                break
            gaps = [kilometres(a, b) for a in main.places for b in other.places]
            if main.family == other.family and any(g is not None and g <= XSUB_KM for g in gaps):
                unions.join(name, other_name)
    return {name: unions.root(name) for name in mains}


def _xsub_day(telling: Telling) -> int | None:
    """The day told, else that of publication, which is what event data from reports have."""
    days = telling.days or telling.around.published
    return days.start.toordinal() if days is not None else None


def field_figures(
    gold: Mapping[str, str],
    found: Mapping[str, str],
    mains: Mapping[str, Telling],
    claims: Mapping[str, GroundedClaim],
    incidents: Mapping[str, Incident],
) -> dict[str, float]:
    """How the views of clusters compare with the incidents' records."""
    members: dict[str, list[str]] = defaultdict(list)
    for name in sorted(found):
        members[found[name]].append(name)
    family = family_names(families([main.around for main in mains.values()]))
    holds: dict[str, Counter[str]] = defaultdict(Counter)
    for name, incident in gold.items():
        holds[incident][found[name]] += 1
    right: Counter[str] = Counter()
    told: Counter[str] = Counter()
    ranges = inside = bounded = records = 0
    for incident, homes in sorted(holds.items()):
        record = incidents.get(incident)
        if record is None:
            continue
        records += 1
        names = members[min(homes, key=lambda home: (-homes[home], len(members[home]), home))]
        view = view_of(
            [
                (claims[c], mains[n].around)
                for n in names
                if mains[n].family == "violence"
                for c in mains[n].claims
            ],
            family,
        )
        given: dict[str, tuple[object, object]] = {
            "date": (_day(view), record.day),
            "place": (_city(view, [mains[n] for n in names], record.city), place_key(record.city)),
            "killed": (_best(view, "killed"), record.killed),
            "wounded": (_best(view, "wounded"), record.wounded),
        }
        for field, (ours, theirs) in given.items():
            told[field] += ours is not None
            right[field] += ours == theirs
        for kind, number in (("killed", record.killed), ("wounded", record.wounded)):
            count = view[kind]
            if count.low is not None:
                ranges += 1
                bounded += count.high is not None
                inside += count.low <= number and (count.high is None or number <= count.high)
    figures = {"records": float(records), "range_coverage": share(inside, ranges)}
    figures["range_bounded"] = share(bounded, ranges)
    for field in ("date", "place", "killed", "wounded"):
        figures[f"{field}_exact"] = share(right[field], records)
        figures[f"{field}_told"] = share(told[field], records)
    return figures


def _day(view: View) -> dt.date | None:
    best = view["when"].best
    if best is None or not isinstance(best.content, Interval) or best.content.start != best.content.end:
        return None
    return best.content.start


def _best(view: View, kind: str) -> int | None:
    best = view[kind].best
    return best.content.low if best is not None and isinstance(best.content, Range) else None


def _city(view: View, mains: Sequence[Telling], wanted: str) -> str | None:
    """The city's key: of the place that the claims give, else of the town the reports name most.

    The records write "Bronx (county)" or "Quincy (Florence)"; without what is in brackets they are compared.
    """
    best = view["place"].best
    if best is not None:
        key = place_key(best.words)
    else:
        towns = Counter(main.around.towns[0] for main in mains if main.around.towns)
        if not towns:
            return None
        key = min(towns, key=lambda town: (-towns[town], town))
    bare = place_key(re.sub(r"\s*\(.*\)", "", wanted))
    return place_key(wanted) if key == bare else key
