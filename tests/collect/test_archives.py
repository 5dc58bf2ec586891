from __future__ import annotations

import datetime as dt
import gzip
import io
import zlib
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.collect.archives import from_archive
from dateline.collect.members import Source
from dateline.errors import InputError, UnreadableInput
from dateline.records.capture import Capture, Given
from tests.collect import made

RECORDS = [made.record(number) for number in range(4)]
PACKINGS = [made.plain, made.gzipped, made.zstandard]
Packing = Callable[[Iterable[bytes]], bytes]


def read(content: bytes, said: list[str] | None = None, **options: int) -> list[Capture | InputError]:
    note = (lambda _: None) if said is None else said.append
    return list(from_archive(io.BytesIO(content), name="a.warc", given=Given(), note=note, **options))


def only(content: bytes) -> Capture:
    [found] = read(content)
    assert isinstance(found, Capture), found
    return found


def error(found: object) -> InputError:
    assert isinstance(found, UnreadableInput), found
    return found


@pytest.mark.parametrize("pack", PACKINGS)
def test_each_page_comes_with_its_place_and_time(pack: Packing) -> None:
    packed = [pack([record]) for record in RECORDS]
    found = read(b"".join(packed))
    offset = 0
    for number, item in enumerate(found):
        assert isinstance(item, Capture)
        assert item.content == made.PAGE % number
        assert (item.origin.kind, item.origin.name, item.origin.offset) == ("archive", "a.warc", offset)
        assert item.url == f"https://lantern.example/{number}"
        assert item.fetched == dt.datetime(2031, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
        assert (item.media_type, item.charset) == ("text/html", "utf-8")
        offset += len(packed[number])
    assert len(found) == 4


def test_an_archive_packed_in_one_piece_is_read_too() -> None:
    assert made.urls(read(gzip.compress(b"".join(RECORDS), mtime=0))) == ["0", "1", "2", "3"]


@pytest.mark.parametrize("packed", [False, True])
def test_a_zstd_dictionary_is_used(packed: bool) -> None:
    from fastwarc.stream_io import zstd_train_dictionary_from_samples

    dictionary = zstd_train_dictionary_from_samples([made.record(number) for number in range(300)], 2048)
    frames = [made.zstd(record, dictionary) for record in RECORDS]
    kept = made.zstd(dictionary) if packed else dictionary
    assert made.urls(read(made.skippable(kept) + b"".join(frames))) == ["0", "1", "2", "3"]
    [missing] = read(b"".join(frames))
    assert "ictionary" in error(missing).reason


def test_what_is_no_page_is_passed_over_and_counted_in_one_line() -> None:
    said: list[str] = []
    found = read(
        made.gzipped(
            [
                made.record(0, b"software: x\r\n", kind="warcinfo", content_type="application/warc-fields"),
                made.record(1, b"\x89PNG\r\n\x1a\n...", content_type="image/png"),
                made.record(2, status="301 Moved", http="Location: /3\r\n"),
                made.record(3),
                made.record(4, status="404 Not Found"),
                made.record(
                    5, b"User-agent: *\n", content_type="text/plain", url="https://l.example/robots.txt"
                ),
                made.record(6, kind="revisit"),
                made.record(7, b" \r\n "),
                made.record(8, b"%PDF-1.4 ..."),
                made.record(9, b'{"a": 1}', kind="metadata", content_type="application/json"),
            ]
        ),
        said,
    )
    assert made.urls(found) == ["3"]
    assert said == [
        "a.warc: 7 records passed over: 3 not pages, 2 not answered with 200, 1 captured before (revisits), "
        "1 without content"
    ]
    assert "1 record passed over" in error(read(made.record(1, status="404 Not Found"))[0]).reason


def test_resources_and_conversions_are_pages_too() -> None:
    resource = only(made.record(1, kind="resource", content_type="text/html; charset=windows-1251"))
    assert (resource.media_type, resource.charset) == ("text/html", "windows-1251")
    text = only(made.record(2, b"<html> Troops left.", kind="conversion", content_type="text/plain"))
    assert text.media_type == "text/plain"


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("gzip", gzip.compress(made.PAGE % 1, mtime=0)),
        (
            "x-gzip",
            gzip.compress((made.PAGE % 1)[:50], mtime=0) + gzip.compress((made.PAGE % 1)[50:], mtime=0),
        ),
        ("deflate", zlib.compress(made.PAGE % 1)),
        ("deflate", zlib.compress(made.PAGE % 1, wbits=-15)),
        ("zstd", made.zstd(made.PAGE % 1)),
        ("deflate, gzip", gzip.compress(zlib.compress(made.PAGE % 1), mtime=0)),
        ("gzip", made.PAGE % 1),
        ("br", made.PAGE % 1),
        ("identity", made.PAGE % 1),
    ],
)
def test_content_encodings_are_undone_where_they_are_there(name: str, packed: bytes) -> None:
    page = only(made.record(1, packed, http=f"Content-Encoding: {name}\r\n"))
    assert page.content == made.PAGE % 1


