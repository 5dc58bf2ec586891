from __future__ import annotations

import datetime as dt
import gzip
import random
import socket
import time
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from dateline.collect.clock import Clock
from dateline.collect.fetch import (
    Fetched,
    Fetcher,
    Limits,
    Manners,
    NotModified,
    user_agent,
)
from dateline.collect.guard import objection
from dateline.errors import (
    BadAnswer,
    FetchError,
    RefusedAddress,
    RobotsDenied,
    ServerBusy,
    Stopped,
    TooLarge,
    Unreachable,
    UsageError,
)
from tests.collect.serving import Answer, Asked, FakeClock, Site, named_here, talking

ONCE = Manners(tries=1)


def fetcher(**changes: Any) -> Fetcher:
    """A fetcher that may go to this machine, on a clock that does not wait."""
    options: dict[str, Any] = {"allow_private": True, "clock": FakeClock(), "chance": random.Random(1)}
    return Fetcher("Dateline/test", **options | changes)


@pytest.fixture
def fetch() -> Fetcher:
    return fetcher()


def got(fetch: Fetcher, address: str, **conditions: str) -> Fetched:
    answer = fetch.fetch(address, **conditions)
    assert isinstance(answer, Fetched)
    return answer


def test_an_answer_says_all_that_is_known(site: Site, fetch: Fetcher) -> None:
    address = site.page(
        "/a",
        b"caf\xe9",
        Content_Type="Text/HTML; charset=ISO-8859-1",
        ETag='"1"',
        Last_Modified="Mon, 13 Nov 2017 08:00:00 GMT",
    )
    assert got(fetch, f"{address}#part") == Fetched(
        url=address,
        final_url=address,
        status=200,
        content=b"caf\xe9",
        content_type="text/html",
        charset="iso-8859-1",
        etag='"1"',
        modified="Mon, 13 Nov 2017 08:00:00 GMT",
        at=dt.datetime(2017, 11, 13, 9, tzinfo=dt.UTC) + dt.timedelta(seconds=1),
    )
    sent = site.asked[-1].headers
    assert sent["user-agent"] == "Dateline/test"
    assert sent["accept-encoding"] == "gzip, deflate"
    assert "cookie" not in sent and "authorization" not in sent


def test_private_addresses_need_leave(site: Site) -> None:
    with pytest.raises(RefusedAddress, match="loopback"):
        fetcher(allow_private=False).fetch(site.page("/a", "hello"))
    assert site.asked == []


# Robots


def test_robots_are_asked_once_and_obeyed(site: Site, fetch: Fetcher) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: Dateline\nDisallow: /closed\n")
    site.page("/open", "hello")
    got(fetch, site.address + "/open")
    with pytest.raises(RobotsDenied, match=r"/closed.*robots\.txt asks not to fetch it"):
        fetch.fetch(site.address + "/closed/a")
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/open"]


def test_robots_are_asked_again_after_a_day(site: Site, fetch: Fetcher) -> None:
    address = site.page("/a", "hello")
    got(fetch, address)
    fetch.clock.sleep(25 * 3600)
    site.page("/robots.txt", "User-agent: *\nDisallow: /\n")
    with pytest.raises(RobotsDenied):
        fetch.fetch(address)


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_robots_is_open(site: Site, fetch: Fetcher, status: int) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /", status=status)
    assert got(fetch, site.page("/a", "hello")).content == b"hello"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_site_whose_robots_fail_is_closed_for_a_while(site: Site, status: int) -> None:
    site.page("/robots.txt", "", status=status)
    address = site.page("/a", "hello")
    fetch = fetcher(manners=ONCE)
    for _ in range(3):
        with pytest.raises(FetchError, match=r"robots\.txt cannot be had"):
            fetch.fetch(address)
    assert [asked.path for asked in site.asked] == ["/robots.txt"]
    site.page("/robots.txt", "")
    fetch.clock.sleep(61)
    assert got(fetch, address).content == b"hello"


