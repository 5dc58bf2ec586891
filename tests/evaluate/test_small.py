from __future__ import annotations

import pytest

from dateline.errors import DictionaryError
from dateline.evaluate.small import entities, parsed


def test_names_with_their_characters_in_each_text() -> None:
    text = "The market of Baghdad burned on Friday."
    assert entities(["", text]) == [[], [((14, 21), "GPE"), ((32, 38), "DATE")]]
    assert [len(list(document.sents)) for document in parsed([text])] == [1]


def test_a_missing_model_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.evaluate.small.MODEL", "no_such_model")
    with pytest.raises(DictionaryError, match="pip install no-such-model"):
        parsed([])
