"""What the tests of the desk share: a hostile little case, users of each role, a client that brings its token."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.testclient import TestClient

from dateline.desk.accounts import Accounts, Role
from dateline.desk.app import create_app
from dateline.desk.state import Desk, Settings
from dateline.records.claim import Participant, Place
from dateline.records.evidence import Interval, Known
from dateline.store.case import Case
from tests.builders import TEXT, capture, changed, estimate, evidence, grounded_report, strike
from tests.store.made import page, run_record

BASE = "http://127.0.0.1:8321"
PASSWORD = "a long enough one"
SCRIPT = "<script>alert(1)</script>"
FORMULA = '=HYPERLINK("https://bad.example","x")'
#: Hashes that cost next to nothing.
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
ADDRESS = "https://lantern-post.example/2017/strike"


def fill(case: Case) -> None:
    """A strike that two outlets tell of, one of them in two versions; an estimate; script and formulas everywhere."""
    text = f"{TEXT} {SCRIPT}"
    hostile = changed(
        strike(f"{SCRIPT}.txt", text, salt="hostile"),
        actors=(
            Participant(
                words=FORMULA, kind="armed-group", evidence=evidence(text, "army jets", f"{SCRIPT}.txt")
            ),
        ),
        grounded_actors=(),
    )
    qasr = Place(
        id="gn:990002",
        name="Qasr Miran",
        kind="settlement",
        country="IQ",
        province="Al Anbar",
        latitude=34.9,
        longitude=42.4,
    )
    later = Interval(start=dt.date(2018, 2, 3), end=dt.date(2018, 2, 3))
    elsewhere = changed(
        strike("other.txt", salt="elsewhere"),
        type="TERRITORY",
        mode=Known(value="capture", evidence=()),
        grounded_when=Known(value=later, evidence=()),
        grounded_places=tuple(msgspec.structs.replace(each, place=qasr) for each in strike().places),
    )
    taken = capture(text, name=f"{SCRIPT}.txt")
    title = Known(value=f"{SCRIPT} strike", evidence=())
    claims = (hostile, estimate(f"{SCRIPT}.txt", text))
    made = grounded_report(text, document=f"{SCRIPT}.txt", claims=claims, capture=taken.id, title=title)
    case.add(taken, made, run_record())
    other = capture(f"{TEXT} other", name="other.txt")
    case.add(
        other,
        grounded_report(
            f"{TEXT} other",
            document="other.txt",
            claims=(strike("other.txt"), elsewhere),
            capture=other.id,
            outlet=Known(value=FORMULA, evidence=()),
        ),
        run_record(),
    )
    day = dt.datetime(2017, 11, 13, 9, tzinfo=dt.UTC)
    case.add(*page("first", url=ADDRESS, fetched=day), run_record())
    second = page("second", url=ADDRESS, fetched=day + dt.timedelta(days=1))
    case.add(*second, run_record())


def app_over(case: Case, accounts: Accounts, **settings: Any) -> FastAPI:
    return create_app(case, accounts, msgspec.structs.replace(Settings(), **settings))


def desk_in(app: FastAPI) -> Desk:
    found = app.state.desk
    assert isinstance(found, Desk)
    return found


class Client:
    """Asks a desk as one person; its writes bring the token."""

    def __init__(self, app: FastAPI, base: str = BASE) -> None:
        self.http = TestClient(app, base_url=base, follow_redirects=False)
        self.csrf = ""

    def open(self, token: str | None) -> Client:
        assert self.http.get("/", params={"token": token}).status_code == 303
        self.csrf = self.http.get("/api/me").json()["csrf"]
        return self

    def login(self, name: str, password: str = PASSWORD) -> Client:
        answer = self.http.post("/api/login", json={"name": name, "password": password})
        assert answer.status_code == 200, answer.text
        self.csrf = answer.json()["csrf"]
        return self

    def get(self, address: str, **asked: Any) -> Any:
        """The JSON of an answer that is 200."""
        answer = self.http.get(address, params=asked or None)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, address: str, *, headers: Mapping[str, str] | None = None, **given: Any) -> Any:
        return self.http.post(address, headers={"X-CSRF-Token": self.csrf, **(headers or {})}, **given)

    def decide(self, kind: str, *subjects: str, **more: Any) -> Any:
        """The answer to a decision that is made."""
        answer = self.post("/api/decisions", json={"kind": kind, "subjects": list(subjects), **more})
        assert answer.status_code == 200, answer.text
        return answer.json()


def users(path: Path, *roles: Role) -> Accounts:
    """Accounts with a user of each role, named after it."""
    accounts = Accounts(path, CHEAP)
    for role in roles:
        accounts.add(role, PASSWORD, role)
    return accounts
