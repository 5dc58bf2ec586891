"""Shapes: what the desk's own answers look like, for the OpenAPI schema. Dateline's records stand in them as they are."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import msgspec

from dateline.desk.accounts import Account, Deed, Role
from dateline.desk.jobs import Progress
from dateline.records.claim import GroundedClaim
from dateline.records.control import Statement
from dateline.records.decision import Run
from dateline.records.event import Event, Link
from dateline.records.evidence import Interval, Known, Unknown, Why
from dateline.records.header import Header
from dateline.records.report import Entry, Flag, Notice
from dateline.records.source import Source
from dateline.store.decisions import DecisionRow
from dateline.store.recoding import Recoded


class Shape(msgspec.Struct, kw_only=True):
    """The base of all of them."""


class Error(Shape):
    """Why not, and what to do, in one line; and the decisions that were not seen where that is why."""

    error: str
    decisions: list[str] = []


class CaseName(Shape):
    """The case that is open."""

    name: str


class Me(Shape):
    """Who is logged in."""

    name: str
    role: Role
    login: bool
    case: CaseName
    csrf: str
    version: str
    can: list[Literal["decide", "add", "export", "users"]]


class Counts(Shape):
    """How many there are."""

    events: int
    claims: int
    reports: int
    undated: int
    unresolved: int
    rejected: int


class Facet(Shape):
    """A value of a facet."""

    value: str
    label: str
    count: int
    selected: bool


class Bin(Shape):
    """A bar of the timeline, both days included."""

    from_: dt.date = msgspec.field(name="from")
    to: dt.date
    count: int


class Timeline(Shape):
    """The timeline."""

    unit: Literal["day", "week", "month", "year"]
    bins: list[Bin]


class Lost(Shape):
    """Words for a place that is on no map ("": no place is named)."""

    words: str
    reason: str
    count: int
    events: list[str]


class Explore(Shape):
    """A view. ``pending``: origins are still being counted."""

    counts: Counts
    points: dict[str, Any]
    facets: dict[str, list[Facet]]
    more: dict[str, int]
    timeline: Timeline
    unresolved: list[Lost]
    pending: bool


class Count(Shape):
    """A count; ``high`` is null where the words set no upper limit."""

    low: int
    high: int | None


class EventRow(Shape):
    """An event in a list."""

    id: str
    title: str
    type: str | None
    day: dt.date | None
    day_end: dt.date | None
    day_precision: str | None
    place: str | None
    place_key: str | None
    lat: float | None
    lon: float | None
    actors: list[str]
    blamed: list[str]
    denials: int
    killed: Count | None
    reality: str
    reports: int
    origins: int
    rival: list[str]
    review: str


class Events(Shape):
    """A page of a list of events."""

    total: int
    items: list[EventRow]


class DecisionTold(DecisionRow, frozen=True, kw_only=True):
    """A decision, whether it stands, what became of its claims, and in words what was decided."""

    what: str


class ClaimOfEvent(Shape):
    """A claim of an event: its chain in words, its origin, the family of near-copies of its report, its fields."""

    header: Header
    grounded: GroundedClaim
    chain: list[str]
    origin: str
    family: str | None
    fields: dict[str, str]


class EventTold(Shape):
    """One event with all that is told of it."""

    event: Event
    row: EventRow
    fields: list[dict[str, Any]]
    claims: list[ClaimOfEvent]
    echoes: list[list[str]]
    links: list[Link]
    rivals: list[Link]
    relations: list[dict[str, Any]]
    decisions: list[DecisionTold]


class Mark(Shape):
    """A stretch that a field was read from."""

    start: int
    end: int
    field: str


class ClaimTold(Shape):
    """One claim unfolded."""

    header: Header
    grounded: GroundedClaim
    lines: list[dict[str, Any]]
    marks: list[Mark]
    machine: GroundedClaim | None
    review: str | None
    decisions: list[DecisionTold]
    event: str | None


class Reports(Shape):
    """A page of a list of reports."""

    total: int
    items: list[dict[str, Any]]


class Mention(Shape):
    """A stretch that names something."""

    start: int
    end: int
    kind: str
    label: str
    entry: str | None


class Mentions(Shape):
    """The mentions of a report."""

    mentions: list[Mention]


class ReportTold(Shape):
    """A report's text and what is marked in it."""

    header: Header
    kind: str
    kind_reason: str
    language: Known[str] | Unknown
    authors: Known[tuple[str, ...]] | Unknown
    modified: Known[Interval] | Unknown
    silence: str | None
    notices: list[Notice]
    metadata: dict[str, Any]
    text: str
    blocks: list[dict[str, Any]]
    entries: list[Entry]
    mentions: list[Mention]
    claims: list[dict[str, Any]]
    versions: list[dict[str, Any]]
    warnings: list[str]


