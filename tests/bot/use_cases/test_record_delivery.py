"""What follows from an outcome that nobody knows: a question is asked again, a person's reply never."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.ports import Unknown
from bot.use_cases.queueing import queue_reply, queue_text
from bot.use_cases.record_delivery import record_delivery
from bot.use_cases.setup import Setup
from bot.use_cases.turn import Turn
from storage import outbox, tickets
from storage.database import Database
from storage.records import OutboxItem
from tests.bot.use_cases.test_open_letter import a_setup
from tests.storage.letters import NO_LIMITS
from tests.storage.seeds import COMPLAINT, NOW, a_conversation

TELEGRAM_ONLY = {"telegram": NO_LIMITS["telegram"]}
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    return a_setup(tmp_path)


def claim(database: Database) -> list[OutboxItem]:
    with database.transaction() as session:
        return [claimed.item for claimed in outbox.claim(session, "one", TELEGRAM_ONLY, LATER)]


def lose_the_answer(database: Database, setup: Setup, item: OutboxItem) -> None:
    with database.transaction() as session:
        record_delivery(Turn(session, setup, NOW), item, Unknown("the connection broke"))


def test_a_reply_whose_answer_was_lost_is_not_sent_again_and_staff_see_it(
    database: Database, setup: Setup
) -> None:
    with database.transaction() as session:
        ada = a_conversation(session)
        ticket = tickets.open_ticket(
            session, COMPLAINT, {"conversation_id": ada.id, "channel": "#complaints"}, NOW
        )
        said = {
            "text": "A new one leaves today.",
            "author": "Giulia",
            "written_at": NOW,
            "delivery": "sending",
        }
        message_id = tickets.add_message(session, conversation_id=ada.id, ticket_id=ticket.id, **said)
        queue_reply(Turn(session, setup, NOW), ada, ticket, message_id, "A new one leaves today.")
    (reply,) = claim(database)
    lose_the_answer(database, setup, reply)
    assert claim(database) == []
    with database.reading() as session:
        message = tickets.get_message(session, message_id)
    assert (message.delivery, message.delivery_reason) == ("unknown", "the connection broke")


def test_the_bots_own_words_whose_answer_was_lost_are_sent_again(database: Database, setup: Setup) -> None:
    with database.transaction() as session:
        queue_text(Turn(session, setup, NOW), a_conversation(session), "Thank you!")
    (words,) = claim(database)
    lose_the_answer(database, setup, words)
    (again,) = claim(database)
    assert (again.id, again.uncertain) == (words.id, True)
