"""Captures from WACZ files: zip archives that hold the WARC files of one crawl under ``archive/``.

A zip can lie about its sizes and unpack to a thousand times its own. Its table of contents is read only up to
a limit, its entries as streams, and an entry that claims to be a bomb is refused.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, BinaryIO, cast

from dateline.collect.archives import from_archive
from dateline.collect.dumps import unsaid
from dateline.collect.encodings import PAGE_LIMIT
from dateline.errors import InputError, UnreadableInput
from dateline.records.capture import Capture, Given

#: Bytes of a zip's table of contents; one of 10,000 entries has about 1 MB, those of crawls some hundred bytes.
_LARGEST_TABLE = 4 * 1024 * 1024

#: WARC files in one WACZ. Crawls start a new one each gigabyte.
_MOST_ARCHIVES = 10_000

#: An entry that unpacks to more than so many times its size is a bomb; the WARC in it is packed already.
_BOMB_RATIO = 200

_FOLDER = "archive/"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def from_wacz(
    stream: BinaryIO,
    *,
    name: str,
    given: Given,
    note: Callable[[str], None] = unsaid,
    limit: int = PAGE_LIMIT,
) -> Iterator[Capture | InputError]:
    """A capture for each page of each WARC in a WACZ, an UnreadableInput for each thing that is broken.

    ``stream`` must be one that can be moved about in. The origin's name is the archive's with "!" and the
    entry's behind it. ``limit`` and ``note`` are those of ``from_archive``. Raises OSError where the stream
    itself cannot be read.
    """
    try:
        archive = zipfile.ZipFile(cast(BinaryIO, _Guarded(stream)))
    except _BROKEN as error:
        yield UnreadableInput(name, f"a broken zip archive ({error}); get it again")
        return
    with archive:
        entries = sorted(
            (entry for entry in archive.infolist() if _is_warc(entry)), key=lambda entry: entry.filename
        )
        if not entries:
            yield UnreadableInput(name, "a zip archive without WARC files in archive/; unpack it first")
        if len(entries) > _MOST_ARCHIVES:
            yield UnreadableInput(name, f"more than {_MOST_ARCHIVES:,} WARC files; only these many are read")
        for entry in entries[:_MOST_ARCHIVES]:
            yield from _of_entry(archive, entry, name, given, note, limit)


def _of_entry(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    name: str,
    given: Given,
    note: Callable[[str], None],
    limit: int,
) -> Iterator[Capture | InputError]:
    """The captures of one WARC in the zip."""
    place = f"{name}!{entry.filename.encode('utf-8', 'backslashreplace').decode('utf-8')}"
    if entry.file_size > limit and entry.file_size > _BOMB_RATIO * entry.compress_size:
        yield UnreadableInput(
            place, f"unpacks to more than {_BOMB_RATIO} times its size; unpack it yourself if you trust it"
        )
        return
    try:
        with archive.open(entry) as opened:
            yield from from_archive(_Entry(opened), name=place, given=given, note=note, limit=limit)
    except _EntryBroken as error:
        yield UnreadableInput(place, f"{error}; get the archive again")
    except _BROKEN as error:
        yield UnreadableInput(
            place, f"its place in the zip archive is broken ({error}); get the archive again"
        )


def _is_warc(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is one of the crawl's WARC files."""
    return entry.filename.startswith(_FOLDER) and entry.filename.lower().endswith(
        (".warc", ".warc.gz", ".warc.zst")
    )


class _EntryBroken(OSError):
    """An entry's bytes cannot be unpacked."""


class _Entry:
    """An entry's bytes; raises _EntryBroken where they cannot be unpacked."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def read(self, size: int, /) -> bytes:
        try:
            return self._stream.read(size)
        except _BROKEN as error:
            raise _EntryBroken(f"its zip data are damaged ({error})") from error


class _Guarded:
    """A stream of which no more than a table of contents is read at once."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek = stream.seek
        self.tell = stream.tell
        self.seekable = stream.seekable

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(min(size, _LARGEST_TABLE + 1) if size >= 0 else _LARGEST_TABLE + 1)
        if len(data) > _LARGEST_TABLE:
            raise zipfile.BadZipFile("its table of contents is too large")
        return data
