"""The migrations make exactly the tables, once, whoever starts together, and never touch a newer schema."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from storage import inbox, schema
from storage.database import Database
from storage.errors import SchemaOutOfDate, StoreUnavailable
from storage.tables import METADATA
from tests.storage.seeds import NOW
from tests.storage.threads import race


@pytest.fixture
def empty(database_url: str) -> Iterator[Database]:
    """A database that nobody has used yet."""
    empty = Database(database_url)
    yield empty
    empty.dispose()


def set_revision(database: Database, revision: str) -> None:
    with database.transaction() as session:
        session.connection().execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})


def test_the_migrations_and_the_tables_agree(empty: Database) -> None:
    schema.upgrade(empty)
    with empty.reading() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


def test_the_migrations_write_the_very_same_sql(tmp_path: Path) -> None:
    """Checks, orders of columns and the rule for ids too, which Alembic does not compare."""
    migrated, created = (Database(f"sqlite:///{tmp_path / name}.db") for name in ("migrated", "created"))
    schema.upgrade(migrated)
    METADATA.create_all(created.engine)
    assert definitions(migrated) == definitions(created)
    for database in (migrated, created):
        database.dispose()


def definitions(database: Database) -> dict[str, list[str]]:
    """The pieces of each table's and index's SQL, in any order: an added column stands at the end."""
    query = text("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND sql IS NOT NULL")
    with database.reading() as session:
        rows = session.connection().execute(query).all()
    found = {name: sorted(pieces(sql)) for name, sql in rows}
    found.pop("alembic_version", None)
    return found


def pieces(sql: str) -> Iterator[str]:
    """What stands around the outermost brackets, and the parts between their commas."""
    depth, piece = 0, ""
    for letter in sql:
        depth += (letter == "(") - (letter == ")")
        if (letter == "," and depth == 1) or (depth == (letter == "(") and letter in "()"):
            yield " ".join(piece.split())
            piece = ""
        else:
            piece += letter
    yield " ".join(piece.split())


def test_postgresql_gets_the_same_checks(postgresql_url: str) -> None:
    database = Database(postgresql_url)
    schema.upgrade(database)
    inspector = inspect(database.engine)
    migrated = {
        str(check["name"]) for table in METADATA.tables for check in inspector.get_check_constraints(table)
    }
    METADATA.drop_all(database.engine)
    METADATA.create_all(database.engine)
    inspector = inspect(database.engine)
    created = {
        str(check["name"]) for table in METADATA.tables for check in inspector.get_check_constraints(table)
    }
    database.dispose()
    assert migrated == created
    assert len(created) > len(METADATA.tables) / 2


def test_an_empty_database_is_upgraded_once(empty: Database) -> None:
    assert schema.revision_of(empty) is None
    assert schema.upgrade(empty)
    assert schema.revision_of(empty) == schema.newest_revision()
    schema.require_newest(empty)
    with empty.transaction() as session:
        inbox.is_new(session, "telegram", "1", NOW)
    assert not schema.upgrade(empty)
    assert not is_new(empty)


def is_new(database: Database) -> bool:
    with database.transaction() as session:
        return inbox.is_new(session, "telegram", "1", NOW)


def test_programs_that_start_together_upgrade_once(database_url: str) -> None:
    def start() -> bool:
        database = Database(database_url)
        upgraded = schema.upgrade(database)
        schema.require_newest(database)
        database.dispose()
        return upgraded

    assert race(*[start] * 4).count(True) == 1


def test_an_upgrade_that_fails_leaves_what_was(empty: Database) -> None:
    """Something of ours is in the way: nothing of the upgrade stays, on either engine."""
    with empty.transaction() as session:
        session.connection().execute(text("CREATE TABLE outbox (id INTEGER)"))
    with pytest.raises(Exception, match="outbox"):
        schema.upgrade(empty)
    assert schema.revision_of(empty) is None
    with empty.reading() as session:
        assert inspect(session.connection()).get_table_names() == ["outbox"]


def test_a_newer_schema_is_refused_and_left_alone(database: Database) -> None:
    set_revision(database, "9999")
    before = contents(database)
    for refused in (schema.upgrade, schema.require_newest):
        with pytest.raises(SchemaOutOfDate, match=r"newer Riscontro \(schema 9999\)"):
            refused(database)
    assert contents(database) == before


def contents(database: Database) -> bytes | str | None:
    """Everything in an SQLite file; of PostgreSQL the schema's revision."""
    return database.path.read_bytes() if database.path else schema.revision_of(database)


