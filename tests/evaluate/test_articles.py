from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import UnreadableInput
from dateline.evaluate.articles import evaluate, load, overlap, scores, shingles
from tests.evaluate import made

WORDS = st.lists(st.sampled_from("a b c d e f".split()), max_size=30).map(" ".join)


def test_shingles_are_four_words_in_a_row_and_a_short_text_is_one() -> None:
    assert shingles("One, two-three four.") == {("One", "two", "three", "four"): 1}
    assert shingles("a a a a a") == {("a", "a", "a", "a"): 2}
    assert shingles("Only two") == {("Only", "two"): 1}
    assert not shingles(" ... ")


def test_a_pages_counts_are_parts_of_their_sum() -> None:
    found = overlap("a b c d e", "b c d e f")
    assert found.true_positives == found.false_positives == found.false_negatives == pytest.approx(1 / 3)
    assert overlap("", "a b c d").false_negatives == 1
    assert overlap("", "") == overlap(".", "")


def test_pages_count_alike_however_long_they_are() -> None:
    long = " ".join(map(str, range(400)))
    figures = scores([long, "x y z w"], [long, "a b c d"])
    assert figures == {"token_f1": 0.5, "token_precision": 0.5, "token_recall": 0.5}


def test_precision_is_over_pages_with_a_text_and_recall_over_pages_with_a_body() -> None:
    figures = scores(["", "a b c d", "e f g h"], ["a b c d", "a b c d", ""])
    assert figures["token_precision"] == 0.5
    assert figures["token_recall"] == 0.5


@given(WORDS, WORDS)
def test_precision_and_recall_change_places_with_text_and_gold(text: str, gold: str) -> None:
    one, other = overlap(text, gold), overlap(gold, text)
    assert one.true_positives == other.true_positives
    assert one.false_positives == other.false_negatives
    assert sum((one.true_positives, one.false_positives, one.false_negatives)) == pytest.approx(
        1 if text or gold else 0
    )


def test_the_exam_on_a_small_set(tmp_path: Path) -> None:
    folder = made.articles(tmp_path / "set", {"one": f"{made.LEAD}\n{made.SECOND}"}, {"one": made.page()})
    result = evaluate(folder)
    assert result.documents == 1
    assert result.metrics["token_f1"] > 0.95
    assert set(result.baselines) == {"trafilatura", "trafilatura_fast", "trafilatura_baseline"}
    assert result.baselines["trafilatura"]["pages_per_second"] > 0
    assert result.problems == ()


def test_missing_and_broken_pages_are_named(tmp_path: Path) -> None:
    folder = made.articles(
        tmp_path / "set", {"gone": "x", "bad": "x", "one": "x"}, {"bad": b"not packed", "one": made.page()}
    )
    pages, bodies, problems = load(folder)
    assert [page.name for page in pages] == ["one.html"] and bodies == ["x"]
    assert "gone.html.gz" in problems[0] and "bad.html.gz" in problems[1]
    assert load(folder, 1)[0] == []


def test_a_wrong_folder_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"no ground-truth\.json and no html/"):
        load(tmp_path)
    with pytest.raises(UnreadableInput, match="no folder"):
        load(tmp_path / "nowhere")
    (tmp_path / "html").mkdir()
    (tmp_path / "ground-truth.json").write_text("[]")
    with pytest.raises(UnreadableInput, match="not the set's gold"):
        load(tmp_path)
