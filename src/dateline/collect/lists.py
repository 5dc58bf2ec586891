"""Lists of addresses: plain text with one address a line."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.collect.entries import Entry, address
from dateline.errors import InputError, UnreadableInput

#: Addresses of one list, and lines of it that are none, after which it is given up.
MOST_ADDRESSES = 1_000_000
MOST_BAD_LINES = 100

_SHOWN = 60


def parse_list(content: bytes, name: str) -> tuple[tuple[Entry, ...], tuple[InputError, ...]]:
    """The addresses of a list with their lines, and an UnreadableInput for each line that is none.

    Blank lines and lines that start with "#" are passed over; an address that comes again is taken once.
    ``www.example.org`` without a scheme is taken as https. Reading ends after MOST_ADDRESSES, and after
    MOST_BAD_LINES, with an error that says so.
    """
    entries: dict[str, Entry] = {}
    errors: list[InputError] = []
    for number, line in _lines(content):
        found = address(line)
        place = f"{name}, line {number}"
        if len(errors) == MOST_BAD_LINES:
            errors.append(UnreadableInput(place, "too many lines that are no address; the rest is not read"))
            break
        if found is None:
            shown = line if len(line) <= _SHOWN else f"{line[:_SHOWN]}..."
            reason = f"{shown!r} is no address; give one http or https address a line, comments after #"
            errors.append(UnreadableInput(place, reason))
        elif found not in entries:
            if len(entries) == MOST_ADDRESSES:
                reason = f"more than {MOST_ADDRESSES:,} addresses; split the list, the rest is not read"
                errors.append(UnreadableInput(place, reason))
                break
            entries[found] = Entry(url=found, line=number)
    return tuple(entries.values()), tuple(errors)


def _lines(content: bytes) -> Iterator[tuple[int, str]]:
    """The lines that are neither blank nor comments, stripped, with their numbers."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = content.decode("utf-16" if marked else "utf-8-sig", "replace")
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip()
        if line and not line.startswith("#"):
            yield number, line


def looks_like_list(text: str) -> bool:
    """Whether the start of a text is that of a list: the first line an address, and half of all; no prose.

    ``text`` may end within a line; a line cut off so still is an address or is none.
    """
    lines = [line for part in text.splitlines()[:200] if (line := part.strip()) and not line.startswith("#")]
    if not lines or address(lines[0]) is None:
        return False
    if any(len(line.split()) > 4 for line in lines):
        return False
    return 2 * sum(address(line) is not None for line in lines) >= len(lines)
