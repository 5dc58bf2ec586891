from __future__ import annotations

import re
from typing import Any

import pytest

from dateline.desk.labels import Labels
from dateline.desk.listing import title_of
from dateline.desk.reviewing import joining
from dateline.store.case import Case
from tests.builders import TEXT, strike
from tests.desk.made import Client, desk_in

STRIKE = strike("other.txt").claim.id


def claim(client: Client) -> Any:
    return client.get(f"/api/claims/{STRIKE}")


def correct(client: Client, field: str, status: int = 200, **value: Any) -> Any:
    given = {"kind": "correct", "subjects": [STRIKE], "field": field, "value": value}
    answer = client.post("/api/decisions", json=given)
    assert answer.status_code == status, answer.text
    return answer.json()


def picked(words: str) -> dict[str, int]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def test_a_decision_is_the_one_of_the_command_line(client: Client, case: Case) -> None:
    made = client.decide("accept", STRIKE, note="seen the film")
    (row,) = case.decisions()
    assert row.decision.id == made["decision"]["decision"]["id"]
    assert (row.decision.kind, row.decision.subjects, row.decision.note) == (
        "accept",
        (STRIKE,),
        "seen the film",
    )
    assert claim(client)["review"] == "accepted"
    assert made["changed"]["events"] == [claim(client)["event"]]
    undone = client.decide("undo", row.decision.id)
    assert undone["changed"]["events"] == made["changed"]["events"]
    assert claim(client)["review"] == "open"


def test_the_view_follows_a_decision_at_once(client: Client) -> None:
    before = client.get("/api/explore")["counts"]
    client.decide("reject", STRIKE)
    after = client.get("/api/explore")["counts"]
    assert (after["claims"], after["rejected"]) == (before["claims"] - 1, before["rejected"] + 1)


def test_picked_words_are_the_value_and_its_evidence(client: Client) -> None:
    correct(client, "killed", words=picked("Two"))
    told = claim(client)
    assert told["review"] == "corrected"
    amounts = [each for each in told["grounded"]["claim"]["casualties"] if each["kind"] == "killed"]
    assert [each["amount"] for each in amounts] == [{"low": 2, "high": 2}]
    assert (amounts[0]["evidence"]["start"], amounts[0]["evidence"]["text"]) == (0, "Two")
    assert told["machine"]["claim"]["casualties"] != told["grounded"]["claim"]["casualties"]
    assert told["decisions"][0]["what"] == "correct killed to 2"


def test_picked_days_count_from_the_day_of_publication(client: Client) -> None:
    correct(client, "when", words=picked("Saturday"))
    assert claim(client)["grounded"]["when"]["value"]["start"] == "2017-11-11"
    correct(client, "when", words=picked("yesterday"), text="2017-11-10")
    assert claim(client)["grounded"]["when"]["value"]["start"] == "2017-11-10"
    assert claim(client)["grounded"]["when"]["evidence"][0]["text"] == "yesterday"


def test_a_candidate_is_taken_as_it_was_offered(client: Client) -> None:
    place = client.get("/api/suggest", field="place", q="Rawa")[0]
    correct(client, "place", candidate=place["value"])
    assert claim(client)["grounded"]["places"][0]["place"]["id"] == place["value"]["id"]
    actor = client.get("/api/suggest", field="actor", q="islamic state")[0]
    correct(client, "actors", candidate=actor["value"])
    assert claim(client)["grounded"]["claim"]["actors"][0]["entry"] == actor["value"]["entry"]
    correct(client, "reality", candidate="denied")
    assert claim(client)["grounded"]["claim"]["reality"]["value"] == "denied"
    correct(client, "recipients", unknown=True)
    assert claim(client)["grounded"]["claim"]["recipients"]["is"] == "unknown"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("killed", {"words": {"start": 0, "end": 10_000}}, "pick words in it"),
        ("killed", {"words": {"start": 5, "end": 5}}, "pick words in it"),
        ("killed", {"words": picked("jets")}, "pick the number alone"),
        ("killed", {}, "pick words, choose a candidate or write one"),
        ("when", {"words": picked("jets")}, "YYYY-MM-DD"),
        ("place", {"text": "Nowhere at All"}, "gazetteer has none"),
        ("place", {"candidate": {"is": "place"}}, "cannot be the place"),
        ("type", {"candidate": "WAR"}, "is no event type"),
        ("type", {"unknown": True}, "cannot be unknown"),
        ("confidence", {"text": "1"}, "is no field that can be corrected"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    client: Client, case: Case, field: str, value: dict[str, Any], words: str
) -> None:
    assert words in correct(client, field, 400, **value)["error"]
    assert not case.decisions()


