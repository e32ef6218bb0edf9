"""Turns in one commit: each is whole or undone, and none counts before all are committed."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import Session

from storage import inbox, settings, tickets
from storage.database import Database
from storage.errors import StoreUnavailable
from storage.together import Done, Turn, Undone, commit_together
from tests.storage.seeds import NOW, a_conversation


@pytest.fixture
def sqlite(sqlite_schema_url: str) -> Iterator[Database]:
    database = Database(sqlite_schema_url, busy_timeout=timedelta(milliseconds=50))
    yield database
    database.dispose()


def keeping(key: str) -> Callable[[Session], bool]:
    return lambda session: inbox.is_new(session, "telegram", key, NOW)


def is_kept(database: Database, key: str) -> bool:
    with database.transaction() as session:
        return not inbox.is_new(session, "telegram", key, NOW)


def fail_after(turn: Turn) -> Turn:
    def failing(session: Session) -> None:
        turn(session)
        raise ZeroDivisionError

    return failing


def break_a_rule(session: Session) -> None:
    """The session itself undoes what it wrote when the database refuses it."""
    settings.remember_username(session, "broken", "x")
    tickets.add_message(session, conversation_id=404, text="for nobody", written_at=NOW)


def fill_the_disk(session: Session) -> None:
    session.connection().execute(text("PRAGMA max_page_count = 1"))
    for number in range(1000):
        inbox.is_new(session, "telegram", f"{number} {'x' * 500}", NOW)


def fill_the_disk_by_rows(session: Session) -> None:
    """The session undoes its own savepoint at the error, which SQLite has undone before."""
    session.connection().execute(text("PRAGMA max_page_count = 1"))
    person = a_conversation(session).id
    for _ in range(1000):
        tickets.add_message(session, conversation_id=person, text="x" * 5000, written_at=NOW)


def test_each_turn_gets_its_result_in_its_order(sqlite: Database) -> None:
    outcomes = commit_together(sqlite, [keeping("a"), keeping("a"), lambda _: "words"])
    assert outcomes == [Done(result=True), Done(result=False), Done("words")]


def test_a_turn_sees_what_the_ones_before_it_did(sqlite: Database) -> None:
    def count_up(session: Session) -> int:
        number = int(settings.remembered_username(session, "counter") or "0") + 1
        settings.remember_username(session, "counter", str(number))
        return number

    assert commit_together(sqlite, [count_up] * 3) == [Done(1), Done(2), Done(3)]


@pytest.mark.parametrize("failing", [fail_after(keeping("b")), break_a_rule])
def test_a_turn_that_raises_is_undone_alone(sqlite: Database, failing: Turn) -> None:
    first, failed, last = commit_together(sqlite, [keeping("a"), failing, keeping("c")])
    assert (first, last) == (Done(result=True), Done(result=True))
    assert isinstance(failed, Undone)
    assert [is_kept(sqlite, key) for key in "abc"] == [True, False, True]
    with sqlite.reading() as session:
        assert settings.remembered_username(session, "broken") is None


@pytest.mark.parametrize("fill", [fill_the_disk, fill_the_disk_by_rows])
def test_a_full_disk_undoes_all_of_them(sqlite: Database, fill: Turn) -> None:
    with pytest.raises(StoreUnavailable, match="full"):
        commit_together(sqlite, [keeping("a"), fill, keeping("c")])
    with sqlite.transaction() as session:
        session.connection().execute(text("PRAGMA max_page_count = 1000000"))
    assert [is_kept(sqlite, key) for key in "ac"] == [False, False]


def test_a_commit_that_fails_undoes_all_of_them(sqlite: Database) -> None:
    def owe(session: Session) -> None:
        """A debt that only the commit calls in."""
        session.connection().execute(text("PRAGMA defer_foreign_keys = ON"))
        tickets.add_message(session, conversation_id=404, text="for nobody", written_at=NOW)

    with pytest.raises(Exception, match="FOREIGN KEY"):
        commit_together(sqlite, [keeping("a"), owe, keeping("c")])
    assert [is_kept(sqlite, key) for key in "ac"] == [False, False]


def test_a_lock_held_too_long_is_a_failure_of_all(sqlite: Database) -> None:
    with sqlite.transaction(), pytest.raises(StoreUnavailable, match="locked"):
        commit_together(sqlite, [keeping("a"), keeping("b")])
    assert [is_kept(sqlite, key) for key in "ab"] == [False, False]
