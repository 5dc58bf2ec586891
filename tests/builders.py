"""Records built by hand, for tests of whatever comes after the coder.

``grounded_report`` reads the words it is given from the text it is given, so all offsets are real.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from dateline.records.annotation import AnnotatedReport
from dateline.records.capture import Capture, Given, Origin, capture_of
from dateline.records.claim import (
    Casualty,
    Claim,
    ForceEstimate,
    GroundedActor,
    GroundedClaim,
    GroundedPlace,
    GroundedReport,
    Means,
    Participant,
    Place,
    PlaceRole,
    Speaker,
    When,
)
from dateline.records.evidence import Evidence, Interval, Known, Made, Range, Unknown, Why, identifier
from dateline.records.report import Block, Report

MADE = Made(stage="test", version="0")
TEXT = (
    "Two killed as jets hit Tell Zafra\n\n"
    "On Saturday army jets hit a hideout near Tell Zafra, killing the Red Dune commander and two of his "
    "guards, Mayor Idris Faroun told the Lantern Post.\n\n"
    "Readers' comments\n\nThe Blue Brigade burned Qasr Miran yesterday!"
)
TELL_ZAFRA = Place(
    id="gn:990001",
    name="Tall Zafrā",
    kind="settlement",
    country="IQ",
    province="Al Anbar",
    latitude=34.5,
    longitude=41.9,
)
SATURDAY = Interval(start=dt.date(2017, 11, 11), end=dt.date(2017, 11, 11))


def evidence(text: str, words: str, document: str = "page.txt", after: int = 0) -> Evidence:
    """The first stretch of the text after that offset that reads so."""
    start = text.index(words, after)
    return Evidence(document=document, start=start, end=start + len(words), text=words, made=MADE)


def capture(text: str = TEXT, *, name: str = "page.txt", document: str | None = None) -> Capture:
    return capture_of(
        text.encode("utf-8", "surrogatepass"),
        media_type="text/plain",
        origin=Origin(kind="file", name=name),
        given=Given(document=document),
    )


def report(text: str = TEXT, *, document: str = "page.txt", **changes: Any) -> Report:
    """A report of one body block and, where the text has readers' comments, a comment block."""
    cut = text.find("Readers' comments")
    blocks = [Block(label="body", start=0, end=len(text) if cut < 0 else cut)]
    if cut >= 0:
        blocks.append(Block(label="comment", start=cut, end=len(text)))
    taken = changes.pop("capture", None) or capture(text).id
    made = Report(
        id=identifier("r", taken),
        capture=taken,
        document=document,
        text=text,
        blocks=tuple(blocks),
        title=Known(value="Jets hit Tell Zafra", evidence=()),
        outlet=Known(value="Lantern Post", evidence=()),
        authors=Unknown(reason="no byline"),
        published=Known(value=Interval(start=dt.date(2017, 11, 12), end=dt.date(2017, 11, 12)), evidence=()),
        modified=Unknown(reason="the page does not say"),
        language=Known(value="en", evidence=()),
        url=Unknown(reason="the page does not say"),
        made=MADE,
    )
    return msgspec.structs.replace(made, **changes)


