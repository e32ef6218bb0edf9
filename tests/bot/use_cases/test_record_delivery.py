"""What follows from an outcome: a reply is marked with it, and sent again only when it may be."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.ports import Delivery, GiveUp, RetryAt, Sent, Unknown
from bot.use_cases.queueing import queue_note, queue_reply, queue_text
from bot.use_cases.record_delivery import record_delivery
from bot.use_cases.setup import Setup
from bot.use_cases.turn import Turn
from storage import outbox, tickets
from storage.budgets import Limits
from storage.database import Database
from storage.records import OutboxItem
from tests.bot.use_cases.test_open_letter import a_setup
from tests.storage.letters import NO_LIMITS
from tests.storage.seeds import COMPLAINT, NOW, a_conversation

TELEGRAM_ONLY = {"telegram": NO_LIMITS["telegram"]}
SLACK_ONLY = {"slack": NO_LIMITS["slack"]}
LATER = NOW + timedelta(hours=1)
WORDS = "A new one leaves today."
MESSAGE_ID = 1


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    return a_setup(tmp_path)


@pytest.fixture
def reply(database: Database, setup: Setup) -> OutboxItem:
    """A person's reply, in the hands of a relay."""
    with database.transaction() as session:
        ada = a_conversation(session)
        about = {"conversation_id": ada.id, "channel": "#complaints"}
        ticket = tickets.open_ticket(session, COMPLAINT, about, NOW)
        said = {"text": WORDS, "author": "Giulia", "written_at": NOW, "delivery": "sending"}
        message_id = tickets.add_message(session, conversation_id=ada.id, ticket_id=ticket.id, **said)
        assert message_id == MESSAGE_ID
        queue_reply(Turn(session, setup, NOW), ada, ticket, message_id, WORDS)
    (reply,) = claim(database)
    return reply


def claim(database: Database, limits: Limits = TELEGRAM_ONLY) -> list[OutboxItem]:
    with database.transaction() as session:
        return [claimed.item for claimed in outbox.claim(session, "one", limits, LATER)]


def ends(database: Database, setup: Setup, item: OutboxItem, delivery: Delivery) -> Delivery:
    with database.transaction() as session:
        return record_delivery(Turn(session, setup, NOW), item, delivery)


@pytest.mark.parametrize(
    ("delivery", "mark", "reason"),
    [
        (Sent("17"), "delivered", None),
        (Unknown("the connection broke"), "unknown", "the connection broke"),
        (GiveUp("the chat is gone"), "not delivered", "the chat is gone"),
    ],
    ids=["sent", "lost", "refused"],
)
def test_a_reply_is_marked_with_what_became_of_it_and_not_sent_again(
    database: Database, setup: Setup, reply: OutboxItem, delivery: Delivery, mark: str, reason: str | None
) -> None:
    ends(database, setup, reply, delivery)
    assert claim(database) == []
    with database.reading() as session:
        message = tickets.get_message(session, MESSAGE_ID)
    assert (message.delivery, message.delivery_reason) == (mark, reason)


def test_a_reply_that_certainly_did_not_leave_is_sent_again(
    database: Database, setup: Setup, reply: OutboxItem
) -> None:
    ends(database, setup, reply, RetryAt(NOW, "too many requests"))
    (again,) = claim(database)
    assert (again.id, again.uncertain) == (reply.id, False)


def test_the_bots_own_words_whose_answer_was_lost_are_sent_again(database: Database, setup: Setup) -> None:
    with database.transaction() as session:
        queue_text(Turn(session, setup, NOW), a_conversation(session), "Thank you!")
    (words,) = claim(database)
    ends(database, setup, words, Unknown("the connection broke"))
    (again,) = claim(database)
    assert (again.id, again.uncertain) == (words.id, True)


def test_a_slowdown_on_the_way_to_look_for_it_leaves_a_letter_in_doubt(
    database: Database, setup: Setup
) -> None:
    with database.transaction() as session:
        queue_text(Turn(session, setup, NOW), a_conversation(session), "Thank you!")
    (words,) = claim(database)
    ends(database, setup, words, Unknown("the connection broke"))
    (again,) = claim(database)
    ends(database, setup, again, RetryAt(NOW, "too many requests"))
    (third,) = claim(database)
    assert (third.id, third.uncertain) == (words.id, True)


def test_a_note_that_cannot_be_changed_is_the_same_letter_and_tried_again(
    database: Database, setup: Setup
) -> None:
    with database.transaction() as session:
        ada = a_conversation(session)
        about = {"conversation_id": ada.id, "channel": "#complaints"}
        ticket = tickets.open_ticket(session, COMPLAINT, about, NOW)
        tickets.change(session, ticket.id, card_ts="1.0", card_channel="C1")
        said = {"text": WORDS, "author": "Giulia", "written_at": NOW, "delivery": "delivered"}
        message_id = tickets.add_message(session, conversation_id=ada.id, ticket_id=ticket.id, **said)
        tickets.change_message(session, message_id, thread_ts="2.0")
        queue_note(Turn(session, setup, NOW), ticket, message_id)
    (note,) = claim(database, SLACK_ONLY)
    refusal = GiveUp("the message is gone", place_gone=True)
    assert ends(database, setup, note, refusal) == RetryAt(NOW, "the message is gone")
    (again,) = claim(database, SLACK_ONLY)
    assert again.id == note.id
    gone = GiveUp("the card is gone", place_gone=True)
    assert ends(database, setup, again, gone) == gone
    assert [letter.kind for letter in claim(database, SLACK_ONLY)] == ["card"]
