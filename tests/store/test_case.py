from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from dateline.errors import CaseError, UsageError
from dateline.records.header import Version, header_of
from dateline.store import schema
from dateline.store.case import Case
from dateline.store.filters import Filter
from tests.builders import TEXT, capture, changed, estimate, grounded_report, strike
from tests.store.made import run_record


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create_or_open(tmp_path / "case.db") as opened:
        yield opened


def dump(case: Case) -> dict[str, list[tuple[object, ...]]]:
    with case._engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in schema.metadata.sorted_tables
        }


def test_claims_come_back_as_they_were(case: Case) -> None:
    made = grounded_report(claims=(strike(), estimate()))
    assert case.add(capture(), made, run_record())
    about = header_of(made.annotated.report)
    header = msgspec.structs.replace(about, version=Version(number=1, of=1, newest=True))
    assert list(case.claims()) == [(header, claim) for claim in made.claims]
    assert case.count() == 2


def test_the_same_bytes_twice_change_nothing(case: Case) -> None:
    assert case.add(capture(), grounded_report(), run_record())
    before = dump(case)
    again = grounded_report(claims=(strike(), estimate()))
    assert not case.add(capture(name="another name.txt"), again, run_record())
    assert dump(case) == before
    assert case.known(capture()) and not case.known(capture("none"))


def test_the_bytes_come_back_as_they_came(case: Case) -> None:
    taken = msgspec.structs.replace(capture("Bytes, \ud800 and all."), charset="windows-1256")
    case.add(taken, grounded_report("Bytes.", claims=(), capture=taken.id), run_record())
    assert case.capture(taken.id) == taken
    assert case.capture("k-none") is None


def test_a_report_without_a_claim_is_kept_with_the_reason(case: Case) -> None:
    case.add(capture(), grounded_report(silence="no event words"), run_record())
    (row,) = case.reports()
    assert (row.claims, row.silence, row.header.document) == (0, "no event words", "page.txt")
    assert list(case.claims()) == []


def test_each_claim_has_its_event_run_places_and_actors(case: Case) -> None:
    case.add(capture(), grounded_report(claims=(strike(), estimate())), run_record())
    held = dump(case)
    assert {row[0] for row in held["telling_claims"]} == {strike().claim.id, estimate().claim.id}
    assert len({row[4] for row in held["tellings"]}) == 2
    assert [row[0] for row in held["runs"]] == ["u-1"]
    ids = {row[0]: row[1] for row in held["claims"]}
    placed = {ids[row[0]]: row[4] for row in held["claim_places"]}
    assert placed == {strike().claim.id: "gn:990001", estimate().claim.id: None}
    sides = {(row[1], row[3], row[4]) for row in held["claim_actors"] if ids[row[0]] == strike().claim.id}
    assert sides == {
        ("actors", "army jets", "army"),
        ("recipients", "Red Dune commander", None),
        ("sources", "Idris Faroun", None),
    }


def test_a_report_that_fails_half_way_leaves_nothing(case: Case) -> None:
    before = dump(case)
    twice = grounded_report(claims=(strike(), strike()))
    with pytest.raises(CaseError, match=r"page\.txt cannot be added"):
        case.add(capture(), twice, run_record())
    assert dump(case) == before
    assert case.add(capture(), grounded_report(), run_record())


def test_half_a_surrogate_pair_in_a_report_is_no_obstacle(case: Case) -> None:
    text = TEXT.replace("a hideout", "a hide\ud800out")
    words = msgspec.structs.replace(strike().claim.actors[0], words="army \udfff jets")  # type: ignore[index]
    claim = changed(strike(), actors=(words,))
    made = grounded_report(claims=(claim,))
    about = msgspec.structs.replace(made.annotated.report, text=text, document="p\udc80.txt")
    made = msgspec.structs.replace(made, annotated=msgspec.structs.replace(made.annotated, report=about))
    assert case.add(capture(), made, run_record())
    ((header, found),) = case.claims()
    assert found == claim and header.document == "p\udc80.txt"


def test_a_claim_is_found_by_the_start_of_its_identifier(case: Case) -> None:
    case.add(capture(), grounded_report(claims=(strike(), estimate())), run_record())
    wanted = strike().claim.id
    for name in (wanted, wanted[:10], wanted[2:9], wanted[2:9].upper()):
        assert case.claim(name)[1] == strike()


def test_a_claim_that_is_none_or_several_is_named(case: Case) -> None:
    claims = tuple(changed(strike(), id=f"c-ab{n:02}") for n in range(7))
    case.add(capture(), grounded_report(claims=claims), run_record())
    with pytest.raises(UsageError, match=r"several claims start with 'ab': c-ab00, .*c-ab04 \.\.\."):
        case.claim("ab")
    for name in ("zz", "", "c-", "%", "_"):
        with pytest.raises(UsageError, match="no claim"):
            case.claim(name)


def test_comments_are_searchable_and_say_that_they_are_comments(case: Case) -> None:
    case.add(capture(), grounded_report(), run_record())
    (hit,) = case.search("brigade BURNED")
    assert (hit.document, hit.label) == ("page.txt", "comment")
    assert "[Brigade] [burned]" in hit.words
    assert [h.label for h in case.search("hideout")] == ["body"]
    assert list(case.search("brigade hideout")) == []
    assert (case.hits("brigade BURNED"), case.hits("brigade hideout")) == (1, 0)
    assert list(case.search("hideout", limit=0)) == []


@pytest.mark.parametrize("words", ['"', "NEARBY(", "text:x", "a OR", "*", "-"])
def test_no_search_words_are_taken_for_commands(case: Case, words: str) -> None:
    case.add(capture(), grounded_report(), run_record())
    try:
        assert list(case.search(words)) == []
    except UsageError as error:
        assert "no word" in str(error)


def test_claims_stay_in_the_order_they_were_added(case: Case) -> None:
    names = ["z.txt", "a.txt", "m.txt"]
    for name in names:
        taken = capture(TEXT + name, name=name)
        claims = (strike(name), strike(name, salt=2))
        made = grounded_report(document=name, claims=claims, capture=taken.id)
        assert case.add(taken, made, run_record())
    assert [header.document for header, _ in case.claims()] == [n for n in names for _ in range(2)]
    assert [row.header.document for row in case.reports()] == names


def test_claims_asked_for_are_counted(case: Case) -> None:
    case.add(capture(), grounded_report(), run_record())
    assert (case.count(), case.count(Filter(places=("Tell Zafra",)))) == (1, 1)
    assert case.count(Filter(actors=("Nobody",))) == 0
