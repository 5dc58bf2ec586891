from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.control.history import histories, on_day
from dateline.dictionaries.nouns import load_nouns
from dateline.records.claim import Speaker, When
from dateline.records.control import Told
from dateline.records.evidence import Interval, Known, Unknown
from tests.control.made import CATALOGUE, UNSAID, day, on, said_by, short, spells, told, words

OLM = said_by("premier-olm")
MAYOR = said_by("Idris Faroun", role="mayor")


def test_who_takes_a_place_holds_it_and_who_lost_it_had_held_it() -> None:
    found = spells(told("tarnish-army", "recapture", loser="marsh", when=on(day(3)), published=day(4)))
    assert short(found) == [
        ("held", "marsh", None, day(2)),
        ("held", "tarnish-army", day(3), None),
    ]
    assert isinstance(found[0].since, Unknown)
    assert found[1].since == Interval(start=day(3), end=day(3))
    assert found[0].until == found[1].since


def test_a_partys_word_for_its_own_gain_contests_until_another_confirms_it() -> None:
    held = told("marsh", "capture", when=on(day(1)), published=day(1), report="r-0")
    own = told("tarnish-army", "recapture", when=on(day(3)), published=day(3), source=OLM, report="r-1")
    found = spells(held, own)
    assert short(found)[-1] == ("contested", None, day(3), None)
    assert [camp.holder for camp in found[-1].camps] == ["marsh", "tarnish-army"]
    assert [camp.stake for camp in found[-1].camps] == ["none", "own"]
    later = told("tarnish-army", "hold", published=day(9), source=MAYOR, report="r-2")
    assert short(spells(held, own, later))[-2:] == [
        ("contested", None, day(3), day(8)),
        ("held", "tarnish-army", day(9), None),
    ]
    same_change = told("tarnish-army", "recapture", when=on(day(4)), published=day(5), report="r-3")
    assert short(spells(held, own, same_change))[-1] == ("held", "tarnish-army", day(3), None)


def test_an_echo_of_the_party_confirms_nothing() -> None:
    own = told("tarnish-army", "capture", when=on(day(3)), published=day(3), source=OLM, report="r-1")
    echo = told(
        "tarnish-army", "capture", when=on(day(3)), published=day(4), source=OLM, report="r-2", outlet="Echo"
    )
    (spell,) = spells(own, echo)
    assert spell.state == "contested" and len(spell.camps[0].claims) == 2
    assert spell.camps[0].origins == ("entry:premier-olm",)


def test_an_admission_needs_no_confirmation() -> None:
    held = told("marsh", "capture", when=on(day(1)), published=day(1), report="r-0")
    speaker = said_by("Nawaf Kell", affiliation="marsh")
    left = told("marsh", "withdraw", when=on(day(5)), published=day(5), source=speaker)
    assert short(spells(held, left))[-1] == ("unknown", None, day(5), None)
    lost = told("tarnish-army", "capture", when=on(day(5)), published=day(5), source=speaker)
    assert short(spells(held, lost))[-1] == ("held", "tarnish-army", day(5), None)


def test_an_abandonment_told_by_the_enemy_alone_is_contested() -> None:
    speaker = said_by("Qusay Velm", affiliation="tarnish-army")
    found = spells(told("marsh", "withdraw", said=on(day(12)), published=day(13), source=speaker))
    assert short(found) == [("held", "marsh", None, day(11)), ("contested", None, day(12), None)]
    assert found[1].since == Unknown(reason="no day is told; not later than 2017-11-12")
    assert [camp.words for camp in found[1].camps] == ["Marsh Brigade", "nobody (they are told to have left)"]
    assert found[1].camps[1].stake == "own"


def test_a_withdrawal_that_nobody_gains_by_leaves_the_place_to_nobody_known() -> None:
    found = spells(told("marsh", "withdraw", when=on(day(5)), published=day(5), source=MAYOR))
    assert short(found) == [("held", "marsh", None, day(4)), ("unknown", None, day(5), None)]


def test_contradiction_keeps_both_sides_with_their_claims() -> None:
    one = told("marsh", "capture", when=on(day(3)), published=day(3), report="r-1")
    other = told("dune", "capture", when=on(day(3)), published=day(3), report="r-2")
    found = spells(one, other)
    assert short(found) == [("contested", None, day(3), None)]
    assert {camp.holder: camp.claims for camp in found[0].camps} == {
        "marsh": (one.claim.claim.id,),
        "dune": (other.claim.claim.id,),
    }


