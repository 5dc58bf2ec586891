from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dateline.ground.gazetteer import Gazetteer
from dateline.ground.stage import Ground
from dateline.records.claim import GroundedClaim, GroundedReport, Speaker, When
from dateline.records.evidence import Known, Unknown
from dateline.records.report import Entry
from tests.ground.made import CATALOGUE, annotated, claim, coded, mention, published, role, words

NO_DAY = Unknown(reason="the page gives no publication date")


@pytest.fixture(scope="module")
def stage(places: Gazetteer) -> Ground:
    return Ground(CATALOGUE, places)


def one(stage: Ground, text: str, *times: str, dated: bool = True, **changes: Any) -> GroundedClaim:
    mentions = [mention(text, t, "time") for t in times] + [mention(text, "Rawa")]
    report = annotated(text, *mentions, **({} if dated else {"published": NO_DAY}))
    grounded = stage.run([coded(report, claim(text, role(text, "Rawa"), **changes))])
    return grounded[0].claims[0]


def test_a_claim_gets_its_day_place_and_actors(stage: Ground) -> None:
    text = "On Saturday jets hit Rawa."
    found = one(stage, text, "Saturday", when="Saturday")
    assert isinstance(found.when, Known) and found.when.value == published(2017, 11, 11)
    assert "2017-11-12" in found.when.how
    assert found.when.evidence[0].text == "Saturday"
    assert found.places[0].place.id == "dl:rawa"  # type: ignore[union-attr]
    assert found.actors[0].side == "actors"


def test_without_publication_the_day_is_unknown_with_the_reason(stage: Ground) -> None:
    found = one(stage, "On Saturday jets hit Rawa.", "Saturday", dated=False, when="Saturday")
    assert found.when == Unknown(reason="'Saturday' is relative and the page gives no publication date")


def test_a_full_date_needs_none(stage: Ground) -> None:
    text = "Jets hit Rawa on 5 July 2006."
    found = one(stage, text, "5 July 2006", dated=False, when="5 July 2006")
    assert isinstance(found.when, Known) and found.when.value == published(2006, 7, 5)


def test_the_reports_own_year_is_used_and_shown(stage: Ground) -> None:
    text = "The camp opened in May 2006. Jets hit Rawa on 10 May."
    found = one(stage, text, "May 2006", "10 May", dated=False, when="10 May")
    assert isinstance(found.when, Known) and found.when.value == published(2006, 5, 10)
    assert [e.text for e in found.when.evidence] == ["10 May", "May 2006"]


def test_the_preposition_is_read_from_the_report(stage: Ground) -> None:
    found = one(stage, "Jets have hit Rawa since Monday.", "Monday", when="Monday")
    assert isinstance(found.when, Unknown) and "limit" in found.when.reason


def test_a_plan_is_dated_ahead_and_a_threat_behind(stage: Ground) -> None:
    announced = Known(value="announced", evidence=())
    ahead = one(stage, "Jets will hit Rawa on Friday.", "Friday", when="Friday", reality=announced)
    behind = one(stage, "Red Dune threatened Rawa on Friday.", "Friday", when="Friday", reality=announced)
    assert isinstance(ahead.when, Known) and ahead.when.value == published(2017, 11, 17)
    assert isinstance(behind.when, Known) and behind.when.value == published(2017, 11, 10)


def test_the_day_of_saying_is_apart(stage: Ground) -> None:
    text = "Jets hit Rawa, the mayor said on Friday, and a guard agreed."
    speakers = (
        Speaker(
            words="the mayor",
            kind="person",
            evidence=words(text, "the mayor"),
            said=When(words="Friday", evidence=words(text, "Friday")),
        ),
        Speaker(words="a guard", kind="person", evidence=words(text, "a guard")),
    )
    report = annotated(text, mention(text, "Rawa"))
    made = claim(text, role(text, "Rawa"), sources=speakers)
    grounded = stage.run([coded(report, made)])[0].claims[0]
    first, second = grounded.said
    assert isinstance(first, Known) and first.value == published(2017, 11, 10)
    assert second == Unknown(reason="no day of saying is worded")


def test_reports_keep_their_order_and_their_silence(stage: Ground) -> None:
    quiet = coded(annotated("Nothing happened."))
    text = "Jets hit Rawa."
    loud = coded(annotated(text, mention(text, "Rawa")), claim(text, role(text, "Rawa")))
    found = stage.run([quiet, loud, quiet])
    assert [len(g.claims) for g in found] == [0, 1, 0]
    assert stage.run([]) == []


def test_today_of_an_earlier_year_is_not_today(stage: Ground) -> None:
    found = one(stage, "Ten years ago today jets hit Rawa.", "today", when="today")
    assert isinstance(found.when, Known) and found.when.value == published(2007, 11, 12)
    assert found.when.evidence[0].text == "Ten years ago today"
    found = one(stage, "Years ago, jets hit Rawa. Today it is calm.", "Today", when="Today")
    assert isinstance(found.when, Known) and found.when.value == published(2017, 11, 12)


def test_words_of_a_live_blogs_entry_count_from_the_entry(stage: Ground) -> None:
    text = "Jets hit Rawa yesterday. Later jets hit Rawa yesterday. Jets hit Rawa yesterday."
    starts = [0, text.index("Later"), text.rindex("Jets")]
    days = (
        Known(value=published(2017, 11, 11), evidence=()),
        Known(value=published(2017, 11, 13), evidence=()),
        Unknown(reason="the entry gives no day"),
    )
    entries = tuple(
        Entry(start=start, end=end, published=day)
        for start, end, day in zip(starts, [*starts[1:], len(text)], days, strict=True)
    )
    report = annotated(text, mention(text, "Rawa"), entries=entries)
    claims = [
        claim(
            text, role(text, "Rawa"), when=When(words="yesterday", evidence=words(text, "yesterday", after=s))
        )
        for s in starts
    ]
    first, second, third = (found.when for found in stage.run([coded(report, *claims)])[0].claims)
    assert isinstance(first, Known) and first.value == published(2017, 11, 10)
    assert isinstance(second, Known) and second.value == published(2017, 11, 12)
    assert second.how == "relative to the entry's publication on 2017-11-13"
    assert isinstance(third, Unknown), "the report's day is not the entry's"


def test_a_day_that_a_plan_may_put_ahead_is_left_open(ground: Callable[..., GroundedReport]) -> None:
    planned = ground("The rebels agreed to continue talks in Geneva on October 3.", "2026-09-24").claims
    assert any("may be still to come" in getattr(c.when, "reason", "") for c in planned)
    assert not any(isinstance(c.when, Known) for c in planned)
    done = ground("The army stormed Haditha on December 1.", "2026-09-24").claims[0]
    assert isinstance(done.when, Known) and done.when.value.start.isoformat() == "2025-12-01"
