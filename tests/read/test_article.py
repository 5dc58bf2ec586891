from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from dateline import pipeline
from dateline.errors import DictionaryError
from dateline.read import article
from dateline.read.article import LIKELY, likelihood
from dateline.read.page import Page
from dateline.read.stage import Read
from dateline.records.capture import Origin, capture_of

PAGES = Path(__file__).parent / "pages"


@pytest.mark.parametrize("name", ["wordpress", "table", "microdata"])
def test_paragraphs_are_likelier_than_menus(name: str) -> None:
    page = Page((PAGES / f"{name}.html").read_text(encoding="utf-8"))
    likely = likelihood(page, "")
    assert ((likely >= 0) & (likely <= 1)).all()
    linked = np.array([segment.linked == segment.end - segment.start for segment in page.segments])
    assert likely[~linked].max() >= LIKELY
    assert likely[linked].mean() < likely[~linked].mean()


def test_a_page_without_text_has_no_likelihoods() -> None:
    assert len(likelihood(Page("<html></html>"), "")) == 0


def test_another_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article, "SHA256", "0" * 64)
    article.load.cache_clear()
    with pytest.raises(DictionaryError, match=r"article\.npz: not the file .* install Dateline again"):
        article.load()
    article.load.cache_clear()


def test_a_missing_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article, "MODEL", "absent.npz")
    article.load.cache_clear()
    with pytest.raises(DictionaryError, match=r"absent\.npz: cannot be read"):
        article.load()
    article.load.cache_clear()


@pytest.fixture
def damaged(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(article, "SHA256", "0" * 64)
    article.load.cache_clear()
    yield
    article.load.cache_clear()


def test_a_damaged_file_is_no_fault_of_the_page(damaged: None) -> None:
    origin = Origin(kind="file", name="page.html")
    markup = b"<html><body><article><p>Rain fell on Velm.</p></article></body></html>"
    page = capture_of(markup, media_type="text/html", origin=origin)
    with pytest.raises(DictionaryError, match="install Dateline again"):
        Read().run([page])


def test_a_damaged_file_ends_the_run_before_the_first_page(damaged: None) -> None:
    with pytest.raises(DictionaryError, match="install Dateline again"):
        pipeline.standard(gate=False)
