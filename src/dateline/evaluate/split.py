"""Which documents of a set the shipped model may have been taught on, and which only an exam reads.

A set without a published split is split here once and for good, by a hash of the document's name: the same on
every machine, whatever else lies in the folder. ``development.toml`` names the documents that training has at
hand; any other document has not been taught on and is the exam's whatever its hash.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

import msgspec


def is_held_out(name: str, of: str, share: float) -> bool:
    """Whether a document of the set ``of`` is the exam's: ``share`` (0 to 1) of those that training has, and all others."""
    if name not in _development()[of]:
        return True
    digest = hashlib.sha256(name.encode("utf-8")).digest()
    return int.from_bytes(digest[:4], "big") < share * 2**32


@cache
def _development() -> dict[str, frozenset[str]]:
    """The names of the documents that training has, by set."""
    content = files("dateline.evaluate").joinpath("development.toml").read_bytes()
    return msgspec.toml.decode(content, type=dict[str, frozenset[str]])
