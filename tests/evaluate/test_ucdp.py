from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import UnreadableInput
from dateline.evaluate.ucdp import (
    COUNTRY,
    Happening,
    Incident,
    Table,
    counts_overlap,
    distance,
    load_incidents,
    sides_fit,
)
from dateline.records.claim import Place
from dateline.records.evidence import Interval, Range
from tests import builders

#: A fictional row in UCDP's columns, as far as they are read; the others are there, too.
ROW: dict[str, Any] = {
    "id": "1", "year": "2017", "dyad_name": "Red Dune - Blue Brigade", "side_a": "Red Dune", "side_b": "Blue Brigade",
    "where_prec": "1", "where_coordinates": "Tall Zafra village", "adm_1": "Al Anbār province", "adm_2": "",
    "latitude": "34.5", "longitude": "41.9", "country": "Nowhere", "date_prec": "1", "date_start": "2017-11-11",
    "date_end": "2017-11-11", "low": "2", "best": "3", "high": "5", "source_headline": "Fight, \"so they say\"",
}  # fmt: skip
NAMES: dict[str, dict[str, Any]] = {
    "first": {"id": "0", "date_start": "2017-01-01", "date_end": "2017-01-01", "latitude": "10"},
    "last": {"id": "9", "date_start": "2017-12-31", "date_end": "2017-12-31", "latitude": "10"},
}


def table_file(path: Path, *changes: dict[str, Any]) -> Path:
    """A table of the row with these changes, one a record."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(ROW), quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows({**ROW, **change} for change in changes)
    return path


def incident(tmp_path: Path, **changes: Any) -> Incident:
    return load_incidents(table_file(tmp_path / "ged.csv", changes), "exam")[0]


def on(*days: int) -> Interval:
    return Interval(start=dt.date(2017, 11, days[0]), end=dt.date(2017, 11, days[-1]))


def told(*days: int, **changes: Any) -> Happening:
    fields: dict[str, Any] = {"days": on(*days), "places": (builders.TELL_ZAFRA,), **changes}
    return Happening(**fields)


def test_a_row_is_read(tmp_path: Path) -> None:
    one = incident(tmp_path, date_start="2017-11-10 00:00:00.000")
    assert one.days == Interval(start=dt.date(2017, 11, 10), end=dt.date(2017, 11, 11), precision="span")
    assert (one.low, one.best, one.high, one.point_prec) == (2, 3, 5, 1)
    assert one.sides == {"Red Dune", "Blue Brigade"}
    assert (one.point.latitude, one.point.longitude) == (34.5, 41.9)


@pytest.mark.parametrize(
    "change",
    [
        {"date_end": "2017-11-10"},
        {"date_start": "soon"},
        {"where_prec": "8"},
        {"best": ""},
        {"latitude": "N"},
    ],
)
def test_what_is_no_record_is_named_with_its_line(tmp_path: Path, change: dict[str, str]) -> None:
    file = table_file(tmp_path / "ged.csv", {}, change)
    with pytest.raises(UnreadableInput, match="line 3"):
        load_incidents(file, "exam")


@pytest.mark.parametrize(("text", "words"), [("", "no records"), ("a,b\n1,2\n", "no record of UCDP")])
def test_what_is_no_table_is_named(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "ged.csv").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableInput, match=words):
        load_incidents(tmp_path / "ged.csv", "exam")


@pytest.mark.parametrize(
    ("prec", "latitude", "near"),
    [("1", "34.6", True), ("1", "34.7", False), ("2", "34.7", True), ("2", "35.2", False), ("6", "10", True)],
)
def test_both_precisions_say_how_far_is_near(tmp_path: Path, prec: str, latitude: str, near: bool) -> None:
    one = incident(tmp_path, where_prec=prec, latitude=latitude)
    assert (distance([builders.TELL_ZAFRA], one) is not None) == near


def test_a_province_without_a_point_is_found_by_its_name(tmp_path: Path) -> None:
    anbar = Place(id="iso:IQ-AN", name="Al Anbar", kind="province", country="IQ")
    assert distance([anbar], incident(tmp_path)) == 5.0
    assert distance([anbar], incident(tmp_path, adm_1="Kirkūk province")) is None
    assert distance([anbar], incident(tmp_path, adm_1="", where_prec=str(COUNTRY))) == 0.0


def test_each_side_that_is_told_is_one_of_the_records() -> None:
    sides = frozenset({"IS", "Civilians"})
    assert sides_fit([], sides)
    assert sides_fit([frozenset({"IS", "PKK"})], sides)
    assert not sides_fit([frozenset({"IS"}), frozenset({"Government of Iraq"})], sides)


@given(st.integers(0, 9), st.integers(0, 9))
def test_counts_overlap_where_some_number_is_in_both(low: int, more: int) -> None:
    row = Incident(
        name="1",
        days=on(1),
        point=builders.TELL_ZAFRA,
        point_prec=1,
        sides=frozenset(),
        low=3,
        best=4,
        high=5,
    )
    assert counts_overlap(Range(low=low, high=low + more), row) == any(
        low <= n <= low + more for n in (3, 4, 5)
    )
    assert counts_overlap(Range(low=low, high=None), row) == (low <= 5)


def test_days_that_have_one_in_common_are_near(tmp_path: Path) -> None:
    rows = {"date_start": "2017-11-05", "date_end": "2017-11-07"}
    table = Table(load_incidents(table_file(tmp_path / "ged.csv", *NAMES.values(), rows), "exam"))
    assert [len(table.near(told(day))) for day in (4, 5, 7, 8)] == [0, 1, 1, 0]
    assert table.covers(on(1)) and not table.covers(
        Interval(start=dt.date(2016, 12, 31), end=dt.date(2017, 1, 1))
    )


def test_the_record_that_agrees_on_the_dead_is_best_and_says_why(tmp_path: Path) -> None:
    rows = [
        {"id": "2", "low": "40", "best": "40", "high": "40"},
        {"id": "3", "latitude": "34.6", "date_start": "2017-11-10"},
        {"id": "4", "latitude": "34.55"},
        {"id": "5", "side_a": "Third", "side_b": "Fourth"},
    ]
    table = Table(load_incidents(table_file(tmp_path / "ged.csv", *rows), "exam"))
    found = table.best(told(11, killed=Range(low=4, high=None), parties=(frozenset({"Red Dune"}),)))
    assert found is not None and found.incident.name == "2"  # four or more: 40 is not excluded
    found = table.best(told(11, killed=Range(low=4, high=6), parties=(frozenset({"Red Dune"}),)))
    assert found is not None and found.incident.name == "4"
    assert (found.exact, found.deaths) == (True, True)
    assert [why.rule for why in found.why] == ["same day", "near", "sides", "killed overlap"]
    assert found.why[3].words == "4 to 6; 2 to 5"
    assert table.best(told(11, parties=(frozenset({"Nobody"}),))) is None
    assert table.best(told(20)) is None
