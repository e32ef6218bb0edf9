"""Whatever comes twice is seen, however it is spread over threads, transactions and sources."""

import pytest

from storage import inbox
from storage.database import Database
from tests.storage.seeds import NOW
from tests.storage.threads import race


def handle(database: Database, key: str = "42", source: str = "telegram:7") -> bool:
    with database.transaction() as session:
        return inbox.is_new(session, source, key, NOW)


def test_a_repeat_is_seen(database: Database) -> None:
    assert handle(database)
    assert not handle(database)


def test_a_repeat_within_one_transaction_is_seen(database: Database) -> None:
    with database.transaction() as session:
        assert [inbox.is_new(session, "telegram:7", "42", NOW) for _ in range(3)] == [True, False, False]


def test_an_older_key_that_comes_later_is_new(database: Database) -> None:
    assert [handle(database, key) for key in ("43", "41", "42", "41")] == [True, True, True, False]


def test_sources_have_keys_of_their_own(database: Database) -> None:
    assert handle(database)
    assert handle(database, source="telegram:8")
    assert handle(database, source="slack")


def test_of_those_that_race_for_a_key_one_wins(database: Database) -> None:
    for key in map(str, range(5)):
        assert race(*[lambda key=key: handle(database, key)] * 4).count(True) == 1


def test_what_was_rolled_back_may_come_again(database: Database) -> None:
    def fail() -> None:
        with database.transaction() as session:
            assert inbox.is_new(session, "telegram:7", "42", NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert handle(database)


def test_what_is_forgotten_may_come_again(database: Database) -> None:
    handle(database)
    with database.transaction() as session:
        inbox.forget(session, "telegram:7", "42")
    assert handle(database)
