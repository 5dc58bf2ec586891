from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import UnreadableInput
from dateline.evaluate.incidents import captures, coded, evaluate, grade, load
from dateline.records.annotation import AnnotatedReport, Mention
from dateline.records.claim import Casualty, GroundedPlace, GroundedReport
from dateline.records.evidence import Evidence, Interval, Known, Range
from tests import builders
from tests.reconcile.made import day, place

KELL = "Orla Venn and Tam Berrel were shot at the mill of Kell on Saturday, killing one person."
OSTREL = "Mara Tolle and Idris Faroun were shot in the harbour of Ostrel on Saturday, killing one person."
REPORTS = [
    {"id": "a", "title": "One dead in Kell", "dct": "2017-11-12", "content": KELL, "incident_id": "1"},
    {
        "id": "b",
        "title": "Orla Venn killed",
        "dct": "2017-11-13",
        "content": f"Friends wept. {KELL}",
        "incident_id": "1",
    },
    {"id": "c", "title": "Shots in Ostrel", "dct": "2017-11-12", "content": OSTREL, "incident_id": "2"},
]
RECORD = {"date": "November 11, 2017", "city_or_county": "Tall Zafrā", "num_killed": 1, "num_injured": 0}


def folder(path: Path, reports: list[dict[str, Any]] = REPORTS, **record: Any) -> Path:
    (path / "reports.jsonl").write_text("".join(json.dumps(r) + "\n" for r in reports), encoding="utf-8")
    cities = {"1": "Tall Zafrā", "2": "Ostrel"}
    rows = [{**RECORD, "incident_uri": uri, "city_or_county": cities[uri], **record} for uri in cities]
    (path / "incidents.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return path


class Reader:
    """A pipeline that finds one shooting in each page, and whoever it names."""

    def run(self, batch: Any) -> Any:
        for capture in batch:
            yield read(capture.given.document, capture.content.decode())


def read(name: str, text: str) -> GroundedReport:
    people = ("Orla Venn", "Tam Berrel", "Mara Tolle", "Idris Faroun")
    mentions = tuple(person(n, text, words) for n, words in enumerate(p for p in people if p in text))
    where = place("Ostrel", 39.0) if "harbour" in text else builders.TELL_ZAFRA
    at = text.index("one person")
    words = Evidence(document=name, start=at, end=at + 10, text="one person", made=builders.MADE)
    sentence = Evidence(document=name, start=0, end=len(text), text=text, made=builders.MADE)
    claim = builders.strike(
        name,
        sentence=sentence,
        evidence=words,
        casualties=(Casualty(kind="killed", amount=Range(low=1, high=1), evidence=words),),
        grounded_when=Known(value=day(11), evidence=()),
        grounded_places=(GroundedPlace(index=0, place=where, score=0.9, why="test"),),
    )
    published: Known[Interval] = Known(value=day(12), evidence=())
    report = builders.report(text, document=name, published=published)
    return GroundedReport(
        annotated=AnnotatedReport(
            report=report, sentences=(), tokens=(), mentions=mentions, made=builders.MADE
        ),
        claims=(claim,),
        silence=None,
        made=builders.MADE,
    )


def person(number: int, text: str, words: str) -> Mention:
    at = text.index(words)
    return Mention(id=number, kind="person", start=at, end=at + len(words), text=words, head=0, how="model")


def test_reports_and_records_are_read(tmp_path: Path) -> None:
    documents, records = load(folder(tmp_path))
    assert [(d.name, d.incident) for d in documents] == [("a", "1"), ("b", "1"), ("c", "2")]
    assert (records["1"].day.isoformat(), records["1"].killed) == ("2017-11-11", 1)
    page = next(captures(documents))
    assert page.content.decode().startswith("One dead in Kell\n\nOrla Venn")
    assert (page.given.document, page.given.published) == ("a", "2017-11-12")


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("reports.jsonl", "{}\n", "line 1"),
        ("reports.jsonl", "\n", "no lines"),
        ("incidents.jsonl", json.dumps({**RECORD, "incident_uri": "1", "date": "soon"}), "line 1"),
    ],
)
def test_malformed_files_are_named_with_the_line(tmp_path: Path, file: str, content: str, words: str) -> None:
    (folder(tmp_path) / file).write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableInput, match=words) as caught:
        load(tmp_path)
    assert file in str(caught.value)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="nowhere"):
        load(tmp_path / "nowhere")


def test_reports_of_one_incident_are_put_together_and_compared_with_its_record(tmp_path: Path) -> None:
    result = evaluate(folder(tmp_path), pipeline=Reader())  # type: ignore[arg-type]
    assert result.documents == 3
    assert result.metrics["conll_f1"] == pytest.approx(1)
    assert set(result.baselines) == {"same_day_city", "minhash", "xsub"}
    assert result.baselines["xsub"]["conll_f1"] == pytest.approx(1)  # places and days are told in all
    assert result.baselines["same_day_city"]["conll_f1"] < 1
    assert result.metrics["closed"] == 0
    for field in ("date", "place", "killed"):
        assert result.metrics[f"{field}_exact"] == result.metrics[f"{field}_told"] == 1
    assert result.metrics["wounded_told"] == result.metrics["wounded_exact"] == 0
    assert result.metrics["range_coverage"] == 1


def test_other_records_are_not_matched(tmp_path: Path) -> None:
    reports = [REPORTS[0]]
    path = folder(tmp_path, reports, date="November 9, 2017", city_or_county="Velm", num_killed=2)
    result = evaluate(path, pipeline=Reader())  # type: ignore[arg-type]
    assert (
        result.metrics["date_exact"] == result.metrics["place_exact"] == result.metrics["killed_exact"] == 0
    )
    assert result.metrics["range_coverage"] == 0


def test_the_first_reports_only(tmp_path: Path) -> None:
    assert evaluate(folder(tmp_path), 2, pipeline=Reader()).documents == 2  # type: ignore[arg-type]


def test_one_day_and_place_is_one_event_to_xsub(tmp_path: Path) -> None:
    reports = [*REPORTS, {**REPORTS[0], "id": "d", "incident_id": "3"}]
    documents, records = load(folder(tmp_path, reports))
    coded_reports = list(coded(documents, Reader()))  # type: ignore[arg-type]
    result = grade("x", documents, records, coded_reports, 0.0)
    assert result.baselines["xsub"]["pairwise_recall"] == 1
    assert result.baselines["xsub"]["pairwise_precision"] == pytest.approx(1 / 3)


def test_an_incident_without_a_record_is_left_out_of_the_fields(tmp_path: Path) -> None:
    documents, records = load(folder(tmp_path))
    reports = list(coded(documents, Reader()))  # type: ignore[arg-type]
    records.pop("2")
    assert grade("x", documents, records, reports, 0.0).metrics["records"] == 1
