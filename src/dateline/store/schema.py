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
REVISIONS = ("0001", "0002", "0003", "0004", "0005")

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
    Index("ix_reports_outdated", "id", sqlite_where=text("newest = 0")),
    Index("ix_reports_outlet_key", "outlet_key", "id"),
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

#: ``position`` is the claim's place among those of its report. A claim has a row for each state it was in: from
#: ``since`` (NULL: from the report's capture on) to ``until`` (NULL: it is so now), made so by the run or decision
#: ``begun`` and ended by ``ended``. ``record`` is the claim as people's decisions leave it, ``machine`` as the coder
#: made it where that is another; ``review`` is "accepted", "corrected" or "rejected" where somebody decided. ``sign`` is
#: what it is known by in other versions of its page (``dateline.store.lineage``).
claims = Table(
    "claims",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", String, nullable=False, index=True),
    Column("report", ForeignKey("reports.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("document", String, nullable=False),
    Column("type", String, nullable=False),
    Column("mode", String),
    Column("reality", String, nullable=False),
    Column("when_start", Date),
    Column("when_end", Date),
    Column("confidence", Float, nullable=False),
    Column("review", String),
    Column("begun", String, nullable=False, index=True),
    Column("since", DateTime),
    Column("ended", String, index=True),
    Column("until", DateTime),
    Column("record", JSON, nullable=False),
    Column("machine", JSON(none_as_null=True)),
    Column("sign", String),
    Index("ix_claims_report", "report", "position", "sign", "id", "since", "until"),
    Index("ix_claims_review", "review", sqlite_where=text("review IS NOT NULL")),
    Index("ix_claims_reality", "reality", "when_start", "when_end"),
    Index("uq_claims_now", "id", unique=True, sqlite_where=text("until IS NULL")),
    Index("ix_claims_type", "type", "when_start", "when_end"),
    Index("ix_claims_days", "when_start", "when_end", "until", "type", "reality", "review", "report", "id"),
)

#: What a claim's places and actors can be asked for by, made comparable (``dateline.store.keys``), each once.
names = Table(
    "names",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("lookup", String, nullable=False, unique=True),
)

#: ``claim`` is a claim's row; ``when_start`` and ``when_end`` are its days once more, ``kind`` is the gazetteer's.
claim_places = Table(
    "claim_places",
    metadata,
    Column("claim", ForeignKey("claims.row"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("role", String, nullable=False),
    Column("words", String, nullable=False),
    Column("place_id", String),
    Column("name", String),
    Column("country", String),
    Column("province", String),
    Column("lat", Float),
    Column("lon", Float),
    Column("lookup", ForeignKey("names.id"), nullable=False),
    Column("when_start", Date),
    Column("when_end", Date),
    Column("kind", String),
    *(
        Index(f"ix_claim_places_{column}", column, "when_start", "when_end", "claim")
        for column in ("place_id", "lookup", "country")
    ),
)

#: ``claim`` is a claim's row; ``side`` is "actors", "recipients" or "sources"; days as of places.
claim_actors = Table(
    "claim_actors",
    metadata,
    Column("claim", ForeignKey("claims.row"), primary_key=True),
    Column("side", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("words", String, nullable=False),
    Column("entry", String),
    Column("lookup", ForeignKey("names.id"), nullable=False),
    Column("when_start", Date),
    Column("when_end", Date),
    *(
        Index(f"ix_claim_actors_{column}", column, "when_start", "when_end", "claim", "side")
        for column in ("entry", "lookup")
    ),
)

#: Reports as earlier runs read them; ``until`` is when they were read anew.
former_reports = Table(
    "former_reports",
    metadata,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("run", ForeignKey("runs.id"), primary_key=True),
    Column("until", DateTime, nullable=False),
    Column("silence", String),
    Column("record", JSON, nullable=False),
)

#: What a report tells of a happening (``dateline.reconcile.tellings``), as MessagePack; ``since`` and ``until`` as of
#: claims. ``counts``: it is so now, and of the version that stands. ``event`` is the event it is put to.
tellings = Table(
    "tellings",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", String, nullable=False, index=True),
    Column("report", ForeignKey("reports.id"), nullable=False, index=True),
    Column("counts", Boolean, nullable=False),
    Column("event", String),
    Column("since", DateTime),
    Column("until", DateTime),
    Column("record", LargeBinary, nullable=False),
    Index("ix_tellings_event", "event", "counts", "until"),
)

#: Which tellings hold a claim; ``claim`` is its identifier, ``telling`` a row, ``event`` what an event is named whose
#: first claim it is.
telling_claims = Table(
    "telling_claims",
    metadata,
    Column("claim", String, primary_key=True),
    Column("telling", ForeignKey("tellings.row"), primary_key=True),
    Column("event", String, nullable=False, index=True),
    sqlite_with_rowid=False,
)

#: By which tellings are found to be compared: hashes of ``dateline.reconcile.blocks.keys_of``.
telling_keys = Table(
    "telling_keys",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("telling", ForeignKey("tellings.row"), primary_key=True),
    sqlite_with_rowid=False,
)

#: Tellings that are one happening's, or nearly: log-odds in thousandths, each pair both ways.
ties = Table(
    "ties",
    metadata,
    Column("one", ForeignKey("tellings.row"), primary_key=True),
    Column("other", ForeignKey("tellings.row"), primary_key=True),
    Column("weight", Integer, nullable=False),
    Index(
        "ix_ties_doubtful",
        "weight",
        sqlite_where=text("weight BETWEEN -1100 AND 1100"),
    ),
    sqlite_with_rowid=False,
)

#: Tellings that bear on others, and how (``dateline.records.event.RelationKind``).
bearings = Table(
    "bearings",
    metadata,
    Column("bearer", ForeignKey("tellings.row"), primary_key=True),
    Column("other", ForeignKey("tellings.row"), primary_key=True, index=True),
    Column("kind", String, nullable=False),
    sqlite_with_rowid=False,
)

#: Reports that are near-copies, each pair once, and how alike they are, in 0..1.
echoes = Table(
    "echoes",
    metadata,
    Column("one", ForeignKey("reports.id"), primary_key=True),
    Column("other", ForeignKey("reports.id"), primary_key=True, index=True),
    Column("likeness", Float, nullable=False),
    sqlite_with_rowid=False,
)

#: Places of which control is told: ``record`` is what is told of it but for the spells
#: (``dateline.control.history.PlaceTold``), as MessagePack; ``claims`` how many claims do so now. ``key`` is
#: that of ``ControlPlace``.
control_places = Table(
    "control_places",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("claims", Integer, nullable=False),
    Column("record", LargeBinary, nullable=False),
)

#: What claims say of who holds a place (``dateline.records.control.Statement``), as MessagePack, in the order of
#: ``position``, the claim's in its report. ``spelled`` is the place's name as the report writes it. ``since``, ``until`` and
#: ``counts`` as of tellings; what rejected claims say is not here.
statements = Table(
    "statements",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("place", ForeignKey("control_places.row"), nullable=False),
    Column("spelled", String, nullable=False),
    Column("counts", Boolean, nullable=False),
    Column("since", DateTime),
    Column("until", DateTime),
    Column("record", LargeBinary, nullable=False),
    Index("ix_statements_place", "place", "spelled"),
)

#: The spells of each place as they are now and after endless silence, as MessagePack, in the order of ``number``.
#: ``first`` and ``last`` are the least and the greatest day where there is none; ``silent`` is since when the place is
#: stale, where this is its last spell or the one before (``dateline.control.kept``).
spells = Table(
    "spells",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("place", ForeignKey("control_places.row"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("silent", Date, index=True),
    Column("record", LargeBinary, nullable=False),
    Index("ix_spells_days", "last", "first"),
)

#: By which dictionaries and rules the statements and spells were made; none where they are to be made anew.
control_rules = Table("control_rules", metadata, Column("version", String, primary_key=True))

#: Appended to only: triggers refuse UPDATE and DELETE.
decisions = Table(
    "decisions",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False, index=True),
    Column("subjects", JSON, nullable=False),
    Column("by", String, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("field", String),
    Column("machine", String),
    Column("value", String),
    Column("note", String),
)

#: What a decision is of: claims, or the decision that it undoes.
decision_subjects = Table(
    "decision_subjects",
    metadata,
    Column("subject", String, primary_key=True),
    Column("decision", ForeignKey("decisions.id"), primary_key=True),
    sqlite_with_rowid=False,
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
