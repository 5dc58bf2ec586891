"""The ground stage: CodedReport -> GroundedReport."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.dictionaries.catalogue import Catalogue
from dateline.ground.actors import ground_actors
from dateline.ground.context import context_of
from dateline.ground.dates import resolve
from dateline.ground.forces import Forces
from dateline.ground.gazetteer import Gazetteer
from dateline.ground.places import PlaceGrounder
from dateline.ground.relative import before, looking_back
from dateline.ground.years import year_beside
from dateline.records.annotation import Mention
from dateline.records.claim import Claim, CodedReport, GroundedClaim, GroundedReport, When
from dateline.records.evidence import Evidence, Interval, Known, Made, Unknown
from dateline.records.report import Report

_COMING = frozenset({"announced", "threatened", "expected"})
#: Words of a sentence that look ahead. "Threatened on Monday" does not; "will march on Monday" does.
_AHEAD = re.compile(
    r"\b(?:will|shall|would|going to|due|set to|scheduled|plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|intentions?"
    r"|prepar(?:e|es|ed|ing|ations?)|expected|next|coming|upcoming|soon|(?:is|are|was|were) to)\b|['’]ll\b",
    re.IGNORECASE,
)
#: Words that may put a day behind them into the future.
_PLANNED = re.compile(
    r"\b(?:agree[ds]?|plan(?:s|ned)?|intend(?:s|ed)?|schedul\w+|due|set to|expect\w*|promis\w+|pledg\w+|vow\w*|call(?:s|ed) for"
    r"|announce[ds]?|deadline|ultimatum|will|would|to be)\b",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(r"[A-Za-z]+\.? \d\d?(?:st|nd|rd|th)?|\d\d?(?:st|nd|rd|th)? (?:of )?[A-Za-z]+\.?")
_SIGNAL = re.compile(
    r"\b(on|in|during|since|by|until|till|before|after|from|between|for|over|within|at|around|as of"
    r"|throughout)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
#: What makes "today" the same day of an earlier year: "ten years ago today".
_AGO = re.compile(r"\b(?:\d+|[a-z]+) (?:day|week|month|year)s? ago\s+$", re.IGNORECASE)


class Ground:
    """Places, days and actors of claims tied to the world. Holds only what it looks things up in."""

    name = "ground"
    version = "0.3"
    needs = CodedReport
    makes = GroundedReport

    def __init__(self, catalogue: Catalogue, gazetteer: Gazetteer) -> None:
        self._catalogue = catalogue
        self._gazetteer = gazetteer
        self._forces = Forces(catalogue)
        self.made = Made(stage=self.name, version=self.version)

    def run(self, batch: Sequence[CodedReport]) -> list[GroundedReport]:
        """One GroundedReport a report, its claims in the same order."""
        return [self._ground(coded) for coded in batch]

    def _ground(self, coded: CodedReport) -> GroundedReport:
        annotated = coded.annotated
        claims: tuple[GroundedClaim, ...] = ()
        if coded.claims:
            context = context_of(annotated, self._catalogue, self._gazetteer)
            places = PlaceGrounder(annotated, context, self._gazetteer)
            times = [m for m in annotated.mentions if m.kind == "time"]
            days = _Days(annotated.report, times, self.made)
            claims = tuple(self._claim(claim, places, days) for claim in coded.claims)
        return GroundedReport(annotated=annotated, claims=claims, silence=coded.silence, made=self.made)

    def _claim(self, claim: Claim, places: PlaceGrounder, days: _Days) -> GroundedClaim:
        ahead = claim.reality.value in _COMING and _AHEAD.search(claim.sentence.text) is not None
        return GroundedClaim(
            claim=claim,
            when=days.of(claim.when, future=ahead, planned=_is_planned(claim)),
            said=tuple(days.of(speaker.said, future=False) for speaker in claim.sources),
            places=places.ground(claim),
            actors=ground_actors(claim, self._catalogue, self._forces),
        )


def _is_planned(claim: Claim) -> bool:
    """Whether words of a plan stand before the time words of a claim: "agreed to meet on October 3"."""
    if isinstance(claim.when, Unknown) or claim.when.evidence.layer != "report":
        return False
    before = claim.sentence.text[: max(0, claim.when.evidence.start - claim.sentence.start)]
    return _PLANNED.search(before) is not None


class _Days:
    """The days of one report's time words."""

    def __init__(self, report: Report, times: list[Mention], made: Made) -> None:
        self._report = report
        self._times = times
        self._made = made

    def of(self, when: When | Unknown, *, future: bool, planned: bool = False) -> Known[Interval] | Unknown:
        """The interval of these words, with the words that fixed it; or the reason why there is none.

        A month's day that ``planned`` may put ahead of publication is left open where that is nearer than the last one.
        """
        if isinstance(when, Unknown):
            return when
        back = looking_back(when.words)
        if back is not None and when.anchor is not None:
            return self._counted_back(when, when.anchor, *back)
        if back is not None:
            return Unknown(reason=f"'{when.words}' depends on a day that is not told")
        when = self._whole(when)
        signal = self._signal(when.evidence)
        anchor = when.anchor.text if when.anchor is not None else None
        evidence = (when.evidence,) if when.anchor is None else (when.evidence, when.anchor)
        alone = resolve(when.words, None, signal=signal, anchor=anchor, future=future)
        if isinstance(alone, Interval):
            return Known(value=alone, evidence=evidence, how="the words name it in full")
        published, what = self._published(when.evidence)
        if isinstance(published, Known):
            found = resolve(when.words, published.value, signal=signal, anchor=anchor, future=future)
            if isinstance(found, str):
                return Unknown(reason=found)
            if planned and not future and _MONTH_DAY.fullmatch(when.words):
                ahead = resolve(when.words, published.value, signal=signal, anchor=anchor, future=True)
                if ahead != found:
                    return Unknown(reason=f"'{when.words}' may be still to come")
            day = published.value.start.isoformat()
            how = f"relative to {what} on {day}"
            return Known(value=found, evidence=(*evidence, *published.evidence), how=how)
        year = year_beside(anchor or when.words, self._times)
        if year is not None:
            number, mention = year
            found = resolve(when.words, None, signal=signal, anchor=anchor, future=future, year=number)
            if isinstance(found, Interval):
                told = self._evidence(mention)
                return Known(value=found, evidence=(*evidence, told), how=f"the year from '{mention.text}'")
        return Unknown(reason=alone)

    def _counted_back(self, when: When, anchor: Evidence, count: int, unit: str) -> Known[Interval] | Unknown:
        """The days so long before those of the main clause: "on Thursday, a year after a bomb killed nine"."""
        base = self.of(When(words=anchor.text, evidence=anchor), future=False)
        if isinstance(base, Unknown):
            return Unknown(reason=f"'{when.words}' counts from another day: {base.reason}")
        how = f"counted back from '{anchor.text}'"
        return Known(value=before(base.value, count, unit), evidence=(when.evidence, *base.evidence), how=how)

    def _published(self, words: Evidence) -> tuple[Known[Interval] | Unknown, str]:
        """When what holds the words was published, and what it is: a live blog's entry, or the report."""
        if words.layer == "report":
            for entry in self._report.entries:
                if entry.start <= words.start < entry.end:
                    return entry.published, "the entry's publication"
        return self._report.published, "publication"

    def _whole(self, when: When) -> When:
        """The words with the "ten years ago" that stands right before their "today"."""
        words = when.evidence
        if words.layer != "report" or when.words.casefold() != "today":
            return when
        found = _AGO.search(self._report.text, max(0, words.start - 40), words.start)
        if found is None:
            return when
        text = self._report.text[found.start() : words.end]
        whole = Evidence(
            document=words.document, start=found.start(), end=words.end, text=text, made=self._made
        )
        return When(words=text, evidence=whole, anchor=when.anchor)

    def _signal(self, words: Evidence) -> str | None:
        """The preposition right before the words."""
        if words.layer != "report":
            return None
        found = _SIGNAL.search(self._report.text, max(0, words.start - 16), words.start)
        return found[1].casefold() if found else None

    def _evidence(self, mention: Mention) -> Evidence:
        return Evidence(
            document=self._report.document,
            start=mention.start,
            end=mention.end,
            text=mention.text,
            made=self._made,
        )
