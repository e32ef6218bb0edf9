"""A chat is one row, whoever meets it first, and whoever changes it waits for whoever holds it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import NoResultFound

from storage import conversations, runs
from storage.database import Database
from storage.errors import StoreUnavailable
from storage.tables import ConversationRow
from tests.storage.seeds import ADA, NOW, a_conversation, a_purchase, new_run
from tests.storage.threads import race

NAMES = {"first_name": "Ada", "last_name": "Lovelace", "username": None, "platform_language": "it"}


def test_a_new_chat_is_met(database: Database) -> None:
    with database.transaction() as session:
        met = conversations.meet(session, ADA, NAMES, NOW)
    assert (met.channel, met.bot, met.address) == ("telegram", "7", "1815")
    assert (met.first_name, met.last_name, met.platform_language) == ("Ada", "Lovelace", "it")
    assert not met.is_test
    assert (met.introduced_at, met.blocked_at, met.opted_out_at, met.last_asked_at) == (None,) * 4


def test_a_known_chat_is_met_again_with_its_new_name(database: Database) -> None:
    with database.transaction() as session:
        first = conversations.meet(session, ADA, NAMES, NOW)
        conversations.change(session, first.id, chosen_language="en", blocked_at=NOW)
    with database.transaction() as session:
        again = conversations.meet(session, ADA, NAMES | {"first_name": "Augusta"}, NOW + timedelta(days=1))
    with database.reading() as session:
        assert conversations.get(session, first.id) == again
    assert again == replace(first, first_name="Augusta", chosen_language="en", blocked_at=NOW)


def test_channel_bot_and_address_make_the_chat(database: Database) -> None:
    others = [replace(ADA, channel="whatsapp"), replace(ADA, bot="8"), replace(ADA, address="1816")]
    with database.transaction() as session:
        ids = {a_conversation(session, address).id for address in (ADA, *others, ADA)}
        assert len(ids) == 4
        found = conversations.find(session, others[1])
        assert found is not None
        assert found.bot == "8"
        assert conversations.find(session, replace(ADA, address="nobody")) is None


def test_those_that_meet_at_once_meet_the_same(database: Database) -> None:
    def meet() -> int:
        with database.transaction() as session:
            return a_conversation(session).id

    assert len(set(race(*[meet] * 4))) == 1


def test_who_locks_waits_and_reads_anew(database: Database) -> None:
    """Each adds a letter to what stands there when its turn comes: none is lost."""
    with database.transaction() as session:
        conversation_id = a_conversation(session).id
        conversations.change(session, conversation_id, username="")

    def add(letter: str) -> None:
        with database.transaction() as session:
            _too_early = session.get_one(ConversationRow, conversation_id)  # the lock reads it again
            written = conversations.lock(session, conversation_id).username or ""
            conversations.change(session, conversation_id, username=written + letter)

    race(*[lambda letter=letter: add(letter) for letter in "abcdefgh"])
    with database.reading() as session:
        assert sorted(conversations.get(session, conversation_id).username or "") == list("abcdefgh")


def test_a_lock_does_not_keep_others_from_referring_to_the_chat(postgresql_schema_url: str) -> None:
    """A shop's event about a customer in this chat must not wait for, or deadlock with, the chat itself."""
    database = Database(postgresql_schema_url, busy_timeout=timedelta(milliseconds=50))
    with database.transaction() as session:
        conversation_id, purchase = a_conversation(session).id, a_purchase(session)
    with database.transaction() as session:
        conversations.lock(session, conversation_id)
        with database.transaction() as other:
            assert runs.add_run(other, new_run(purchase, conversation_id), NOW)
        with pytest.raises(StoreUnavailable), database.transaction() as other:
            conversations.lock(other, conversation_id)
    database.dispose()


def test_an_unknown_chat_is_no_chat(database: Database) -> None:
    with database.transaction() as session:
        for look in (conversations.get, conversations.lock):
            with pytest.raises(NoResultFound):
                look(session, 4711)
