"""When a page was published and changed: its sources in order, none in the future, disagreement told.

The order is JSON-LD, ``meta`` elements, microdata and ``time`` elements, the address, and what the page shows
its readers; a ``meta`` element that says no more than "date" comes behind a date that is surely shown as the
report's own. A day of a source that names only a month or a year is taken where none names a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from dateline.read.address import day_in_address, month_in_address
from dateline.read.marks import Found
from dateline.read.metadata import Day, PageMetadata
from dateline.read.visible import Shown
from dateline.read.witness import Witness
from dateline.records.evidence import Evidence, Interval, Known, Record, Unknown
from dateline.records.report import Block

#: A report dated a day ahead was written east of here.
AHEAD = dt.timedelta(days=1)

#: What software writes where it has no day.
_EPOCH = dt.date(1970, 1, 1)

#: Sources that differ by a day tell the same night by two clocks.
_SAME_NIGHT = dt.timedelta(days=1)
_WEST, _EAST = dt.timedelta(hours=-12), dt.timedelta(hours=14)

#: From this score on a shown date is surely the article's (see ``dateline.read.visible``).
_SURE = 7


class PageDays(Record, frozen=True):
    """When a page was published and changed, and where its sources disagree."""

    published: Known[Interval] | Unknown
    modified: Known[Interval] | Unknown
    warnings: tuple[str, ...] = ()


class _Candidate(Record, frozen=True):
    """Days, how they were read, and what makes their evidence."""

    days: Interval
    how: str
    evidence: Callable[[], Evidence]
    sure: bool = True

    def known(self) -> Known[Interval]:
        return Known(value=self.days, evidence=(self.evidence(),), how=self.how)


def page_days(
    metadata: PageMetadata,
    addresses: Sequence[Known[str]],
    text: str,
    blocks: Sequence[Block],
    witness: Witness,
    today: dt.date,
) -> PageDays:
    """The days of a page. ``addresses`` are those it is known by, ``today`` the last day that is no future."""
    shown = _Showing(text, blocks, witness)
    candidates = list(_published(metadata, addresses, shown, witness))
    possible = [each for each in candidates if is_possible(each.days, today)]
    modified = [each for each in _modified(metadata, shown, witness) if is_possible(each.days, today)]
    best = _best(possible)
    if best is None:
        return PageDays(
            published=_unknown(candidates, modified, addresses),
            modified=_known_change(modified),
        )
    best = _local(best, possible)
    return PageDays(
        published=best.known(),
        modified=_known_change(modified),
        warnings=_disagreement(best, possible),
    )


def is_possible(days: Interval, today: dt.date) -> bool:
    """Whether a report may be of these days: they are not in the future, nor what software writes for none."""
    return days.start <= today + AHEAD and days.start != _EPOCH


def _published(
    metadata: PageMetadata, addresses: Sequence[Known[str]], shown: _Showing, witness: Witness
) -> Iterator[_Candidate]:
    vague = [_marked(day, witness) for day in metadata.published if not day.plain]
    yield from (_marked(day, witness) for day in metadata.published if day.plain)
    visible = [each for each in metadata.shown if each.sense == "published"]
    timed = [each for each in visible if each.score >= _SURE and (each.timed or vague)]
    yield from (shown.candidate(each) for each in timed[:3])
    yield from (shown.candidate(each) for each in metadata.shown if each.as_of)
    yield from vague
    for address in addresses:
        found = day_in_address(address.value)
        if found is not None:
            yield _Candidate(days=found.days, how="address", evidence=partial(_first, address))
    yield from (shown.candidate(each) for each in visible if each not in timed)


def _modified(metadata: PageMetadata, shown: _Showing, witness: Witness) -> Iterator[_Candidate]:
    yield from (_marked(day, witness) for day in metadata.modified)
    yield from (shown.candidate(each) for each in metadata.shown if each.sense == "modified")


def _marked(day: Day, witness: Witness) -> _Candidate:
    return _Candidate(days=day.days, how=day.how, evidence=partial(witness.markup, day))


class _Showing:
    """Makes candidates of shown dates, with evidence in the report's text where the words stand in it."""

    def __init__(self, text: str, blocks: Sequence[Block], witness: Witness) -> None:
        self._text = text
        self._lines = [
            block for block in blocks if block.label in ("byline", "dateline", "headline", "caption")
        ]
        self._witness = witness

    def candidate(self, shown: Shown) -> _Candidate:
        """The candidate of a date that the page shows."""
        return _Candidate(
            days=shown.days, how=shown.how, evidence=lambda: self._evidence(shown), sure=shown.score >= _SURE
        )

    def _evidence(self, shown: Shown) -> Evidence:
        for block in self._lines:
            at = self._text.find(shown.words, block.start, block.end)
            if at >= 0:
                return self._witness.span(at, at + len(shown.words))
        return self._witness.markup(Found(value=shown.words, words=shown.words, how=shown.how))