def test_events_are_merged_and_split(client: Client) -> None:
    one, other = (each["id"] for each in client.get("/api/events")["items"][:2])
    merged = client.decide("merge", one, other)
    (event,) = merged["changed"]["events"]
    claims = [each["grounded"]["claim"]["id"] for each in client.get(f"/api/events/{event}")["claims"]]
    assert len(claims) >= 2
    parted = client.decide("split", claims[0], rest=claims[1:])
    assert client.get(f"/api/events/{claims[0]}")["event"]["id"] in parted["changed"]["events"]
    assert [row["what"] for row in client.get(f"/api/events/{claims[0]}")["decisions"]] == ["merge", "split"]


def test_a_decision_that_was_not_seen_is_not_laid_over(client: Client, case: Case) -> None:
    def decide(kind: str, **more: Any) -> Any:
        return client.post("/api/decisions", json={"kind": kind, "subjects": [STRIKE], **more})

    first = decide("accept", seen=[]).json()["decision"]["decision"]["id"]
    last = case.decide("reject", [STRIKE], "omar").id
    for seen in ([first], ["d-nothing", first]):
        answer = decide("accept", seen=seen)
        assert answer.status_code == 409
        assert re.fullmatch(
            r"rejected by omar at \d\d:\d\d UTC, since you looked; decide again to lay yours over it",
            answer.json()["error"],
        )
        assert answer.json()["decisions"] == [last]
    assert decide("accept", seen=[]).json()["decisions"] == [first, last]
    assert len(case.decisions()) == 2
    assert decide("note", seen=[], note="of another sort").status_code == 200
    assert decide("accept", seen=[first, last]).status_code == 200
    assert decide("reject").status_code == 200
    held = [row.decision.id for row in case.decisions()]
    case.decide("undo", [held[-1]], "omar")
    assert decide("accept", seen=held[:-1]).status_code == 200
    for name in (STRIKE[:10], STRIKE.removeprefix("c-")[:8]):
        given = {"kind": "reject", "subjects": [name], "seen": []}
        assert client.post("/api/decisions", json=given).status_code == 409


def test_deciding_all_the_same_overlooks_no_third_decision(client: Client, case: Case) -> None:
    given = {"kind": "accept", "subjects": [STRIKE], "seen": []}
    case.decide("reject", [STRIKE], "omar")
    told = client.post("/api/decisions", json=given).json()["decisions"]
    third = case.decide("accept", [STRIKE], "nadia").id
    again = client.post("/api/decisions", json={**given, "seen": told})
    assert (again.status_code, again.json()["decisions"]) == (409, [third])
    assert client.post("/api/decisions", json={**given, "seen": [*told, third]}).status_code == 200


def test_a_merge_sees_what_was_decided_on_both_events(client: Client, case: Case) -> None:
    one, other = (
        each["claims"][0]
        for each in (
            client.get(f"/api/events/{row['id']}")["event"] for row in client.get("/api/events")["items"][:2]
        )
    )
    parted = case.decide("split", [other], "omar", rest=[one]).id
    given = {"kind": "merge", "subjects": [one, other], "seen": []}
    answer = client.post("/api/decisions", json=given)
    assert (answer.status_code, answer.json()["decisions"]) == (409, [parted])
    assert [row["decision"]["id"] for row in client.get(f"/api/events/{other}")["decisions"]] == [parted]
    assert client.post("/api/decisions", json={**given, "seen": [parted]}).status_code == 200


