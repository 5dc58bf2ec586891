"""The fourth schema: the days of a claim beside its places and actors, and indexes that answer without its record.

It is frozen: a later change of the schema is a later revision.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

DAYS = """
UPDATE {table} SET when_start = c.when_start, when_end = c.when_end
FROM claims AS c WHERE c.row = {table}.claim
"""

KINDS = """
UPDATE claim_places SET kind = g.kind FROM (
  SELECT c.row, json_extract(p.value, '$.index') AS position, json_extract(p.value, '$.place.kind') AS kind
  FROM claims AS c, json_each(c.record, '$.places') AS p
) AS g WHERE g.row = claim_places.claim AND g.position = claim_places.position AND claim_places.place_id IS NOT NULL
"""


def upgrade() -> None:
    """Add the columns, fill them, and put covering indexes in place of those that lead to whole rows."""
    for table in ("claim_places", "claim_actors"):
        for column in ("when_start", "when_end"):
            op.add_column(table, sa.Column(column, sa.Date()))
        op.execute(DAYS.format(table=table))
    op.add_column("claim_places", sa.Column("kind", sa.String()))
    op.execute(KINDS)
    for table, column in (
        ("claims", "when_start"),
        ("claims", "type"),
        ("claim_places", "place_id"),
        ("claim_places", "lookup"),
        ("claim_actors", "entry"),
        ("claim_actors", "lookup"),
        ("tellings", "event"),
    ):
        op.drop_index(f"ix_{table}_{column}", table)
    days = ["when_start", "when_end"]
    op.create_index("ix_claims_days", "claims", [*days, "until", "type", "reality", "review", "report", "id"])
    op.create_index("ix_claims_type", "claims", ["type", *days])
    for column in ("place_id", "lookup", "country"):
        op.create_index(f"ix_claim_places_{column}", "claim_places", [column, *days, "claim"])
    for column in ("entry", "lookup"):
        op.create_index(f"ix_claim_actors_{column}", "claim_actors", [column, *days, "claim", "side"])
    op.create_index("ix_reports_outdated", "reports", ["id"], sqlite_where=sa.text("newest = 0"))
    op.create_index("ix_reports_outlet_key", "reports", ["outlet_key", "id"])
    op.create_index("ix_tellings_event", "tellings", ["event", "counts", "until"])
