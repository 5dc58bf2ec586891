from __future__ import annotations

import importlib
from pathlib import Path
from xml.etree import ElementTree

import pytest

BENCHMARKS = Path(__file__).resolve().parents[3] / "benchmarks"


def test_a_chart_has_a_line_for_each_name_and_keeps_to_its_axes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    charts = importlib.import_module("charts")
    text = charts.charts(
        {"A < B": {"one": [(0, 0), (1, 1)], "two": [(0.5, 0.25)]}, "C": {"three": [(0, 1)]}}, "noise"
    )
    root = ElementTree.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    lines = [line.get("points") for line in root.iter(f"{space}polyline")]
    assert lines == ["0.0,190.0 320.0,0.0", "160.0,142.5", "0.0,0.0"]
    words = [element.text for element in root.iter(f"{space}text")]
    assert {"A < B", "one", "two", "three", "C", "noise"} <= set(words)