def test_an_undo_says_where_it_comes_too_late(client: Client, case: Case) -> None:
    first = client.decide("accept", STRIKE)["decision"]["decision"]["id"]
    undo = {"kind": "undo", "subjects": [first], "seen": []}
    last = case.decide("reject", [STRIKE], "omar").id
    answer = client.post("/api/decisions", json=undo)
    assert (answer.status_code, answer.json()["decisions"]) == (409, [last])
    assert "after what you take back; undo that one first" in answer.json()["error"]
    assert client.post("/api/decisions", json={**undo, "seen": [last]}).status_code == 200
    again = client.post("/api/decisions", json=undo)
    assert again.status_code == 400
    assert re.search(r"is undone already, by \S+ at \d{4}-", again.json()["error"])


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"kind": "destroy", "subjects": [STRIKE]},
        {"kind": "accept", "subjects": []},
        {"kind": "accept", "subjects": ["c-nothing"]},
        {"kind": "accept", "subjects": [""]},
        {"kind": "accept", "subjects": [STRIKE], "by": "somebody else"},
        {"kind": "correct", "subjects": [STRIKE]},
        {"kind": "undo", "subjects": ["d-nothing"]},
        {"kind": "merge", "subjects": [STRIKE]},
    ],
)
def test_what_is_no_decision_is_refused(client: Client, case: Case, given: dict[str, Any]) -> None:
    answer = client.post("/api/decisions", json=given)
    assert answer.status_code in (400, 422)
    assert answer.json()["error"]
    assert not case.decisions()


def test_the_queue_gives_one_thing_after_the_other(client: Client) -> None:
    seen: list[str] = []
    left = client.get("/api/review", kind="claim")["left"]
    while (found := client.get("/api/review", kind="claim", skip=",".join(seen)))["task"] is not None:
        task = found["task"]
        assert task["id"] not in seen
        seen.append(task["id"])
        told = task["claim"]
        sentence = told["grounded"]["claim"]["sentence"]
        start = sentence["start"] - told["offset"]
        assert told["text"][start : start + len(sentence["text"])] == sentence["text"]
        assert {"type", "mode", "reality", "place"} <= set(task["candidates"])
    assert len(seen) == left
    client.decide("accept", seen[0])
    after = client.get("/api/review", kind="claim")
    assert (after["left"], after["done"]) == (left - 1, 1)
    assert after["task"]["id"] == seen[1]
    assert client.get("/api/review", task=seen[2])["task"]["id"] == seen[2]
    assert client.get("/api/review", task="c-nothing")["task"] is None


def test_the_queue_is_in_the_order_of_the_command_line(client: Client, case: Case) -> None:
    agenda = case.agenda()
    seen: list[str] = []
    while (found := client.get("/api/review", skip=",".join(seen)))["task"] is not None:
        assert (found["left"], found["done"]) == (agenda.left(), agenda.done())
        seen.append(found["task"]["id"])
    assert seen == [task.id for task in agenda.tasks()]


def test_places_that_the_report_names_are_candidates(client: Client) -> None:
    task = client.get("/api/review", task=STRIKE)["task"]
    offered = {each["label"]: each["hint"] for each in task["candidates"]["place"]}
    assert offered["Qasr Miran"].startswith("named in this report")


def test_a_pair_tells_what_joining_would_do(client: Client, case: Case) -> None:
    with case.history() as history:
        outlines = [
            outline
            for row in client.get("/api/events")["items"]
            if (outline := history.outline(history.named(row["id"]))) is not None
        ]
    labels = Labels(desk_in(client.http.app).snapshots.of().columns.tables)  # type: ignore[arg-type]
    claims = sum(len(each.told) for each in outlines[:2])
    words = joining(outlines[:2], labels)
    assert words.startswith(f"Joining makes one event of {claims} claims in ")
    assert all(f"“{title_of(each, labels)}”" in words for each in outlines[:2])
    assert joining(outlines[:1] * 2, labels).startswith("They are in one event of ")


def test_refusals_do_not_speak_of_the_command_line(client: Client) -> None:
    answers = [
        client.http.get("/api/events/e-nothing"),
        client.http.get("/api/reports/r-nothing"),
        client.post("/api/decisions", json={"kind": "accept", "subjects": ["c-nothing"]}),
        client.post("/api/decisions", json={"kind": "undo", "subjects": ["d-nothing"]}),
        client.http.get("/api/claims/c-nothing"),
        client.http.get("/api/explore?type=NOISE"),
        client.http.get("/api/explore?since=2018&until=2017"),
    ]
    for answer in answers:
        assert answer.status_code in (400, 404)
        assert "`dateline" not in answer.json()["error"]
        assert "--" not in answer.json()["error"]
