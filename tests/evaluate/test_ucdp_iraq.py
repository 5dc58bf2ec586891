from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.errors import UnreadableInput
from dateline.evaluate import ucdp_iraq
from dateline.evaluate.ucdp import load_incidents
from dateline.evaluate.ucdp_iraq import REASONS, TABLE, Outcome, Table, captures, evaluate, figures, outcomes
from dateline.records.claim import GroundedClaim, GroundedPlace, GroundedReport, Participant
from dateline.records.evidence import Interval, Known, Range, Unknown
from tests import builders
from tests.evaluate.test_ucdp import NAMES, table_file
from tests.reconcile.made import day, place

#: The fight of Tall Zafrā, between two sides that no dictionary has, and one on the same spot that UCDP's IS had.
ROWS = [*NAMES.values(), {"id": "1", "side_a": "Government of Iraq", "side_b": "IS"}]
UNTOLD = Unknown(reason="test")


def table(path: Path, *rows: dict[str, Any]) -> Table:
    return Table(load_incidents(table_file(path / TABLE, *(rows or ROWS)), "exam"))


def report(claim: GroundedClaim, name: str = "page.txt") -> GroundedReport:
    return builders.grounded_report(document=name, claims=(claim,))


def outcome(path: Path, *rows: dict[str, Any], **changes: Any) -> Outcome:
    """What becomes of the strike of the builders, with these changes."""
    (found,) = outcomes([report(builders.strike(**changes))], table(path, *rows))
    return found


def at(where: Any) -> tuple[GroundedPlace, ...]:
    return (GroundedPlace(index=0, place=where, score=0.9, why="test"),)


def by(entry: str) -> tuple[Participant, ...]:
    words = builders.evidence(builders.TEXT, "army jets")
    return (Participant(words="army jets", kind="state-force", evidence=words, entry=entry),)


def test_an_event_with_a_record_is_matched_and_says_why(tmp_path: Path) -> None:
    found = outcome(tmp_path)
    assert found.reason is None and found.eligible
    assert found.found is not None and found.found.incident.name == "1"
    assert [why.rule for why in found.found.why] == ["same day", "near", "sides", "killed overlap"]
    assert found.words == ("army jets hit a hideout near Tell Zafra",)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"reality": Known(value="expected", evidence=())}, "unreal"),
        ({"casualties": UNTOLD}, "no_death"),
        ({"grounded_when": UNTOLD}, "no_day"),
        ({"grounded_places": at(UNTOLD)}, "no_place"),
        ({"grounded_places": at(msgspec.structs.replace(builders.TELL_ZAFRA, kind="country"))}, "no_place"),
        ({"grounded_places": at(msgspec.structs.replace(builders.TELL_ZAFRA, country="SY"))}, "outside"),
        ({"grounded_places": at(place("Ostrel", 39.0))}, "no_record"),
        ({"grounded_when": Known(value=day(13), evidence=())}, "no_record"),
        ({"actors": by("islamic-state"), "grounded_actors": ()}, None),
        ({"actors": by("pkk"), "grounded_actors": ()}, "other_sides"),
    ],
)
def test_an_event_without_one_has_the_first_reason(
    tmp_path: Path, changes: dict[str, Any], reason: str | None
) -> None:
    found = outcome(tmp_path, **changes)
    assert found.reason == reason
    assert (found.found is None) == (reason is not None)
    assert found.eligible == (reason in (None, "no_record", "other_sides"))


def test_a_sum_of_several_happenings_is_no_record_s(tmp_path: Path) -> None:
    text = builders.TEXT.replace("On Saturday army jets", "In three attacks army jets")
    strike = builders.strike()
    sentence = builders.evidence(text, "In three attacks army jets hit a hideout near Tell Zafra, killing")
    found = outcomes([report(builders.changed(strike, sentence=sentence))], table(tmp_path))
    assert [each.reason for each in found] == ["several"]


def test_an_event_after_the_last_record_lies_outside(tmp_path: Path) -> None:
    rows = [{**NAMES["first"], "date_end": "2017-02-01"}]
    assert outcome(tmp_path, *rows).reason == "outside"


