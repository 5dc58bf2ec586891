"""The sample pages, coded and held against what a careful reader would write down (``expected.toml``).

The floors are what the coder reaches, less a little; they are only ever raised.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline.collect.files import collect
from dateline.export.flat import flat
from dateline.pipeline import Pipeline
from dateline.records.capture import Capture, Given
from dateline.records.claim import GroundedReport
from dateline.records.header import header_of

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "western-anbar-2017"
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
FLOORS = {"found": 0.86, "reality": 0.92, "date": 0.88, "killed": 0.78, "mode": 0.93}


@pytest.fixture(scope="module")
def coded(pipeline: Pipeline) -> dict[str, GroundedReport]:
    out = {}
    for page in EXPECTED["page"]:
        published = page.get("published") if not page.get("dated", True) else None
        (capture,) = collect(
            [str(FOLDER / page["file"])], given=Given(published=published), dump=None, stdin=None
        )
        assert isinstance(capture, Capture)
        (out[page["file"]],) = pipeline.run([capture])
    return out


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - {"the", "a", "of", "al"}


def match(claim: dict[str, Any], report: GroundedReport, used: set[int]) -> dict[str, Any] | None:
    """The best claim of the report whose sentence holds the expected words and whose type is right."""
    header = header_of(report.annotated.report)
    best: tuple[float, int, dict[str, Any]] | None = None
    wanted = words_of(claim["words"])
    for i, grounded in enumerate(report.claims):
        found = flat(header, grounded)
        share = len(wanted & words_of(grounded.claim.sentence.text)) / len(wanted)
        if i in used or share <= 0.6 or found["type"] not in [claim["type"], *claim.get("type_ok", [])]:
            continue
        fit = (
            share
            + 0.3 * (found["mode"] == (claim.get("mode") or None))
            + 0.3 * (found["reality"] == claim["reality"])
        )
        if best is None or fit > best[0]:
            best = (fit, i, found)
    if best is None:
        return None
    used.add(best[1])
    return best[2]


def right(claim: dict[str, Any], found: dict[str, Any]) -> dict[str, bool]:
    """Which of the fields that the expected claim tells are right."""
    out = {"reality": found["reality"] in [claim["reality"], *claim.get("reality_ok", [])]}
    if "date" in claim:
        out["date"] = (found["when"]["start"] or "") == claim["date"].split("/")[0]
    if "killed" in claim:
        out["killed"] = found["killed"] == (claim["killed"] + [None])[:2]
    if "mode" in claim:
        out["mode"] = found["mode"] in [claim["mode"] or None, *(m or None for m in claim.get("mode_ok", []))]
    return out


def test_what_a_careful_reader_would_write_down(coded: dict[str, GroundedReport]) -> None:
    hits: dict[str, list[bool]] = {name: [] for name in FLOORS}
    used: dict[str, set[int]] = {name: set() for name in coded}
    missed = []
    for claim in EXPECTED["claim"]:
        found = match(claim, coded[claim["file"]], used[claim["file"]])
        hits["found"].append(found is not None)
        if found is None:
            missed.append(claim["words"])
            continue
        for name, good in right(claim, found).items():
            hits[name].append(good)
    shares = {name: sum(values) / len(values) for name, values in hits.items()}
    print({name: f"{sum(v)} of {len(v)}" for name, v in hits.items()}, missed)  # noqa: T201
    assert {n: s for n, s in shares.items() if s < FLOORS[n]} == {}


@pytest.mark.parametrize("nothing", EXPECTED["nothing"], ids=lambda n: f"{n['file'][:2]}-{n['words'][:30]}")
def test_comments_forms_and_other_headlines_tell_nothing(
    nothing: dict[str, str], coded: dict[str, GroundedReport]
) -> None:
    for grounded in coded[nothing["file"]].claims:
        assert nothing["words"] not in grounded.claim.sentence.text


def test_pages_in_which_nothing_happens_say_so(coded: dict[str, GroundedReport]) -> None:
    for page in EXPECTED["page"]:
        if page.get("silent"):
            assert coded[page["file"]].claims == ()
            assert coded[page["file"]].silence


def test_fictional_places_stay_unresolved(coded: dict[str, GroundedReport]) -> None:
    fictional = (
        "Tell Samkara",
        "Khirbet Qandul",
        "Umm Dhalal",
        "Bir Arjuwan",
        "Tell Hamra",
        "Wadi Sahab",
        "Khirbet Sana",
    )
    seen = 0
    for report in coded.values():
        for grounded in report.claims:
            places = grounded.claim.places
            for p in grounded.places:
                words = places[p.index].words  # type: ignore[index]
                if words in fictional:
                    seen += 1
                    assert type(p.place).__name__ == "Unknown", (words, p.place)
    assert seen > 3
