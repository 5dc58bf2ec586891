from __future__ import annotations

import datetime as dt

from dateline.read.dates import parse_interval
from dateline.read.facts import facts_of_page, facts_of_text
from dateline.read.metadata import Day, PageMetadata
from dateline.records.capture import Capture, Given, Origin, capture_of
from dateline.records.evidence import Known, Made, Unknown
from dateline.records.report import Block
from tests.read.made import PROSE, html, report

MADE = Made(stage="read", version="0")
TODAY = dt.date(2032, 1, 1)


def capture(given: Given | None = None) -> Capture:
    return capture_of(
        b"x", media_type="text/plain", origin=Origin(kind="file", name="a.txt"), given=given or Given()
    )


def test_credits_name_authors_and_not_editors() -> None:
    text = "(Reporting by Mara Tolle and Jon Abery in Olm; Editing by Reva Strand)"
    block = Block(label="byline", start=0, end=len(text))
    facts = facts_of_text(capture(), text, (block,), None, MADE, TODAY)
    assert isinstance(facts.authors, Known)
    assert facts.authors.value == ("Mara Tolle", "Jon Abery")


def test_a_page_that_could_not_be_parsed_still_has_what_was_given() -> None:
    facts = facts_of_page(capture(Given(published="2031-03")), "<", "", (), None, MADE, TODAY)
    assert isinstance(facts.published, Known)
    assert facts.published.value.precision == "month"
    assert isinstance(facts.title, Unknown)


def test_a_day_ahead_is_no_future() -> None:
    def published(day: str) -> Known[object] | Unknown:
        days = parse_interval(day)
        assert days is not None
        found = Day(value=day, words=day, how="meta date", days=days)
        metadata = PageMetadata(published=(found,))
        return facts_of_page(capture(), day, "", (), metadata, MADE, TODAY).published  # type: ignore[return-value]

    assert isinstance(published("2032-01-02"), Known)
    assert isinstance(published("2032-01-03"), Unknown)


def test_the_domain_stands_for_an_outlet_that_nothing_names() -> None:
    found = report(html("", f"<p>{PROSE}</p>"), "https://www.kestrel.example/truce")
    assert isinstance(found.outlet, Known)
    assert (found.outlet.value, found.outlet.how) == ("kestrel.example", "domain")
    named = report(
        html('<meta property="og:site_name" content="Kestrel Wire">'), "https://www.kestrel.example/truce"
    )
    assert isinstance(named.outlet, Known)
    assert named.outlet.value == "Kestrel Wire"


def test_a_canonical_address_is_of_the_same_site() -> None:
    for canonical, expected in (
        ("https://kestrel.example/truce", "https://kestrel.example/truce"),
        ("https://other.example/truce", "https://www.kestrel.example/truce?from=feed"),
    ):
        page = html(f'<link rel="canonical" href="{canonical}">', f"<p>{PROSE}</p>")
        found = report(page, "https://www.kestrel.example/truce?from=feed")
        assert isinstance(found.url, Known)
        assert found.url.value == expected