def test_robots_may_be_elsewhere_or_huge(site: Site, fetch: Fetcher) -> None:
    site.page("/robots.txt", "", status=301, Location="/rules")
    site.page("/rules", "User-agent: *\nDisallow: /closed\n" + "# filling\n" * 200_000)
    with pytest.raises(RobotsDenied):
        fetch.fetch(site.address + "/closed")
    assert got(fetch, site.page("/a", "hello")).content == b"hello"


def test_robots_that_are_no_text_close_nothing(site: Site, fetch: Fetcher) -> None:
    site.page("/robots.txt", bytes(range(256)) * 40)
    assert got(fetch, site.page("/a", "hello")).content == b"hello"


# Pauses


def waits(fetch: Fetcher) -> list[float]:
    assert isinstance(fetch.clock, FakeClock)
    return fetch.clock.slept


def test_a_host_has_a_pause_after_each_request(site: Site, fetch: Fetcher) -> None:
    address = site.page("/a", "hello")
    for _ in range(3):
        got(fetch, address)
    assert waits(fetch) == [1.0, 1.0, 1.0]


def test_a_pause_that_is_over_is_not_waited_for(site: Site, fetch: Fetcher) -> None:
    address = site.page("/a", "hello")
    got(fetch, address)
    fetch.clock.sleep(0.6)
    got(fetch, address)
    assert waits(fetch) == [1.0, 0.6, 0.4]


@pytest.mark.parametrize(
    ("robots", "pause"),
    [
        ("Crawl-delay: 7", 7.0),
        ("Crawl-delay: 0.1", 1.0),
        ("Crawl-delay: 100000", 300.0),
        ("Crawl-delay: -5", 1.0),
        ("Request-rate: 1/20", 20.0),
    ],
)
def test_a_site_may_ask_for_a_longer_pause(site: Site, fetch: Fetcher, robots: str, pause: float) -> None:
    site.page("/robots.txt", f"User-agent: *\n{robots}\n")
    address = site.page("/a", "hello")
    got(fetch, address)
    got(fetch, address)
    assert waits(fetch)[-1] == pause


def test_a_long_pause_is_said_once(site: Site) -> None:
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 60\n")
    notes: list[str] = []
    fetch = fetcher(note=notes.append)
    for _ in range(2):
        got(fetch, site.page("/a", "hello"))
    assert notes == ["127.0.0.1: its robots.txt asks for 60 s between requests"]


def test_hosts_have_pauses_of_their_own(site: Site) -> None:
    site.page("/a", "hello")
    port = site.address.rpartition(":")[2]
    fetch = fetcher(resolve=lambda host, port: ["127.0.0.1"])
    for host in ("one.example", "other.example"):
        got(fetch, f"http://{host}:{port}/a")
    assert waits(fetch) == [1.0, 1.0]  # each after its own robots.txt


def test_a_host_has_one_request_at_a_time(site: Site) -> None:
    busy = 0
    most = 0

    def answer(asked: Asked) -> tuple[int, dict[str, str], bytes]:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        time.sleep(0.01)
        busy -= 1
        return 200, {}, b"hello"

    site.pages["/robots.txt"] = site.pages["/a"] = answer
    fetch = fetcher(clock=Clock(), manners=Manners(delay=0.0))
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: got(fetch, site.address + "/a").content, range(16)))
    assert found == [b"hello"] * 16
    assert most == 1
    assert [asked.path for asked in site.asked].count("/robots.txt") == 1


def test_a_stopped_clock_ends_the_wait(site: Site, fetch: Fetcher) -> None:
    address = site.page("/a", "hello")
    got(fetch, address)
    fetch.clock.stop()
    with pytest.raises(Stopped):
        fetch.fetch(address)


# Redirects


def test_redirects_are_followed(site: Site, fetch: Fetcher) -> None:
    site.page("/a", "", status=301, Location="/b")
    site.page("/b", "", status=302, Location=f"{site.address}/c#part")
    end = site.page("/c", "hello")
    answer = got(fetch, site.address + "/a")
    assert (answer.url, answer.final_url, answer.content) == (site.address + "/a", end, b"hello")


