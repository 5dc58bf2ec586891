"""The content of an HTTP body: its transfer and content encodings undone, never more than a limit.

A few kilobytes unpack to gigabytes where somebody wants them to, so nothing is unpacked beyond the limit.
Crawlers often keep a body that is unpacked already under the headers it came with; such a body is taken
as it is.
"""

from __future__ import annotations

import io
import re
import zlib

#: Bytes of one page, or of one line of a dump. The longest articles have a few hundred thousand; the
#: limit is there so that a disk image given by mistake is named instead of filling the memory.
PAGE_LIMIT = 64 * 1024 * 1024

#: Encodings upon each other. Servers apply one, a proxy perhaps a second.
_MOST = 4

#: gzip members in a row in one body; each costs a copy of what is left.
_MOST_MEMBERS = 64

_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,256})?\r?\n")
_MARKUP = re.compile(rb"\s{0,64}<[!?A-Za-z]")


class TooLarge(ValueError):
    """The content unpacks to more than the limit."""


def dechunked(body: bytes, *, cut: bool = False) -> bytes:
    """The body without the sizes of its chunks; as it is where it starts with none.

    ``cut`` says that the body is known to be only the start of what was sent, so that the part there is is
    taken. Raises ValueError where the chunks break off.
    """
    match = _CHUNK_SIZE.match(body)
    if match is None:
        return body
    parts: list[bytes] = []
    while match is not None:
        size = int(match.group(1), 16)
        if size == 0:
            return b"".join(parts)
        end = match.end() + size
        parts.append(body[match.end() : end])
        match = _CHUNK_SIZE.match(body, end + 1 if body[end : end + 1] == b"\n" else end + 2)
    if not cut:
        raise ValueError("its chunks break off")
    return b"".join(parts)


def unpacked(body: bytes, encodings: str, limit: int, *, cut: bool = False) -> bytes:
    """The body with what a ``Content-Encoding`` header names undone, the last first.

    gzip, deflate, br and zstd are known. ``cut`` says that the body is known to be only the start of what
    was sent, so that the part there is is taken. Raises ValueError where the body is not what the header
    says, TooLarge where it unpacks to more than ``limit`` bytes.
    """
    names = [name for part in encodings.lower().split(",") if (name := part.strip()) not in ("", "identity")]
    if len(names) > _MOST:
        raise ValueError(f"{len(names)} encodings upon each other")
    for name in reversed(names):
        if _MARKUP.match(body):
            return body
        body = _undone(body, name, limit, cut)
    return body


def _undone(body: bytes, name: str, limit: int, cut: bool) -> bytes:
    """The body with one encoding undone."""
    if name in ("gzip", "x-gzip"):
        return _inflated(body, 31, limit, name, cut) if body.startswith(b"\x1f\x8b") else body
    if name == "deflate":
        # Two formats go by this name: zlib's, whose two first bytes are a multiple of 31, and the bare one.
        wrapped = len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0
        return _inflated(body, 15 if wrapped else -15, limit, name, cut)
    if name in ("br", "zstd"):
        return _read(body, name, limit)
    raise ValueError(f"its content is encoded with {name[:40]!r}, which is not known")


def _inflated(body: bytes, bits: int, limit: int, name: str, cut: bool) -> bytes:
    """What zlib unpacks, one gzip member after the other."""
    parts: list[bytes] = []
    size = 0
    for _ in range(_MOST_MEMBERS):
        unpacker = zlib.decompressobj(bits)
        try:
            part = unpacker.decompress(body, limit + 1 - size)
        except zlib.error as error:
            if parts:  # what follows a whole member and is none is padding
                break
            raise ValueError(f"its content is not the {name} it claims to be ({error})") from error
        parts.append(part)
        size += len(part)
        if size > limit:
            raise _too_large(limit, name)
        if not unpacker.eof:
            if not cut:
                raise ValueError(f"its {name} content breaks off")
            break
        body = unpacker.unused_data if bits == 31 else b""
        if not body:
            break
    return b"".join(parts)


def _read(body: bytes, name: str, limit: int) -> bytes:
    """What FastWARC's readers unpack."""
    from fastwarc.stream_io import BrotliReader, ZstdReader

    reader = BrotliReader if name == "br" else ZstdReader
    try:
        content = reader(io.BytesIO(body)).read(limit + 1)
    except OSError as error:
        raise ValueError(f"its content is not the {name} it claims to be, or breaks off ({error})") from error
    return _within(content, limit, name)


def _within(content: bytes, limit: int, name: str) -> bytes:
    if len(content) > limit:
        raise _too_large(limit, name)
    return content


def _too_large(limit: int, name: str) -> TooLarge:
    return TooLarge(f"its {name} content unpacks to more than {limit // (1024 * 1024)} MiB")
