from __future__ import annotations

import io

import msgspec
import pytest

from dateline.export.table import short_id, write_table
from dateline.records.claim import Casualty, CasualtyKind, GroundedClaim, Participant, PlaceRole
from dateline.records.evidence import Known, Range, Unknown
from dateline.records.header import Header, Version, header_of
from tests.builders import TEXT, changed, estimate, evidence, report, strike

HEADER = header_of(report())


def table(*claims: GroundedClaim, width: int = 160, ids: bool = False, color: bool = False) -> str:
    out = io.StringIO()
    rows: list[tuple[Header, GroundedClaim]] = [(HEADER, claim) for claim in claims]
    assert write_table(rows, out, width=width, ids=ids, color=color) == len(claims)
    return out.getvalue()


def test_every_column_is_told() -> None:
    text = table(strike())
    for head in ("date", "place", "who", "what", "to whom", "wounded", "reality", "according to whom"):
        assert head in text
    for cell in (
        "2017-11-11",
        "near Tell Zafra",
        "army jets",
        "ASSAULT",
        "aerial",
        "Red Dune commander",
        "3 killed",
        "happened",
        "Idris Faroun → Lantern Post",
    ):
        assert cell in text
    assert "?" not in text


def test_unknown_is_said_and_an_unresolved_place_marked() -> None:
    text = table(estimate())
    assert "unknown" in text and "“Saturday”" in text and "near Tell Zafra?" in text
    assert "≤ 20" in text and "? place not resolved" in text


