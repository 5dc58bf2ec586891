"""Brief: what a case tells of a period and an area, as one frozen record that every writer writes.

Text is held as lines, and a line as pieces with the numbers of their footnotes, so that no writer has to take a
sentence apart to find what bears out which half of it. Figures stand beside the lines that tell them.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from dateline.brief.area import Asked
from dateline.reconcile.views import Content
from dateline.records.control import ControlState
from dateline.records.evidence import Evidence, Interval, Known, Range, Record, Unknown

#: How an event is told: as happened (or under way), only as announced, threatened, expected or possible, as
#: denied, or only looked back on.
Standing = Literal["happened", "announced", "denied", "background"]
#: How well it is borne out: by several independent origins, by one alone, or the claims differ on whether it was.
Support = Literal["several origins", "one origin", "disputed"]

STANDINGS: tuple[Standing, ...] = ("happened", "announced", "denied", "background")


class Piece(Record, frozen=True):
    """Some words and the numbers of the footnotes that bear them out."""

    text: str
    notes: tuple[int, ...] = ()


class Line(Record, frozen=True):
    """A sentence in pieces; joined without anything between they are its text."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The sentence without its footnotes."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def notes(self) -> tuple[int, ...]:
        """The numbers of its footnotes, each once, in the order of the sentence."""
        return tuple(dict.fromkeys(number for piece in self.pieces for number in piece.notes))


class Footnote(Record, frozen=True):
    """The sentence of a report that bears something out, the words in it that do, and where the report is from.

    ``claims`` are those that were read from it. The words lie in the report's text where their offsets say.
    """

    number: int
    claims: tuple[str, ...]
    report: str
    document: str
    outlet: Known[str] | Unknown
    title: Known[str] | Unknown
    published: Known[Interval] | Unknown
    url: Known[str] | Unknown
    sentence: Evidence
    words: tuple[Evidence, ...]


class ToldValue(Record, frozen=True):
    """One value of a field: who says it (chain and publisher), how many independent origins, claims and footnotes."""

    words: str
    content: Content
    sources: tuple[tuple[str, str], ...]
    origins: int
    claims: tuple[str, ...]
    notes: tuple[int, ...]


class ToldField(Record, frozen=True):
    """A field of an event with its values side by side, as ``reconcile.views`` gives it.

    ``low`` and ``high`` are a count's: ``high`` is None where the words set no upper limit, both where nothing is told.
    ``reason`` says why nothing is known.
    """

    name: str
    state: Literal["agreed", "rival", "unknown"]
    values: tuple[ToldValue, ...]
    rule: str
    low: int | None = None
    high: int | None = None
    reason: str = ""

    @property
    def differs(self) -> bool:
        """Whether sources differ on it; a claim that itself tells of two places is no contradiction."""
        return self.state == "rival" and len({value.claims for value in self.values}) > 1


class Spot(Record, frozen=True):
    """Where something is on the map: a point, or an area of some km around it where the words are vague."""

    key: str
    name: str
    latitude: float
    longitude: float
    radius_km: float | None = None


class Occurrence(Record, frozen=True):
    """An event as the brief tells it.

    ``heading`` names it by the values that the rules put first; ``lines`` say what each source tells, ``figures`` and
    ``differences`` what is counted and what sources differ on, ``gaps`` what is not told and why.
    """

    id: str
    heading: str
    what: str
    days: Interval | Unknown
    standing: Standing
    support: Support
    realities: tuple[str, ...]
    reports: int
    origins: int
    fields: tuple[ToldField, ...]
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    figures: tuple[Line, ...]
    differences: tuple[Line, ...]
    gaps: tuple[Line, ...]
    bearing: tuple[Line, ...]
    claims: tuple[str, ...]

    def field(self, name: str) -> ToldField:
        """The field of this name. Raises KeyError."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


class Group(Record, frozen=True):
    """The events of one day, or of one longer stretch where no day is told."""

    days: Interval | Unknown
    events: tuple[Occurrence, ...]


class LeftOut(Record, frozen=True):
    """Events that a total does not hold, and why."""

    reason: str
    events: tuple[str, ...]


class Total(Record, frozen=True):
    """A sum over events told as happened: of their lowest counts and of their highest, never of rival ones.

    ``amount`` is None, with the reason in ``unknown``, where no event is counted. ``first`` adds up the counts that the
    codebook's rule puts first in each event. ``rival`` are those among the ``events`` whose sources differ.
    """

    kind: str
    amount: Range | None
    first: Range | None
    unknown: Unknown | None
    events: tuple[str, ...]
    rival: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    lines: tuple[Line, ...]


class Holding(Record, frozen=True):
    """A place's state at the start and at the end of the period, and the changes between.

    The state is None where nothing is told of the day.
    """

    key: str
    name: str
    level: str
    spot: Spot | None
    start_state: ControlState | None
    end_state: ControlState | None
    start: Line
    end: Line
    changes: tuple[Line, ...]


class SourceUsed(Record, frozen=True):
    """A report that footnotes point at, and their numbers."""

    report: str
    document: str
    outlet: Known[str] | Unknown
    title: Known[str] | Unknown
    published: Known[Interval] | Unknown
    url: Known[str] | Unknown
    notes: tuple[int, ...]


class Bar(Record, frozen=True):
    """A stretch of the timeline: how many events are told as happened in it, by several origins and by one."""

    first: dt.date
    last: dt.date
    several: int
    one: int


class Brief(Record, frozen=True):
    """What a case tells of a period and an area.

    ``made`` is the day it was made on. ``summary`` are its main points. ``timeline`` leaves out the ``unplotted``
    events, whose days do not fit into one bar.
    """

    title: str
    asked: Asked
    area: str
    made: dt.date
    summary: tuple[Line, ...]
    happened: tuple[Group, ...]
    announced: tuple[Occurrence, ...]
    denied: tuple[Occurrence, ...]
    background: tuple[Occurrence, ...]
    totals: tuple[Total, ...]
    control: tuple[Holding, ...]
    disputed: tuple[Line, ...]
    unknown: tuple[Line, ...]
    sources: tuple[SourceUsed, ...]
    echoes: tuple[Line, ...]
    notes: tuple[Footnote, ...]
    timeline: tuple[Bar, ...]
    unit: Literal["day", "week", "month"]
    unplotted: tuple[str, ...]

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """All its events, those told as happened first."""
        told = tuple(event for group in self.happened for event in group.events)
        return told + self.announced + self.denied + self.background
