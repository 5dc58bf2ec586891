from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

import dateline.store.schema as schema
from dateline.store.files import make_file, open_engine


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "case.db"
    make_file(path)
    return path


def _known(_: object, name: str | None, kind: str, reflected: bool, compared: object) -> bool:
    return not (kind == "table" and reflected and compared is None and str(name).startswith("blocks_fts"))


def differences(path: Path) -> list[object]:
    engine = create_engine(f"sqlite:///{path}")
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(
                connection,
                opts={"compare_type": True, "include_object": _known, "target_metadata": schema.metadata},
            )
            return list(compare_metadata(context, schema.metadata))
    finally:
        engine.dispose()


def test_the_migrations_make_exactly_the_schema(made: Path) -> None:
    assert differences(made) == []


def test_a_difference_would_be_seen(made: Path) -> None:
    with sqlite3.connect(made) as connection:
        connection.execute("ALTER TABLE claims ADD COLUMN surplus TEXT")
        connection.execute("DROP INDEX ix_claims_type")
    connection.close()
    assert len(differences(made)) == 2


def test_the_known_revisions_are_those_of_the_folder() -> None:
    config = Config()
    folder = Path(schema.__file__).with_name("migrations")
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    assert tuple(reversed([r.revision for r in script.walk_revisions()])) == schema.REVISIONS
    assert script.get_current_head() == schema.REVISIONS[-1]


def test_a_decision_is_never_changed_or_deleted(made: Path) -> None:
    engine = open_engine(made, 1)
    try:
        with engine.begin() as connection:
            connection.execute(
                schema.decisions.insert(),
                {"id": "d-1", "kind": "note", "subjects": ["c-1"], "by": "Ada", "at": _now()},
            )
        for command in ("UPDATE decisions SET note = 'x'", "DELETE FROM decisions"):
            with pytest.raises(Exception, match="never changed or deleted"), engine.begin() as connection:
                connection.execute(text(command))
        with engine.connect() as connection:
            assert connection.execute(text("SELECT id, note FROM decisions")).all() == [("d-1", None)]
    finally:
        engine.dispose()


def _now() -> object:
    import datetime as dt

    return dt.datetime(2017, 11, 12)
