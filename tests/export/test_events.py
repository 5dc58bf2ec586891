from __future__ import annotations

import io
from typing import Any

import msgspec

from dateline.export.events import write_event, write_events
from dateline.reconcile.echoes import independent
from dateline.reconcile.views import view_of
from dateline.records.claim import GroundedClaim, GroundedPlace, Speaker
from dateline.records.event import Event, Link, Relation
from dateline.records.evidence import Evidence, Made, Unknown, Why
from dateline.records.header import Header
from dateline.store.happenings import Happening
from tests.builders import MADE, TEXT, evidence, strike
from tests.control.test_accusing import ACCUSING
from tests.reconcile.made import around

UNKNOWN = Unknown(reason="not worded")
BY = Made(stage="reconcile", version="test")


def happening(*claims: GroundedClaim, **changes: Any) -> Happening:
    """An event of these claims, each in a report of its own."""
    told = tuple(
        (
            Header(
                report=f"r{n}",
                document=f"{n}.txt",
                title=UNKNOWN,
                outlet=UNKNOWN,
                published=UNKNOWN,
                url=UNKNOWN,
            ),
            claim,
        )
        for n, claim in enumerate(claims)
    )
    pairs = [(claim, around(header.report)) for header, claim in told]
    event = Event(id="e-1234567890", claims=tuple(c.claim.id for c in claims), links=(), made=BY, **changes)
    origins = independent(((g.claim, a) for g, a in pairs), {})
    return Happening(event=event, view=view_of(pairs, {}), told=told, reports=len(claims), origins=origins)


def row(one: Happening) -> str:
    out = io.StringIO()
    assert write_events([one], {}, ACCUSING, out, width=200, color=False) == 1
    return out.getvalue().splitlines()[2]


def unfolded(one: Happening) -> str:
    out = io.StringIO()
    write_event(one, {}, out, width=200, color=False)
    return out.getvalue()


def test_a_row_says_who_denies() -> None:
    follows = Relation(kind="follows", claim="c-8", event="e-1234567890", score=0.9, why=())
    found = msgspec.structs.replace(happening(strike(), relations=(follows,)), denials=2)
    assert row(found).endswith("happened, denied by 2")
    assert row(happening(strike(), relations=(follows,))).endswith("happened")


def test_a_row_of_a_sum_says_that_it_is_of_several() -> None:
    sentence = Evidence(
        document="a", start=0, end=9, text="Four attacks killed nine people in a week.", made=MADE
    )
    assert row(happening(strike(sentence=sentence))).endswith("several in one")


def test_a_row_without_place_and_actor_has_words() -> None:
    bare: dict[str, Any] = {"actors": UNKNOWN, "places": UNKNOWN, "grounded_places": ()}
    claim = strike(**bare)
    assert f"“{claim.claim.evidence.text[:15]}" in row(happening(claim))
    assert "“" not in row(happening(strike()))


def test_a_place_that_is_not_resolved_stands_in_its_words() -> None:
    missing = GroundedPlace(index=0, place=Unknown(reason="no gazetteer entry for it"), score=0.0, why="test")
    found = happening(strike(grounded_places=(missing,)))
    assert "Tell Zafra (not in the gazetteer)" in row(found)
    assert "no claim tells its place" not in unfolded(found)


def test_a_likely_link_that_does_not_join_gives_its_reason_and_the_heading_the_threshold() -> None:
    reason = Why(rule="not joined", words="a person told apart claims of the two events", score=0.0)
    rival = Link(claim="c-1", other="c-2", score=0.93, why=(reason,), doubtful=True)
    text = unfolded(happening(strike(), rivals=(rival,)))
    assert "near it, and not joined (links join from 0.50)" in text
    assert "not joined (a person told apart claims of the two events)" in text


def test_sources_without_a_name_in_other_words_are_said_to_count_as_one() -> None:
    police = (Speaker(words="police", kind="unnamed", evidence=evidence(TEXT, "Tell Zafra")),)
    other = Evidence(document="b", start=0, end=9, text="Two died in Tell Zafra.", made=MADE)
    claims = strike("a", sources=police), strike("b", sources=police, sentence=other)
    assert "no name is given for “police” of several reports" in unfolded(happening(*claims))
    copies = strike("a", sources=police), strike("b", sources=police)
    assert "no name is given" not in unfolded(happening(*copies))
