from __future__ import annotations

from collections.abc import Callable

from dateline.records.claim import Claim, When
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


def days(found: tuple[Claim, ...]) -> list[str]:
    return [c.when.words if isinstance(c.when, When) else "" for c in found]


def test_what_the_attackers_did_has_the_day_of_the_attack(claims: Reader) -> None:
    found = claims(
        "Gunmen killed a banker in Haditha on Monday. Nobody knew them. The attackers also wounded his driver. A guard was "
        "hurt in the attack."
    )
    assert days(found) == ["Monday", "Monday", "Monday"]
    for claim in found:
        assert isinstance(claim.when, When)
        assert claim.when.evidence.start == found[0].sentence.text.index("Monday")


def test_two_days_or_another_attack_leave_it_open(claims: Reader) -> None:
    two = claims(
        "Gunmen killed a banker in Haditha on Monday. Militants shelled Rawa on Tuesday. The attackers wounded a driver."
    )
    assert days(two)[-1] == ""
    another = claims(
        "Gunmen killed a banker in Haditha on Monday. Three men were hurt in an attack near Rawa."
    )
    assert days(another)[-1] == ""
    told = claims("Gunmen killed a banker in Haditha on Monday. Ten people died in the attack on Rawa.")
    assert days(told)[-1] == ""
