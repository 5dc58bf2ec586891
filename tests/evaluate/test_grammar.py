from __future__ import annotations

import pytest

from dateline.annotate.layers import Layers, Read
from dateline.evaluate.grammar import raw_scores, sentence_spans, word_scores

GOLD = Layers(
    opens=(0,),
    upos=("NOUN", "VERB", "NOUN", "PUNCT"),
    xpos=("NNS", "VBD", "NNP", "."),
    lemmas=("troops", "be", "Harsun", "."),
    heads=(1, 1, 1, 1),
    deprels=("nsubj:pass", "root", "obj", "punct"),
)
ANSWER = Layers(
    opens=(0, 3),
    upos=("NOUN", "VERB", "PROPN", "PUNCT"),
    xpos=("NN", "VBD", "NNP", "."),
    lemmas=("Troops", "be", "harsun", "!"),
    heads=(1, 1, 0, 1),
    deprels=("nsubj", "root", "obj", "punct"),
)


def test_the_figures_on_given_words() -> None:
    assert word_scores([GOLD], [ANSWER]) == {
        "upos": 0.75,
        "xpos": 0.75,
        "lemma": 0.75,
        "uas": 0.75,
        "las": 0.75,
        "las_subtypes": 0.5,
    }
    assert set(word_scores([GOLD, GOLD], [GOLD, GOLD]).values()) == {1.0}


def test_a_layer_that_is_missing_is_an_error() -> None:
    with pytest.raises(ValueError, match="not known"):
        word_scores([GOLD], [Layers()])


def test_words_that_were_split_wrongly_are_wrong_on_the_text() -> None:
    text = "Troops left Harsun."
    gold = Read(text=text, words=((0, 6), (7, 11), (12, 18), (18, 19)), layers=GOLD)
    short = Layers(
        opens=(0,),
        upos=("NOUN", "VERB", "NOUN"),
        xpos=("", "", ""),
        lemmas=("", "", ""),
        heads=(1, 1, 1),
        deprels=("nsubj", "root", "obj"),
    )
    answer = Read(text=text, words=((0, 6), (7, 11), (12, 19)), layers=short)
    figures = raw_scores([gold], [answer])
    assert figures["words_f1"] == pytest.approx(4 / 7)
    assert figures["sentences_f1"] == 1.0
    assert figures["raw_upos"] == figures["raw_uas"] == figures["raw_las"] == figures["words_f1"]
    assert set(raw_scores([gold], [gold]).values()) == {1.0}


def test_sentences_are_known_by_their_first_and_last_character() -> None:
    words = ((0, 6), (7, 11), (12, 18), (18, 19))
    assert sentence_spans(Read(text="Troops left Harsun.", words=words, layers=ANSWER)) == [(0, 18), (18, 19)]
    assert sentence_spans(Read(text="", words=(), layers=Layers())) == []
