from __future__ import annotations

from random import Random

import pytest

from dateline.evaluate.simulation.lines import MEANS, NAMES, headline_of, held_before, line_of
from dateline.evaluate.simulation.pages import Source, day_text, page_of
from dateline.evaluate.simulation.world import Happening, HappeningKind, make_world
from dateline.records.evidence import Unknown

WORLD = make_world(4, happenings=200)


def first(kind: HappeningKind) -> Happening:
    return next(it for it in WORLD.happenings if it.kind == kind and (it.killed > 1 or kind not in MEANS))


@pytest.mark.parametrize(
    ("kind", "type", "mode", "reality"),
    [
        ("capture", "TERRITORY", "capture", "happened"),
        ("withdrawal", "RETREAT", "withdraw", "happened"),
        ("failed-assault", "TERRITORY", "capture", "did-not-happen"),
        ("bombing", "ASSAULT", "explosives", "happened"),
        ("shelling", "ASSAULT", "heavy-weapons", "happened"),
        ("clash", "ASSAULT", "firearms", "happened"),
    ],
)
def test_the_sentence_tells_what_the_fields_say(
    kind: HappeningKind, type: str, mode: str, reality: str
) -> None:
    it = first(kind)
    place = WORLD.places[it.place]
    source = Source(words="a doctor", kind="unnamed")
    line = line_of(it, place, it.actor, it.day, it.killed, Random(1), (source,))
    assert (line.type, line.mode, line.reality) == (type, mode, reality)
    for words in (place.name, day_text(it.day), NAMES[it.actor], "a doctor said"):
        assert words in line.text
    assert line.killed == (it.killed or None)


def test_what_is_left_out_is_not_in_the_words() -> None:
    it = first("capture")
    line = line_of(it, WORLD.places[it.place], None, None, 0, Random(1), ())
    assert NAMES[it.actor] not in line.text and day_text(it.day) not in line.text and "said" not in line.text
    assert (line.actor, line.day) == (None, None)


def test_a_page_of_lines() -> None:
    it = first("capture")
    place = WORLD.places[it.place]
    line = line_of(it, place, it.actor, None, 0, Random(1), ())
    before = held_before(str(it.target), place)
    report = page_of(
        "a", "Ash Ledger", it.day, headline_of(it, place, 0), (line, before), "x", ("It rained.",)
    )
    news, past = report.claims
    assert isinstance(news.when, Unknown) and isinstance(news.claim.when, Unknown)
    assert past.claim.reality.value == "background"
    text = report.annotated.report.text
    assert text.endswith("It rained.") and text.startswith("Fight for")
    assert page_of("a", "Ash Ledger", it.day, "x", (line,), "y").claims[0].claim.id != news.claim.id
