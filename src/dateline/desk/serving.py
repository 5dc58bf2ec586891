"""Serving: a desk on an address of this machine, with the one that opens it in a browser."""

from __future__ import annotations

import html
import ipaddress
import signal
import socket
import tempfile
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import uvicorn

from dateline.desk.accounts import Accounts
from dateline.desk.app import create_app
from dateline.desk.exploring import Explored
from dateline.desk.state import Desk, Settings
from dateline.desk.wanted import Wanted
from dateline.errors import DatelineError, UsageError
from dateline.store.case import Case

#: The port that is tried first; the next ones are where it is taken and none was asked for.
PORT = 8321
_PORTS = 20


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address. A name but "localhost" may lead anywhere."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def bound(host: str, port: int | None) -> socket.socket:
    """A socket that listens for the desk. Raises UsageError where host or port cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    ports = range(PORT, PORT + _PORTS) if port is None else (port,)
    for number in ports:
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host.strip("[]"), number))
        except OSError as error:
            listening.close()
            last = error
            continue
        return listening
    shown = f"{ports[0]} to {ports[-1]}" if len(ports) > 1 else str(ports[0])
    raise UsageError(
        f"{host}, port {shown}: cannot be listened on ({last.strerror or last}); name another --port or --host"
    )


def serve(
    path: Path,
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    browser: bool = True,
    users: Path,
    names: tuple[str, ...] = (),
    behind_tls: bool = False,
    layers: Path | None = None,
    say: Callable[[str], None],
    note: Callable[[str], None],
) -> None:
    """Serve the case until the process is stopped. Raises DatelineError where it cannot be served.

    ``names`` are host names by which people reach it; ``behind_tls``: by a proxy on this machine that takes HTTPS, whose
    word for whom a request is from is taken. ``say`` is told the address, ``note`` what takes long.
    """
    if layers is not None and not layers.is_dir():
        raise UsageError(
            f"--layers {layers}: no such folder; give one with GeoJSON, TopoJSON or PMTiles files"
        )
    with Accounts(users) as accounts, Case.open(path, note=note) as case:
        login = bool(accounts.everyone())
        if not login and not is_loopback(host):
            raise UsageError(
                f"--host {host}: others can reach this address, and nobody has an account; make one with "
                "`dateline users add NAME --role admin` first"
            )
        if behind_tls and not login:
            raise UsageError(
                "--behind-tls: others can reach the desk by the proxy, and nobody has an account; make one with "
                "`dateline users add NAME --role admin` first"
            )
        with bound(host, port) as listening:
            number = listening.getsockname()[1]
            settings = Settings(
                login=login,
                names=(host, *names),
                layers=layers,
                cookie=f"dateline-{number}",
                secure=behind_tls,
            )
            app = create_app(case, accounts, settings)
            desk = app.state.desk
            assert isinstance(desk, Desk)
            address = f"http://{f'[{host}]' if ':' in host else host}:{number}/"
            opening = address if desk.token is None else f"{address}?token={desk.token}"
            _prepare(desk, note)
            say(opening)
            leading = None
            if browser and is_loopback(host):
                leading = _leading_to(opening)
                threading.Timer(0.5, webbrowser.open, [leading.as_uri()]).start()
                note("a browser was asked to open it; if it shows nothing, open the address above yourself")
            config = uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                server_header=False,
                date_header=True,
                proxy_headers=False,  # dateline.desk.persons reads what a proxy says
                ws="none",
                timeout_graceful_shutdown=5,
            )
            if threading.current_thread() is threading.main_thread():
                signal.signal(signal.SIGTERM, _end)  # uvicorn stops, then lets it have this effect
            try:
                uvicorn.Server(config).run([listening])
            finally:
                desk.close()
                if leading is not None:
                    leading.unlink(missing_ok=True)


def _end(number: int, frame: FrameType | None) -> None:
    """End the process so that what is open is closed."""
    raise SystemExit(128 + number)


def _leading_to(address: str) -> Path:
    """A file that leads a browser to the address, of this account's alone: command lines are seen by others."""
    with tempfile.NamedTemporaryFile("w", suffix=".html", prefix="dateline-", delete=False) as file:
        file.write(f'<!doctype html><meta http-equiv="refresh" content="0;url={html.escape(address)}">')
    return Path(file.name)


def _prepare(desk: Desk, note: Callable[[str], None]) -> None:
    """Make the first view, so that all it needs is in memory, and begin to count origins."""
    try:
        shown = desk.snapshots.of()
        Explored(shown, Wanted(), desk.case).answer(None, 2)
    except DatelineError as error:
        note(str(error))
    desk.snapshots.keep_weighed()
