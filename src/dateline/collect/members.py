"""The members of an archive file, one after the other, each read as a stream.

A compressed WARC is a row of gzip members or zstd frames, as a rule one for each record. FastWARC reads
the records of one member at a time, so that what is broken in one ends with it: a length that lies cannot
swallow the next page, and reading goes on where the next member starts. A plain WARC is one member.

Nothing but a window of the last bytes is kept, to step back in where reading has to start again.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Literal, Protocol, cast

Compression = Literal["plain", "gzip", "zstd"]

#: Bytes that can be stepped back: more than FastWARC (64 KiB) and the unpackers read ahead.
WINDOW = 1024 * 1024

#: A member that unpacks to more than this, and to more than so many times its size, is a bomb: text packs to a
#: tenth, gzip can pack nothing to less than a thousandth.
_BOMB_FROM = 64 * 1024 * 1024
_BOMB_RATIO = 200

#: Bytes of a zstd dictionary. Those in use have 110 KB.
_LARGEST_DICTIONARY = 16 * 1024 * 1024

#: How a record of a plain WARC starts, wherever it does: a crawler that was killed leaves no line break.
PLAIN_START = re.compile(rb"WARC/[01]\.[0-9]{1,2}\r?\n(?=[A-Z][A-Za-z-]{0,32}:)")
_LONGEST_START = 64

_CHUNK = 16 * 1024
_STARTS: dict[Compression, re.Pattern[bytes]] = {
    "plain": PLAIN_START,
    "gzip": re.compile(rb"\x1f\x8b\x08"),
    "zstd": re.compile(rb"\x28\xb5\x2f\xfd"),
}
_ZSTD = b"\x28\xb5\x2f\xfd"
_SKIPPED = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18")
_DICTIONARY = b"\x5d\x2a\x4d\x18"


class Readable(Protocol):
    """What bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none at the end."""


class BrokenMember(Exception):
    """A member that cannot be read, and why; ``cut`` where the file ends in it."""

    def __init__(self, reason: str, *, cut: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.cut = cut


class SourceFailed(Exception):
    """The file itself could not be read on; ``error`` is what the system said."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


class Source:
    """A stream with a position, that can be stepped back in by up to WINDOW bytes."""

    def __init__(self, stream: Readable) -> None:
        """``stream`` is read from where it stands; that is position 0."""
        self._stream = stream
        self._held = bytearray()
        self._held_from = 0
        self.position = 0

    def read(self, size: int = _CHUNK, /) -> bytes:
        """At most ``size`` bytes; none at the end. Raises SourceFailed."""
        if self.position == self._held_from + len(self._held) and not self._more():
            return b""
        start = self.position - self._held_from
        data = bytes(self._held[start : start + size])
        self.position += len(data)
        return data

    def exactly(self, size: int) -> bytes:
        """``size`` bytes; raises BrokenMember where the file ends before."""
        parts = []
        while size:
            data = self.read(min(size, _CHUNK))
            if not data:
                raise BrokenMember("the file ends in it", cut=True)
            parts.append(data)
            size -= len(data)
        return b"".join(parts)

    def tell(self) -> int:
        """The position."""
        return self.position

    def back_to(self, position: int) -> None:
        """Step back to a position, or as near to it as the window reaches."""
        self.position = min(self.position, max(position, self._held_from))

    def ended(self) -> bool:
        """Whether nothing is left to read."""
        return self.position == self._held_from + len(self._held) and not self._more()

    def find(self, pattern: re.Pattern[bytes]) -> bool:
        """Go on to the next match of a short pattern, or to the end where there is none."""
        while True:
            match = pattern.search(self._held, self.position - self._held_from)
            if match:
                self.position = self._held_from + match.start()
                return True
            end = self._held_from + len(self._held)
            self.position = max(self.position, end - _LONGEST_START)
            if not self._more():
                self.position = end
                return False

    def _more(self) -> bool:
        """Whether more bytes came from the stream; those that fall out of the window are let go."""
        try:
            data = self._stream.read(_CHUNK)
        except OSError as error:
            raise SourceFailed(error) from error
        self._held += data
        let_go = min(len(self._held) - 2 * WINDOW, self.position - self._held_from - WINDOW)
        if let_go > 0:
            del self._held[:let_go]
            self._held_from += let_go
        return bool(data)


class Member:
    """One member as a stream of unpacked bytes. ``offset`` is where it starts in the file."""

    def __init__(self, source: Source, unpacker: Readable) -> None:
        self.offset = source.position
        self._source = source
        self._unpacker = unpacker
        self._size = 0

    def read(self, size: int = _CHUNK, /) -> bytes:
        """At most ``size`` unpacked bytes; none at the member's end. Raises BrokenMember, SourceFailed."""
        data = self._unpacker.read(size)
        self._size += len(data)
        if self._size > _BOMB_FROM and self._size > _BOMB_RATIO * (self._source.position - self.offset):
            raise BrokenMember(f"it unpacks to more than {_BOMB_RATIO} times its size")
        return data

    def tell(self) -> int:
        """Unpacked bytes that were read."""
        return self._size


