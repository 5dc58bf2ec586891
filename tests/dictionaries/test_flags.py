from __future__ import annotations

import re

import pytest

from dateline.dictionaries.flags import flag_words_of, load_flag_words
from dateline.errors import DictionaryError


def test_every_name_in_a_pattern_is_a_class() -> None:
    words = load_flag_words()
    made = {"target", "lone", "next", "group", "singular", "slur", "unsure"}
    used = {
        name
        for rule in words.rules
        for pattern in rule.patterns
        for name in re.findall(r"\{(\w+)\}", pattern)
    }
    assert used <= made | set(words.classes)


def test_nations_come_from_the_catalogue() -> None:
    nation = load_flag_words().groups["nation"]
    assert "iraqi" in nation.nouns
    assert "french" in nation.the
    assert "kurd" not in nation.nouns


def test_a_broken_table_is_named() -> None:
    tables = {"groups": {}, "group_words": {}, "classes": {}, "rules": []}
    with pytest.raises(DictionaryError, match="needs persons"):
        flag_words_of(tables)
    with pytest.raises(DictionaryError, match=r"flags\.toml"):
        flag_words_of({**tables, "groups": {"x": {"name": "x", "colour": "red"}}})
