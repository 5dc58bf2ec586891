"""Captures from files, folders and standard input.

What cannot be read is handed on as an InputError in its place, and the rest goes on. Whether an input is
a page or a dump, HTML or plain text, is told from its content; a name only decides what is tried in a
folder, where pictures and the like lie about.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from dateline.collect.dumps import (
    DUMP_SUFFIXES,
    LIST_SUFFIXES,
    DumpFields,
    from_lines,
    from_list,
    starts_dump,
    unsaid,
)
from dateline.collect.sniff import foreign_kind, media_type
from dateline.errors import InputError, MissingInput, UnreadableInput
from dateline.records.capture import Capture, Given, Origin, capture_of

#: Bytes of one page, or of one line of a dump. The longest articles have a few hundred thousand; the
#: limit is there so that a disk image given by mistake is named instead of filling the memory.
PAGE_LIMIT = 64 * 1024 * 1024

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".txt", ".text"})

#: Kinds that lie beside saved pages in a folder and are passed over there; given by name they are named.
OTHER_SUFFIXES = frozenset(
    f".{ending}"
    for ending in (
        *(
            "7z",
            "bin",
            "bz2",
            "class",
            "db",
            "dll",
            "epub",
            "exe",
            "gz",
            "npy",
            "npz",
            "parquet",
            "pkl",
            "pyc",
        ),
        *("rar", "so", "sqlite", "tar", "tgz", "wasm", "whl", "xz", "zip", "zst"),
        *("avi", "avif", "bmp", "gif", "ico", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp"),
        *("m4a", "mkv", "mov", "mp3", "mp4", "ogg", "wav", "webm"),
        *("doc", "docx", "odp", "ods", "odt", "pdf", "ppt", "pptx", "ps", "rtf", "xls", "xlsx"),
        *("cfg", "conf", "csv", "geojson", "ini", "ipynb", "json", "lock", "log", "toml", "tsv", "xml"),
        *("c", "cpp", "css", "h", "java", "js", "map", "mjs", "py", "rss", "sh", "ts", "yaml", "yml"),
        *("eot", "otf", "ttf", "woff", "woff2"),
    )
)

STDIN_NAME = "-"
_ADDRESS = re.compile(r"(?i)(?:https?|ftp)://|www\.")


def collect(
    paths: Sequence[str],
    *,
    given: Given,
    dump: DumpFields | None = None,
    stdin: BinaryIO | None = None,
    note: Callable[[str], None] = unsaid,
) -> Iterator[Capture | InputError]:
    """A capture for each page found, and an InputError, not raised, for each input that is none.

    ``paths`` are files, folders (taken recursively, in the order of the names, hidden entries left out)
    or "-" for ``stdin``. ``given`` is what the user says of all the pages. ``dump`` names a dump's
    fields; without it, files named .jsonl, .ndjson or .json, and those whose first line is a JSON object
    with a text, are read as dumps with the usual field names. What is named twice, or named and found in a
    folder, is read once; ``note`` is told of it in a line, and of ids that come twice in a dump.
    """
    user = _User(given, dump, note)
    for path in paths:
        if path == STDIN_NAME:
            if user.again(STDIN_NAME):
                continue
            if stdin is None:
                yield MissingInput(STDIN_NAME, "standard input is not open; name a file instead")
            else:
                yield from _stream(stdin, STDIN_NAME, "", user, kind="stdin")
            continue
        if "\x00" in path or not path:
            yield MissingInput(_shown(path) or "(empty name)", "not a file name; name a file or folder")
            continue
        if _ADDRESS.match(path) and not os.path.lexists(path):
            yield MissingInput(_shown(path), "addresses are not fetched yet: save the page and name the file")
            continue
        if os.path.isdir(path):  # noqa: PTH112  Path.is_dir raises where the way there may not be read
            yield from () if user.again(path) else _folder(path, user)
        else:
            yield from _file(path, user)


class _User:
    """What the user said of all inputs, and what was read already."""

    def __init__(self, given: Given, dump: DumpFields | None, note: Callable[[str], None]) -> None:
        self.given = given
        self.dump = dump
        self.note = note
        self._read: set[str] = set()

    def again(self, path: str) -> bool:
        """Whether this file, folder or standard input was read before; it is noted."""
        key = path if path == STDIN_NAME else os.path.abspath(path)  # noqa: PTH100  takes ".." out
        if key in self._read:
            self.note(f"{_shown(path)}: named more than once; read once")
            return True
        self._read.add(key)
        return False


def _folder(path: str, user: _User) -> Iterator[Capture | InputError]:
    """What a folder holds; an error where it holds nothing that is read."""
    found = False
    for item in _walk(Path(path), (), user.dump):
        found = True
        if isinstance(item, InputError):
            yield item
        else:
            yield from _file(str(item), user)
    if not found:
        kinds = " ".join(sorted(PAGE_SUFFIXES | DUMP_SUFFIXES))
        yield UnreadableInput(
            _shown(path), f"no pages in this folder (looked for {kinds} and files without a known ending)"
        )


def _walk(
    folder: Path, above: tuple[tuple[int, int], ...], dump: DumpFields | None
) -> Iterator[Path | InputError]:
    """The files below a folder that are to be tried, in the order of their names, and what went wrong."""
    try:
        status = folder.stat()
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield _cannot(str(folder), error)
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        yield MissingInput(
            _shown(str(folder)), "a link that leads back into a folder above it; remove the link"
        )
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        try:
            if entry.is_dir():
                yield from _walk(entry, (*above, here), dump)
            elif entry.is_symlink() and not entry.exists():
                yield _broken(entry)
            elif entry.is_file() and _tried(entry.suffix.lower(), dump):
                yield entry
        except OSError as error:
            yield _cannot(str(entry), error)


def _tried(suffix: str, dump: DumpFields | None) -> bool:
    """Whether a file of this ending is tried when it is found in a folder."""
    return suffix not in OTHER_SUFFIXES or (dump is not None and suffix in LIST_SUFFIXES)


def _file(path: str, user: _User) -> Iterator[Capture | InputError]:
    """The captures of one file, closed again when they have been taken; none where it was read before."""
    if user.again(path):
        return
    try:
        with Path(path).open("rb") as stream:
            yield from _stream(stream, _shown(path), Path(path).suffix.lower(), user, kind="file")
    except OSError as error:
        yield _broken(Path(path)) if _is_broken_link(path, error) else _cannot(path, error)


def _stream(
    stream: BinaryIO, name: str, suffix: str, user: _User, *, kind: str
) -> Iterator[Capture | InputError]:
    """The captures of a page or a dump that is read from a stream."""
    dump = user.dump
    first = stream.readline(PAGE_LIMIT + 1)
    fields = dump or DumpFields()
    if suffix in DUMP_SUFFIXES or _is_dump(first, suffix, fields, explicit=dump is not None):
        yield from from_lines(
            _lines(stream, first, name),
            name=name,
            fields=fields,
            given=user.given,
            field_first=dump is not None,
            note=user.note,
        )
        return
    content = first + stream.read(max(0, PAGE_LIMIT + 1 - len(first)))
    if len(content) > PAGE_LIMIT:
        size = PAGE_LIMIT // (1024 * 1024)
        yield UnreadableInput(
            name, f"larger than {size} MiB, too large for one page; give its articles as JSON lines"
        )
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
    yield _page(content, name, user.given, "stdin" if kind == "stdin" else "file")


def _is_dump(first: bytes, suffix: str, fields: DumpFields, *, explicit: bool) -> bool:
    """Whether a stream that starts so is a dump of JSON lines; ``explicit``: the user named its fields."""
    if suffix in LIST_SUFFIXES:
        return first.rstrip().endswith(b"}") and starts_dump(first, fields)
    if starts_dump(first, fields):
        return True
    if not explicit or _start(first) == b"[":
        return False
    if _start(first) == b"{":
        return True
    return suffix not in PAGE_SUFFIXES and foreign_kind(first) is None and media_type(first) == "text/plain"


def _start(content: bytes) -> bytes:
    return content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]


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


def _page(content: bytes, name: str, given: Given, kind: str) -> Capture | InputError:
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
    origin = Origin(kind="stdin" if kind == "stdin" else "file", name=name)
    return capture_of(content, media_type=media_type(content), origin=origin, given=given)


def _is_broken_link(path: str, error: OSError) -> bool:
    return error.errno in (errno.ENOENT, errno.ELOOP) and Path(path).is_symlink()


def _broken(link: Path) -> MissingInput:
    """The error for a link that leads nowhere, with where it was to lead."""
    try:
        target = f" ({_shown(os.readlink(link))})"  # noqa: PTH115  Path.readlink fails on odd targets
    except OSError:
        target = ""
    return MissingInput(
        _shown(str(link)), f"a broken link: what it points to{target} is not there; mend or remove it"
    )


def _cannot(name: str, error: OSError) -> MissingInput:
    """The error for a file or folder that cannot be opened or read."""
    reasons = {
        errno.ENOENT: "no such file or folder; check the name",
        errno.ENOTDIR: "no such file or folder; check the name",
        errno.ENAMETOOLONG: "no such file or folder: the name is too long",
        errno.EACCES: "no permission to read it; change its permissions or run as its owner",
        errno.EPERM: "no permission to read it; change its permissions or run as its owner",
        errno.ELOOP: "a link that leads back to itself; remove it",
    }
    reason = reasons.get(error.errno or 0, f"cannot be read ({error.strerror or error})")
    return MissingInput(_shown(name), reason)


def _shown(name: str) -> str:
    """A file's name as text that can be printed and stored, where it holds bytes that are no UTF-8."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
