from __future__ import annotations

import contextlib
import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.collect.encodings import TooLarge, dechunked, unpacked
from tests.collect import made

NAMES = st.sampled_from(
    ["gzip", "deflate", "br", "zstd", "gzip, br", "compress", "deflate, deflate, zstd, br"]
)


def test_what_is_cut_off_is_an_error_unless_that_is_known() -> None:
    packed = gzip.compress(b"Troops left Tell Zafra. " * 20, mtime=0)[:-12]
    with pytest.raises(ValueError, match="breaks off"):
        unpacked(packed, "gzip", 10_000)
    assert unpacked(packed, "gzip", 10_000, cut=True).startswith(b"Troops left")
    assert dechunked(b"5\r\nhel", cut=True) == b"hel"


def test_what_is_not_known_is_named() -> None:
    with pytest.raises(ValueError, match="'compress'"):
        unpacked(b"x", "compress", 100)
    with pytest.raises(ValueError, match="5 encodings"):
        unpacked(b"x", "gzip," * 5, 100)
    for name in ("br", "zstd", "deflate"):
        with pytest.raises(ValueError, match="not the"):
            unpacked(b"\xff\xfe no", name, 100)


def test_padding_behind_a_member_is_passed_over_and_members_are_bounded() -> None:
    assert unpacked(gzip.compress(b"one", mtime=0) + b"\x00\x00", "gzip", 100) == b"one"
    assert unpacked(gzip.compress(b"", mtime=0) * 100_000, "gzip", 100) == b""


@pytest.mark.parametrize("limit", [99, 100])
def test_the_limit_is_exact(limit: int) -> None:
    text = b"x" * 100
    for name, packed in (
        ("gzip", gzip.compress(text, mtime=0)),
        ("deflate", zlib.compress(text)),
        ("zstd", made.zstd(text)),
    ):
        if limit == 100:
            assert unpacked(packed, name, limit) == text
        else:
            with pytest.raises(TooLarge):
                unpacked(packed, name, limit)


@given(st.binary(max_size=300), NAMES, st.booleans())
def test_any_bytes_give_bytes_or_an_error(body: bytes, name: str, cut: bool) -> None:
    with contextlib.suppress(ValueError):
        assert len(unpacked(dechunked(body, cut=cut), name, 1000, cut=cut)) <= max(1000, len(body))


@given(st.lists(st.binary(min_size=1, max_size=20), max_size=10))
def test_chunks_come_together_again(parts: list[bytes]) -> None:
    body = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    assert dechunked(body) == b"".join(parts)