def test_the_files_are_named_for_their_revisions_in_order() -> None:
    """The newest name is then what Alembic, which a start does not load, calls the head."""
    scripts = ScriptDirectory(str(Path(schema.__file__).parent / "migrations"))
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert revisions == sorted(revisions, reverse=True)
    assert [schema.newest_revision()] == scripts.get_heads() == revisions[:1]
    names = [Path(script.path).name for script in scripts.walk_revisions()]
    assert [name.partition("_")[0] for name in names] == revisions


def test_an_older_schema_is_named_with_what_to_do(database: Database) -> None:
    set_revision(database, "0001")
    with pytest.raises(SchemaOutOfDate, match="riscontro db upgrade"):
        schema.require_newest(database)


def test_a_program_without_its_migrations_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "versions").mkdir()
    monkeypatch.setattr(schema, "_PLACE", tmp_path)
    with pytest.raises(SchemaOutOfDate, match="install it again"):
        schema.newest_revision()


def test_a_file_in_use_is_copied_aside(sqlite_schema_url: str) -> None:
    database = Database(sqlite_schema_url)
    assert is_new(database)
    with database.transaction() as session:
        session.connection()
        inbox.is_new(session, "telegram", "not yet committed", NOW)
        copy = schema.copy_aside(database, NOW)
        assert copy is not None
    assert copy.name == "test.db.20270328T005930Z.before-upgrade"
    assert keys_in(copy) == ["1"]
    assert [path for path in copy.parent.iterdir() if path.suffix == ".partial"] == []
    database.dispose()


def keys_in(copy: Path) -> list[str]:
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [key for (key,) in connection.execute("SELECT key FROM inbox")]


@pytest.mark.parametrize("mask", [0o000, 0o022])
def test_nobody_but_the_owner_reads_a_database_its_journal_or_its_copy(
    sqlite_url: str, tmp_path: Path, mask: int
) -> None:
    database, before = Database(sqlite_url), os.umask(mask)
    try:
        schema.upgrade(database)
        with database.transaction() as session:
            inbox.is_new(session, "telegram", "1", NOW)
            session.flush()
            journals = [path for path in tmp_path.iterdir() if path != database.path]
            files = [database.path, *journals, schema.copy_aside(database, NOW)]
            modes = {stat.S_IMODE(path.stat().st_mode) for path in files if path}
    finally:
        os.umask(before)
        database.dispose()
    assert len(journals) > 0
    assert modes == {0o600}


def test_who_looks_for_a_database_creates_none(sqlite_url: str, tmp_path: Path) -> None:
    database = Database(sqlite_url)
    assert schema.revision_of(database) is None
    with pytest.raises(SchemaOutOfDate, match="there is no database yet; `riscontro run` sets it up"):
        schema.require_newest(database)
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_is_nothing_is_copied(empty: Database) -> None:
    assert schema.copy_aside(empty, NOW) is None


def test_where_no_copy_can_be_made_it_is_said(sqlite_schema_url: str) -> None:
    database = Database(sqlite_schema_url)
    assert database.path is not None
    database.path.with_name(f"{database.path.name}.{NOW:%Y%m%dT%H%M%SZ}.before-upgrade.partial").mkdir()
    with pytest.raises(StoreUnavailable, match="no copy from before the upgrade can be made: unable to open"):
        schema.copy_aside(database, NOW)
    database.dispose()
