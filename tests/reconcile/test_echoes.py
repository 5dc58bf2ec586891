from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dateline.reconcile.echoes import families, family_names, independent, origins_of
from dateline.reconcile.signatures import signature_of
from dateline.reconcile.surroundings import Surroundings
from dateline.records.claim import Claim, Speaker
from tests.builders import TEXT, evidence, strike
from tests.reconcile.made import around

WORDS = [f"word{n}" for n in range(300)]


def text(report: str, words: list[str]) -> Surroundings:
    return around(report, signature=signature_of(" ".join(words)))


WIRE = text("wire", WORDS[:120])
COPY = text("copy", [*WORDS[:110], "and", "more"])
OTHER = text("other", WORDS[150:270])


def speaker(words: str, kind: Any = "person") -> Speaker:
    return Speaker(words=words, kind=kind, evidence=evidence(TEXT, "Tell Zafra"))


def said(report: str, *sources: Speaker) -> Claim:
    return strike(report, sources=sources).claim


def test_near_copies_are_a_family_and_others_are_not() -> None:
    (family,) = families([WIRE, COPY, OTHER, around("empty")])
    assert family.reports == ("copy", "wire") and 0.5 <= family.likeness < 1
    assert family_names([family]) == {"copy": "copy", "wire": "copy"}


@given(st.permutations([WIRE, COPY, OTHER, text("second", WORDS[:118])]))
def test_the_order_of_reports_changes_nothing(order: list[Surroundings]) -> None:
    assert families(order) == families(sorted(order, key=lambda each: each.report))


def test_one_spokesman_in_two_outlets_is_one_origin() -> None:
    one, other = said("a", speaker("Idris Faroun")), said("b", speaker("Idris  FAROUN"))
    assert independent([(one, around("a")), (other, around("b"))], {}) == 1
    third = said("c", speaker("Mara Tolle"))
    assert independent([(one, around("a")), (other, around("b")), (third, around("c"))], {}) == 2


def test_an_outlet_in_the_chain_is_shared_too() -> None:
    wire = speaker("Lund Wire", "outlet")
    one = said("a", speaker("a guard", "unnamed"), wire)
    other = said("b", speaker("a miller", "unnamed"), wire)
    assert independent([(one, around("a")), (other, around("b"))], {}) == 1
    assert origins_of(one, around("a")) == {"source:a guard", "outlet:lund wire"}


def test_near_copies_are_one_origin_whoever_they_name() -> None:
    pairs = [(said("a", speaker("Idris Faroun")), around("a")), (said("b"), around("b"))]
    assert independent(pairs, {}) == 2
    assert independent(pairs, {"a": "a", "b": "a"}) == 1


def test_reports_that_speak_for_themselves_go_back_to_their_outlet() -> None:
    same = frozenset({"outlet:lantern post"})
    pairs = [(said("a"), around("a", roots=same)), (said("b"), around("b", roots=same))]
    assert independent(pairs, {}) == 1
    assert independent([], {}) == 0
