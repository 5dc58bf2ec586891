"""Which addresses may be fetched, and connections to nothing else.

An address is checked twice. ``checked_url`` looks at what it says: http or https, no password, no port of
another service. ``Guard`` looks at where it leads: the host's name is resolved once, every address it has is
checked, and the connection is made to one of those very addresses, so a name that answers differently the
second time (DNS rebinding) gains nothing. The name itself stays in the request and in TLS. All of it is done
again for each redirect.

Proxies of the environment (``HTTP_PROXY``) are not used: a proxy resolves names itself, and what was checked
here would not be what it connects to.

Each connection carries one request and has one deadline, so that a server which sends a byte now and then
cannot hold it for longer, be it in its head or in its body.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import httpcore
import httpx

from dateline.errors import Misled, RefusedAddress, Unreachable

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

#: The addresses of a host name, as text.
Resolver = Callable[[str, int], Sequence[str]]

SCHEMES = ("http", "https")

#: Below 1024 only the web's own ports; above, all but those of other services that a request might disturb:
#: the blocked ports of the WHATWG Fetch standard, and databases, caches and remote desktops.
WEB_PORTS = frozenset({80, 443})
OTHER_PORTS = frozenset(
    {
        *(1433, 1521, 1719, 1720, 1723, 2049, 2375, 2376, 2379, 3306, 3389, 3659, 4045, 4190, 5060, 5061),
        *(5432, 5672, 5900, 5984, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 9042, 9200),
        *(9300, 10080, 11211, 27017),
    }
)

#: Where IPv6 carries an IPv4 address: NAT64 (RFC 6052), and the old "IPv4-compatible" form.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")

#: Seconds for a connection to one of a host's addresses, for the next bytes, and bytes taken at once.
CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0

#: The key under which a request's extensions carry its deadline, in seconds of ``time.monotonic``.
DEADLINE = "dateline_deadline"

_MEND = "give the address of a public web page"


def checked_url(address: str) -> httpx.URL:
    """The address, parsed, without its fragment. Raises RefusedAddress where it may not be fetched."""
    shown = shown_url(address)
    try:
        url = httpx.URL(address.strip())
        host = url.host  # which is decoded here
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise RefusedAddress(shown, f"not an address ({error}); check how it is written") from error
    if url.scheme not in SCHEMES:
        what = f"{url.scheme}: is not fetched" if url.scheme else "no address of the web"
        raise RefusedAddress(shown, f"{what}, only http and https are; {_MEND}")
    if not host:
        raise RefusedAddress(shown, f"names no host; {_MEND}")
    if url.userinfo:
        raise RefusedAddress(shown, "holds a user name or password; leave it out")
    port = url.port
    if port is not None and port not in WEB_PORTS and (port in OTHER_PORTS or not 1024 <= port <= 65535):
        raise RefusedAddress(shown, f"port {port} is not one of the web's; {_MEND}")
    return url.copy_with(fragment=None)


def host_of(address: str) -> str:
    """The host of an address, as its turn is counted by; "" where it has none."""
    try:
        return httpx.URL(address.strip()).host
    except (httpx.InvalidURL, UnicodeError, ValueError):
        return ""


def shown_url(address: str) -> str:
    """The address as messages show it: on one line, without a password, and not endless."""
    text = "".join(c if c.isprintable() else "?" for c in address.strip())
    head, slashes, rest = text.partition("://")
    host, slash, path = rest.partition("/")
    if slashes and "@" in host:
        text = f"{head}://...@{host.rpartition('@')[2]}{slash}{path}"
    return text if len(text) <= 300 else f"{text[:300]}..."


def objection(address: IPAddress, *, allow_private: bool = False) -> str | None:
    """Why no connection is made to this address ("a loopback address"), or None where it may be made.

    ``allow_private`` lets private, loopback and shared (100.64.0.0/10) addresses through, and no others:
    link-local ones, where the machines of clouds hand out their keys, stay closed.
    """
    inner = _carried(address)
    if inner is not None:
        return objection(inner, allow_private=allow_private)
    if address.is_unspecified:
        return "the unspecified address"
    if address.is_multicast:
        return "a multicast address"
    if address.is_link_local:
        return "a link-local address"
    if address.is_loopback:
        return None if allow_private else "a loopback address"
    if address.is_reserved:
        return "a reserved address"
    if not address.is_global or (isinstance(address, ipaddress.IPv6Address) and address.is_site_local):
        return None if allow_private else "a private address"
    return None


def _carried(address: IPAddress) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside an IPv6 one that stands for it, if any."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    low = int(address) & 0xFFFFFFFF
    if address in _NAT64 or (address in _COMPATIBLE and low > 1):
        return ipaddress.IPv4Address(low)
    return None


def resolved(host: str, port: int) -> Sequence[str]:
    """The addresses of this host, by the system's resolver. Raises OSError where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Guard(httpx.BaseTransport):
    """The transport that connects to checked addresses only; each connection carries one request."""

    def __init__(
        self, *, allow_private: bool = False, resolve: Resolver = resolved, opening: str | None = None
    ) -> None:
        """``opening`` says how private addresses can be allowed, where they can ("allow it with ...")."""
        self._allow_private = allow_private
        self._opening = opening
        self._resolve = resolve

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, its body still to come. Raises RefusedAddress, Unreachable, httpx.TransportError."""
        checked_url(str(request.url))
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        ends = request.extensions.get(DEADLINE, float("inf"))
        connection = httpcore.HTTPConnection(
            origin=url.origin,
            ssl_context=self._tls if request.url.scheme == "https" else None,
            network_backend=_Backend(self, shown_url(str(request.url)), ends),
        )
        timeouts = {"connect": CONNECT_SECONDS, "read": READ_SECONDS, "write": READ_SECONDS}
        asked = httpcore.Request(
            method=request.method,
            url=url,
            headers=request.headers.raw,
            content=request.stream,
            extensions={"timeout": timeouts},
        )
        try:
            with _translated():
                answer = connection.handle_request(asked)
        except BaseException:
            connection.close()
            raise
        return httpx.Response(
            status_code=answer.status, headers=answer.headers, stream=_Body(answer, connection)
        )

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """Certificates are checked; ``SSL_CERT_FILE`` may name those of the user's own authority."""
        return httpx.create_ssl_context()

    def addresses(self, host: str, port: int, shown: str) -> list[str]:
        """The host's addresses, each checked. Raises RefusedAddress or Misled if one is closed, Unreachable for none.

        ``shown`` is the address that errors name.
        """
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise Unreachable(
                shown, f"{host} is not found ({error}); check the name and the network"
            ) from error
        for text in found:
            try:
                address = ipaddress.ip_address(text.partition("%")[0])
            except ValueError as error:
                raise RefusedAddress(shown, f"{host} leads to {text!r}, no address; {_MEND}") from error
            why = objection(address, allow_private=self._allow_private)
            if why is not None:
                closed = self._opening is None or objection(address, allow_private=True)
                mend = "" if closed else f", or {self._opening}"
                if text == host:
                    raise RefusedAddress(shown, f"{host} is {why}; {_MEND}{mend}")
                raise Misled(shown, f"{host} leads to {text}, {why}; {_MEND}{mend}")
        if not found:
            raise Unreachable(shown, f"{host} has no address; check the name")
        return list(found)