@pytest.mark.parametrize("width", [100, 120, 200])
def test_no_line_is_wider_than_it_may_be_and_none_is_cut(width: int) -> None:
    words = "the fourteen members of the provincial council's committee on reconstruction"
    many = Participant(words=words, kind="organisation", evidence=evidence(TEXT, "army jets"))
    lines = table(changed(strike(), actors=(many, many), recipients=(many,)), width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert any("Post" in line for line in lines)


def test_a_move_is_told_as_from_and_to() -> None:
    words = evidence(TEXT, "Tell Zafra")
    places = (
        PlaceRole(role="from", words="Rawa", evidence=words),
        PlaceRole(role="to", words="Sakra", evidence=words),
    )
    assert "Rawa → Sakra?" in table(changed(strike(), places=places))
    assert "from Rawa" in table(changed(strike(), places=places[:1]))


def test_a_report_that_speaks_for_itself_says_so() -> None:
    assert "the report itself (Lantern Post)" in table(changed(strike(), sources=()), width=180)


def test_the_outlet_is_not_named_twice() -> None:
    speaker = strike().claim.sources[0]
    claim = changed(
        strike(),
        sources=(speaker, type(speaker)(words="Lantern Post", kind="outlet", evidence=speaker.evidence)),
    )
    assert table(claim).count("Lantern Post") == 1


def test_ids_stand_in_the_first_column_where_asked() -> None:
    claim = strike()
    assert short_id(claim.claim.id) == claim.claim.id[2:8]
    assert claim.claim.id[2:8] in table(claim, ids=True)
    assert claim.claim.id[2:8] not in table(claim)


def test_no_colour_no_escape_and_a_page_cannot_add_one() -> None:
    claim = changed(
        strike(), actors=(Participant(words="a\x1b[5mb", kind="person", evidence=evidence(TEXT, "two")),)
    )
    assert "\x1b" not in table(claim)
    assert "\x1b[5m" not in table(claim, color=True)


def test_no_claims_no_table() -> None:
    assert table() == ""


def test_unknown_outlet_and_reality_that_is_not_real() -> None:
    header = header_of(report(outlet=Unknown(reason="not said")))
    out = io.StringIO()
    claim = changed(strike(), reality=Known(value="did-not-happen", evidence=()))
    write_table([(header, claim)], out, width=160)
    assert "Idris Faroun →" not in out.getvalue() and "did-not-" in out.getvalue()


@pytest.mark.parametrize(
    ("relation", "shown"),
    [
        ("south of", "south of Orsa?"),
        ("locations in", "locations in Orsa?"),
        ("mayor's office", "Orsa (mayor's office)?"),
    ],
)
def test_a_relation_stands_where_it_can_be_read(relation: str, shown: str) -> None:
    place = PlaceRole(role="at", words="Orsa", evidence=evidence(TEXT, "Tell Zafra"), relation=relation)
    assert shown in table(changed(strike(), places=(place,), grounded_places=()), width=180)


def test_a_line_names_each_page_where_there_are_several() -> None:
    other = header_of(
        report(document="other.txt", capture="x", title=Unknown(reason="no"), outlet=Unknown(reason="no"))
    )
    out = io.StringIO()
    rows = [(HEADER, strike()), (HEADER, estimate()), (other, strike("other.txt"))]
    assert write_table(rows, out, width=160) == 3
    lines = out.getvalue().splitlines()
    first = lines.index("page.txt · Jets hit Tell Zafra · Lantern Post · 2017-11-12")
    second = lines.index("other.txt · 2017-11-12")
    numbers = [(n, line.split()[0]) for n, line in enumerate(lines) if line[:1].isdigit()]
    assert [number for n, number in numbers if first < n < second] == ["1", "2"]
    assert [number for n, number in numbers if n > second] == ["3"]
    assert out.getvalue().count("according to whom") == 1
    assert "page.txt" not in table(strike(), estimate())


def test_a_version_that_does_not_stand_says_so() -> None:
    headers = [
        msgspec.structs.replace(HEADER, report=name, version=Version(number=number, of=2, newest=newest))
        for name, number, newest in (("r-1", 1, False), ("r-2", 2, True))
    ]
    out = io.StringIO()
    write_table([(header, strike()) for header in headers], out, width=160)
    pages = [line for line in out.getvalue().splitlines() if line.startswith("page.txt")]
    assert pages[0] == f"{pages[1]} · version 1 of 2"


def test_the_killed_are_always_told_first() -> None:
    words = evidence(TEXT, "two")
    kinds: tuple[CasualtyKind, ...] = ("displaced", "captured", "wounded", "killed")
    many = tuple(Casualty(kind=kind, amount=Range(low=2, high=2), evidence=words) for kind in kinds)
    text = table(changed(strike(), casualties=many))
    places = [text.index(f"2 {kind}") for kind in reversed(kinds)]
    assert places == sorted(places)


@pytest.mark.parametrize("ids", [False, True])
def test_no_word_is_broken_at_80_columns(ids: bool) -> None:
    sample = evidence(TEXT, "army jets")
    who = Participant(words="paramilitary detachments", kind="armed-group", evidence=sample)
    whom = Participant(words="neighbouring companions", kind="person", evidence=sample)
    place = PlaceRole(role="at", words="al-Sakhriyat", evidence=sample)
    claim = changed(
        strike(),
        actors=(who,),
        recipients=(whom,),
        places=(place,),
        grounded_places=(),
        reality=Known(value="under-way", evidence=()),
    )
    lines = table(claim, width=80, ids=ids).splitlines()
    assert max(map(len, lines)) <= 80
    words = " ".join(lines).split()
    for word in ("paramilitary", "detachments", "neighbouring", "companions", "al-Sakhriyat?", "according"):
        assert word in words
    assert {"under-way", "killed", "ASSAULT"} <= set(words)


def test_words_too_long_for_any_column_are_broken_but_no_line_is_too_wide() -> None:
    person = Participant(words="x" * 50, kind="person", evidence=evidence(TEXT, "army jets"))
    for width in (40, 60, 80):
        lines = table(changed(strike(), actors=(person,), recipients=(person,)), width=width).splitlines()
        assert "".join(lines).count("x") == 100
        if width == 80:
            assert max(map(len, lines)) <= width
