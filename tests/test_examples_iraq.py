"""The sample pages of known events: each is listed, small, dated as its index says, and free of addresses."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline.collect.files import collect
from dateline.read.stage import Read
from dateline.records.capture import Capture, Given
from dateline.records.evidence import Known

FOLDER = Path(__file__).parents[1] / "examples" / "iraq"
PAGES: list[dict[str, Any]] = tomllib.loads((FOLDER / "index.toml").read_text("utf-8"))["page"]


def test_every_file_is_in_the_index_and_in_the_readme() -> None:
    names = sorted(file.name for file in FOLDER.glob("*.txt"))
    readme = (FOLDER / "README.md").read_text("utf-8")
    assert names == [page["file"] for page in PAGES]
    assert re.findall(r"^\| `(\d\d-[\w-]+)` \| (\S{10})", readme, re.MULTILINE) == [
        (page["file"].removesuffix(".txt"), page["published"]) for page in PAGES
    ]
    assert all(page["outlet"] in readme for page in PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["file"])
def test_pages_are_small_and_dated_as_the_index_says(page: dict[str, Any]) -> None:
    content = (FOLDER / page["file"]).read_text("utf-8")
    assert 800 < len(content) < 2_500
    assert "://" not in content and "@" not in content
    (capture,) = collect([str(FOLDER / page["file"])], given=Given(), dump=None, stdin=None)
    assert isinstance(capture, Capture)
    published = Read().run([capture])[0].published
    day = dt.date.fromisoformat(page["published"])
    assert 2014 <= day.year <= 2016
    assert isinstance(published, Known) == page["dated"]
    if isinstance(published, Known):
        assert (published.value.start, published.value.end) == (day, day)
