from __future__ import annotations

import pytest

from dateline.code.topic import has_victims, other_matter
from dateline.pipeline import Pipeline
from dateline.records.capture import Origin, capture_of

BREAD = (
    "The oven was hot and the dough had risen. Flour and yeast lay on the table, with salt and sugar. "
    "The baker put the bread in a pan, and the loaf was brown. She had a sauce of garlic and onion to serve with it."
)
MATCH = (
    "The players had a bus of their own for the match. The league has one fixture left this season. "
    "The captain and the coach thanked the fans at the stadium, and the goalkeeper held up the cup. "
    "Their striker scored with a kick before half-time."
)
FILM = (
    "The film opens in May, with the actor in the first episode of the franchise. The director and the studio promise a sequel. "
    "The trailer has the characters of the novel, and the plot follows every chapter."
)


def matter(pipeline: Pipeline, text: str) -> str | None:
    capture = capture_of(text.encode(), media_type="text/plain", origin=Origin(kind="file", name="page.txt"))
    records = [capture]
    for stage in pipeline.stages[:2]:
        records = stage.run(records)
    return other_matter(records[0])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        f"Shells fell on a bakery in Velm on Friday, killing seven women, a nurse said. {BREAD}",
        f"A mortar bomb killed a baker in Velm. {BREAD}",
        f"Gunmen opened fire on a football team's bus near Velm, wounding the goalkeeper. {MATCH}",
        f"The striker Odo Lamm was shot dead at the stadium in Velm. {MATCH}",
        f"{MATCH} A bomb killed two of them near Velm. Soldiers later killed a bomber at the road.",
        f"A bomb killed three actors in Velm on Sunday, the police said. {FILM}",
    ],
)
def test_a_report_of_people_killed_by_arms_is_read_whatever_else_it_speaks_of(
    pipeline: Pipeline, text: str
) -> None:
    assert matter(pipeline, text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (BREAD, "cooking"),
        (MATCH, "sport"),
        (f"{MATCH} Their attack killed off the game after a storm of shots. {MATCH}", "sport"),
        (f"{MATCH} A minute of silence was held for six people killed by a bomb in Velm.", "sport"),
        (FILM, "games and films"),
        (f"A soldier is killed by a bomb at the start. {FILM}", "games and films"),
    ],
)
def test_other_matters_are_left_out(pipeline: Pipeline, text: str, name: str) -> None:
    assert (matter(pipeline, text) or "").startswith(f"reads as {name}, not conflict")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("shelling killed a family", True),
        ("three traders died when a bomb went off", True),
        ("a sniper wounded him", True),
        ("troops had killed two farmers", True),
        ("the attack killed off the game", False),
        ("a rocket of a shot, and the keeper was injured", False),
        ("the rebels won by sudden death", False),
        ("a dead-ball specialist and a bomb of a free kick", False),
        ("a bomb was found", False),
        ("two people died in a fire", False),
    ],
)
def test_victims_of_arms(words: str, found: bool) -> None:
    assert has_victims(words) is found
