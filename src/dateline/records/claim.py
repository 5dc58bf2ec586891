"""Claim: one event as one source asserts it in one report; GroundedClaim: the same, tied to the world.

A claim is never edited. Grounding wraps it, so the words stay beside what they were taken to mean.
"""

from __future__ import annotations

from typing import Literal

from dateline.records.annotation import AnnotatedReport, MentionKind
from dateline.records.decision import Judgement
from dateline.records.evidence import Evidence, Interval, Known, Made, Range, Record, Unknown, Why

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    "TERRITORY", "FORCE-ESTIMATE",
]  # fmt: skip
Reality = Literal[
    "happened", "under-way", "announced", "threatened", "expected", "hypothetical", "denied",
    "did-not-happen", "background",
]  # fmt: skip
PlaceRoleName = Literal["at", "from", "to", "via", "toward", "near"]
CasualtyKind = Literal["killed", "wounded", "captured", "missing", "displaced"]
SpeakerKind = Literal["person", "organisation", "outlet", "unnamed"]


class Participant(Record, frozen=True):
    """An actor or recipient as the words name it; ``entry`` where a dictionary knows it."""

    words: str
    kind: MentionKind
    evidence: Evidence
    entry: str | None = None
    role: Known[str] | Unknown = Unknown(reason="no office or role is worded")
    affiliation: Known[str] | Unknown = Unknown(reason="no affiliation is worded")
    amount: Known[Range] | Unknown = Unknown(reason="no number is worded")


class PlaceRole(Record, frozen=True):
    """A place as worded and its part in the event.

    ``relation`` keeps words like "south of"; ``antecedent`` is the named place that words like "the town"
    were taken to mean. ``within`` are the names that the same phrase puts around it ("Rawa, Anbar"),
    nearest first.
    """

    role: PlaceRoleName
    words: str
    evidence: Evidence
    relation: str | None = None
    antecedent: Evidence | None = None
    within: tuple[Evidence, ...] = ()


class When(Record, tag="when", tag_field="is", frozen=True):
    """Time words of a claim, not yet tied to the calendar; ``anchor`` is a day they depend on, if worded."""

    words: str
    evidence: Evidence
    anchor: Evidence | None = None


class Casualty(Record, frozen=True):
    """How many were killed, wounded, ...; who they were and by whom, as worded."""

    kind: CasualtyKind
    amount: Range
    evidence: Evidence
    who: Evidence | None = None
    by: Evidence | None = None


class ForceEstimate(Record, frozen=True):
    """How many fighters, troops or vehicles somebody is said to have."""

    amount: Range
    evidence: Evidence
    whose: Evidence | None = None


class Means(Record, frozen=True):
    """A weapon, vehicle or tactic; ``entry`` is its dictionary identifier."""

    words: str
    entry: str | None
    evidence: Evidence


#: Why a speaker has no role or affiliation of its own where the words name several ("residents and a commander").
SEVERAL = "several speak side by side"


class Speaker(Record, frozen=True):
    """One link of a source chain: who said it, by which verb, and when, as worded."""

    words: str
    kind: SpeakerKind
    evidence: Evidence
    entry: str | None = None
    role: Known[str] | Unknown = Unknown(reason="no role is worded")
    affiliation: Known[str] | Unknown = Unknown(reason="no affiliation is worded")
    party: Known[bool] | Unknown = Unknown(reason="not known whether it is a party to the conflict")
    verb: Evidence | None = None
    said: When | Unknown = Unknown(reason="no day of saying is worded")


class Claim(Record, frozen=True):
    """One event as one source asserts it in one report.

    ``sources`` is origin first, the publisher left out; it is empty where the report speaks for itself.
    ``also`` are other stretches of the report that tell the same. ``evidence`` is the shortest stretch
    that carries the claim. ``confidence`` is in 0..1: how often claims with as many fields were coded right on the
    development key; it says nothing of how true they are.
    """

    id: str
    report: str
    type: EventType
    mode: Known[str] | Unknown
    reality: Known[Reality]
    actors: tuple[Participant, ...] | Unknown
    recipients: tuple[Participant, ...] | Unknown
    places: tuple[PlaceRole, ...] | Unknown
    when: When | Unknown
    casualties: tuple[Casualty, ...] | Unknown
    forces: tuple[ForceEstimate, ...] | Unknown
    means: tuple[Means, ...] | Unknown
    sources: tuple[Speaker, ...]
    evidence: Evidence
    sentence: Evidence
    why: Why
    confidence: float
    also: tuple[Evidence, ...] = ()
    reciprocal: bool = False


class CodedReport(Record, frozen=True):
    """A report's claims; ``silence`` says why there are none, or is None."""

    annotated: AnnotatedReport
    claims: tuple[Claim, ...]
    silence: str | None
    made: Made


class Place(Record, tag="place", tag_field="is", frozen=True):
    """A gazetteer entry: ``id`` names its source ("gn:", "iso:", "dl:"); degrees are WGS 84.

    ``latitude`` and ``longitude`` are None where the gazetteer has none (a province).
    """

    id: str
    name: str
    kind: Literal["country", "province", "district", "settlement", "region", "facility", "feature"]
    country: str
    province: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class GroundedPlace(Record, frozen=True):
    """What a claim's place was taken to be: ``index`` is its position in ``claim.places``."""

    index: int
    place: Place | Unknown
    score: float
    why: str


class GroundedActor(Record, frozen=True):
    """Which dictionary entry a participant is: ``side`` and ``index`` are its position in the claim."""

    side: Literal["actors", "recipients", "sources"]
    index: int
    entry: Known[str] | Unknown


class GroundedClaim(Record, frozen=True):
    """A claim with its places, days and actors tied to entries, each resolved or unknown with a reason.

    ``judgements`` are the decisions of people that stand on it, the oldest first; what they corrected has evidence
    made by the stage "person", whose version is the decision.
    """

    claim: Claim
    when: Known[Interval] | Unknown
    said: tuple[Known[Interval] | Unknown, ...]
    places: tuple[GroundedPlace, ...]
    actors: tuple[GroundedActor, ...]
    judgements: tuple[Judgement, ...] = ()


class GroundedReport(Record, frozen=True):
    """A report's grounded claims; ``silence`` as in CodedReport."""

    annotated: AnnotatedReport
    claims: tuple[GroundedClaim, ...]
    silence: str | None
    made: Made
