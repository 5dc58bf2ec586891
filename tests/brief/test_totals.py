from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.brief.totals import total
from dateline.records.evidence import Range
from tests.brief.made import event

BOUNDS = st.none() | st.tuples(st.integers(0, 50), st.none() | st.integers(0, 50)).map(
    lambda pair: (pair[0], None if pair[1] is None else pair[0] + pair[1])
)


def test_lowest_and_highest_are_added_apart() -> None:
    found = total("killed", [event("a", {"killed": (3, 9)}, rival=True), event("b", {"killed": (2, 2)})], [])
    assert found.amount == Range(low=5, high=11) and found.rival == ("a",) and found.first == found.amount
    assert found.lines[0].text.startswith("Killed: 5 to 11, over 2 events told as happened")
    assert "In 1 of them sources differ" in found.lines[0].text


def test_what_is_left_out_is_named() -> None:
    happened = [
        event("a", {"killed": (3, 3)}),
        event("b", {}),
        event("c", {"killed": (9, 9)}, support="disputed"),
        event("d", {"killed": (12, 12)}),
    ]
    others = [event("e", {"killed": (4, 4)}, standing="denied")]
    found = total("killed", happened, others, frozenset({"d"}), frozenset({"a"}))
    assert found.amount == Range(low=3, high=3) and found.events == ("a",)
    assert [each.events for each in found.left_out] == [("b",), ("d",), ("c",), ("e",)]
    assert "may be counted twice" in found.lines[0].text
    assert found.lines[1].text == "Left out: 1 event, because no claim gives a number of killed."


@given(st.lists(BOUNDS, max_size=6))
def test_no_unknown_becomes_nought(counts: list[tuple[int, int | None] | None]) -> None:
    found = total("killed", [event(f"e{i}", {"killed": bounds}) for i, bounds in enumerate(counts)], [])
    known = [bounds for bounds in counts if bounds is not None]
    untold = tuple(f"e{i}" for i, bounds in enumerate(counts) if bounds is None)
    if not known:
        assert found.amount is None and found.unknown is not None and found.events == ()
        assert "unknown, because" in found.lines[0].text and "0" not in found.lines[0].text
    else:
        assert found.amount is not None and found.unknown is None
        assert found.amount.low == sum(low for low, _ in known)
        highs = [high for _, high in known]
        assert found.amount.high == (None if None in highs else sum(h for h in highs if h is not None))
    assert tuple(name for each in found.left_out for name in each.events) == untold


def test_the_counts_that_stand_first_are_added_up_apart() -> None:
    event_a = event("a", {"killed": (7, 7)})
    fields = tuple(replace(f, low=1, high=None) if f.name == "killed" else f for f in event_a.fields)
    found = total("killed", [replace(event_a, fields=fields), event("b", {"killed": (2, 2)})], [])
    assert found.amount == Range(low=3, high=None) and found.first == Range(low=9, high=9)
    assert "The counts that stand first in each, by the rule named below, add up to 9." in found.lines[0].text