REBELS = said_by("the rebels", kind="organisation")


@pytest.mark.parametrize("teller", [None, MAYOR, OLM, said_by("Oskar Fenn", role="defence minister")])
@pytest.mark.parametrize("when", [on(day(3)), Unknown(reason="no day is worded")])
def test_who_says_that_he_still_holds_what_was_taken_contests_it_from_the_first_day(
    teller: Speaker | None, when: Known[Interval] | Unknown
) -> None:
    taken = told("tarnish-army", "recapture", when=when, published=day(5), source=teller)
    still = told("marsh", "hold", published=day(5), source=REBELS, reality="under-way")
    (spell,) = spells(taken, still)
    assert (spell.state, spell.first) == ("contested", day(3) if isinstance(when, Known) else day(5))
    assert [camp.holder for camp in spell.camps] == ["tarnia", "marsh"] or [
        camp.holder for camp in spell.camps
    ] == ["tarnish-army", "marsh"]
    assert {claim for camp in spell.camps for claim in camp.claims} == {
        taken.claim.claim.id,
        still.claim.claim.id,
    }
    unnamed = told("troops", "recapture", when=when, published=day(5), source=teller)
    theirs = told("fighters", "hold", published=day(5), source=REBELS, reality="under-way")
    assert [spell.state for spell in spells(unnamed, theirs)] == ["contested"]


def test_the_reports_own_words_for_who_had_it_are_no_contradiction() -> None:
    taken = told("tarnish-army", "recapture", when=on(day(3)), published=day(5), source=MAYOR)
    held = told("marsh", "hold", published=day(5), reality="under-way")
    assert short(spells(taken, held)) == [
        ("held", "marsh", None, day(2)),
        ("held", "tarnish-army", day(3), None),
    ]
    by_the_winner = told("marsh", "hold", published=day(5), source=OLM, reality="under-way")
    assert short(spells(taken, by_the_winner))[-1] == ("held", "tarnish-army", day(3), None)


@pytest.mark.parametrize("first", ["r-1", "r-2"])
def test_of_two_that_contradict_each_other_on_one_day_neither_wins(first: str) -> None:
    second = "r-2" if first == "r-1" else "r-1"
    own = told("tarnish-army", "capture", when=on(day(3)), published=day(3), source=OLM, report=first)
    for mode in ("hold", "capture"):
        other = told("marsh", mode, when=on(day(3)), published=day(3), source=MAYOR, report=second)
        (spell,) = spells(own, other)
        assert spell.state == "contested"
        assert {camp.holder for camp in spell.camps} == {"marsh", "tarnish-army"}
    later = told("marsh", "hold", when=on(day(4)), published=day(4), source=MAYOR, report=second)
    assert short(spells(own, later))[-1] == ("held", "marsh", day(4), None)


@pytest.mark.parametrize("reality", ["announced", "threatened", "expected", "hypothetical", "did-not-happen"])
def test_what_did_not_happen_changes_nothing(reality: str) -> None:
    held = told("marsh", "capture", when=on(day(1)), published=day(1), report="r-0")
    not_so = told("tarnish-army", "capture", when=on(day(5)), published=day(5), reality=reality)
    assert short(spells(held, not_so)) == short(spells(held))
    assert histories([not_so], CATALOGUE, load_nouns()) == []


def test_a_denial_contests_what_it_denies_and_changes_nothing_else() -> None:
    held = told("marsh", "capture", when=on(day(1)), published=day(1), report="r-0")
    denial = told("marsh", "capture", when=on(day(1)), published=day(2), reality="denied", source=OLM)
    found = spells(held, denial)
    assert short(found) == [("contested", None, day(1), None)]
    assert denial.claim.claim.id in found[-1].claims
    other = told("dune", "capture", when=on(day(3)), published=day(3), reality="denied", source=OLM)
    assert short(spells(held, other)) == short(spells(held))


def test_entering_is_not_holding() -> None:
    held = told("marsh", "capture", when=on(day(1)), published=day(1), report="r-0")
    entered = told("tarnish-army", "enter", when=on(day(5)), published=day(5), role="to")
    assert short(spells(held, entered))[-1] == ("contested", None, day(5), None)
    assert short(spells(entered)) == [("unknown", None, day(5), None)]


