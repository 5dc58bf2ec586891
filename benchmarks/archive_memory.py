"""Shows that a WARC streams in constant memory: pages, seconds and peak memory as it goes.

    python benchmarks/archive_memory.py [--pages N] [--packing gzip|zstd|plain] [--read]

Makes a WARC of N mixed pages (generated; places, people and outlets are fictional) in a temporary folder, with
images, redirects and a broken record among them, and collects it; with ``--read`` each page is read into a
report, too. Peak memory is that of the whole process, in MiB; traced memory what Python holds at that moment.
"""

from __future__ import annotations

import argparse
import gzip
import io
import random
import resource
import tempfile
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from dateline.collect.files import collect
from dateline.errors import InputError
from dateline.read.stage import Read
from dateline.records.capture import Capture, Given

SEED = 20310102
_PLACES = ("Tell Zafra", "Qasr Miran", "Wadi Solan", "Bir Hamra", "Umm Dalil", "Khirbet Noor")
_SIDES = (
    "the Blue Brigade",
    "government troops",
    "the Red Dune faction",
    "a village militia",
    "border guards",
)
_DEEDS = ("entered", "shelled", "left", "surrounded", "took a checkpoint near", "came under fire outside")
_SPEAKERS = (
    "Mayor Idris Faroun",
    "a medic",
    "two residents",
    "a spokesman for the brigade",
    "the Lantern Post",
)


def article(number: int, chance: random.Random) -> str:
    """The HTML of one fictional report, from one to about sixty paragraphs long."""
    paragraphs = []
    for _ in range(1 + min(60, int(chance.expovariate(0.12)))):
        sentences = (
            f"{chance.choice(_SIDES).capitalize()} {chance.choice(_DEEDS)} {chance.choice(_PLACES)} on "
            f"{chance.choice(('Saturday', 'Monday', '2 January'))}, {chance.choice(_SPEAKERS)} said, and "
            f"{chance.randint(2, 90)} families fled along road {chance.getrandbits(16)}."
            for _ in range(chance.randint(1, 5))
        )
        paragraphs.append(f"<p>{' '.join(sentences)}</p>")
    links = "".join(
        f'<li><a href="/{chance.getrandbits(20)}">{chance.choice(_PLACES)}</a></li>' for _ in range(40)
    )
    return (
        f"<!DOCTYPE html><html><head><title>Report {number}</title></head><body><nav><ul>{links}</ul></nav>"
        f"<article><h1>{chance.choice(_PLACES)}: report {number}</h1>{''.join(paragraphs)}</article>"
        f"<script>{'x' * chance.randint(0, 20_000)}</script></body></html>"
    )


def records(pages: int) -> Iterator[bytes]:
    """WARC records of so many pages, some with their content packed, and others that are no pages."""
    chance = random.Random(SEED)
    for number in range(pages):
        body, header = article(number, chance).encode(), ""
        if number % 3 == 0:
            body, header = gzip.compress(body, 5), "Content-Encoding: gzip\r\n"
        elif number % 7 == 0:
            body, header = zlib.compress(body, 5), "Content-Encoding: deflate\r\n"
        yield record(number, body, "200 OK", "text/html; charset=utf-8", header)
        if number % 5 == 0:
            yield record(number, chance.randbytes(chance.randint(1000, 200_000)), "200 OK", "image/jpeg", "")
        if number % 11 == 0:
            yield record(number, b"", "301 Moved", "text/html", "Location: /other\r\n")
        if number % 1000 == 500:
            yield record(number, body, "200 OK", "text/html", header)[:-300]


def record(number: int, body: bytes, status: str, content_type: str, header: str) -> bytes:
    """One WARC response record."""
    block = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{header}\r\n".encode() + body
    return (
        (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2031-01-02T03:04:05Z\r\n"
            f"WARC-Target-URI: https://lantern.example/{number}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


def zstd(content: bytes) -> bytes:
    """A zstd frame."""
    from fastwarc.stream_io import ZstdWriter

    out = io.BytesIO()
    writer = ZstdWriter(out)
    writer.write(content)
    writer.close()
    return out.getvalue()


def main() -> None:
    """Print the figures."""
    packings: dict[str, Callable[[bytes], bytes]] = {
        "gzip": lambda content: gzip.compress(content, 5),
        "zstd": zstd,
        "plain": bytes,
    }
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--packing", choices=packings, default="gzip")
    parser.add_argument("--read", action="store_true", help="read each page into a report, too")
    parser.add_argument("--trace", action="store_true", help="trace Python's own memory (slows it down)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.warc"
        with path.open("wb") as file:
            for item in records(options.pages):
                file.write(packings[options.packing](item))
        print(f"{options.packing}: {path.stat().st_size / 2**20:.0f} MiB, {options.pages:,} pages")
        stream(str(path), options.read, options.trace, options.pages)


def stream(path: str, read: bool, trace: bool, pages: int) -> None:
    """Collect the archive and print a line at 1,000 and 5,000 pages and at the end."""
    stage = Read() if read else None
    if trace:
        tracemalloc.start()
    started = time.perf_counter()
    done = errors = size = 0
    print(f"{'pages':>8} {'MiB of HTML':>12} {'errors':>7} {'seconds':>8} {'peak MiB':>9} {'traced MiB':>11}")
    for item in collect([path], given=Given(), note=print):
        if isinstance(item, InputError):
            errors += 1
            continue
        done += 1
        size += len(item.content)
        if stage is not None:
            report(stage, item)
        if done in (1_000, 5_000) or done == pages:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            traced = f"{tracemalloc.get_traced_memory()[1] / 2**20:11.1f}" if trace else f"{'-':>11}"
            seconds = time.perf_counter() - started
            print(f"{done:8,} {size / 2**20:12.1f} {errors:7} {seconds:8.1f} {peak:9.1f} {traced}")


def report(stage: Read, capture: Capture) -> None:
    """Read one page and let it go."""
    stage.run([capture])


if __name__ == "__main__":
    main()
