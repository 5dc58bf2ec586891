from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest

from dateline.brief import made
from dateline.brief.area import Box, inside
from dateline.brief.made import brief_of
from dateline.brief.record import Brief
from dateline.brief.words import amount
from dateline.errors import UsageError
from dateline.records.evidence import Unknown
from dateline.store.case import Case
from dateline.store.filters import Filter
from tests.brief.conftest import asked
from tests.brief.made import lines_of

NUMBER = re.compile(r"\d+")


def test_every_footnote_resolves_and_its_words_are_the_reports(anbar: Case, brief: Brief) -> None:
    assert [note.number for note in brief.notes] == list(range(1, len(brief.notes) + 1))
    cited = {number for line in lines_of(brief) for number in line.notes}
    assert cited == {note.number for note in brief.notes}
    for note in brief.notes:
        text = anbar.text(note.report)
        for evidence in (note.sentence, *note.words):
            assert text[evidence.start : evidence.end] == evidence.text


def test_footnotes_are_numbered_in_the_order_of_reading(brief: Brief) -> None:
    first = [number for event in brief.occurrences for line in event.lines for number in line.notes]
    assert first[0] == 1 and max(first[: len(first) // 4]) < len(brief.notes) / 2


def test_sources_are_the_reports_of_the_footnotes(brief: Brief) -> None:
    by_report = {used.report: used.notes for used in brief.sources}
    assert {note.report for note in brief.notes} == set(by_report)
    assert sorted(n for notes in by_report.values() for n in notes) == [note.number for note in brief.notes]


def test_nothing_that_is_claimed_is_told_without_who_says_so(brief: Brief) -> None:
    for event in brief.occurrences:
        assert event.lines
        for line in (*event.lines, *event.figures, *event.differences, *event.bearing):
            assert "ccording to " in line.text and line.notes
    for holding in brief.control:
        for line in (holding.start, holding.end, *holding.changes):
            assert "ccording to " in line.text or "nknown" in line.text


def test_figures_in_the_text_are_those_of_the_record(brief: Brief) -> None:
    for event in brief.occurrences:
        counted = [
            f for f in event.fields if f.name in ("killed", "wounded", "captured", "missing", "displaced")
        ]
        told = [f for f in counted if f.values]
        assert len(event.figures) == len(told)
        for field, line in zip(told, event.figures, strict=True):
            kind, rest = line.text.split(": ", 1)
            assert kind.lower() == field.name
            bounds = [int(n) for n in NUMBER.findall(rest.split(". ", 1)[0])]
            assert bounds == list(dict.fromkeys(n for n in (field.low, field.high) if n is not None))
            for value in field.values:
                assert f": {value.words}" in line.text
    for total in brief.totals:
        if total.amount is not None:
            head = total.lines[0].text.split(",", 1)[0]
            assert next(map(int, NUMBER.findall(head))) in (total.amount.low, total.amount.high)


def test_a_total_is_the_sum_of_the_bounds_of_its_events(brief: Brief) -> None:
    by_id = {event.id: event for event in brief.occurrences}
    for total in brief.totals:
        fields = [by_id[name].field(total.kind) for name in total.events]
        if total.amount is None:
            assert not fields and total.unknown is not None and total.unknown.reason
            continue
        assert total.amount.low == sum(field.low or 0 for field in fields)
        assert (total.amount.high is None) == any(field.high is None for field in fields)
        out = {name for each in total.left_out for name in each.events}
        assert not out & set(total.events)


def test_denied_announced_and_looked_back_on_stand_apart(brief: Brief) -> None:
    assert {e.standing for group in brief.happened for e in group.events} == {"happened"}
    assert brief.denied and {e.standing for e in brief.denied} == {"denied"}
    assert brief.announced and {e.standing for e in brief.announced} == {"announced"}
    disputed = [e for e in brief.occurrences if e.support == "disputed" and e.standing == "happened"]
    assert disputed and all(
        any("Denied" in line.text for line in e.bearing) or e.differences for e in disputed
    )
    for event in brief.occurrences:
        if event.support == "several origins":
            assert event.origins > 1 and set(event.realities) <= {"happened", "under-way"}


def test_who_held_what_at_the_start_and_the_end(brief: Brief) -> None:
    qaim = next(holding for holding in brief.control if holding.name == "Qaim")
    assert qaim.start_state == "held" and "Islamic State." in qaim.start.text
    assert qaim.end_state == "held" and "Iraqi Security Forces." in qaim.end.text
    assert [line.text.split(":")[0] for line in qaim.changes] == ["From 2017-11-03"]
    rawa = next(holding for holding in brief.control if holding.name == "Rawa")
    assert rawa.end_state == "contested" and any("Rawa" in line.text for line in brief.disputed)


def test_what_is_unknown_is_told_with_the_reason(brief: Brief) -> None:
    text = "\n".join(line.text for line in brief.unknown)
    assert "no known day" in text and "the page gives no publication date" in text
    assert "no gazetteer entry for 'Bir Arjuwan'" in text
    assert "no claim gives a number of killed" in text


def test_an_empty_period_says_so_in_words(empty: Brief) -> None:
    assert empty.occurrences == () and empty.timeline
    assert "This says nothing of whether anything happened" in empty.summary[0].text
    assert all(total.amount is None and total.unknown is not None for total in empty.totals)
    assert not any(bar.several or bar.one for bar in empty.timeline)


def test_the_same_case_gives_the_same_brief(anbar: Case, brief: Brief) -> None:
    assert brief_of(anbar, asked(title="Western Anbar"), brief.made) == brief


def test_a_box_holds_what_has_coordinates_in_it(anbar: Case, make: Callable[..., Brief]) -> None:
    box = Box(west=41.8, south=34.0, east=42.5, north=34.8)
    found = make(box=box)
    assert found.occurrences
    for event in found.occurrences:
        assert any(inside(anbar.claim(name)[1], box) for name in event.claims)
    assert any("no place with coordinates" in line.text for line in found.unknown)
    assert {holding.name for holding in found.control} <= {"Rawa", "Ana", "Haditha"}


def test_too_many_events_are_refused(anbar: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made, "MOST", 3)
    with pytest.raises(UsageError, match="more than 3 events; a brief is of fewer, so narrow the period"):
        brief_of(anbar, asked())


def test_as_known_before_the_first_report_nothing_is_told(anbar: Case) -> None:
    wanted = asked()
    past = type(wanted)(
        wanted=type(wanted.wanted)(since=wanted.since, until=wanted.until, as_of=dt.date(2001, 1, 1))
    )
    found = brief_of(anbar, past)
    assert found.occurrences == () and found.control == () and found.notes == ()


def test_what_counts_people_without_a_day_is_told_and_is_in_no_total(anbar: Case, brief: Brief) -> None:
    within = {name for event in brief.occurrences for name in event.claims}
    lost = [
        (header, grounded)
        for header, grounded in anbar.claims(Filter())
        if isinstance(grounded.when, Unknown)
        and grounded.claim.id not in within
        and grounded.claim.reality.value in ("happened", "under-way")
        and grounded.claim.casualties
        and not isinstance(grounded.claim.casualties, Unknown)
    ]
    text = "\n".join(line.text for line in brief.unknown)
    head = f"{len(lost)} claim" + ("" if len(lost) == 1 else "s") + " without a known day count"
    assert lost and head in text
    assert head in "\n".join(line.text for line in brief.summary)
    amounts = {f"{c.kind} {amount(c.amount)}" for _, g in lost for c in g.claim.casualties}  # type: ignore[union-attr]
    assert any(each in text for each in amounts)
