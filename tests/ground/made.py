"""Claims built by hand from the words of a text, for tests of grounding."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from dateline.dictionaries.catalogue import Catalogue, Entry
from dateline.records.annotation import AnnotatedReport, Mention, MentionKind
from dateline.records.claim import Claim, CodedReport, PlaceRole, When
from dateline.records.evidence import Evidence, Interval
from dateline.records.report import Block
from tests import builders

CATALOGUE = Catalogue(
    [
        Entry(id="iraqi", kind="nationality", name="Iraqi", country="IQ"),
        Entry(id="syrian", kind="nationality", name="Syrian", country="SY"),
        Entry(id="red-dune", kind="armed-group", name="Red Dune", country="IQ"),
    ],
    "test",
)


def published(*day: int) -> Interval:
    """A day of publication."""
    return Interval(start=dt.date(*day), end=dt.date(*day))


def mention(text: str, words: str, kind: MentionKind = "place", **more: Any) -> Mention:
    """A mention of the first such words."""
    at = text.index(words)
    return Mention(id=0, kind=kind, start=at, end=at + len(words), text=words, head=0, how="test", **more)


def annotated(text: str, *mentions: Mention, dateline: str = "", **changes: Any) -> AnnotatedReport:
    """The text with these mentions; ``dateline`` are its first words, if they are one."""
    blocks = [Block(label="body", start=len(dateline), end=len(text))]
    if dateline:
        blocks.insert(0, Block(label="dateline", start=0, end=len(dateline)))
    report = builders.report(text, **{"blocks": tuple(blocks), **changes})
    ordered = sorted(mentions, key=lambda m: m.start)
    numbered = tuple(msgspec.structs.replace(m, id=i) for i, m in enumerate(ordered))
    return AnnotatedReport(report=report, sentences=(), tokens=(), mentions=numbered, made=builders.MADE)


def words(text: str, some: str, after: int = 0) -> Evidence:
    """The first stretch that reads so."""
    return builders.evidence(text, some, after=after)


def role(text: str, name: str, *within: str, **more: Any) -> PlaceRole:
    """A place that the words name, with the names around it."""
    around = tuple(words(text, w) for w in within)
    return PlaceRole(role="at", words=name, evidence=words(text, name), within=around, **more)


def claim(text: str, *places: PlaceRole, when: str | When | None = None, **changes: Any) -> Claim:
    """An attack at these places on that day."""
    changes = {"places": places, "sources": (), "sentence": words(text, text), **changes}
    if isinstance(when, When):
        changes["when"] = when
    elif when is not None:
        changes["when"] = When(words=when, evidence=words(text, when))
    body = builders.strike().claim
    return msgspec.structs.replace(body, **changes)


def coded(annotated_report: AnnotatedReport, *claims: Claim) -> CodedReport:
    """The report with these claims."""
    return CodedReport(annotated=annotated_report, claims=claims, silence=None, made=builders.MADE)
