"""What the tests of the store share."""

from __future__ import annotations

import datetime as dt

from dateline.records.decision import Run
from tests.builders import MADE


def run_record() -> Run:
    return Run(
        id="u-1",
        started=dt.datetime(2017, 11, 13, 9, tzinfo=dt.UTC),
        coder="0.1.0",
        stages=(MADE,),
        dictionaries="abc",
    )
