"""Fuzzes the reading of web archives with atheris: any bytes must give pages or errors, in bounded time.

    pip install atheris
    PYTHONPATH=src python fuzz/fuzz_archives.py [-max_total_time=300] [folder of samples]

An archive is made of the bytes in one of four ways (as it is, or its parts packed with gzip, zstd or into a
WACZ), so that the fuzzer reaches what stands behind the unpacking. Not part of the tests.
"""

from __future__ import annotations

import gzip
import io
import logging
import sys
import zipfile

import atheris

with atheris.instrument_imports(include=["dateline", "zipfile"]):
    from dateline.collect.archives import from_archive
    from dateline.collect.sniff import holds_many
    from dateline.collect.wacz import from_wacz
    from dateline.errors import InputError
    from dateline.records.capture import Capture, Given

LIMIT = 1 << 20
HEADER = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://lantern.example/1\r\n"
    b"WARC-Date: 2031-01-02T03:04:05Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
)
SEEDS = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n\r\n<p>Troops left.</p>",
    b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nTroop\r\n0\r\n\r\n",
)


def zstd(content: bytes) -> bytes:
    """A zstd frame."""
    from fastwarc.stream_io import ZstdWriter

    out = io.BytesIO()
    writer = ZstdWriter(out)
    writer.write(content)
    writer.close()
    return out.getvalue()


def archive(way: int, content: bytes) -> bytes:
    """An archive made of the bytes."""
    if way & 8:  # the bytes are what comes behind the headers of good records
        content = b"".join(HEADER % len(part) + part + b"\r\n\r\n" for part in content.split(b"\xff\xfe"))
    if way & 3 == 1:
        return b"".join(gzip.compress(part, 1, mtime=0) for part in content.split(b"\xfe\xff"))
    if way & 3 == 2:
        return b"".join(zstd(part) for part in content.split(b"\xfe\xff"))
    if way & 3 == 3:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if way & 4 else zipfile.ZIP_STORED) as packed:
            packed.writestr("archive/a.warc", content)
        return out.getvalue()
    return content


def damaged(content: bytes, place: int, damage: bytes) -> bytes:
    """The archive with some bytes overwritten."""
    place %= len(content) or 1
    return content[:place] + damage + content[place + len(damage) :]


def test_one(data: bytes) -> None:
    """Read one archive; what is raised is a find."""
    way, place, cut = (*data[:3], 0, 0, 0)[:3]
    content = archive(way, data[8:])
    if way & 16:
        content = damaged(content, place * 256 + cut, data[3:8])
    if way & 32:
        content = content[: max(0, len(content) - cut)]
    holds_many(content)
    for item in from_archive(io.BytesIO(content), name="a", given=Given(), limit=LIMIT):
        assert isinstance(item, (Capture, InputError))
    for item in from_wacz(io.BytesIO(content), name="a", given=Given(), limit=LIMIT):
        assert isinstance(item, (Capture, InputError))


def main() -> None:
    """Fuzz until the time given is over, or until something is found."""
    logging.disable()
    for way in range(64):
        for seed in SEEDS:
            test_one(bytes([way, 1, 60]) + b"\xff" * 5 + seed)
    atheris.Setup(sys.argv, test_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
