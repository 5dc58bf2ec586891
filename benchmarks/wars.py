"""Simulated reports as captures and reports of a case, for the benchmarks of the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from dateline.evaluate.simulation.reporters import Filed
from dateline.records.capture import Capture, Given, Origin, capture_of
from dateline.records.claim import GroundedReport


def captures(war: Iterable[Filed]) -> Iterator[tuple[Capture, GroundedReport]]:
    """A capture of each report's text, fetched on the day it was filed, and the report that points at it."""
    for one in war:
        about = one.report.annotated.report
        taken = capture_of(
            about.text.encode(),
            media_type="text/plain",
            origin=Origin(kind="file", name=about.document),
            given=Given(document=about.document),
            fetched=dt.datetime.combine(one.taken, dt.time(12), dt.UTC),
        )
        report = msgspec.structs.replace(about, capture=taken.id)
        annotated = msgspec.structs.replace(one.report.annotated, report=report)
        yield taken, msgspec.structs.replace(one.report, annotated=annotated)