def test_several_that_share_a_place_contest_it() -> None:
    found = spells(told("marsh", "contest", loser="dune", when=on(day(5)), published=day(5)))
    assert [camp.holder for camp in found[-1].camps] == ["dune", "marsh"]
    assert found[-1].state == "contested"


def test_a_besieger_does_not_hold_the_place() -> None:
    held = told("marsh", "capture", when=on(day(1)), published=day(1), report="r-0")
    assert short(spells(held, told("dune", "besiege", when=on(day(5)), published=day(5)))) == short(
        spells(held)
    )
    outside = told("marsh", "besiege", when=on(day(5)), published=day(5))
    assert short(spells(held, outside))[-1][0] == "contested"


@pytest.mark.parametrize("reality", ["happened", "denied"])
def test_a_place_of_which_no_holder_is_told_is_unknown(reality: str) -> None:
    mode = "besiege" if reality == "happened" else "capture"
    claim = told("marsh", mode, when=on(day(5)), published=day(5), reality=reality)
    (spell,) = spells(claim)
    assert (spell.state, spell.claims) == ("unknown", (claim.claim.claim.id,))


def test_a_handover_goes_from_the_actor_to_the_recipient() -> None:
    found = spells(told("marsh", "hand-over", loser="tarnish-army", when=on(day(5)), published=day(5)))
    assert short(found) == [("held", "marsh", None, day(4)), ("held", "tarnish-army", day(5), None)]


def test_silence_makes_stale_and_news_ends_it() -> None:
    held = told("marsh", "capture", when=on(day(1)), published=day(1), report="r-0")
    found = spells(held, stale_after=10, today=day(30))
    assert short(found) == [("held", "marsh", day(1), day(11)), ("stale", "marsh", day(12), None)]
    assert found[1].stale_after == 10
    assert short(spells(held, stale_after=10, today=day(11))) == [("held", "marsh", day(1), None)]
    again = told("marsh", "hold", published=day(25), report="r-1")
    assert short(spells(held, again, stale_after=10, today=day(28))) == [
        ("held", "marsh", day(1), day(11)),
        ("stale", "marsh", day(12), day(24)),
        ("held", "marsh", day(25), None),
    ]


def test_a_change_without_a_day_does_not_overturn_one_with_a_day() -> None:
    dated = told("tarnish-army", "recapture", when=on(day(3)), published=day(3), report="r-1")
    undated = told("marsh", "capture", published=day(10), report="r-2")
    assert short(spells(dated, undated)) == [
        ("held", "tarnish-army", day(3), day(9)),
        ("contested", None, day(10), None),
    ]


def test_what_a_report_tells_as_being_before_its_own_news_is_no_contradiction() -> None:
    news = told("tarnish-army", "recapture", when=on(day(3)), published=day(4), report="r-1")
    held = told("marsh", "hold", published=day(4), report="r-1", reality="under-way")
    captured = told("marsh", "capture", published=day(4), report="r-1")
    found = spells(news, held, captured)
    assert short(found) == [("held", "marsh", None, day(2)), ("held", "tarnish-army", day(3), None)]
    assert set(found[0].camps[0].claims) == {held.claim.claim.id, captured.claim.claim.id}


def test_what_a_party_alone_tells_of_its_past_is_contested() -> None:
    news = told("marsh", "capture", when=on(day(3)), published=day(4), report="r-1")
    boast = told("tarnish-army", "hold", published=day(4), report="r-1", source=OLM)
    assert short(spells(news, boast)) == [("contested", None, None, day(2)), ("held", "marsh", day(3), None)]


def test_background_alone_tells_nothing_of_now() -> None:
    (spell,) = spells(told("marsh", "capture", published=day(4), reality="background"))
    assert (spell.state, spell.first) == ("unknown", day(4))
    assert spell.camps[0].holder == "marsh"


def test_without_any_day_the_order_is_what_the_words_tell() -> None:
    found = spells(told("marsh", "withdraw", source=OLM))
    assert short(found) == [("held", "marsh", None, None), ("contested", None, None, None)]
    assert found[1].since == Unknown(reason="no day is told, and the report has no date")
    assert on_day(found, day(5)) is None


def test_the_words_for_a_day_that_cannot_be_told_are_kept() -> None:
    sunday = msgspec.structs.replace(OLM, said=When(words="Sunday", evidence=words("Sunday")))
    found = spells(told("marsh", "withdraw", source=sunday))
    assert found[1].since == Unknown(
        reason="only 'Sunday' is told, and the report has no date", candidates=("Sunday",)
    )


