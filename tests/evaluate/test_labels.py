"""The exam on the pages of our own; its floors are what is reached, less a little, and are only ever raised."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from lxml import html as markup

from dateline.errors import UnreadableInput
from dateline.evaluate.alignment import Labelled
from dateline.evaluate.floors import load_floors, missed
from dateline.evaluate.gold import GoldPage, load_gold
from dateline.evaluate.labels import check, comment_scores, evaluate, page_scores
from dateline.evaluate.result import Result
from dateline.records.evidence import Evidence, Interval, Known, Made, Unknown
from dateline.records.report import Block, Entry, Notice, Report

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "pages"
PAGES, GOLDS, PROBLEMS = load_gold(FOLDER)


@pytest.fixture(scope="module")
def result() -> Result:
    return evaluate(FOLDER)


def test_the_floors_are_held(result: Result) -> None:
    assert missed(result, load_floors(ROOT / "benchmarks" / "exams.json")) == []


def test_trafilatura_is_scored_beside_us(result: Result) -> None:
    assert result.documents == 16 and result.problems == ()
    assert result.baselines["trafilatura"]["body_f1"] > 0.5
    assert "headline_f1" not in result.baselines["trafilatura"]
    json.dumps(result.metrics)


@pytest.mark.parametrize("number", range(len(PAGES)), ids=[page.name for page in PAGES])
def test_the_gold_has_every_word_of_its_page_in_order(number: int) -> None:
    page, gold = PAGES[number], GOLDS[number]
    encoding = "windows-1252" if page.name.startswith("05") else "utf-8"
    text = page.content.decode(encoding)
    if page.name.endswith(".html"):
        root = markup.document_fromstring(text)
        for element in root.xpath("//head | //script | //style | //comment()"):
            element.drop_tree()
        text = root.text_content()
    words = re.compile(r"[^\W_]+")
    shown = "".join(words.findall(text))
    assert "".join("".join(words.findall(block.text)) for block in gold.blocks) == shown


def test_all_pages_have_gold_and_all_gold_a_page() -> None:
    assert not PROBLEMS
    files = {path.name for path in FOLDER.iterdir() if path.suffix in (".html", ".txt")}
    assert {gold.file for gold in GOLDS} == files
    assert {label for gold in GOLDS for block in gold.blocks for label in block.labels} == {
        "headline", "dateline", "byline", "body", "quote", "caption", "comment", "related", "boilerplate"
    }  # fmt: skip


# ---------------------------------------------------------------------------------------------------------


MADE = Made(stage="test", version="0")
WHY = Evidence(document="x", start=0, end=0, text="", made=MADE)


def known(day: str, moment: str | None = None) -> Known[Interval]:
    date = dt.date.fromisoformat(day)
    return Known(value=Interval(start=date, end=date, moment=moment), evidence=(WHY,))


def report(*blocks: tuple[str, str, dict[str, object]], **fields: object) -> Report:
    text, made = "", []
    for label, words, facts in blocks:
        made.append(Block(label=label, start=len(text), end=len(text) + len(words), **facts))  # type: ignore[arg-type]
        text += f"{words}\n\n"
    nothing = Unknown(reason="not told")
    values = {
        "title": nothing, "outlet": nothing, "authors": nothing, "published": nothing, "modified": nothing,
        "language": nothing, "url": nothing,
    }  # fmt: skip
    return Report(
        id="r", capture="k", document="x", text=text, blocks=tuple(made), made=MADE, **(values | fields)  # type: ignore[arg-type]
    )  # fmt: skip


def gold(tmp_path: Path, text: str) -> GoldPage:
    (tmp_path / "x.html").write_text("<p>x")
    (tmp_path / "x.toml").write_text(f'file = "x.html"\nlayout = "x"\n{text}', encoding="utf-8")
    ((_,), (page,), ()) = load_gold(tmp_path)  # type: ignore[misc]
    return page


COMMENTS = """kind = "report"
url = "https://tribune.example/a/b"
blocks = [
  ["comment", "one two three four", { author = "Lena O.", said = "3 hours ago", time = "2025-03-14T12:00:00+03:00", depth = 0 }],
  ["comment", "five six", { author = "x", said = "an hour ago", depth = 1 }],
  ["caption", "The bridge", { image = "https://tribune.example/i/1.jpg" }],
]
"""


def test_comments_are_held_against_their_author_time_depth_and_words(tmp_path: Path) -> None:
    page = gold(tmp_path, COMMENTS)
    right = report(
        (
            "comment",
            "one two three four",
            {"author": "lena o.", "said": "2025-03-14T09:00:00+00:00", "depth": 0},
        ),
        ("comment", "five six", {"author": "x", "said": "an  hour ago", "depth": 1}),
        ("caption", "The bridge", {"image": "/i/1.jpg"}),
    )
    assert set(comment_scores([check(page, right)]).values()) == {1.0}
    joined = report(("comment", "one two three four five six", {"author": "Lena O."}))
    assert comment_scores([check(page, joined)]) == {
        "comment_whole": 0, "comment_author": 0.5, "comment_time": 0, "comment_depth": 0, "caption_image": 0
    }  # fmt: skip
    as_body = report(("body", "one two three four", {"author": "Lena O."}))
    assert comment_scores([check(page, as_body)])["comment_author"] == 0
    assert set(comment_scores([check(page, None)]).values()) == {0.0}


def test_what_the_page_does_not_tell_must_be_unknown(tmp_path: Path) -> None:
    page = gold(
        tmp_path, 'kind = "gallery"\nblocks = []\npublished = ""\nmodified = ""\nauthors = []\ntitle = ""'
    )
    assert page_scores([check(page, report(kind="gallery"))]) == {
        "kind_accuracy": 1, "title_accuracy": 1, "authors_accuracy": 1, "published_accuracy": 1,
        "published_wrong": 0, "modified_accuracy": 1,
    }  # fmt: skip
    dated = page_scores([check(page, report(published=known("2025-03-14")))])
    assert (dated["published_accuracy"], dated["published_wrong"], dated["kind_accuracy"]) == (0, 1, 0)


def test_times_are_compared_as_moments(tmp_path: Path) -> None:
    page = gold(
        tmp_path,
        'kind = "live blog"\nblocks = []\npublished = "2025-03-14T23:30:00+03:00"\nnotices = ["update"]\n'
        'entries = [["2025-03-14T09:15", "x"], ["2025-03-14T10:00", "y"]]',
    )
    entry = Entry(start=0, end=0, published=known("2025-03-14", "2025-03-14T09:15:00+03:00"))
    figures = page_scores(
        [
            check(
                page,
                report(
                    published=known("2025-03-14", "2025-03-14T20:30:00+00:00"),
                    entries=(entry,),
                    notices=(Notice(kind="update", evidence=WHY),),
                ),
            )
        ]
    )
    assert figures["published_moment"] == figures["notice_accuracy"] == 1
    assert figures["entry_recall"] == 0.5
    assert page_scores([check(page, report(published=known("2025-03-14")))])["published_moment"] == 0


def test_labelled_blocks_of_the_report_are_what_is_aligned(tmp_path: Path) -> None:
    page = gold(tmp_path, COMMENTS)
    checked = check(page, report(("body", "five six", {})))
    assert checked.reading == (Labelled(text="five six", labels=frozenset({"body"})),)


def test_a_folder_without_gold_is_no_exam(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("page = 1\n", encoding="utf-8")
    with pytest.raises(UnreadableInput, match=r"no page with its gold labels \(.*x\.toml"):
        evaluate(tmp_path)
