"""Header: a report without its text, which every writer of claims is given beside a claim."""

from __future__ import annotations

from dateline.records.evidence import Interval, Known, Record, Unknown
from dateline.records.report import Report


class Header(Record, frozen=True):
    """What identifies a report: the name users know it by, title, outlet, date, where it came from."""

    report: str
    document: str
    title: Known[str] | Unknown
    outlet: Known[str] | Unknown
    published: Known[Interval] | Unknown
    url: Known[str] | Unknown


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