def test_forces_of_one_side_are_one_holder() -> None:
    one = told("marsh", "capture", when=on(day(1)), published=day(1), report="r-0")
    other = told("marsh-south", "hold", when=on(day(4)), published=day(4), report="r-1")
    assert short(spells(one, other)) == [("held", "marsh", day(1), None)]


def test_unnamed_fighters_who_leave_are_not_taken_for_the_holder() -> None:
    held = told("marsh", "capture", when=on(day(1)), published=day(1), report="r-0")
    left = told("fighters", "withdraw", when=on(day(5)), published=day(5), source=MAYOR)
    assert short(spells(held, left))[-1] == ("contested", None, day(5), None)
    (alone,) = spells(left)
    assert (alone.state, alone.camps, alone.claims) == ("unknown", (), (left.claim.claim.id,))


def test_a_place_taken_by_nobody_who_is_named_is_not_given_to_anybody() -> None:
    (spell,) = spells(told(None, "recapture", when=on(day(5)), published=day(5)))
    assert (spell.state, spell.first) == ("unknown", day(5))
    named = told(None, "recapture", when=on(day(5)), published=day(5), source=OLM)
    assert spells(named)[0].camps[0].holder == "tarnia"
    held = told("marsh", "capture", when=on(day(1)), published=day(1), report="r-0")
    lost = told(None, "capture", when=on(day(5)), published=day(5), loser="marsh")
    assert short(spells(held, lost))[-1] == ("unknown", None, day(5), None)


def test_silence_does_not_change_what_a_later_change_does() -> None:
    taken = told("marsh", "capture", when=on(day(1, 1)), published=day(2, 1), report="r-0")
    retaken = told(
        "tarnish-army", "recapture", when=on(day(3)), published=day(4), loser="marsh", report="r-1"
    )
    assert short(spells(taken, retaken, stale_after=30)) == [
        ("held", "marsh", day(1, 1), day(31, 1)),
        ("stale", "marsh", day(1, 2), day(2)),
        ("held", "tarnish-army", day(3), None),
    ]
    denied = told("marsh", "capture", published=day(4), reality="denied", source=OLM, report="r-1")
    assert short(spells(taken, denied, stale_after=30))[-1] == ("contested", None, day(4), None)
    earlier = told("dune", "hold", when=on(day(1, 2)), published=day(4), report="r-1")
    assert short(spells(taken, earlier, stale_after=10))[-1][0] == short(spells(taken, earlier))[-1][0]


def test_a_taking_without_a_day_settles_it_where_all_that_is_known_before_is_who_lost_it() -> None:
    for when in (UNSAID, on(day(5))):
        one = told("tarnish-army", "capture", loser="marsh", when=when, published=day(8), source=MAYOR)
        first = day(8) if when is UNSAID else day(5)
        assert short(spells(one)) == [
            ("held", "marsh", None, first - dt.timedelta(days=1)),
            ("held", "tarnish-army", first, None),
        ]
    own = told("tarnish-army", "capture", loser="marsh", published=day(8), source=OLM)
    assert short(spells(own))[-1] == ("contested", None, day(8), None)


def test_who_had_it_before_by_other_reports_does_not_contest_who_is_told_to_hold_it_now() -> None:
    before = told("marsh", "hold", published=day(4), reality="background", report="r-0")
    now = told("dune", "hold", published=day(20), reality="under-way", report="r-1", source=MAYOR)
    assert short(spells(before, now))[-1] == ("held", "dune", day(20), None)


def test_a_taking_is_confirmed_by_what_is_told_of_it_and_not_by_an_old_one() -> None:
    old = told("marsh", "capture", when=on(day(1, 3)), published=day(2, 3), report="r-0")
    own = told("tarnish-army", "recapture", when=on(day(2)), published=day(2), source=OLM, report="r-1")
    again = told("marsh", "recapture", when=on(day(3)), published=day(4), source=MAYOR, report="r-2")
    last = spells(old, own, again)[-1]
    assert (last.state, last.holder, last.first) == ("held", "marsh", day(3))
    assert last.camps[0].claims == (again.claim.claim.id,) and "confirmed" not in last.why
    seconded = told("tarnish-army", "capture", when=on(day(6)), published=day(7), report="r-3")
    confirmed = spells(old, own, seconded)[-1]
    assert confirmed.holder == "tarnish-army" and "confirmed" in confirmed.why
    assert len(confirmed.camps[0].claims) == 2


