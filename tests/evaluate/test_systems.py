from __future__ import annotations

import sys
from types import ModuleType

import pytest

from dateline.evaluate import systems


def test_spacy_reads_given_words_and_sentences_in_universal_dependencies() -> None:
    text = "Troops left the town Nobody was hurt"
    words = ((0, 6), (7, 11), (12, 15), (16, 20), (21, 27), (28, 31), (32, 36))
    (layers,) = systems.Spacy().read_words([(text, words, (0, 4))])
    assert layers.opens == (0, 4)
    assert layers.heads is not None
    assert layers.heads[:4] == (1, 1, 3, 1)
    assert layers.deprels is not None
    assert layers.deprels[:4] == ("nsubj", "root", "det", "obj")
    assert layers.names is None


def test_spacy_opens_a_sentence_on_a_new_line() -> None:
    text = "The army left Harsun\nNobody was hurt there. It is calm."
    (read,) = systems.Spacy().read([text])
    assert read.text == text
    assert [text[read.words[i][0] :].split()[0] for i in read.layers.opens or ()] == ["The", "Nobody", "It"]


def test_a_version_without_an_encoder_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(systems, "_ENCODER", "dateline.annotate.no_such_module")
    assert systems.encoder() is None


def test_the_encoder_is_made_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("dateline.annotate.made_up")
    module.Encoder = dict  # type: ignore[attr-defined]
    module.__spec__ = __import__("importlib.machinery").machinery.ModuleSpec("x", None)
    monkeypatch.setitem(sys.modules, "dateline.annotate.made_up", module)
    monkeypatch.setattr(systems, "_ENCODER", "dateline.annotate.made_up")
    assert systems.encoder() == {}
