from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import UnreadableInput
from dateline.evaluate.hatecheck import evaluate

HEADER = '"","functionality","case_id","test_case","label_gold"\n'


def test_the_figures_of_four_cases(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text(
        HEADER
        + '"1","threat_h","1","We should kill all Kurds.","hateful"\n'
        + '"2","threat_h","2","Kurds, hm, you know what I would do.","hateful"\n'
        + '"3","counter_nh","3","We must not kill all Kurds.","non-hateful"\n'
        + '"4","object_nh","4","I hate this ""movie"".","non-hateful"\n',
        "utf-8",
    )
    result = evaluate(path)
    assert (result.exam, result.documents) == ("hatecheck", 4)
    assert result.metrics == {
        "accuracy": 0.75,
        "precision": 1.0,
        "recall": 0.5,
        "f1": pytest.approx(2 / 3),
        "accuracy.threat_h": 0.5,
        "accuracy.counter_nh": 1.0,
        "accuracy.object_nh": 1.0,
    }
    assert evaluate(tmp_path).metrics == result.metrics
    assert result.baselines["always hateful"]["recall"] == 1.0
    assert result.baselines["never hateful"] == {"accuracy": 0.5, "precision": 0.0, "recall": 0.0, "f1": 0.0}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("a,b\n1,2\n", "no column 'functionality'"),
        (HEADER, "no cases"),
        (HEADER + '"1","x","1","y","maybe"\n', "line 2: the label is 'maybe'"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, content: str, why: str) -> None:
    path = tmp_path / "cases.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(UnreadableInput, match=why):
        evaluate(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="cannot be read"):
        evaluate(tmp_path / "none.csv")


def test_a_folder_of_several_files_does_not_say_which(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(HEADER, "utf-8")
    with pytest.raises(UnreadableInput, match="holds 2 CSV files; name hatecheck's CSV file itself"):
        evaluate(tmp_path)
