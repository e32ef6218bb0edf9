"""What could not be handled is kept whole, wished back or away, and is the same when it fails again."""

from datetime import timedelta

import pytest
from alembic import command
from sqlalchemy import text
from sqlmodel import Session, select

from storage import dead_letters, schema
from storage.database import Database
from storage.records import DeadLetter, DeadLetterState
from storage.tables import DeadLetterRow
from tests.storage.seeds import MINUTE, NOW

UPDATE = {"update_id": 1, "message": {"text": "ünïcode 🙂", "entities": [None, 1.5, True]}}


@pytest.fixture
def buried(database: Database) -> int:
    with database.transaction() as session:
        return dead_letters.bury(session, "telegram", "1", UPDATE, "Traceback: …", NOW)


def found(session: Session, letter_id: int) -> DeadLetter:
    letter = dead_letters.get(session, letter_id)
    assert letter is not None
    return letter


def test_a_dead_letter_keeps_everything(database: Database, buried: int) -> None:
    with database.reading() as session:
        assert dead_letters.count(session) == 1
        row = session.exec(select(DeadLetterRow)).one()
        assert (row.source, row.key, row.payload, row.traceback, row.buried_at) == (
            "telegram",
            "1",
            UPDATE,
            "Traceback: …",
            NOW,
        )
        assert dead_letters.waiting(session) == [found(session, buried)]


def test_what_is_buried_again_is_the_same_letter(database: Database, buried: int) -> None:
    with database.transaction() as session:
        assert dead_letters.bury(session, "telegram", "1", UPDATE, "another", NOW + MINUTE) == buried
    with database.transaction() as session:
        other = dead_letters.bury(session, "telegram", "1", {"update_id": 1}, "of another bot", NOW)
    assert other != buried
    with database.reading() as session:
        letter = found(session, buried)
        assert (letter.failures, letter.traceback) == (2, "another")
        assert (letter.buried_at, letter.state_since) == (NOW, NOW + MINUTE)


def test_a_wish_for_a_retry_is_met_once(database: Database, buried: int) -> None:
    with database.transaction() as session:
        assert not dead_letters.mark_retried(session, buried, NOW)
        assert dead_letters.wish(session, buried, DeadLetterState.TO_RETRY, NOW)
        assert [each.id for each in dead_letters.wished(session, DeadLetterState.TO_RETRY)] == [buried]
        assert dead_letters.count(session) == 1
        assert dead_letters.mark_retried(session, buried, NOW + MINUTE)
        assert not dead_letters.mark_retried(session, buried, NOW + MINUTE)
        assert dead_letters.count(session) == 0
        assert not dead_letters.wish(session, buried, DeadLetterState.TO_RETRY, NOW)
        assert found(session, buried).state == DeadLetterState.RETRIED


def test_a_retry_in_vain_counts_once(database: Database, buried: int) -> None:
    with database.transaction() as session:
        dead_letters.wish(session, buried, DeadLetterState.TO_RETRY, NOW)
        dead_letters.fail_again(session, buried, "still broken", NOW + MINUTE)
        dead_letters.fail_again(session, buried, "said by a second replica", NOW + MINUTE)
        letter = found(session, buried)
    assert (letter.state, letter.failures, letter.traceback) == (DeadLetterState.DEAD, 2, "still broken")


def test_what_was_retried_and_comes_back_is_dead_again(database: Database, buried: int) -> None:
    with database.transaction() as session:
        dead_letters.wish(session, buried, DeadLetterState.TO_RETRY, NOW)
        dead_letters.mark_retried(session, buried, NOW)
        assert dead_letters.bury(session, "telegram", "1", UPDATE, "again", NOW + MINUTE) == buried
        assert found(session, buried).state == DeadLetterState.DEAD


def test_only_what_is_to_be_dropped_is_dropped(database: Database, buried: int) -> None:
    with database.transaction() as session:
        assert not dead_letters.drop(session, buried)
        assert dead_letters.wish(session, buried, DeadLetterState.TO_DROP, NOW)
        assert dead_letters.waiting(session) == []
        assert dead_letters.drop(session, buried)
        assert not dead_letters.drop(session, buried)
        assert dead_letters.get(session, buried) is None


def test_each_is_announced_once(database: Database, buried: int) -> None:
    with database.transaction() as session:
        assert [each.id for each in dead_letters.unannounced(session)] == [buried]
        dead_letters.mark_announced(session, [buried], NOW)
        assert dead_letters.unannounced(session) == []
        dead_letters.bury(session, "telegram", "1", UPDATE, "again", NOW + timedelta(days=1))
        assert dead_letters.unannounced(session) == []


def test_an_upgrade_keeps_the_letters_and_their_numbers(database_url: str) -> None:
    database = Database(database_url)
    old = text(
        "INSERT INTO dead_letter (source, key, payload, traceback, buried_at)"
        """ VALUES ('timer', '7', '{"run": 3}', 'Traceback', :at)"""
    )
    with database.transaction() as session:
        command.upgrade(schema._settings(session.connection()), "0004")  # noqa: SLF001 - the way of `upgrade`
        for _ in range(2):
            session.connection().execute(old, {"at": "2027-03-28 00:59:30.125000"})
    assert schema.upgrade(database)
    with database.transaction() as session:
        first, second = dead_letters.waiting(session)
        assert (first.id, second.id, first.payload, first.failures) == (1, 2, {"run": 3}, 1)
        assert [each.id for each in dead_letters.unannounced(session, 1)] == [1]
        assert dead_letters.bury(session, "timer", "8", {}, "", NOW) == 3
    database.dispose()