def test_chunks_are_joined_where_there_are_some() -> None:
    header = "Transfer-Encoding: chunked\r\n"
    assert (
        only(made.record(1, b"5\r\n<p>Tr\r\n6;x\r\noops!\n\r\n0\r\n\r\n", http=header)).content
        == b"<p>Troops!\n"
    )
    assert only(made.record(1, http=header)).content == made.PAGE % 1
    [broken] = read(made.record(1, b"ff\r\n<p>Tr", http=header))
    assert "chunks break off" in error(broken).reason


@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress(b"<p>" + bytes(3000), mtime=0),
        made.zstd(b"<p>" + bytes(3000)),
        zlib.compress(bytes(3000)),
    ],
    ids=["gzip", "zstd", "zlib"],
)
def test_a_bomb_in_a_page_is_an_error_and_the_rest_goes_on(packed: bytes) -> None:
    name = {0x1F: "gzip", 0x28: "zstd", 0x78: "deflate"}[packed[0]]
    bomb = made.record(1, packed, http=f"Content-Encoding: {name}\r\n")
    found = read(made.gzipped([RECORDS[0], bomb, RECORDS[2]]), limit=1000)
    assert made.urls(found) == ["0", "!", "2"]
    assert error(found[1]).name == f"a.warc, byte {len(made.gzipped([RECORDS[0]]))}"
    assert f"its {name} content unpacks to more than" in error(found[1]).reason


@pytest.mark.parametrize("pack", PACKINGS)
def test_a_page_that_is_too_large_is_an_error_and_the_rest_goes_on(pack: Packing) -> None:
    large = made.record(1, b"<p>" + b"x" * 5000)
    found = read(pack([RECORDS[0], large, RECORDS[2]]), limit=1000)
    assert made.urls(found) == ["0", "!", "2"]
    assert "too large for one page (5,003 bytes" in error(found[1]).reason


@pytest.mark.parametrize("pack", PACKINGS)
@pytest.mark.parametrize("length", ["1000", "30", "400", str(4 * 10**17), str(10**25), "-5", "", "ten"])
def test_a_length_that_lies_costs_its_record_only(pack: Packing, length: str) -> None:
    lying = made.record(1, length=length)
    found = read(pack([RECORDS[0], lying, RECORDS[2], RECORDS[3]]))
    assert made.urls(found) == ["0", "!", "2", "3"]
    assert error(found[1]).name.startswith("a.warc, byte ")


def test_a_length_that_lies_of_what_is_no_page_costs_its_record_only() -> None:
    lying = made.record(1, length=4 * 10**17, content_type="image/png")
    assert made.urls(read(made.plain([RECORDS[0], lying, RECORDS[2]]))) == ["0", "!", "2"]


@pytest.mark.parametrize("pack", PACKINGS)
def test_wherever_an_archive_is_cut_off_what_is_whole_is_read(pack: Packing) -> None:
    first = len(pack(RECORDS[:1]))
    second = len(pack(RECORDS[:2]))
    content = pack(RECORDS[:2])
    for end in range(first + 1, second):
        found = read(content[:end])
        assert made.urls(found)[0] == "0"
        [*pages, last] = found[1:] or [found[0]]
        if isinstance(last, InputError):
            assert last.name.startswith("a.warc, byte ")
        else:  # only what stands behind the page is missing
            assert last.content == made.PAGE % 1 or end <= first + 4
        assert all(isinstance(page, Capture) and page.content == made.PAGE % 1 for page in pages)


@pytest.mark.parametrize("pack", [made.gzipped, made.zstandard])
def test_a_damaged_record_is_named_and_the_rest_goes_on(pack: Packing) -> None:
    content = bytearray(pack(RECORDS))
    start, end = len(pack(RECORDS[:1])), len(pack(RECORDS[:2]))
    content[start + 60 : start + 64] = b"\xff\x00\xff\x00"
    found = read(bytes(content))
    assert made.urls(found) == ["0", "!", "2", "3"]
    assert error(found[1]).name == f"a.warc, byte {start}"
    assert error(found[1]).reason.endswith(f"reading goes on at byte {end}")


