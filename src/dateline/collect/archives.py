"""Captures from web archives: the pages of a WARC, record by record, in constant memory.

FastWARC parses the records. A page is an answer with HTTP status 200 whose body is HTML or plain text (or a
``resource`` or ``conversion`` record that is); all other records are passed over and counted. What is cut off,
damaged or hostile becomes an error that names the archive and the byte where the record starts, and reading
goes on at the next record that can be found.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from dateline.collect.dumps import unsaid
from dateline.collect.encodings import PAGE_LIMIT, dechunked, unpacked
from dateline.collect.members import (
    PLAIN_START,
    BrokenMember,
    Compression,
    Member,
    Readable,
    Source,
    SourceFailed,
    members,
    resume,
)
from dateline.collect.sniff import foreign_kind, media_type
from dateline.errors import InputError, UnreadableInput
from dateline.records.capture import Capture, Given, Origin, capture_of

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

#: Broken places in a row, with no whole record between them, after which the rest is given up.
_MOST_BROKEN = 1000

_PAGE_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "text/plain"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_BLANKS = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n\f\v"
_AGAIN = "get the archive again, or the page itself"

_NO_PAGE = "not pages"
_NOT_200 = "not answered with 200"
_REVISIT = "captured before (revisits)"
_EMPTY = "without content"


def from_archive(
    stream: Readable,
    *,
    name: str,
    given: Given,
    note: Callable[[str], None] = unsaid,
    limit: int = PAGE_LIMIT,
) -> Iterator[Capture | InputError]:
    """A capture for each page of a WARC (plain, gzip or zstd), an UnreadableInput for each broken record.

    ``stream`` is read once, from where it stands; ``offset`` of a capture's origin counts its bytes. In an
    archive that is compressed in one piece all records have the offset of that piece. ``limit`` is the most
    bytes a page may have. ``note`` is told in the end how many records were passed over, and why.
    Raises OSError where the stream itself cannot be read.
    """
    try:
        yield from _Archive(stream, name, given, note, limit).captures()
    except SourceFailed as failed:
        raise failed.error from failed


class _Fault(Exception):
    """Reading cannot simply go on: the place of the record, what is wrong, the byte it is to resume behind."""

    def __init__(self, place: str, reason: str, after: int) -> None:
        super().__init__(reason)
        self.place = place
        self.reason = reason
        self.after = after


class _Archive:
    """One archive on its way."""

    def __init__(
        self, stream: Readable, name: str, given: Given, note: Callable[[str], None], limit: int
    ) -> None:
        self._source = Source(stream)
        self._name = name
        self._given = given
        self._note = note
        self._limit = limit
        self._compression: Compression = _compression(self._source)
        self._passed: Counter[str] = Counter()
        self._broken = 0  # in a row

    def captures(self) -> Iterator[Capture | InputError]:
        """The captures and errors of all members; the note at the end."""
        found = False
        for member in members(self._source, self._compression):
            try:
                if isinstance(member, BrokenMember):
                    place = f"{self._name}, byte {self._source.position}"
                    raise _Fault(place, member.reason, self._source.position)
                for item in self._of_member(member):
                    found = True
                    yield item
            except _Fault as fault:
                found = True
                self._broken += 1
                more = resume(self._source, self._compression, fault.after)
                if self._broken == 1:
                    yield UnreadableInput(fault.place, f"{fault.reason}; {self._goes_on(more)}")
                if more and self._broken == _MOST_BROKEN:
                    yield UnreadableInput(
                        f"{self._name}, byte {self._source.position}",
                        f"no whole record in {_MOST_BROKEN} tries; the rest is not read: {_AGAIN}",
                    )
                    break
        if not found:
            yield UnreadableInput(
                self._name,
                f"no pages in this archive{self._passed_over(' (', ')')}; name one that holds HTML",
            )
        elif self._passed:
            self._note(f"{self._name}{self._passed_over(': ', '')}")

    def _goes_on(self, more: bool) -> str:
        if more:
            return f"reading goes on at byte {self._source.position}"
        return f"no record follows it: {_AGAIN}"

    def _passed_over(self, before: str, behind: str) -> str:
        """How many records were passed over, and why; nothing where none were."""
        if not self._passed:
            return ""
        count = sum(self._passed.values())
        why = ", ".join(f"{number:,} {reason}" for reason, number in self._passed.most_common())
        return f"{before}{count:,} {'record' if count == 1 else 'records'} passed over: {why}{behind}"

    def _of_member(self, member: Member) -> Iterator[Capture | InputError]:
        """What a member's records give. An item is handed out once what comes behind it proves its length."""
        from fastwarc.warc import ArchiveIterator

        records = ArchiveIterator(cast(BinaryIO, member), parse_http=False, stream_detect=False)
        held: Capture | InputError | None = None
        record: WarcRecord | None = None
        place, offset = f"{self._name}, byte {member.offset}", member.offset
        number = 0
        while True:
            try:
                record = next(records, None)
                if record is None:
                    break
                if held is not None:
                    yield held
                    held = None
                number += 1
                place, offset = self._place(member, record, number)
                _check_length(record, place, offset)
                item = self._item(record, place, offset)
                if record.reader.tell() + record.reader.consume() < record.content_length:
                    raise _Fault(place, "cut off: the record is shorter than its length says", offset)
                self._broken = 0
                if isinstance(item, str):
                    self._passed[item] += 1
                else:
                    held = item
            except BrokenMember as broken:
                if broken.cut and held is not None:
                    yield held
                raise _Fault(place, broken.reason, offset) from broken
            except OSError as error:  # FastWARC's
                if isinstance(held, Capture) and PLAIN_START.search(held.content):
                    reason = "its length is wrong: other records are inside it"
                    raise _Fault(place, reason, offset) from error
                if held is not None and self._compression == "plain":
                    yield held
                what = "what comes behind this record is" if number else "this is"
                raise _Fault(place, f"{what} no WARC record ({error})", offset) from error
        if held is not None:
            yield held

    def _place(self, member: Member, record: WarcRecord, number: int) -> tuple[str, int]:
        """The name of a record in messages, and its offset."""
        if self._compression == "plain":
            offset = member.offset + record.stream_pos
            return f"{self._name}, byte {offset}", offset
        place = f"{self._name}, byte {member.offset}"
        return (place if number == 1 else f"{place}, record {number} there"), member.offset

    def _item(self, record: WarcRecord, place: str, offset: int) -> Capture | InputError | str | None:
        """The capture of a record, what is wrong with it, or why it is passed over; None for no content."""
        kind = str(record.record_type)
        if kind not in ("response", "resource", "conversion", "revisit"):
            return None
        headers = record.headers
        url = (headers.get("WARC-Target-URI") or "").strip("<> \t")
        if kind == "revisit":
            return _REVISIT
        if not url.lower().startswith(("http://", "https://", "ftp://")) or _is_robots(url):
            return _NO_PAGE
        content_type, encodings, chunked = headers.get("Content-Type") or "", "", False
        if kind == "response":
            try:
                record.parse_http()
            except OSError as error:
                return UnreadableInput(place, f"its HTTP headers cannot be read ({error}); {_AGAIN}")
            if not record.is_http_parsed or record.http_headers.status_code is None:
                return UnreadableInput(place, f"its HTTP headers cannot be read; {_AGAIN}")
            http = record.http_headers
            if http.status_code != 200:
                return _NOT_200
            content_type = http.get("Content-Type") or ""
            encodings = http.get("Content-Encoding") or ""
            chunked = "chunked" in (http.get("Transfer-Encoding") or "").lower()
        if content_type.partition(";")[0].strip().lower() not in _PAGE_TYPES:
            return _NO_PAGE
        if record.content_length > self._limit:
            return self._too_large(record, place, offset)
        body = record.reader.read(self._limit)
        cut = "WARC-Truncated" in headers
        try:
            if chunked:
                body = dechunked(body, cut=cut)
            body = unpacked(body, encodings, self._limit, cut=cut)
        except ValueError as error:
            return UnreadableInput(place, f"{error}; {_AGAIN}")
        if not body.strip(_BLANKS):
            return _EMPTY
        match = _CHARSET.search(content_type)
        charset = match.group(1) if match else None
        wide = charset is not None and charset.lower().startswith(("utf-16", "utf-32"))
        if foreign_kind(body) is not None and not wide:
            return _NO_PAGE
        return capture_of(
            body,
            media_type="text/plain" if kind == "conversion" else media_type(body),
            origin=Origin(kind="archive", name=self._name, offset=offset),
            url=url,
            fetched=_fetched(record),
            given=self._given,
            charset=charset,
        )

    def _too_large(self, record: WarcRecord, place: str, offset: int) -> InputError:
        """The error for a page that is too large. A plain file is searched for what follows: the size may lie."""
        size = f"{record.content_length:,} bytes, a page has at most {self._limit:,}"
        reason = f"too large for one page ({size})"
        if self._compression == "plain":
            raise _Fault(place, reason, offset)
        return UnreadableInput(place, f"{reason}; save the article itself")


def _compression(source: Source) -> Compression:
    """How the archive is compressed, told from its first bytes."""
    start = source.read(4)
    source.back_to(0)
    if start.startswith(b"\x1f\x8b"):
        return "gzip"
    return "zstd" if start == b"\x28\xb5\x2f\xfd" or start[1:] == b"\x2a\x4d\x18" else "plain"


def _check_length(record: WarcRecord, place: str, offset: int) -> None:
    """Raise _Fault where a record does not say how long it is; FastWARC takes that for 0."""
    text = (record.headers.get("Content-Length") or "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise _Fault(place, "its Content-Length is no number", offset)


def _fetched(record: WarcRecord) -> dt.datetime | None:
    """The record's date in UTC; None where it has none that can be read."""
    date = record.record_date
    return date.astimezone(dt.UTC) if date is not None and date.tzinfo is not None else None


def _is_robots(url: str) -> bool:
    return url.partition("?")[0].lower().endswith("/robots.txt")