class Compared(Shape):
    """Two versions side by side."""

    left: Header
    right: Header
    blocks: list[dict[str, Any]]
    claims: dict[str, list[dict[str, Any]]]


class Hit(Shape):
    """A block that holds words: its place in its report, an excerpt, and the code points of the words in it."""

    report: str
    header: Header
    document: str
    label: str
    block: int
    start: int
    end: int
    text: str
    matches: list[tuple[int, int]]
    stands: bool
    flags: list[Flag]


class Found(Shape):
    """What a search found."""

    total: int
    items: list[Hit]


class Decisions(Shape):
    """A page of a list of decisions."""

    total: int
    items: list[DecisionTold]


class SourceTold(Source, frozen=True, kw_only=True):
    """A source and how it fares in words."""

    health: str
    failing_now: bool


class Sources(Shape):
    """The sources."""

    items: list[SourceTold]


class RunRow(Run, frozen=True, kw_only=True):
    """A run, how many reports it read last, how many claims it changed."""

    reports: int
    changed: int


class Runs(Shape):
    """The runs."""

    items: list[RunRow]


class Told(Shape):
    """A field before and after, in words."""

    field: str
    before: str
    after: str


class RecodedTold(Recoded, frozen=True, kw_only=True):
    """What a run changed of a claim, in words too."""

    told: list[Told]


class RunTold(Shape):
    """A run and what it changed."""

    run: Run
    changes: list[RecodedTold]


class PlaceRow(Shape):
    """A place in a list."""

    key: str
    name: str
    level: str
    lat: float | None
    lon: float | None
    country: str | None
    province: str | None
    events: int
    control: bool
    state: str | None
    holder: str | None


class Places(Shape):
    """A page of a list of places."""

    total: int
    items: list[PlaceRow]


class PlaceTold(Shape):
    """A place, who held it and what happened there."""

    key: str
    place: dict[str, Any] | None
    about: dict[str, Any] | None
    spellings: list[str]
    spells: list[dict[str, Any]]
    parts: list[dict[str, Any]]
    stale_after: int
    undated: list[Statement]
    events: list[EventRow]
    told: list[dict[str, Any]]


class Changed(Shape):
    """A day on which the state of so many places changed."""

    day: dt.date
    count: int


class Control(Shape):
    """Who held what on a day."""

    day: dt.date
    as_of: dt.date | None
    stale_after: int
    first: dt.date | None
    last: dt.date | None
    told_last: dt.date | None
    features: dict[str, Any]
    changes: list[Changed]


class Card(ClaimTold):
    """A claim with the paragraph that it stands in, and the code point at which that begins in the report."""

    text: str
    offset: int


class EventSize(Shape):
    """An event in words, and how many claims in how many reports tell of it."""

    title: str
    claims: int
    reports: int


class PairCard(Card):
    """A claim of a pair, and the event that it is in."""

    of: EventSize | None


class PairTask(Shape, tag="pair", tag_field="kind"):
    """Whether two claims are of one happening."""

    id: str
    one: PairCard
    other: PairCard
    joining: str
    joined: bool
    score: float
    why: list[Why]
    uncertainty: float
    importance: float


class ClaimTask(Shape, tag="claim", tag_field="kind"):
    """Whether a claim is coded right."""

    id: str
    claim: Card
    uncertainty: float
    importance: float
    candidates: dict[str, list[dict[str, Any]]]


class Review(Shape):
    """What to decide next, how much is open now, and how much is decided. A decision may answer several, or open new ones."""

    left: int
    done: int
    task: PairTask | ClaimTask | None


class Touched(Shape):
    """The events that a decision bears on."""

    events: list[str]


class Decided(Shape):
    """A decision that is on the disk."""

    decision: DecisionTold
    changed: Touched


class Suggestion(Shape):
    """A value that may be meant."""

    value: Any
    label: str
    hint: str


class Started(Shape):
    """A job that has begun."""

    job: str


class Forms(Shape):
    """The forms of an export."""

    claims: list[str]
    events: list[str]


class Done(Shape):
    """It is done."""

    done: bool


class Users(Shape):
    """The accounts."""

    items: list[Account]


class Audit(Shape):
    """A page of the audit log."""

    total: int
    items: list[Deed]


#: The shape of each answer by the name that routes use.
SHAPES: dict[str, Any] = {
    **{
        shape.__name__: shape
        for shape in (
            *(
                Error,
                Me,
                Explore,
                Events,
                EventTold,
                ClaimTold,
                Reports,
                Mentions,
                ReportTold,
                Compared,
                Found,
            ),
            *(Decisions, Sources, Runs, RunTold, Places, PlaceTold, Control, Review, Decided, Started, Forms),
            *(Done, Users, Audit, Progress),
        )
    },
    "User": Account,
    "Suggestions": list[Suggestion],
}
