"""The tables of a case, as SQLAlchemy Core metadata. The migrations make them; a test holds the two equal.

A record that later stages read whole is kept whole, as JSON, in a column ``record``; the columns beside it
are what is asked for. Two things are in the migrations only, since metadata cannot say them: the full-text
index ``blocks_fts`` over ``blocks.text``, and the triggers that forbid changing or deleting a decision.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    text,
)

#: The revisions this version knows, oldest first; a case of any other was made by a newer one.
REVISIONS = ("0001", "0002")

#: "DtLn": marks an SQLite file as a case (PRAGMA application_id, bytes 68 to 71 of the file).
APPLICATION_ID = 0x44744C6E

FTS_TABLE = "blocks_fts"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: The bytes of the captures, each once: ``content`` is compressed with zlib, ``size`` is that of the bytes.
contents = Table(
    "contents",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

#: ``charset`` is what the server or archive declared; ``origin`` and ``given`` are JSON; times are in UTC.
captures = Table(
    "captures",
    metadata,
    Column("id", String, primary_key=True),
    Column("sha256", ForeignKey("contents.sha256"), nullable=False, index=True),
    Column("media_type", String, nullable=False),
    Column("charset", String),
    Column("origin", JSON, nullable=False),
    Column("given", JSON, nullable=False),
    Column("url", String),
    Column("fetched", DateTime),
    Column("added", DateTime, nullable=False),
)

#: ``stages`` is a JSON list of name and version; ``dictionaries`` a hash of the dictionary files.
runs = Table(
    "runs",
    metadata,
    Column("id", String, primary_key=True),
    Column("started", DateTime, nullable=False),
    Column("coder", String, nullable=False),
    Column("stages", JSON, nullable=False),
    Column("dictionaries", String, nullable=False),
)

#: ``address`` is what its versions share (``dateline.store.address``), ``taken`` when it was fetched, or else
#: added; ``newest`` marks one of the versions. ``notices`` lists kinds; ``header`` is the record's header.
reports = Table(
    "reports",
    metadata,
    Column("id", String, primary_key=True),
    Column("capture", ForeignKey("captures.id"), nullable=False, index=True),
    Column("run", ForeignKey("runs.id"), nullable=False, index=True),
    Column("document", String, nullable=False, index=True),
    Column("address", String, index=True),
    Column("taken", DateTime, nullable=False),
    Column("newest", Boolean, nullable=False),
    Column("kind", String, nullable=False),
    Column("notices", JSON, nullable=False),
    Column("title", String),
    Column("outlet", String),
    Column("outlet_key", String, nullable=False),
    Column("published_start", Date),
    Column("published_end", Date),
    Column("language", String),
    Column("silence", String),
    Column("header", JSON, nullable=False),
    Column("record", JSON, nullable=False),
)

#: When a page was had again with the bytes of a version.
recaptures = Table(
    "recaptures",
    metadata,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("taken", DateTime, primary_key=True),
    sqlite_with_rowid=False,
)

#: ``flags`` is a JSON list of a comment's flags, whose offsets count from the start of the block, or NULL.
blocks = Table(
    "blocks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("label", String, nullable=False),
    Column("flags", JSON(none_as_null=True)),
    Column("text", String, nullable=False),
    Index("ix_blocks_flagged", "id", sqlite_where=text("flags IS NOT NULL")),
)

#: ``position`` is the claim's place among those of its report.
claims = Table(
    "claims",
    metadata,
    Column("id", String, primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("document", String, nullable=False),
    Column("type", String, nullable=False, index=True),
    Column("mode", String),
    Column("reality", String, nullable=False),
    Column("when_start", Date, index=True),
    Column("when_end", Date),
    Column("confidence", Float, nullable=False),
    Column("record", JSON, nullable=False),
)

#: ``lookup`` holds the names it can be asked for by, made comparable (``dateline.store.keys``).
claim_places = Table(
    "claim_places",
    metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("role", String, nullable=False),
    Column("words", String, nullable=False),
    Column("place_id", String, index=True),
    Column("name", String),
    Column("country", String),
    Column("province", String),
    Column("lat", Float),
    Column("lon", Float),
    Column("lookup", String, nullable=False),
)

#: ``side`` is "actors", "recipients" or "sources".
claim_actors = Table(
    "claim_actors",
    metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("side", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("words", String, nullable=False),
    Column("entry", String, index=True),
    Column("lookup", String, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("id", String, primary_key=True),
    Column("record", JSON, nullable=False),
)

event_claims = Table(
    "event_claims",
    metadata,
    Column("event", ForeignKey("events.id"), primary_key=True),
    Column("claim", ForeignKey("claims.id"), primary_key=True, index=True),
)

#: Appended to only: triggers refuse UPDATE and DELETE.
decisions = Table(
    "decisions",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("subjects", JSON, nullable=False),
    Column("by", String, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("field", String),
    Column("machine", String),
    Column("value", String),
    Column("note", String),
)

spells = Table(
    "spells",
    metadata,
    Column("id", String, primary_key=True),
    Column("place", String, nullable=False, index=True),
    Column("holder", String),
    Column("state", String, nullable=False),
    Column("since", Date),
    Column("until", Date),
    Column("record", JSON, nullable=False),
)

#: ``record`` is the whole source; its ``url`` is what it is known by.
sources = Table(
    "sources",
    metadata,
    Column("url", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("record", JSON, nullable=False),
)

#: The items of a source that were handled, each by the key it has there.
seen = Table(
    "seen",
    metadata,
    Column("source", String, primary_key=True),
    Column("key", String, primary_key=True),
    sqlite_with_rowid=False,
)