@pytest.mark.parametrize(
    "target",
    [
        *("file:///etc/passwd", "ftp://127.0.0.1/a", "data:text/html,hello", "http://10.0.0.1:22/"),
        *("http://reader:secret@news.example/", "http://[::1", "http://169.254.169.254/latest/"),
    ],
)
def test_redirects_out_of_the_web_are_refused(site: Site, fetch: Fetcher, target: str) -> None:
    address = site.page("/a", "", status=302, Location=target)
    with pytest.raises(RefusedAddress) as refused:
        fetch.fetch(address)
    assert str(refused.value).startswith(f"{address}: redirects to")
    assert "secret" not in str(refused.value)


def test_redirects_to_private_addresses_are_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site stands for a public one, whose address the rules let through, and redirects to others."""
    port = site.address.rpartition(":")[2]
    address = f"http://news.example:{port}/a"
    monkeypatch.setattr("dateline.collect.guard.objection", _objection_but_to_loopback)
    fetch = fetcher(allow_private=False, resolve=_resolve_names)
    for target in (
        "http://10.0.0.1/",
        "http://inside.example/",
        "http://169.254.169.254/latest/",
        "//[fd00::1]/",
    ):
        site.page("/a", "", status=302, Location=target)
        with pytest.raises(RefusedAddress, match=r"/a: redirects to .*(private|link-local) address"):
            fetch.fetch(address)


def _resolve_names(host: str, port: int) -> Sequence[str]:
    return [{"news.example": "127.0.0.1", "inside.example": "192.168.0.7"}.get(host, host)]


def _objection_but_to_loopback(address: Any, *, allow_private: bool = False) -> str | None:
    return None if address.is_loopback else objection(address, allow_private=allow_private)


def test_a_redirect_to_no_address_is_named(site: Site, fetch: Fetcher) -> None:
    address = site.page("/a", "", 302, Location="http://xn--/")
    with pytest.raises(RefusedAddress, match=r"/a: redirects to http://xn--/: not an address"):
        fetch.fetch(address)


def test_an_address_that_is_closed_is_refused_for_itself(site: Site) -> None:
    with pytest.raises(RefusedAddress) as refused:
        fetcher(allow_private=False).fetch(site.address + "/a")
    assert refused.value.reason.startswith("127.0.0.1 is a loopback address")
    away = fetcher(allow_private=False, resolve=_resolve_names)
    with pytest.raises(RefusedAddress) as refused:
        away.fetch("http://inside.example/a")
    assert refused.value.reason.startswith("inside.example leads to 192.168.0.7, a private address")


def test_so_many_hosts_are_remembered(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.collect.sites.MOST_HOSTS", 3)
    fetch = fetcher(resolve=named_here)
    port = site.page("/a", "a page").rpartition(":")[2]
    for name in ("a", "b", "c", "a", "d", "a", "b"):
        assert got(fetch, f"http://{name}.example:{port}").status == 200
    rules = [asked.headers["host"][0] for asked in site.asked if asked.path == "/robots.txt"]
    assert "".join(rules) == "abcdb"
    assert len(fetch._sites) == len(fetch._hosts) == 3


def test_cookies_are_kept_for_the_redirects_of_one_fetch(site: Site, fetch: Fetcher) -> None:
    def page(asked: Asked) -> Answer:
        if asked.headers.get("cookie") == "seen=1":
            return 200, {}, b"a page"
        return 302, {"Location": "/a", "Set-Cookie": "seen=1; Path=/"}, b""

    site.pages["/a"] = page
    for _ in range(2):
        assert got(fetch, site.address + "/a").content == b"a page"
    asked = [asked.headers.get("cookie") for asked in site.asked if asked.path == "/a"]
    assert asked == [None, "seen=1", None, "seen=1"]


def test_cookies_go_to_no_other_site(site: Site, fetch: Fetcher) -> None:
    away = site.page("/away", "a page").replace("127.0.0.1", "localhost")
    site.page("/a", "", 302, Location=away, Set_Cookie="seen=1; Path=/")
    assert got(fetch, site.address + "/a").content == b"a page"
    assert all("cookie" not in asked.headers for asked in site.asked)


def test_cookies_without_end_are_given_up(site: Site, fetch: Fetcher) -> None:
    def page(asked: Asked) -> Answer:
        return 302, {"Location": "/a", "Set-Cookie": f"visit={len(site.asked)}"}, b""

    site.pages["/a"] = page
    with pytest.raises(BadAnswer, match="more than 8 redirects"):
        fetch.fetch(site.address + "/a")


@pytest.mark.parametrize("hops", [["/a"], ["/b", "/a"]])
def test_circles_are_named(site: Site, fetch: Fetcher, hops: list[str]) -> None:
    for here, there in zip(["/a", *hops], hops, strict=False):
        site.page(here, "", status=302, Location=there)
    with pytest.raises(BadAnswer, match="in a circle"):
        fetch.fetch(site.address + "/a")


def test_endless_redirects_are_named(site: Site, fetch: Fetcher) -> None:
    for number in range(12):
        site.page(f"/{number}", "", status=302, Location=f"/{number + 1}")
    with pytest.raises(BadAnswer, match="more than 8 redirects"):
        fetch.fetch(site.address + "/0")
    assert len(site.paths()) == 9


def test_robots_count_at_each_hop(site: Site, fetch: Fetcher) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /closed\n")
    address = site.page("/a", "", status=302, Location="/closed")
    with pytest.raises(RobotsDenied, match=r"/a: redirects to .*/closed"):
        fetch.fetch(address)


# Bodies


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(b"hello", mtime=0)),
        ("x-gzip", gzip.compress(b"hel", mtime=0) + gzip.compress(b"lo", mtime=0)),
        ("gzip", gzip.compress(b"hello", mtime=0) + b"\x00" * 20),
        ("deflate", zlib.compress(b"hello")),
        ("deflate", zlib.compress(b"hello", wbits=-15)),
        ("identity", b"hello"),
    ],
)
def test_bodies_are_unpacked(site: Site, fetch: Fetcher, coding: str, packed: bytes) -> None:
    assert got(fetch, site.page("/a", packed, Content_Encoding=coding)).content == b"hello"


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", b"\x1f\x8bhello"),
        ("gzip", gzip.compress(b"hello" * 99, mtime=0)[:-12]),
        ("br", b"hello"),
        ("deflate", b"\x07\x07"),
        ("rot13", b"hello"),
    ],
)
def test_garbled_bodies_are_named(site: Site, coding: str, packed: bytes) -> None:
    with pytest.raises(Unreachable, match=r"the answer failed \(its (content|gzip)"):
        fetcher(manners=ONCE).fetch(site.page("/a", packed, Content_Encoding=coding))


def test_bombs_are_stopped(site: Site) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()
    assert len(bomb) < 300_000
    with pytest.raises(TooLarge, match=r"4\.77 MiB"):
        fetcher(limits=Limits(size=5_000_000)).fetch(site.page("/a", bomb, Content_Encoding="gzip"))


def test_large_bodies_are_stopped_by_their_length(site: Site) -> None:
    fetch = fetcher(limits=Limits(size=1000))
    assert len(got(fetch, site.page("/a", b"a" * 1000)).content) == 1000
    with pytest.raises(TooLarge):
        fetch.fetch(site.page("/b", b"a" * 1001))


def test_endless_bodies_are_stopped() -> None:
    sent = 0

    def talk(connection: socket.socket) -> None:
        nonlocal sent
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            sent += connection.send(b"<p>hello</p>" * 1000)

    with talking(talk) as address, pytest.raises(TooLarge):
        fetcher(limits=Limits(size=1_000_000)).fetch(address)
    assert sent < 20_000_000


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: ", b""])
def test_dripping_servers_are_stopped(head: bytes) -> None:
    def talk(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(b"a")
            time.sleep(0.02)

    started = time.monotonic()
    with talking(talk) as address, pytest.raises(Unreachable, match="too slow"):
        fetcher(limits=Limits(seconds=0.4), manners=ONCE).fetch(address)
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-",
        b"SSH-2.0-OpenSSH_9\r\n",
        b"",
    ],
)
def test_half_answers_are_named(said: bytes) -> None:
    talk = talking(lambda connection: connection.sendall(said))
    with talk as address, pytest.raises(Unreachable, match="the answer failed"):
        fetcher(manners=ONCE).fetch(address)


def test_a_length_that_is_too_short_cuts_the_body() -> None:
    said = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhello"
    with talking(lambda connection: connection.sendall(said)) as address:
        assert got(fetcher(), address).content == b"hel"


def test_resets_are_named() -> None:
    def talk(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")

    with talking(talk) as address, pytest.raises(Unreachable):
        fetcher(manners=ONCE).fetch(address)


def test_no_server_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Unreachable, match=rf"127\.0\.0\.1:{port}/a: .*refused"):
        fetcher(manners=ONCE).fetch(f"http://127.0.0.1:{port}/a")


# Conditional requests, and later ones


def test_conditions_are_sent_and_answered(site: Site, fetch: Fetcher) -> None:
    def answer(asked: Asked) -> tuple[int, dict[str, str], bytes]:
        same = asked.headers.get("if-none-match") == '"1"' and "if-modified-since" in asked.headers
        return (304, {}, b"") if same else (200, {}, b"hello")

    site.pages["/a"] = answer
    assert isinstance(fetch.fetch(site.address + "/a", etag='"1"', modified="yesterday"), NotModified)
    assert got(fetch, site.address + "/a", etag='"0"').content == b"hello"


def test_not_modified_without_a_condition_is_named(site: Site, fetch: Fetcher) -> None:
    with pytest.raises(BadAnswer, match="304 Not Modified"):
        fetch.fetch(site.page("/a", "", status=304))


@pytest.mark.parametrize("status", [429, 503])
def test_busy_servers_are_asked_again_when_they_say(site: Site, fetch: Fetcher, status: int) -> None:
    answers: list[Any] = [(status, {"Retry-After": "17"}, b""), (200, {}, b"hello")]
    site.pages["/a"] = lambda asked: answers.pop(0)
    assert got(fetch, site.address + "/a").content == b"hello"
    assert 17.0 in waits(fetch)


def test_without_retry_after_the_waits_double(site: Site, fetch: Fetcher) -> None:
    with pytest.raises(ServerBusy, match="429 Too Many Requests; try later") as busy:
        fetch.fetch(site.page("/a", "", status=429))
    assert busy.value.retry_after is None
    assert len(site.paths()) == 3
    first, second = (wait for wait in waits(fetch) if wait > 1)
    assert 1.5 <= first <= 2.5 and 3 <= second <= 5


def test_who_asks_for_more_than_patience_is_left_alone(site: Site, fetch: Fetcher) -> None:
    with pytest.raises(ServerBusy) as busy:
        fetch.fetch(site.page("/a", "", status=503, Retry_After="3600"))
    assert busy.value.retry_after == 3600
    assert len(site.paths()) == 1


def test_faults_of_the_server_are_tried_again(site: Site, fetch: Fetcher) -> None:
    answers: list[Any] = [(502, {}, b""), (200, {}, b"hello")]
    site.pages["/a"] = lambda asked: answers.pop(0)
    assert got(fetch, site.address + "/a").content == b"hello"


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "404 Not Found; check"), (403, "403 Forbidden; save"), (999, "999"), (600, "600")],
)
def test_refusals_are_named_and_final(site: Site, status: int, words: str) -> None:
    with pytest.raises(FetchError, match=words):
        fetcher(manners=ONCE).fetch(site.page("/a", "", status=status))
    assert len(site.paths()) == 1


def test_the_user_agent_names_the_contact() -> None:
    assert user_agent("0.1.0") == "Dateline/0.1.0"
    assert (
        user_agent("not installed", "desk@outlet.example") == "Dateline/not-installed (+desk@outlet.example)"
    )
    for wrong in ("", "a\r\nHost: x", "café", "a" * 300):
        with pytest.raises(UsageError, match="--contact"):
            user_agent("0.1.0", wrong)
