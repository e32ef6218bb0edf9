"""What a queued row becomes at the moment of sending, where a crash has left doubts."""

from dataclasses import replace
from pathlib import Path

from sqlmodel import Session

from bot.config import load_config
from bot.outgoing import Letter, ReplyNote, ReplyState, ThreadLetter
from bot.use_cases.open_letter import NotNow, open_letter
from bot.use_cases.queueing import queue_note
from bot.use_cases.setup import Setup
from bot.use_cases.turn import Turn
from storage import outbox, tickets
from storage.database import Database
from tests.journeys.settings import settings
from tests.journeys.shop import WEBHOOK_SECRET
from tests.storage.seeds import COMPLAINT, NOW, a_conversation

TOKENS = {
    "TELEGRAM_BOT_TOKEN": "1234567890:THIS-IS-A-TEST-TOKEN-AND-NO-SECRET",
    "SLACK_BOT_TOKEN": "xoxb-this-is-a-test-token",
    "SLACK_APP_TOKEN": "xapp-this-is-a-test-token",
    "SHOP_WEBHOOK_SECRET": WEBHOOK_SECRET,
}


def a_setup(folder: Path) -> Setup:
    path = folder / "config.toml"
    path.write_text(settings())
    loaded = load_config(path, TOKENS)
    assert loaded.config is not None, loaded.problems
    return Setup(loaded.config, b"not a secret", "bottega_rossi_bot")


def a_reply_told_twice(session: Session, setup: Setup) -> int:
    """A reply whose note is queued as "sending" and again as "delivered"; the ticket's id."""
    columns = {"conversation_id": a_conversation(session).id, "channel": "#complaints"}
    ticket = tickets.open_ticket(session, COMPLAINT, columns, NOW)
    tickets.change(session, ticket.id, card_ts="1700000000.000100", card_channel="C1")
    said = {"text": "A new one leaves today.", "author": "Giulia", "written_at": NOW, "delivery": "sending"}
    message_id = tickets.add_message(
        session, conversation_id=ticket.conversation_id, ticket_id=ticket.id, **said
    )
    queue_note(Turn(session, setup, NOW), ticket, message_id)
    tickets.change_message(session, message_id, delivery="delivered", delivered_at=NOW)
    queue_note(Turn(session, setup, NOW), ticket, message_id)
    return ticket.id


def first_note(database: Database, setup: Setup, *, uncertain: bool) -> Letter | NotNow:
    with database.transaction() as session:
        ticket_id = a_reply_told_twice(session, setup)
        first, *_ = outbox.waiting_under(session, f"ticket:{ticket_id}")
        return open_letter(session, setup, replace(first, uncertain=uncertain))


def test_a_note_gives_way_to_a_later_one(database: Database, tmp_path: Path) -> None:
    assert isinstance(first_note(database, a_setup(tmp_path), uncertain=False), NotNow)


def test_a_note_that_may_stand_in_slack_is_looked_for_before_a_later_one_is_posted(
    database: Database, tmp_path: Path
) -> None:
    letter = first_note(database, a_setup(tmp_path), uncertain=True)
    assert isinstance(letter, ThreadLetter)
    assert letter.uncertain
    assert letter.note_ts is None
    assert letter.note == ReplyNote("Giulia", "A new one leaves today.", ReplyState.DELIVERED, None)
