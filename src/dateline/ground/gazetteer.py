"""The gazetteer: places by name, from an index that is built at first use and kept in the user's cache.

``DATELINE_CACHE`` names another folder for it. Where the folder cannot be written, a folder of this user
among the temporary files takes its place. A file that is damaged, or is not ours, is built anew.
"""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import platformdirs

from dateline.dictionaries.tables import content_of
from dateline.errors import DictionaryError
from dateline.ground.index import APPLICATION_ID, SCHEMA, build_index, fingerprint
from dateline.ground.keys import look_up_keys
from dateline.records.claim import Place
from dateline.records.evidence import Record

CACHE_VARIABLE = "DATELINE_CACHE"
#: How ``open_gazetteer`` names an index.
_NAME = re.compile(r"gazetteer-[0-9a-f]{12}\.sqlite")
_MATCHES: tuple[Literal["primary", "alternate", "supplement"], ...] = ("supplement", "primary", "alternate")
_BY_KEY = """
SELECT p.id, p.name, p.kind, p.country, p.province, p.latitude, p.longitude, p.population, n.match
FROM name n JOIN place p ON p.n = n.place WHERE n.key = ?
ORDER BY n.match = 0 DESC, p.kind = 'country' DESC, p.population DESC, p.id
"""


class Hit(Record, frozen=True):
    """A place that bears the name. ``population`` is 10,000,000 for countries and provinces."""

    place: Place
    population: int
    name_match: Literal["primary", "alternate", "supplement"]


class Gazetteer:
    """Places by name, read from an index file that is never written to. Close it, or use ``with``."""

    def __init__(self, path: Path) -> None:
        """Raise DictionaryError where the file is not a whole index."""
        self.path = path
        self._connection = _connect(path)
        # closes the file when the gazetteer is forgotten, too
        self._close = weakref.finalize(self, self._connection.close)
        self.candidates = lru_cache(maxsize=8192)(self._candidates)
        self.known = lru_cache(maxsize=65536)(self._known)

    def close(self) -> None:
        """Close the file; the gazetteer cannot be asked any more."""
        self._close()

    def __enter__(self) -> Gazetteer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path]]:
        return type(self), (self.path,)

    def _candidates(self, name: str) -> tuple[Hit, ...]:
        """The places that bear this name, best first: our supplement, then the more people.

        Case, accents and hyphens do not count. An Arabic article and words like "province" or "city of"
        are left out only where the name as it stands is not found.
        """
        for key in look_up_keys(name):
            found = self._ask(_BY_KEY, key)
            if found:
                return tuple(_hit(row) for row in found)
        return ()

    def _known(self, name: str) -> int:
        """The greatest population of the places of this name; -1 where there is none.

        Countries and provinces count as 10,000,000, and 0 is a place whose population nobody gives.
        """
        for key in look_up_keys(name):
            found = self._ask(
                "SELECT max(p.population) FROM name n JOIN place p ON p.n = n.place WHERE n.key = ?", key
            )
            if found[0][0] is not None:
                return int(found[0][0])
        return -1

    def settlements(self) -> list[tuple[str, str | None, float, float]]:
        """Country, province, latitude and longitude (degrees) of every settlement."""
        query = (
            "SELECT country, province, latitude, longitude FROM place "
            "WHERE kind = 'settlement' AND latitude IS NOT NULL AND longitude IS NOT NULL AND ? = ''"
        )
        return [(row[0], row[1], row[2], row[3]) for row in self._ask(query, "")]

    def _ask(self, query: str, key: str) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(query, (key,)).fetchall()
        except sqlite3.ProgrammingError as error:
            raise DictionaryError(
                f"{self.path}: the gazetteer was closed ({error}); open it again"
            ) from error
        except sqlite3.Error as error:
            raise DictionaryError(
                f"{self.path}: the gazetteer's index is damaged ({error}); delete the file, it is built anew"
            ) from error


