from __future__ import annotations

import ipaddress
import shutil
import ssl
import subprocess
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.collect.guard import Guard, checked_url, objection, shown_url
from dateline.errors import RefusedAddress, Unreachable
from tests.collect.serving import Site, serving


@pytest.mark.parametrize(
    "address",
    [
        *("file:///etc/passwd", "ftp://news.example/a", "data:text/html,<p>x", "javascript:alert(1)"),
        *("gopher://news.example", "news.example/a", "", "http://", "http:///a", "https://:80/"),
        *("http://reader@news.example/", "http://reader:secret@news.example/", "http://[::1", "http://a:b/"),
        *("http://news.example:22/", "http://news.example:25/", "http://news.example:6379/"),
        *("http://news.example:0/", "http://0177.0.0.1/", "http://news.example:99999/", "http://xn--/"),
    ],
)
def test_refuses_what_is_no_public_page(address: str) -> None:
    with pytest.raises(RefusedAddress) as refused:
        checked_url(address)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "address",
    [
        "http://news.example",
        "https://news.example/a?b=c",
        "HTTP://news.example:8080/",
        "https://ニュース.example/",
    ],
)
def test_takes_pages(address: str) -> None:
    assert checked_url(address).scheme in ("http", "https")


def test_leaves_the_fragment_out() -> None:
    assert str(checked_url(" https://news.example/a#top ")) == "https://news.example/a"


@given(st.text(max_size=60))
def test_any_address_is_checked_or_refused(address: str) -> None:
    for text in (address, f"http://{address}", f"http://news.example/{address}"):
        try:
            assert checked_url(text).host
        except RefusedAddress as error:
            assert "\n" not in error.name


def test_shows_no_password_and_no_endless_address() -> None:
    assert shown_url("http://reader:secret@news.example/a@b") == "http://...@news.example/a@b"
    assert len(shown_url("http://news.example/" + "a" * 5000)) < 310
    assert "\n" not in shown_url("http://news.example/\nHost: x")


CLOSED = [
    *("127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
    *("0.0.0.0", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1"),
    *("::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "fec0::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::127.0.0.1", "2002:7f00:1::"),
    "2001:0:0:0:0:0:80ff:fffe",  # Teredo for 127.0.0.1
]


@pytest.mark.parametrize("address", CLOSED)
def test_closed_addresses(address: str) -> None:
    assert objection(ipaddress.ip_address(address)) is not None


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_open_addresses(address: str) -> None:
    assert objection(ipaddress.ip_address(address)) is None


def test_allowing_private_addresses_opens_those_only() -> None:
    opened = {a for a in CLOSED if objection(ipaddress.ip_address(a), allow_private=True) is None}
    assert {"127.0.0.1", "10.0.0.1", "192.168.1.1", "100.64.0.1", "::1", "fd12::1"} <= opened
    assert not opened & {"169.254.169.254", "fe80::1", "224.0.0.1", "0.0.0.0", "::", "255.255.255.255"}


@given(st.integers(0, 2**32 - 1))
def test_an_address_is_as_closed_inside_ipv6(number: int) -> None:
    plain = ipaddress.IPv4Address(number)
    mapped = ipaddress.IPv6Address((0xFFFF << 32) | number)
    assert objection(plain) == objection(mapped)


def get(guard: Guard, address: str) -> httpx.Response:
    with httpx.Client(transport=guard, trust_env=False) as client:
        return client.get(address)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1", "[::1]", "[::ffff:127.0.0.1]"],
)
def test_every_way_to_write_this_machine_is_refused(site: Site, host: str) -> None:
    port = site.address.rpartition(":")[2]
    with pytest.raises(RefusedAddress, match=r"loopback address.*, or open the door$"):
        get(Guard(opening="open the door"), f"http://{host}:{port}/")
    with pytest.raises(RefusedAddress, match="loopback address") as refused:
        get(Guard(), f"http://{host}:{port}/")
    assert ", or " not in refused.value.reason
    assert site.asked == []


def test_connects_to_the_address_that_was_checked_under_the_name(site: Site) -> None:
    site.page("/", "hello")
    port = site.address.rpartition(":")[2]
    asked = []

    def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"]

    answer = get(Guard(allow_private=True, resolve=resolve), f"http://news.example:{port}/")
    assert answer.text == "hello"
    assert asked == ["news.example"]
    assert site.asked[0].headers["host"] == f"news.example:{port}"


@pytest.mark.parametrize("found", [["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["not an address"]])
def test_a_name_with_one_closed_address_is_refused(found: list[str]) -> None:
    with pytest.raises(RefusedAddress, match=r"news\.example leads to"):
        get(Guard(resolve=lambda host, port: found), "http://news.example/")


def test_a_name_that_leads_nowhere_is_named() -> None:
    def nowhere(host: str, port: int) -> Sequence[str]:
        raise OSError("Name or service not known")

    with pytest.raises(Unreachable, match=r"news\.example is not found"):
        get(Guard(resolve=nowhere), "http://news.example/")
    with pytest.raises(Unreachable, match="has no address"):
        get(Guard(resolve=lambda host, port: []), "http://news.example/")


def test_the_next_address_is_tried(site: Site) -> None:
    site.page("/", "hello")
    port = site.address.rpartition(":")[2]
    guard = Guard(allow_private=True, resolve=lambda host, port: ["127.0.0.2", "::1", "127.0.0.1"])
    assert get(guard, f"http://news.example:{port}/").text == "hello"


def test_proxies_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.page("/", "hello")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert get(Guard(allow_private=True), site.address + "/").text == "hello"


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make a certificate with")
def test_certificates_are_checked_against_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            *(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
            ),
            *("-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=news.example"),
            *("-addext", "subjectAltName=DNS:news.example"),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving(context) as site:
        site.page("/", "hello")
        port = site.address.rpartition(":")[2]
        here = {"allow_private": True, "resolve": lambda host, port: ["127.0.0.1"]}
        with pytest.raises(httpx.TransportError, match="CERTIFICATE_VERIFY_FAILED"):
            get(Guard(**here), f"https://news.example:{port}/")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert get(Guard(**here), f"https://news.example:{port}/").text == "hello"
        with pytest.raises(httpx.TransportError, match="Hostname mismatch"):
            get(Guard(**here), f"https://other.example:{port}/")
