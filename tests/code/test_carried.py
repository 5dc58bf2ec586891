from __future__ import annotations

from collections.abc import Callable

from dateline.records.claim import Claim
from tests.code.reading import who

Reader = Callable[[str], tuple[Claim, ...]]


def test_strikes_of_a_list_have_the_doer_of_the_list(claims: Reader) -> None:
    found = claims(
        "On Sunday, Coalition forces conducted four strikes against ISIL targets.\n\nNear Haditha, two strikes destroyed a "
        "bunker.\n\nNear Ramadi, two strikes hit a depot."
    )
    listed = [c for c in found if "Near" in c.sentence.text]
    assert len(listed) == 2
    assert all(who(c) == ["Coalition forces"] for c in listed)
    first = next(c for c in found if "conducted" in c.sentence.text)
    assert listed[0].actors == first.actors


def test_two_doers_leave_it_open(claims: Reader) -> None:
    found = claims(
        "Coalition forces conducted four strikes near Hit. Russian forces conducted two strikes near Azaz. Near Haditha, "
        "two strikes destroyed a bunker."
    )
    assert who(next(c for c in found if "Haditha" in c.sentence.text)) == []
