"""The body of an answer: streamed, unpacked, and never larger than asked for.

Each piece is unpacked only as far as the limit leaves room, so a few kilobytes that stand for gigabytes cost
no more memory than an honest answer of the size that is allowed.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

#: The codings that are asked for and understood. Brotli and zstd would need further packages.
CODINGS = "gzip, deflate"

GZIP_MAGIC = b"\x1f\x8b"

_GZIP = 16 + zlib.MAX_WBITS
_ZLIB = zlib.MAX_WBITS
_RAW = -zlib.MAX_WBITS


class Overfull(Exception):
    """There is more than the limit; ``start`` is what came within it."""

    def __init__(self, start: bytes) -> None:
        super().__init__("more than the limit")
        self.start = start


class Garbled(Exception):
    """The bytes are not packed as they are said to be, or end too early."""


def read_body(chunks: Iterable[bytes], coding: str, limit: int) -> bytes:
    """The body of these chunks, unpacked from ``coding`` ("gzip", "deflate" or "").

    Raises Overfull beyond ``limit`` bytes, as sent or unpacked, and Garbled.
    """
    content = bytearray()
    for piece in _unpacked(_within(chunks, limit), coding, limit):
        content += piece
        if len(content) > limit:
            raise Overfull(bytes(content[:limit]))
    return bytes(content)


def _within(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    """The chunks as they were sent, up to a little more than the limit in all."""
    sent = 0
    for chunk in chunks:
        sent += len(chunk)
        yield chunk
        if sent > limit:
            return


def _unpacked(chunks: Iterator[bytes], coding: str, limit: int) -> Iterator[bytes]:
    if coding in ("", "identity"):
        yield from chunks
        return
    sent = 0
    started = False
    unpacker = None
    for chunk in chunks:
        sent += len(chunk)
        while chunk:
            if unpacker is None:
                if started and not (coding.endswith("gzip") and chunk.startswith(GZIP_MAGIC)):
                    return  # what stands behind the end is padding
                unpacker = zlib.decompressobj(_window(coding, chunk))
                started = True
            try:
                piece = unpacker.decompress(chunk, limit + 1)
            except zlib.error as error:
                raise Garbled(f"it is not packed with {coding} as it says") from error
            chunk = unpacker.unconsumed_tail
            if unpacker.eof:
                chunk = unpacker.unused_data
                unpacker = None
            if piece:
                yield piece
    if sent > limit:
        raise Overfull(b"")
    if unpacker is not None:
        raise Garbled("it ends in the middle")


def _window(coding: str, head: bytes) -> int:
    """What zlib is told of the packing; many servers send "deflate" without zlib's own head."""
    if coding.endswith("gzip"):
        return _GZIP
    zlib_head = head[0] & 0x0F == 8 and (len(head) < 2 or int.from_bytes(head[:2], "big") % 31 == 0)
    return _ZLIB if zlib_head else _RAW
