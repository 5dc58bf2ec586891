from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.reconcile.scoring import THRESHOLD, match, own_match, probability, weight_of
from dateline.records.evidence import Range
from tests.reconcile.made import day, place, raid, telling


def test_reports_of_one_raid_match_and_say_why() -> None:
    found = match(raid("a"), raid("b", 13))
    assert found.weight > THRESHOLD and found.score > 0.9
    assert found.why[0].rule == "names: two" and found.why[0].score > 0.5
    assert found == match(raid("b", 13), raid("a"))


def test_reports_that_share_only_the_day_do_not() -> None:
    assert weight_of(telling("a"), telling("b")) < THRESHOLD


def test_each_thing_in_common_counts_for_and_each_difference_against() -> None:
    plain = weight_of(raid("a"), raid("b"))
    assert weight_of(raid("a", days=day(11)), raid("b", days=day(11))) > plain
    assert weight_of(raid("a", days=day(11)), raid("b", days=day(2))) < plain
    assert weight_of(raid("a", places=(place(),)), raid("b", places=(place("Ostrel", 39.0),))) < plain
    assert weight_of(raid("a", killed=Range(low=3, high=3)), raid("b", killed=Range(low=3, high=3))) > plain


def test_within_a_report_only_what_the_tellings_say_themselves_counts() -> None:
    assert own_match(raid("a"), raid("a", id="t-2")) is None
    found = own_match(raid("a", days=day(11)), raid("a", id="t-2", days=day(11)))
    assert found is not None and [why.rule for why in found.why] == ["when: same"]
    assert own_match(raid("a", days=day(11)), raid("a", id="t-2", days=day(2))) is None


def test_links_near_the_threshold_are_doubtful() -> None:
    assert not match(raid("a"), raid("b")).doubtful
    near = match(telling("a", towns=("kell",)), telling("b", 20, towns=("kell",)))
    assert near.doubtful == (abs(near.weight - THRESHOLD) < 1.1)


@given(st.floats(-30, 30))
def test_probabilities_rise_with_weight(weight: float) -> None:
    assert 0 <= probability(weight) <= probability(weight + 0.5) <= 1
