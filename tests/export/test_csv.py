from __future__ import annotations

import csv
import io

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.export.csv import COLUMNS, guarded, write_csv
from dateline.records.claim import Casualty, GroundedClaim
from dateline.records.evidence import Known, Range
from dateline.records.header import Version, header_of
from tests.builders import TEXT, changed, estimate, evidence, report, strike

HEADER = header_of(report())


def rows_of(*claims: GroundedClaim) -> list[dict[str, str]]:
    out = io.StringIO()
    assert write_csv([(HEADER, claim) for claim in claims], out) == len(claims)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_every_column_is_there_and_filled_from_the_claim() -> None:
    (row,) = rows_of(strike())
    assert list(row) == list(COLUMNS)
    assert row["lat"] == "34.5" and row["lon"] == "41.9" and row["country"] == "IQ"
    assert row["place_at"] == "Tell Zafra" and row["place_name"] == "Tall Zafrā"
    assert row["killed_low"] == row["killed_high"] == "3"
    assert row["date_start"] == "2017-11-11" and row["date_precision"] == "day"
    assert row["actor_entries"] == "army" and row["recipient_entries"] == ""
    assert TEXT[int(row["evidence_start"]) : int(row["evidence_end"])] == row["evidence"]


def test_a_claim_from_a_case_says_of_which_version_it_is() -> None:
    (row,) = rows_of(strike())
    assert row["version"] == row["versions"] == row["newest"] == ""
    for newest, word in ((True, "yes"), (False, "no")):
        header = msgspec.structs.replace(HEADER, version=Version(number=2, of=3, newest=newest))
        out = io.StringIO()
        write_csv([(header, strike())], out)
        (row,) = csv.DictReader(io.StringIO(out.getvalue()))
        assert (row["version"], row["versions"], row["newest"]) == ("2", "3", word)


def test_unknown_is_empty_with_its_reason_beside_it() -> None:
    (row,) = rows_of(estimate())
    assert row["date_start"] == row["date_end"] == row["killed_low"] == row["lat"] == row["country"] == ""
    assert row["when_unknown"] == "no publication date is known"
    assert row["place_unknown"].startswith("not in the gazetteer")
    assert (row["force_low"], row["force_high"]) == ("0", "20")


def test_a_count_without_an_upper_limit_has_an_empty_high() -> None:
    many = Casualty(kind="wounded", amount=Range(low=43, high=None), evidence=evidence(TEXT, "two"))
    (row,) = rows_of(changed(strike(), casualties=(many,)))
    assert (row["wounded_low"], row["wounded_high"], row["killed_low"]) == ("43", "", "")


def test_a_formula_is_led_by_an_apostrophe() -> None:
    header = msgspec.structs.replace(HEADER, title=Known(value='=HYPERLINK("x")', evidence=()))
    out = io.StringIO()
    write_csv([(header, strike())], out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert row["title"] == '\'=HYPERLINK("x")'


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("-3", "-3"),
        ("+4.5", "+4.5"),
        ("-44.0291", "-44.0291"),
        ("-1+1", "'-1+1"),
        ("@a", "'@a"),
        ("a=b", "a=b"),
        ("army; =HYPERLINK(1)", "'army; =HYPERLINK(1)"),
        ("one\n=1", "'one\n=1"),
        ("\t=1", "'\t=1"),
        ("", ""),
        ("–", "–"),
    ],
)
def test_only_what_would_run_is_guarded(cell: str, safe: str) -> None:
    assert guarded(cell) == safe


@given(st.text())
def test_no_guarded_cell_starts_a_formula(cell: str) -> None:
    safe = guarded(cell)
    assert safe.endswith(cell)
    assert not safe.startswith(("=", "@")) and (not safe.startswith(("+", "-")) or float(safe) is not None)


def test_displaced_people_have_their_columns() -> None:
    many = Casualty(kind="displaced", amount=Range(low=300, high=None), evidence=evidence(TEXT, "two"))
    (row,) = rows_of(changed(strike(), casualties=(many,)))
    assert (row["displaced_low"], row["displaced_high"]) == ("300", "")
    assert row["missing_low"] == row["missing_high"] == row["force_low"] == ""
