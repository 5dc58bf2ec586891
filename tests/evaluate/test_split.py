from __future__ import annotations

import pytest

from dateline.evaluate import re3d, split, timex
from dateline.evaluate.split import is_held_out


def test_what_training_has_is_split_the_same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    names = frozenset(f"report-{n}" for n in range(1000))
    monkeypatch.setattr(split, "_development", lambda: {"set": names})
    held = {name for name in names if is_held_out(name, "set", 0.35)}
    assert 300 < len(held) < 400
    assert {name for name in names if is_held_out(name, "set", 0.2)} < held
    assert {f"report-{n}" for n in range(8)} & held == {"report-2", "report-6"}


def test_what_training_has_not_is_all_held_out() -> None:
    assert re3d.held_out("an id of another part") and timex.held_out("another_article")


@pytest.mark.parametrize(
    ("of", "share", "documents", "held"), [("re3d", 0.0, 37, 0), ("timex", 0.2, 256, 49)]
)
def test_the_splits_that_the_model_was_taught_by(of: str, share: float, documents: int, held: int) -> None:
    names = split._development()[of]
    assert (len(names), sum(is_held_out(name, of, share) for name in names)) == (documents, held)
