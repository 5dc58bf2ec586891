from __future__ import annotations

import xml.etree.ElementTree as ET

from dateline.brief.record import Brief
from dateline.brief.timeline import timeline

SVG = "{http://www.w3.org/2000/svg}"


def test_a_bar_for_each_count(brief: Brief) -> None:
    chart = timeline(brief)
    assert chart is not None
    bars = list(ET.fromstring(chart.svg).iter(f"{SVG}rect"))
    assert len(bars) == sum(bool(bar.several) + bool(bar.one) for bar in brief.timeline)
    for bar in brief.timeline:
        if bar.several + bar.one:
            assert f"{bar.first}: {bar.several + bar.one}" in chart.words


def test_none_where_nothing_has_its_day(empty: Brief) -> None:
    assert timeline(empty) is None
