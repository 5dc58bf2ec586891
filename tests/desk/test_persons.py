from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from sqlalchemy import text

from dateline.desk.accounts import IDLE, ROLES, Accounts
from dateline.desk.persons import address_of
from dateline.store.case import Case
from tests.desk.made import CHEAP, PASSWORD, Client, app_over, desk_in, users


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    with users(tmp_path / "users.db", *ROLES) as opened:
        yield opened


@pytest.fixture
def app(case: Case, accounts: Accounts) -> Iterator[FastAPI]:
    made = app_over(case, accounts, login=True)
    yield made
    desk_in(made).close()


READS = (
    "/api/explore",
    "/api/events",
    "/api/reports",
    "/api/places",
    "/api/control",
    "/api/review",
    "/api/decisions",
    "/api/sources",
    "/api/runs",
    "/api/search?q=jets",
    "/api/suggest?field=type",
    "/map/layers",
)
MONTH = "since=2017-11&until=2017-11"
EXPORTS = ("/api/export?form=csv", "/api/export/forms", f"/api/brief?{MONTH}&form=md")
ADMINISTERS = ("/api/users", "/api/audit")


@pytest.mark.parametrize("address", [*READS, *EXPORTS, *ADMINISTERS, "/api/me", "/api/jobs/j-1"])
def test_nobody_reads_without_a_session(app: FastAPI, address: str) -> None:
    answer = Client(app).http.get(address)
    assert answer.status_code == 401
    assert "log in" in answer.json()["error"]


def test_a_reader_reads_and_no_more(app: FastAPI) -> None:
    reader = Client(app).login("reader")
    assert reader.get("/api/me")["can"] == []
    for address in (*READS, f"/api/brief?{MONTH}&form=json"):
        assert reader.http.get(address).status_code == 200, address
    for address in (*EXPORTS, *ADMINISTERS):
        assert reader.http.get(address).status_code == 403, address
    for address, given in (
        ("/api/decisions", {"kind": "accept", "subjects": ["c-1"]}),
        ("/api/add/address", {"url": "https://lantern-post.example/"}),
        ("/api/users", {"name": "x", "password": PASSWORD, "role": "admin"}),
    ):
        assert reader.post(address, json=given).status_code == 403, address
    assert reader.post("/api/add", files={"files": ("a.txt", b"x")}).status_code == 403


def test_an_analyst_decides_and_exports_and_sees_no_users(app: FastAPI, case: Case) -> None:
    analyst = Client(app).login("analyst")
    assert analyst.get("/api/me")["can"] == ["decide", "add", "export"]
    claim = next(case.claims())[1].claim.id
    made = analyst.decide("accept", claim)
    assert made["decision"]["decision"]["by"] == "analyst"
    assert analyst.http.get("/api/export?form=csv").status_code == 200
    for address in ADMINISTERS:
        assert analyst.http.get(address).status_code == 403
    assert analyst.http.delete("/api/users/reader", headers={"X-CSRF-Token": analyst.csrf}).status_code == 403


def test_an_admin_sees_to_users(app: FastAPI) -> None:
    admin = Client(app).login("admin")
    made = admin.post("/api/users", json={"name": "new", "password": PASSWORD, "role": "reader"})
    assert made.status_code == 200
    assert [each["name"] for each in admin.get("/api/users")["items"]] == [
        "admin",
        "analyst",
        "new",
        "reader",
    ]
    new = Client(app).login("new")
    assert admin.http.delete("/api/users/new", headers={"X-CSRF-Token": admin.csrf}).status_code == 200
    assert new.http.get("/api/me").status_code == 401
    own = admin.http.delete("/api/users/admin", headers={"X-CSRF-Token": admin.csrf})
    assert own.status_code == 400


@pytest.mark.parametrize("token", [None, "", "x", "é"])
def test_a_write_without_its_token_is_refused(app: FastAPI, case: Case, token: str | None) -> None:
    analyst = Client(app).login("analyst")
    claim = next(case.claims())[1].claim.id
    headers = {} if token is None else {b"X-CSRF-Token": token.encode()}
    answer = analyst.http.post(
        "/api/decisions", json={"kind": "accept", "subjects": [claim]}, headers=headers
    )
    assert answer.status_code == 403
    assert "X-CSRF-Token" in answer.json()["error"]
    assert not case.decisions()


def test_the_token_of_another_session_is_none(app: FastAPI) -> None:
    one, other = Client(app).login("analyst"), Client(app).login("analyst")
    answer = one.http.post("/api/logout", headers={"X-CSRF-Token": other.csrf})
    assert answer.status_code == 403