def test_a_hold_without_a_day_the_day_after_an_enemys_word_leaves_it_contested() -> None:
    old = told("marsh", "capture", when=on(day(1, 10)), published=day(2, 10), report="r-0")
    own = told("tarnish-army", "recapture", when=on(day(2)), published=day(2), source=OLM, report="r-1")
    for number, state in ((3, "contested"), (4, "contested"), (9, "held")):
        still = told("marsh", "hold", published=day(number), reality="under-way", source=MAYOR, report="r-2")
        assert spells(old, own, still)[-1].state == state, number


def test_who_took_it_again_long_after_begins_a_spell_with_that_claim() -> None:
    first = told("marsh", "capture", when=on(day(1, 10)), published=day(2, 10), report="r-0")
    second = told("marsh", "recapture", when=on(day(20)), published=day(21), report="r-1")
    found = spells(first, second)
    assert short(found) == [("held", "marsh", day(1, 10), day(19)), ("held", "marsh", day(20), None)]
    assert found[-1].camps[0].claims == (second.claim.claim.id,) and "took it again" in found[-1].why
    near = told("marsh", "recapture", when=on(day(6, 10)), published=day(7, 10), report="r-1")
    assert short(spells(first, near)) == [("held", "marsh", day(1, 10), None)]
    boast = told(
        "marsh", "recapture", when=on(day(20)), published=day(21), report="r-1", outlet="Marsh Radio"
    )
    assert short(spells(first, boast)) == [("held", "marsh", day(1, 10), None)]


def test_a_taking_without_a_day_that_is_told_long_after_is_not_counted_for_the_old_one() -> None:
    first = told("marsh", "capture", when=on(day(1, 6)), published=day(2, 6), report="r-0")
    late = told("marsh", "recapture", published=day(2), report="r-1", source=MAYOR)
    spell = spells(first, late)[-1]
    assert spell.camps[0].claims == (first.claim.claim.id,) and late.claim.claim.id in spell.claims
    soon = told("marsh", "capture", published=day(9, 6), report="r-1", source=MAYOR)
    spell = spells(first, soon)[-1]
    assert len(spell.camps[0].claims) == 2


def test_a_governor_who_tells_the_enemys_gain_settles_it() -> None:
    governor = said_by("Idris Faroun", role="governor")
    held = told("tarnish-army", "capture", when=on(day(1)), published=day(1), report="r-0")
    lost = told("marsh", "capture", when=on(day(9)), published=day(10), source=governor)
    left = told("tarnish-army", "withdraw", published=day(10), source=governor)
    assert short(spells(held, lost, left))[-1] == ("held", "marsh", day(9), None)
    boast = told(
        "tarnish-army", "recapture", when=on(day(20)), published=day(20), source=governor, report="r-2"
    )
    assert spells(held, lost, boast)[-1].state == "contested"


def test_who_fights_for_a_place_with_nobody_named_is_not_in_it() -> None:
    held = told("marsh", "capture", when=on(day(1)), published=day(1), report="r-0")
    tried = told("troops", "contest", when=on(day(5)), published=day(5))
    assert short(spells(held, tried)) == short(spells(held))
    assert histories([tried], CATALOGUE, load_nouns()) == []
    both = told("troops", "contest", loser="marsh", when=on(day(5)), published=day(5))
    assert spells(held, both)[-1].state == "contested"


@pytest.mark.parametrize("mode", ["capture", "recapture", "hand-over", "enter", "clear", "withdraw"])
def test_what_is_under_way_is_not_done(mode: str) -> None:
    held = told("marsh", "capture", when=on(day(1)), published=day(1), report="r-0")
    actor = "marsh" if mode == "withdraw" else "tarnish-army"
    doing = told(actor, mode, when=on(day(5)), published=day(5), reality="under-way")
    assert short(spells(held, doing)) == short(spells(held))
    done = told(actor, mode, when=on(day(5)), published=day(5))
    assert short(spells(held, done)) != short(spells(held))


def test_a_handover_to_nobody_who_was_read_says_so() -> None:
    spell = spells(told("fighters", "hand-over", when=on(day(5)), published=day(5)))[-1]
    assert spell.state == "unknown" and "took it" not in spell.why
    assert spell.why == "fighters gave it up, and nobody who got it was read from the words"