def members(source: Source, compression: Compression) -> Iterator[Member | BrokenMember]:
    """Each member; whoever takes one reads it to its end, or calls ``resume`` before the next.

    A BrokenMember in place of a member stands at the source's position, and nothing follows it until
    ``resume`` was called.
    """
    dictionary: bytes | None = None
    while not source.ended():
        if compression == "plain":
            yield Member(source, source)
        elif compression == "gzip":
            yield Member(source, _Gzip(source))
        else:
            try:
                skipped = _skipped_frame(source)
            except BrokenMember as broken:
                yield broken
                continue
            if skipped is None:
                yield Member(source, _zstd(source, dictionary))
            elif skipped and dictionary is None:
                dictionary = skipped


def resume(source: Source, compression: Compression, after: int) -> bool:
    """Go on to the next start of a member behind a position; False where there is none."""
    source.back_to(after + 1)
    return source.find(_STARTS[compression])


class _Gzip:
    """One gzip member, unpacked."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._unpacker = zlib.decompressobj(31)

    def read(self, size: int, /) -> bytes:
        unpacker = self._unpacker
        while not unpacker.eof:
            packed = unpacker.unconsumed_tail or self._source.read(_CHUNK)
            if not packed:
                raise BrokenMember("the file ends in it", cut=True)
            try:
                data = unpacker.decompress(packed, size)
            except zlib.error as error:
                raise BrokenMember(f"its gzip data are damaged ({error})") from error
            self._source.back_to(self._source.position - len(unpacker.unused_data))
            if data:
                return data
        return b""


class _Frame:
    """The packed bytes of one zstd frame, and none behind it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._left = 0
        self._begun = False
        self._last = False
        self._checksum = False
        self._told = 0

    def read(self, size: int = _CHUNK, /) -> bytes:
        """At most ``size`` packed bytes; none at the frame's end."""
        data = b""
        if not self._begun:
            data = self._header()
        elif not self._left and not self._last:
            data = self._source.exactly(3)
            header = int.from_bytes(data, "little")
            self._last = bool(header & 1)
            kind, self._left = header >> 1 & 3, header >> 3
            if kind == 1:
                self._left = 1
            if self._last and self._checksum:
                self._left += 4
        elif self._left:
            data = self._source.read(min(self._left, max(size, 1)))
            self._left -= len(data)
            if not data:
                raise BrokenMember("the file ends in it", cut=True)
        self._told += len(data)
        return data

    def tell(self) -> int:
        """Packed bytes that were read."""
        return self._told

    def _header(self) -> bytes:
        """The frame's header (RFC 8878, 3.1.1.1)."""
        start = self._source.exactly(5)
        descriptor = start[4]
        single = descriptor >> 5 & 1
        size = 1 - single + (0, 1, 2, 4)[descriptor & 3] + (single, 2, 4, 8)[descriptor >> 6]
        self._checksum = bool(descriptor & 4)
        self._begun = True
        return start + self._source.exactly(size)


class _Zstd:
    """One zstd frame, unpacked."""

    def __init__(self, reader: Readable) -> None:
        self._reader = reader

    def read(self, size: int, /) -> bytes:
        try:
            return self._reader.read(size)
        except OSError as error:
            raise BrokenMember(f"its zstd data are damaged ({error})") from error


def _zstd(source: Source, dictionary: bytes | None) -> _Zstd:
    from fastwarc.stream_io import ZstdReader

    return _Zstd(ZstdReader(cast(BinaryIO, _Frame(source)), dictionary=dictionary))


def _skipped_frame(source: Source) -> bytes | None:
    """The dictionary a skippable frame holds, b"" where it holds another thing, None where a frame follows."""
    start = source.position
    magic = source.exactly(4)
    if not _SKIPPED.match(magic):
        source.back_to(start)
        if magic != _ZSTD:
            raise BrokenMember("no zstd frame starts here")
        return None
    size = int.from_bytes(source.exactly(4), "little")
    if magic != _DICTIONARY or size > _LARGEST_DICTIONARY:
        _pass_over(source, size)
        return b""
    content = source.exactly(size)
    if not content.startswith(_ZSTD):
        return content
    from fastwarc.stream_io import ZstdReader

    try:
        return ZstdReader(io.BytesIO(content)).read(_LARGEST_DICTIONARY)
    except OSError as error:
        raise BrokenMember(f"its zstd dictionary is damaged ({error})") from error


def _pass_over(source: Source, size: int) -> None:
    """Read over so many bytes."""
    while size and (data := source.read(min(size, _CHUNK))):
        size -= len(data)
