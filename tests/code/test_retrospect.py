from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records.claim import Claim, GroundedReport, When
from dateline.records.evidence import Known, Unknown

Reader = Callable[[str], tuple[Claim, ...]]
Grounder = Callable[..., GroundedReport]


@pytest.mark.parametrize(
    "text",
    [
        "Mourners lit candles in Hilla on Monday, two years after gunmen killed seven pilgrims.",
        "Ten years on from the bombing of a market in Hilla, widows met the mayor on Sunday.",
        "Relatives gathered in Rawa on Monday to mark the anniversary of the massacre of 30 villagers.",
        "A service was held on Sunday in memory of those killed in the shelling of Haditha.",
        "The mayor commemorated the bombing of the market in Hilla on Sunday.",
    ],
)
def test_what_is_looked_back_on_is_background_without_the_day_of_the_news(claims: Reader, text: str) -> None:
    found = [c for c in claims(text) if c.type == "ASSAULT"]
    assert [c.reality.value for c in found] == ["background"]
    (claim,) = found
    assert isinstance(claim.when, Unknown) or claim.when.anchor is not None


def test_the_news_beside_it_happened(claims: Reader) -> None:
    text = "On Monday, three years after the bombing of the mosque, gunmen shot six guards in Hilla."
    found = {c.reality.value: c for c in claims(text) if c.type == "ASSAULT"}
    assert set(found) == {"background", "happened"}
    assert isinstance(found["happened"].when, When) and found["happened"].when.words == "Monday"
    (protest,) = (c for c in claims("On the anniversary of the raid, students protested in Hilla on Sunday."))
    assert (protest.type, protest.reality.value) == ("PROTEST", "happened")


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot a guard in Hilla on Monday, an hour after a blast at the mosque.",
        "The bombing of a market in Hilla marked the first attack there in three months.",
        "It was the worst attack in Hilla since a bomb killed 40 people in 2014.",
    ],
)
def test_other_words_of_time_look_back_on_nothing(claims: Reader, text: str) -> None:
    assert all(c.reality.value == "happened" for c in claims(text))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (
            "Families met in Hilla on Thursday, a year after a bomb killed nine people.",
            "2016-02-01",
            "2016-02-29",
        ),
        (
            "Families met in Hilla on Thursday, six months since a bomb killed nine people.",
            "2016-08-01",
            "2016-08-31",
        ),
        (
            "Families met in Hilla on Thursday, three years after a bomb killed nine people.",
            "2014-01-01",
            "2014-12-31",
        ),
        (
            "Families met in Hilla on Thursday, three days after a bomb killed nine people.",
            "2017-02-06",
            "2017-02-06",
        ),
    ],
)
def test_its_day_is_counted_back_from_that_of_the_news(
    ground: Grounder, text: str, start: str, end: str
) -> None:
    (claim,) = (c for c in ground(text, "2017-02-10").claims if c.claim.type == "ASSAULT")
    assert isinstance(claim.when, Known), claim.when
    assert (claim.when.value.start.isoformat(), claim.when.value.end.isoformat()) == (start, end)
    assert "Thursday" in [e.text for e in claim.when.evidence]


def test_without_a_day_to_count_from_it_is_unknown(ground: Grounder) -> None:
    text = "Families met in Hilla, a year after a bomb killed nine people."
    (claim,) = (c for c in ground(text, "2017-02-10").claims if c.claim.type == "ASSAULT")
    assert isinstance(claim.when, Unknown)
