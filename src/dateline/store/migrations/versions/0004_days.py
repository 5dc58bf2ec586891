"""The fourth schema: the days of a claim beside its places and actors, what it is known by in other versions of its page,
and indexes that answer without its record.

It is frozen: a later change of the schema is a later revision.
"""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import op

from dateline.records.claim import GroundedClaim
from dateline.store.encoding import decoded
from dateline.store.lineage import sign_of

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

DAYS = """
UPDATE {table} SET
  when_start = (SELECT c.when_start FROM claims AS c WHERE c.row = {table}.claim),
  when_end = (SELECT c.when_end FROM claims AS c WHERE c.row = {table}.claim)
"""

KINDS = """
UPDATE claim_places SET kind = (
  SELECT json_extract(p.value, '$.place.kind')
  FROM claims AS c, json_each(c.record, '$.places') AS p
  WHERE c.row = claim_places.claim AND json_extract(p.value, '$.index') = claim_places.position
) WHERE place_id IS NOT NULL
"""

SIGNS = "UPDATE claims SET sign = claim_sign(coalesce(machine, record))"


def upgrade() -> None:
    """Add the columns, fill them, and put covering indexes in place of those that lead to whole rows."""
    for table in ("claim_places", "claim_actors"):
        for column in ("when_start", "when_end"):
            op.add_column(table, sa.Column(column, sa.Date()))
        op.execute(DAYS.format(table=table))
    op.add_column("claim_places", sa.Column("kind", sa.String()))
    op.execute(KINDS)
    op.add_column("claims", sa.Column("sign", sa.String()))
    driver: Any = op.get_bind().connection.cursor().connection
    driver.create_function("claim_sign", 1, _sign, deterministic=True)
    op.execute(SIGNS)
    for table, column in (
        ("claims", "when_start"),
        ("claims", "type"),
        ("claims", "report"),
        ("claim_places", "place_id"),
        ("claim_places", "lookup"),
        ("claim_actors", "entry"),
        ("claim_actors", "lookup"),
        ("tellings", "event"),
    ):
        op.drop_index(f"ix_{table}_{column}", table)
    days = ["when_start", "when_end"]
    op.create_index("ix_claims_days", "claims", [*days, "until", "type", "reality", "review", "report", "id"])
    known_by = ["report", "position", "sign", "id", "since", "until"]
    op.create_index("ix_claims_report", "claims", known_by)
    op.create_index("ix_claims_review", "claims", ["review"], sqlite_where=sa.text("review IS NOT NULL"))
    op.create_index("ix_claims_reality", "claims", ["reality", *days])
    op.create_index("ix_decisions_kind", "decisions", ["kind"])
    op.create_index("ix_claims_type", "claims", ["type", *days])
    for column in ("place_id", "lookup", "country"):
        op.create_index(f"ix_claim_places_{column}", "claim_places", [column, *days, "claim"])
    for column in ("entry", "lookup"):
        op.create_index(f"ix_claim_actors_{column}", "claim_actors", [column, *days, "claim", "side"])
    op.create_index("ix_reports_outdated", "reports", ["id"], sqlite_where=sa.text("newest = 0"))
    op.create_index("ix_reports_outlet_key", "reports", ["outlet_key", "id"])
    op.create_index("ix_tellings_event", "tellings", ["event", "counts", "until"])


def _sign(record: str) -> str:
    return sign_of(msgspec.convert(decoded(record), GroundedClaim))
