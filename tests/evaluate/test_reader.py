from __future__ import annotations

import sys
from collections.abc import Sequence
from types import ModuleType

import pytest

from dateline.annotate.layers import Layers, Read
from dateline.evaluate.reader import read_all, read_words
from tests.evaluate.readers import Fake, read_of

ONE = read_of("One.", lambda at: Layers(names=(at("One"),)))


class Counting(Fake):
    """Keeps how many texts it was given at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes: list[int] = []

    def read(self, texts: Sequence[str]) -> list[Read]:
        self.sizes.append(len(texts))
        return super().read(texts)


def test_the_reader_that_is_given_reads() -> None:
    reads, seconds = read_all(["One.", "Two."], Fake(ONE))
    assert reads == [ONE, read_of("Two.")]
    assert seconds >= 0


def test_it_reads_given_words() -> None:
    layers, seconds = read_words([("Two.", (), None), ("One.", ONE.words, (0,))], Fake(ONE))
    assert layers == [Layers(), ONE.layers]
    assert seconds >= 0


def test_one_text_is_read_before_the_time_is_taken() -> None:
    reader = Counting()
    read_all(["One.", "Two."], reader)
    read_words([("One.", (), None)] * 3, reader)
    read_all([], reader)
    assert reader.sizes == [1, 2, 1, 3, 0, 0]


def test_without_one_it_is_dateline_s_own(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("dateline.annotate.encoder")
    module.Encoder = lambda: Fake(ONE)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "dateline.annotate.encoder", module)
    assert read_all(["One."])[0] == [ONE]
    assert read_words([("One.", ONE.words, None)])[0] == [ONE.layers]