class _Backend(httpcore.NetworkBackend):
    """Connects to the checked addresses of a host, one after the other, until the deadline."""

    def __init__(self, guard: Guard, shown: str, ends: float) -> None:
        self._guard = guard
        self._shown = shown
        self._ends = ends
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        error: Exception | None = None
        for address in self._guard.addresses(host, port, self._shown):
            try:
                stream = self._system.connect_tcp(
                    address, port, _left(self._ends, timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                error = error or failed
            else:
                return _Stream(stream, self._ends)
        raise error or httpcore.ConnectError(f"no address of {host} answers")


class _Stream(httpcore.NetworkStream):
    """A stream that ends at the deadline, however little it waits for each byte."""

    def __init__(self, stream: httpcore.NetworkStream, ends: float) -> None:
        self._stream = stream
        self._ends = ends

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._ends, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._ends, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(self._ends, timeout))
        return _Stream(stream, self._ends)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Body(httpx.SyncByteStream):
    """The body of an answer; closing it closes the connection."""

    def __init__(self, answer: httpcore.Response, connection: httpcore.HTTPConnection) -> None:
        self._answer = answer
        self._connection = connection

    def __iter__(self) -> Iterator[bytes]:
        with _translated():
            yield from self._answer.iter_stream()

    def close(self) -> None:
        self._connection.close()


@contextmanager
def _translated() -> Iterator[None]:
    """A block in which httpcore's errors become httpx's."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise httpx.TimeoutException(str(error)) from error
    except (httpcore.ProtocolError, httpcore.NetworkError) as error:
        raise httpx.TransportError(str(error)) from error


def _left(ends: float, timeout: float | None) -> float | None:
    """The seconds a call may still take. Raises httpcore.ReadTimeout when the deadline is over."""
    left = ends - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is over")
    if left == float("inf"):
        return timeout
    return left if timeout is None else min(left, timeout)
