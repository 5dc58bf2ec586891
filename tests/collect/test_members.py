from __future__ import annotations

import gzip
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.collect.members import WINDOW, BrokenMember, Compression, Member, Source, members, resume
from tests.collect import made


def whole(member: Member | BrokenMember) -> bytes:
    assert isinstance(member, Member)
    return b"".join(iter(lambda: member.read(1000), b""))


def test_a_source_steps_back_within_its_window_and_keeps_no_more() -> None:
    content = bytes(range(256)) * 40_000
    source = Source(io.BytesIO(content))
    assert b"".join(iter(source.read, b"")) == content
    end = source.position
    source.back_to(end - 1000)
    assert source.exactly(2)[0] == (end - 1000) % 256
    source.back_to(0)
    assert end - 3 * WINDOW < source.position <= end - WINDOW
    assert source.read(1)[0] == (source.position - 1) % 256


def test_a_pattern_is_found_across_reads() -> None:
    for before in (0, 16_380, 16_384, 50_001):
        source = Source(io.BytesIO(b"x" * before + b"needle" + b"y" * 100))
        assert source.find(re.compile(b"needle"))
        assert source.position == before
        assert not source.find(re.compile(b"nothing"))
        assert source.ended()


@pytest.mark.parametrize(
    ("compression", "parts"),
    [
        ("gzip", [gzip.compress(text, mtime=0) for text in (b"one", b"", b"three" * 9000)]),
        ("zstd", [made.zstd(text) for text in (b"one", b"two", b"three" * 90_000)]),
    ],
)
def test_members_start_where_they_start(compression: Compression, parts: list[bytes]) -> None:
    source = Source(io.BytesIO(b"".join(parts)))
    offset = 0
    for part, member in zip(parts, members(source, compression), strict=True):
        assert isinstance(member, Member)
        assert member.offset == offset
        assert whole(member)[:3] in (b"one", b"two", b"", b"thr")
        offset += len(part)
        assert source.position == offset


def test_a_broken_member_is_one_and_the_next_is_found() -> None:
    good = made.zstd(b"good")
    source = Source(io.BytesIO(good + b"no frame" + good))
    found = members(source, "zstd")
    assert whole(next(found)) == b"good"
    broken = next(found)
    assert isinstance(broken, BrokenMember)
    assert resume(source, "zstd", source.position)
    assert source.position == len(good) + 8
    assert whole(next(found)) == b"good"


@pytest.mark.parametrize(
    ("compression", "packed"), [("gzip", gzip.compress(b"text", mtime=0)), ("zstd", made.zstd(b"text"))]
)
def test_a_member_cut_off_is_said_to_be(compression: Compression, packed: bytes) -> None:
    for end in range(5, len(packed)):
        member = next(members(Source(io.BytesIO(packed[:end])), compression))
        with pytest.raises(BrokenMember) as caught:
            whole(member)
        assert caught.value.cut


@given(st.binary(max_size=300), st.sampled_from(["gzip", "zstd", "plain"]))
def test_any_bytes_come_to_an_end(content: bytes, compression: Compression) -> None:
    source = Source(
        io.BytesIO(
            {"gzip": b"\x1f\x8b\x08", "zstd": b"\x28\xb5\x2f\xfd", "plain": b""}[compression] + content
        )
    )
    for _, member in zip(range(400), members(source, compression), strict=False):
        before = source.position
        try:
            whole(member)
        except (BrokenMember, AssertionError):
            if not resume(source, compression, before):
                return
    assert source.ended()
