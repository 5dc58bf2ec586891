from __future__ import annotations

import json
import socket
import threading
import time
from typing import Any

import pytest
from fastapi import FastAPI

from dateline import pipeline
from dateline.collect import guard
from dateline.collect.fetch import Manners
from dateline.desk import adding
from dateline.desk.adding import Upload
from dateline.store.case import Case
from tests.builders import TEXT
from tests.cli.fakes import fake
from tests.desk.made import SCRIPT, Client, desk_in

LOOK_UP = socket.getaddrinfo


@pytest.fixture(autouse=True)
def coder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' pipeline, no pauses, and a resolver that knows numbers only: nothing is asked outside."""
    monkeypatch.setattr(pipeline, "standard", fake)
    monkeypatch.setattr(adding, "MANNERS", Manners(tries=1, delay=0))
    monkeypatch.setattr(socket, "getaddrinfo", numbers_only)
    adding._coder.cache_clear()


def numbers_only(host: str, port: int, *more: Any, **options: Any) -> Any:
    return LOOK_UP(host, port, *more, **{**options, "flags": socket.AI_NUMERICHOST})


def finished(client: Client, job: str) -> Any:
    """The job's progress once it is finished."""
    ends = time.monotonic() + 20
    while not (progress := client.get(f"/api/jobs/{job}"))["finished"]:
        assert time.monotonic() < ends
        time.sleep(0.02)
    return progress


def test_files_that_are_dropped_are_added(client: Client, case: Case) -> None:
    before = case.count()
    files = [
        ("files", ("one.txt", f"{TEXT} one")),
        ("files", ("two.txt", f"{TEXT} two")),
        ("files", ("none.txt", "hm")),
    ]
    job = client.post("/api/add", files=files, data={"published": "2017-11-12", "outlet": "Lantern Post"})
    assert job.status_code == 200
    progress = finished(client, job.json()["job"])
    assert (progress["done"], progress["total"], progress["reports"], progress["claims"]) == (3, 3, 3, 4)
    assert any("none.txt: no claims: no event words" in line for line in progress["errors"])
    assert case.count() == before + 4
    assert {"one.txt", "two.txt"} <= {row.header.document for row in case.reports()}
    assert client.get("/api/explore")["counts"]["claims"] == case.count()
    again = client.post(
        "/api/add", files=files[:1], data={"published": "2017-11-12", "outlet": "Lantern Post"}
    )
    assert finished(client, again.json()["job"])["known"] == 1


def test_progress_is_told_as_it_comes(client: Client) -> None:
    job = client.post("/api/add", files={"files": ("one.txt", f"{TEXT} stream")}).json()["job"]
    answer = client.http.get(f"/api/jobs/{job}/progress")
    assert answer.headers["content-type"].startswith("text/event-stream")
    told = [json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: ")]
    assert told[-1]["finished"]
    assert told[-1]["reports"] == 1


def test_a_fault_of_the_coder_is_told_and_the_next_job_is_done(client: Client) -> None:
    bad = client.post("/api/add", files={"files": ("bad.txt", "fault")}).json()["job"]
    assert "please report it" in finished(client, bad)["error"]
    good = client.post("/api/add", files={"files": ("good.txt", f"{TEXT} good")}).json()["job"]
    assert finished(client, good)["reports"] == 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (f"{SCRIPT}.html", "script>.html"),
        ("../../etc/cron.d/x.txt", "x.txt"),
        ("..\\..\\boot.txt", "boot.txt"),
        ("\x00\x1b[2J.txt", "__[2J.txt"),
        ("", "page"),
        ("a" * 400 + ".txt", "a" * 120),
    ],
)
def test_a_files_name_leads_nowhere(name: str, shown: str) -> None:
    upload = Upload()
    try:
        path = upload.place(name)
        path.write_text("x")
        assert path.parent == upload.folder
        assert list(upload.names.values()) == [shown]
    finally:
        upload.close()
    assert not upload.folder.exists()


