"""Archives made for tests: fictional pages as WARC records, packed as the test wants them."""

from __future__ import annotations

import gzip
import io
import itertools
import struct
import zipfile
from collections.abc import Iterable

from dateline.records.capture import Capture

PAGE = (
    b"<!DOCTYPE html><html><head><title>%d</title></head><body><p>Troops left Tell Zafra.</p></body></html>"
)


def record(
    number: int,
    body: bytes | None = None,
    *,
    kind: str = "response",
    status: str = "200 OK",
    content_type: str = "text/html; charset=utf-8",
    http: str = "",
    length: int | str | None = None,
    url: str | None = None,
    warc: str = "",
) -> bytes:
    """A WARC record of a page at lantern.example; ``length`` is what it claims where that is not the truth."""
    body = PAGE % number if body is None else body
    if kind in ("response", "revisit"):
        head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{http}\r\n"
        block, block_type = head.encode() + body, "application/http; msgtype=response"
    else:
        block, block_type = body, content_type
    lines = (
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>",
        "WARC-Date: 2031-01-02T03:04:05Z",
        f"WARC-Target-URI: {url or f'https://lantern.example/{number}'}",
        f"Content-Type: {block_type}",
        *([warc] if warc else []),
        f"Content-Length: {len(block) if length is None else length}",
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def plain(records: Iterable[bytes]) -> bytes:
    return b"".join(records)


def gzipped(records: Iterable[bytes]) -> bytes:
    return b"".join(gzip.compress(item, mtime=0) for item in records)


def zstd(content: bytes, dictionary: bytes | None = None) -> bytes:
    from fastwarc.stream_io import ZstdWriter

    out = io.BytesIO()
    writer = ZstdWriter(out, dictionary=dictionary)
    writer.write(content)
    writer.close()
    # The writer puts the dictionary before it, in a frame to skip.
    return out.getvalue()[8 + len(dictionary) if dictionary else 0 :]


def zstandard(records: Iterable[bytes]) -> bytes:
    return b"".join(zstd(item) for item in records)


def skippable(content: bytes) -> bytes:
    """A zstd frame that holds a WARC's dictionary."""
    return struct.pack("<II", 0x184D2A5D, len(content)) + content


def wacz(members: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        archive.writestr("datapackage.json", "{}")
    return out.getvalue()


def urls(found: Iterable[object]) -> list[str]:
    """The last part of each capture's address, and of what could not be read "!"."""
    return [(item.url or "").rpartition("/")[2] if isinstance(item, Capture) else "!" for item in found]


def entity_bomb() -> str:
    """A document type whose entity "j" is ten billion letters."""
    names = "abcdefghij"
    inner = "".join(
        f'<!ENTITY {name} "' + f"&{before};" * 10 + '">' for before, name in itertools.pairwise(names)
    )
    return f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{inner}]>'
