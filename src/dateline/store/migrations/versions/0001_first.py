"""The first schema: captures, runs, reports, claims, events, decisions, spells, and full text.

It is frozen: a later change of the schema is a later revision.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

FULL_TEXT = """
CREATE VIRTUAL TABLE blocks_fts USING fts5(
  report UNINDEXED, label UNINDEXED, text, tokenize = "unicode61 remove_diacritics 2"
)
"""

APPEND_ONLY = """
CREATE TRIGGER decisions_no_{verb} BEFORE {verb} ON decisions
BEGIN SELECT RAISE(ABORT, 'a decision is never changed or deleted; append another one'); END
"""


def upgrade() -> None:
    """Make the tables of an empty case."""
    op.create_table(
        "captures",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("origin", sa.JSON(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("url", sa.String()),
        sa.Column("fetched", sa.DateTime()),
        sa.Column("added", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_captures"),
    )
    op.create_index("ix_captures_sha256", "captures", ["sha256"])
    op.create_table(
        "runs",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("started", sa.DateTime(), nullable=False),
        sa.Column("coder", sa.String(), nullable=False),
        sa.Column("stages", sa.JSON(), nullable=False),
        sa.Column("dictionaries", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("capture", sa.String(), nullable=False),
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("title", sa.String()),
        sa.Column("outlet", sa.String()),
        sa.Column("outlet_key", sa.String(), nullable=False),
        sa.Column("published_start", sa.Date()),
        sa.Column("published_end", sa.Date()),
        sa.Column("language", sa.String()),
        sa.Column("silence", sa.String()),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        sa.ForeignKeyConstraint(["capture"], ["captures.id"], name="fk_reports_capture"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_reports_run"),
    )
    op.create_index("ix_reports_capture", "reports", ["capture"])
    op.create_index("ix_reports_run", "reports", ["run"])
    op.create_table(
        "claims",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("mode", sa.String()),
        sa.Column("reality", sa.String(), nullable=False),
        sa.Column("when_start", sa.Date()),
        sa.Column("when_end", sa.Date()),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_claims_report"),
    )
    for column in ("report", "type", "when_start"):
        op.create_index(f"ix_claims_{column}", "claims", [column])
    op.create_table(
        "claim_places",
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("place_id", sa.String()),
        sa.Column("name", sa.String()),
        sa.Column("country", sa.String()),
        sa.Column("province", sa.String()),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("lookup", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("claim", "position", name="pk_claim_places"),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name="fk_claim_places_claim"),
    )
    op.create_index("ix_claim_places_place_id", "claim_places", ["place_id"])
    op.create_table(
        "claim_actors",
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("entry", sa.String()),
        sa.Column("lookup", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("claim", "side", "position", name="pk_claim_actors"),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name="fk_claim_actors_claim"),
    )
    op.create_index("ix_claim_actors_entry", "claim_actors", ["entry"])
    op.create_table(
        "events",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
    )
    op.create_table(
        "event_claims",
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("event", "claim", name="pk_event_claims"),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name="fk_event_claims_event"),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name="fk_event_claims_claim"),
    )
    op.create_index("ix_event_claims_claim", "event_claims", ["claim"])
    op.create_table(
        "decisions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subjects", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("field", sa.String()),
        sa.Column("machine", sa.String()),
        sa.Column("value", sa.String()),
        sa.Column("note", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    op.create_table(
        "spells",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("holder", sa.String()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", sa.Date()),
        sa.Column("until", sa.Date()),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_spells"),
    )
    op.create_index("ix_spells_place", "spells", ["place"])
    op.execute(FULL_TEXT)
    for verb in ("update", "delete"):
        op.execute(APPEND_ONLY.format(verb=verb))