def test_what_cannot_be_read_is_named_as_it_was_uploaded(client: Client) -> None:
    job = client.post("/api/add", files={"files": (f"{SCRIPT}.txt", b"\x00\x01\x02" * 50)}).json()["job"]
    progress = finished(client, job)
    assert progress["errors"]
    assert "script>.txt" in progress["errors"][0]
    assert "dateline-desk-" not in progress["errors"][0]


def test_a_list_of_addresses_is_not_followed(client: Client) -> None:
    job = client.post("/api/add", files={"files": ("list.txt", "http://127.0.0.1/a\nhttp://127.0.0.1/b\n")})
    progress = finished(client, job.json()["job"])
    assert "one by one" in progress["errors"][0]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost:8080/admin",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://user:secret@lantern-post.example/",
        "http://lantern-post.example:22/",
        "file:///etc/passwd",
        "ftp://lantern-post.example/",
        "javascript://alert(1)",
        "/etc/passwd",
        "../case.db",
        "-",
        "http://",
    ],
)
def test_private_addresses_and_paths_are_refused(client: Client, address: str) -> None:
    answer = client.post("/api/add/address", json={"url": address})
    if answer.status_code == 200:  # what names no host that is known fails when its turn comes
        progress = finished(client, answer.json()["job"])
        assert progress["reports"] == 0
        assert progress["errors"] or progress["error"]
    else:
        assert answer.status_code == 400
        assert "secret" not in answer.text


def test_a_name_that_leads_to_a_private_address_is_refused(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        guard.Guard.__init__,
        "__kwdefaults__",
        {**(guard.Guard.__init__.__kwdefaults__ or {}), "resolve": lambda h, p: ["10.0.0.7"]},
    )
    answer = client.post("/api/add/address", json={"url": "https://lantern-post.example/"})
    assert answer.status_code == 400
    assert "10.0.0.7, a private address" in answer.json()["error"]
    assert "--allow-private" not in answer.json()["error"]


@pytest.mark.parametrize("address", ["not an address", "https://two words.example/", "localhost", "word"])
def test_what_is_no_address_is_refused_at_once(client: Client, address: str) -> None:
    answer = client.post("/api/add/address", json={"url": address})
    assert answer.status_code == 400
    assert "give the address of a public web page" in answer.json()["error"]


def test_an_address_that_cannot_be_had_is_counted_as_not_read(client: Client) -> None:
    answer = client.post("/api/add/address", json={"url": "https://lantern-post.example/strike"})
    progress = finished(client, answer.json()["job"])
    assert (progress["done"], progress["failed"], progress["reports"]) == (1, 1, 0)


@pytest.mark.parametrize("published", ["2999-01-01", "12 November", "2017-13-01"])
def test_a_day_that_is_none_is_refused(client: Client, published: str) -> None:
    answer = client.post("/api/add", files={"files": ("a.txt", TEXT)}, data={"published": published[:10]})
    assert answer.status_code == 400
    assert "published" in answer.json()["error"]


def test_too_many_jobs_are_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.desk.jobs._WAITING", 0)
    answer = client.post("/api/add", files={"files": ("a.txt", TEXT)})
    assert answer.status_code == 503
    assert "wait" in answer.json()["error"]


def test_no_other_page_is_begun_once_the_desk_closes(
    client: Client, case: Case, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = case.count()
    reached, goes_on = threading.Event(), threading.Event()
    add = Case.add

    def slow(self: Case, *given: Any, **more: Any) -> int:
        reached.set()
        assert goes_on.wait(20)
        return add(self, *given, **more)

    monkeypatch.setattr(Case, "add", slow)
    files = [("files", (f"{n}.txt", f"{TEXT} {n}")) for n in range(3)]
    job = client.post("/api/add", files=files).json()["job"]
    assert reached.wait(20)
    closing = threading.Thread(target=desk_in(app).jobs.close)
    closing.start()
    while not desk_in(app).jobs.get(job).is_over:  # type: ignore[union-attr]
        time.sleep(0.01)
    goes_on.set()
    closing.join(20)
    assert not closing.is_alive()
    progress = client.get(f"/api/jobs/{job}")
    assert (progress["reports"], progress["finished"]) == (1, True)
    assert "stopped before the rest was added" in progress["errors"][-1]
    assert case.count() == before + 2
