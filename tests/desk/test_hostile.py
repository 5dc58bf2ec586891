"""What pages and people write comes back as text: never as markup, a formula or a path."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI

from dateline.store.case import Case
from tests.desk.made import FORMULA, SCRIPT, Client, app_over, desk_in


def test_script_in_titles_names_and_texts_is_json_text(client: Client) -> None:
    listed = client.http.get("/api/reports")
    assert listed.headers["content-type"] == "application/json"
    assert SCRIPT in {each["header"]["document"].removesuffix(".txt") for each in listed.json()["items"]}
    report = next(
        each["header"]["report"]
        for each in listed.json()["items"]
        if each["header"]["document"].startswith(SCRIPT)
    )
    told = client.http.get(f"/api/reports/{report}")
    assert told.headers["content-type"] == "application/json"
    assert told.json()["header"]["title"]["value"] == f"{SCRIPT} strike"
    assert told.json()["text"].endswith(SCRIPT)
    events = client.get("/api/events")["items"]
    assert any(FORMULA in each["actors"] for each in events)


def test_script_in_notes_comes_back_as_it_was_written(client: Client, case: Case) -> None:
    claim = next(case.claims())[1].claim.id
    client.decide("note", claim, note=SCRIPT)
    answer = client.http.get("/api/decisions")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["items"][0]["decision"]["note"] == SCRIPT


@pytest.mark.parametrize(
    "address",
    [
        f"/api/events/{SCRIPT}",
        f"/api/claims/{SCRIPT}",
        f"/api/places/{SCRIPT}",
        f"/{SCRIPT}",
        f"/api/jobs/{SCRIPT}",
    ],
)
def test_script_in_an_address_is_never_markup(client: Client, address: str) -> None:
    answer = client.http.get(address)
    assert answer.headers["x-content-type-options"] == "nosniff"
    if answer.headers["content-type"].startswith("text/html"):
        assert "<script>alert" not in answer.text
    else:
        assert answer.headers["content-type"] == "application/json"


def test_errors_are_one_line_without_what_could_steer_a_terminal(client: Client) -> None:
    for words in ("\x1b[2J\x07", "a\nb\r\nc", "\u202e", "x" * 90):
        answer = client.http.get(f"/api/claims/{quote(words)}")
        line = answer.json()["error"]
        assert line.isprintable()
        assert len(line) <= 600


def test_cells_that_would_run_are_led_by_an_apostrophe(client: Client) -> None:
    text = client.http.get("/api/export?form=csv").text
    rows = list(csv.DictReader(io.StringIO(text)))
    cells = [cell for row in rows for cell in row.values()]
    assert f"'{FORMULA}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "@", "\t", "\r"))]


def test_an_export_is_a_file_and_is_named_by_us(client: Client) -> None:
    for form, kind in (
        ("csv", "text/csv"),
        ("geojson", "application/geo+json"),
        ("jsonl", "application/jsonl"),
    ):
        answer = client.http.get(f"/api/export?form={form}&outlet=Lantern")
        assert answer.headers["content-type"].startswith(kind)
        assert answer.headers["content-disposition"].startswith('attachment; filename="dateline-claims-')
    claims = [
        json.loads(line)["claim"] for line in client.http.get("/api/export?form=jsonl").text.splitlines()
    ]
    assert len(claims) == len(set(claims)) == 5


def test_an_export_is_what_the_filters_leave(client: Client) -> None:
    total = client.get("/api/events", type="TERRITORY")["total"]
    lines = client.http.get("/api/export?form=events.jsonl&type=TERRITORY").text.splitlines()
    assert len(lines) == total == 1
    assert client.http.get("/api/export?form=events.jsonl&bbox=0,0,1,1").text == ""
    head, row = client.http.get("/api/export?form=events.csv&type=TERRITORY").text.splitlines()
    assert head.startswith("event,type,") and ",TERRITORY," in row
    (feature,) = client.http.get("/api/export?form=events.geojson&type=TERRITORY").json()["features"]
    assert feature["properties"]["type"] == "TERRITORY"


def test_other_forms_are_refused(client: Client) -> None:
    answer = client.http.get("/api/export?form=../../etc/passwd")
    assert answer.status_code == 400
    assert "choose one of" in answer.json()["error"]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    folder = tmp_path / "page"
    (folder / "assets").mkdir(parents=True)
    (folder / "map").mkdir()
    (folder / "index.html").write_text("<!doctype html><title>desk</title>")
    (folder / "assets" / "a.mjs").write_text("export {}")
    (folder / "map" / "land.json").write_text("{}")
    (folder / "notes.sh").write_text("secret")
    (tmp_path / "secret.json").write_text("secret")
    (folder / "map" / "linked.json").symlink_to(tmp_path / "secret.json")
    return folder


@pytest.fixture
def built(app: FastAPI, page: Path) -> Client:
    desk = desk_in(app)
    made = app_over(desk.case, desk.accounts, page=page, layers=page / "map")
    return Client(made).open(desk_in(made).token)


@pytest.mark.parametrize(
    "address",
    [
        "/../secret.json",
        "/%2e%2e/secret.json",
        "/..%2fsecret.json",
        "/assets/../../secret.json",
        "/assets/%2e%2e%2f%2e%2e%2fsecret.json",
        "//etc/passwd",
        "/etc/passwd.json",
        "/notes.sh",
        "/map/linked.json",
        "/map/own/linked.json",
        "/map/own/..%2f..%2fsecret.json",
        "/%00.json",
        "/" + "a/" * 500 + "a.json",
    ],
)
def test_no_address_leads_out_of_the_page(built: Client, address: str) -> None:
    answer = built.http.get(address)
    assert "secret" not in answer.text
    assert "root:" not in answer.text


def test_the_page_is_served_for_every_address_that_it_shows(built: Client) -> None:
    for address in (
        "/",
        "/reports",
        "/events/e-1?codebook=acled",
        "/places/gn:1",
        "/control?day=2017-11-12",
        "/review",
    ):
        answer = built.http.get(address)
        assert answer.status_code == 200
        assert "<title>desk</title>" in answer.text
    script = built.http.get("/assets/a.mjs")
    assert script.headers["content-type"].startswith("text/javascript")
    assert "immutable" in script.headers["cache-control"]
    assert built.http.get("/assets/b.mjs").status_code == 404
    assert built.http.get("/map/land.json").headers["content-type"] == "application/json"


def test_parts_of_a_layer_are_given_where_a_part_is_asked_for(built: Client) -> None:
    layers = built.get("/map/layers")
    assert [each["name"] for each in layers["boundaries"]] == ["land"]
    address = layers["boundaries"][0]["url"]
    whole = built.http.get(address)
    assert (whole.status_code, whole.text, whole.headers["accept-ranges"]) == (200, "{}", "bytes")
    for asked, told, text in (
        ("bytes=0-0", "bytes 0-0/2", "{"),
        ("bytes=1-", "bytes 1-1/2", "}"),
        ("bytes=-1", "bytes 1-1/2", "}"),
        ("bytes=0-16383", "bytes 0-1/2", "{}"),
    ):
        answer = built.http.get(address, headers={"Range": asked})
        assert (answer.status_code, answer.headers["content-range"], answer.text) == (206, told, text)
        assert answer.headers["content-length"] == str(len(text))
        assert answer.headers["etag"] == whole.headers["etag"]


def test_parts_that_a_layer_does_not_have_are_refused(built: Client) -> None:
    address = built.get("/map/layers")["boundaries"][0]["url"]
    beyond = built.http.get(address, headers={"Range": "bytes=2-9"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, "bytes */2")
    assert built.http.get(address, headers={"Range": "bytes=1-0"}).status_code in (400, 416)
    assert built.http.get(address, headers={"Range": "bytes=a-b"}).status_code in (200, 400, 416)


def test_without_a_page_it_is_said_how_to_build_one(client: Client, tmp_path: Path) -> None:
    desk = desk_in(client.http.app)  # type: ignore[arg-type]
    bare = app_over(desk.case, desk.accounts, page=tmp_path / "none")
    answer = Client(bare).open(desk_in(bare).token).http.get("/events")
    assert answer.status_code == 200
    assert "make ui" in answer.text
    assert "pip install ." in answer.text
    source = tmp_path / "clone"
    (source / "ui").mkdir(parents=True)
    (source / "ui" / "package.json").write_text("{}")
    other = app_over(desk.case, desk.accounts, page=source / "src" / "dateline" / "desk" / "page")
    assert "Load this address again" in Client(other).open(desk_in(other).token).http.get("/").text
    assert '<html lang="en">' in answer.text
    assert "style" not in answer.text


def test_no_answer_tells_where_the_case_lies(client: Client, case: Case) -> None:
    for address in ("/api/claims/zz", "/api/reports/zz", "/api/events/zz", "/api/places/zz", "/api/runs/zz"):
        answer = client.http.get(address)
        assert answer.status_code in (400, 404) and answer.json()["error"]
        assert str(case.path.parent) not in answer.text
