from __future__ import annotations

from dateline.records.header import header_of
from tests.builders import report


def test_a_header_is_the_report_without_its_text() -> None:
    made = report()
    header = header_of(made)
    assert (header.report, header.document, header.title, header.outlet) == (
        made.id,
        made.document,
        made.title,
        made.outlet,
    )
    assert (header.published, header.url) == (made.published, made.url)
