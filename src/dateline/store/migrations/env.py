"""Run by Alembic: the revisions over the connection that ``dateline.store.upgrade`` hands in.

The whole upgrade is one transaction of the caller's, so a case is never left between two revisions.
"""

from __future__ import annotations

from alembic import context

from dateline.store.schema import FTS_TABLE, metadata


def _of_metadata(_: object, name: str | None, kind: str, reflected: bool, compared: object) -> bool:
    """Whether Alembic is to compare it: not the full-text table, which metadata cannot say."""
    return not (kind == "table" and reflected and compared is None and (name or "").startswith(FTS_TABLE))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_object=_of_metadata,
    transactional_ddl=True,
)
context.run_migrations()
