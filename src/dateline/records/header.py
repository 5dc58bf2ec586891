"""Header: a report without its text, which every writer of claims is given beside a claim."""

from __future__ import annotations

from dateline.records.evidence import Interval, Known, Record, Unknown
from dateline.records.report import Report


class Version(Record, frozen=True):
    """Which of the versions of a report it is: ``number`` (from 1, the oldest) ``of`` so many.

    ``newest`` tells whether it stands for all.
    """

    number: int
    of: int
    newest: bool


class Header(Record, frozen=True):
    """What identifies a report: the name users know it by, title, outlet, date, where it came from.

    ``version`` is None where no case was asked.
    """

    report: str
    document: str
    title: Known[str] | Unknown
    outlet: Known[str] | Unknown
    published: Known[Interval] | Unknown
    url: Known[str] | Unknown
    version: Version | None = None


def header_of(report: Report) -> Header:
    """The header of a report."""
    return Header(
        report=report.id,
        document=report.document,
        title=report.title,
        outlet=report.outlet,
        published=report.published,
        url=report.url,
    )
