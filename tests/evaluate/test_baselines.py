from __future__ import annotations

import logging

import pytest

from dateline.evaluate.baselines import author_systems, comment_systems, date_systems, quiet, text_systems
from dateline.evaluate.reading import Page
from tests.evaluate import made

PAGE = Page(name="one.html", content=made.page().encode())


def test_each_gives_its_part_of_a_page() -> None:
    for name, system in text_systems().items():
        assert "left the river town" in system(PAGE), name
    assert made.COMMENT not in text_systems()["trafilatura"](PAGE)
    for system in comment_systems().values():
        assert made.COMMENT in system(PAGE)
    for system in date_systems().values():
        assert system(PAGE) == "2025-03-14"
    for system in author_systems().values():
        assert system(PAGE) == "Mara Tolle"


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"<", b"<html></html>"])
def test_a_page_that_they_fail_on_gives_nothing(content: bytes) -> None:
    page = Page(name="bad.html", content=content)
    with quiet():
        for systems in (text_systems(), comment_systems(), date_systems(), author_systems()):
            assert {system(page) for system in systems.values()} == {""}


def test_their_logging_is_as_it_was_afterwards() -> None:
    before = logging.getLogger("trafilatura").level
    with quiet():
        assert not logging.getLogger("trafilatura").isEnabledFor(logging.CRITICAL)
    assert logging.getLogger("trafilatura").level == before
