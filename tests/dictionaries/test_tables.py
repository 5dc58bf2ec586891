from __future__ import annotations

import pytest

from dateline.dictionaries.tables import content_of, load_tables, tables_of
from dateline.errors import DictionaryError


def test_a_file_of_the_dictionaries_is_read_whole() -> None:
    assert load_tables("nouns.toml") == tables_of("nouns.toml", content_of("nouns.toml"))
    assert load_tables("nouns.toml")


def test_a_missing_file_is_named_with_the_mend() -> None:
    with pytest.raises(DictionaryError, match=r"absent\.toml: cannot be read .*install Dateline again"):
        content_of("absent.toml")


@pytest.mark.parametrize("content", [b"[one", b"a = \xff", b"a = 1\na = 2"])
def test_broken_content_is_named_with_the_mend(content: bytes) -> None:
    with pytest.raises(DictionaryError, match=r"given\.toml: not valid TOML .*mend that line"):
        tables_of("given.toml", content)
