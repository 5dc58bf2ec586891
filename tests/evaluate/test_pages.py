from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import UnreadableInput
from dateline.evaluate.pages import (
    Gold,
    author_scores,
    comment_counts,
    comment_scores,
    date_scores,
    evaluate,
    load,
    names,
    present,
    segment_scores,
)
from dateline.evaluate.reading import Page
from tests.evaluate import made


def gold(**facts: object) -> Gold:
    return Gold(file="x.html", **facts)  # type: ignore[arg-type]


def test_segments_are_counted_over_all_pages_and_blanks_are_one_space() -> None:
    golds = [gold(article=("left the town", "was shut"), other=("Imprint",)), gold(article=("flour",))]
    figures = segment_scores(["They left\n the  town. Imprint", "Flour"], golds)
    assert figures["segment_precision"] == 0.5
    assert figures["segment_recall"] == pytest.approx(1 / 3)
    assert figures["segment_f1"] == pytest.approx(0.4)


def test_comment_segments_that_are_not_in_the_file_are_counted_apart() -> None:
    golds = [gold(comments=("good riddance", "not here", "they lie"))]
    page = Page(name="x", content=b"<p>good <b>riddance</b></p><p>th<i>ey</i> lie</p>")
    there = [present(page, golds[0])]
    assert there == [("good riddance", "they lie")]
    figures = comment_scores(["good riddance"], ["says they lie"], golds, there)
    assert figures == {"comment_recall": 0.5, "comment_leak": 0.5, "comment_recall_all": pytest.approx(1 / 3)}
    assert comment_counts(golds, there) == {"comment_pages": 1, "comment_segments": 2, "comment_absent": 1}
    assert comment_scores([""], [""], [gold()], [()]) == {}


def test_no_day_is_not_right_but_only_another_day_is_wrong() -> None:
    golds = [gold(date="2025-03-14")] * 4 + [gold(date=""), gold()]
    figures = date_scores(["2025-03-14", "", "2025-03-15", "2025-03-14", "2025-01-01", ""], golds)
    assert figures == {"date_accuracy": 0.5, "date_wrong": 0.25, "date_pages": 4}
    assert date_scores([""], [gold()]) == {}


def test_authors_are_sets_of_names() -> None:
    assert (
        names("Ana Restova and  Bilal Thorn")
        == names("bilal thorn; ana restova")
        == {"ana restova", "bilal thorn"}
    )
    golds = [
        gold(author="Ana Restova, Bilal Thorn"),
        gold(author=("Mara Tolle",)),
        gold(author="Ferit"),
        gold(author=""),
    ]
    figures = author_scores(["Bilal Thorn", "MARA TOLLE", "admin", "x"], golds)
    assert figures["author_accuracy"] == figures["author_partial"] / 2 == figures["author_wrong"]
    assert figures["author_pages"] == 3


def test_the_exam_on_a_small_set(tmp_path: Path) -> None:
    facts = {
        "with": ["left the river town", "four dead and eleven wounded"],
        "without": [made.MENU],
        "comments": ["it was a wedding"],
        "date": "2025-03-14",
        "author": "Mara Tolle",
    }
    folder = made.pages(tmp_path / "set", {"one.html": facts}, {"one.html": made.page()})
    result = evaluate(folder)
    assert result.metrics["segment_f1"] == 1
    assert result.metrics["comment_recall"] == 1 and result.metrics["comment_leak"] == 0
    assert result.metrics["date_accuracy"] == 1 and result.metrics["author_accuracy"] == 1
    assert result.baselines["htmldate"]["date_accuracy"] == 1
    assert "segment_f1" in result.baselines["trafilatura_baseline"]
    assert "comment_recall" not in result.baselines["trafilatura_baseline"]


def test_blank_segments_are_left_out(tmp_path: Path) -> None:
    facts = {"with": ["", "flour"], "without": [" "], "comments": ["", "peace"]}
    folder = made.pages(tmp_path / "set", {"one.html": facts}, {"one.html": "<p>x"})
    ((_,), (only,), _) = load(folder)
    assert (only.article, only.other, only.comments) == (("flour",), (), ("peace",))


def test_missing_pages_are_named_and_wrong_folders_refused(tmp_path: Path) -> None:
    folder = made.pages(tmp_path / "set", {"gone.html": {"with": []}, "one.html": {}}, {"one.html": "<p>x"})
    pages, golds, problems = load(folder)
    assert [page.name for page in pages] == [each.file for each in golds] == ["one.html"]
    assert len(problems) == 1 and "gone.html" in problems[0]
    with pytest.raises(UnreadableInput, match=r"evaldata\.json"):
        load(tmp_path)
    (folder / "evaldata.json").write_text("{")
    with pytest.raises(UnreadableInput, match="not the set's gold"):
        load(folder)
