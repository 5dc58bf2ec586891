"""Pages of simulated reports: a headline and sentences, and claims whose every field points at its words."""

from __future__ import annotations

import datetime as dt
import re

from dateline.evaluate.simulation.world import STATE
from dateline.records.annotation import AnnotatedReport, Mention, MentionKind
from dateline.records.claim import (
    Casualty,
    CasualtyKind,
    Claim,
    EventType,
    GroundedActor,
    GroundedClaim,
    GroundedPlace,
    GroundedReport,
    Means,
    Participant,
    Place,
    PlaceRole,
    PlaceRoleName,
    Reality,
    Speaker,
    When,
)
from dateline.records.evidence import Evidence, Interval, Known, Made, Range, Record, Unknown, Why, identifier
from dateline.records.report import Block, Report

MADE = Made(stage="simulation", version="0.1")
_NOTHING = Unknown(reason="the simulated report does not say")


class Source(Record, frozen=True):
    """Who says it: ``entry`` and ``affiliation`` as in the dictionaries; ``kind`` as a speaker's."""

    words: str
    kind: str
    entry: str | None = None
    affiliation: str | None = None


class Line(Record, frozen=True):
    """What one sentence tells; what is None is not told. ``day`` None gives no day; ``actor`` None names nobody.

    ``text`` holds all the words given here, but for ``day``, which is written out where it is not None.
    """

    text: str
    type: EventType
    mode: str
    reality: Reality
    place: Place
    role: PlaceRoleName
    actor: str | None
    actor_words: str
    recipient: str | None
    recipient_words: str
    day: dt.date | None
    killed: int | None
    wounded: int | None
    victim: str | None
    means: str | None
    sources: tuple[Source, ...]


def page_of(
    name: str,
    outlet: str,
    published: dt.date,
    headline: str,
    lines: tuple[Line, ...],
    salt: str,
    colour: tuple[str, ...] = (),
) -> GroundedReport:
    """The report of these lines, each a sentence and a claim, grounded as its words say; ``colour`` tells nothing."""
    parts = [headline, *(line.text for line in lines), *colour]
    text = "\n\n".join(parts)
    starts = [sum(len(part) + 2 for part in parts[:n]) for n in range(len(parts))]
    blocks = [Block(label="headline", start=0, end=len(headline))]
    blocks += [
        Block(label="body", start=start, end=start + len(part))
        for start, part in zip(starts[1:], parts[1:], strict=True)
    ]
    report = Report(
        id=identifier("r", salt, name),
        capture=identifier("k", salt, name),
        document=name,
        text=text,
        blocks=tuple(blocks),
        title=Known(value=headline, evidence=()),
        outlet=Known(value=outlet, evidence=()),
        authors=_NOTHING,
        published=Known(value=Interval(start=published, end=published), evidence=()),
        modified=_NOTHING,
        language=Known(value="en", evidence=()),
        url=_NOTHING,
        made=MADE,
    )
    claims = tuple(
        _grounded(report, line, start, n)
        for n, (line, start) in enumerate(zip(lines, starts[1:], strict=False))
    )
    mentions = _mentions(text, lines)
    annotated = AnnotatedReport(report=report, sentences=(), tokens=(), mentions=mentions, made=MADE)
    return GroundedReport(annotated=annotated, claims=claims, silence=None, made=MADE)


def _mentions(text: str, lines: tuple[Line, ...]) -> tuple[Mention, ...]:
    """The places and the people that the page names, wherever it does."""
    wanted: dict[str, MentionKind] = {line.place.name: "place" for line in lines}
    wanted |= {line.victim: "person" for line in lines if line.victim}
    found = [
        (match.start(), match.end(), kind)
        for words, kind in wanted.items()
        for match in re.finditer(rf"\b{re.escape(words)}\b", text)
    ]
    return tuple(
        Mention(
            id=n,
            kind=kind,
            start=start,
            end=end,
            text=text[start:end],
            head=0,
            how="gazetteer" if kind == "place" else "model",
        )
        for n, (start, end, kind) in enumerate(sorted(found))
    )


def _grounded(report: Report, line: Line, start: int, number: int) -> GroundedClaim:
    text = line.text

    def words(some: str) -> Evidence:
        at = start + text.index(some)
        return Evidence(document=report.document, start=at, end=at + len(some), text=some, made=MADE)

    whole = Evidence(document=report.document, start=start, end=start + len(text), text=text, made=MADE)
    day_words = day_text(line.day) if line.day else ""
    counts: tuple[tuple[CasualtyKind, int | None], ...] = (("killed", line.killed), ("wounded", line.wounded))
    casualties = tuple(
        Casualty(kind=kind, amount=Range(low=count, high=count), evidence=words(f"{kind} {count}"))
        for kind, count in counts
        if count
    )
    claim = Claim(
        id=identifier("c", report.id, number),
        report=report.id,
        type=line.type,
        mode=Known(value=line.mode, evidence=(whole,)),
        reality=Known(value=line.reality, evidence=(whole,)),
        actors=_people(line.actor, line.actor_words, words),
        recipients=_people(line.recipient, line.recipient_words, words),
        places=(PlaceRole(role=line.role, words=line.place.name, evidence=words(line.place.name)),),
        when=When(words=day_words, evidence=words(day_words)) if line.day else _NOTHING,
        casualties=casualties or _NOTHING,
        forces=_NOTHING,
        means=(Means(words=line.means, entry=line.means, evidence=words(line.means)),)
        if line.means
        else _NOTHING,
        sources=tuple(_speaker(source, words) for source in line.sources),
        evidence=whole,
        sentence=whole,
        why=Why(rule="simulation", words=line.mode, score=1.0),
        confidence=0.9,
    )
    actors = [
        GroundedActor(
            side="actors" if side == 0 else "recipients", index=0, entry=Known(value=entry, evidence=())
        )
        for side, entry in enumerate((line.actor, line.recipient))
        if entry is not None
    ]
    actors += [
        GroundedActor(side="sources", index=n, entry=Known(value=source.entry, evidence=()))
        for n, source in enumerate(line.sources)
        if source.entry is not None
    ]
    day = line.day
    return GroundedClaim(
        claim=claim,
        when=Known(value=Interval(start=day, end=day), evidence=()) if day else _NOTHING,
        said=tuple(_NOTHING for _ in line.sources),
        places=(GroundedPlace(index=0, place=line.place, score=1.0, why="simulated"),),
        actors=tuple(actors),
    )


def _people(entry: str | None, named: str, words: object) -> tuple[Participant, ...] | Unknown:
    if not named:
        return _NOTHING
    kind: MentionKind = "state-force" if entry == STATE or named in ("troops", "soldiers") else "armed-group"
    return (Participant(words=named, kind=kind, evidence=words(named), entry=entry),)  # type: ignore[operator]


def _speaker(source: Source, words: object) -> Speaker:
    known = source.affiliation is not None
    return Speaker(
        words=source.words,
        kind=source.kind,  # type: ignore[arg-type]
        evidence=words(source.words),  # type: ignore[operator]
        entry=source.entry,
        affiliation=Known(value=source.affiliation, evidence=()) if source.affiliation else _NOTHING,
        party=Known(value=True, evidence=()) if known else _NOTHING,
    )


def day_text(day: dt.date) -> str:
    """The day as a page writes it ("4 March 2031")."""
    return f"{day.day} {day:%B %Y}"
