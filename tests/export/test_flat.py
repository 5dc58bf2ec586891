from __future__ import annotations

import msgspec

from dateline.export.flat import flat, located, place_unknown, when_unknown
from dateline.records.claim import Casualty, CasualtyKind, GroundedPlace, PlaceRole
from dateline.records.evidence import Interval, Known, Range, Unknown
from dateline.records.header import Version, header_of
from tests.builders import SATURDAY, TELL_ZAFRA, TEXT, changed, estimate, evidence, report, strike

HEADER = header_of(report())


def test_a_claim_from_a_case_says_of_which_version_it_is() -> None:
    header = msgspec.structs.replace(HEADER, version=Version(number=1, of=3, newest=False))
    values = flat(header, strike())
    assert (values["version"], values["versions"], values["newest"]) == (1, 3, False)


def test_the_flat_fields_of_a_whole_claim() -> None:
    claim = strike()
    assert flat(HEADER, claim) == {
        "claim": claim.claim.id,
        "doc": "page.txt",
        "title": "Jets hit Tell Zafra",
        "outlet": "Lantern Post",
        "published": "2017-11-12",
        "version": None,
        "versions": None,
        "newest": None,
        "type": "ASSAULT",
        "mode": "aerial",
        "reality": "happened",
        "actors": ["army jets"],
        "recipients": ["Red Dune commander"],
        "places": {"at": ["Tell Zafra"], "from": [], "to": []},
        "when": {"start": "2017-11-11", "end": "2017-11-11", "text": "Saturday"},
        "killed": [3, 3],
        "wounded": None,
        "captured": None,
        "missing": None,
        "displaced": None,
        "force": None,
        "means": ["jets"],
        "sources": ["Idris Faroun"],
        "evidence": [47, 86],
    }
    start, end = 47, 86
    assert TEXT[start:end] == claim.claim.evidence.text


def test_what_is_unknown_is_none_or_empty_and_never_made_up() -> None:
    reason = Unknown(reason="not worded")
    bare = changed(
        strike(),
        mode=reason,
        actors=reason,
        recipients=reason,
        places=reason,
        when=reason,
        casualties=reason,
        means=reason,
        sources=(),
        grounded_when=reason,
        grounded_places=(),
    )
    header = msgspec.structs.replace(HEADER, title=reason, outlet=reason, published=reason)
    values = flat(header, bare)
    assert [values[k] for k in ("title", "outlet", "published", "mode", "killed")] == [None] * 5
    assert values["actors"] == values["recipients"] == values["means"] == values["sources"] == []
    assert values["places"] == {"at": [], "from": [], "to": []}
    assert values["when"] == {"start": None, "end": None, "text": None}


def test_roles_fold_and_names_stand_once() -> None:
    words = evidence(TEXT, "Tell Zafra")
    places = tuple(
        PlaceRole(role=role, words=name, evidence=words)  # type: ignore[arg-type]
        for role, name in [
            ("at", "Orsa"),
            ("near", "Orsa"),
            ("from", "Bel"),
            ("to", "Cum"),
            ("toward", "Dor"),
            ("via", "Eft"),
        ]
    )
    values = flat(HEADER, changed(strike(), places=places))
    assert values["places"] == {"at": ["Orsa"], "from": ["Bel"], "to": ["Cum", "Dor"], "via": ["Eft"]}


def test_a_place_that_stands_for_another_goes_by_its_name() -> None:
    place = PlaceRole(
        role="at",
        words="the town",
        evidence=evidence(TEXT, "a hideout"),
        antecedent=evidence(TEXT, "Tell Zafra"),
    )
    assert flat(HEADER, changed(strike(), places=(place,)))["places"]["at"] == ["Tell Zafra"]


def test_a_date_that_is_a_span_and_evidence_outside_the_report() -> None:
    november = Interval(start=SATURDAY.start.replace(day=1), end=SATURDAY.end, precision="span")
    header = msgspec.structs.replace(HEADER, published=Known(value=november, evidence=()))
    given = msgspec.structs.replace(strike().claim.evidence, layer="setting")
    values = flat(header, changed(strike(), evidence=given))
    assert values["published"] == "2017-11-01/2017-11-11"
    assert values["evidence"] is None


def test_the_place_on_the_map_is_where_it_was_before_where_it_went() -> None:
    words = evidence(TEXT, "Tell Zafra")
    roles = (PlaceRole(role="to", words="A", evidence=words), PlaceRole(role="at", words="B", evidence=words))
    there = msgspec.structs.replace(TELL_ZAFRA, id="gn:2")
    grounded = tuple(
        GroundedPlace(index=i, place=place, score=1, why="") for i, place in enumerate((there, TELL_ZAFRA))
    )
    assert located(changed(strike(), places=roles, grounded_places=grounded)) == TELL_ZAFRA
    missing = msgspec.structs.replace(grounded[1], place=Unknown(reason="nowhere"))
    assert located(changed(strike(), places=roles, grounded_places=(grounded[0], missing))) == there


def test_an_assault_is_not_where_it_came_from() -> None:
    role = PlaceRole(role="from", words="Tell Zafra", evidence=evidence(TEXT, "Tell Zafra"))
    item = GroundedPlace(index=0, place=TELL_ZAFRA, score=1, why="")
    shelled = changed(strike(), places=(role,), grounded_places=(item,))
    assert "only where it came from" in place_unknown(shelled)
    assert located(changed(strike(), type="RETREAT", places=(role,), grounded_places=(item,))) == TELL_ZAFRA


def test_reasons_are_given_for_what_cannot_be_placed_or_dated() -> None:
    assert place_unknown(strike()) == when_unknown(strike()) == ""
    assert place_unknown(estimate()) == "not in the gazetteer (candidates: gn:1, gn:2)"
    assert when_unknown(estimate()) == "no publication date is known"
    province = msgspec.structs.replace(TELL_ZAFRA, latitude=None, longitude=None)
    item = GroundedPlace(index=0, place=province, score=1, why="")
    assert "no coordinates" in place_unknown(changed(strike(), grounded_places=(item,)))
    assert place_unknown(changed(strike(), places=Unknown(reason="nowhere said"))) == "nowhere said"


def test_displaced_missing_and_force_are_ranges_too() -> None:
    words = evidence(TEXT, "two")
    lows: dict[CasualtyKind, int] = {"displaced": 300, "missing": 4}
    many = tuple(
        Casualty(kind=kind, amount=Range(low=low, high=None), evidence=words) for kind, low in lows.items()
    )
    values = flat(HEADER, changed(strike(), casualties=many))
    assert (values["displaced"], values["missing"], values["killed"]) == ([300, None], [4, None], None)
    assert flat(HEADER, estimate())["force"] == [0, 20]