def strike(document: str = "page.txt", text: str = TEXT, salt: object = "", **changes: Any) -> GroundedClaim:
    """An air strike with every kind of field: known, unknown, grounded and not."""

    def words(some: str) -> Evidence:
        return evidence(text, some, document)

    body = words(text[text.index("On Saturday") : text.index("\n\nReaders")])
    claim = Claim(
        id=identifier("c", document, salt),
        report=identifier("r", document),
        type="ASSAULT",
        mode=Known(value="aerial", evidence=(words("jets hit a hideout"),), how="means"),
        reality=Known(value="happened", evidence=(words("killing"),)),
        actors=(
            Participant(words="army jets", kind="state-force", evidence=words("army jets"), entry="army"),
        ),
        recipients=(
            Participant(
                words="Red Dune commander",
                kind="person",
                evidence=words("the Red Dune commander"),
                role=Known(value="commander", evidence=()),
            ),
        ),
        places=(
            PlaceRole(role="near", words="Tell Zafra", evidence=evidence(text, "Tell Zafra", document, 40)),
        ),
        when=When(words="Saturday", evidence=words("Saturday")),
        casualties=(
            Casualty(
                kind="killed",
                amount=Range(low=1, high=1),
                evidence=words("the Red Dune commander"),
                who=words("the Red Dune commander"),
            ),
            Casualty(
                kind="killed", amount=Range(low=2, high=2), evidence=words("two"), who=words("his guards")
            ),
        ),
        forces=Unknown(reason="no force estimate is worded"),
        means=(Means(words="jets", entry="aircraft", evidence=words("jets hit a hideout")),),
        sources=(
            Speaker(
                words="Idris Faroun",
                kind="person",
                evidence=words("Idris Faroun"),
                role=Known(value="mayor", evidence=(words("Mayor"),)),
                verb=words("told"),
            ),
        ),
        evidence=words("army jets hit a hideout near Tell Zafra"),
        sentence=body,
        why=Why(rule="strike-verb", words="hit", score=0.9),
        confidence=0.8,
    )
    grounded = GroundedClaim(
        claim=claim,
        when=Known(value=SATURDAY, evidence=(words("Saturday"),), how="the Saturday before publication"),
        said=(Unknown(reason="no day of saying is worded"),),
        places=(GroundedPlace(index=0, place=TELL_ZAFRA, score=0.9, why="the only place of that name"),),
        actors=(
            GroundedActor(side="actors", index=0, entry=Known(value="army", evidence=(), how="dictionary")),
            GroundedActor(side="recipients", index=0, entry=Unknown(reason="in no dictionary")),
        ),
    )
    return changed(grounded, **changes)


def changed(grounded: GroundedClaim, **changes: Any) -> GroundedClaim:
    """The claim with other fields; ``grounded_...`` names those of the grounding ("grounded_when")."""
    outer = {k.removeprefix("grounded_"): v for k, v in changes.items() if k.startswith("grounded_")}
    inner = {k: v for k, v in changes.items() if not k.startswith("grounded_")}
    claim = msgspec.structs.replace(grounded.claim, **inner)
    return msgspec.structs.replace(grounded, claim=claim, **outer)


def estimate(document: str = "page.txt", text: str = TEXT, salt: object = "") -> GroundedClaim:
    """A force estimate with no date, and a place that is not resolved."""
    return strike(
        document,
        text,
        salt=("estimate", salt),
        type="FORCE-ESTIMATE",
        mode=Unknown(reason="no mode is worded"),
        recipients=Unknown(reason="nobody is named"),
        casualties=Unknown(reason="no casualties are worded"),
        forces=(ForceEstimate(amount=Range(low=0, high=20), evidence=evidence(text, "two", document)),),
        grounded_when=Unknown(reason="no publication date is known"),
        grounded_places=(
            GroundedPlace(
                index=0,
                place=Unknown(reason="not in the gazetteer", candidates=("gn:1", "gn:2")),
                score=0.0,
                why="",
            ),
        ),
    )


def grounded_report(
    text: str = TEXT,
    *,
    document: str = "page.txt",
    claims: tuple[GroundedClaim, ...] | None = None,
    silence: str | None = None,
    **changes: Any,
) -> GroundedReport:
    """A report with these claims (one air strike by default) as the pipeline would hand it on."""
    if claims is None:
        claims = () if silence else (strike(document, text),)
    made = report(text, document=document, silence=silence, **changes)
    return GroundedReport(
        annotated=AnnotatedReport(report=made, sentences=(), tokens=(), mentions=(), made=MADE),
        claims=claims,
        silence=silence,
        made=MADE,
    )
