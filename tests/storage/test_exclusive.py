"""A right is held by one process, and free the moment its holder dies."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import text

from storage.database import Database
from storage.errors import UnsuitablePlace
from storage.exclusive import Exclusive

HOLD = """
import sys
from storage.database import Database
from storage.exclusive import Exclusive
right = Exclusive(Database(sys.argv[1]), sys.argv[2])
print(right.hold(), flush=True)
sys.stdin.read()
"""


def url_of(database: Database) -> str:
    return f"sqlite:///{database.path}" if database.path else database.engine.url.render_as_string()


@contextmanager
def another_process(database: Database, name: str) -> Iterator[tuple[subprocess.Popen[str], bool]]:
    """A process that tries to hold the right, and whether it does. It lives as long as this context."""
    arguments = [sys.executable, "-c", HOLD, url_of(database), name]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip() == "True"


def holds_soon(right: Exclusive) -> bool:
    """Whether the right can be had once the system has noticed that its holder is gone."""
    deadline = time.monotonic() + 30
    while not right.hold() and time.monotonic() < deadline:
        time.sleep(0.02)
    return right.hold()


def test_only_one_process_holds_it(database: Database) -> None:
    right = Exclusive(database, "poll 7")
    assert right.hold()
    assert right.hold()
    with another_process(database, "poll 7") as (_, held):
        assert not held
    with another_process(database, "poll 8") as (_, held):
        assert held
    right.release()
    with another_process(database, "poll 7") as (_, held):
        assert held
        assert not right.hold()


def test_it_is_free_when_its_holder_is_killed(database: Database) -> None:
    right = Exclusive(database, "poll 7")
    with another_process(database, "poll 7") as (process, held):
        assert held
        assert not right.hold()
        process.kill()
        assert holds_soon(right)
    right.release()


def test_a_connection_that_breaks_loses_it(postgresql_schema_url: str) -> None:
    """The server has freed it by then, and says so at the next question; after that it can be taken again."""
    database = Database(postgresql_schema_url)
    right, other = Exclusive(database, "poll 7"), Exclusive(database, "poll 7")
    assert right.hold()
    terminate = text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
    with database.transaction() as session:
        session.connection().execute(terminate)
    assert not right.hold()
    assert holds_soon(other)
    assert not right.hold()
    other.release()
    assert holds_soon(right)
    right.release()
    database.dispose()


def test_while_the_database_is_away_nobody_holds_it(postgresql_schema_url: str) -> None:
    away = Database(
        postgresql_schema_url.replace("host=", "host=/nowhere"), busy_timeout=timedelta(seconds=1)
    )
    assert not Exclusive(away, "poll 7").hold()


def test_releasing_what_is_not_held_is_no_mistake(database: Database) -> None:
    Exclusive(database, "poll 7").release()


def test_where_no_lock_can_be_made_it_is_said_with_its_path(sqlite_schema_url: str) -> None:
    database = Database(sqlite_schema_url)
    assert database.path is not None
    right = Exclusive(database, "run")
    assert right.hold()
    [lock] = database.path.parent.glob("*.lock")
    right.release()
    lock.unlink()
    lock.mkdir()  # in the way of root as well
    with pytest.raises(
        UnsuitablePlace, match=rf"^{lock} cannot be written and locked \(Is a directory\): let"
    ):
        right.hold()
    database.dispose()
