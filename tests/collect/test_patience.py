from __future__ import annotations

from dateline.collect.patience import EVERY, Patience
from dateline.errors import BadAnswer, ServerBusy, Unreachable

AWAY = Unreachable("https://a.example/", "no answer")
GONE = BadAnswer("https://a.example/", "404")


def test_a_host_is_left_after_so_many_in_a_row() -> None:
    patience = Patience(2)
    for error in (AWAY, GONE, AWAY, None, AWAY):
        assert not patience.leaves("https://a.example/1")
        patience.tell("https://a.example/1", error)
    assert not patience.leaves("https://a.example/2")
    patience.tell("https://a.example/2", AWAY)
    assert patience.leaves("https://A.example/3") and not patience.leaves("https://b.example/")
    assert list(patience.given_up()) == [("a.example", 1, AWAY)]


def test_a_busy_host_is_left_at_once_where_that_is_asked() -> None:
    busy = ServerBusy("https://a.example/", "429", 60.0)
    for at_once in (True, False):
        patience = Patience(2, busy=at_once)
        patience.tell("https://a.example/1", busy)
        assert patience.leaves("https://a.example/2") is at_once


def test_all_are_left_after_so_many_in_a_row() -> None:
    patience = Patience(5, of_all=3)
    for name in "abc":
        patience.tell(f"https://{name}.example/", AWAY)
    assert patience.leaves("https://d.example/") and patience.leaves("nothing")
    assert list(patience.given_up()) == [(EVERY, 2, AWAY)]


def test_a_source_failed_where_no_other_host_answers() -> None:
    patience = Patience(1)
    assert patience.failure("feed") is None
    patience.tell("https://a.example/", AWAY)
    failure = patience.failure("feed")
    assert failure is not None and str(failure) == f"feed: the rest is left for later, since {AWAY}"
    patience.tell("https://b.example/")
    assert patience.failure("feed") is None
