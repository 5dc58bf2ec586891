from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.collect import wacz
from dateline.collect.wacz import from_wacz
from dateline.errors import InputError, UnreadableInput
from dateline.records.capture import Capture, Given
from tests.collect import made

RECORDS = [made.record(number) for number in range(3)]


def read(content: bytes, **options: int) -> list[Capture | InputError]:
    return list(from_wacz(io.BytesIO(content), name="c.wacz", given=Given(), **options))


def test_each_warc_in_it_is_read_and_named() -> None:
    content = made.wacz(
        {
            "archive/b.warc": made.plain(RECORDS[2:]),
            "archive/a.warc.gz": made.gzipped(RECORDS[:2]),
            "pages/pages.jsonl": b'{"text": "no page"}',
            "archive/notes.txt": b"no archive",
        }
    )
    found = read(content)
    assert made.urls(found) == ["0", "1", "2"]
    places = [(item.origin.name, item.origin.offset) for item in found if isinstance(item, Capture)]
    second = len(made.gzipped(RECORDS[:1]))
    assert places == [
        ("c.wacz!archive/a.warc.gz", 0),
        ("c.wacz!archive/a.warc.gz", second),
        ("c.wacz!archive/b.warc", 0),
    ]


def test_a_broken_warc_costs_itself_only() -> None:
    broken = made.gzipped(RECORDS[:2])[:-40]
    found = read(made.wacz({"archive/a.warc.gz": broken, "archive/b.warc.gz": made.gzipped(RECORDS[2:])}))
    assert made.urls(found) == ["0", "!", "2"]
    assert isinstance(found[1], UnreadableInput)
    assert found[1].name.startswith("c.wacz!archive/a.warc.gz, byte ")


def test_damage_in_the_zip_costs_its_entry_only() -> None:
    content = bytearray(
        made.wacz({"archive/a.warc": RECORDS[0] * 9, "archive/b.warc": RECORDS[2]}, zipfile.ZIP_DEFLATED)
    )
    content[60:90] = b"\xff" * 30
    found = read(bytes(content))
    assert made.urls(found)[-2:] == ["!", "2"]


def test_a_zip_that_claims_to_be_a_bomb_is_refused() -> None:
    bomb = made.record(1, bytes(2_000_000), content_type="image/png")
    content = made.wacz({"archive/a.warc": bomb, "archive/b.warc": RECORDS[2]}, zipfile.ZIP_DEFLATED)
    found = read(content, limit=1_000_000)
    assert made.urls(found) == ["!", "2"]
    assert "200 times its size" in str(found[0])


def test_a_size_that_lies_ends_with_it() -> None:
    content = made.wacz({"archive/a.warc": made.plain(RECORDS)}, zipfile.ZIP_DEFLATED)
    table = content.rindex(b"PK\x01\x02", 0, content.rindex(b"PK\x01\x02"))
    lying = content[: table + 24] + (300).to_bytes(4, "little") + content[table + 28 :]
    for item in read(lying):
        assert isinstance(item, (Capture, InputError))
    assert "!" in made.urls(read(lying))


def test_what_is_no_wacz_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "without WARC files" in str(read(made.wacz({"a.txt": b"x"}))[0])
    assert "broken zip" in str(read(b"PK\x03\x04 nothing")[0])
    content = made.wacz({f"archive/{n}.warc": b"" for n in range(20)})
    monkeypatch.setattr(wacz, "_LARGEST_TABLE", 1000)
    assert "table of contents is too large" in str(read(content)[0])


@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=30))
def test_any_damage_leaves_pages_or_errors(place: int, damage: bytes) -> None:
    content = made.wacz({"archive/a.warc.gz": made.gzipped(RECORDS)}, zipfile.ZIP_DEFLATED)
    place %= len(content)
    for item in read(content[:place] + damage + content[place + len(damage) :]):
        assert isinstance(item, (Capture, InputError))
