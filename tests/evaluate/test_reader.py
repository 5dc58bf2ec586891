from __future__ import annotations

import sys
from types import ModuleType

import pytest

from dateline.annotate.layers import Layers
from dateline.evaluate.reader import read_all
from tests.evaluate.readers import Fake


def test_the_reader_that_is_given_reads() -> None:
    reads, seconds = read_all(["One.", "Two."], Fake({"One.": lambda at: Layers(names=(at("One"),))}))
    assert [each.text for each in reads] == ["One.", "Two."]
    assert reads[0].layers.names is not None and reads[1].layers.names is None
    assert seconds >= 0


def test_without_one_it_is_dateline_s_own(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("dateline.annotate.encoder")
    module.Encoder = lambda: Fake({})  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "dateline.annotate.encoder", module)
    assert [each.text for each in read_all(["One."])[0]] == ["One."]
