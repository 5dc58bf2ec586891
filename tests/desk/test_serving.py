from __future__ import annotations

import html
import os
import socket
import stat
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
import uvicorn
from typer.testing import Result

from dateline.desk import serving
from dateline.desk.accounts import Accounts
from dateline.desk.app import create_app
from dateline.desk.serving import bound, is_loopback, serve
from dateline.desk.state import Settings
from dateline.errors import UsageError
from dateline.store.case import Case
from tests.cli.conftest import dateline as dateline
from tests.desk.made import CHEAP, PASSWORD, Client

Command = Callable[..., Result]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "[::1]", "localhost", "LocalHost"])
def test_this_machine_alone_can_reach(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.4", "desk.example", "localhost.example", ""])
def test_others_can_reach(host: str) -> None:
    assert not is_loopback(host)


def test_others_reach_nothing_without_accounts(case: Case, tmp_path: Path) -> None:
    for host in ("0.0.0.0", "::", "desk.example"):
        with pytest.raises(UsageError, match="dateline users add"):
            serve(case.path, host=host, users=tmp_path / "users.db", browser=False, say=print, note=print)


def test_a_port_that_is_taken_is_named() -> None:
    with bound("127.0.0.1", 0) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port}: cannot be listened on"):
            bound("127.0.0.1", port)


def test_the_next_free_port_is_taken_where_none_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr(serving, "PORT", taken.getsockname()[1])
        with bound("127.0.0.1", None) as found:
            assert found.getsockname()[1] > taken.getsockname()[1]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> tuple[list[uvicorn.Config], list[str]]:
    """What a server was made with, and what a browser was led to, by then."""
    made: list[uvicorn.Config] = []
    led: list[str] = []

    class Server:
        def __init__(self, config: uvicorn.Config) -> None:
            made.append(config)

        def run(self, sockets: list[socket.socket]) -> None:
            for _ in range(100):
                if led:
                    break
                time.sleep(0.05)

    def show(address: str) -> None:
        path = Path(url2pathname(urlsplit(address).path))
        led.append(f"{stat.S_IMODE(path.stat().st_mode):o} {path.read_text()}")

    monkeypatch.setattr(uvicorn, "Server", Server)
    monkeypatch.setattr(webbrowser, "open", show)
    return made, led


def test_a_browser_is_led_there_by_a_file_that_nobody_else_reads(
    case: Case, tmp_path: Path, served: tuple[list[uvicorn.Config], list[str]]
) -> None:
    said: list[str] = []
    noted: list[str] = []
    serve(case.path, port=0, users=tmp_path / "users?.db", say=said.append, note=noted.append)
    (config,), (led,) = served
    assert not config.proxy_headers
    assert said[0] in html.unescape(led)
    assert any("open the address above yourself" in words for words in noted)
    assert "token=" in led
    assert os.name == "nt" or led.startswith("600 ")
    assert (tmp_path / "users?.db").exists()


def test_behind_tls_the_proxy_is_believed_and_cookies_go_by_https(
    case: Case, tmp_path: Path, served: tuple[list[uvicorn.Config], list[str]]
) -> None:
    users = tmp_path / "users.db"
    with pytest.raises(UsageError, match="--behind-tls: others can reach the desk by the proxy"):
        serve(case.path, users=users, browser=False, behind_tls=True, say=print, note=print)
    with Accounts(users, CHEAP) as accounts:
        accounts.add("nadia", PASSWORD, "admin")
        app = create_app(case, accounts, Settings(login=True, secure=True))
        answer = Client(app).http.post("/api/login", json={"name": "nadia", "password": PASSWORD})
        assert "; Secure" in answer.headers["set-cookie"]
        app.state.desk.close()
    served[1].append("no browser")
    serve(case.path, port=0, users=users, browser=False, behind_tls=True, say=print, note=print)
    config = served[0][0]
    assert not config.proxy_headers


def test_users_are_added_listed_and_removed(dateline: Command, tmp_path: Path) -> None:
    file = str(tmp_path / "users.db")
    added = dateline("users", "add", "nadia", "--role", "admin", "--users", file, stdin=f"{PASSWORD}\n")
    assert added.stdout == f"{file}: nadia is an admin now\n"
    assert (
        dateline("users", "add", "omar", "--role", "reader", "--users", file, stdin=f"{PASSWORD}\n").exit_code
        == 0
    )
    assert "nadia  admin" in dateline("users", "list", "--users", file).stdout
    changed = dateline("users", "password", "omar", "--users", file, stdin="another long one\n")
    assert "its sessions are over" in changed.stdout
    with Accounts(Path(file), CHEAP) as accounts:
        assert accounts.verified("omar", "another long one") is not None
    assert dateline("users", "remove", "omar", "--users", file).exit_code == 0
    assert "omar" not in dateline("users", "list", "--users", file).stdout


@pytest.mark.parametrize(
    ("arguments", "stdin", "words"),
    [
        (("add", "nadia", "--role", "admin"), "short\n", "the password has 5 characters"),
        (("add", " ", "--role", "admin"), f"{PASSWORD}\n", "cannot be a name"),
        (("remove", "nobody"), "", "has no account"),
        (("password", "nobody"), f"{PASSWORD}\n", "has no account"),
    ],
)
def test_what_cannot_be_is_said(
    dateline: Command, tmp_path: Path, arguments: tuple[str, ...], stdin: str, words: str
) -> None:
    result = dateline("users", *arguments, "--users", str(tmp_path / "users.db"), stdin=stdin)
    assert result.exit_code == 2
    assert words in result.stderr
    assert PASSWORD not in result.output


def test_no_users_yet(dateline: Command, tmp_path: Path) -> None:
    result = dateline("users", "list", "--users", str(tmp_path / "users.db"))
    assert "no accounts yet" in result.stderr


def test_a_case_that_is_not_there_is_named(dateline: Command, tmp_path: Path) -> None:
    result = dateline("desk", "--no-browser", "--users", str(tmp_path / "users.db"))
    assert result.exit_code == 1
    assert "no such case" in result.stderr
    result = dateline("desk", "--no-browser", "--layers", "none", "--users", str(tmp_path / "users.db"))
    assert "--layers none: no such folder" in result.stderr
