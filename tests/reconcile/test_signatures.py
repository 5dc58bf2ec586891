from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reconcile.signatures import PERMUTATIONS, ROWS, bands_of, likeness, signature_of

WORDS = [f"word{n}" for n in range(400)]


def test_the_same_words_have_the_same_signature_whatever_their_marks() -> None:
    assert signature_of("The guards of Kell, it said, fled.") == signature_of(
        "the guards\nof KELL it said fled"
    )


def test_a_text_without_words_has_none_and_is_like_nothing() -> None:
    assert signature_of(" -- !") == ()
    assert likeness((), signature_of("the guards of Kell fled")) == 0.0


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 200))
def test_likeness_comes_near_the_share_of_runs_in_common(cut: int) -> None:
    one, other = WORDS[:200], [*WORDS[:cut], *WORDS[200 : 400 - cut]]
    a = {tuple(one[n : n + 3]) for n in range(198)}
    b = {tuple(other[n : n + 3]) for n in range(198)}
    told = likeness(signature_of(" ".join(one)), signature_of(" ".join(other)))
    assert abs(told - len(a & b) / len(a | b)) < 0.2


def test_near_copies_share_a_band_and_others_do_not() -> None:
    copy = [*WORDS[:150], "changed", *WORDS[151:200]]
    bands = set(bands_of(signature_of(" ".join(WORDS[:200]))))
    assert len(bands) == PERMUTATIONS // ROWS
    assert bands & set(bands_of(signature_of(" ".join(copy))))
    assert not bands & set(bands_of(signature_of(" ".join(WORDS[200:]))))