def test_unnamed_ones_who_got_or_took_it_from_the_holder_are_not_his() -> None:
    held = told("marsh", "capture", when=on(day(1)), published=day(1), report="r-0")
    given = told("fighters", "hand-over", loser="fighters", when=on(day(5)), published=day(5))
    last = spells(held, given)[-1]
    assert (last.state, last.holder, last.first) == (
        "held",
        Unknown(reason="'fighters' is not tied to an entry"),
        day(5),
    )
    taken = told("fighters", "capture", loser="marsh", when=on(day(5)), published=day(5))
    assert isinstance(spells(held, taken)[-1].holder, Unknown) and spells(held, taken)[-1].first == day(5)
    more = told("fighters", "capture", when=on(day(2)), published=day(5))
    assert short(spells(held, more)) == [("held", "marsh", day(1), None)]


def test_the_reason_names_the_party_that_tells_it() -> None:
    (spell,) = spells(told("tarnish-army", "capture", when=on(day(5)), published=day(5), source=OLM))
    assert spell.why == "a party alone (Aro Olm) says that Tarnish army took it"
    (spell,) = spells(told("tarnish-army", "hold", when=on(day(5)), published=day(5), source=OLM))
    assert spell.why == "a party alone (Aro Olm) says that Tarnish army holds it"


def test_entering_counts_for_nobody_who_is_told_to_hold_it() -> None:
    held = told("tarnish-army", "capture", when=on(day(1)), published=day(1), report="r-0")
    entered = told("tarnish-army", "enter", when=on(day(2)), published=day(2), role="to", source=MAYOR)
    (spell,) = spells(held, entered)
    assert spell.camps[0].claims == (held.claim.claim.id,) and entered.claim.claim.id in spell.claims
    assert spell.camps[0].origins == ("outlet:lantern post",)


def test_those_whom_one_report_does_not_name_are_one_origin_with_it() -> None:
    residents = said_by("residents", kind="unnamed")
    doctor = said_by("a doctor", kind="unnamed")
    one = [
        told("marsh", "capture", when=on(day(1)), published=day(1), source=source, report="r-0")
        for source in (None, residents, doctor, MAYOR)
    ]
    (spell,) = spells(*one)
    assert len(spell.camps[0].claims) == 4 and len(spell.camps[0].origins) == 2
    other = told(
        "marsh", "capture", when=on(day(1)), published=day(1), source=residents, report="r-1", outlet="Echo"
    )
    (spell,) = spells(*one, other)
    assert len(spell.camps[0].origins) == 3


def test_who_had_it_since_long_ago_and_up_to_the_news_was_never_silent() -> None:
    taken = told("marsh", "capture", when=on(day(1, 1)), published=day(2, 1), report="r-0")
    lost = told("tarnish-army", "recapture", when=on(day(3)), published=day(4), report="r-1")
    sentence = "The brigade had held Kell since January"
    since = told("marsh", "hold", published=day(4), reality="background", sentence=sentence, since="January")
    assert short(spells(taken, lost, since, stale_after=30)) == [
        ("held", "marsh", day(1, 1), day(2)),
        ("held", "tarnish-army", day(3), None),
    ]
    in_sentence = "The brigade had held Kell in January"
    once = told(
        "marsh", "hold", published=day(4), reality="background", sentence=in_sentence, since="January"
    )
    assert [s.state for s in spells(taken, lost, once, stale_after=30)] == ["held", "stale", "held"]


def test_no_row_begins_before_the_one_above_it() -> None:
    first = told("marsh", "capture", when=on(day(8)), published=day(9), report="r-0")
    span = told("dune", "capture", when=on(day(1), day(20)), published=day(20), report="r-1")
    found = spells(first, span)
    assert found[-1].since == Interval(start=day(8), end=day(20), precision="span")


CLAIMS = st.lists(
    st.builds(
        lambda actor, mode, number, dated, delay, source, report, reality: told(
            actor,
            mode,
            when=on(day(number)) if dated else Unknown(reason="no day is worded"),
            published=day(min(28, number + delay)),
            source=source,
            report=f"r-{report}",
            reality=reality,
            taken=day(min(28, number + delay)),
        ),
        st.sampled_from(["marsh", "tarnish-army", "dune", "troops", None]),
        st.sampled_from(["capture", "recapture", "hold", "withdraw", "enter", "contest", "besiege", "clear"]),
        st.integers(1, 25),
        st.booleans(),
        st.integers(0, 3),
        st.sampled_from([None, OLM, MAYOR]),
        st.integers(0, 4),
        st.sampled_from(["happened", "under-way", "background", "denied", "announced"]),
    ),
    min_size=1,
    max_size=9,
    unique_by=lambda one: one.claim.claim.id,
)


