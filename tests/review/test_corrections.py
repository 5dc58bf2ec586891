from __future__ import annotations

import pytest

from dateline.errors import UsageError
from dateline.review.corrections import Correction, checked, nearest
from tests.builders import strike

TEXT = "A network of two posts and one more; two fell."


def test_words_are_found_as_words_before_they_are_found_in_others() -> None:
    assert nearest("two", TEXT, 0) == TEXT.index("two posts")
    assert nearest("two", TEXT, len(TEXT)) == TEXT.index("two fell")
    assert nearest("wor", TEXT, 0) == TEXT.index("work")
    assert nearest("three", TEXT, 0) is None
    assert nearest("one more;", TEXT, 0) == TEXT.index("one more;")


@pytest.mark.parametrize("words", ["", " \n"])
def test_a_correction_picks_some_words_or_none(words: str) -> None:
    with pytest.raises(UsageError, match="no words are picked"):
        checked(strike().claim, "killed", Correction(value=None, words=words, start=0, end=0))