def test_who_logs_out_is_out(app: FastAPI) -> None:
    reader = Client(app).login("reader")
    again = Client(app)
    again.http.cookies.update(reader.http.cookies)
    assert again.http.get("/api/me").status_code == 200
    assert reader.post("/api/logout").status_code == 200
    assert again.http.get("/api/me").status_code == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(app: FastAPI) -> None:
    answer = Client(app).http.post("/api/login", json={"name": "reader", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].casefold()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/" in cookie


def test_a_session_that_rests_too_long_is_over(app: FastAPI, accounts: Accounts) -> None:
    reader = Client(app).login("reader")
    with accounts._engine.begin() as connection:
        long_ago = dt.datetime.now(dt.UTC).replace(tzinfo=None) - IDLE - dt.timedelta(minutes=1)
        connection.execute(text("UPDATE sessions SET used = :at"), {"at": long_ago.isoformat(" ")})
    assert reader.http.get("/api/me").status_code == 401


def test_after_some_failures_a_name_has_to_wait(app: FastAPI) -> None:
    client = Client(app)
    wrong = {"name": "analyst", "password": "not that one at all"}
    assert [client.http.post("/api/login", json=wrong).status_code for _ in range(5)] == [401] * 5
    for password in ("not that one at all", PASSWORD):
        answer = client.http.post("/api/login", json={"name": "analyst", "password": password})
        assert answer.status_code == 429
        assert 0 < int(answer.headers["retry-after"]) <= 301
    Client(app).login("reader")


def test_a_wrong_name_is_told_from_a_wrong_password_by_nothing(app: FastAPI) -> None:
    client = Client(app)
    one = client.http.post("/api/login", json={"name": "nobody", "password": PASSWORD})
    other = client.http.post("/api/login", json={"name": "reader", "password": "wrong wrong wrong"})
    assert (one.status_code, one.json()) == (other.status_code, other.json())


def test_an_answer_never_repeats_a_password(app: FastAPI) -> None:
    secret = "hush hush hush hush"
    for given in ({"name": "", "password": secret}, {"name": "a" * 100, "password": secret, "more": secret}):
        answer = Client(app).http.post("/api/login", json=given)
        assert answer.status_code == 422
        assert "hush" not in answer.text


def test_deeds_are_written_down(app: FastAPI, case: Case) -> None:
    analyst, admin = Client(app).login("analyst"), Client(app).login("admin")
    claim = next(case.claims())[1].claim.id
    made = analyst.decide("reject", claim)
    analyst.get("/api/export/forms")
    assert analyst.http.get("/api/export?form=csv&type=ASSAULT").status_code == 200
    Client(app).http.post("/api/login", json={"name": "reader", "password": "wrong wrong wrong"})
    deeds = admin.get("/api/audit")["items"]
    assert [(each["who"], each["what"]) for each in deeds] == [
        ("reader", "login failed"),
        ("analyst", "export"),
        ("analyst", "decide"),
        ("admin", "login"),
        ("analyst", "login"),
    ]
    assert deeds[2]["about"]["decision"] == made["decision"]["decision"]["id"]
    assert deeds[1]["about"]["query"] == "form=csv&type=ASSAULT"


def test_a_desk_with_accounts_takes_no_token(app: FastAPI) -> None:
    assert desk_in(app).token is None
    assert Client(app).http.get("/?token=anything").status_code == 403


def test_logging_in_again_ends_the_session_before(app: FastAPI) -> None:
    client = Client(app).login("reader")
    before = client.http.cookies[desk_in(app).settings.cookie]
    client.login("reader")
    client.http.cookies.clear()
    client.http.cookies.set(desk_in(app).settings.cookie, before)
    assert client.http.get("/api/me").status_code == 401


def test_a_session_without_accounts_ends_with_its_desk(case: Case, tmp_path: Path) -> None:
    with Accounts(tmp_path / "alone.db", CHEAP) as accounts:
        first = app_over(case, accounts)
        client = Client(first).open(desk_in(first).token)
        assert client.http.get("/api/me").status_code == 200
        second = app_over(case, accounts)
        other = Client(second)
        other.http.cookies.update(client.http.cookies)
        assert other.http.get("/api/me").status_code == 401
        for app in (first, second):
            desk_in(app).close()


def test_a_decision_stands_where_the_audit_log_cannot_be_written_and_nothing_is_exported(
    app: FastAPI, case: Case, accounts: Accounts, caplog: pytest.LogCaptureFixture
) -> None:
    analyst = Client(app).login("analyst")
    with accounts._engine.begin() as connection:
        connection.execute(text("DROP TABLE audit"))
    _, told = next(iter(case.claims()))
    made = analyst.decide("accept", told.claim.id)
    assert made["decision"]["decision"]["id"] in {row.decision.id for row in case.decisions()}
    assert made["decision"]["decision"]["id"] in caplog.text
    answer = analyst.http.get("/api/export?form=csv")
    assert answer.status_code == 500
    assert "the audit log cannot be written" in answer.json()["error"]


@pytest.mark.parametrize(
    ("peer", "handed", "secure", "address"),
    [
        ("127.0.0.1", ["203.0.113.7"], True, "203.0.113.7"),
        ("::1", ["1.2.3.4, 203.0.113.7"], True, "203.0.113.7"),
        ("127.0.0.1", ["1.2.3.4", "2001:db8::7"], True, "2001:db8::7"),
        ("127.0.0.1", ["203.0.113.7, 127.0.0.1"], True, "127.0.0.1"),
        ("127.0.0.1", ["203.0.113.7, <script>"], True, "unknown"),
        ("127.0.0.1", ["203.0.113.7,"], True, "unknown"),
        ("127.0.0.1", [], True, "127.0.0.1"),
        ("198.51.100.9", ["203.0.113.7"], True, "198.51.100.9"),
        ("127.0.0.1", ["203.0.113.7"], False, "127.0.0.1"),
        ("nowhere", [], False, "unknown"),
    ],
)
def test_whom_a_request_is_from_is_the_last_hop_or_unknown(
    case: Case, accounts: Accounts, peer: str, handed: list[str], secure: bool, address: str
) -> None:
    app = app_over(case, accounts, login=True, secure=secure)
    scope = {
        "type": "http",
        "app": app,
        "client": (peer, 40_000),
        "headers": [(b"x-forwarded-for", each.encode()) for each in handed],
    }
    assert address_of(Request(scope)) == address
    desk_in(app).close()
