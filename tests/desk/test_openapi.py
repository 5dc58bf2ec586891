"""The schema is true, and nothing that it allows, or nearly allows, is answered by a fault of the server's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case as Asked
from schemathesis.checks import not_a_server_error

from dateline.desk.accounts import ROLES
from dateline.store.case import Case
from tests.desk.made import Client, app_over, desk_in, users

EXAMPLES = 25
#: What fetches or codes pages, ends the session, or waits for a job has tests of its own.
LEFT_OUT = ("/api/add", "/api/logout", "/api/reports/{report}/mentions", "/api/jobs")


@pytest.fixture(scope="module")
def served(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FastAPI, Client]]:
    """A desk with users, and its admin."""
    folder = Path(tmp_path_factory.mktemp("openapi"))
    path = folder / "case.db"
    path.write_bytes(filled.read_bytes())
    with Case.open(path) as case, users(folder / "users.db", *ROLES) as accounts:
        app = app_over(case, accounts, login=True, names=("testserver",))
        yield app, Client(app).login("admin")
        desk_in(app).close()


@pytest.fixture(scope="module")
def schema(served: tuple[FastAPI, Client]) -> Any:
    return schemathesis.openapi.from_asgi("/openapi.json", served[0])


def test_no_request_makes_the_server_fail(served: tuple[FastAPI, Client], schema: Any) -> None:
    _, admin = served
    cookies = "; ".join(f"{name}={value}" for name, value in admin.http.cookies.items())
    headers = {"X-CSRF-Token": admin.csrf, "Cookie": cookies}
    asked = set()
    for operation in (found.ok() for found in schema.get_all_operations()):
        if operation.path.startswith(LEFT_OUT):
            continue

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def ask(case: Asked) -> None:
            answer = case.call(headers=headers)
            case.validate_response(answer, checks=[not_a_server_error])
            assert answer.status_code != 401 or case.path == "/api/login"

        ask()
        asked.add(operation.path)
    assert {
        "/api/explore",
        "/api/decisions",
        "/api/export",
        "/api/places/{key}",
        "/api/users/{name}",
    } <= asked


@pytest.mark.parametrize(
    "address",
    [
        "/api/me",
        "/api/explore?zoom=5",
        "/api/events",
        "/api/reports",
        "/api/search?q=jets",
        "/api/places",
        "/api/control?day=2018-03-01",
        "/api/review",
        "/api/review?kind=claim",
        "/api/decisions",
        "/api/sources",
        "/api/runs",
        "/api/suggest?field=place&q=rawa",
        "/api/export/forms",
        "/api/users",
        "/api/audit",
        "/api/events/{event}",
        "/api/claims/{claim}",
        "/api/reports/{report}",
        "/api/reports/{report}/compare/{report}",
        "/api/runs/u-1",
        "/api/places/gn:990002",
    ],
)
def test_answers_are_as_the_schema_says(served: tuple[FastAPI, Client], schema: Any, address: str) -> None:
    _, admin = served
    event = admin.get("/api/events", type="TERRITORY")["items"][0]["id"]
    claim = admin.get(f"/api/events/{event}")["claims"][0]
    names = {"event": event, "claim": claim["grounded"]["claim"]["id"], "report": claim["header"]["report"]}
    found = admin.get(address.format(**names))
    described = admin.get("/openapi.json")
    path = address.partition("?")[0].replace("u-1", "{run}").replace("gn:990002", "{key}")
    path = path.replace("compare/{report}", "compare/{other}")
    content = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    check(found, content, described)


def check(value: Any, shape: dict[str, Any], described: dict[str, Any]) -> None:
    """Raise unless the value is as the schema says."""
    import jsonschema_rs

    jsonschema_rs.validator_for({**shape, "components": described["components"]}).validate(value)
