"""Captures from files, folders and standard input.

What cannot be read is handed on as an InputError in its place, and the rest goes on. Whether an input is a
page, a dump, a web archive, or a feed, sitemap or list of addresses is told from its content; a name only
decides what is tried in a folder, where pictures and the like lie about.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Literal, cast

from dateline.collect.archives import from_archive
from dateline.collect.dumps import (
    DUMP_SUFFIXES,
    LIST_SUFFIXES,
    DumpFields,
    from_lines,
    from_list,
    starts_dump,
    unsaid,
)
from dateline.collect.encodings import PAGE_LIMIT
from dateline.collect.entries import Entry, Listing
from dateline.collect.folders import broken_link, cannot_read, is_broken_link, shown, walk
from dateline.collect.listings import listing_of
from dateline.collect.sniff import HEAD, foreign_kind, holds_many, media_type
from dateline.collect.wacz import from_wacz
from dateline.errors import InputError, MissingInput, UnreadableInput
from dateline.records.capture import Capture, Given, Origin, capture_of

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".txt", ".text"})

STDIN_NAME = "-"
_MOST_NAMES = 3
_BLANKS = b"\xef\xbb\xbf \t\r\n"
_ADDRESS = re.compile(r"(?i)(?:https?|ftp)://|www\.")

#: What fetches the addresses that were found: the captures of a listing, and an InputError for each failure.
Fetch = Callable[[Listing], Iterator[Capture | InputError]]


def collect(
    paths: Sequence[str],
    *,
    given: Given,
    dump: DumpFields | None = None,
    stdin: BinaryIO | None = None,
    note: Callable[[str], None] = unsaid,
    addresses: Fetch | None = None,
) -> Iterator[Capture | InputError]:
    """A capture for each page found, and an InputError, not raised, for each input that is none.

    ``paths`` are files, folders (taken recursively, in the order of the names, hidden entries left out),
    addresses, or "-" for ``stdin``. WARC and WACZ archives give a capture for each page in them. Addresses, and
    those in feeds, sitemaps and lists, are handed to ``addresses``, which gives what it fetches; without it
    they are UnreadableInputs. ``given`` is what the user says of all the pages. ``dump`` names a dump's
    fields; without it, files named .jsonl, .ndjson or .json, and those whose first line is a JSON object, are
    read as dumps with the usual field names. What is named twice, or named and found in a
    folder, is read once; ``note`` is told of it in a line, of ids that come twice in a dump, and of what was
    passed over in an archive, or as notes (README.md) in a folder.
    """
    user = _User(given, dump, note, addresses)
    for path in paths:
        if path == STDIN_NAME:
            if user.again(STDIN_NAME):
                continue
            if stdin is None:
                yield MissingInput(STDIN_NAME, "standard input is not open; name a file instead")
            else:
                try:
                    yield from _stream(stdin, STDIN_NAME, "", user, kind="stdin")
                except OSError as error:
                    yield cannot_read(STDIN_NAME, error)
            continue
        if "\x00" in path or not path:
            yield MissingInput(shown(path) or "(empty name)", "not a file name; name a file or folder")
            continue
        if _ADDRESS.match(path) and not os.path.lexists(path):
            if not user.again(path):
                yield from _fetched(Listing(kind="address", name=path, entries=(Entry(url=path),)), user)
            continue
        if os.path.isdir(path):  # noqa: PTH112  Path.is_dir raises where the way there may not be read
            yield from () if user.again(path) else _folder(path, user)
        else:
            yield from _file(path, user)


class _User:
    """What the user said of all inputs, and what was read already."""

    def __init__(
        self, given: Given, dump: DumpFields | None, note: Callable[[str], None], addresses: Fetch | None
    ) -> None:
        self.given = given
        self.dump = dump
        self.note = note
        self.addresses = addresses
        self._read: set[str] = set()

    def again(self, path: str) -> bool:
        """Whether this file, folder or standard input was read before; it is noted."""
        key = path if path == STDIN_NAME or _ADDRESS.match(path) else os.path.abspath(path)  # noqa: PTH100  takes ".." out
        if key in self._read:
            self.note(f"{shown(path)}: named more than once; read once")
            return True
        self._read.add(key)
        return False


def _folder(path: str, user: _User) -> Iterator[Capture | InputError]:
    """What a folder holds; an error where it holds nothing that is read."""
    found = False
    notes: list[Path] = []
    for item in walk(Path(path), (), user.dump, notes):
        found = True
        if isinstance(item, InputError):
            yield item
        else:
            yield from _file(str(item), user)
    if notes:
        user.note(_left_out(path, notes))
    if not found:
        kinds = " ".join(sorted(PAGE_SUFFIXES | DUMP_SUFFIXES))
        yield UnreadableInput(
            shown(path), f"no pages in this folder (looked for {kinds} and files without a known ending)"
        )


def _left_out(path: str, notes: Sequence[Path]) -> str:
    """What is said, once a folder, of the notes in it."""
    names = [shown(str(note.relative_to(path))) for note in notes]
    listed = ", ".join(names[:_MOST_NAMES])
    more = f" and {len(names) - _MOST_NAMES:,} more" if len(names) > _MOST_NAMES else ""
    return f"{shown(path)}: passed over as notes, not pages: {listed}{more}; name such a file to have it read"


def _file(path: str, user: _User) -> Iterator[Capture | InputError]:
    """The captures of one file, closed again when they have been taken; none where it was read before."""
    if user.again(path):
        return
    try:
        with Path(path).open("rb") as stream:
            yield from _stream(stream, shown(path), Path(path).suffix.lower(), user, kind="file")
    except OSError as error:
        yield broken_link(Path(path)) if is_broken_link(path, error) else cannot_read(path, error)


def _stream(
    given_stream: BinaryIO, name: str, suffix: str, user: _User, *, kind: Literal["file", "stdin"]
) -> Iterator[Capture | InputError]:
    """The captures of what is read from a stream: many pages or addresses, a dump, or one page."""
    head = given_stream.read(HEAD)
    stream = io.BufferedReader(_Rejoined(head, given_stream), HEAD)
    dump = user.dump
    many = holds_many(head)
    if many == "archive":
        yield from from_archive(stream, name=name, given=user.given, note=user.note)
    elif many == "wacz":
        yield from _wacz(given_stream, stream, len(head), name, user)
    elif suffix in DUMP_SUFFIXES or (dump is not None and head.lstrip(_BLANKS).startswith(b"{")):
        yield from _page_or_dump(stream, name, suffix, user, kind)
    elif many is not None:
        content = _whole(stream, name)
        if isinstance(content, InputError):
            yield content
            return
        listing, errors = listing_of(many, content, name)
        yield from errors
        if listing is not None:
            yield from _fetched(listing, user)
    else:
        yield from _page_or_dump(stream, name, suffix, user, kind)


def _wacz(
    given_stream: BinaryIO, stream: BinaryIO, read: int, name: str, user: _User
) -> Iterator[Capture | InputError]:
    """The captures of a WACZ; what comes through a pipe is written to a temporary file first."""
    if given_stream.seekable():
        given_stream.seek(-read, os.SEEK_CUR)
        yield from from_wacz(given_stream, name=name, given=user.given, note=user.note)
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(stream, copy)
        yield from from_wacz(cast(BinaryIO, copy), name=name, given=user.given, note=user.note)


def _fetched(listing: Listing, user: _User) -> Iterator[Capture | InputError]:
    """What the addresses of a listing give; an error where nobody fetches them."""
    if user.addresses is not None:
        yield from user.addresses(listing)
    elif listing.kind == "address":
        reason = "addresses are not fetched by this command: save the page and name the file"
        yield UnreadableInput(shown(listing.name), reason)
    else:
        count = sum(entry.url is not None for entry in listing.entries) + len(listing.sitemaps)
        what = f"a {listing.kind} of {count:,} {'address' if count == 1 else 'addresses'}"
        reason = f"{what}; this command does not fetch them: save the pages and name the files"
        yield UnreadableInput(shown(listing.name), reason)


def _whole(stream: BinaryIO, name: str) -> bytes | UnreadableInput:
    """All that is left of a stream, or the error where that is too large."""
    content = stream.read(PAGE_LIMIT + 1)
    if len(content) <= PAGE_LIMIT:
        return content
    size = PAGE_LIMIT // (1024 * 1024)
    return UnreadableInput(
        name, f"larger than {size} MiB, too large for one page; give its articles as JSON lines"
    )


def _page_or_dump(
    stream: BinaryIO, name: str, suffix: str, user: _User, kind: Literal["file", "stdin"]
) -> Iterator[Capture | InputError]:
    """The captures of a page or a dump."""
    dump = user.dump
    first = stream.readline(PAGE_LIMIT + 1)
    fields = dump or DumpFields()
    if suffix in DUMP_SUFFIXES or _is_dump(first, suffix, explicit=dump is not None):
        yield from from_lines(
            _lines(stream, first, name),
            name=name,
            fields=fields,
            given=user.given,
            field_first=dump is not None,
            note=user.note,
        )
        return
    content = _whole(io.BufferedReader(_Rejoined(first, stream), HEAD), name)
    if isinstance(content, InputError):
        yield content
        return
    if suffix in LIST_SUFFIXES or (dump is not None and _start(content) == b"["):
        yield from from_list(
            content,
            name=name,
            fields=fields,
            given=user.given,
            field_first=dump is not None,
            note=user.note,
        )
        return
    yield _page(content, name, user.given, kind)


def _is_dump(first: bytes, suffix: str, *, explicit: bool) -> bool:
    """Whether a stream that starts so is a dump of JSON lines; ``explicit``: the user named its fields."""
    if suffix in LIST_SUFFIXES:
        return first.rstrip().endswith(b"}") and starts_dump(first)
    if starts_dump(first):
        return True
    if not explicit or _start(first) == b"[":
        return False
    if _start(first) == b"{":
        return True
    return suffix not in PAGE_SUFFIXES and foreign_kind(first) is None and media_type(first) == "text/plain"


def _start(content: bytes) -> bytes:
    return content[:4096].lstrip(_BLANKS)[:1]


def _lines(stream: BinaryIO, first: bytes, name: str) -> Iterator[bytes | InputError]:
    """The lines of a stream, ``first`` among them, with an error in the place of one that is too long."""
    line, number = first, 1
    while line:
        if len(line) > PAGE_LIMIT:
            size = PAGE_LIMIT // (1024 * 1024)
            yield UnreadableInput(f"{name}, line {number}", f"longer than {size} MiB, too large for one page")
            while line and not line.endswith(b"\n"):
                line = stream.readline(PAGE_LIMIT + 1)
        else:
            yield line
        line, number = stream.readline(PAGE_LIMIT + 1), number + 1


def _page(content: bytes, name: str, given: Given, kind: Literal["file", "stdin"]) -> Capture | InputError:
    """The capture of one page's bytes, or why they are no page."""
    if not content:
        if kind == "stdin":
            return UnreadableInput(
                name, "standard input is empty; name a file, or give text on standard input"
            )
        return UnreadableInput(name, "empty; there is nothing to read")
    foreign = foreign_kind(content)
    if foreign is not None:
        return UnreadableInput(name, f"is {foreign}")
    if not content.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n\f\v"):
        return UnreadableInput(name, "only blanks; there is nothing to read")
    origin = Origin(kind=kind, name=name)
    return capture_of(content, media_type=media_type(content), origin=origin, given=given)


class _Rejoined(io.RawIOBase):
    """A stream of which the first bytes were read already, from those bytes on."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = memoryview(head)
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """The number of bytes that were put into the buffer; 0 at the end."""
        data: bytes | memoryview = self._head[: len(buffer)]
        self._head = self._head[len(data) :]
        if not data:
            data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
