from __future__ import annotations

import pytest

from dateline.annotate.words import Word
from dateline.evaluate.spacy_parser import SpacyParser, shown, surface


@pytest.mark.parametrize(
    ("written", "word"),
    [("Popular Mobilization Forces", "Forces"), ("al-Hashd al-Shaabi", "Shaabi"), ("IS", "ISIS")],
)
def test_a_name_is_shown_as_one_word(written: str, word: str) -> None:
    assert surface(written) == word
    assert shown(written, Word(start=0, end=len(written), name=True)) == word


def test_words_that_the_model_misreads_keep_their_lemma() -> None:
    text = "Near Rawa troops retook it"
    words = [Word(start=a, end=b, opens=not a) for a, b in ((0, 4), (5, 9), (10, 16), (17, 23), (24, 26))]
    assert [shown(text, w) for w in words] == ["near", "Rawa", "troops", "seized", "it"]
    for prepared in (True, False):
        ((parse,),) = SpacyParser(prepared=prepared).parse([(text, [words])])
        assert [t.text for t in parse.tokens] == text.split()
    ((parse,),) = SpacyParser(prepared=True).parse([(text, [words])])
    assert parse.tokens[3].lemma == "retake"
