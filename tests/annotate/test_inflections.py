from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate.inflections import noun_forms, verb_forms
from dateline.dictionaries.lexicon import load_lexicon


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("attack", "attack attacks attacked attacking"),
        ("seize", "seize seizes seized seizing"),
        ("carry", "carry carries carried carrying"),
        ("stop", "stops stopped stopping"),
        ("kidnap", "kidnapped kidnaped kidnapping"),
        ("storm", "storms stormed storming"),
        ("clash", "clashes clashed"),
        ("die", "dies died dying"),
        ("withdraw", "withdraws withdrew withdrawn withdrawing"),
        ("retake", "retakes retook retaken retaking"),
        ("re-take", "re-takes re-took re-taken re-taking"),
        ("overrun", "overran overruns overrunning"),
        ("shoot", "shot shooting"),
        ("flee", "fled fleeing"),
        ("agree", "agrees agreed agreeing"),
        ("booby-trap", "booby-trapped"),
    ],
)
def test_verbs(lemma: str, forms: str) -> None:
    assert set(forms.split()) <= verb_forms(lemma)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("attack", "attack attacks"),
        ("army", "army armies"),
        ("gunman", "gunman gunmen"),
        ("life", "life lives"),
        ("clash", "clashes"),
        ("convoy", "convoys"),
        ("troops", "troops"),
        ("person", "people persons"),
    ],
)
def test_nouns(lemma: str, forms: str) -> None:
    assert set(forms.split()) <= noun_forms(lemma)


@settings(deadline=None)
@given(st.text(max_size=8))
def test_a_lemma_is_one_of_its_forms(lemma: str) -> None:
    assert lemma in verb_forms(lemma)
    assert lemma in noun_forms(lemma)


def test_every_event_word_has_more_forms_than_one() -> None:
    lexicon = load_lexicon()
    assert all(len(verb_forms(v)) >= 4 for v in lexicon.verbs)
    assert all(len(noun_forms(n)) >= 2 for n in lexicon.nouns)
