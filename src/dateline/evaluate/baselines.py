"""What others give for the same pages, in the same process: trafilatura for texts, htmldate for dates."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dateline.evaluate.reading import Page

TextOf = Callable[[Page], str]


def text_systems() -> dict[str, TextOf]:
    """By name, a page's article text by trafilatura: default options, its fast mode, its plain baseline.

    Comments are left out, all else is as its authors set it.
    """
    from trafilatura import baseline, extract

    return {
        "trafilatura": _guarded(lambda page: extract(page.content, include_comments=False)),
        "trafilatura_fast": _guarded(lambda page: extract(page.content, include_comments=False, fast=True)),
        "trafilatura_baseline": _guarded(lambda page: baseline(page.content)[1]),
    }


def comment_systems() -> dict[str, TextOf]:
    """By name, a page's readers' comments by trafilatura, which keeps them apart when asked for them."""
    from trafilatura import bare_extraction

    def comments(page: Page, fast: bool) -> str | None:
        document = bare_extraction(page.content, include_comments=True, fast=fast, with_metadata=False)
        return getattr(document, "comments", None)

    return {
        "trafilatura": _guarded(lambda page: comments(page, False)),
        "trafilatura_fast": _guarded(lambda page: comments(page, True)),
    }


def date_systems() -> dict[str, TextOf]:
    """By name, a page's day by htmldate, as YYYY-MM-DD or empty: the original date, and by default options."""
    from htmldate import find_date

    return {
        "htmldate_original": _guarded(lambda page: find_date(page.content, original_date=True)),
        "htmldate": _guarded(lambda page: find_date(page.content)),
    }


def author_systems() -> dict[str, TextOf]:
    """By name, a page's authors by trafilatura, parted by semicolons, or empty."""
    from trafilatura import bare_extraction, extract_metadata, load_html

    def whole(page: Page) -> str | None:
        document = bare_extraction(page.content, include_comments=False, with_metadata=True)
        return getattr(document, "author", None)

    def metadata(page: Page) -> str | None:
        tree = load_html(page.content)
        return None if tree is None else getattr(extract_metadata(tree), "author", None)

    return {"trafilatura": _guarded(whole), "trafilatura_metadata": _guarded(metadata)}


@contextmanager
def quiet() -> Iterator[None]:
    """While it lasts, the others' warnings of pages that they cannot read are not logged."""
    loggers = [logging.getLogger(name) for name in ("trafilatura", "htmldate", "readability")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def _guarded(function: Callable[[Page], str | None]) -> TextOf:
    """The function, with an empty text for None and for a page that it fails on."""

    def guarded(page: Page) -> str:
        try:
            return function(page) or ""
        except Exception:
            # The parsers raise whatever broken markup makes them raise; it counts as nothing found.
            return ""

    return guarded
