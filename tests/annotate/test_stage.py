from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from dateline.annotate.stage import Annotate
from dateline.pipeline import Pipeline
from dateline.records.annotation import AnnotatedReport
from dateline.records.claim import CodedReport
from tests.conftest import report_of

TEXT = (
    "Troops enter Haditha\n\nSoldiers entered Haditha on Sunday, killing three gunmen.\n\nLeave a Reply\n  1. Gunmen "
    "took Ramadi.\n  2. Nobody took it.\n"
)


def test_offsets_and_heads(annotate: Callable[[str], AnnotatedReport]) -> None:
    annotated = annotate(TEXT)
    for t in annotated.tokens:
        assert annotated.report.text[t.start : t.end] == t.text
        assert annotated.tokens[t.i] is t
    for s in annotated.sentences:
        assert all(s.first <= t.head < s.last for t in annotated.tokens[s.first : s.last])
        roots = [t for t in annotated.tokens[s.first : s.last] if t.head == t.i]
        assert roots
    for k, m in enumerate(annotated.mentions):
        assert m.id == k
        assert annotated.report.text[m.start : m.end] == m.text


def test_comments_are_not_annotated(annotate: Callable[[str], AnnotatedReport]) -> None:
    annotated = annotate(TEXT)
    assert all("Ramadi" not in t.text for t in annotated.tokens)


def test_a_batch_keeps_its_order_and_silent_reports_stay_empty(pipeline: Pipeline) -> None:
    stage = pipeline.stages[1]
    assert isinstance(stage, Annotate)
    silent = report_of(
        "Les soldats ont repris la ville samedi après trois jours de combats, selon un porte-parole."
    )
    found = stage.run([report_of(TEXT), silent, report_of("The army left Rawa on Monday, a resident said.")])
    assert [bool(a.tokens) for a in found] == [True, False, True]


def test_a_report_without_words_of_conflict_is_not_read_and_says_so(pipeline: Pipeline) -> None:
    text = (
        "The choir sang in the park.\n\nA hundred people came, and the sun shone. The next concert is in May."
    )
    records: list[object] = [report_of(text), report_of(TEXT)]
    for stage in pipeline.stages[1:3]:
        records = stage.run(records)
    quiet, told = records
    assert isinstance(quiet, CodedReport)
    assert isinstance(told, CodedReport)
    assert not quiet.annotated.sentences
    assert quiet.silence == "too few words of conflict: nothing in the article was read closely"
    assert told.claims


def test_of_a_long_report_what_lies_far_from_any_event_is_left_out(pipeline: Pipeline) -> None:
    far = (
        "Figs ripen in August. Olives follow. Then come the dates. Bread is baked daily. Tea is drunk sweet. "
        * 60
    )
    war = (
        "Gunmen attacked Haditha. Two soldiers were killed. Rebels shelled Rawa. Troops shot three gunmen. "
        * 8
    )
    annotated = pipeline.stages[1].run([report_of(f"{far}\n\n{war}\n\n{far}")])[0]
    read = [annotated.report.text[s.start : s.end] for s in annotated.sentences]
    assert read.count("Two soldiers were killed.") == 8
    assert read.count("Then come the dates.") < 6
    assert all(annotated.report.text[t.start : t.end] == t.text for t in annotated.tokens)
    assert annotated.warnings == ("596 of 632 sentences were not read: too few words of conflict",)


def test_what_has_no_end_of_a_sentence_is_cut_and_the_report_says_so(
    annotate: Callable[[str], AnnotatedReport],
) -> None:
    found = annotate("Rebels killed nine soldiers in Delmoro on Monday.\n" + "Delmoro | 12 | killed | " * 200)
    (warning,) = found.warnings
    assert re.fullmatch(
        r"text without the end of a sentence was cut \d times: who did what to whom may be lost there",
        warning,
    )
    assert annotate("Rebels killed nine soldiers in Delmoro on Monday.").warnings == ()


@pytest.mark.parametrize(
    ("text", "names", "times"),
    [
        ("On Monday Delmoro was shelled by rebels.", [("Delmoro", "place")], ["Monday"]),
        (
            "On Tuesday Karo Dast was killed by soldiers in Orsk.",
            [("Karo Dast", "person"), ("Orsk", "place")],
            ["Tuesday"],
        ),
        ("In March Brezha attacked Solvenia.", [("Brezha", "place"), ("Solvenia", "place")], ["March"]),
        ("Rebels attacked Delmoro Monday.", [("Delmoro", "place")], ["Monday"]),
        ("Rebels stormed Oldport Saturday morning.", [("Oldport", "place")], ["Saturday morning"]),
        ("Gunmen attacked the Black Friday Market.", [("Black Friday Market", "facility")], []),
        (
            "April Jones was killed by gunmen in Orsk.",
            [("April Jones", "person"), ("Orsk", "place")],
            [],
        ),
        ("Rebels shelled May Hill on Sunday.", [("May Hill", "place")], ["Sunday"]),
    ],
)
def test_a_day_beside_a_name_is_no_part_of_it_and_a_day_inside_one_is_no_time(
    annotate: Callable[[str], AnnotatedReport], text: str, names: list[tuple[str, str]], times: list[str]
) -> None:
    found = annotate(text).mentions
    assert [(m.text, m.kind) for m in found if m.kind not in ("time", "quantity")] == names
    assert [m.text for m in found if m.kind == "time"] == times
