"""A pipeline for tests of the command line: it claims an air strike where the test text stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from dateline.dictionaries.catalogue import Catalogue, Entry
from dateline.pipeline import Pipeline
from dateline.read.stage import Read
from dateline.records.capture import Capture
from dateline.records.claim import GroundedReport
from dateline.records.evidence import Unknown
from tests.builders import TEXT, estimate, grounded_report, strike


class Fake:
    """A stage that finds the strike and the estimate of the tests' text, and nothing in any other."""

    name = "fake"
    version = "0"
    needs: type = Capture
    makes: type = GroundedReport

    def run(self, batch: Sequence[Capture]) -> list[GroundedReport]:
        return [self._one(capture) for capture in batch]

    def _one(self, capture: Capture) -> GroundedReport:
        text = capture.content.decode("utf-8", "replace")
        document = capture.given.document or capture.origin.name
        if "fault" in text:
            raise ValueError("a fault of the coder's")
        changes: dict[str, Any] = (
            {} if capture.given.published else {"published": Unknown(reason="the page does not say")}
        )
        if text.startswith(TEXT):
            claims = (strike(document, text, salt=capture.id), estimate(document, text, salt=capture.id))
            return grounded_report(text, document=document, claims=claims, capture=capture.id, **changes)
        found = grounded_report(
            text,
            document=document,
            silence="no event words",
            capture=capture.id,
            warnings=("guessed",),
            **changes,
        )
        annotated = replace(found.annotated, warnings=("1 of 2 sentences were not read",))
        return replace(found, annotated=annotated)


def fake() -> Pipeline:
    return Pipeline([Fake()])


class Reading(Fake):
    """The same, after the read stage has tried the page."""

    def run(self, batch: Sequence[Capture]) -> list[GroundedReport]:
        Read().run(batch)
        return super().run(batch)


def reading_fake() -> Pipeline:
    return Pipeline([Reading()])


def few_entries() -> Catalogue:
    army = Entry(id="army", kind="state-force", name="Army of Sakra", aliases=("Sakran forces",))
    return Catalogue([army], "abc")
