from __future__ import annotations

from dateline.evaluate.reading import Page, article_text, comment_text, read_page, read_pages, timed
from dateline.read.stage import Read
from tests.builders import TEXT
from tests.evaluate import made


def test_the_article_is_dateline_body_and_quote_a_paragraph_a_line() -> None:
    page = Page(name="one.html", content=made.page(f"HARSUN (Olm Tribune) — {made.LEAD}").encode())
    report = read_page(Read(), page)
    assert article_text(report) == f"HARSUN (Olm Tribune) — {made.LEAD}\n{made.SECOND}"
    assert made.COMMENT in comment_text(report) and "Lena O." in comment_text(report)
    assert article_text(None) == comment_text(None) == ""


def test_a_page_that_is_refused_counts_as_empty_and_is_named_once() -> None:
    large = Page(name="large.txt", content=b"word " * 300_000)
    reports, refused, seconds = read_pages([large, Page(name="small.txt", content=TEXT.encode())])
    assert reports[0] is None and reports[1] is not None
    assert len(refused) == 1 and "large.txt" in refused[0]
    assert seconds > 0


def test_timing_runs_the_first_page_once_more() -> None:
    seen: list[int] = []
    values, _ = timed(lambda n: seen.append(n) or n, [1, 2])
    assert values == [1, 2] and seen == [1, 1, 2]
    assert timed(lambda n: n, [])[0] == []
