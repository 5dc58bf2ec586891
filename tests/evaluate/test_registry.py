from __future__ import annotations

import inspect
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.evaluate import registry
from dateline.evaluate.registry import Exam, exams, take


def test_only_exams_that_are_installed_are_listed() -> None:
    assert {"articles", "pages", "labels"} <= set(exams())
    assert ("hatecheck" in exams()) == (find_spec("dateline.evaluate.hatecheck") is not None)


def test_an_exam_may_be_held_by_a_module_of_another_name() -> None:
    assert {"ud_ewt", "factuality", "negation", "muc4"} <= set(exams())
    assert exams()["ud_ewt"].module == "dateline.evaluate.ud_ewt"
    assert exams()["muc4"].module == "dateline.evaluate.muc4"


@pytest.mark.parametrize("name", ["polnear", "re3d", "timex", "ud_ewt", "factuality", "negation", "muc4"])
def test_the_exams_of_layers_take_any_reader(name: str) -> None:
    taken = inspect.signature(import_module(exams()[name].module).evaluate).parameters
    assert list(taken) == ["path", "limit", "reader"]
    assert taken["reader"].kind is inspect.Parameter.KEYWORD_ONLY


def test_an_unknown_exam_is_answered_with_the_list(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no exam 'page'.*articles.*pages.*labels"):
        take("page", tmp_path)


def test_a_limit_is_refused_where_the_exam_takes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "_EXAMS", (Exam(name="pages", path="x", limited=False),))
    with pytest.raises(UsageError, match="no --limit"):
        take("pages", tmp_path, 3)
