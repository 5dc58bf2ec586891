"""The second schema: each content once, versions of a report, flagged comments, sources.

It is frozen: a later change of the schema is a later revision. Tables that others refer to are rebuilt, while
the caller sees to it that foreign keys are not checked (``dateline.store.files``).
"""

from __future__ import annotations

import zlib
from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import op

from dateline.reconcile.likeness import alike
from dateline.records.header import header_of
from dateline.records.report import Report
from dateline.store.address import address_key, own_key
from dateline.store.encoding import decoded, encoded, storable

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOVE_CONTENTS = """
INSERT INTO contents (sha256, size, content)
SELECT sha256, unpacked_size(content), content FROM captures GROUP BY sha256
"""

MOVE_CAPTURES = """
INSERT INTO captures_new (id, sha256, media_type, origin, given, url, fetched, added)
SELECT id, sha256, media_type, origin, given, url, fetched, added FROM captures ORDER BY rowid
"""

MOVE_REPORTS = """
INSERT INTO reports_new (id, capture, run, document, address, taken, newest, kind, notices, title, outlet,
  outlet_key, published_start, published_end, language, silence, header, record)
SELECT r.id, r.capture, r.run, r.document, report_address(r.record, c.url), coalesce(c.fetched, c.added), 1,
  'report', '[]', r.title, r.outlet, r.outlet_key, r.published_start, r.published_end, r.language, r.silence,
  report_header(r.record), r.record
FROM reports AS r JOIN captures AS c ON c.id = r.capture ORDER BY r.rowid
"""

SHARED = "SELECT address FROM reports WHERE address IS NOT NULL GROUP BY address HAVING count(*) > 1"

SHARERS = """
SELECT r.id, r.record, c.url FROM reports AS r JOIN captures AS c ON c.id = r.capture
WHERE r.address = ? ORDER BY r.taken, r.id
"""

MARK_NEWEST = """
UPDATE reports SET newest = 0 WHERE id IN (
  SELECT id FROM (
    SELECT id, row_number() OVER (PARTITION BY address ORDER BY taken DESC, id DESC) AS place
    FROM reports WHERE address IS NOT NULL
  ) WHERE place > 1
)
"""

MOVE_BLOCKS = """
INSERT INTO blocks (id, report, position, label, text)
SELECT rowid, report, row_number() OVER (PARTITION BY report ORDER BY rowid) - 1, label, text FROM blocks_fts
"""

FULL_TEXT = """
CREATE VIRTUAL TABLE blocks_fts USING fts5(
  text, content = "blocks", content_rowid = "id", tokenize = "unicode61 remove_diacritics 2"
)
"""


def upgrade() -> None:
    """Move what the case holds into the new tables, and add those that collecting needs."""
    driver = op.get_bind().connection.cursor().connection
    driver.create_function("unpacked_size", 1, _unpacked_size, deterministic=True)
    driver.create_function("report_address", 2, _report_address, deterministic=True)
    driver.create_function("report_header", 1, _report_header, deterministic=True)
    _captures()
    _reports()
    _blocks()
    _sources()


def _captures() -> None:
    op.create_table(
        "contents",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_contents"),
    )
    op.create_table(
        "captures_new",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("charset", sa.String()),
        sa.Column("origin", sa.JSON(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("url", sa.String()),
        sa.Column("fetched", sa.DateTime()),
        sa.Column("added", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_captures"),
        sa.ForeignKeyConstraint(["sha256"], ["contents.sha256"], name="fk_captures_sha256"),
    )
    op.execute(MOVE_CONTENTS)
    op.execute(MOVE_CAPTURES)


def _reports() -> None:
    op.create_table(
        "reports_new",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("capture", sa.String(), nullable=False),
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("address", sa.String()),
        sa.Column("taken", sa.DateTime(), nullable=False),
        sa.Column("newest", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("notices", sa.JSON(), nullable=False),
        sa.Column("title", sa.String()),
        sa.Column("outlet", sa.String()),
        sa.Column("outlet_key", sa.String(), nullable=False),
        sa.Column("published_start", sa.Date()),
        sa.Column("published_end", sa.Date()),
        sa.Column("language", sa.String()),
        sa.Column("silence", sa.String()),
        sa.Column("header", sa.JSON(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        sa.ForeignKeyConstraint(["capture"], ["captures.id"], name="fk_reports_capture"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_reports_run"),
    )
    op.execute(MOVE_REPORTS)
    for table in ("captures", "reports"):
        op.drop_table(table)
        op.rename_table(f"{table}_new", table)
    op.create_index("ix_captures_sha256", "captures", ["sha256"])
    for column in ("capture", "run", "document", "address"):
        op.create_index(f"ix_reports_{column}", "reports", [column])
    _part()
    op.execute(MARK_NEWEST)
    op.create_table(
        "recaptures",
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("taken", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("report", "taken", name="pk_recaptures"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_recaptures_report"),
        sqlite_with_rowid=False,
    )


def _part() -> None:
    """Part the reports that give one address for their own without being versions of one report."""
    connection = op.get_bind()
    for address in connection.exec_driver_sql(SHARED).scalars().all():
        newest: Report | None = None
        places: set[str | None] = {address}
        for identifier, record, url in connection.exec_driver_sql(SHARERS, (address,)).all():
            report, place = _report(record), _place(url)
            if newest is None or place in places or alike(report, newest):
                newest = report
                places |= {place} - {None}
            else:
                connection.exec_driver_sql("UPDATE reports SET address = ? WHERE id = ?", (place, identifier))


def _blocks() -> None:
    op.create_table(
        "blocks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("flags", sa.JSON()),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_blocks"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_blocks_report"),
    )
    op.execute(MOVE_BLOCKS)
    op.create_index("ix_blocks_report", "blocks", ["report"])
    op.create_index("ix_blocks_flagged", "blocks", ["id"], sqlite_where=sa.text("flags IS NOT NULL"))
    op.drop_table("blocks_fts")
    op.execute(FULL_TEXT)
    op.execute("INSERT INTO blocks_fts (blocks_fts) VALUES ('rebuild')")


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("url", name="pk_sources"),
    )
    op.create_table(
        "seen",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("source", "key", name="pk_seen"),
        sqlite_with_rowid=False,
    )


def _unpacked_size(content: bytes) -> int:
    """The size of what was compressed; 0 where it is damaged, which is said when it is read."""
    try:
        return len(zlib.decompress(content))
    except zlib.error:
        return 0


def _report_address(record: str, url: str | None) -> str | None:
    place = _place(url)
    key = own_key(_report(record).url, place) or place
    return None if key is None else storable(key)


def _place(url: str | None) -> str | None:
    return address_key(url) if url else None


def _report_header(record: str) -> str:
    return encoded(header_of(_report(record)))


def _report(record: str) -> Any:
    return msgspec.convert(decoded(record), Report)
