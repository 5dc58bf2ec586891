"""The fifth schema: the tables of the fourth. The keys by which tellings are compared are others from here on.

They are made anew by ``dateline.store.shelf.rekey`` after it.
"""

from __future__ import annotations

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change no table."""
