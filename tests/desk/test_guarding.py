from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from dateline.desk.guarding import POLICY, SMALL
from tests.desk.made import BASE, Client, app_over, desk_in


def test_every_answer_forbids_scripts_frames_and_guesses(client: Client) -> None:
    for address in ("/", "/api/me", "/api/nowhere", "/openapi.json", "/assets/none.js"):
        headers = client.http.get(address).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in headers
    assert "unsafe" not in POLICY


def test_what_the_api_answers_is_kept_nowhere(client: Client) -> None:
    assert client.http.get("/api/me").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8321", "127.0.0.1.evil.example", "", "@", "[::1"]
)
def test_a_name_that_leads_here_and_is_not_ours_is_refused(client: Client, host: str) -> None:
    answer = client.http.get("/api/me", headers={"Host": host})
    assert answer.status_code == 421
    assert "dateline desk" in answer.json()["error"]


@pytest.mark.parametrize("host", ["127.0.0.1:8321", "localhost:8321", "LOCALHOST", "[::1]:8321"])
def test_our_own_names_are_taken(client: Client, host: str) -> None:
    assert client.http.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://127.0.0.1:9999",
        "null",
        "http://127.0.0.1:8321.evil.example",
        "http://[",
    ],
)
def test_writes_of_another_origin_are_refused(client: Client, origin: str) -> None:
    answer = client.post("/api/logout", headers={"Origin": origin})
    assert answer.status_code == 403
    assert client.get("/api/me")


def test_writes_of_our_own_pages_are_taken(client: Client) -> None:
    assert client.post("/api/logout", headers={"Origin": BASE}).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_writes_that_a_browser_says_come_from_elsewhere_are_refused(client: Client, site: str) -> None:
    assert client.post("/api/logout", headers={"Sec-Fetch-Site": site}).status_code == 403


@pytest.fixture
def small(app: FastAPI) -> Iterator[Client]:
    desk = desk_in(app)
    made = app_over(desk.case, desk.accounts, largest=2000)
    yield Client(made).open(desk_in(made).token)
    desk_in(made).close()


def test_an_upload_that_says_it_is_too_large_is_refused_at_once(small: Client) -> None:
    answer = small.post("/api/add", files={"files": ("page.txt", b"x" * 3000)})
    assert answer.status_code == 413
    assert "dateline add" in answer.json()["error"]


def test_an_upload_that_does_not_say_how_large_it_is_ends_at_the_limit(small: Client) -> None:
    def body() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        for _ in range(100):
            yield b"y" * 1000
        yield b"\r\n--x--\r\n"

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = small.post("/api/add", content=body(), headers=headers)
    assert answer.status_code == 413


def test_a_body_of_json_ends_at_the_limit_too(small: Client) -> None:
    answer = small.post("/api/decisions", content=(b"[" for _ in range(5000)))
    assert answer.status_code == 413


def test_only_pages_to_add_may_be_large(client: Client) -> None:
    body = b'{"name": "' + b"x" * SMALL + b'"}'
    for address in ("/api/login", "/api/decisions", "/api/add/address"):
        answer = client.post(address, content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 413, address
        assert "more than 1 MiB at once" in answer.json()["error"]
