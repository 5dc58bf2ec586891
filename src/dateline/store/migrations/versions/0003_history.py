"""The third schema: the states a claim was in, tellings and what ties them, near-copies, decisions by subject,
and who held what.

It is frozen: a later change of the schema is a later revision. Tables that others refer to are rebuilt, while
the caller sees to it that foreign keys are not checked (``dateline.store.files``). Tellings,
and who held what, are made of the claims by the caller afterwards.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOVE_CLAIMS = """
INSERT INTO claims_new (row, id, report, position, document, type, mode, reality, when_start, when_end, confidence,
  begun, record)
SELECT c.rowid, c.id, c.report, c.position, c.document, c.type, c.mode, c.reality, c.when_start, c.when_end,
  c.confidence, r.run, c.record
FROM claims AS c JOIN reports AS r ON r.id = c.report ORDER BY c.rowid
"""

MOVE_NAMES = """
INSERT INTO names (lookup) SELECT lookup FROM claim_places UNION SELECT lookup FROM claim_actors
"""

MOVE_PLACES = """
INSERT INTO claim_places_new (claim, position, role, words, place_id, name, country, province, lat, lon, lookup)
SELECT c.row, p.position, p.role, p.words, p.place_id, p.name, p.country, p.province, p.lat, p.lon, n.id
FROM claim_places AS p JOIN claims_new AS c ON c.id = p.claim JOIN names AS n ON n.lookup = p.lookup
"""

MOVE_ACTORS = """
INSERT INTO claim_actors_new (claim, side, position, words, entry, lookup)
SELECT c.row, a.side, a.position, a.words, a.entry, n.id
FROM claim_actors AS a JOIN claims_new AS c ON c.id = a.claim JOIN names AS n ON n.lookup = a.lookup
"""


def upgrade() -> None:
    """Move claims into rows of their states, and add the tables of events and decisions."""
    _claims()
    _tellings()
    op.create_table(
        "former_reports",
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("silence", sa.String()),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("report", "run", name="pk_former_reports"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_former_reports_report"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_former_reports_run"),
    )
    op.create_table(
        "decision_subjects",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "decision", name="pk_decision_subjects"),
        sa.ForeignKeyConstraint(["decision"], ["decisions.id"], name="fk_decision_subjects_decision"),
        sqlite_with_rowid=False,
    )
    for table in ("event_claims", "events", "spells"):
        op.drop_table(table)
    _control()


def _claims() -> None:
    op.create_table(
        "claims_new",
        sa.Column("row", sa.Integer(), nullable=False),
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
        sa.Column("review", sa.String()),
        sa.Column("begun", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime()),
        sa.Column("ended", sa.String()),
        sa.Column("until", sa.DateTime()),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("machine", sa.JSON()),
        sa.PrimaryKeyConstraint("row", name="pk_claims"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_claims_report"),
    )
    op.create_table(
        "names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lookup", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_names"),
        sa.UniqueConstraint("lookup", name="uq_names_lookup"),
    )
    op.create_table(
        "claim_places_new",
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("place_id", sa.String()),
        sa.Column("name", sa.String()),
        sa.Column("country", sa.String()),
        sa.Column("province", sa.String()),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("lookup", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("claim", "position", name="pk_claim_places"),
        sa.ForeignKeyConstraint(["claim"], ["claims.row"], name="fk_claim_places_claim"),
        sa.ForeignKeyConstraint(["lookup"], ["names.id"], name="fk_claim_places_lookup"),
    )
    op.create_table(
        "claim_actors_new",
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("entry", sa.String()),
        sa.Column("lookup", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("claim", "side", "position", name="pk_claim_actors"),
        sa.ForeignKeyConstraint(["claim"], ["claims.row"], name="fk_claim_actors_claim"),
        sa.ForeignKeyConstraint(["lookup"], ["names.id"], name="fk_claim_actors_lookup"),
    )
    for step in (MOVE_CLAIMS, MOVE_NAMES, MOVE_PLACES, MOVE_ACTORS):
        op.execute(step)
    for table in ("claim_places", "claim_actors", "claims"):
        op.drop_table(table)
        op.rename_table(f"{table}_new", table)
    for column in ("id", "report", "type", "when_start", "begun", "ended"):
        op.create_index(f"ix_claims_{column}", "claims", [column])
    now = sa.text("until IS NULL")
    op.create_index("uq_claims_now", "claims", ["id"], unique=True, sqlite_where=now)
    for column in ("place_id", "lookup"):
        op.create_index(f"ix_claim_places_{column}", "claim_places", [column])
    for column in ("entry", "lookup"):
        op.create_index(f"ix_claim_actors_{column}", "claim_actors", [column])


def _tellings() -> None:
    op.create_table(
        "tellings",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("event", sa.String()),
        sa.Column("since", sa.DateTime()),
        sa.Column("until", sa.DateTime()),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_tellings"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_tellings_report"),
    )
    for column in ("id", "report", "event"):
        op.create_index(f"ix_tellings_{column}", "tellings", [column])
    _pairs(
        "telling_claims",
        sa.Column("claim", sa.String(), nullable=False),
        "claim",
        "telling",
        event=sa.String(),
    )
    op.create_index("ix_telling_claims_event", "telling_claims", ["event"])
    _pairs("telling_keys", sa.Column("key", sa.Integer(), nullable=False), "key", "telling")
    _pairs("ties", sa.Column("one", sa.Integer(), nullable=False), "one", "other", weight=sa.Integer())
    op.create_index(
        "ix_ties_doubtful", "ties", ["weight"], sqlite_where=sa.text("weight BETWEEN -1100 AND 1100")
    )
    _pairs("bearings", sa.Column("bearer", sa.Integer(), nullable=False), "bearer", "other", kind=sa.String())
    op.create_index("ix_bearings_other", "bearings", ["other"])
    op.create_table(
        "echoes",
        sa.Column("one", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("likeness", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("one", "other", name="pk_echoes"),
        sa.ForeignKeyConstraint(["one"], ["reports.id"], name="fk_echoes_one"),
        sa.ForeignKeyConstraint(["other"], ["reports.id"], name="fk_echoes_other"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_echoes_other", "echoes", ["other"])


def _control() -> None:
    op.create_table(
        "control_places",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_control_places"),
        sa.UniqueConstraint("key", name="uq_control_places_key"),
    )
    op.create_table(
        "statements",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("spelled", sa.String(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime()),
        sa.Column("until", sa.DateTime()),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_statements"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_statements_report"),
        sa.ForeignKeyConstraint(["place"], ["control_places.row"], name="fk_statements_place"),
    )
    op.create_table(
        "spells",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("silent", sa.Date()),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_spells"),
        sa.ForeignKeyConstraint(["place"], ["control_places.row"], name="fk_spells_place"),
    )
    for table, column in (
        ("statements", "report"),
        ("spells", "place"),
        ("spells", "silent"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])
    op.create_index("ix_statements_place", "statements", ["place", "spelled"])
    op.create_index("ix_spells_days", "spells", ["last", "first"])
    op.create_table(
        "control_rules",
        sa.Column("version", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_control_rules"),
    )


def _pairs(table: str, first: sa.Column[object], one: str, other: str, **more: Any) -> None:
    """A table of pairs, the second of which is a telling; the first is one too where it is no claim or key."""
    tellings = [other] if one in ("claim", "key") else [one, other]
    op.create_table(
        table,
        first,
        sa.Column(other, sa.Integer(), nullable=False),
        *(sa.Column(name, kind, nullable=False) for name, kind in more.items()),
        sa.PrimaryKeyConstraint(one, other, name=f"pk_{table}"),
        *(
            sa.ForeignKeyConstraint([column], ["tellings.row"], name=f"fk_{table}_{column}")
            for column in tellings
        ),
        sqlite_with_rowid=False,
    )
