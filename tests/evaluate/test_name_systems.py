from __future__ import annotations

import pytest

from dateline.dictionaries.catalogue import Catalogue
from dateline.evaluate.name_systems import System, by_dictionaries, by_spacy, by_stage, report_of, systems
from dateline.ground.gazetteer import Gazetteer
from dateline.pipeline import Pipeline

TEXT = "On Monday ISIS fighters shelled Mosul's airport and killed four men near Qayyarah, Peter Miller said."


def found(system: System) -> set[tuple[str, str]]:
    return {(TEXT[a:b], kind) for a, b, kind in system([TEXT])[0]}


def test_spacy_gives_names_under_the_types_of_the_data() -> None:
    assert {("Monday", "Temporal"), ("Mosul", "Location"), ("Peter Miller", "Person")} <= found(by_spacy)


def test_the_dictionaries_need_no_model(
    catalogue: Catalogue, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.evaluate.name_systems.entities", None)
    names = found(lambda texts: by_dictionaries(texts, catalogue, gazetteer))
    assert {
        ("Monday", "Temporal"),
        ("ISIS", "Organisation"),
        ("Mosul", "Location"),
        ("four", "Quantity"),
        ("Qayyarah", "Location"),
    } <= names
    assert not any(kind == "Person" for _, kind in names)


def test_the_stage_gives_its_mentions(pipeline: Pipeline) -> None:
    stage = pipeline.stages[1]
    names = found(lambda texts: by_stage(texts, stage))  # type: ignore[arg-type]
    assert {("ISIS", "Organisation"), ("Mosul", "Location"), ("Peter Miller", "Person")} <= names


def test_a_report_is_one_block_of_body() -> None:
    report = report_of(TEXT)
    assert [(block.label, block.start, block.end) for block in report.blocks] == [("body", 0, len(TEXT))]


def test_the_systems_by_name() -> None:
    assert list(systems()) == ["spacy_small", "dictionaries", "annotate"]
