from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from dateline.desk.labels import Labels
from dateline.desk.listing import title_of
from dateline.reconcile.echoes import independent
from dateline.reconcile.views import view_of
from dateline.records.claim import Participant, Place, PlaceRole
from dateline.records.evidence import Interval, Known, Unknown
from dateline.store.case import Case
from dateline.store.columns import Tables
from dateline.store.happenings import Outline
from tests.builders import TELL_ZAFRA, TEXT, capture, changed, evidence, grounded_report, strike
from tests.desk.made import Client
from tests.reconcile.made import around
from tests.store.made import run_record


def newest(case: Case) -> str:
    return next(row.header.report for row in case.reports() if row.version.of == 2 and row.version.newest)


def test_offsets_are_those_of_the_text(client: Client, case: Case) -> None:
    told = client.get(f"/api/reports/{newest(case)}")
    text = told["text"]
    for mention in told["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["label"]
    assert {"place", "time", "state-force"} <= {each["kind"] for each in told["mentions"]}
    for claim in told["claims"]:
        start, end = claim["sentence"]
        assert all(start <= mark["start"] <= mark["end"] <= end for mark in claim["marks"])
        assert claim["event"].startswith("e-")
    assert [block["label"] for block in told["blocks"]] == ["body", "comment"]
    assert [block["coded"] for block in told["blocks"]] == [True, False]


def test_versions_are_compared_by_words(client: Client, case: Case) -> None:
    told = client.get(f"/api/reports/{newest(case)}")
    assert [each["newest"] for each in told["versions"]] == [False, True]
    one, other = (each["id"] for each in told["versions"])
    found = client.get(f"/api/reports/{one}/compare/{other}")
    assert found["left"]["report"] == one
    assert {each["state"] for each in found["blocks"]} <= {"same", "changed"}
    for block in found["blocks"]:
        left = " ".join(piece["text"] for piece in block["words"] if piece["op"] in "=-")
        right = " ".join(piece["text"] for piece in block["words"] if piece["op"] in "=+")
        assert (left, right) == (block["left"], block["right"])
    assert len(found["claims"]["kept"]) == 1
    assert found["claims"]["added"] == found["claims"]["removed"] == []


def test_an_event_has_all_that_is_told_of_it(client: Client, case: Case) -> None:
    claim = strike("other.txt").claim.id
    told = client.get(f"/api/events/{claim}")
    assert claim in told["event"]["claims"]
    fields = {field["name"]: field for field in told["fields"]}
    assert fields["place"]["values"][0]["content"] == TELL_ZAFRA.id
    assert fields["killed"]["best"] == fields["killed"]["values"][0]["label"]
    held = next(each for each in told["claims"] if each["grounded"]["claim"]["id"] == claim)
    assert held["chain"][0] == "Idris Faroun"
    assert held["fields"]["place"] == TELL_ZAFRA.name
    assert told["row"]["id"] == told["event"]["id"]
    assert told["row"]["origins"] == case.event(claim).origins
    before = client.get(f"/api/events/{told['event']['id']}", codebook="acled")
    assert {field["rule"] for field in before["fields"]} != {field["rule"] for field in told["fields"]}


@pytest.mark.parametrize(
    "address",
    [
        "/api/events/e-nothing",
        "/api/events/c-nothing",
        "/api/claims/c-nothing",
        "/api/reports/r-nothing",
        "/api/reports/r-nothing/mentions",
        "/api/reports/r-nothing/compare/r-none",
        "/api/runs/u-nothing",
        "/api/places/gn:1",
        "/api/places/words:nothing",
        "/api/jobs/j-nothing",
        "/api/jobs/j-nothing/progress",
        "/api/nothing",
    ],
)
def test_what_is_not_there_is_said(client: Client, address: str) -> None:
    answer = client.http.get(address)
    assert answer.status_code == 404
    assert answer.json()["error"]


def test_places_tell_who_held_them_and_what_happened(client: Client) -> None:
    listed = client.get("/api/places", q="qasr")
    assert [each["key"] for each in listed["items"]] == ["gn:990002"]
    told = client.get("/api/places/gn:990002", stale=30)
    assert told["about"]["name"] == "Qasr Miran"
    assert [each["type"] for each in told["events"]] == ["TERRITORY"]
    assert told["stale_after"] == 30
    known = client.get("/api/control", day="2018-02-10")
    keys = [each["properties"]["place_key"] for each in known["features"]["features"]]
    for spell in told["spells"]:
        assert spell["place"]["key"] == "gn:990002"
        assert {"label", "claims", "stake"} <= set(spell["camps"][0])
    assert sum(each["count"] for each in known["changes"]) >= len(keys)
    assert client.get("/api/control", day="2018-02-10", as_of="2001")["features"]["features"] == []


def test_control_opens_on_the_last_day_that_is_told_of(client: Client, case: Case) -> None:
    assert client.get("/api/control")["told_last"] is None
    taken(case)
    opened = client.get("/api/control")
    assert opened["day"] == opened["told_last"] == "2018-02-03"
    assert opened["first"] < "2018-02-03" < opened["last"] < "2018-03-01"
    assert [each["day"] for each in opened["changes"]] == ["2018-02-03"]
    asked = client.get("/api/control", day="2024-01-01")
    assert (asked["day"], asked["last"]) == ("2024-01-01", "2024-01-01")


def test_a_holder_that_no_dictionary_has_is_told_by_its_words(client: Client, case: Case) -> None:
    taken(case)
    (feature,) = client.get("/api/control")["features"]["features"]
    assert feature["properties"]["holder"] is None
    assert feature["properties"]["holder_words"] == "Rebels"
    spell = client.get("/api/places/gn:990002")["spells"][0]
    assert (spell["holder_words"], spell["camps"][0]["worded"]) == ("Rebels", "Rebels")
    (listed,) = client.get("/api/places", q="qasr")["items"]
    assert listed["holder"] in (None, "Rebels (not in the dictionaries)")


def taken(case: Case) -> None:
    """Let rebels whom no dictionary has take Qasr Miran on 2018-02-03."""
    qasr = Place(
        id="gn:990002",
        name="Qasr Miran",
        kind="settlement",
        country="IQ",
        province="Al Anbar",
        latitude=34.9,
        longitude=42.4,
    )
    day = Interval(start=dt.date(2018, 2, 3), end=dt.date(2018, 2, 3))
    told = evidence(TEXT, "army jets", "rebels.txt")
    where = evidence(TEXT, "Tell Zafra", "rebels.txt", 40)
    claim = changed(
        strike("rebels.txt", salt="rebels"),
        type="TERRITORY",
        mode=Known(value="capture", evidence=()),
        actors=(Participant(words="Rebels", kind="armed-group", evidence=told),),
        places=(PlaceRole(role="at", words="Tell Zafra", evidence=where),),
        sentence=where,
        grounded_actors=(),
        grounded_when=Known(value=day, evidence=()),
        grounded_places=tuple(msgspec.structs.replace(each, place=qasr) for each in strike().places),
    )
    page = capture(f"{TEXT} rebels", name="rebels.txt")
    report = grounded_report(f"{TEXT} rebels", document="rebels.txt", claims=(claim,), capture=page.id)
    case.add(page, report, run_record())


def test_search_marks_what_it_found(client: Client) -> None:
    found = client.get("/api/search", q="hideout ZAFRA")
    assert found["total"] == len(found["items"]) == 3
    for hit in found["items"]:
        assert [hit["text"][start:end].casefold() for start, end in hit["matches"]]
        assert {hit["text"][start:end].casefold() for start, end in hit["matches"]} <= {"hideout", "zafra"}
        assert hit["header"]["report"] == hit["report"]
    comment = client.get("/api/search", q="brigade burned")["items"][0]
    assert comment["label"] == "comment"
    assert client.http.get("/api/search", params={"q": "  "}).status_code == 400


def test_reports_are_found_by_title_and_outlet(client: Client, case: Case) -> None:
    every = client.get("/api/reports", limit=200)
    assert every["total"] == len(list(case.reports()))
    assert client.get("/api/reports", q="SCRIPT strike")["total"] == 1
    assert client.get("/api/reports", outlet="lantern")["total"] == 2
    assert client.get("/api/reports", as_of="2017-11-13")["total"] == 1


def test_an_event_is_not_called_by_whom_one_of_three_origins_names() -> None:
    nobody = Unknown(reason="not worded")

    def titled(*named: bool) -> str:
        told = [
            strike(f"page {n}", sources=(), **({} if by else {"actors": nobody, "grounded_actors": ()}))
            for n, by in enumerate(named)
        ]
        pairs = [(each, around(each.claim.report)) for each in told]
        outline = Outline(
            id="e-1",
            view=view_of(pairs, {}),
            told=(),
            reports=len(told),
            origins=independent(((g.claim, a) for g, a in pairs), {}),
            around={},
            family={},
        )
        return title_of(outline, Labels(Tables()))

    assert titled(True, False) == "Assault by army, Tall Zafrā"
    assert titled(True, False, False) == "Assault, Tall Zafrā"