def _hit(row: tuple[Any, ...]) -> Hit:
    code, name, kind, country, province, latitude, longitude, population, match = row
    place = Place(
        id=code,
        name=name,
        kind=kind,
        country=country,
        province=province,
        latitude=latitude,
        longitude=longitude,
    )
    return Hit(place=place, population=population, name_match=_MATCHES[match])


def open_gazetteer(folder: Path | None = None) -> Gazetteer:
    """The gazetteer, its index built first where it is not there yet (some seconds, once).

    ``folder`` is where the index is kept; by default the folder of the ``DATELINE_CACHE`` variable, or the
    user's cache. Raises DictionaryError where a source is missing or no folder can be written.
    """
    content = content_of("places.toml")
    name = f"gazetteer-{fingerprint(content)}.sqlite"
    problems: list[str] = []
    for place in _folders(folder):
        path = place / name
        with suppress(DictionaryError):
            return Gazetteer(path)
        try:
            _build(path, content)
        except (OSError, sqlite3.Error) as error:
            problems.append(f"{place}: {error}")
            continue
        return Gazetteer(path)
    raise DictionaryError(
        f"the gazetteer's index cannot be written ({'; '.join(problems)}); "
        f"set {CACHE_VARIABLE} to a folder that can be written"
    )


def has_index(folder: Path | None = None) -> bool:
    """Whether ``open_gazetteer`` finds an index, so that it builds none. Raises DictionaryError."""
    name = f"gazetteer-{fingerprint(content_of('places.toml'))}.sqlite"
    return any((place / name).is_file() for place in _folders(folder))


def _folders(folder: Path | None) -> Iterator[Path]:
    """The folders to try, in order."""
    asked = os.environ.get(CACHE_VARIABLE)
    yield folder or (Path(asked) if asked else Path(platformdirs.user_cache_dir("dateline")))
    if hasattr(os, "getuid"):
        kept = Path(tempfile.gettempdir()) / f"dateline-{os.getuid()}"
        # another user may have put something there
        if not kept.exists() or (not kept.is_symlink() and kept.stat().st_uid == os.getuid()):
            yield kept
    else:
        yield Path(tempfile.gettempdir()) / "dateline"


def _build(path: Path, content: bytes) -> None:
    """Put a whole index at ``path``: it is built beside it and moved there in one step."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, draft = tempfile.mkstemp(prefix=path.stem, suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        build_index(Path(draft), content)
        Path(draft).replace(path)
        _remove_older(path)
    finally:
        Path(draft).unlink(missing_ok=True)


def _remove_older(path: Path) -> None:
    """Remove the indexes of other sources or versions that lie beside this one."""
    for other in path.parent.glob("gazetteer-*.sqlite"):
        if other != path and _NAME.fullmatch(other.name):
            with suppress(OSError):  # somebody else's, or in use where that keeps a file
                other.unlink()


def _connect(path: Path) -> sqlite3.Connection:
    """A read-only connection to a whole index. Raises DictionaryError for anything else."""
    problem = f"{path}: is no whole index of this gazetteer; delete it, it is built anew"
    if not path.is_file():
        raise DictionaryError(problem)
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    except sqlite3.Error as error:
        raise DictionaryError(problem) from error
    try:
        if _is_whole(connection, path.stat().st_size):
            return connection
    except (OSError, sqlite3.Error) as error:
        connection.close()
        raise DictionaryError(problem) from error
    connection.close()
    raise DictionaryError(problem)


def _is_whole(connection: sqlite3.Connection, size: int) -> bool:
    """Whether the header, the size and the tables are those that building leaves behind."""
    header = [
        connection.execute(f"PRAGMA {field}").fetchone()[0]
        for field in ("application_id", "user_version", "page_count", "page_size")
    ]
    if header[:2] != [APPLICATION_ID, SCHEMA] or header[2] * header[3] != size:
        return False
    with closing(connection.execute("SELECT count(*) FROM place WHERE n <= 100")) as rows:
        return bool(rows.fetchone()[0])