@settings(deadline=None, max_examples=150)
@given(CLAIMS, st.randoms(use_true_random=False), st.integers(1, 30))
def test_the_order_of_the_claims_does_not_matter_and_spells_follow_each_other(
    claims: list[Told], random: object, stale_after: int
) -> None:
    found = histories(claims, CATALOGUE, load_nouns(), stale_after=stale_after, today=day(30))
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert histories(shuffled, CATALOGUE, load_nouns(), stale_after=stale_after, today=day(30)) == found
    known = {one.claim.claim.id for one in claims}
    for history in found:
        assert history.spells
        for spell, after in zip(history.spells, history.spells[1:], strict=False):
            assert spell.last is not None and after.first == spell.last + dt.timedelta(days=1)
            assert spell.first is None or spell.first <= spell.last
        for spell in history.spells:
            assert spell.claims and set(spell.claims) <= known
            assert (spell.state == "held") <= (len(spell.camps) == 1)
            assert (spell.state == "contested") <= bool(spell.camps)
            assert spell.state != "held" or spell.camps[0].stake in ("none", "against")
        assert len({spell.id for spell in history.spells}) == len(history.spells)


@settings(deadline=None, max_examples=75)
@given(
    st.lists(
        st.builds(
            lambda actor, mode, number, dated, delay, report: told(
                actor,
                mode,
                when=on(day(number)) if dated else Unknown(reason="no day is worded"),
                published=day(number + delay),
                source=OLM,
                report=f"r-{report}",
            ),
            st.sampled_from(["tarnish-army", "troops", None]),
            st.sampled_from(["capture", "recapture", "hold", "enter", "clear"]),
            st.integers(1, 25),
            st.booleans(),
            st.integers(0, 3),
            st.integers(0, 4),
        ),
        min_size=1,
        max_size=8,
        unique_by=lambda one: one.claim.claim.id,
    )
)
def test_however_often_a_party_says_that_it_gained_it_never_holds_by_its_own_word(claims: list[Told]) -> None:
    held = told("marsh", "capture", when=on(day(1, 10)), published=day(1, 10), report="r-0")
    for spell in spells(held, *claims):
        assert (
            not (spell.state == "held" and spell.first and spell.first > day(1, 10))
            or spell.holder == "marsh"
        )


@settings(deadline=None, max_examples=150)
@given(CLAIMS, st.integers(1, 10))
def test_the_days_of_silence_do_not_change_who_holds_it(claims: list[Told], stale_after: int) -> None:
    lasting = {h.place.key: h for h in histories(claims, CATALOGUE, load_nouns(), stale_after=10_000)}
    for history in histories(claims, CATALOGUE, load_nouns(), stale_after=stale_after):
        for number in range(1, 29):
            found = on_day(history.spells, day(number))
            other = on_day(lasting[history.place.key].spells, day(number))
            assert (found is None) == (other is None)
            if found is not None and other is not None and found.state != "stale":
                assert found.state == other.state
                holders = {one.holder for one in (found, other) if isinstance(one.holder, str)}
                assert len(holders) < 2


@settings(deadline=None, max_examples=75)
@given(CLAIMS, st.integers(1, 28))
def test_as_of_a_day_nothing_counts_that_came_later(claims: list[Told], number: int) -> None:
    known = [one for one in claims if one.taken <= day(number)]
    assert histories(claims, CATALOGUE, load_nouns(), as_of=day(number)) == histories(
        known, CATALOGUE, load_nouns()
    )


def test_who_enters_what_a_party_alone_says_it_held_contests_it_from_a_day_on() -> None:
    undated = Unknown(reason="no day is worded")
    before = told("marsh", "capture", when=undated, published=day(5), source=OLM, reality="background")
    entered = told("tarnish-army", "clear", when=undated, published=day(5))
    claims = {before.claim.claim.id, entered.claim.claim.id}
    found = spells(before, entered)
    assert short(found) == [("contested", None, None, day(4)), ("contested", None, day(5), None)]
    assert set(found[1].claims) == claims
