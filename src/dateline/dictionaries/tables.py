"""The TOML files of the dictionaries, read and parsed in one place."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

from dateline.errors import DictionaryError


def content_of(name: str) -> bytes:
    """The bytes of a file of the dictionaries. Raises DictionaryError where it cannot be read."""
    try:
        return resources.files("dateline.dictionaries").joinpath(name).read_bytes()
    except OSError as error:
        raise DictionaryError(f"{name}: cannot be read ({error}); install Dateline again") from error


def tables_of(name: str, content: bytes) -> dict[str, Any]:
    """The tables of a TOML file. Raises DictionaryError, naming the file and the line at fault."""
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DictionaryError(f"{name}: not valid TOML ({error}); mend that line") from error


def load_tables(name: str) -> dict[str, Any]:
    """The tables of a file of the dictionaries. Raises DictionaryError where it is missing or malformed."""
    return tables_of(name, content_of(name))
