"""Plan: the sources that are watched, as a TOML file lists them.

::

    [defaults]
    every = "30m"

    [[source]]
    url = "https://news.example/feed.xml"
    name = "Example News"
    kind = "feed"
    every = "10m"
    outlet = "Example News"
    limit = 50

Of a source only ``url`` is needed; what it leaves out is taken from ``[defaults]``, and then from here.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, get_args

from dateline.collect.guard import checked_url
from dateline.errors import RefusedAddress, UsageError
from dateline.records.evidence import Record
from dateline.records.source import SourceKind

EVERY = 30 * 60.0
SHORTEST = 60.0
LONGEST = 30 * 24 * 3600.0

#: New pages of one source in one round; the others come in the next ones, the newest first. Of an index of dated
#: sitemaps the newest are asked until they list so many, and those that changed since the last visit.
LIMIT = 200

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_EVERY = re.compile(r"(\d{1,9})\s*([smhd])")
_KEYS = ("url", "name", "kind", "every", "outlet", "limit")
_DEFAULTS = ("every", "outlet", "limit")


class Watched(Record, frozen=True):
    """One source to watch. ``every``: seconds between two rounds; ``kind`` is told from the answer if None."""

    url: str
    name: str
    kind: SourceKind | None = None
    every: float = EVERY
    outlet: str | None = None
    limit: int = LIMIT


def read_plan(path: Path) -> list[Watched]:
    """The sources in this file. Raises UsageError, naming the line or the key and the mend."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such file; name a TOML file of sources") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check it") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8 text (byte {error.start + 1}); save it as UTF-8") from error
    return parse_plan(text, str(path))


def parse_plan(text: str, name: str) -> list[Watched]:
    """The sources in this TOML; ``name`` is what errors call it. Raises UsageError."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name}: not TOML: {error}; strings stand in quotes") from error
    except RecursionError as error:
        raise UsageError(f"{name}: nested too deeply; give [[source]] tables") from error
    _known(table, ("source", "defaults"), name)
    defaults = table.get("defaults", {})
    sources = table.get("source", [])
    if not isinstance(defaults, dict):
        raise UsageError(f"{name}: defaults is no table; begin it with [defaults]")
    if not isinstance(sources, list) or not all(isinstance(source, dict) for source in sources):
        raise UsageError(f"{name}: source is no list of tables; begin each with [[source]]")
    if not sources:
        raise UsageError(f'{name}: lists no source; add [[source]] with url = "https://..."')
    _known(defaults, _DEFAULTS, f"{name}: [defaults]")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*source\s*\]\]", line)]
    found: dict[str, Watched] = {}
    for number, source in enumerate(sources):
        where = (
            f"{name}, line {lines[number]}" if len(lines) == len(sources) else f"{name}, source {number + 1}"
        )
        _known(source, _KEYS, where)
        watched = _watched(defaults | source, where)
        if watched.url in found:
            raise UsageError(f"{where}: {watched.url} is listed before; leave one of them out")
        found[watched.url] = watched
    return list(found.values())


def seconds_of(every: str) -> float | None:
    """The seconds of a span of time ("90s", "30m", "6h", "1d"); None where it is none."""
    match = _EVERY.fullmatch(every.strip())
    return None if match is None else float(int(match[1]) * _UNITS[match[2]])


def _watched(source: dict[str, Any], where: str) -> Watched:
    if "url" not in source:
        raise UsageError(f'{where}: has no url; add url = "https://..."')
    url = _text(source, "url", where) or ""
    try:
        checked = str(checked_url(url))
    except RefusedAddress as error:
        raise UsageError(f"{where}: url: {error}") from error
    kind = _text(source, "kind", where)
    if kind is not None and kind not in get_args(SourceKind):
        raise UsageError(
            f"{where}: kind {kind!r} is none of {', '.join(get_args(SourceKind))}; or leave it out"
        )
    limit = source.get("limit", LIMIT)
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        raise UsageError(f"{where}: limit {limit!r} is no whole number from 1")
    return Watched(
        url=checked,
        name=_text(source, "name", where) or checked,
        kind=kind,  # type: ignore[arg-type]
        every=_every(source, where),
        outlet=_text(source, "outlet", where),
        limit=limit,
    )


def _every(source: dict[str, Any], where: str) -> float:
    if "every" not in source:
        return EVERY
    written = _text(source, "every", where) or ""
    every = seconds_of(written)
    if every is None:
        raise UsageError(f'{where}: every {written!r} is no span of time; write "30m", "6h" or "1d"')
    if not SHORTEST <= every <= LONGEST:
        raise UsageError(f'{where}: every {written!r} is not from "1m" to "30d"')
    return every


def _text(source: dict[str, Any], key: str, where: str) -> str | None:
    value = source.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f'{where}: {key} is no text; write {key} = "..."')
    return value.strip()


def _known(table: dict[str, Any], keys: tuple[str, ...], where: str) -> None:
    """Raise UsageError where the table has a key that means nothing here."""
    for key in table:
        if key not in keys:
            raise UsageError(f"{where}: unknown key {key!r}; known are {', '.join(keys)}")