def test_figures_count_what_became_of_the_events(tmp_path: Path) -> None:
    other = builders.strike("b.txt", grounded_when=UNTOLD, grounded_places=at(place("Ostrel", 39.0)))
    rows = table(tmp_path)
    found = outcomes([report(builders.strike()), report(other, "b.txt")], rows)
    made = figures(found, rows)
    assert (made["events"], made["eligible"], made["matched"], made["records"]) == (2, 1, 1, 1)
    assert made["matched_share"] == made["close_share"] == made["days_exact"] == made["deaths_overlap"] == 1
    assert made["chance"] == made["by_chance"] == 0
    assert made["best_inside"] == 1 and made["km_median"] == pytest.approx(0)
    assert {reason: made[f"why_{reason}"] for reason in REASONS if made[f"why_{reason}"]} == {"no_day": 1}
    assert figures([], rows)["matched_share"] == 0


def test_what_always_happens_there_matches_by_chance(tmp_path: Path) -> None:
    always = {"id": "8", "date_start": "2017-01-01", "date_end": "2017-12-31", "side_b": "IS", "low": "1"}
    rows = table(tmp_path, always)
    made = figures(outcomes([report(builders.strike())], rows), rows)
    assert made["matched_share"] == made["chance"] == made["by_chance"] == 1
    assert made["close_share"] == 0  # no record of the very day


class Reader:
    """A pipeline that finds the strike on each page."""

    def run(self, pages: Any) -> Any:
        for page in pages:
            yield report(builders.strike(page.origin.name), page.origin.name)


def folder(path: Path) -> Path:
    table_file(
        path / TABLE,
        *ROWS,
        {"id": "2", "latitude": "34.6", "date_start": "2017-11-12", "date_end": "2017-11-12"},
    )
    (path / "reports").mkdir()
    (path / "reports" / "a.txt").write_text(builders.TEXT, encoding="utf-8")
    (path / "reports" / "b.txt").write_text("Nothing happened in Kell, again and again.", encoding="utf-8")
    return path


def test_the_pages_beside_the_table_are_taken(tmp_path: Path) -> None:
    result = evaluate(folder(tmp_path), 1, pipeline=Reader())  # type: ignore[arg-type]
    assert (result.documents, result.metrics["events"], result.metrics["matched"]) == (1, 1, 1)
    assert result.problems == ()
    for name in ("day_distance", "day_distance_all"):
        assert result.baselines[name]["eligible"] == result.baselines[name]["matched"] == 1
        assert result.baselines[name]["deaths_overlap"] == 1


def test_the_index_gives_the_day_of_pages_without_one(tmp_path: Path) -> None:
    (folder(tmp_path) / "reports" / "index.toml").write_text(
        '[[page]]\nfile = "a.txt"\npublished = "2017-11-12"\ndated = false\n'
        '[[page]]\nfile = "b.txt"\npublished = "2017-11-13"\n',
        encoding="utf-8",
    )
    (tmp_path / "reports" / "c.txt").write_text("", encoding="utf-8")
    pages, problems = captures(tmp_path)
    assert [page.given.published for page in pages] == ["2017-11-12", None]
    assert len(problems) == 1 and "c.txt" in problems[0]
    (tmp_path / "reports" / "index.toml").write_text("page = 3", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="no list of pages"):
        captures(tmp_path)


def test_without_own_pages_the_samples_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages, problems = captures(tmp_path)
    assert len(pages) == 16 and problems == []
    assert [page.given.published for page in pages if page.given.published] == ["2015-08-13", "2016-06-29"]
    monkeypatch.setattr(ucdp_iraq, "SAMPLES", tmp_path / "nowhere")
    with pytest.raises(UnreadableInput, match="put pages into reports/"):
        captures(tmp_path)
    (tmp_path / "reports").mkdir()
    with pytest.raises(UnreadableInput, match="holds no pages"):
        captures(tmp_path)


def test_a_folder_without_the_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=TABLE):
        evaluate(tmp_path, pipeline=Reader())  # type: ignore[arg-type]


def test_the_baseline_joins_by_day_and_distance_alone(tmp_path: Path) -> None:
    late = {
        "id": "3",
        "date_start": "2017-11-13",
        "date_end": "2017-11-13",
        "side_a": "Third",
        "low": "9",
        "best": "9",
    }
    rows = table(tmp_path, *NAMES.values(), {**late, "high": "9"})
    found = outcome(tmp_path, *NAMES.values(), {**late, "high": "9"}, casualties=UNTOLD)
    assert found.reason == "no_death"
    figures_of = ucdp_iraq._day_distance([found], rows)
    assert figures_of["matched"] == 1 and figures_of["deaths_overlap"] == 0
    far = msgspec.structs.replace(
        found,
        happening=msgspec.structs.replace(
            found.happening, days=Interval(start=day(9).start, end=day(9).start), killed=Range(low=1, high=1)
        ),
    )
    assert ucdp_iraq._day_distance([far], rows)["matched"] == 0