@pytest.mark.parametrize("pack", PACKINGS)
def test_reading_goes_on_behind_garbage(pack: Packing) -> None:
    found = read(pack(RECORDS[:1]) + b"garbage \x00\r\n" * 50 + pack(RECORDS[2:]))
    assert made.urls(found) == ["0", "!", "2", "3"]


def test_records_inside_a_length_that_is_too_long_are_found() -> None:
    swallowing = made.record(1, length=len(RECORDS[2]) + 120)
    found = read(made.plain([RECORDS[0], swallowing, RECORDS[2], RECORDS[3]]))
    assert made.urls(found) == ["0", "!", "2", "3"]
    assert "other records are inside it" in error(found[1]).reason


def test_a_member_that_is_a_bomb_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.collect.members._BOMB_FROM", 100_000)
    bomb = made.record(1, bytes(10_000_000), content_type="image/png")
    for pack in (made.gzipped, made.zstandard):
        found = read(pack([RECORDS[0], bomb, RECORDS[2]]))
        assert made.urls(found) == ["0", "!", "2"]
        assert "200 times its size" in error(found[1]).reason


def test_an_archive_of_nothing_but_broken_records_is_given_up() -> None:
    found = read(b"WARC/1.0\r\nA: b\r\n\r\n" * 5000)
    assert len(found) == 2
    assert "is not read" in error(found[1]).reason
    assert made.urls(read(b"")) == ["!"]
    assert made.urls(read(bytes(100_000))) == ["!"]


def test_records_that_lie_inside_each_other_are_not_read_over_and_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dateline.collect.members._MOST_READ_AGAIN", 100_000)
    reads = []

    class Counting(Source):
        def read(self, size: int = 16_384, /) -> bytes:
            data = super().read(size)
            reads.append(len(data))
            return data

    monkeypatch.setattr("dateline.collect.archives.Source", Counting)
    content = b"".join(made.record(number, length=20_000) for number in range(2000))
    assert made.urls(read(content)).count("!") >= 1
    assert sum(reads) < 2 * len(content) + 1_000_000


def test_a_stream_that_fails_is_the_callers_matter() -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input/output"):
        list(from_archive(Failing(), name="a.warc", given=Given()))


def test_headers_that_are_broken_are_errors_or_passed_over() -> None:
    for block in (b"", b"HTTP/1.1", b"\x00" * 50, b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000):
        broken = made.record(1, block, kind="resource", content_type="application/http").replace(
            b"WARC-Type: resource", b"WARC-Type: response"
        )
        found = read(made.plain([broken, RECORDS[2]]))
        assert made.urls(found) == ["!", "2"]
        assert "HTTP headers cannot be read" in error(found[0]).reason
    long = RECORDS[1].replace(b"WARC-Date", b"X: " + b"a" * 100_000 + b"\r\nWARC-Date")
    assert made.urls(read(made.gzipped([RECORDS[0], long, RECORDS[2]]))) == ["0", "!", "2"]


def test_a_page_without_a_good_date_has_none() -> None:
    assert only(RECORDS[0].replace(b"2031-01-02", b"2031-91-02")).fetched is None


def test_utf16_named_by_the_header_is_a_page() -> None:
    body = "<html><p>Troops left.</p></html>".encode("utf-16-le")
    assert only(made.record(1, body, content_type="text/html; charset=utf-16le")).charset == "utf-16le"


@given(
    st.binary(max_size=2000), st.sampled_from([b"", b"WARC/1.0\r\n", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"])
)
def test_any_bytes_give_pages_or_errors(content: bytes, start: bytes) -> None:
    found = read(start + content)
    assert found
    assert all(isinstance(item, (Capture, InputError)) for item in found)


@given(
    st.sampled_from(PACKINGS),
    st.lists(
        st.tuples(st.integers(0, 10**6), st.binary(max_size=8), st.integers(0, 12)), min_size=1, max_size=4
    ),
)
def test_any_damage_leaves_pages_or_errors(pack: Packing, damage: list[tuple[int, bytes, int]]) -> None:
    content = pack(RECORDS)
    for place, bytes_there, gone in damage:
        place %= len(content) or 1
        content = content[:place] + bytes_there + content[place + gone :]
    for item in read(content):
        assert isinstance(item, (Capture, InputError))
