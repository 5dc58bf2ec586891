"""Files: those below a folder that are to be tried, and what is said of those that cannot be read."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

from dateline.collect.dumps import LIST_SUFFIXES, DumpFields
from dateline.collect.sniff import HEAD, holds_many
from dateline.errors import InputError, MissingInput

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

#: Endings of notes that people keep beside saved pages, and names of files that come with data and programs.
NOTE_SUFFIXES = frozenset({".adoc", ".asciidoc", ".bib", ".markdown", ".md", ".org", ".rst", ".tex"})
_NOTE_NAMES = frozenset({"changelog", "contributing", "copying", "licence", "license", "readme"})

#: Endings of packed files; in a folder those are tried whose bytes are a web archive's.
_PACKED = frozenset({".gz", ".zip", ".zst"})


def walk(
    folder: Path, above: tuple[tuple[int, int], ...], dump: DumpFields | None, notes: list[Path]
) -> Iterator[Path | InputError]:
    """The files below a folder that are to be tried, in the order of their names, and what went wrong.

    ``notes`` is given the files that are left out as notes (``is_note``); other kinds are passed over.
    """
    try:
        status = folder.stat()
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield cannot_read(str(folder), error)
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        yield MissingInput(
            shown(str(folder)), "a link that leads back into a folder above it; remove the link"
        )
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        try:
            if entry.is_dir():
                yield from walk(entry, (*above, here), dump, notes)
            elif entry.is_symlink() and not entry.exists():
                yield broken_link(entry)
            elif entry.is_file() and is_note(entry):
                notes.append(entry)
            elif entry.is_file() and _tried(entry, dump):
                yield entry
        except OSError as error:
            yield cannot_read(str(entry), error)


def is_note(entry: Path) -> bool:
    """Whether a file is a note by its name, such as README.md or LICENSE, and no page."""
    suffix = entry.suffix.lower()
    return suffix in NOTE_SUFFIXES or (suffix in ("", ".txt") and entry.stem.lower() in _NOTE_NAMES)


def _tried(entry: Path, dump: DumpFields | None) -> bool:
    """Whether a file is tried when it is found in a folder; raises OSError."""
    suffix = entry.suffix.lower()
    if suffix in _PACKED:
        with entry.open("rb") as stream:
            return holds_many(stream.read(HEAD)) in ("archive", "wacz")
    return suffix not in OTHER_SUFFIXES or (dump is not None and suffix in LIST_SUFFIXES)


def is_broken_link(path: str, error: OSError) -> bool:
    """Whether the error came from a link that leads nowhere."""
    return error.errno in (errno.ENOENT, errno.ELOOP) and Path(path).is_symlink()


def broken_link(link: Path) -> MissingInput:
    """The error for a link that leads nowhere, with where it was to lead."""
    try:
        target = f" ({shown(os.readlink(link))})"  # noqa: PTH115  Path.readlink fails on odd targets
    except OSError:
        target = ""
    return MissingInput(
        shown(str(link)), f"a broken link: what it points to{target} is not there; mend or remove it"
    )


def cannot_read(name: str, error: OSError) -> MissingInput:
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
    return MissingInput(shown(name), reason)


def shown(name: str) -> str:
    """A file's name as text that can be printed and stored, where it holds bytes that are no UTF-8."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
