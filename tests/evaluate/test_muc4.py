from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.annotate.layers import Layers, Read
from dateline.errors import UnreadableInput
from dateline.evaluate import muc4
from dateline.evaluate.muc4 import carrying, evaluate, likely, load, scores, sentences
from tests.evaluate.readers import Fake

TOLD = (
    "alarms rang in the port.  gunmen with arms attacked the post of col. soto on monday, the u.s. embassy said.    "
    "the minister spoke of trade. prices rose."
)
CALM = "the fair opened in the valley.  it was a fine day!"


def line(name: str, text: str, **slots: list[list[str]]) -> dict[str, Any]:
    template: dict[str, Any] = {"incident_type": "attack"}
    for slot in muc4.SLOTS:
        template[slot] = [[[form, text.find(form)] for form in entity] for entity in slots.get(slot, [])]
    return {"docid": name, "doctext": text, "templates": [template] if slots else []}


LINES = [
    line("a", TOLD, PerpInd=[["gunmen"]], Target=[["post of col. soto", "post"]], Weapon=[["arms"]]),
    line("b", CALM),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "processed").mkdir()
    (tmp_path / "processed" / "dev.json").write_text(
        "".join(json.dumps(each) + "\n" for each in LINES), "utf-8"
    )
    return tmp_path


def test_reports_have_the_templates_with_the_places_of_their_fillers(folder: Path) -> None:
    a, b = load(folder)
    assert (a.name, b.name, b.templates) == ("a", "b", ())
    (template,) = a.templates
    assert template.kind == "attack"
    assert list(template.slots) == list(muc4.SLOTS)
    assert [f.text for f in template.fillers()] == ["gunmen", "post of col. soto", "post", "arms"]
    for filler in template.fillers():
        assert a.text[filler.start : filler.end] == filler.text
    assert template.slots["Weapon"][0][0].start == TOLD.index("arms attacked")  # not in "alarms"
    assert len(template.slots["Target"][0]) == 2
    assert load(folder / "processed") == load(folder / "processed" / "dev.json") == [a, b]


def test_sentences_end_at_marks_and_not_in_short_forms() -> None:
    assert [TOLD[start:end] for start, end in sentences(TOLD)] == [
        "alarms rang in the port.",
        "gunmen with arms attacked the post of col. soto on monday, the u.s. embassy said.",
        "the minister spoke of trade.",
        "prices rose.",
    ]
    text = ' he came (late).  "why?" they asked. a list     of one'
    assert [text[a:b] for a, b in sentences(text)] == [
        "he came (late).",
        '"why?"',
        "they asked.",
        "a list",
        "of one",
    ]
    assert sentences("in the u.s.  it is")[0] == (0, 11)
    assert sentences("  ") == []


def test_a_sentence_carries_where_a_filler_lies(folder: Path) -> None:
    a, b = load(folder)
    assert carrying(a) == [False, True, False, False]
    assert carrying(b) == [False, False]


def test_a_sentence_is_chosen_by_more_than_half_of_the_shorter(folder: Path) -> None:
    documents = load(folder)
    gunmen = TOLD.index("gunmen")
    assert scores(documents, [[(gunmen, gunmen + 6)], []]) == {
        "f1": 1.0,
        "precision": 1.0,
        "recall": 1.0,
        "reports_f1": 1.0,
    }
    both = scores(documents, [[(0, gunmen + 60)], [(0, 20)]])
    assert both["precision"] == pytest.approx(1 / 3)
    assert both["reports_f1"] == pytest.approx(2 / 3)
    assert scores(documents, [[], []])["f1"] == 0.0


def answer(text: str, *likelihoods: float) -> Read:
    """A reading in which each sentence of the exam is one word."""
    words = tuple(sentences(text))
    return Read(text=text, words=words, layers=Layers(opens=tuple(range(len(words))), carries=likelihoods))


def test_sentences_are_chosen_from_the_threshold_on() -> None:
    read = answer(CALM, 0.4, 0.39)
    assert likely(read) == [(0, 30)]
    assert len(likely(read, 0.3)) == 2


def test_the_figures_beside_the_coder(folder: Path) -> None:
    reader = Fake(answer(TOLD, 0.1, 0.9, 0.2, 0.0), answer(CALM, 0.0, 0.1))
    result = evaluate(folder, reader=reader)
    assert (result.exam, result.documents) == ("muc4", 2)
    assert set(result.metrics.values()) == {1.0}
    assert result.baselines["all"]["recall"] == 1.0
    assert result.baselines["all"]["precision"] == pytest.approx(1 / 6)
    assert result.baselines["coder"]["f1"] == 1.0
    assert result.baselines["event_words"]["recall"] == 1.0
    assert evaluate(folder, 1, reader=reader).documents == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "holds no reports"),
        ("[\n", "line 1 is no report"),
        (json.dumps({"docid": "a", "doctext": "x", "templates": [{}]}), "line 1 .*incident_type"),
        (json.dumps(LINES[0]).replace('["gunmen", ', '["snipers", '), "line 1 .*'snipers' does not stand at"),
        (json.dumps(LINES[0]).replace('["gunmen", ', '["gunmen", 1, '), "line 1 is no report"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, content: str, why: str) -> None:
    file = tmp_path / "dev.json"
    file.write_text(content, "utf-8")
    with pytest.raises(UnreadableInput, match=why):
        load(file)
