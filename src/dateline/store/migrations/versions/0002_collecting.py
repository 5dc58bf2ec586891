"""The second schema: sources and what was seen of them.

It is frozen: a later change of the schema is a later revision.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables that collecting needs."""
    _sources()


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