def _best(possible: Sequence[_Candidate]) -> _Candidate | None:
    """The first that names a day, else the first at all."""
    return next(
        (each for each in possible if each.days.precision == "day"), possible[0] if possible else None
    )


def _local(best: _Candidate, possible: Sequence[_Candidate]) -> _Candidate:
    """The same moment by the outlet's own clock, where the best is by that of Greenwich and another is not.

    Shortly after midnight by UTC it is the day before in the Americas, and that is what "yesterday" counts from.
    """
    moment = _moment(best.days)
    if moment is None or moment.utcoffset() != dt.timedelta(0):
        return best
    for other in possible:
        theirs = _moment(other.days)
        if theirs is not None and theirs == moment and theirs.utcoffset():
            return other
        night = ((moment + _WEST).date(), moment.date(), (moment + _EAST).date())
        local = other.how == "address" or (other.how.startswith("shown") and other.sure)
        if local and theirs is None and other.days.start != best.days.start and other.days.start in night:
            return other
    return best


def _first(known: Known[str]) -> Evidence:
    return known.evidence[0]


def _moment(days: Interval) -> dt.datetime | None:
    """The moment where its offset from UTC is known."""
    found = dt.datetime.fromisoformat(days.moment) if days.moment else None
    return found if found is not None and found.tzinfo is not None else None


def _known_change(modified: Sequence[_Candidate]) -> Known[Interval] | Unknown:
    best = _best(modified)
    return best.known() if best else Unknown(reason="the page gives no date of change")


def _unknown(
    refused: Sequence[_Candidate], modified: Sequence[_Candidate], addresses: Sequence[Known[str]]
) -> Unknown:
    """Why there is no day of publication, with what else the page has of days."""
    if refused:
        day = refused[0].days.start
        what = "is what software writes for none" if day == _EPOCH else "is in the future"
        return Unknown(reason=f"the date {day.isoformat()} {what}", candidates=(day.isoformat(),))
    best = _best(modified)
    if best is not None:
        day = best.days.start
        return Unknown(
            reason=f"the page gives no publication date, only one of change ({day.isoformat()})",
            candidates=(day.isoformat(),),
        )
    month = next((month for known in addresses if (month := month_in_address(known.value))), None)
    if month is not None:
        return Unknown(
            reason=f"the page gives no publication date; its address has {month}, perhaps the month",
            candidates=(month,),
        )
    return Unknown(reason="the page gives no publication date")


def _disagreement(best: _Candidate, possible: Sequence[_Candidate]) -> tuple[str, ...]:
    """A warning where another sure source names a day apart from the one that is taken.

    Of each kind of source only its first day counts: markup of other stories on the page comes behind.
    """
    seen: set[str] = set()
    for other in possible:
        kind = other.how.split()[0]
        if kind in seen or not other.sure:
            continue
        seen.add(kind)
        if other.days.precision == "day" and abs(other.days.start - best.days.start) > _SAME_NIGHT:
            mine, theirs = best.days.start.isoformat(), other.days.start.isoformat()
            return (
                f"its sources disagree on the day of publication: {mine} ({best.how}), {theirs} ({other.how}); "
                f"{mine} is used",
            )
    return ()
