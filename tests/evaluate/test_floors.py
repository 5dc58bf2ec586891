from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import MissingInput, UnreadableInput
from dateline.evaluate.floors import load_floors, missed
from dateline.evaluate.result import Result

RESULT = Result(
    exam="pages",
    path="x",
    documents=1,
    seconds=1,
    metrics={"segment_f1": 0.9204, "comment_leak": 0.0124},
    baselines={},
)


def test_figures_as_shown_are_held_against_their_floors() -> None:
    assert missed(RESULT, {"pages": {"segment_f1": 0.92, "comment_leak": 0.012}}) == []
    low, much, absent = missed(
        RESULT, {"pages": {"segment_f1": 0.921, "comment_leak": 0.011, "date_accuracy": 0.5}}
    )
    assert "segment_f1 0.920 is below its floor 0.921" in low
    assert "comment_leak 0.012 is above 0.011" in much
    assert "date_accuracy" in absent


def test_floors_of_other_exams_do_not_count() -> None:
    assert missed(RESULT, {"articles": {"token_f1": 1.0}}) == []


def test_a_file_of_floors_is_read_or_refused(tmp_path: Path) -> None:
    file = tmp_path / "floors.json"
    with pytest.raises(MissingInput, match="no floors"):
        load_floors(file)
    file.write_text('{"segment_f1": 0.9}')
    with pytest.raises(UnreadableInput, match=r"exam: \{metric: number\}"):
        load_floors(file)
    file.write_text('{"pages": {"segment_f1": 1}}')
    assert load_floors(file) == {"pages": {"segment_f1": 1}}
