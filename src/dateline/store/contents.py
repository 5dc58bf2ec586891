"""The bytes of captures, each kept once by its SHA-256, and checked when they are read."""

from __future__ import annotations

import hashlib
import zlib

from sqlalchemy import Connection, insert, select

from dateline.store.schema import contents


def keep(connection: Connection, sha256: str, content: bytes) -> None:
    """Insert the bytes unless they are there."""
    if connection.scalar(select(contents.c.sha256).where(contents.c.sha256 == sha256)) is None:
        values = {"sha256": sha256, "size": len(content), "content": zlib.compress(content)}
        connection.execute(insert(contents), values)


def content_of(connection: Connection, sha256: str) -> bytes | None:
    """The bytes of this SHA-256; None where they are missing or others are in their place."""
    row = connection.execute(select(contents).where(contents.c.sha256 == sha256)).first()
    content = None if row is None else unpacked(row.content, row.size)
    return content if content is not None and hashlib.sha256(content).hexdigest() == sha256 else None


def unpacked(packed: bytes, size: int) -> bytes | None:
    """The bytes that zlib compressed; None where they are damaged or more than ``size``."""
    try:
        content = zlib.decompressobj().decompress(packed, size + 1)
    except zlib.error:
        return None
    return content if len(content) <= size else None
