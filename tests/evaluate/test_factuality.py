from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from dateline.annotate.layers import Layers, Read
from dateline.errors import UnreadableInput
from dateline.evaluate.factuality import by_rules, evaluate, load, pearson, scores
from dateline.evaluate.spacy_small import Spacy
from tests.evaluate.readers import Fake


def line(text: str, **labels: float) -> dict[str, Any]:
    words = text.split()
    targets = [
        {"span1": [words.index(word), words.index(word) + 1], "label": label, "span_text": word}
        for word, label in labels.items()
    ]
    return {"text": text, "targets": targets, "file_idx": 0, "idx": 0}


UDS = [
    line("Troops left the town .", left=3.0),
    line("They did n't fire .", fire=-3.0),
    line("The mayor might return .", **{"return": 1.0}),
]
UW = [line("He wants to leave .", wants=3.0, leave=0.0), line("He left .", left=3.0)]


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    for name, lines in (("UDS_IH2", UDS), ("UW", UW)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "dev.jsonl").write_text(
            "".join(json.dumps(each) + "\n" for each in lines), "utf-8"
        )
    return tmp_path


def test_sentences_have_numbers_at_the_judged_words(sets: Path) -> None:
    first, second, _ = load(sets)
    assert first.name == "UDS_IH2/dev.jsonl:1"
    assert second.text == "They didn't fire."
    assert [second.text[a:b] for a, b in second.words] == ["They", "did", "n't", "fire", "."]
    assert second.layers.opens == (0,)
    assert second.layers.factuality is not None
    assert second.layers.factuality[3] == -3.0
    assert sum(map(math.isnan, second.layers.factuality)) == 4
    assert len(load(sets, "UW")) == 2
    assert load(sets / "UDS_IH2") == load(sets / "UDS_IH2" / "dev.jsonl") == load(sets)


def test_the_figures_go_by_the_judged_words() -> None:
    nan = math.nan
    gold = Layers(factuality=(3.0, nan, -3.0, 0.0, 1.0))
    answer = Layers(factuality=(2.0, 9.0, nan, 0.0, -1.0))
    figures = scores([gold], [answer])
    assert figures["mae"] == pytest.approx((1 + 6 + 0 + 2) / 4)
    assert figures["sign_accuracy"] == pytest.approx(1 / 3)
    assert scores([gold], [gold])["pearson_r"] == pytest.approx(1.0)


def test_the_correlation() -> None:
    assert pearson([(1, 2), (2, 4), (3, 6)]) == pytest.approx(1.0)
    assert pearson([(1, 6), (2, 4), (3, 2)]) == pytest.approx(-1.0)
    assert pearson([(1, 0.1), (2, 0.1), (3, 0.1)]) == 0.0
    assert pearson([]) == 0.0


@pytest.mark.parametrize(
    ("words", "word", "number"),
    [
        ("Troops left the town .", "left", 3.0),
        ("Troops did n't leave the town .", "leave", -3.0),
        ("Troops will leave the town .", "leave", 1.0),
        ("Troops might leave the town .", "leave", 0.0),
        ("Troops want to leave the town .", "leave", 0.0),
    ],
)
def test_the_rules_go_by_what_hangs_on_a_word(words: str, word: str, number: float) -> None:
    from dateline.evaluate.writing import written

    text, spans = written(words.split())
    (grammar,) = Spacy().read_words([(text, spans, (0,))])
    answer = by_rules(Read(text=text, words=spans, layers=grammar), grammar)
    assert answer.factuality is not None
    assert answer.factuality[words.split().index(word)] == number


def test_the_figures_of_both_sets(sets: Path) -> None:
    reader = Fake(*load(sets), *load(sets, "UW"))
    result = evaluate(sets, reader=reader)
    assert (result.exam, result.documents) == ("factuality", 5)
    assert result.metrics == {
        "pearson_r": pytest.approx(1.0),
        "mae": 0.0,
        "sign_accuracy": 1.0,
        "uw_pearson_r": pytest.approx(1.0),
        "uw_mae": 0.0,
        "uw_sign_accuracy": 1.0,
    }
    assert result.baselines["always_3"]["mae"] == pytest.approx(8 / 3)
    assert result.baselines["mean"]["mae"] == pytest.approx((8 / 3 + 10 / 3 + 2 / 3) / 3)
    assert result.baselines["rules"]["pearson_r"] > 0.9
    assert evaluate(sets, 1, reader=reader).documents == 2
    alone = evaluate(sets / "UW" / "dev.jsonl", 1, reader=reader)
    assert set(alone.metrics) == {"pearson_r", "mae", "sign_accuracy"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("\n", "holds no sentences"),
        ("{}\n", "line 1 is no sentence"),
        ("\n[1\n", "line 2 is no sentence"),
        (
            json.dumps({"text": "a b", "targets": [{"span1": [1, 3], "label": 1.0}]}),
            "line 1 judges words 1 to 3 of 2",
        ),
        (
            json.dumps({"text": "a b", "targets": [{"span1": [0, 1], "label": 4.0}]}),
            "line 1 judges words 0 to 1 of 2",
        ),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, content: str, why: str) -> None:
    file = tmp_path / "dev.jsonl"
    file.write_text(content, "utf-8")
    with pytest.raises(UnreadableInput, match=why):
        load(file)
