from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evaluate.writing import written


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("He did n't go ( yet ) .", "He didn't go (yet)."),
        ("`` Stop ! '' she said .", '"Stop!" she said.'),
        ("The `` ` inner ' '' quote", "The \"'inner'\" quote"),
        ("It 's the guards ' post , is n't it ?", "It's the guards' post, isn't it?"),
        ('He said " no " and " yes " .', 'He said "no" and "yes".'),
        ('over the ridge , " the mayor said .', 'over the ridge," the mayor said.'),
        ('The mayor said , " Over the ridge', 'The mayor said, "Over the ridge'),
        ("paid $ 40 and / or 5 % -LRB- gone -RRB-", "paid $40 and/or 5% (gone)"),
        ("Wait -- now ...", "Wait -- now..."),
        ("", ""),
    ],
)
def test_words_are_put_together_as_english_is_written(words: str, text: str) -> None:
    assert written(words.split())[0] == text


@given(
    st.lists(st.sampled_from(["a", "word", '"', "``", "''", ",", ".", "(", ")", "n't", "'s", "-LRB-", "$"]))
)
def test_every_word_keeps_its_place(words: list[str]) -> None:
    text, spans = written(words)
    assert len(spans) == len(words)
    assert text.split() == text.strip().split()
    at = 0
    for start, end in spans:
        assert text[at:start] in ("", " ")
        assert end > start
        at = end
    assert at == len(text)
    plain = [word for word in words if word.isalpha()]
    assert [text[a:b] for (a, b), word in zip(spans, words, strict=True) if word.isalpha()] == plain
