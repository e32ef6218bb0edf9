"""Transactions are whole, nobody's work is lost, and a store that cannot serve says so in one word."""

import traceback
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import bindparam, insert, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from storage import inbox, settings
from storage.database import Database, wal_is_safe
from storage.errors import StoreUnavailable, UnsuitablePlace
from storage.prepared import Prepared
from storage.tables import SettingRow
from tests.storage.seeds import NOW
from tests.storage.threads import race

WORDS = "The box was crushed"

SOON = timedelta(milliseconds=50)


@pytest.fixture
def impatient(database: Database) -> Iterator[Database]:
    """The same database, opened by somebody who does not wait for locks."""
    url = f"sqlite:///{database.path}" if database.path else database.engine.url.render_as_string()
    impatient = Database(url, busy_timeout=SOON)
    yield impatient
    impatient.dispose()


def count_up(session: Session) -> None:
    """Reads, then writes what it read plus one, as a turn does."""
    number = int(settings.remembered_username(session, "counter") or "0")
    session.flush()
    settings.remember_username(session, "counter", str(number + 1))


def lock_a_row(session: Session) -> None:
    settings.instance_secret(session)
    session.connection().execute(text("UPDATE setting SET value = value"))


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 49, 2), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), False),
        ((3, 53, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_wal_is_used_where_the_library_has_the_fix(version: tuple[int, ...], safe: bool) -> None:
    assert wal_is_safe(version) is safe


def test_an_sqlite_file_is_synced_guarded_and_journaled(sqlite_schema_url: str) -> None:
    database = Database(sqlite_schema_url)
    with database.transaction() as session:
        pragmas = {
            name: session.connection().execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("synchronous", "foreign_keys", "journal_mode")
        }
    database.dispose()
    assert pragmas == {
        "synchronous": 2,
        "foreign_keys": 1,
        "journal_mode": "wal" if wal_is_safe() else "truncate",
    }


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(url: str) -> None:
    with pytest.raises(UnsuitablePlace, match="forgets everything"):
        Database(url)


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnsuitablePlace, match=r"nowhere does not exist"):
        Database(f"sqlite:///{tmp_path / 'nowhere' / 'test.db'}")


def test_a_folder_that_cannot_be_reached_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root, as whom tests may run, reaches everything."""

    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_dir", refuse)
    with pytest.raises(UnsuitablePlace, match=rf"{tmp_path} cannot be reached \(Permission denied\): let"):
        Database(f"sqlite:///{tmp_path / 'test.db'}")


def test_what_fails_in_the_middle_leaves_nothing(database: Database) -> None:
    def fail_in_the_middle() -> None:
        with database.transaction() as session:
            inbox.is_new(session, "telegram", "1", NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_in_the_middle()
    with database.transaction() as session:
        assert inbox.is_new(session, "telegram", "1", NOW)


def test_no_increment_is_lost(sqlite_schema_url: str) -> None:
    """Four threads count to 25 each. Under the driver's own late BEGIN most of the hundred are lost."""
    database = Database(sqlite_schema_url, busy_timeout=timedelta(minutes=1))

    def count_to_25() -> None:
        for _ in range(25):
            with database.transaction() as session:
                count_up(session)

    with database.transaction() as session:
        settings.remember_username(session, "counter", "0")
    race(*[count_to_25] * 4)
    with database.reading() as session:
        assert settings.remembered_username(session, "counter") == "100"
    database.dispose()


def test_a_look_changes_nothing(database: Database) -> None:
    with pytest.raises((StoreUnavailable, DBAPIError)), database.reading() as session:
        inbox.is_new(session, "telegram", "1", NOW)
    with database.transaction() as session:
        assert inbox.is_new(session, "telegram", "1", NOW)


def test_a_look_sees_one_moment(database: Database, impatient: Database) -> None:
    """Whether the writer gets through (PostgreSQL, WAL) or must wait (rollback journal)."""
    with database.transaction() as session:
        settings.remember_username(session, "7", "before")
    with database.reading() as session:
        before = settings.remembered_username(session, "7")
        try:
            with impatient.transaction() as writing:
                settings.remember_username(writing, "7", "after")
        except StoreUnavailable:
            assert database.is_sqlite
            assert not wal_is_safe()
        session.expire_all()
        assert settings.remembered_username(session, "7") == before


def test_a_lock_that_others_hold_too_long_makes_the_store_unavailable(
    database: Database, impatient: Database
) -> None:
    with database.transaction() as session:
        lock_a_row(session)
        with pytest.raises(StoreUnavailable, match="lock"), impatient.transaction() as waiting:
            lock_a_row(waiting)
    with impatient.transaction() as session:
        count_up(session)
    with database.reading() as session:
        assert settings.remembered_username(session, "counter") == "1"


def test_connections_that_run_out_make_the_store_unavailable(impatient: Database) -> None:
    def open_one_more() -> None:
        with impatient.reading() as session:
            session.connection()
            open_one_more()

    with pytest.raises(StoreUnavailable, match="in use"):
        open_one_more()
    with impatient.transaction() as session:
        count_up(session)


def test_a_wrong_statement_is_not_taken_for_an_outage(database: Database) -> None:
    with pytest.raises(DBAPIError, match="no_such_table"), database.transaction() as session:
        session.connection().execute(text("SELECT * FROM no_such_table"))


def test_a_full_disk_makes_the_store_unavailable(sqlite_schema_url: str) -> None:
    database = Database(sqlite_schema_url)

    def fill() -> None:
        with database.transaction() as session:
            session.connection().execute(text("PRAGMA max_page_count = 1"))
            for number in range(1000):
                inbox.is_new(session, "telegram", f"{number} {'x' * 500}", NOW)

    with pytest.raises(StoreUnavailable, match="full"):
        fill()
    with database.transaction() as session:
        session.connection().execute(text("PRAGMA max_page_count = 1000000"))
        assert inbox.is_new(session, "telegram", f"0 {'x' * 500}", NOW)
    database.dispose()


def test_a_file_that_is_no_database_makes_the_store_unavailable(tmp_path: Path) -> None:
    (tmp_path / "test.db").write_bytes(b"no database at all" * 100)
    database = Database(f"sqlite:///{tmp_path / 'test.db'}")
    with pytest.raises(StoreUnavailable, match="not a database"), database.transaction() as session:
        count_up(session)


def test_a_server_that_is_not_there_makes_the_store_unavailable(tmp_path: Path) -> None:
    database = Database(f"postgresql://postgres@/riscontro?host={tmp_path}")
    with pytest.raises(StoreUnavailable), database.transaction() as session:
        count_up(session)


def test_a_server_that_goes_away_makes_the_store_unavailable_and_is_found_again(
    postgresql_schema_url: str,
) -> None:
    database = Database(postgresql_schema_url)

    def lose_the_server() -> None:
        with database.transaction() as session:
            count_up(session)
            process = session.connection().scalar(text("SELECT pg_backend_pid()"))
            with database.transaction() as other:
                other.connection().execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": process})

    with pytest.raises(StoreUnavailable):
        lose_the_server()
    with database.transaction() as session:
        assert settings.remembered_username(session, "counter") is None
    database.dispose()


def test_two_that_wait_for_each_other_end_with_one_winner(postgresql_schema_url: str) -> None:
    database = Database(postgresql_schema_url)
    with database.transaction() as session:
        settings.remember_username(session, "a", "nobody")
        settings.remember_username(session, "b", "nobody")

    def take(first: str, second: str) -> str:
        lock = text("UPDATE setting SET value = :who WHERE name = :name")
        try:
            with database.transaction() as session:
                session.connection().execute(lock, {"who": first, "name": f"username:{first}"})
                meeting.wait(timeout=60)
                session.connection().execute(lock, {"who": first, "name": f"username:{second}"})
        except StoreUnavailable:
            return "unavailable"
        return first

    meeting = Barrier(2)
    outcomes = race(lambda: take("a", "b"), lambda: take("b", "a"))
    assert outcomes.count("unavailable") == 1
    (winner,) = set(outcomes) - {"unavailable"}
    with database.reading() as session:
        assert {settings.remembered_username(session, name) for name in "ab"} == {winner}
    database.dispose()


def test_sessions_speak_utc(postgresql_schema_url: str) -> None:
    database = Database(postgresql_schema_url)
    with database.reading() as session:
        assert session.connection().execute(text("SHOW timezone")).scalar_one() == "UTC"
    database.dispose()


def test_no_error_quotes_what_was_to_be_stored(database: Database) -> None:
    """It stands in the log, where nobody's words belong."""
    twice = text("INSERT INTO setting (name, value) VALUES (:words, 'once'), (:words, 'twice')")
    with pytest.raises(DBAPIError) as failed, database.transaction() as session:
        session.connection().execute(twice, {"words": WORDS})
    assert "INSERT INTO setting" in str(failed.value)
    assert WORDS not in printed(failed.value)


def test_no_error_of_a_prepared_statement_quotes_a_row(database: Database) -> None:
    """PostgreSQL shows the row that it does not take."""
    row = {"name": WORDS, "value": None}
    statement = Prepared(insert(SettingRow).values(name=bindparam("name"), value=bindparam("value")))
    with pytest.raises(DBAPIError) as one, database.transaction() as session:
        statement.run(session, **row)
    with pytest.raises(DBAPIError) as many, database.transaction() as session:
        statement.run_for_all(session, [row])
    for failed in (one.value, many.value):
        assert "setting" in str(failed)
        assert WORDS not in printed(failed)


def printed(error: BaseException) -> str:
    """As the log and dead letters have it."""
    return "".join(traceback.format_exception(error))
