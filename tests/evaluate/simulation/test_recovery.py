from __future__ import annotations

import pytest

from dateline.evaluate.simulation.recovery import (
    control_score,
    each_alone,
    event_score,
    last_word_score,
    same_day_and_place,
)
from dateline.evaluate.simulation.reporters import Noise, filed
from dateline.evaluate.simulation.world import make_world

WORLD = make_world(11, places=20, days=90, happenings=150)
TRUE = list(filed(WORLD, Noise.of(0)))
LOUD = list(filed(WORLD, Noise.of(0.5)))


def gold(reports: list[object]) -> list[list[str]]:
    groups: dict[str | None, list[str]] = {}
    for one in reports:
        for claim, answer in one.answers.items():  # type: ignore[attr-defined]
            groups.setdefault(answer.happening, []).append(claim)
    return [claims for happening, claims in groups.items() if happening is not None]


def test_a_true_history_is_found_whole() -> None:
    found = control_score(WORLD, TRUE)
    assert (found.right, found.wrong, found.open) == (1.0, 0.0, 0.0) and found.place_days > 500
    assert last_word_score(WORLD, TRUE).right == 1.0


def test_with_noise_less_is_found_and_fewer_places_get_a_wrong_holder_than_by_the_last_word() -> None:
    ours, theirs = control_score(WORLD, LOUD), last_word_score(WORLD, LOUD)
    assert ours.right < 1 and ours.wrong < theirs.wrong
    assert ours.right + ours.wrong + ours.open == pytest.approx(1)


def test_the_true_clusters_score_one() -> None:
    found = event_score(WORLD, LOUD, gold(LOUD))
    assert (found.pairwise_f1, found.b3_f1) == (1.0, 1.0)
    assert found.happenings == len(WORLD.happenings)


def test_scores_of_wrong_clusters() -> None:
    alone = event_score(WORLD, LOUD, each_alone(LOUD))
    assert (alone.pairwise_f1, alone.b3_precision) == (0.0, 1.0) and alone.b3_recall < 0.5
    claims = [claim for one in LOUD for claim in one.answers]
    together = event_score(WORLD, LOUD, [claims])
    assert together.b3_recall == 1.0 and together.b3_precision < 0.05
    assert event_score(WORLD, LOUD, []) == alone


def test_b_cubed_of_a_small_case_by_hand() -> None:
    reports = TRUE[:0]
    happening = next(it for it in WORLD.happenings if it.kind == "shelling" and it.killed > 1)
    other = next(it for it in WORLD.happenings if it.kind == "clash" and it.killed > 1)
    for it in (happening, other):
        reports += [one for one in TRUE if it.id in {a.happening for a in one.answers.values()}][:2]
    a, b, c, d = (next(iter(one.answers)) for one in reports) if len(reports) == 4 else (None,) * 4
    if a is None:
        pytest.skip("the two happenings have fewer than two reports each")
    found = event_score(WORLD, reports, [[a, b, c], [d]])
    assert found.b3_precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert found.b3_recall == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
    assert found.pairwise_f1 == pytest.approx(2 * (1 / 3) * (1 / 2) / (1 / 3 + 1 / 2))


def test_tolls() -> None:
    found = event_score(WORLD, TRUE, gold(TRUE))
    assert (found.toll_exact, found.toll_covered) == (1.0, 1.0)
    loud = event_score(WORLD, LOUD, gold(LOUD))
    assert loud.toll_exact < loud.toll_covered < 1.0


def test_the_baseline_joins_what_shares_type_place_and_day() -> None:
    assert event_score(WORLD, TRUE, same_day_and_place(TRUE)).b3_f1 > 0.95
