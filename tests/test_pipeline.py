from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

import dateline
from dateline.collect.files import collect
from dateline.errors import DatelineError
from dateline.pipeline import Pipeline
from dateline.records.capture import Capture, Given
from dateline.records.claim import GroundedReport
from dateline.records.evidence import Known, Unknown

Reader = Callable[..., GroundedReport]
ROOT = Path(__file__).parents[1]

PAGE = """Militants abandon Rawa as army plans assault

Fighters on a road in Anbar, west of Iraq.

Anbar ( Islamic State fighters have left Rawa in western Anbar, a militia commander said.

“IS members evacuated Rawa and headed toward Umm Dhalal, south of Salahuddin,” Munif al-Samkari, \
a senior leader with al-Hashd al-Shaabi, told Ikhnews on Sunday. “The army plans to attack the town,” he added.

On Saturday, an air strike killed a commander and two of his companions in central Rawa, a source told Ikhnews.


Leave a Reply
  1. Gunmen killed a thousand people in Baghdad.
  2. The army bombed Mosul.

Leave a Reply

Your email address will not be published.

Rebels capture the town of Hit
"""


def test_the_order_is_checked(pipeline: Pipeline) -> None:
    read, annotate, code, ground = pipeline.stages
    with pytest.raises(DatelineError, match="needs AnnotatedReport but is given Report"):
        Pipeline([read, code, annotate, ground])
    with pytest.raises(DatelineError, match="ends in CodedReport"):
        Pipeline([read, annotate, code])


def test_a_page_from_end_to_end(ground: Reader) -> None:
    report = ground(PAGE, "2017-11-12")
    told = {(c.claim.type, c.claim.reality.value) for c in report.claims}
    assert {("RETREAT", "happened"), ("ASSAULT", "announced"), ("ASSAULT", "happened")} <= told
    strike = next(
        c for c in report.claims if c.claim.casualties and not isinstance(c.claim.casualties, Unknown)
    )
    assert isinstance(strike.when, Known)
    assert strike.when.value.start == dt.date(2017, 11, 11)
    assert [(x.kind, x.amount.low, x.amount.high) for x in strike.claim.casualties] == [("killed", 3, 3)]  # type: ignore[union-attr]
    leaving = next(c for c in report.claims if c.claim.type == "RETREAT" and len(c.claim.sources) == 2)
    assert [s.words for s in leaving.claim.sources] == ["Munif al-Samkari", "Ikhnews"]
    by_name = {leaving.claim.places[p.index].words: p.place for p in leaving.places}  # type: ignore[index]
    assert not isinstance(by_name["Rawa"], Unknown)
    assert by_name["Rawa"].country == "IQ"
    unresolved = by_name["Umm Dhalal"]
    assert isinstance(unresolved, Unknown)
    assert unresolved.reason


def test_without_a_date_the_same_claims_stay_undated(ground: Reader) -> None:
    dated, undated = ground(PAGE, "2017-11-12"), ground(PAGE)
    assert [c.claim.id for c in dated.claims] == [c.claim.id for c in undated.claims]
    for c in undated.claims:
        assert isinstance(c.when, Unknown)
        assert c.when.reason
    assert any("publication date" in c.when.reason for c in undated.claims if isinstance(c.when, Unknown))


def test_nothing_comes_from_comments_forms_or_other_headlines(ground: Reader) -> None:
    report = ground(PAGE, "2017-11-12")
    body_end = PAGE.index("Leave a Reply")
    assert all(c.claim.evidence.end <= body_end for c in report.claims)


def test_the_public_surface() -> None:
    assert set(dateline.__all__) >= {"standard", "Pipeline", "DatelineError", "__version__"}


def test_reports_are_read_the_same_whatever_is_read_with_them(pipeline: Pipeline) -> None:
    pages = sorted((ROOT / "examples" / "western-anbar-2017").glob("*.*"))
    taken = collect(
        [str(p) for p in pages if p.suffix in (".html", ".txt")], given=Given(), dump=None, stdin=None
    )
    captures = [c for c in taken if isinstance(c, Capture)]
    assert len(captures) > 10
    together = list(pipeline.run(captures, batch=len(captures)))
    for alone, beside in zip(pipeline.run(captures, batch=1), together, strict=True):
        assert alone == beside
