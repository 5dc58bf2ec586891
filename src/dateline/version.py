"""Which Dateline this is: its version, and the run that is recorded beside what it codes."""

from __future__ import annotations

import datetime as dt
from importlib.metadata import PackageNotFoundError, version

from dateline.records.decision import Run
from dateline.records.evidence import Made, identifier


def installed_version() -> str:
    """The version of the installed package."""
    try:
        return version("dateline")
    except PackageNotFoundError:
        return "not installed"


def run_of(stages: tuple[Made, ...], dictionaries: str) -> Run:
    """A run that starts now."""
    started = dt.datetime.now(dt.UTC)
    coder = installed_version()
    made = [f"{made.stage} {made.version}" for made in stages]
    return Run(
        id=identifier("u", started.isoformat(), coder, dictionaries, *made),
        started=started,
        coder=coder,
        stages=stages,
        dictionaries=dictionaries,
    )
