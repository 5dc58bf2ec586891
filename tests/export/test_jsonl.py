from __future__ import annotations

import io
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.export.flat import flat
from dateline.export.jsonl import json_text, write_jsonl
from dateline.records.claim import GroundedClaim
from dateline.records.header import Header, header_of
from tests.builders import changed, estimate, report, strike

HEADER = header_of(report())


def test_a_line_a_claim_with_the_flat_fields_and_the_whole_record() -> None:
    out = io.StringIO()
    assert write_jsonl([(HEADER, strike()), (HEADER, estimate())], out) == 2
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(lines) == 2
    for line, claim in zip(lines, (strike(), estimate()), strict=True):
        assert flat(HEADER, claim).items() <= line.items()
        assert msgspec.convert(line["record"], GroundedClaim) == claim
        assert msgspec.convert(line["about"], Header) == HEADER


def test_nothing_is_written_for_no_claim() -> None:
    out = io.StringIO()
    assert write_jsonl([], out) == 0
    assert out.getvalue() == ""


def test_half_a_surrogate_pair_is_escaped_and_the_line_can_be_encoded() -> None:
    claim = strike()
    broken = changed(claim, evidence=msgspec.structs.replace(claim.claim.evidence, text="jets \ud800 hit"))
    out = io.StringIO()
    write_jsonl([(HEADER, broken)], out)
    line = json.loads(out.getvalue().encode("utf-8"))
    assert line["record"]["claim"]["evidence"]["text"] == "jets \ud800 hit"


@pytest.mark.parametrize("text", ["\u2028", "\n", "\x1b[31m", "Tall Zafrā", '"'])
def test_one_line_whatever_the_text(text: str) -> None:
    assert "\n" not in json_text({"a": text})
    assert json.loads(json_text({"a": text})) == {"a": text}


@given(st.text(st.characters()))
def test_any_string_comes_back(text: str) -> None:
    assert json.loads(json_text([text]).encode("utf-8")) == [text]
