from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import MissingInput, UnreadableInput
from dateline.evaluate.gold import load_gold, read_gold

GOLD = 'file = "{}"\nlayout = "x"\nkind = "report"\nblocks = [["{}", "words", {{ depth = 1 }}]]\n'


def test_a_block_has_one_label_or_several_and_its_facts(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text(GOLD.format("x.html", "comment|boilerplate"))
    (block,) = read_gold(file).blocks
    assert block.labels == {"comment", "boilerplate"} and block.facts.depth == 1


@pytest.mark.parametrize("text", ["=", GOLD.format("x", "remark"), GOLD.format("x", "body") + "aside = 1"])
def test_malformed_gold_is_refused_by_name(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.toml"
    file.write_text(text)
    with pytest.raises(UnreadableInput, match=r"x\.toml"):
        read_gold(file)
    assert len(load_gold(tmp_path)[2]) == 1


def test_gold_without_its_page_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(GOLD.format("gone.html", "body"))
    pages, golds, problems = load_gold(tmp_path)
    assert not pages and not golds and "gone.html" in problems[0]


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(MissingInput, match=r"NAME\.toml"):
            load_gold(path)
