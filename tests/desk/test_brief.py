from __future__ import annotations

import pytest

from tests.desk.made import Client

MONTH = {"since": "2017-11", "until": "2017-11", "place": "Tall Zafrā"}


@pytest.mark.parametrize(("form", "kind"), [("html", "text/html"), ("md", "text/markdown")])
def test_a_brief_is_a_file_with_a_policy_of_its_own(client: Client, form: str, kind: str) -> None:
    answer = client.http.get("/api/brief", params={**MONTH, "form": form})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["content-disposition"].startswith(
        'attachment; filename="brief-2017-11-01-2017-11-30-'
    )
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script" not in policy
    assert "unsafe" not in policy
    assert "Zafr" in answer.text


def test_a_brief_as_json_is_for_reading(client: Client) -> None:
    answer = client.http.get("/api/brief", params={**MONTH, "form": "json"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["notes"]


@pytest.mark.parametrize(
    "asked",
    [
        {"place": "Rawa"},
        {"since": "2018", "until": "2017"},
        {"since": "2017", "until": "2018", "bbox": "1,2"},
        {"since": "2017", "until": "2018", "origins": "2"},
    ],
)
def test_what_no_brief_can_be_made_of_is_said(client: Client, asked: dict[str, str]) -> None:
    answer = client.http.get("/api/brief", params={**asked, "form": "json"})
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_another_form_is_refused(client: Client) -> None:
    assert client.http.get("/api/brief", params={**MONTH, "form": "docx"}).status_code == 422
