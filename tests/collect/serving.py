"""A web server on this machine for the tests of fetching, and a clock that does not wait."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from dateline.collect.clock import Clock
from dateline.errors import Stopped

Headers = dict[str, str]
Answer = tuple[int, Headers, bytes]


class Asked:
    """One request as the server saw it."""

    def __init__(self, path: str, headers: Headers) -> None:
        self.path = path
        self.headers = headers


class Site:
    """What the server answers by path: an answer, or a function of the request. ``asked`` are the requests."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.pages: dict[str, Answer | Callable[[Asked], Answer]] = {}
        self.asked: list[Asked] = []

    def page(self, path: str, content: bytes | str, status: int = 200, **headers: str) -> str:
        """The address at which this content stands from now on; names of headers with "_" for "-"."""
        body = content.encode() if isinstance(content, str) else content
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, named, body)
        return self.address + path

    def paths(self) -> list[str]:
        """The paths asked for, without robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A server on 127.0.0.1 that is stopped at the end."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass  # the reader went away, as some tests want it to

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()})
            site.asked.append(asked)
            found = site.pages.get(self.path, (404, {}, b"no such page"))
            status, headers, body = found(asked) if callable(found) else found
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def talking(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    """The address of a server whose connections are handed to ``talk``, after robots.txt was refused."""
    listener = socket.create_server(("127.0.0.1", 0))

    def one(connection: socket.socket) -> None:
        with connection:
            try:
                head = b""
                while b"\r\n\r\n" not in head:
                    more = connection.recv(4096)
                    if not more:
                        return
                    head += more
                if b"/robots.txt" in head:
                    connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                else:
                    talk(connection)
            except OSError:
                pass  # the reader went away, as it should

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=one, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def named_here(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, without asking anybody: this machine's, and none of those that end in ".invalid"."""
    if host.endswith(".invalid"):
        raise OSError("no such host")
    return ["127.0.0.1"]


class FakeClock(Clock):
    """A clock that moves on by what is slept; ``slept`` are the waits. It stops after ``most`` of them."""

    def __init__(self, most: int = 1000) -> None:
        super().__init__()
        self.slept: list[float] = []
        self.passed = 0.0
        self._most = most

    def now(self) -> dt.datetime:
        return dt.datetime(2017, 11, 13, 9, tzinfo=dt.UTC) + dt.timedelta(seconds=self.passed)

    def seconds(self) -> float:
        return self.passed

    def sleep(self, seconds: float) -> None:
        if self.stopped or len(self.slept) >= self._most:
            raise Stopped("stopped while waiting")
        self.slept.append(round(seconds, 6))
        self.passed += seconds
